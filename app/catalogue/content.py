"""The shapes that travel: what a form yields, a file holds, the door takes in and a feed will sign. Strict, portable, many-languaged."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from stdnum import ean

LANGUAGE = r"^(und|[a-z]{2,3})(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
MEASURES: dict[str, tuple[str, Decimal]] = {
    "mg": ("mass", Decimal("0.001")),
    "g": ("mass", Decimal(1)),
    "kg": ("mass", Decimal(1000)),
    "t": ("mass", Decimal(1_000_000)),
    "ml": ("volume", Decimal(1)),
    "l": ("volume", Decimal(1000)),
    "pcs": ("count", Decimal(1)),
    "cm": ("length", Decimal(1)),
    "m": ("length", Decimal(100)),
}
"""Units of net content: what they measure, and how many grams, millilitres, pieces or centimetres one of them is."""


_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Text as it can be stored: NFC, without control characters but for line breaks and tabs, without blanks around it.

    Nor with signs that turn the rest of a page around, so that a name cannot read as another one: no language of the region has them.
    """
    # PostgreSQL refuses NUL; control characters and lone surrogates are never meant.
    kept = (c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _TURNING))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _some_text(texts: dict[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}


def _gtin(number: str) -> str:
    if not ean.is_valid(number):
        raise ValueError("not a GTIN: 8, 12, 13 or 14 digits with the right check digit")
    return number


def _web(address: str) -> str:
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/\S*)?", address):
        raise ValueError("a web address begins with https:// or http://")
    return address


Line = Annotated[str, BeforeValidator(lambda v: clean(v) if isinstance(v, str) else v), StringConstraints(max_length=300)]
Name = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
Prose = Annotated[str, BeforeValidator(lambda v: clean(v) if isinstance(v, str) else v), StringConstraints(max_length=10_000)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+[1-9]\d{6,14}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"]{1,64}@[\w.-]+\.[A-Za-z]{2,}$", max_length=200)]
Web = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web)]
HsCode = Annotated[str, StringConstraints(pattern=r"^\d{4}(\d{2}){0,2}$")]
Gtin = Annotated[str, StringConstraints(pattern=r"^\d{8,14}$"), AfterValidator(_gtin)]
Names = Annotated[dict[Language, Name], Field(min_length=1), AfterValidator(_some_text)]
Lines = Annotated[dict[Language, Line], AfterValidator(_some_text)]
Proses = Annotated[dict[Language, Prose], AfterValidator(_some_text)]
MediaId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Size(StrEnum):
    """UMKM classes; the limits differ by country and by basis, which is stored beside it."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"


class Stage(StrEnum):
    """Place in a value chain, such as beans, liquor, bars."""

    RAW = "raw"
    INGREDIENT = "ingredient"
    FINISHED = "finished"


class Storage(StrEnum):
    AMBIENT = "ambient"
    COOL = "cool"
    CHILLED = "chilled"
    FROZEN = "frozen"


class Money(Content):
    """An exact amount. At most two decimals: no currency of the region has more."""

    amount: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2, allow_inf_nan=False)]
    currency: Currency


class Measure(Content):
    """Net content as entered: 2 kg stays 2 kg."""

    amount: Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=4, allow_inf_nan=False)]
    unit: Literal["mg", "g", "kg", "t", "ml", "l", "pcs", "cm", "m"]
    approximate: bool = False

    @property
    def kind(self) -> str:
        """mass, volume, count or length."""
        return MEASURES[self.unit][0]

    @property
    def normal(self) -> Decimal:
        """The same in grams, millilitres, pieces or centimetres."""
        return self.amount * MEASURES[self.unit][1]


class Quantity(Content):
    """A number of trade units, such as 200 packs or 5 t."""

    amount: Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=3, allow_inf_nan=False)]
    unit: Line = "pcs"


class PictureRef(Content):
    """A stored picture and what it shows, in words, for those who cannot see it."""

    media_id: MediaId
    alt: Lines = {}


class CertificateContent(Content):
    """A paper of an enterprise (scope premises) or of one product; only public ones reach the public tables."""

    scheme: Key
    number: Line = ""
    issuer: Line = ""
    scope: Literal["product", "premises"] = "product"
    valid_from: date | None = None
    valid_to: date | None = None
    public: bool = True

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self


class PaperRef(Content):
    """The stored file of a paper, which is known by its scheme and number. Never public, so it stands with the confidential facts."""

    scheme: Key
    number: Line = ""
    file: UUID


class EnterpriseContent(Content):
    """An enterprise as it stands in the hall. Telephone numbers are those of the business, shown by consent."""

    id: UUID
    centre: Key
    slug: Slug
    name: Name
    legal_name: Line = ""
    size: Size | None = None
    size_basis: Literal["sales", "capital", "assets", "staff"] | None = None
    area: Key
    place: Line = ""
    founded: Annotated[int, Field(ge=1700, le=2100)] | None = None
    tagline: Lines = {}
    story: Proses = {}
    phone: Phone | None = None
    whatsapp: Phone | None = None
    email: Email | None = None
    web: Web | None = None
    social: dict[Key, Web] = {}
    pictures: list[PictureRef] = []
    certificates: list[CertificateContent] = []


class ProductContent(Content):
    """A product. Texts by language; `price` None means on request; `monthly_capacity` only when everybody may know it."""

    id: UUID
    enterprise_id: UUID
    slug: Slug
    category: Key
    reference: Line = ""
    name: Names
    summary: Lines = {}
    description: Proses = {}
    ingredients: Proses = {}
    hs_code: HsCode | None = None
    gtin: Gtin | None = None
    price: Money | None = None
    wholesale_price: Money | None = None
    unit: Line = ""
    net: Measure | None = None
    minimum_order: Quantity | None = None
    monthly_capacity: Quantity | None = None
    lead_time_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    shelf_life_days: Annotated[int, Field(ge=0, le=36500)] | None = None
    storage: Storage | None = None
    origin: Key
    stage: Stage = Stage.FINISHED
    alcohol: bool = False
    featured: bool = False
    verified_on: date | None = None
    pictures: list[PictureRef] = []
    certificates: list[CertificateContent] = []


class ProductConfidential(Content):
    """What the centre knows of a product and the public does not."""

    cost: Money | None = None
    monthly_capacity: Quantity | None = None
    as_entered: dict[str, Prose] = {}
    certificates: list[CertificateContent] = []
    files: list[PaperRef] = []


class EnterpriseConfidential(Content):
    """What the centre knows of an enterprise and the public does not."""

    contact_name: Line = ""
    contact_phone: Phone | None = None
    registration: Line = ""
    as_entered: dict[str, Prose] = {}
    certificates: list[CertificateContent] = []
    files: list[PaperRef] = []
