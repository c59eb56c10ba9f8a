"""All that a moderator sees of one submission, gathered for its page."""

from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from app.accounts import consents
from app.accounts.consents import ConsentPurpose
from app.catalogue import confidential, listing
from app.catalogue.content import EnterpriseConfidential, EnterpriseContent, PictureRef, ProductContent
from app.catalogue.listing import Card
from app.catalogue.models import Enterprise
from app.catalogue.reference import reference
from app.media import papers as files
from app.media.models import Media
from app.review import audit, checks, diff, enterprises, live, meeting, readiness, reading, trust, workflow
from app.review.models import Event, Submission
from app.review.reading import Live
from app.web.desk import comparing
from app.web.desk.comparing import CAME, GONE, Row
from app.web.desk.words import Words
from app.web.portal.paper_files import card

_TEXTS: Final = {live.PRODUCT: ("name", "summary", "description", "ingredients"), live.ENTERPRISE: ("tagline", "story")}
_LOOKED_FOR: Final = {
    live.PRODUCT: {
        "double": "doubles",
        "same_gtin": "doubles",
        "number_missing": "papers",
        "number_form": "papers",
        "expired": "papers",
        "not_yet": "papers",
        "pirt_short_life": "papers",
        "pirt_cold": "papers",
        "pirt_alcohol": "papers",
        "halal_alcohol": "papers",
        "wholesale_above": "prices",
        "cost_above": "prices",
        "price_far": "prices",
        "origin_abroad": "origin",
        "letters": "letters",
    },
    live.ENTERPRISE: {"double": "doubles", "number_missing": "papers", "letters": "letters"},
}
"""What kind of look each check is part of, so that the page can also say where nothing was found."""


@dataclass(frozen=True)
class Shot:
    """A picture as it stands in a proposal; `picture` is None when its files are gone. `mark` as of a comparing.Piece."""

    picture: dict[str, Any] | None
    mark: str
    alts: list[tuple[str, str]]


@dataclass(frozen=True)
class Paper:
    """A certificate in words, with its file if one was sent; `new` says that what is on show has another file or none."""

    words: str
    file: dict[str, Any] | None
    new: bool


@dataclass(frozen=True)
class Striking:
    """A check that found something, in words, with the way to the other thing where there is one on show."""

    words: str
    href: str


@dataclass(frozen=True)
class Side:
    """A text in the language it was written in and in another one."""

    words: str
    source: str
    translation: str


@dataclass(frozen=True)
class Seen:
    """What the page shows of a submission that was handed in at least once."""

    name: str
    name_lang: str
    enterprise: str
    old: Live[Any, Any] | None
    new: Live[Any, Any]
    moved: bool
    rows: list[Row]
    before: list[Shot]
    after: list[Shot]
    papers: list[Paper]
    pictures_changed: bool
    striking: list[Striking]
    quiet: list[str]
    """Kinds of looks that found nothing."""
    ready: readiness.Readiness
    facts: list[tuple[str, str]]
    """What the centre alone knows of the maker."""
    agreed: bool
    history: trust.History
    level: int
    card: Card | None
    source: str
    beside: str
    languages: list[str]
    sides: list[Side]


def seen(session: Session, submission: Submission, words: Words, beside: str = "") -> Seen:
    """`beside`: the language that is wanted next to the one in which it was written."""
    frame, language = reference(session), words.language
    old = live.of(session, submission.kind, submission.entity_id)
    new = workflow.proposed(submission)
    changes = diff.changes(old, new)
    maker = _maker(session, submission, new)
    source, others = _languages(submission, new, frame.centre.languages)
    beside = beside if beside in others else next((one for one in others if _texts(submission, new, one)), others[0] if others else "")
    own = frame.words(new.content.name, language) if isinstance(new.content, ProductContent) else None
    found = checks.of(session, submission, new)
    before, after = _shots(session, old, new)
    return Seen(
        name=own.value if own else str(new.content.name),
        name_lang=own.lang if own else "",
        enterprise=enterprises.names(session, [submission.enterprise_id]).get(submission.enterprise_id, ""),
        old=old,
        new=new,
        moved=meeting.has_moved(session, submission),
        rows=comparing.rows(words, changes),
        before=before,
        after=after,
        papers=_papers(session, submission, old, new, words),
        pictures_changed=any(change.field == "pictures" for change in changes),
        striking=[_striking(session, submission, words, check) for check in found],
        quiet=_quiet(submission.kind, found),
        ready=readiness.of(session, submission),
        facts=_known(session, submission, words),
        agreed=consents.current(session, submission.enterprise_id, ConsentPurpose.PUBLISH) is not None,
        history=trust.history(session, submission.enterprise_id),
        level=trust.level(session, submission.enterprise_id),
        card=_card(session, new, maker, language),
        source=source,
        beside=beside,
        languages=others,
        sides=_sides(submission, new, words, source, beside),
    )


def past(session: Session, submission: Submission) -> list[Event]:
    """What became of the thing so far, the latest first."""
    return audit.find(session, audit.Wanted(kind=submission.kind, entity_id=submission.entity_id), limit=20).events


def _maker(session: Session, submission: Submission, new: Live[Any, Any]) -> EnterpriseContent | None:
    if isinstance(new.content, EnterpriseContent):
        return new.content
    row = session.get(Enterprise, submission.enterprise_id)
    return EnterpriseContent.model_validate(row.content) if row else None


def _languages(submission: Submission, new: Live[Any, Any], spoken: list[str]) -> tuple[str, list[str]]:
    """The language it was written in, and all others of the centre and of the texts."""
    there = [language for name in _TEXTS[submission.kind] for language in getattr(new.content, name)]
    counted = [language for language in spoken if language in there] or there
    # The one with the most texts is the one that was written first; of several the centre's first.
    source = max(counted, key=there.count) if counted else spoken[0]
    return source, [one for one in dict.fromkeys([*spoken, *there]) if one != source]


def _texts(submission: Submission, new: Live[Any, Any], language: str) -> list[str]:
    return [text for name in _TEXTS[submission.kind] if (text := getattr(new.content, name).get(language, ""))]


def _sides(submission: Submission, new: Live[Any, Any], words: Words, source: str, beside: str) -> list[Side]:
    texts = {name: getattr(new.content, name) for name in _TEXTS[submission.kind]}
    return [Side(words.field(name), said.get(source, ""), said.get(beside, "")) for name, said in texts.items() if said]


def _shots(session: Session, old: Live[Any, Any] | None, new: Live[Any, Any]) -> tuple[list[Shot], list[Shot]]:
    before: list[PictureRef] = old.content.pictures if old else []
    after: list[PictureRef] = new.content.pictures
    ids = {use.media_id for use in (*before, *after)}
    media = {row.id: row for row in session.exec(select(Media).where(col(Media.id).in_(ids)))} if ids else {}
    were, are = {use.media_id for use in before}, {use.media_id for use in after}

    def shot(use: PictureRef, mark: str) -> Shot:
        picture = listing.picture_card(media[use.media_id], use) | {"alt": ""} if use.media_id in media else None
        return Shot(picture, mark, list(use.alt.items()))

    return (
        [shot(use, "" if use.media_id in are else GONE) for use in before],
        [shot(use, "" if use.media_id in were or not old else CAME) for use in after],
    )


def _papers(session: Session, submission: Submission, old: Live[Any, Any] | None, new: Live[Any, Any], words: Words) -> list[Paper]:
    held = reading.with_files(new.content.certificates, new.facts.files)
    before = {ref.file for ref in old.facts.files} if old else set()
    stored = files.theirs(session, [file for _paper, file in held if file], submission.enterprise_id)
    return [
        Paper(words.paper(paper), card(stored[file]) if file in stored else None, bool(old) and file in stored and file not in before)
        for paper, file in held
    ]


def _striking(session: Session, submission: Submission, words: Words, check: checks.Check) -> Striking:
    href = ""
    if check.entity_id and (other := live.of(session, submission.kind, check.entity_id)):
        href = f"{'/p' if submission.kind == live.PRODUCT else '/makers'}/{other.content.slug}"
    return Striking(words.check(check), href)


def _quiet(kind: str, found: list[checks.Check]) -> list[str]:
    looked = _LOOKED_FOR[kind]
    spoken = {looked.get(check.key) for check in found}
    return [look for look in dict.fromkeys(looked.values()) if look not in spoken]


def _known(session: Session, submission: Submission, words: Words) -> list[tuple[str, str]]:
    """Of a new enterprise from what it handed in, else from the catalogue."""
    if submission.kind == live.ENTERPRISE:
        facts = EnterpriseConfidential.model_validate(submission.facts)
    else:
        facts = confidential.of_enterprise(session, submission.enterprise_id)
    plain = [(name, getattr(facts, name)) for name in ("contact_name", "contact_phone", "registration")]
    known = [(words.field(name), words.value(name, value)) for name, value in plain if value]
    return known + [(words.field("certificates"), words.paper(paper)) for paper in facts.certificates]


def _card(session: Session, new: Live[Any, Any], maker: EnterpriseContent | None, language: str) -> Card | None:
    spoken = reference(session).centre.languages
    language = language if language in spoken else spoken[0]
    if isinstance(new.content, EnterpriseContent):
        return listing.enterprise_card(session, new.content, language)
    return listing.product_card(session, new.content, maker, language) if maker else None
