"""The demo centre: its data and its pictures."""
