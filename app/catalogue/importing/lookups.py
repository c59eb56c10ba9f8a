"""Words as typed, found in the frame of this centre: areas, countries and categories, by names and aliases that are data of its pack."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from app.catalogue.models import Area, Category
from app.catalogue.reference import Reference
from app.catalogue.sheets.mapping import Rule
from app.catalogue.values import COMMAED, CURRENCIES, Style
from app.text import fold

OTHER: Final = "other"
"""The category of goods that nobody has sorted yet."""

ALCOHOL: Final = "alcohol"
# What an office puts before the name of a place.
_BEFORE: Final = frozenset(
    (
        *(
            "kab",
            "kabupaten",
            "kota",
            "kotamadya",
            "kep",
            "kepl",
            "kepulauan",
            "prov",
            "provinsi",
            "propinsi",
            "daerah",
            "kec",
            "kecamatan",
        ),
        *("negeri", "city", "of", "province", "regency", "district", "municipality", "lungsod", "ng", "lalawigan"),
    )
)


@dataclass(slots=True)
class Lookups:
    """Plain copies of what an import needs of the frame, so that no session has to stay open."""

    centre: str
    currency: str
    country: str
    area: str
    languages: list[str]
    schemes: frozenset[str]
    countries: dict[str, str]
    """Country of each area."""
    categories: frozenset[str]
    alcoholic: frozenset[str]
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    """By country ('' for all, the centre's own first): folded name -> area."""
    merged: dict[str, str] = field(default_factory=dict)
    """Key of a merged category -> the one that stands for it."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Folded word -> category; leaves before branches."""

    @classmethod
    def of(cls, frame: Reference) -> "Lookups":
        country = frame.areas[frame.centre.area].country if frame.centre.area in frame.areas else frame.centre.area[:2]
        made = cls(
            centre=frame.centre.key,
            currency=frame.centre.currency,
            country=country,
            area=frame.centre.area,
            languages=list(frame.centre.languages),
            schemes=frozenset(frame.schemes),
            countries={key: area.country for key, area in frame.areas.items()},
            categories=frozenset(frame.categories),
            alcoholic=frozenset(frame.categories_within(ALCOHOL)),
            merged=dict(frame.merged),
        )
        made._learn_places(frame.areas.values())
        made._learn_kinds(frame.categories.values())
        return made

    @property
    def style(self) -> Style:
        """How numbers are written here."""
        return style_of(self.currency)

    def place(self, text: str, country: str | None = None) -> str | None:
        """The area that a text names, also 'Kab. X', 'X, Y' or its key; within a country where that is known."""
        if text in self.countries:
            return text
        known = self.places.get(country or "", self.places.get("", {}))
        for part in (text, *reversed(text.replace("/", ",").split(",")), *text.replace("/", ",").split("(")):
            words = fold(part).split()
            while words:
                if found := known.get(" ".join(words)):
                    return found
                if words[0] not in _BEFORE:
                    break
                words = words[1:]
        return None

    def nation(self, text: str) -> str | None:
        """The country (ISO 3166) that a text names."""
        found = self.place(text)
        return self.countries[found] if found else None

    def here(self, category: str) -> str:
        """The category of this centre that stands for a key."""
        return self.merged.get(category, category)

    def kind(self, text: str) -> str | None:
        """The category whose key, name or alias a text is, or contains as words of its own: the first one in the text, then the longest."""
        if (key := self.here(text)) in self.categories:
            return key
        words = fold(text)
        if found := self.kinds.get(words):
            return found
        padded = f" {words} "
        within = [(padded.find(f" {word} "), -len(word), key) for word, key in self.kinds.items() if f" {word} " in padded]
        return min(within)[2] if within else None

    def _learn_places(self, areas: Iterable[Area]) -> None:
        ranked = sorted(areas, key=lambda area: (area.country != self.country, area.parent_key is None))
        for names in (False, True):  # names before aliases, whosever they are
            for area in ranked:
                for word in area.aliases if names else [*area.names.values(), area.key]:
                    for scope in ("", area.country):
                        self.places.setdefault(scope, {}).setdefault(fold(word), area.key)

    def _learn_kinds(self, categories: Iterable[Category]) -> None:
        listed = [category for category in categories if not category.hidden]
        parents = {category.parent_key for category in listed}
        for category in sorted(listed, key=lambda c: c.key in parents):
            for word in [*category.names.values(), *category.aliases, category.key.replace("-", " ")]:
                self.kinds.setdefault(fold(word), category.key)


class Rules:
    """Rules of a mapping, ready for many rows: words become a value when they stand, as words of their own, in one of the rule's fields."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = [(rule.value, rule.fields, [f" {fold(word)} " for word in rule.words]) for rule in rules]

    def value(self, texts: dict[str, str]) -> str | None:
        """The value of the first rule that fits."""
        folded: dict[str, str] = {}
        for value, fields, words in self.rules:
            for name in fields:
                if name not in folded:
                    folded[name] = f" {fold(texts.get(name, ''))} "
                text = folded[name]
                if any(word in text for word in words):
                    return value
        return None


def style_of(currency: str) -> Style:
    return CURRENCIES[currency].style if currency in CURRENCIES else COMMAED
