"""A believable centre to look at: its makers and products as data, their pictures drawn by code."""
