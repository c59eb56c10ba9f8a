"""From a draft to a public page: what enterprises propose, what staff decide, and the record of it."""
