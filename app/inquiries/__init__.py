"""Questions that visitors ask makers: kept apart from everything public, for a stated time, and deleted by whoever asked."""
