"""What a visitor has narrowed the list of products to: read from the address, and written back into the address of each further step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BeforeValidator

from app.catalogue import queries
from app.catalogue.models import Area, Category
from app.catalogue.reference import Reference
from app.catalogue.values import money
from app.catalogue.values.reading import Unreadable
from app.errors import Problem
from app.web.asking import Query
from app.web.language import own_name, translations

PATH: Final = "/products"
_NAMES: Final = ("q", "category", "area", "enterprise", "certificate", "language", "price_min", "price_max", "sort")
_LONGEST_QUESTION: Final = 200


_Word = Annotated[str, BeforeValidator(lambda value: " ".join(value[:_LONGEST_QUESTION].split()))]


class Choices(Query):
    """The words of the address as they came, cut and stripped; empty where nothing was chosen."""

    q: _Word = ""
    category: _Word = ""
    area: _Word = ""
    enterprise: _Word = ""
    certificate: _Word = ""
    language: _Word = ""
    price_min: _Word = ""
    price_max: _Word = ""
    sort: _Word = ""

    def pairs(self, **changes: str) -> list[tuple[str, str]]:
        """What is chosen, as it stands in an address, in a steady order; with something else chosen or, when empty, no longer."""
        return [(name, value) for name in _NAMES if (value := changes[name] if name in changes else getattr(self, name))]

    def href(self, lang: str, **changes: str) -> str:
        """The address of this list with something chosen or, when empty, no longer chosen."""
        return f"{PATH}?{urlencode([*self.pairs(**changes), ('lang', lang)])}"


@dataclass(frozen=True)
class Narrowing:
    """The choices as the catalogue understands them. Prices that cannot be read narrow nothing; `price_problem` says so."""

    frame: Reference
    language: str
    chosen: Choices

    @cached_property
    def filters(self) -> queries.Filters:
        """Raises BadFilter where something is chosen that does not exist."""
        chosen = self.chosen
        low, high = self._price(chosen.price_min), self._price(chosen.price_max)
        return queries.Filters(
            category=chosen.category or None,
            area=chosen.area or None,
            enterprise=self._maker(),
            certificate=chosen.certificate or None,
            language=self._spoken(),
            price_min=low if isinstance(low, Decimal) else None,
            price_max=high if isinstance(high, Decimal) else None,
        )

    @property
    def sort(self) -> queries.Sort | None:
        """None leaves the order to the list. Relevance needs a question to be relevant to."""
        known = {s.value: s for s in queries.Sort}
        sort = known.get(self.chosen.sort)
        return None if sort is queries.Sort.RELEVANCE and not self.chosen.q else sort

    @property
    def price_problem(self) -> str:
        """What was expected instead of a price that could not be read, in the reader's language."""
        problems = [p for p in (self._price(self.chosen.price_min), self._price(self.chosen.price_max)) if isinstance(p, str)]
        return problems[0] if problems else ""

    def groups(self, facets: queries.Facets) -> dict[str, list[dict[str, Any]]]:
        """The further steps that leave something, per kind of filter; what is chosen is marked and leads back out."""
        return {
            "certificates": self._certificates(facets.certificates),
            "categories": self._tree("category", self.frame.categories, facets.categories),
            "areas": self._tree("area", self.frame.areas, facets.areas),
            "languages": self._languages(facets.languages),
        }

    def chips(self, maker: str) -> list[dict[str, str]]:
        """What is chosen, each with the address that takes it away. `maker` is the name of the chosen one."""
        chosen, frame = self.chosen, self.frame
        words = translations(self.language)
        named: dict[str, Callable[[str], str]] = {
            "category": lambda key: frame.name(frame.categories[key], self.language),
            "area": lambda key: frame.name(frame.areas[key], self.language),
            "enterprise": lambda _key: maker,
            "certificate": self._paper,
            "language": own_name,
            "price_min": lambda value: words.gettext("from {price}").format(price=value),
            "price_max": lambda value: words.gettext("up to {price}").format(price=value),
        }
        return [
            {"name": name(value), "href": chosen.href(self.language, **{key: ""})}
            for key, name in named.items()
            if (value := getattr(chosen, key)) and not (key.startswith("price_") and isinstance(self._price(value), str))
        ]

    def sorts(self) -> list[dict[str, Any]]:
        words = translations(self.language)
        current = self.sort or (queries.Sort.RELEVANCE if self.chosen.q else queries.Sort.NAME)
        named = {"relevance": words.gettext("Best match"), "name": words.gettext("By name"), "newest": words.gettext("Newest")}
        return [
            {"key": key, "name": name, "href": self.chosen.href(self.language, sort=key), "on": current.value == key}
            for key, name in named.items()
            if key != "relevance" or self.chosen.q
        ]

    def _certificates(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        families = sorted({*counts, self.chosen.certificate} - {""}, key=lambda family: (family != "halal", -counts.get(family, 0), family))
        return [self._step("certificate", key, self._paper(key), counts.get(key, 0)) for key in families]

    def _languages(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        spoken = sorted({*counts, self.chosen.language} - {"", "und"}, key=lambda tag: -counts.get(tag, 0))
        if len(spoken) < 2 and not self.chosen.language:
            return []
        return [self._step("language", key, own_name(key), counts.get(key, 0)) for key in spoken]

    def _tree(self, kind: str, nodes: dict[str, Any], counts: dict[str, int]) -> list[dict[str, Any]]:
        """From the root down to what is chosen, then the next level below it."""
        chosen = getattr(self.chosen, kind)
        path: Sequence[Category | Area] = self.frame.category_path(chosen) if kind == "category" else self.frame.area_path(chosen)
        steps = [self._step(kind, n.key, self.frame.name(n, self.language), counts.get(n.key, 0), depth) for depth, n in enumerate(path)]
        below = [node for node in nodes.values() if node.parent_key == (chosen or None) and counts.get(node.key)]
        if kind == "area":
            below.sort(key=lambda node: -counts[node.key])
        steps += [self._step(kind, n.key, self.frame.name(n, self.language), counts[n.key], len(path)) for n in below]
        return steps

    def _step(self, kind: str, key: str, name: str, total: int, depth: int = 0) -> dict[str, Any]:
        on = getattr(self.chosen, kind) == key
        href = self.chosen.href(self.language, **{kind: "" if on else key})
        return {"key": key, "name": name, "total": total, "href": href, "on": on, "depth": min(depth, 3)}

    def _paper(self, key: str) -> str:
        """The name of a scheme, or of a family of schemes."""
        families = families_named(self.language)
        if key in families:
            return families[key]
        scheme = self.frame.schemes.get(key)
        return self.frame.name(scheme, self.language) if scheme else key

    def _maker(self) -> UUID | None:
        if not self.chosen.enterprise:
            return None
        try:
            return UUID(self.chosen.enterprise)
        except ValueError as error:
            raise queries.BadFilter((Problem("/enterprise", queries.BadFilter.message, self.chosen.enterprise),)) from error

    def _spoken(self) -> str | None:
        tag = self.chosen.language
        if tag and not (tag.isascii() and tag.replace("-", "").isalnum()):
            raise queries.BadFilter((Problem("/language", queries.BadFilter.message, tag),))
        return tag or None

    def _price(self, typed: str) -> Decimal | str | None:
        try:
            read = money.price(typed, self.frame.centre.currency) if typed else None
        except Unreadable as unreadable:
            return translations(self.language).gettext(unreadable.expected)
        return read.money.amount if read else None


def families_named(language: str) -> dict[str, str]:
    """The families of certificates in words."""
    words = translations(language)
    return {
        "halal": words.gettext("Halal"),
        "food-safety": words.gettext("Food safety"),
        "quality": words.gettext("Quality"),
        "origin": words.gettext("Protected origin"),
        "organic": words.gettext("Organic"),
        "cosmetic": words.gettext("Cosmetics"),
        "excise": words.gettext("Excise"),
    }
