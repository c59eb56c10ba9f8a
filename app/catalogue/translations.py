"""Texts in several languages: which language is the source of a text, and which translation is older than its source.

Nobody has to say so: the door tells `follow` what a thing said before and what it says now. What was there first is the source, and a
translation that stands while its source changes was made from the earlier words.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlmodel import Session, select

from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.models import Translation
from app.text import Text, choose

Texts = dict[str, dict[str, str]]
"""Field -> language -> text. The words of a picture are the field `alt.<media id>`."""

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "product": ("name", "summary", "description", "ingredients"),
    "enterprise": ("tagline", "story"),
}
"""By kind of thing what is said in several languages."""
ALT: Final = "alt."
ONE_LINE: Final = frozenset({"name", "summary", "tagline", "alt"})
_LONGEST: Final = {"name": 200, "summary": 300, "tagline": 300, "alt": 300}
_LONGEST_PROSE: Final = 10_000

C = TypeVar("C", ProductContent, EnterpriseContent)


def part_of(field: str) -> str:
    """The field as people know it: `alt` for the words of any picture."""
    return field.partition(".")[0]


def longest(field: str) -> int:
    """How many characters a text of this field may have, as the content takes it."""
    return _LONGEST.get(part_of(field), _LONGEST_PROSE)


def texts_of(kind: str, content: Mapping[str, Any]) -> Texts:
    """The texts of a stored content by field, in the order in which they are read; fields without any text are left out."""
    found: Texts = {name: content.get(name) or {} for name in FIELDS[kind]}
    for picture in content.get("pictures") or ():
        found[f"{ALT}{picture['media_id']}"] = picture.get("alt") or {}
    return {field: texts for field, texts in found.items() if texts}


def said(content: C, texts: Mapping[str, Mapping[str, str]]) -> C:
    """The same content with these texts (field -> language -> text; an empty one is taken away). Raises pydantic's ValidationError."""
    facts = content.model_dump()
    for field, by_language in texts.items():
        if field.startswith(ALT):
            for picture in facts["pictures"]:
                if picture["media_id"] == field.removeprefix(ALT):
                    picture["alt"] = _merged(picture["alt"], by_language)
        else:
            facts[field] = _merged(facts[field], by_language)
    return type(content).model_validate(facts)


def source(texts: Mapping[str, str], languages: Sequence[str], made_from: Mapping[str, str]) -> Text | None:
    """The text that the others are made from: the first along the centre's chain that is not known to be a translation itself.

    `made_from` is language -> language. None where there is no text.
    """
    original = {language: text for language, text in texts.items() if made_from.get(language) not in texts}
    return choose(original or texts, languages)


def known(session: Session, kind: str | None = None, entity_id: UUID | None = None) -> dict[tuple[UUID, str], dict[str, Translation]]:
    """What is known of how translations were made, by thing and field, then by language."""
    query = select(Translation)
    if kind:
        query = query.where(Translation.kind == kind)
    if entity_id:
        query = query.where(Translation.entity_id == entity_id)
    found: dict[tuple[UUID, str], dict[str, Translation]] = {}
    for row in session.exec(query):
        found.setdefault((row.entity_id, row.field), {})[row.language] = row
    return found


def follow(session: Session, kind: str, entity_id: UUID, old: Mapping[str, Any], new: Mapping[str, Any], languages: Sequence[str]) -> None:
    """Note what a change of a thing means for its translations. `old` and `new` are stored contents."""
    before, after = texts_of(kind, old), texts_of(kind, new)
    if before == after:
        return
    rows = known(session, kind, entity_id)
    for (_id, field), by_language in rows.items():
        for language, row in by_language.items():
            if language not in after.get(field, {}):
                session.delete(row)
    for field, texts in after.items():
        was, noted = before.get(field, {}), rows.get((entity_id, field), {})
        first = source(was, languages, {language: row.source_language for language, row in noted.items()})
        if texts == was or first is None:  # all of it is new: written together, and nothing to tell about
            continue
        for language, text in texts.items():
            basis = noted[language].source_language if language in noted else first.lang
            if language == basis or basis not in texts:
                continue
            if text != was.get(language):
                _note(session, noted.get(language), (kind, entity_id, field, language), Text(basis, texts[basis]))
            elif language not in noted and texts[basis] != was.get(basis):
                _note(session, None, (kind, entity_id, field, language), Text(basis, was[basis]))


def vouch(session: Session, row: Translation, words: str) -> None:
    """Somebody has looked: the translation also says what the source says now."""
    row.source = words
    session.add(row)


def forget(session: Session, kind: str, entity_id: UUID) -> None:
    """The thing is gone from the catalogue."""
    for by_language in known(session, kind, entity_id).values():
        for row in by_language.values():
            session.delete(row)


def digest(texts: Any) -> str:
    """A short mark that changes with the texts."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()[:16]


def _note(session: Session, row: Translation | None, key: tuple[str, UUID, str, str], basis: Text) -> None:
    if row is None:
        kind, entity_id, field, language = key
        row = Translation(kind=kind, entity_id=entity_id, field=field, language=language, source_language="", source="")
    row.source_language, row.source = basis.lang, basis.value
    session.add(row)


def _merged(texts: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in {**texts, **changed}.items() if text}
