"""Search: the index, kept by publishing, and how it is asked."""

from app.catalogue.search.finding import CROWD, Found, matching
from app.catalogue.search.index import RANKED
from app.catalogue.search.suggesting import Suggestion, suggestions
from app.catalogue.search.words import Words
from app.catalogue.search.writing import create, drop, put, withdraw

__all__ = ["CROWD", "RANKED", "Found", "Suggestion", "Words", "create", "drop", "matching", "put", "suggestions", "withdraw"]
