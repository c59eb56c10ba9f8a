"""The queue: what waits for a decision, oldest first; and deciding on several things at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.catalogue import listing
from app.catalogue.content import PictureRef
from app.catalogue.reference import Reference, reference
from app.errors import CatalogueError
from app.media.models import Media
from app.review import bulk, checks, queue, trust, workflow
from app.review.models import Submission
from app.review.queue import AGES, Waiting
from app.web.deps import Db, Tx
from app.web.desk.narrowing import KINDS, Narrowed, Narrowing
from app.web.desk.telling import about, to_tell
from app.web.desk.ways import ways
from app.web.desk.words import Words
from app.web.forms import Form
from app.web.office import Refused, office, onward
from app.web.people import Moderator, Staff

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk"


@dataclass(frozen=True)
class Line:
    """A line of the queue as it is shown; `name_lang` is empty for the name of an enterprise."""

    waiting: Waiting
    name: str
    name_lang: str
    category: str
    picture: dict[str, Any] | None
    level: int
    checks: list[str]
    """What is striking; only where it was looked for."""

    @property
    def chosen(self) -> str:
        """The value of its box: which one, and in which version."""
        return f"{self.waiting.submission.id}.{self.waiting.submission.version}"


@router.get(PATH)
def waiting(request: Request, db: Db, staff: Staff, narrowing: Narrowed, after: str = "") -> Response:
    language = request.state.language
    mine = ways(db, staff, language)
    if not staffs(staff, StaffRole.MODERATOR):  # others of the staff begin at the first way that is open to them
        return onward(request, mine[0].href)
    frame, page = reference(db), queue.waiting(db, narrowing.wanted, after=_place(after))
    counts = queue.ages(db, Narrowing(narrowing.kind, narrowing.maker, narrowing.area, "", narrowing.looked).wanted)
    context: dict[str, Any] = {
        "lines": _lines(db, page.lines, Words(language, frame)),
        "after": f"{page.after[0].isoformat()}_{page.after[1]}" if page.after else "",
        "later": bool(after),
        "total": sum(counts),
        "ages": [(str(limit.days), sum(counts[n + 1 :])) for n, limit in enumerate(AGES)],
        "narrowing": narrowing.query,
        "narrowed": any(narrowing.query.values()),
        "kinds": KINDS,
        "makers": [(str(owner), name) for owner, name, _count in queue.makers(db)],
        "areas": _areas(frame, language),
        "samples": len(trust.samples(db)),
        "words": Words(language, frame),
        "tell": to_tell(request, db) if staffs(staff, StaffRole.MODERATOR) else None,
    }
    return office(request, "desk/queue.html", staff, room="queue", ways=mine, **context)


@router.post(f"{PATH}/next")
def begin(request: Request, tx: Tx, moderator: Moderator, narrowing: Narrowed) -> Response:
    found = queue.take(tx, moderator, narrowing.wanted)
    return onward(request, f"/desk/submissions/{found.id}" if found else PATH, **narrowing.query)


@router.get(f"{PATH}/approval")
def confirm(request: Request, db: Db, moderator: Moderator, narrowing: Narrowed) -> Response:
    """What is about to be approved, with what is striking about each; that must be chosen again."""
    versions = _versions(request.query_params.getlist("chosen"))
    words = Words(request.state.language, reference(db))
    given = [one for one in bulk.chosen(db, versions) if one.content]
    lines = _lines(db, queue.lines(db, given), words, look=True)
    return _several(request, db, moderator, narrowing, lines=lines)


@router.post(f"{PATH}/approval")
def approve(request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, form: Form) -> Response:
    """Each as if alone. What could not be approved is said, and the others are."""
    versions = _versions(form.all("chosen"))
    try:
        kept = bulk.approve(tx, moderator, versions)
    except CatalogueError as error:
        words = Words(request.state.language, reference(db))
        raise Refused(_several(request, db, moderator, narrowing, sentence=words.said(error.message), status=error.status)) from error
    if not kept:
        makers = {one.enterprise_id for one in bulk.chosen(tx, versions)}
        tell = about(tx, makers.pop()) if len(makers) == 1 else {}
        return onward(request, PATH, "approved-all" if versions else "", **tell, **narrowing.query)
    words = Words(request.state.language, reference(db))
    lines = _lines(db, queue.lines(db, [one.submission for one in kept]), words)
    why = {one.submission.id: words.said(one.error.message, one.error.facts) for one in kept}
    return _several(request, db, moderator, narrowing, lines=lines, why=why, approved=len(versions) - len(kept))


@router.get(f"{PATH}/samples")
def samples(request: Request, db: Db, moderator: Moderator) -> Response:
    """Automatic decisions that chance has chosen for a later look."""
    words = Words(request.state.language, reference(db))
    lines = _lines(db, queue.lines(db, trust.samples(db)), words)
    mine = ways(db, moderator, request.state.language)
    return office(request, "desk/samples.html", moderator, room="queue", ways=mine, lines=lines, words=words)


def _several(
    request: Request,
    db: Session,
    person: Person,
    narrowing: Narrowing,
    *,
    lines: list[Line] | None = None,
    why: dict[UUID, str] | None = None,
    approved: int = 0,
    sentence: str = "",
    status: int = 200,
) -> Response:
    context: dict[str, Any] = {"lines": lines or [], "why": why, "approved": approved, "sentence": sentence, "narrowing": narrowing.query}
    language = request.state.language
    words = Words(language, reference(db))
    mine = ways(db, person, language)
    return office(request, "desk/approval.html", person, status=status, room="queue", ways=mine, words=words, **context)


def _lines(session: Session, waiting: list[Waiting], words: Words, *, look: bool = False) -> list[Line]:
    levels = trust.levels(session, {line.submission.enterprise_id for line in waiting})
    pictures = _pictures(session, [line.submission for line in waiting])
    shown = []
    for line in waiting:
        submission = line.submission
        name = words.frame.words(line.names, words.language) if "" not in line.names else None
        category = (submission.content or {}).get("category", "")
        found = checks.of(session, submission, workflow.proposed(submission)) if look else []
        shown.append(
            Line(
                line,
                name.value if name else line.names.get("", ""),
                name.lang if name else "",
                words.frame.name(words.frame.categories[category], words.language) if category in words.frame.categories else "",
                pictures.get(submission.id),
                levels.get(submission.enterprise_id, 0),
                [words.check(check) for check in found],
            )
        )
    return shown


def _pictures(session: Session, submissions: list[Submission]) -> dict[UUID, dict[str, Any]]:
    """The first picture of each, where its files are there."""
    first = {one.id: (one.content or {}).get("pictures", [])[:1] for one in submissions}
    uses = {key: PictureRef.model_validate(use[0]) for key, use in first.items() if use}
    ids = {use.media_id for use in uses.values()}
    media = {row.id: row for row in session.exec(select(Media).where(col(Media.id).in_(ids)))} if ids else {}
    return {key: listing.picture_card(media[use.media_id], use) for key, use in uses.items() if use.media_id in media}


def _areas(frame: Reference, language: str) -> list[tuple[str, str]]:
    """The centre's own area with what lies directly below it, then the countries around."""
    home = frame.centre.area
    below = [area for area in frame.areas.values() if area.parent_key == home]
    countries = [area for area in frame.areas.values() if area.parent_key is None]
    return [(area.key, frame.name(area, language)) for area in (frame.areas[home], *below, *countries) if area.key]


def _versions(chosen: list[str]) -> dict[UUID, int]:
    """Which ones were chosen, with the version that was seen; what nobody could have chosen is left out."""
    found: dict[UUID, int] = {}
    for value in chosen:
        ident, _dot, version = value.partition(".")
        try:
            found[UUID(ident)] = int(version[:9])
        except ValueError:
            continue
    return found


def _place(after: str) -> tuple[datetime, UUID] | None:
    """Where a page begins; the first one where the address does not say."""
    moment, _line, ident = after.partition("_")
    try:
        place = (datetime.fromisoformat(moment), UUID(ident))
    except ValueError:
        return None
    return place if place[0].tzinfo else None
