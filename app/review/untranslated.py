"""The work of translators: each text of what is on show, in each language of the centre, and what is to do about it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.catalogue import translations
from app.catalogue.models import Enterprise, Product, Translation
from app.catalogue.reference import Reference, reference
from app.catalogue.translations import Texts
from app.review import live
from app.review.models import TranslationDraft
from app.text import Text, fold

PAGE: Final = 50


class State(StrEnum):
    """What a text is in one language."""

    MISSING = "missing"
    OUTDATED = "outdated"
    """The source says something else than when it was translated."""
    UNCONFIRMED = "unconfirmed"
    """A machine or an assistant has made a draft, and nobody has confirmed it. The public does not see it."""
    DONE = "done"


TO_DO: Final = (State.MISSING, State.OUTDATED, State.UNCONFIRMED)


@dataclass(frozen=True)
class Thing:
    """A product or an enterprise on show, with its texts."""

    kind: str
    id: UUID
    enterprise_id: UUID
    enterprise: str
    names: Mapping[str, str]
    """By language; an enterprise's one name under `und`."""
    slug: str
    category: str
    texts: Texts

    @property
    def path(self) -> str:
        """Where the public reads it."""
        return f"/p/{self.slug}" if self.kind == live.PRODUCT else f"/makers/{self.slug}"


class Item(NamedTuple):
    """One text in one language, beside its source. `was` is what the source said when an outdated one was made."""

    thing: Thing
    field: str
    language: str
    source: Text
    text: str
    state: State
    draft: str = ""
    was: str = ""

    @property
    def id(self) -> str:
        """The same for good, in every file: product/<id>/<field>."""
        return f"{self.thing.kind}/{self.thing.id}/{self.field}"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which texts are asked for; what is empty does not matter. A category counts with all below it."""

    languages: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    kind: str = ""
    entity_id: UUID | None = None
    enterprise_id: UUID | None = None
    category: str = ""
    words: str = ""


@dataclass(frozen=True)
class Line:
    """A thing in one language, with those of its texts that were asked for."""

    thing: Thing
    language: str
    items: list[Item]


@dataclass(frozen=True)
class Work:
    """A page of the work list in one language. `counts` are of every language and state, whatever state is looked at."""

    language: str
    lines: list[Line]
    total: int
    counts: dict[str, Counter[State]] = field(default_factory=dict)


def work(session: Session, wanted: Wanted, *, language: str = "", page: int = 1, limit: int = PAGE) -> Work:
    """Page `page` (from 1) of the things with texts that are wanted, by enterprise and name; enterprises before their products.

    In `language`, or where that is none of the centre's, in the first in which there is something to do.
    """
    frame = reference(session)
    counts: dict[str, Counter[State]] = {code: Counter() for code in frame.centre.languages}
    lines: dict[str, list[Line]] = {code: [] for code in frame.centre.languages}
    for thing, found in _grouped(session, frame, replace(wanted, languages=())):
        for code in lines:
            texts = [item for item in found if item.language == code]
            counts[code].update(item.state for item in texts)
            if meant := [item for item in texts if not wanted.states or item.state in wanted.states]:
                lines[code].append(Line(thing, code, meant))
    if language not in lines:
        language = next((code for code, count in counts.items() if to_do(count)), frame.centre.languages[0])
    first = max(page - 1, 0) * limit
    return Work(language, lines[language][first : first + limit], len(lines[language]), counts)


def to_do(counts: Mapping[State, int]) -> int:
    """How many of these texts are not done."""
    return sum(count for state, count in counts.items() if state is not State.DONE)


def makers(session: Session) -> list[tuple[UUID, str]]:
    """The enterprises whose texts can be translated here, by name."""
    rows = _makers(session, reference(session), Wanted()).values()
    return sorted(((row.id, row.content["name"]) for row in rows), key=lambda pair: fold(pair[1]))


def items(session: Session, wanted: Wanted) -> Iterator[Item]:
    """Every text that is wanted, in the order of the work list."""
    frame = reference(session)
    for _thing, found in _grouped(session, frame, wanted):
        yield from (item for item in found if not wanted.states or item.state in wanted.states)


def of(session: Session, kind: str, entity_id: UUID, language: str) -> list[Item]:
    """The texts of one thing in one language; none for what is not on show, or not of this centre."""
    return list(items(session, Wanted(kind=kind, entity_id=entity_id, languages=(language,))))


def mark(found: list[Item]) -> str:
    """Changes with the source, the translation and the draft of any of these texts."""
    return translations.digest([[item.field, item.source, item.text, item.draft] for item in found])


def drafts(session: Session, kind: str = "", entity_id: UUID | None = None) -> dict[tuple[UUID, str, str], TranslationDraft]:
    """What nobody has confirmed, by thing, field and language."""
    query = select(TranslationDraft)
    if kind:
        query = query.where(TranslationDraft.kind == kind)
    if entity_id:
        query = query.where(TranslationDraft.entity_id == entity_id)
    return {(row.entity_id, row.field, row.language): row for row in session.exec(query)}


def _grouped(session: Session, frame: Reference, wanted: Wanted) -> Iterator[tuple[Thing, list[Item]]]:
    notes = translations.known(session, wanted.kind or None, wanted.entity_id)
    waiting = drafts(session, wanted.kind, wanted.entity_id)
    for thing in sorted(_things(session, frame, wanted), key=_order(frame)):
        yield thing, list(_items(frame, thing, wanted.languages, notes, waiting))


def _items(
    frame: Reference,
    thing: Thing,
    languages: tuple[str, ...],
    notes: Mapping[tuple[UUID, str], Mapping[str, Translation]],
    waiting: Mapping[tuple[UUID, str, str], TranslationDraft],
) -> Iterator[Item]:
    for name, texts in thing.texts.items():
        noted = notes.get((thing.id, name), {})
        source = translations.source(texts, frame.centre.languages, {language: row.source_language for language, row in noted.items()})
        for language in languages or frame.centre.languages:
            if source is None or language == source.lang:
                continue
            row, draft, text = noted.get(language), waiting.get((thing.id, name, language)), texts.get(language, "")
            was = row.source if row and text and texts.get(row.source_language, row.source) != row.source else ""
            state = State.UNCONFIRMED if draft else State.MISSING if not text else State.OUTDATED if was else State.DONE
            yield Item(thing, name, language, source, text, state, draft.text if draft else "", was)


def _things(session: Session, frame: Reference, wanted: Wanted) -> Iterator[Thing]:
    """What is on show of this centre's own; what guests show is translated at home."""
    makers = _makers(session, frame, wanted)
    if wanted.kind != live.PRODUCT and not wanted.category:
        for row in makers.values():
            if wanted.entity_id in (None, row.id):
                yield from _fitting(_enterprise(row), wanted)
    if wanted.kind != live.ENTERPRISE:
        # Columns, not rows: a centre has thousands of products, and all of them are counted.
        query = columns(*map(col, (Product.id, Product.enterprise_id, Product.slug, Product.category, Product.content)))
        if wanted.enterprise_id:
            query = query.where(col(Product.enterprise_id) == wanted.enterprise_id)
        if wanted.entity_id:
            query = query.where(col(Product.id) == wanted.entity_id)
        if wanted.category:
            query = query.where(col(Product.category).in_(frame.categories_within(wanted.category)))
        for ident, owner, slug, category, content in session.execute(query):
            if maker := makers.get(owner):
                texts = translations.texts_of(live.PRODUCT, content)
                found = Thing(live.PRODUCT, ident, owner, maker.content["name"], content["name"], slug, category, texts)
                yield from _fitting(found, wanted)


def _makers(session: Session, frame: Reference, wanted: Wanted) -> dict[UUID, Enterprise]:
    query = select(Enterprise).where(~col(Enterprise.suspended), Enterprise.centre_id == frame.centre.id)
    if wanted.enterprise_id:
        query = query.where(Enterprise.id == wanted.enterprise_id)
    return {row.id: row for row in session.exec(query)}


def _enterprise(row: Enterprise) -> Thing:
    content: dict[str, Any] = row.content
    texts = translations.texts_of(live.ENTERPRISE, content)
    return Thing(live.ENTERPRISE, row.id, row.id, content["name"], {"und": content["name"]}, row.slug, "", texts)


def _fitting(thing: Thing, wanted: Wanted) -> Iterator[Thing]:
    said = fold(" ".join((thing.enterprise, *thing.names.values()))) if wanted.words else ""
    if all(word in said for word in fold(wanted.words).split()):
        yield thing


def _order(frame: Reference) -> Any:
    def key(thing: Thing) -> tuple[str, UUID, bool, str, UUID]:
        named = frame.words(dict(thing.names), frame.centre.languages[0])
        return (fold(thing.enterprise), thing.enterprise_id, thing.kind == live.PRODUCT, fold(named.value if named else ""), thing.id)

    return key
