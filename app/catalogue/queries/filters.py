"""What a list is narrowed to, as conditions on listings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlmodel import SQLModel

from app.catalogue.content import LANGUAGE
from app.catalogue.reference import Reference
from app.db import now
from app.errors import Invalid, Problem
from app.text import _

LISTING: Final = SQLModel.metadata.tables["listing"].c
PAPER: Final = SQLModel.metadata.tables["certificate"].c


PLAIN: Final = frozenset(("language", "category", "country", "area"))
"""Conditions whose values are plain text, which a prepared statement may take as they are."""


class BadFilter(Invalid):
    message = _("There is nothing of that kind to filter by.")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. Areas and categories include all below them; `certificate` is a scheme or a family (halal)."""

    category: str | None = None
    area: str | None = None
    enterprise: UUID | None = None
    certificate: str | None = None
    language: str | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    currency: str | None = None
    featured: bool | None = None


def today(frame: Reference) -> date:
    """The day at the centre."""
    return now().astimezone(ZoneInfo(frame.centre.time_zone)).date()


def spoken(frame: Reference, language: str) -> str:
    """The language of the listings for a reader of `language`: itself if the centre speaks it, else the centre's first."""
    return language if language in frame.centre.languages else frame.centre.languages[0]


def narrowing(frame: Reference, language: str, filters: Filters) -> dict[str, Any]:
    """What the conditions of a list compare with, by their names; `conditions` has the other half.

    They are apart so that a statement is built once for each set of names, not for each request. Raises BadFilter.
    """
    values: dict[str, Any] = {"language": spoken(frame, language)}
    if filters.category:
        keys = within(frame.categories_within(filters.category), "/category", filters.category)
        values |= {"category": keys[0]} if len(keys) == 1 else {"categories": keys}
    if filters.area:
        keys = within(frame.areas_within(filters.area), "/area", filters.area)
        if frame.areas[filters.area].country == filters.area:
            values["country"] = filters.area
        else:
            values |= {"area": keys[0]} if len(keys) == 1 else {"areas": keys}
    if filters.enterprise:
        values["enterprise"] = filters.enterprise
    if filters.certificate:
        schemes = [s.key for s in frame.schemes.values() if filters.certificate in (s.key, s.family)]
        values |= {"schemes": within(schemes, "/certificate", filters.certificate), "day": today(frame)}
    if filters.language:
        spoken_so = [filters.language] if re.fullmatch(LANGUAGE, filters.language) else []
        values["name_language"] = within(spoken_so, "/text_language", filters.language)[0]
    if filters.featured is not None:
        values["featured"] = filters.featured
    if filters.price_min is not None or filters.price_max is not None:
        values["currency"] = filters.currency or frame.centre.currency
        values |= {"price_min": int(filters.price_min * 100)} if filters.price_min is not None else {}
        values |= {"price_max": int(filters.price_max * 100)} if filters.price_max is not None else {}
    return values


def conditions(values: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """The conditions of these names, to be executed with the values."""
    return [_CONDITIONS[name] for name in values if name in _CONDITIONS]


def within(keys: list[str], pointer: str, asked: str) -> list[str]:
    """The keys. Raises BadFilter when there are none, because then nobody knows what was asked for."""
    if not keys:
        raise BadFilter((Problem(pointer, BadFilter.message, asked),))
    return keys


def _certified() -> ColumnElement[bool]:
    """The product holds a valid certificate of its own, or its maker holds one for the premises."""
    one_of_these = PAPER.scheme.in_(bindparam("schemes", expanding=True))
    valid = and_(one_of_these, or_(PAPER.valid_to.is_(None), PAPER.valid_to >= bindparam("day")))
    own = select(PAPER.product_id).where(valid, PAPER.product_id.is_not(None))
    premises = select(PAPER.enterprise_id).where(valid, PAPER.product_id.is_(None))
    return or_(LISTING.product_id.in_(own), LISTING.enterprise_id.in_(premises))


# A single key is compared for equality, because then the index gives the rows in order.
_CONDITIONS: Final[dict[str, ColumnElement[bool]]] = {
    "language": LISTING.language == bindparam("language"),
    "category": LISTING.category == bindparam("category"),
    "categories": LISTING.category.in_(bindparam("categories", expanding=True)),
    "country": LISTING.country == bindparam("country"),
    "area": LISTING.area == bindparam("area"),
    "areas": LISTING.area.in_(bindparam("areas", expanding=True)),
    "enterprise": LISTING.enterprise_id == bindparam("enterprise"),
    "schemes": _certified(),
    "name_language": LISTING.name_language == bindparam("name_language"),
    "featured": LISTING.featured == bindparam("featured"),
    "currency": LISTING.currency == bindparam("currency"),
    "price_min": LISTING.price_hundredths >= bindparam("price_min"),
    "price_max": LISTING.price_hundredths <= bindparam("price_max"),
    "after_name": or_(
        LISTING.sort_key > bindparam("after_name"),
        and_(LISTING.sort_key == bindparam("after_name"), LISTING.product_id > bindparam("after_id")),
    ),
    "after_moment": or_(
        LISTING.added_at < bindparam("after_moment"),
        and_(LISTING.added_at == bindparam("after_moment"), LISTING.product_id < bindparam("after_id")),
    ),
}
