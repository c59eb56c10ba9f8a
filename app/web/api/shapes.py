"""What the JSON catalogue takes and gives, described for those who write programs against it."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticKnownError

from app.catalogue.content import LANGUAGE
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
    enterprise: Annotated[
        UUID | None, Field(description="Only products of this enterprise; none when no enterprise of this id is on show.")
    ] = None
    certificate: Annotated[
        str | None, Field(max_length=64, description="A scheme (halal-id) or a family of schemes (halal), valid today.", examples=["halal"])
    ] = None
    text_language: Annotated[
        str | None,
        Field(
            max_length=35,
            pattern=LANGUAGE,
            description="Only products whose name was given in this language, for the asked `lang`; none when no name was.",
        ),
    ] = None
    price_min: Annotated[
        Decimal | None,
        Field(ge=0, le=Decimal("999999999999"), allow_inf_nan=False, description="Lowest price, inclusive.", examples=[20000]),
    ] = None
    price_max: Annotated[
        Decimal | None,
        Field(
            ge=0,
            le=Decimal("999999999999"),
            allow_inf_nan=False,
            description="Highest price, inclusive; not below the lowest.",
            examples=[50000],
        ),
    ] = None
    currency: Annotated[
        str | None,
        Field(pattern="^[A-Z]{3}$", description="Of the price limits; without it, the centre's own. None match when no price is in it."),
    ] = None
    featured: Annotated[bool | None, Field(description="Only those that the centre puts in front.")] = None
    sort: Annotated[Literal["name", "newest"] | None, Field(description="name when nothing is said.")] = None

    @field_validator("price_max")
    @classmethod
    def _not_below_the_lowest(cls, highest: Decimal | None, info: ValidationInfo) -> Decimal | None:
        lowest = info.data.get("price_min")
        if highest is not None and lowest is not None and highest < lowest:
            raise PydanticKnownError("greater_than_equal", {"ge": lowest})
        return highest


class SearchAsked(ProductsAsked):
    sort: Annotated[Literal["name", "newest", "relevance"] | None, Field(description="relevance when nothing is said.")] = None  # type: ignore[assignment]
    q: Annotated[str, Field(min_length=1, max_length=200, description="Words in any of the centre's languages.", examples=["kopi"])]


class EnterprisesAsked(PageAsked):
    area: Annotated[str | None, Field(max_length=64, description="Key of an area; everything in it is included.")] = None
    q: Annotated[str, Field(max_length=200, description="Words of the name, place or story.")] = ""


class Named(BaseModel):
    key: Annotated[str, Field(description="Stable key, for filters.", examples=["coffee"])]
    name: Annotated[str, Field(description="In the language asked for.", examples=["Coffee"])]


class Origin(Named):
    country: Annotated[str, Field(description="ISO 3166-1 code.")]


class Said(BaseModel):
    """A text and the language that it is really in: where a translation is missing, another language stands in."""

    lang: Annotated[str, Field(description="BCP 47; `und` where nobody said which.")]
    text: Annotated[str, Field(description="The words themselves.", examples=["Arabica from the rim of Lake Tondano."])]


class Price(BaseModel):
    amount: Annotated[str, Field(description="Exact decimal number as text.", examples=["25000"])]
    currency: Annotated[str, Field(description="ISO 4217.", examples=["IDR"])]


class Net(BaseModel):
    amount: Annotated[str, Field(description="Exact decimal number as text.", examples=["250"])]
    unit: Annotated[Literal["mg", "g", "kg", "t", "ml", "l", "pcs", "cm", "m"], Field(description="As it was entered.", examples=["g"])]
    approximate: Annotated[bool, Field(description="Whether the maker says about so much.", examples=[False])]


class Amount(BaseModel):
    amount: Annotated[str, Field(description="Exact decimal number as text.", examples=["50"])]
    unit: Annotated[str, Field(description="Unit of sale, weight or volume.", examples=["jar"])]


class Maker(BaseModel):
    id: Annotated[UUID, Field(description="Never changes.", examples=["008540fc-312d-5dd7-abb3-3dcb2c17e09f"])]
    slug: Annotated[str, Field(description="For addresses.", examples=["koya-danau"])]
    name: Annotated[str, Field(description="Trade name.", examples=["Koya Danau"])]


class CardCertificate(BaseModel):
    scheme: Annotated[str, Field(description="Key of the scheme.", examples=["halal-id"])]
    family: Annotated[str, Field(description="Kind of scheme, of whatever country.", examples=["halal"])]
    name: Annotated[str, Field(description="Short name of the scheme.", examples=["Halal"])]
    valid_to: Annotated[str | None, Field(description="Last day, ISO 8601; null: no end.", examples=["2030-06-21"])]


class Picture(BaseModel):
    id: Annotated[str, Field(description="SHA-256 of the picture as sent in.")]
    href: Annotated[str, Field(description="<href>/<width>.webp for each of `widths`, <href>/share.jpg for link previews; never changes.")]
    widths: Annotated[list[int], Field(description="Widths of the renditions, in pixels.", examples=[[320, 640, 960]])]
    width: Annotated[int, Field(description="Of the original, upright, in pixels.", examples=[1080])]
    height: Annotated[int, Field(description="Of the original, upright, in pixels.", examples=[1350])]
    tone: Annotated[str, Field(description="Mean colour, #rrggbb.")]
    alt: Annotated[str, Field(description="What it shows, in words.")]


class ProductCard(BaseModel):
    id: Annotated[UUID, Field(description="Never changes.", examples=["963e0c94-b7b3-5720-a691-a5fb97650162"])]
    slug: Annotated[str, Field(description="For addresses.", examples=["kopi-koya"])]
    name: Annotated[str, Field(description="What it is called.", examples=["Koya Tondano arabica"])]
    lang: Annotated[str, Field(description="Language that the name is really in.")]
    summary: Annotated[str | None, Field(description="One sentence.", examples=["From the rim of the lake."])]
    summary_lang: Annotated[str | None, Field(description="Language that it is really in; null where there is none.", examples=["en"])]
    price: Annotated[Price | None, Field(description="null: on request.")]
    unit: Annotated[str | None, Field(description="What the price is for.", examples=["bar"])]
    net: Annotated[Net | None, Field(description="Content of a pack.")]
    category: Named
    enterprise: Maker
    origin: Origin
    certificates: Annotated[list[CardCertificate], Field(description="Valid today.")]
    alcohol: Annotated[bool, Field(description="Whether it contains alcohol.", examples=[False])]
    featured: Annotated[bool, Field(description="Whether the centre puts it in front.", examples=[False])]
    picture: Annotated[Picture | None, Field(description="The first one.")]
    centre: Annotated[Named, Field(description="The centre whose product it is.")]
    added_at: Annotated[str, Field(description="First shown, UTC.", examples=["2026-11-23T22:02:29Z"])]
    updated_at: Annotated[str, Field(description="Last public change, UTC.", examples=["2026-11-23T22:02:29Z"])]


class ProductList(BaseModel):
    items: list[ProductCard]
    next: Annotated[str | None, Field(description="Pass as `after` for the next page; null on the last.")]


class FoundList(ProductList):
    corrected: Annotated[str | None, Field(description="The words as understood, when a word was misspelt.")]


class Certificate(BaseModel):
    scheme: Annotated[str, Field(description="Key of the scheme.", examples=["halal-id"])]
    family: Annotated[str, Field(description="Kind of scheme, of whatever country.", examples=["halal"])]
    scope: Annotated[Literal["product", "premises"], Field(description="What it covers.", examples=["product"])]
    number: Annotated[str, Field(description="As printed on it.", examples=["ID71110000123450226"])]
    issuer: Annotated[str, Field(description="Who issued it.", examples=["BPJPH"])]
    valid_from: Annotated[str | None, Field(description="ISO 8601.", examples=["2025-06-22"])]
    valid_to: Annotated[str | None, Field(description="Last day, ISO 8601; null: no end.", examples=["2030-06-21"])]
    label: Annotated[str, Field(description="Full name of the scheme.")]
    name: Annotated[str, Field(description="Short name of the scheme.", examples=["Halal"])]
    explained: Annotated[Said | None, Field(description="What it says, in plain words.")]


class EnterpriseCard(BaseModel):
    id: Annotated[UUID, Field(description="Never changes.", examples=["008540fc-312d-5dd7-abb3-3dcb2c17e09f"])]
    slug: Annotated[str, Field(description="For addresses.", examples=["koya-danau"])]
    name: Annotated[str, Field(description="Trade name.", examples=["Koya Danau"])]
    tagline: Annotated[str | None, Field(description="One sentence.", examples=["Arabica from the rim of Lake Tondano."])]
    tagline_lang: Annotated[str | None, Field(description="Language that it is really in; null where there is none.", examples=["en"])]
    size: Annotated[
        Literal["micro", "small", "medium"] | None, Field(description="Size class by the rules of its country.", examples=["micro"])
    ]
    place: Annotated[str | None, Field(description="Village or town, as people there call it.", examples=["Koya, Tondano"])]
    founded: Annotated[int | None, Field(description="Year.", examples=[2010])]
    area: Origin
    picture: Annotated[Picture | None, Field(description="The first one.")]
    centre: Named
    updated_at: Annotated[str, Field(description="Last public change, UTC.", examples=["2026-11-23T22:02:29Z"])]


class EnterpriseList(BaseModel):
    items: list[EnterpriseCard]
    next: Annotated[str | None, Field(description="Pass as `after` for the next page; null on the last.")]


class EnterpriseContact(EnterpriseCard):
    story: Annotated[Said | None, Field(description="Who they are, in their words.")]
    phone: Annotated[str | None, Field(description="E.164.")]
    whatsapp: Annotated[str | None, Field(description="E.164.", examples=["+6280000001010"])]
    email: Annotated[str | None, Field(description="For buyers.", examples=["halo@koya-danau.example.org"])]
    web: Annotated[str | None, Field(description="Their own website.", examples=["https://koya-danau.example.org"])]
    social: Annotated[dict[str, str], Field(description="Addresses, by network.")]


class EnterpriseDocument(EnterpriseContact):
    legal_name: Annotated[str | None, Field(description="As registered; null where it was not given.")]
    area_path: Annotated[list[Named], Field(description="From the country down to the area.")]
    pictures: Annotated[list[Picture], Field(description="In the order of the maker.")]
    certificates: Annotated[list[Certificate], Field(description="Of its premises, valid today.")]


class ProductDocument(ProductCard):
    description: Annotated[Said | None, Field(description="What there is to tell.")]
    ingredients: Annotated[Said | None, Field(description="As on the label.")]
    names: Annotated[dict[str, str], Field(description="The name in every language that it has one in.")]
    reference: Annotated[str | None, Field(description="The own code of the maker.", examples=["KM-02"])]
    gtin: Annotated[str | None, Field(description="Barcode number with its check digit, as text.", examples=["8990000000003"])]
    hs_code: Annotated[str | None, Field(description="Harmonized System 2022, 4 to 8 digits, as text.")]
    hs_words: Annotated[Said | None, Field(description="What the HS code stands for, in plain words.")]
    wholesale_price: Annotated[Price | None, Field(description="For a minimum order or more; null: on request.")]
    minimum_order: Annotated[Amount | None, Field(description="Smallest order.")]
    monthly_capacity: Annotated[Amount | None, Field(description="null: unknown, or told to buyers only.")]
    lead_time_days: Annotated[int | None, Field(description="Days from an order until it can be sent.", examples=[14])]
    shelf_life_days: Annotated[int | None, Field(description="Days that it keeps.", examples=[365])]
    storage: Annotated[Literal["ambient", "cool", "chilled", "frozen"] | None, Field(description="How to keep it.", examples=["ambient"])]
    stage: Annotated[
        Literal["raw", "ingredient", "finished"], Field(description="Where it stands in the value chain.", examples=["finished"])
    ]
    verified_on: Annotated[str | None, Field(description="Day on which its facts were last checked, ISO 8601.", examples=["2026-09-25"])]
    category_path: Annotated[list[Named], Field(description="From the widest to the category itself.")]
    origin_path: Annotated[list[Named], Field(description="From the country down to the area of origin.")]
    pictures: Annotated[list[Picture], Field(description="In the order of the maker.")]
    certificates: list[Certificate]  # type: ignore[assignment]
    enterprise: EnterpriseContact  # type: ignore[assignment]


class CategoryNode(Named):
    parent: Annotated[str | None, Field(description="Key of the category above; null at the top.", examples=["drinks"])]
    icon: Annotated[str, Field(description="Name of a Lucide icon.", examples=["coffee"])]
    names: Annotated[dict[str, str], Field(description="In every language.")]
    products: Annotated[int, Field(description="Products in it and below it.")]


class AreaNode(Named):
    parent: Annotated[str | None, Field(description="Key of the area above; null for a country.", examples=["ID-SA"])]
    country: Annotated[str, Field(description="ISO 3166-1 code.", examples=["ID"])]
    kind: Annotated[str, Field(description="Country, province, regency and so on.")]
    latitude: Annotated[float | None, Field(description="Degrees.", examples=[1.49])]
    longitude: Annotated[float | None, Field(description="Degrees.", examples=[124.84])]
    names: Annotated[dict[str, str], Field(description="In every language.")]
    products: Annotated[int, Field(description="Products from it and from within it.")]


class CategoryList(BaseModel):
    items: list[CategoryNode]
    next: None = None


class AreaList(BaseModel):
    items: list[AreaNode]
    next: None = None


class CentreDocument(BaseModel):
    key: Annotated[str, Field(description="Stable key.", examples=["north-sulawesi"])]
    name: Annotated[str, Field(description="Short name.", examples=["Etalase North Sulawesi"])]
    full_name: Annotated[Said | None, Field(description="Its name in full.")]
    tagline: Annotated[Said | None, Field(description="One sentence.")]
    about: Annotated[Said | None, Field(description="Its story.")]
    visit: Annotated[Said | None, Field(description="What visitors should know.")]
    hours: Annotated[Said | None, Field(description="When it is open.")]
    address: Annotated[Said | None, Field(description="Where it is.")]
    contact: Annotated[dict[str, str], Field(description="Ways to reach it, by kind.")]
    area: Annotated[str, Field(description="ISO 3166-2.")]
    languages: Annotated[list[str], Field(description="The order in which a missing text is looked for.")]
    currency: Annotated[str, Field(description="ISO 4217.", examples=["IDR"])]
    time_zone: Annotated[str, Field(description="IANA name.", examples=["Asia/Makassar"])]
    home: Annotated[bool, Field(description="Whether this installation is that centre.")]
    serial: Annotated[int | None, Field(description="Number of the latest public change; grows only.")]


class CentreWithNeighbours(CentreDocument):
    neighbours: Annotated[list[CentreDocument], Field(description="Centres whose products are shown here as guests.")]
