"""The centre's own frame, read once per session: the centre, areas, categories and certificate schemes, with their names."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeVar

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
    """As this centre has them: without those that it merged into others, whose names and products the others have."""
    schemes: dict[str, Scheme]
    merged: dict[str, str] = field(default_factory=dict)
    """Key of a merged category -> the category that stands for it."""

    @cached_property
    def digest(self) -> str:
        """Changes when anything in the frame does, and not with the catalogue."""
        rows = (self.centre, *self.centres.values(), *self.areas.values(), *self.categories.values(), *self.schemes.values())
        said = [sorted(row.model_dump(exclude={"serial"}).items()) for row in rows]
        return hashlib.sha256(repr([said, sorted(self.merged.items())]).encode()).hexdigest()

    def category_here(self, key: str) -> str:
        """The category of this centre that stands for a key: itself, or the one it was merged into. Unknown ones as they are."""
        return self.merged.get(key, key)

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
        return self._categories_below.get(self.category_here(key), [])

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
        return self._category_paths.get(self.category_here(key), [])

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
    categories, merged = overlaid(list(session.exec(select(Category).order_by(col(Category.position), col(Category.key)))))
    frame = Reference(
        centre=home,
        centres=centres,
        areas={a.key: a for a in session.exec(select(Area).order_by(col(Area.position), col(Area.key)))},
        categories=categories,
        schemes={s.key: s for s in session.exec(select(Scheme).order_by(col(Scheme.position), col(Scheme.key)))},
        merged=merged,
    )
    session.info[_KEY] = frame
    return frame


def forget(session: Session) -> None:
    """The frame changed; read it anew at the next look."""
    session.info.pop(_KEY, None)


def overlaid(rows: list[Category]) -> tuple[dict[str, Category], dict[str, str]]:
    """The tree as the centre has it, and for each merged key the category that stands for it (docs/decisions/0020).

    What stood below a merged category stands below that one; its names are further words for it. The rows stay as they are.
    """
    into = {row.key: row.merged_into for row in rows if row.merged_into}
    merged = {key: _end(key, into) for key in into}
    words: dict[str, list[str]] = {}
    for row in rows:
        if row.key in merged:
            words.setdefault(merged[row.key], []).extend([*row.names.values(), *row.aliases])
    tree: dict[str, Category] = {}
    for row in rows:
        if row.key in merged:
            continue
        changed: dict[str, Any] = {"aliases": [*row.aliases, *words[row.key]]} if row.key in words else {}
        if row.parent_key in merged:
            changed["parent_key"] = merged[row.parent_key]
        tree[row.key] = Category(**(row.model_dump() | changed)) if changed else row
    return tree, merged


def _end(key: str, into: dict[str, str]) -> str:
    """Where following the mergers leads. They never go round: a merged category takes nothing in any more."""
    seen = {key}
    while (step := into.get(key)) and step not in seen:
        seen.add(step)
        key = step
    return key


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
