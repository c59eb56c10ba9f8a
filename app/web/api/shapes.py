"""What the JSON catalogue takes and gives, described for those who write programs against it."""

from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.catalogue.content import LANGUAGE
from app.catalogue.queries import Sort
from app.web.asking import Asked


class PageAsked(Asked):
    after: Annotated[str | None, Field(max_length=2000, description="The `next` of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=100, description="Most items on one page.")] = 24


class ProductsAsked(PageAsked):
    category: Annotated[
        str | None, Field(max_length=64, description="Key of a category; everything below it is included.", examples=["coffee"])
    ] = None
    area: Annotated[
        str | None, Field(max_length=64, description="Key of the area of origin; everything in it is included.", examples=["ID-SA"])
    ] = None
    enterprise: Annotated[UUID | None, Field(description="Only products of this enterprise.")] = None
    certificate: Annotated[
        str | None, Field(max_length=64, description="A scheme (halal-id) or a family of schemes (halal), valid today.", examples=["halal"])
    ] = None
    text_language: Annotated[
        str | None,
        Field(max_length=35, pattern=LANGUAGE, description="Only products whose name was given in this language, for the asked `lang`."),
    ] = None
    price_min: Annotated[Decimal | None, Field(ge=0, le=Decimal("999999999999"), allow_inf_nan=False)] = None
    price_max: Annotated[Decimal | None, Field(ge=0, le=Decimal("999999999999"), allow_inf_nan=False)] = None
    currency: Annotated[str | None, Field(pattern="^[A-Z]{3}$", description="Of the price limits; without it, the centre's own.")] = None
    featured: Annotated[bool | None, Field(description="Only those that the centre puts in front.")] = None
    sort: Annotated[Sort | None, Field(description="name unless something is searched for, then relevance.")] = None


class SearchAsked(ProductsAsked):
    q: Annotated[str, Field(min_length=1, max_length=200, description="Words in any of the centre's languages.", examples=["kopi"])]


class EnterprisesAsked(PageAsked):
    area: Annotated[str | None, Field(max_length=64, description="Key of an area; everything in it is included.")] = None
    q: Annotated[str, Field(max_length=200, description="Words of the name, place or story.")] = ""


class Named(BaseModel):
    key: str
    name: str


class Origin(Named):
    country: Annotated[str, Field(description="ISO 3166-1 code.")]


class Said(BaseModel):
    """A text and the language that it is really in: where a translation is missing, another language stands in."""

    lang: Annotated[str, Field(description="BCP 47; `und` where nobody said which.")]
    text: str


class Price(BaseModel):
    amount: Annotated[str, Field(description="Exact decimal number as text.", examples=["25000"])]
    currency: Annotated[str, Field(description="ISO 4217.", examples=["IDR"])]


class Net(BaseModel):
    amount: str
    unit: Literal["mg", "g", "kg", "t", "ml", "l", "pcs", "cm", "m"]
    approximate: bool


class Amount(BaseModel):
    amount: str
    unit: str


class Maker(BaseModel):
    id: UUID
    slug: str
    name: str


class CardCertificate(BaseModel):
    scheme: str
    family: str
    name: str
    valid_to: str | None


class Picture(BaseModel):
    id: Annotated[str, Field(description="SHA-256 of the picture as sent in.")]
    href: Annotated[str, Field(description="<href>/<width>.webp for each of `widths`, <href>/share.jpg for link previews; never changes.")]
    widths: list[int]
    width: int
    height: int
    tone: Annotated[str, Field(description="Mean colour, #rrggbb.")]
    alt: Annotated[str, Field(description="What it shows, in words.")]


class ProductCard(BaseModel):
    id: UUID
    slug: str
    name: str
    lang: Annotated[str, Field(description="Language that the name is really in.")]
    summary: str | None
    summary_lang: str | None
    price: Annotated[Price | None, Field(description="null: on request.")]
    unit: str | None
    net: Net | None
    category: Named
    enterprise: Maker
    origin: Origin
    certificates: list[CardCertificate]
    alcohol: bool
    featured: bool
    picture: Picture | None
    centre: Annotated[Named, Field(description="The centre whose product it is.")]
    added_at: str
    updated_at: str


class ProductList(BaseModel):
    items: list[ProductCard]
    next: Annotated[str | None, Field(description="Pass as `after` for the next page; null on the last.")]


class FoundList(ProductList):
    corrected: Annotated[str | None, Field(description="The words as understood, when a word was misspelt.")]


class Certificate(BaseModel):
    scheme: str
    family: str
    scope: Literal["product", "premises"]
    number: str
    issuer: str
    valid_from: str | None
    valid_to: str | None
    label: str
    name: str
    explained: Said | None


class EnterpriseCard(BaseModel):
    id: UUID
    slug: str
    name: str
    tagline: str | None
    tagline_lang: str | None
    size: Literal["micro", "small", "medium"] | None
    place: str | None
    founded: int | None
    area: Origin
    picture: Picture | None
    centre: Named
    updated_at: str


class EnterpriseList(BaseModel):
    items: list[EnterpriseCard]
    next: str | None


class EnterpriseContact(EnterpriseCard):
    story: Said | None
    phone: Annotated[str | None, Field(description="E.164.")]
    whatsapp: str | None
    email: str | None
    web: str | None
    social: dict[str, str]


class EnterpriseDocument(EnterpriseContact):
    legal_name: str | None
    area_path: list[Named]
    pictures: list[Picture]
    certificates: list[Certificate]


class ProductDocument(ProductCard):
    description: Said | None
    ingredients: Said | None
    names: Annotated[dict[str, str], Field(description="The name in every language that it has one in.")]
    reference: str | None
    gtin: str | None
    hs_code: Annotated[str | None, Field(description="Harmonized System 2022, 4 to 8 digits, as text.")]
    hs_words: Said | None
    wholesale_price: Price | None
    minimum_order: Amount | None
    monthly_capacity: Annotated[Amount | None, Field(description="null: unknown, or told to buyers only.")]
    lead_time_days: int | None
    shelf_life_days: int | None
    storage: Literal["ambient", "cool", "chilled", "frozen"] | None
    stage: Literal["raw", "ingredient", "finished"]
    verified_on: str | None
    category_path: list[Named]
    origin_path: list[Named]
    pictures: list[Picture]
    certificates: list[Certificate]  # type: ignore[assignment]
    enterprise: EnterpriseContact  # type: ignore[assignment]


class CategoryNode(Named):
    parent: str | None
    icon: str
    names: dict[str, str]
    products: Annotated[int, Field(description="Products in it and below it.")]


class AreaNode(Named):
    parent: str | None
    country: str
    kind: str
    latitude: float | None
    longitude: float | None
    names: dict[str, str]
    products: Annotated[int, Field(description="Products from it and from within it.")]


class CategoryList(BaseModel):
    items: list[CategoryNode]
    next: None = None


class AreaList(BaseModel):
    items: list[AreaNode]
    next: None = None


class CentreDocument(BaseModel):
    key: str
    name: str
    full_name: Said | None
    tagline: Said | None
    about: Said | None
    visit: Said | None
    hours: Said | None
    address: Said | None
    contact: dict[str, str]
    area: Annotated[str, Field(description="ISO 3166-2.")]
    languages: Annotated[list[str], Field(description="The order in which a missing text is looked for.")]
    currency: str
    time_zone: str
    home: Annotated[bool, Field(description="Whether this installation is that centre.")]
    serial: Annotated[int | None, Field(description="Number of the latest public change; grows only.")]


class CentreWithNeighbours(CentreDocument):
    neighbours: Annotated[list[CentreDocument], Field(description="Centres whose products are shown here as guests.")]


class FieldProblem(BaseModel):
    pointer: Annotated[str, Field(description="JSON pointer to the parameter or field.")]
    detail: str
    found: str | None = None


class ProblemDocument(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    instance: str
    request_id: str
    errors: list[FieldProblem] = []


ERRORS: dict[int | str, dict[str, Any]] = {
    code: {
        "model": ProblemDocument,
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
    }
    for code, words in {
        422: "A parameter is unknown or does not fit.",
        404: "There is no such thing on show.",
        503: "Try again in a moment.",
    }.items()
}
