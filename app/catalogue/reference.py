"""The centre's own frame, read once per session: the centre, areas, categories and certificate schemes, with their names."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from sqlmodel import Session, col, select

from app.catalogue.changes import NoCentre
from app.catalogue.models import Area, Category, Centre, Scheme
from app.text import Text, chain, choose

_KEY: Final = "reference"
Node = TypeVar("Node", Area, Category)


@dataclass(frozen=True)
class Reference:
    """Look-ups by key. Small by nature (some hundred rows), so they are held whole."""

    centre: Centre
    centres: dict[str, Centre]
    areas: dict[str, Area]
    categories: dict[str, Category]
    schemes: dict[str, Scheme]

    @cached_property
    def digest(self) -> str:
        """Changes when anything in the frame does, and not with the catalogue."""
        rows = (self.centre, *self.centres.values(), *self.areas.values(), *self.categories.values(), *self.schemes.values())
        return hashlib.sha256(repr([sorted(row.model_dump(exclude={"serial"}).items()) for row in rows]).encode()).hexdigest()

    def words(self, texts: dict[str, str], language: str) -> Text | None:
        """The text that a reader of this language gets, along the centre's fallback chain."""
        return choose(texts, chain(language, self.centre.languages))

    def name(self, thing: Area | Category | Centre | Scheme, language: str) -> str:
        found = self.words(thing.names, language)
        return found.value if found else thing.key

    def areas_within(self, key: str) -> list[str]:
        """The area and all below it; empty when there is no such area."""
        return self._areas_below.get(key, [])

    def categories_within(self, key: str) -> list[str]:
        """The category and all below it; empty when there is no such category."""
        return self._categories_below.get(key, [])

    @cached_property
    def _areas_below(self) -> dict[str, list[str]]:
        return _subtrees({k: a.parent_key for k, a in self.areas.items()})

    @cached_property
    def _categories_below(self) -> dict[str, list[str]]:
        return _subtrees({k: c.parent_key for k, c in self.categories.items()})

    @cached_property
    def _category_paths(self) -> dict[str, list[Category]]:
        return {key: _path(key, self.categories) for key in self.categories}

    @cached_property
    def _area_paths(self) -> dict[str, list[Area]]:
        return {key: _path(key, self.areas) for key in self.areas}

    def category_path(self, key: str) -> list[Category]:
        """From the root down to the category itself; empty when there is no such category."""
        return self._category_paths.get(key, [])

    def area_path(self, key: str) -> list[Area]:
        """From the country down to the area itself; empty when there is no such area."""
        return self._area_paths.get(key, [])


def reference(session: Session) -> Reference:
    """The frame of this installation. Raises NoCentre when no pack was loaded."""
    found = session.info.get(_KEY)
    if isinstance(found, Reference):
        return found
    centres = {c.key: c for c in session.exec(select(Centre))}
    home = next((c for c in centres.values() if c.home), None)
    if home is None:
        raise NoCentre
    frame = Reference(
        centre=home,
        centres=centres,
        areas={a.key: a for a in session.exec(select(Area).order_by(col(Area.position), col(Area.key)))},
        categories={c.key: c for c in session.exec(select(Category).order_by(col(Category.position), col(Category.key)))},
        schemes={s.key: s for s in session.exec(select(Scheme).order_by(col(Scheme.position), col(Scheme.key)))},
    )
    session.info[_KEY] = frame
    return frame


def forget(session: Session) -> None:
    """The frame changed; read it anew at the next look."""
    session.info.pop(_KEY, None)


def _subtrees(parents: dict[str, str | None]) -> dict[str, list[str]]:
    """Each key with all keys below it, itself first."""
    below: dict[str, list[str]] = {key: [key] for key in parents}
    for key in parents:
        seen, step = {key}, parents[key]
        while step in below and step not in seen:
            below[step].append(key)
            seen.add(step)
            step = parents[step]
    return below


def _path(key: str, nodes: dict[str, Node]) -> list[Node]:
    path: list[Node] = []
    step: str | None = key
    while step and (node := nodes.get(step)) and node not in path:
        path.insert(0, node)
        step = node.parent_key
    return path
