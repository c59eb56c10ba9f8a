"""What people of the region type into cells, read into exact values. What has no single meaning is refused, never guessed."""

from app.catalogue.values.dates import Order, day
from app.catalogue.values.measures import heading_unit, measure, packs
from app.catalogue.values.money import CURRENCIES, Price, currency, price
from app.catalogue.values.numbers import COMMAED, DOTTED, Ambiguous, NoNumber, Style, from_cell, number
from app.catalogue.values.papers import Halal, gtin, halal, hs_code, phone, pirt, pirt_year, yes_no
from app.catalogue.values.reading import EXPECTED, Unreadable, says_nothing, tidy
from app.catalogue.values.spans import Capacity, ShelfLife, capacity, days, heading_period, shelf_life

__all__ = [
    "COMMAED",
    "CURRENCIES",
    "DOTTED",
    "EXPECTED",
    "Ambiguous",
    "Capacity",
    "Halal",
    "NoNumber",
    "Order",
    "Price",
    "ShelfLife",
    "Style",
    "Unreadable",
    "capacity",
    "currency",
    "day",
    "days",
    "from_cell",
    "gtin",
    "halal",
    "heading_period",
    "heading_unit",
    "hs_code",
    "measure",
    "number",
    "packs",
    "phone",
    "pirt",
    "pirt_year",
    "price",
    "says_nothing",
    "shelf_life",
    "tidy",
    "yes_no",
]
