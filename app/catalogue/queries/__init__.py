"""Reads of what is on show. They begin at the listings, so nothing that is not on show can be read."""

from app.catalogue.queries.cursors import BadCursor
from app.catalogue.queries.facets import Facets, facets
from app.catalogue.queries.filters import BadFilter, Filters, spoken, today
from app.catalogue.queries.products import Page, Sort, products
from app.catalogue.queries.shown import NoEnterprise, NoProduct, Shown, enterprise, enterprises, product
from app.catalogue.queries.similar import more_like

__all__ = [
    "BadCursor",
    "BadFilter",
    "Facets",
    "Filters",
    "NoEnterprise",
    "NoProduct",
    "Page",
    "Shown",
    "Sort",
    "enterprise",
    "enterprises",
    "facets",
    "more_like",
    "product",
    "products",
    "spoken",
    "today",
]
