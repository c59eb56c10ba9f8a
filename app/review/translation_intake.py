"""A translators' file that comes back: first what would become of each text, then the same done. Nothing of it is lost without a word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from app.accounts.access import Person
from app.catalogue.content import clean
from app.db import Databases, transaction
from app.review import translating, untranslated
from app.review.translation_files import Sent
from app.review.untranslated import Item, State, Wanted
from app.text import _

BATCH: Final = 20
"""Things in one transaction: others who write wait for a moment only."""

UNKNOWN: Final = _("No text on show has this ID: the product may be gone, or the ID was changed.")
NO_LANGUAGE: Final = _("This language is none of the centre's, or it is the language of the source.")
SOURCE_MOVED: Final = _("The source text says something else by now. Please take a new file and translate that.")
TWICE: Final = _("The same text stands further up in this file with other words.")
BUSY: Final = _("The centre is looking at this product right now. Take it back first, or wait for the decision.")


class Fate(StrEnum):
    """What becomes of one text of a file."""

    WRITTEN = "written"
    """On show; in the portal it stands in the form, to be handed in."""
    DRAFTED = "drafted"
    """Kept as a machine's draft, until a person confirms it."""
    CONFIRMED = "confirmed"
    """It stood there before, unconfirmed or outdated, and is right."""
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    REFUSED = "refused"


CHANGING: Final = (Fate.WRITTEN, Fate.DRAFTED, Fate.CONFIRMED)


@dataclass(frozen=True)
class Finding:
    """One text of a file with its fate; `item` is None where the file names none, `why` is a sentence for a refused one."""

    sent: Sent
    fate: Fate
    item: Item | None = None
    why: str = ""


@dataclass
class Account:
    """What became of a file. The counts add up to the texts in it; `shown` keeps those that change or are refused."""

    counts: Counter[Fate] = field(default_factory=Counter)
    shown: list[Finding] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def add(self, finding: Finding) -> None:
        self.counts[finding.fate] += 1
        if finding.fate in (*CHANGING, Fate.REFUSED):
            self.shown.append(finding)


def judged(present: Mapping[tuple[str, str], Item], sent: Iterable[Sent], *, busy: frozenset[UUID] = frozenset()) -> Iterator[Finding]:
    """Each text of a file with its fate, against what is there: (id, language) -> Item. Of `busy` things nothing can be taken."""
    texts = {item.id for item in present.values()}
    seen: dict[tuple[str, str], str] = {}
    for one in sent:
        key = (one.id, one.language)
        if one.text.strip() and seen.setdefault(key, clean(one.text)) != clean(one.text):
            yield Finding(one, Fate.REFUSED, present.get(key), TWICE)
        elif key in present:
            yield _judged(one, present[key], busy)
        elif not one.text.strip():
            yield Finding(one, Fate.EMPTY)
        else:
            yield Finding(one, Fate.REFUSED, None, NO_LANGUAGE if one.id in texts else UNKNOWN)


def rehearsed(session: Session, sent: Sequence[Sent], wanted: Wanted) -> Account:
    """What would become of the texts. `wanted` bounds which things are meant at all, in whatever language and state."""
    account = Account()
    for finding in judged(_present(session, wanted), sent):
        account.add(finding)
    return account


def taken(databases: Databases, person: Person, sent: Sequence[Sent], wanted: Wanted) -> Account:
    """Take a file over for a translator: judged again as it is taken, thing by thing, a few things in each transaction.

    A second time, all of it is unchanged. Raises translating.NoTranslation for others than translators.
    """
    if not translating.may_translate(person):
        raise translating.NoTranslation
    with transaction(databases, reading=True) as session:
        findings = list(judged(_present(session, wanted), sent))
    account = Account()
    groups: dict[tuple[str, UUID, str], list[Finding]] = {}
    for finding in findings:
        if finding.fate in CHANGING and finding.item:
            groups.setdefault((finding.item.thing.kind, finding.item.thing.id, finding.item.language), []).append(finding)
        else:
            account.add(finding)
    waiting = iter(groups.values())
    while batch := list(islice(waiting, BATCH)):
        with transaction(databases) as session:
            done = [finding for group in batch for finding in _take(session, person, group)]
        for finding in done:
            account.add(finding)
    account.shown.sort(key=lambda finding: finding.sent.row)
    return account


def _take(session: Session, person: Person, group: list[Finding]) -> list[Finding]:
    """The texts of one thing in one language, against what is there by now."""
    thing, language = _thing(group), group[0].sent.language
    present = {(item.id, item.language): item for item in untranslated.of(session, thing.kind, thing.id, language)}
    found = list(judged(present, [finding.sent for finding in group]))
    for fate, machine in ((Fate.WRITTEN, False), (Fate.DRAFTED, True)):
        texts = {f.item.field: f.sent.text for f in found if f.fate is fate and f.item}
        if texts:
            mark = untranslated.mark(untranslated.of(session, thing.kind, thing.id, language))
            translating.write(session, person, thing.kind, thing.id, language, texts, seen=mark, machine=machine)
    for finding in found:
        if finding.fate is Fate.CONFIRMED and finding.item:
            _confirm(session, person, finding.item)
    return found


def _confirm(session: Session, person: Person, item: Item) -> None:
    now = next(one for one in untranslated.of(session, item.thing.kind, item.thing.id, item.language) if one.field == item.field)
    seen = translating.Seen(item.thing.kind, item.thing.id, item.field, item.language, translating.mark_of(now))
    if now.draft:
        translating.confirm(session, person, [seen])
    elif now.state is State.OUTDATED:
        translating.vouch(session, person, seen)


def _thing(group: list[Finding]) -> Any:
    item = group[0].item
    assert item is not None  # noqa: S101  only findings with one are taken
    return item.thing


def _judged(one: Sent, item: Item, busy: frozenset[UUID]) -> Finding:
    text = clean(one.text)
    if not text:
        return Finding(one, Fate.EMPTY, item)
    if one.source is not None and _spoken(one.source) != _spoken(item.source.value):
        return Finding(one, Fate.REFUSED, item, SOURCE_MOVED)
    if text == (item.draft or item.text):
        owed = one.right and item.state in (State.UNCONFIRMED, State.OUTDATED)
        return Finding(one, Fate.CONFIRMED if owed else Fate.UNCHANGED, item)
    if text == item.text and not one.sure:  # what is on show needs no draft of the same words
        return Finding(one, Fate.UNCHANGED, item)
    if why := translating.flaw(item.field, one.text, item.source.value):
        return Finding(one, Fate.REFUSED, item, why)
    if item.thing.id in busy:
        return Finding(one, Fate.REFUSED, item, BUSY)
    return Finding(one, Fate.WRITTEN if one.sure else Fate.DRAFTED, item)


def _spoken(text: str) -> str:
    """A source as it can be compared: spreadsheets and editors change blanks and line ends."""
    return " ".join(clean(text).split())


def _present(session: Session, wanted: Wanted) -> dict[tuple[str, str], Item]:
    return {(item.id, item.language): item for item in untranslated.items(session, replace(wanted, languages=(), states=()))}
