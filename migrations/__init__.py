"""The history of the tables: one file a change, named by its date and what changed."""
