"""Search: the index, kept by publishing, and how it is asked."""

from app.catalogue.search.finding import Found, matching
from app.catalogue.search.words import Words
from app.catalogue.search.writing import create, drop, put, withdraw

__all__ = ["Found", "Words", "create", "drop", "matching", "put", "withdraw"]
