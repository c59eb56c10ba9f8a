"""How a visitor has narrowed a list, and the further steps: read from the address, written into the addresses of the chips."""

from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from app.catalogue import queries
from app.catalogue.models import Area, Category
from app.catalogue.reference import Reference
from app.web.asking import Query
from app.web.language import translations
from app.web.pages import link

PATH: Final = "/kiosk/browse"
_FIELDS: Final = ("category", "area", "maker", "certificate", "sort")
_FAMILIES_SHOWN: Final = ("halal",)
_Word = Annotated[str, Field(max_length=60)]


class Choices(Query):
    """The words of the address as they came; empty where nothing was chosen. `maker` is the slug of an enterprise."""

    category: _Word = ""
    area: _Word = ""
    maker: Annotated[str, Field(max_length=100)] = ""
    certificate: _Word = ""
    sort: _Word = ""

    def kept(self, **changes: str) -> dict[str, str]:
        """What stands in the address, with something chosen or, when empty, no longer chosen."""
        return {name: value for name in _FIELDS if (value := changes[name] if name in changes else getattr(self, name))}

    def order(self) -> queries.Sort:
        return queries.Sort.NEWEST if self.sort == queries.Sort.NEWEST else queries.Sort.NAME


@dataclass(frozen=True)
class Narrowing:
    """The choices as the catalogue understands them. `maker` is the id of the chosen enterprise."""

    frame: Reference
    language: str
    chosen: Choices
    maker: UUID | None = None

    @property
    def filters(self) -> queries.Filters:
        chosen = self.chosen
        return queries.Filters(
            category=chosen.category or None, area=chosen.area or None, enterprise=self.maker, certificate=chosen.certificate or None
        )

    def href(self, **changes: str) -> str:
        """The address of the list with something chosen or, when empty, no longer chosen."""
        return link(PATH, language=self.language, first=self.frame.centre.languages[0], **self.chosen.kept(**changes))

    def heading(self, maker: str) -> str:
        """What the list is of: its kind, else its maker, else its place, else everything."""
        chosen, frame = self.chosen, self.frame
        if chosen.category:
            return frame.name(frame.categories[chosen.category], self.language)
        if maker:
            return maker
        return (
            frame.name(frame.areas[chosen.area], self.language) if chosen.area else translations(self.language).gettext("Everything here")
        )

    def quick(self, facets: queries.Facets) -> list[dict[str, Any]]:
        """Chips of one touch: halal first."""
        named = {"halal": translations(self.language).gettext("Halal")}
        return [
            self._step("certificate", family, named[family], facets.certificates.get(family, 0))
            for family in _FAMILIES_SHOWN
            if facets.certificates.get(family) or self.chosen.certificate == family
        ]

    def kinds(self, facets: queries.Facets) -> list[dict[str, Any]]:
        return self._tree("category", self.frame.categories, self.frame.category_path(self.chosen.category), facets.categories)

    def places(self, facets: queries.Facets) -> list[dict[str, Any]]:
        return self._tree("area", self.frame.areas, self.frame.area_path(self.chosen.area), facets.areas)

    def _tree(self, field: str, nodes: dict[str, Any], path: list[Category] | list[Area], counts: dict[str, int]) -> list[dict[str, Any]]:
        """The way down to what is chosen, then the level below it; a level with one branch only is passed over."""
        branches: dict[str | None, list[Any]] = {}
        for key in counts:
            branches.setdefault(nodes[key].parent_key, []).append(nodes[key])
        steps = [self._step(field, node.key, self.frame.name(node, self.language), counts.get(node.key, 0)) for node in path]
        below = branches.get(path[-1].key if path else None, [])
        while len(below) == 1 and (deeper := branches.get(below[0].key)):
            below = deeper
        # Kinds in the order of the tree, places by how much comes from there.
        below.sort(key=lambda node: (-counts[node.key] if field == "area" else 0, node.position, node.key))
        return steps + [self._step(field, node.key, self.frame.name(node, self.language), counts[node.key]) for node in below[:20]]

    def _step(self, field: str, key: str, name: str, total: int) -> dict[str, Any]:
        on = getattr(self.chosen, field) == key
        return {"key": key, "name": name, "total": total, "on": on, "href": self.href(**{field: "" if on else key})}
