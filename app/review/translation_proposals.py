"""Translations by an enterprise itself: they stand in the forms of its products and go to the centre with them, like all of its words."""

from collections.abc import Mapping, Sequence
from itertools import islice
from uuid import UUID

from sqlmodel import Session, col, select

from app.accounts.access import Person
from app.catalogue.translations import ALT
from app.db import Databases, transaction
from app.review import drafts, translating, untranslated
from app.review.forms import Typed
from app.review.models import OPEN, Submission
from app.review.translating import NoTranslation, Seen
from app.review.translation_files import Sent
from app.review.translation_intake import BATCH, CHANGING, Account, Fate, Finding, judged
from app.review.untranslated import Item, Wanted


def own(session: Session, person: Person, enterprise_id: UUID, entity_id: UUID | None = None) -> list[Item]:
    """The texts of an enterprise, or of one thing of it, as they stand in its forms where one is open, else as they are on show.

    Raises NoTranslation for others than its members and staff who assist.
    """
    if not drafts.may_write(person, enterprise_id):
        raise NoTranslation
    forms = {one.entity_id: Typed.of(one.typed) for one in _open(session, enterprise_id)}
    found = untranslated.items(session, Wanted(enterprise_id=enterprise_id, entity_id=entity_id))
    return [_typed(item, forms.get(item.thing.id)) for item in found]


def busy(session: Session, enterprise_id: UUID) -> frozenset[UUID]:
    """What of it the centre is looking at, so that nothing can be written there."""
    return frozenset(one.entity_id for one in _open(session, enterprise_id) if one.state not in drafts.EDITABLE)


def rehearsed(session: Session, person: Person, enterprise_id: UUID, sent: Sequence[Sent]) -> Account:
    """What would become of a file of the enterprise."""
    account = Account()
    for finding in _judged(session, person, enterprise_id, sent):
        account.add(finding)
    return account


def taken(databases: Databases, person: Person, enterprise_id: UUID, sent: Sequence[Sent]) -> Account:
    """Write a file of the enterprise into the forms of its products. A second time, all of it is unchanged."""
    with transaction(databases, reading=True) as session:
        findings = _judged(session, person, enterprise_id, sent)
    account = Account()
    groups: dict[UUID, list[Sent]] = {}
    for finding in findings:
        if finding.item and finding.fate in CHANGING:
            groups.setdefault(finding.item.thing.id, []).append(finding.sent)
        else:
            account.add(finding)
    waiting = iter(groups.items())
    while batch := list(islice(waiting, BATCH)):
        with transaction(databases) as session:
            done = [finding for thing, mine in batch for finding in _take(session, person, enterprise_id, thing, mine)]
        for finding in done:
            account.add(finding)
    account.shown.sort(key=lambda finding: finding.sent.row)
    return account


def confirm(session: Session, person: Person, enterprise_id: UUID, chosen: Sequence[Seen]) -> int:
    """Write drafts that a person of the enterprise has read into its forms; how many. One that changed since is left as it is."""
    present = {(item.thing.id, item.field, item.language): item for item in own(session, person, enterprise_id)}
    hindered, count = busy(session, enterprise_id), 0
    for one in chosen:
        item = present.get((one.entity_id, one.field, one.language))
        if item and item.draft and item.thing.id not in hindered and translating.mark_of(item) == one.mark:
            _write(session, person, enterprise_id, {(item.field, item.language): item.draft}, item)
            translating.forget_drafts(session, item.thing.kind, item.thing.id, item.language, [item.field])
            count += 1
    return count


def _judged(session: Session, person: Person, enterprise_id: UUID, sent: Sequence[Sent], entity_id: UUID | None = None) -> list[Finding]:
    present = {(item.id, item.language): item for item in own(session, person, enterprise_id, entity_id)}
    return list(judged(present, sent, busy=busy(session, enterprise_id)))


def _take(session: Session, person: Person, enterprise_id: UUID, entity_id: UUID, sent: Sequence[Sent]) -> list[Finding]:
    found = _judged(session, person, enterprise_id, sent, entity_id)
    texts: dict[tuple[str, str], str] = {}
    for finding in found:
        if finding.item is None:
            continue
        if finding.fate is Fate.DRAFTED:
            translating.keep_draft(session, person, finding.item, finding.sent.text.strip())
        elif finding.fate in (Fate.WRITTEN, Fate.CONFIRMED):
            texts[finding.item.field, finding.item.language] = finding.sent.text.strip()
            translating.settle(session, finding.item)
    if texts:
        _write(session, person, enterprise_id, texts, next(finding.item for finding in found if finding.item))
    return found


def _write(session: Session, person: Person, enterprise_id: UUID, texts: Mapping[tuple[str, str], str], item: Item) -> None:
    draft = drafts.open_draft(session, person, item.thing.kind, item.thing.id, enterprise_id)
    typed = Typed.of(draft.typed).model_dump(mode="json")
    fields = {f"{field}.{language}": text for (field, language), text in texts.items() if not field.startswith(ALT)}
    for (field, language), text in texts.items():
        for picture in typed["pictures"]:
            if field == f"{ALT}{picture['media_id']}":
                picture["alt"][language] = text
    drafts.save(session, person, draft, {"fields": fields, "pictures": typed["pictures"]}, version=draft.version)


def _typed(item: Item, form: Typed | None) -> Item:
    """The text as it stands in the form; what somebody wrote there is as good as done until the centre has looked."""
    if form is None:
        return item
    if item.field.startswith(ALT):
        texts = {picture.media_id: picture.alt for picture in form.pictures}.get(item.field.removeprefix(ALT), {})
    else:
        texts = {item.language: form.fields.get(f"{item.field}.{item.language}", "")}
    text = texts.get(item.language, "").strip()
    if text in ("", item.text):
        return item
    return item._replace(text=text, state=untranslated.State.UNCONFIRMED if item.draft else untranslated.State.DONE)


def _open(session: Session, enterprise_id: UUID) -> list[Submission]:
    query = select(Submission).where(Submission.enterprise_id == enterprise_id, col(Submission.state).in_(OPEN))
    return list(session.exec(query))
