"""What translators do: write, confirm, discard. They change the words of other languages and nothing else: no source, no other fact.

What a person wrote or confirmed goes through the one door at once. What a machine made waits apart (TranslationDraft) and is not public.
An edit that is under way takes the new words over when it is handed in or approved, like all that changed on show meanwhile (meeting.py).
"""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.catalogue import publishing, translations
from app.catalogue.content import EnterpriseContent, ProductContent, clean
from app.catalogue.importing.entries import DAMAGED
from app.catalogue.models import Centre, Enterprise, Product
from app.catalogue.reference import reference
from app.catalogue.translations import ONE_LINE, part_of
from app.db import now
from app.errors import Conflict, Invalid, NotFound, Problem
from app.review import audit, live, untranslated
from app.review.models import TranslationDraft
from app.review.untranslated import Item, State
from app.text import _

TOO_LONG: Final = _("This is too long for this field.")
CONTROL: Final = _("There are characters in it that cannot be shown.")
BROKEN: Final = _("Letters in it are broken, as when a file is saved in the wrong character set.")
ONE_LINE_ONLY: Final = _("This is a single line. Please take the line breaks out.")


class NoTranslation(NotFound):
    message = _("This is not on show, or there is nothing to translate in it.")


class WordsMoved(Conflict):
    message = _("Somebody changed these words in the meantime. Please look again before you save.")


class Unusable(Invalid):
    message = _("Not all of these words can be used. Please look at the marked fields.")


@dataclass(frozen=True)
class Seen:
    """A text in a language as somebody saw it: `mark` is the digest of the draft that stood there."""

    kind: str
    entity_id: UUID
    field: str
    language: str
    mark: str = ""


def may_translate(person: Person) -> bool:
    """Whether a person may write in other languages what is on show: translators, and managers of the centre."""
    return staffs(person, StaffRole.TRANSLATOR)


def flaw(field: str, text: str, source: str) -> str:
    """What is wrong with a translation, as a sentence; empty where nothing is."""
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text if c not in "\n\t\r"):
        return CONTROL
    if DAMAGED.search(text) and not DAMAGED.search(source):
        return BROKEN
    if part_of(field) in ONE_LINE and "\n" in text.strip() and "\n" not in source:
        return ONE_LINE_ONLY
    return TOO_LONG if len(clean(text)) > translations.longest(field) else ""


def write(
    session: Session,
    person: Person,
    kind: str,
    entity_id: UUID,
    language: str,
    texts: Mapping[str, str],
    *,
    seen: str,
    machine: bool = False,
) -> list[str]:
    """Put these translations (field -> text) on show, or with `machine` keep them as drafts; the fields that changed.

    An empty text takes a translation away. `seen` is `untranslated.mark` of what the person saw. Raises NoTranslation for others than
    translators, for what is not on show and for a source text; WordsMoved; Unusable with a problem for each field.
    """
    found = {item.field: item for item in _locked(session, person, kind, entity_id, language)}
    if not texts.keys() <= found.keys():
        raise NoTranslation
    if untranslated.mark(list(found.values())) != seen:
        raise WordsMoved
    _refuse(found, texts)
    plain = {field: clean(text) for field, text in texts.items()}
    changed = {field: text for field, text in plain.items() if text != (found[field].draft or found[field].text)}
    if machine:
        changed = {field: text for field, text in changed.items() if text}
        for field, text in changed.items():
            _keep(session, person, found[field], text)
        _record(session, person, "translation_drafted", found, changed)
    elif changed:
        _show(session, person, [found[field] for field in changed], changed, "translated")
    return list(changed)


def confirm(session: Session, person: Person, chosen: Collection[Seen]) -> int:
    """Put drafts on show that a person has read; how many. One that changed since, or is gone, is left as it is. Raises NoTranslation."""
    things: dict[tuple[str, UUID, str], dict[str, Seen]] = {}
    for one in chosen:
        things.setdefault((one.kind, one.entity_id, one.language), {})[one.field] = one
    count = 0
    for (kind, entity_id, language), fields in things.items():
        present = {item.field: item for item in _locked(session, person, kind, entity_id, language)}
        meant = [present[f] for f, one in fields.items() if f in present and present[f].draft and mark_of(present[f]) == one.mark]
        meant = [item for item in meant if not flaw(item.field, item.draft, item.source.value)]
        if meant:
            _show(session, person, meant, {item.field: item.draft for item in meant}, "translation_confirmed")
        count += len(meant)
    return count


def vouch(session: Session, person: Person, one: Seen) -> None:
    """An outdated translation is right as it stands. Raises NoTranslation, and WordsMoved when source or text changed since it was seen."""
    found = {item.field: item for item in _locked(session, person, one.kind, one.entity_id, one.language)}
    item = found.get(one.field)
    if item is None or item.state is not State.OUTDATED:
        raise NoTranslation
    if mark_of(item) != one.mark:
        raise WordsMoved
    _vouch(session, item)
    _record(session, person, "translation_vouched", found, {item.field: item.text})


def discard(session: Session, person: Person, one: Seen) -> None:
    """Throw a draft away. Raises NoTranslation where there is none."""
    found = {item.field: item for item in _locked(session, person, one.kind, one.entity_id, one.language)}
    if one.field not in found or not found[one.field].draft:
        raise NoTranslation
    forget_drafts(session, one.kind, one.entity_id, one.language, [one.field])
    _record(session, person, "translation_discarded", found, {one.field: ""})


def mark_of(item: Item) -> str:
    """Changes with what somebody judges who looks at this text."""
    return translations.digest([item.source, item.text, item.draft])


def keep_draft(session: Session, person: Person, item: Item, text: str) -> None:
    """Keep a text as a draft, for somebody who may write there: a translator, or a member of the enterprise for its own things."""
    _keep(session, person, item, text)
    _record(session, person, "translation_drafted", {item.field: item}, {item.field: text})


def settle(session: Session, item: Item) -> None:
    """A person has written this text or said that it is right: no draft waits any more, and it says what the source says now."""
    forget_drafts(session, item.thing.kind, item.thing.id, item.language, [item.field])
    _vouch(session, item)


def forget_drafts(session: Session, kind: str, entity_id: UUID, language: str, fields: Collection[str]) -> None:
    for field in fields:
        if row := session.get(TranslationDraft, (kind, entity_id, field, language)):
            session.delete(row)
    session.flush()


def sweep(session: Session) -> int:
    """Remove drafts for what is gone from the catalogue; how many."""
    gone = delete(TranslationDraft).where(
        col(TranslationDraft.entity_id).not_in(select(Product.id)), col(TranslationDraft.entity_id).not_in(select(Enterprise.id))
    )
    return session.connection().execute(gone).rowcount


def _locked(session: Session, person: Person, kind: str, entity_id: UUID, language: str) -> list[Item]:
    """The texts of a thing as they are once nobody else is writing in the catalogue. Raises NoTranslation."""
    if not may_translate(person):
        raise NoTranslation
    session.exec(select(Centre.id).where(col(Centre.home)).with_for_update()).one()
    found = untranslated.of(session, kind, entity_id, language) if language in reference(session).centre.languages else []
    if not found:
        raise NoTranslation
    return found


def _refuse(found: Mapping[str, Item], texts: Mapping[str, str]) -> None:
    problems = [
        Problem(field, words, text[:300]) for field, text in texts.items() if (words := flaw(field, text, found[field].source.value))
    ]
    if problems:
        raise Unusable(tuple(problems))


def _show(session: Session, person: Person, items: list[Item], texts: Mapping[str, str], action: str) -> None:
    thing, language = items[0].thing, items[0].language
    words = {field: {language: text} for field, text in texts.items()}
    row = session.get_one(Product, thing.id) if thing.kind == live.PRODUCT else session.get_one(Enterprise, thing.id)
    content = _said(thing.kind, row.content, words)
    if isinstance(content, ProductContent):
        publishing.put_product(session, content)
    else:
        publishing.put_enterprise(session, content)
    session.flush()
    for item in items:
        if texts[item.field] == item.text:  # confirmed word for word while its source had changed
            _vouch(session, item)
    forget_drafts(session, thing.kind, thing.id, language, list(texts))
    _record(session, person, action, {item.field: item for item in items}, texts)


def _said(kind: str, content: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]) -> ProductContent | EnterpriseContent:
    """A stored content with these words."""
    if kind == live.PRODUCT:
        return translations.said(ProductContent.model_validate(content), words)
    return translations.said(EnterpriseContent.model_validate(content), words)


def _vouch(session: Session, item: Item) -> None:
    noted = translations.known(session, item.thing.kind, item.thing.id).get((item.thing.id, item.field), {})
    row = noted.get(item.language)
    if row and row.source_language in item.thing.texts[item.field]:
        translations.vouch(session, row, item.thing.texts[item.field][row.source_language])


def _keep(session: Session, person: Person, item: Item, text: str) -> None:
    key = (item.thing.kind, item.thing.id, item.field, item.language)
    row = session.get(TranslationDraft, key)
    if row is None:
        row = TranslationDraft(kind=key[0], entity_id=key[1], field=key[2], language=key[3], text="", source="")
    row.text, row.source, row.by, row.at = text, item.source.value, person.user.id, now()
    session.add(row)
    session.flush()


def _record(session: Session, person: Person, action: str, found: Mapping[str, Item], texts: Mapping[str, str]) -> None:
    """One line for what was done to a thing: which texts, never what they say."""
    if not texts:
        return
    item = next(iter(found.values()))
    fields = [f"{field}.{item.language}" for field in texts]
    audit.record(
        session,
        person.user,
        action,
        kind=item.thing.kind,
        entity_id=item.thing.id,
        enterprise_id=item.thing.enterprise_id,
        detail={"changed": fields},
    )
