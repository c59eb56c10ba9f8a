"""What a list is narrowed to, as conditions on listings."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_, select
from sqlmodel import col

from app.catalogue.models import Certificate, Listing
from app.catalogue.reference import Reference
from app.db import now
from app.errors import Invalid, Problem
from app.text import _


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


def conditions(frame: Reference, language: str, filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [col(Listing.language) == spoken(frame, language)]
    if filters.category:
        conditions.append(_one_of(col(Listing.category), within(frame.categories_within(filters.category), "/category", filters.category)))
    if filters.area:
        places = within(frame.areas_within(filters.area), "/area", filters.area)
        country = frame.areas[filters.area].country == filters.area
        conditions.append(col(Listing.country) == filters.area if country else _one_of(col(Listing.area), places))
    if filters.enterprise:
        conditions.append(col(Listing.enterprise_id) == filters.enterprise)
    if filters.certificate:
        schemes = [s.key for s in frame.schemes.values() if filters.certificate in (s.key, s.family)]
        conditions.append(_certified(within(schemes, "/certificate", filters.certificate), today(frame)))
    if filters.language:
        conditions.append(col(Listing.name_language) == filters.language)
    if filters.featured is not None:
        conditions.append(col(Listing.featured).is_(filters.featured))
    conditions.extend(_priced(frame, filters))
    return conditions


def within(keys: list[str], pointer: str, asked: str) -> list[str]:
    if not keys:
        raise BadFilter((Problem(pointer, BadFilter.message, asked),))
    return keys


def _priced(frame: Reference, filters: Filters) -> list[ColumnElement[bool]]:
    if filters.price_min is None and filters.price_max is None:
        return []
    conditions: list[ColumnElement[bool]] = [col(Listing.currency) == (filters.currency or frame.centre.currency)]
    if filters.price_min is not None:
        conditions.append(col(Listing.price_hundredths) >= int(filters.price_min * 100))
    if filters.price_max is not None:
        conditions.append(col(Listing.price_hundredths) <= int(filters.price_max * 100))
    return conditions


def _certified(schemes: list[str], day: date) -> ColumnElement[bool]:
    """The product holds a valid certificate of its own, or its maker holds one for the premises."""
    valid = and_(col(Certificate.scheme).in_(schemes), or_(col(Certificate.valid_to).is_(None), col(Certificate.valid_to) >= day))
    own = select(col(Certificate.product_id)).where(valid, col(Certificate.product_id).is_not(None))
    premises = select(col(Certificate.enterprise_id)).where(valid, col(Certificate.product_id).is_(None))
    return or_(col(Listing.product_id).in_(own), col(Listing.enterprise_id).in_(premises))


def _one_of(column: SQLColumnExpression[str], keys: list[str]) -> ColumnElement[bool]:
    # Equality, where it is one key, lets the index give the rows in order.
    return column == keys[0] if len(keys) == 1 else column.in_(keys)
