"""From what a row says to what goes through the door: which facts of an enterprise and a product it states."""

import hashlib
import re
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from app.catalogue.content import (
    CertificateContent,
    EnterpriseContent,
    PictureRef,
    ProductConfidential,
    ProductContent,
    Quantity,
    Size,
    Stage,
    Storage,
)
from app.catalogue.importing.entries import Entry
from app.catalogue.importing.lookups import Lookups
from app.catalogue.sheets.mapping import Mapping
from app.catalogue.values import Capacity, ShelfLife, pirt_year
from app.text import fold

_TYPED: Final = 2000
_PUBLIC_TEXTS: Final = ("name", "summary", "description", "ingredients")
_WORDS: Final[dict[str, dict[str, str]]] = {
    "storage": {
        "suhu ruang": "ambient",
        "ruang": "ambient",
        "kering": "ambient",
        "sejuk": "cool",
        "dingin": "chilled",
        "kulkas": "chilled",
        "beku": "frozen",
    }
    | {"freezer": "frozen", "room temperature": "ambient", "refrigerate": "chilled", "chiller": "chilled", "sejuk beku": "frozen"},
    "stage": {
        "bahan mentah": "raw",
        "mentah": "raw",
        "bahan baku": "ingredient",
        "setengah jadi": "ingredient",
        "jadi": "finished",
        "produk jadi": "finished",
    },
    "size": {"mikro": "micro", "kecil": "small", "menengah": "medium", "sederhana": "medium"},
}
_VALUES: Final = {"price": "price", "wholesale_price": "wholesale", "net": "weight", "gtin": "gtin", "hs_code": "hs"} | {
    "lead_time_days": "lead",
    "verified_on": "verified",
}
"""Fields of ProductContent that take a fact of a row as it is."""

# What is kept for the staff as it was typed, because the public shape has no place for it or it may not be public.
_KEPT: Final = ("note", "date", "halal", "turnover", "country")


def enterprise_facts(entry: Entry, mapping: Mapping) -> dict[str, Any]:
    """The fields of EnterpriseContent that a row states, with their values."""
    facts: dict[str, Any] = {"name": entry.enterprise[:200]}
    if entry.area:
        facts["area"] = entry.area
    for name in ("legal_name", "place"):
        if text := entry.facts.get(name):
            facts[name] = str(text)[:300]
    if founded := re.fullmatch(r"(1[789]|20)\d\d", str(entry.facts.get("founded", ""))):
        facts["founded"] = int(founded[0])
    if size := _one_of(Size, "size", entry):
        facts["size"] = size
    if story := {language: text for language, text in entry.texts.get("story", {}).items() if text}:
        facts["story"] = story
    if (web := str(entry.facts.get("web", ""))) and re.fullmatch(r"(https?://)?[\w.-]+\.[A-Za-z]{2,}(/\S*)?", web):
        facts["web"] = web if web.startswith("http") else f"https://{web}"
    if "phone" in mapping.publish and (phone := entry.facts.get("phone")):
        facts["whatsapp" if re.search(r"\b(wa|whatsapp)\b", fold(mapping.columns.get("phone", ""))) else "phone"] = phone
    if "email" in mapping.publish and re.fullmatch(r"[^@\s<>\"]{1,64}@[\w.-]+\.[A-Za-z]{2,}", str(entry.facts.get("email", ""))):
        facts["email"] = entry.facts["email"]
    return facts


def enterprise_private(entry: Entry, mapping: Mapping) -> dict[str, Any]:
    """What a row states of an enterprise that the public does not see: people, their numbers, registrations."""
    facts: dict[str, Any] = {}
    if "phone" not in mapping.publish and (phone := entry.facts.get("phone")):
        facts["contact_phone"] = phone
    if owner := entry.facts.get("owner"):
        facts["contact_name"] = str(owner)[:300]
    if nib := entry.facts.get("nib"):
        facts["registration"] = str(nib)[:300]
    typed = {name: entry.typed[name][:_TYPED] for name in ("phone",) if name in entry.typed and name not in entry.facts}
    if "email" not in mapping.publish and entry.facts.get("email"):
        typed["email"] = str(entry.facts["email"])[:_TYPED]
    return facts | ({"as_entered": typed} if typed else {})


def new_enterprise(owner: UUID, address: str, lookups: Lookups, facts: dict[str, Any]) -> EnterpriseContent:
    """An enterprise of which only these facts are known; a place that nobody stated is the centre's own area."""
    return EnterpriseContent(id=owner, centre=lookups.centre, slug=address, **({"area": lookups.area} | facts))


def product_facts(entry: Entry, mapping: Mapping, old: ProductContent | None, lookups: Lookups) -> dict[str, Any]:
    """The fields of ProductContent for which this list answers, with their values; None where a cell was emptied."""
    facts = _worded(entry, old) | _valued(entry, mapping)
    for name, kind in (("storage", Storage), ("stage", Stage)):
        if name in entry.owned and (value := _one_of(kind, name, entry)):
            facts[name] = value
    for name in ("alcohol", "featured"):
        if name in entry.owned:
            facts[name] = bool(entry.facts.get(name))
    if old is None or "category" in entry.owned or "category" in mapping.rules:
        # What stands in that category here keeps its key, which may be one that the centre merged and others still know.
        stays = old is not None and (entry.category not in lookups.categories or lookups.here(old.category) == entry.category)
        facts["category"] = old.category if old and stays else entry.category
        if entry.category in lookups.alcoholic:
            facts["alcohol"] = True
    if old is None or (entry.area and entry.owned & {"area", "country"}):
        facts["origin"] = entry.area or lookups.area
    if entry.owned & {"pirt", "halal_number", "bpom"}:
        facts["certificates"] = _papers(entry, old, lookups)
    return facts


def _worded(entry: Entry, old: ProductContent | None) -> dict[str, Any]:
    """Texts by language: those of the list, beside those in languages that it has no column for."""
    facts: dict[str, Any] = {}
    for name in _PUBLIC_TEXTS:
        if name in entry.texts:
            before = getattr(old, name) if old else {}
            stated = {language: _cut(name, text) for language, text in entry.texts[name].items()}
            facts[name] = {language: text for language, text in (before | stated).items() if text}
    return facts


def _valued(entry: Entry, mapping: Mapping) -> dict[str, Any]:
    """Exact values of the fields that the list has."""
    said, owned = entry.facts, entry.owned
    facts = {name: said.get(field) for name, field in _VALUES.items() if field in owned}
    if "wholesale" in mapping.private or any(finding.field == "wholesale" for finding in entry.findings):
        facts["wholesale_price"] = None
    if "shelf" in owned:
        facts["shelf_life_days"] = said["shelf"].days if isinstance(said.get("shelf"), ShelfLife) else None
    if "minimum" in owned:
        facts["minimum_order"] = _quantity(said.get("minimum"))
    if "capacity" in owned and "capacity" not in mapping.private:
        facts["monthly_capacity"] = _monthly(said.get("capacity"))
    if "code" in owned or ("gtin" in owned and "gtin" not in said and "gtin" in entry.typed):
        facts["reference"] = str(said.get("code") or ("" if "gtin" in said else entry.typed.get("gtin", "")))[:300]
    if "unit" in owned or said.get("price_unit"):
        facts["unit"] = str(said.get("unit") or said.get("price_unit") or "")[:300]
    return facts


def product_private(entry: Entry, mapping: Mapping, old: ProductConfidential) -> ProductConfidential:
    """The confidential facts of a product: cost, capacity when it is for buyers only, and cells kept as typed."""
    update: dict[str, Any] = {}
    if "cost" in entry.owned:
        update["cost"] = entry.facts.get("cost")
    if "capacity" in entry.owned and "capacity" in mapping.private:
        update["monthly_capacity"] = _monthly(entry.facts.get("capacity"))
    typed = {name: text for name, text in old.as_entered.items() if name not in entry.owned}
    unread = {finding.field for finding in entry.findings if not finding.fatal and not finding.code.startswith("photo")}
    inexact = {
        name
        for name, value in entry.facts.items()
        if isinstance(value, ShelfLife | Capacity) and (value.least != value.most or value.approximate)
    }
    inexact |= {"capacity"} if (made := entry.facts.get("capacity")) and made.per != "month" else set()
    for name in sorted(({*unread, *inexact, *_KEPT} | ({"category"} if "category" in entry.typed else set())) & entry.typed.keys()):
        if name != "phone" and name.partition("[")[0] in entry.owned:
            typed[name] = entry.typed[name][:_TYPED]
    return ProductConfidential.model_validate(old.model_dump() | update | {"as_entered": typed})  # cleans what was typed


def with_pictures(facts: dict[str, Any], media: list[str], old: ProductContent | None) -> dict[str, Any]:
    """The pictures that the list names come first; words that a picture has already stay with it."""
    known = {picture.media_id: picture for picture in (old.pictures if old else [])}
    named = [known.get(media_id) or PictureRef(media_id=media_id) for media_id in dict.fromkeys(media)]
    rest = [picture for picture in known.values() if picture.media_id not in media]
    return facts | {"pictures": named + rest} if named else facts


def schemes_of(entry: Entry) -> set[str]:
    """The schemes of papers that the list has columns for."""
    owned = {"pirt"} if "pirt" in entry.owned else set()
    owned |= {f"halal-{entry.country.lower()}"} if "halal_number" in entry.owned else set()
    return owned | ({"bpom-md", "bpom-ml"} if "bpom" in entry.owned else set())


def _papers(entry: Entry, old: ProductContent | None, lookups: Lookups) -> list[CertificateContent]:
    """The papers of the schemes that the list has columns for, after those it says nothing of."""
    stated: dict[str, CertificateContent] = {}
    owned = schemes_of(entry)
    if number := entry.facts.get("pirt"):
        stated["pirt"] = CertificateContent(scheme="pirt", number=number, valid_to=date(pirt_year(number), 12, 31))
    if "halal_number" in entry.owned:
        scheme = f"halal-{entry.country.lower()}"
        if number := entry.facts.get("halal_number"):
            stated[scheme] = CertificateContent(scheme=scheme, number=str(number)[:300])
    if "bpom" in entry.owned:
        imported = re.search(r"\bML\b", str(entry.facts.get("bpom", "")).upper()) is not None
        if number := entry.facts.get("bpom"):
            scheme = "bpom-ml" if imported else "bpom-md"
            stated[scheme] = CertificateContent(scheme=scheme, number=str(number)[:300])
    kept = [paper for paper in (old.certificates if old else []) if paper.scheme not in owned]
    return kept + [paper for scheme, paper in sorted(stated.items()) if scheme in lookups.schemes]


def _quantity(said: object) -> Quantity | None:
    return Quantity(amount=Decimal(f"{said.least:f}"), unit=said.unit or "pcs") if isinstance(said, Capacity) else None


def _monthly(said: object) -> Quantity | None:
    """What can surely be made in a month; a daily figure says nothing about the days that are worked."""
    return _quantity(said) if isinstance(said, Capacity) and said.per == "month" else None


def _one_of(kind: type[Size] | type[Storage] | type[Stage], name: str, entry: Entry) -> Any:
    words = fold(str(entry.facts.get(name, "")))
    meant = _WORDS[name].get(words, words)
    return kind(meant) if meant in {member.value for member in kind} else None


def _cut(name: str, text: str) -> str:
    return text[: {"name": 200, "summary": 300}.get(name, 10_000)].strip()


def fingerprint(words: str) -> bytes:
    """A short stand-in for words, for remembering very many of them."""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).digest()
