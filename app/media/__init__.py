"""Pictures: checked, upright, stripped, in a few widths, stored under the hash of what was sent. Knows nothing of products."""
