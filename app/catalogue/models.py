"""The public tables. A product or an enterprise is on show if, and only if, it has its listing rows."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import Moment, Ordered, now


def _texts() -> Any:
    return Field(default_factory=dict, sa_type=JSON)


class Centre(SQLModel, table=True):
    """A business centre: the one that this installation is (`home`), and those whose goods it shows as a guest."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key: str = Field(unique=True)
    home: bool = False
    area: str = Field(description="ISO 3166-2 code.")
    languages: list[str] = Field(default_factory=list, sa_type=JSON, description="The fallback chain, in this order.")
    currency: str
    time_zone: str
    names: dict[str, str] = _texts()
    full_names: dict[str, str] = _texts()
    tagline: dict[str, str] = _texts()
    hours: dict[str, str] = _texts()
    address: dict[str, str] = _texts()
    about: dict[str, str] = _texts()
    visit: dict[str, str] = _texts()
    contact: dict[str, str] = _texts()
    brand: dict[str, str] = _texts()
    replaced: dict[str, dict[str, str]] = Field(
        default_factory=dict,
        sa_type=JSON,
        description="By field and key what the pack says where staff wrote something else; see centre.py.",
    )
    serial: int = Field(default=0, sa_type=BigInteger, description="Counts the public changes; see changes.record.")


class Area(SQLModel, table=True):
    """A country, province or regency, keyed by ISO 3166 code or, below it, the country's prefix and its own code."""

    key: str = Field(primary_key=True)
    parent_key: str | None = Field(default=None, index=True)
    country: str = Field(index=True)
    kind: str
    position: int = 0
    names: dict[str, str] = _texts()
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    latitude: float | None = None
    longitude: float | None = None


class Category(SQLModel, table=True):
    """A node of the tree: the key of a shared one is the same at every centre, what a centre made of it stands beside (categories.py)."""

    key: str = Field(primary_key=True)
    parent_key: str | None = Field(default=None, index=True)
    position: int = 0
    icon: str = ""
    names: dict[str, str] = _texts()
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    local: bool = Field(default=False, description="Added by this centre's staff; other centres do not know it.")
    hidden: bool = Field(default=False, description="Not offered any more to whoever chooses a category.")
    merged_into: str | None = Field(default=None, description="Key of the category that stands for this one here.")
    replaced: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSON,
        description="By names.<language> and position what the pack says where staff said something else.",
    )


class Scheme(SQLModel, table=True):
    """A kind of certificate, explained in plain words; schemes of one family (halal) are found together."""

    key: str = Field(primary_key=True)
    family: str = Field(index=True)
    country: str = ""
    scope: str = "product"
    position: int = 0
    names: dict[str, str] = _texts()
    labels: dict[str, str] = _texts()
    explained: dict[str, str] = _texts()
    issuer: str = ""
    pattern: str = ""
    confidence: str = ""


class HsHeading(SQLModel, table=True):
    """A heading or subheading of the Harmonized System 2022, in plain words; text, because of leading zeros."""

    __tablename__ = "hs_heading"

    code: str = Field(primary_key=True)
    names: dict[str, str] = _texts()
    category: str = ""
    source: str = Field(default="", description="Attribution to show where the words are shown.")


class Concept(SQLModel, table=True):
    """Words that mean the same across languages: a search for one finds the others."""

    key: str = Field(primary_key=True)
    kind: str = ""
    words: list[str] = Field(default_factory=list, sa_type=JSON, description="Folded words and phrases.")


class Enterprise(SQLModel, table=True):
    """A micro, small or medium enterprise (UMKM); `content` is EnterpriseContent as it came through the door."""

    id: UUID = Field(primary_key=True)
    centre_id: UUID = Field(foreign_key="centre.id", index=True)
    slug: str = Field(unique=True)
    area: str = Field(foreign_key="area.key", index=True)
    suspended: bool = Field(default=False, description="Suspended ones have no listings; what was pending stays pending.")
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    fingerprint: str
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    updated_at: datetime = Field(default_factory=now, sa_type=Moment)


class Product(SQLModel, table=True):
    """A product of one enterprise; `content` is ProductContent, the columns are what queries and checks need."""

    __table_args__ = (Index("ix_product_enterprise_id_reference", "enterprise_id", "reference"),)

    id: UUID = Field(primary_key=True)
    enterprise_id: UUID = Field(foreign_key="enterprise.id")
    slug: str = Field(unique=True)
    category: str = Field(foreign_key="category.key", index=True)
    origin: str = Field(foreign_key="area.key", index=True)
    reference: str = ""
    gtin: str | None = Field(default=None, index=True)
    hs_code: str | None = Field(default=None, index=True)
    price_hundredths: int | None = Field(default=None, sa_type=BigInteger)
    currency: str | None = None
    net_kind: str | None = None
    net_milli: int | None = Field(default=None, sa_type=BigInteger, description="Thousandths of a gram, millilitre, piece or centimetre.")
    stage: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    fingerprint: str
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    updated_at: datetime = Field(default_factory=now, sa_type=Moment)


class Listing(SQLModel, table=True):
    """A product on show, once per language of the centre, with the words that a reader of that language gets.

    A missing translation falls back along the centre's chain when the row is written, so no reader can lose or
    double a product. `card` is the finished JSON of lists; the other columns repeat what lists filter and sort by.
    """

    __table_args__ = (
        Index("ix_listing_name", "language", "sort_key", "product_id"),
        Index("ix_listing_category", "language", "category", "country", "sort_key", "product_id"),
        Index("ix_listing_country", "language", "country", "sort_key", "product_id"),
        Index("ix_listing_area", "language", "area", "sort_key", "product_id"),
        Index("ix_listing_enterprise", "language", "enterprise_id", "sort_key", "product_id"),
        Index("ix_listing_newest", "language", "added_at", "product_id"),
    )

    language: str = Field(primary_key=True)
    product_id: UUID = Field(sa_column=Column(ForeignKey("product.id", ondelete="CASCADE"), primary_key=True))
    sort_key: str = Field(sa_type=Ordered)
    enterprise_id: UUID = Field(foreign_key="enterprise.id")
    category: str
    area: str
    country: str
    name_language: str = Field(description="The language that the name is really in.")
    price_hundredths: int | None = Field(default=None, sa_type=BigInteger)
    currency: str | None = None
    featured: bool = False
    added_at: datetime = Field(sa_type=Moment)
    fresh_until: date | None = Field(default=None, description="After this day the card shows a certificate that has expired.")
    card: str = Field(sa_column=Column(Text, nullable=False))


class EnterpriseListing(SQLModel, table=True):
    """An enterprise on show, once per language of the centre."""

    __tablename__ = "enterprise_listing"
    __table_args__ = (
        Index("ix_enterprise_listing_name", "language", "sort_key", "enterprise_id"),
        Index("ix_enterprise_listing_area", "language", "area", "sort_key", "enterprise_id"),
    )

    language: str = Field(primary_key=True)
    enterprise_id: UUID = Field(sa_column=Column(ForeignKey("enterprise.id", ondelete="CASCADE"), primary_key=True))
    sort_key: str = Field(sa_type=Ordered)
    area: str
    country: str
    centre_id: UUID = Field(foreign_key="centre.id")
    added_at: datetime = Field(sa_type=Moment)
    card: str = Field(sa_column=Column(Text, nullable=False))


class Certificate(SQLModel, table=True):
    """A public certificate; with a product it covers that product, without one all of the enterprise's."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    enterprise_id: UUID = Field(sa_column=Column(ForeignKey("enterprise.id", ondelete="CASCADE"), nullable=False, index=True))
    product_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey("product.id", ondelete="CASCADE"), index=True))
    scheme: str = Field(foreign_key="scheme.key", index=True)
    family: str = Field(index=True)
    number: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class PictureUse(SQLModel, table=True):
    """Which stored pictures products and enterprises use, so that none is removed while it is shown."""

    __tablename__ = "picture_use"
    __table_args__ = (UniqueConstraint("entity_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    entity_id: UUID
    position: int
    media_id: str = Field(foreign_key="media.id", index=True)


class Translation(SQLModel, table=True):
    """From which words a translation was made, where that is known; one whose source says something else by now is outdated."""

    kind: str = Field(primary_key=True)
    entity_id: UUID = Field(primary_key=True)
    field: str = Field(primary_key=True, description="name, summary, story, alt.<media id> ...; see translations.py.")
    language: str = Field(primary_key=True)
    source_language: str
    source: str = Field(sa_column=Column(Text, nullable=False))


class Change(SQLModel, table=True):
    """The latest public change of one thing; a withdrawn thing leaves its tombstone (`gone`)."""

    __table_args__ = (Index("ix_change_serial", "serial", unique=True),)

    kind: str = Field(primary_key=True, description="enterprise or product.")
    entity_id: UUID = Field(primary_key=True)
    serial: int = Field(sa_type=BigInteger)
    gone: bool = False
    at: datetime = Field(default_factory=now, sa_type=Moment)


class Confidential(SQLModel, table=True):
    """Facts that are not public, kept apart from every table that public pages read; see confidential.py."""

    kind: str = Field(primary_key=True)
    entity_id: UUID = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
