"""One submission: all that a moderator needs to see, and the decision. After it the next one comes by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.access import Person
from app.catalogue.reference import reference
from app.db import now
from app.errors import CatalogueError, NotFound
from app.review import drafts, queue, reasons, trust, workflow
from app.review.models import State, Submission
from app.web import clashes
from app.web.deps import Db, Tx
from app.web.desk import showing
from app.web.desk.narrowing import Narrowed, Narrowing
from app.web.desk.telling import about, to_tell
from app.web.desk.ways import ways
from app.web.desk.wording import ACTIONS, LEVELS
from app.web.desk.words import Words
from app.web.forms import Fields, Form
from app.web.office import Refused, office, onward, sentences
from app.web.people import Moderator

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/submissions/{submission_id}"
_FIELD_OF: Final = {reasons.UnknownReason: "reason", reasons.NoteNeeded: "note", workflow.NoteTooLong: "note"}


@router.get(PATH)
def show(request: Request, db: Db, moderator: Moderator, narrowing: Narrowed, submission_id: UUID, beside: str = "") -> Response:
    return _page(request, db, moderator, narrowing, submission_id, beside=beside)


@router.post(f"{PATH}/claim")
def claim(request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, submission_id: UUID) -> Response:
    with _told(request, db, moderator, narrowing, submission_id):
        workflow.claim(tx, moderator, drafts.find(tx, moderator, submission_id))
    return onward(request, _at(submission_id), "claimed", **narrowing.query)


@router.post(f"{PATH}/release")
def release(request: Request, tx: Tx, moderator: Moderator, narrowing: Narrowed, submission_id: UUID) -> Response:
    workflow.release(tx, moderator, drafts.find(tx, moderator, submission_id))
    return onward(request, "/desk", "released", **narrowing.query)


@router.post(f"{PATH}/approval")
def approve(request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, form: Form, submission_id: UUID) -> Response:
    with _told(request, db, moderator, narrowing, submission_id, form, "approval"):
        given = drafts.find(tx, moderator, submission_id)
        workflow.approve(tx, moderator, given, version=form.number("version"), internal_note=form.get("internal_note", ""))
    return _next(request, tx, moderator, narrowing, given, "approved")


@router.post(f"{PATH}/request")
def request_changes(
    request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, form: Form, submission_id: UUID
) -> Response:
    with _told(request, db, moderator, narrowing, submission_id, form, "request"):
        given = drafts.find(tx, moderator, submission_id)
        workflow.request_changes(tx, moderator, given, *_said(form), version=form.number("version"))
    return _next(request, tx, moderator, narrowing, given, "asked")


@router.post(f"{PATH}/refusal")
def decline(request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, form: Form, submission_id: UUID) -> Response:
    with _told(request, db, moderator, narrowing, submission_id, form, "refusal"):
        given = drafts.find(tx, moderator, submission_id)
        workflow.decline(tx, moderator, given, *_said(form), version=form.number("version"))
    return _next(request, tx, moderator, narrowing, given, "declined")


@router.post(f"{PATH}/rebase")
def rebase(request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, submission_id: UUID) -> Response:
    with _told(request, db, moderator, narrowing, submission_id):
        workflow.rebase(tx, moderator, drafts.find(tx, moderator, submission_id))
    return onward(request, _at(submission_id), "rebased", **narrowing.query)


@router.post(f"{PATH}/choice")
def choose(request: Request, db: Db, tx: Tx, moderator: Moderator, narrowing: Narrowed, form: Form, submission_id: UUID) -> Response:
    """Let one side stand where the edit and a change on show touched the same."""
    name, side = clashes.answer(form)
    with _told(request, db, moderator, narrowing, submission_id):
        workflow.choose(tx, moderator, drafts.find(tx, moderator, submission_id), name, side, version=form.number("version"))
    return onward(request, _at(submission_id), "saved", **narrowing.query)


@router.post(f"{PATH}/review")
def review(request: Request, tx: Tx, moderator: Moderator, form: Form, submission_id: UUID) -> Response:
    given = drafts.find(tx, moderator, submission_id)
    if given not in trust.samples(tx):
        raise NotFound
    trust.review(tx, moderator, given, sound=form.get("sound") == "yes", why=form.get("why", "")[:1000])
    return onward(request, "/desk/samples", "saved")


@contextmanager
def _told(
    request: Request, db: Session, person: Person, narrowing: Narrowing, submission_id: UUID, form: Fields | None = None, deed: str = ""
) -> Iterator[None]:
    """What stands in the way is said on the same page, as it is by now, with what was typed."""
    try:
        yield
    except NotFound:
        raise
    except CatalogueError as error:
        raise Refused(_page(request, db, person, narrowing, submission_id, error=error, form=form, deed=deed)) from error


def _next(request: Request, tx: Session, person: Person, narrowing: Narrowing, decided: Submission, done: str) -> Response:
    tx.flush()
    found = queue.take(tx, person, narrowing.wanted, behind=decided)
    return onward(request, _at(found.id) if found else "/desk", done, **about(tx, decided.enterprise_id), **narrowing.query)


def _at(submission_id: UUID) -> str:
    return PATH.format(submission_id=submission_id)


def _said(form: Fields) -> tuple[str, str, str]:
    return form.get("reason", ""), form.get("note", ""), form.get("internal_note", "")


def _wrong(error: CatalogueError | None, words: Words) -> dict[str, str]:
    """What is wrong with what was typed, by field."""
    field = next((name for kind, name in _FIELD_OF.items() if isinstance(error, kind)), "")
    if error and field:
        return {field: words.said(error.message)}
    return {name: str(sentence) for name, sentence in sentences(error.problems, words.language).items()} if error else {}


def _holds(person: Person, submission: Submission) -> bool:
    """Whether the person has claimed it, and that has not run out."""
    at = submission.claimed_at
    return submission.claimed_by == person.user.id and at is not None and at > now() - workflow.CLAIM


def _page(
    request: Request,
    db: Session,
    person: Person,
    narrowing: Narrowing,
    submission_id: UUID,
    *,
    beside: str = "",
    error: CatalogueError | None = None,
    form: Fields | None = None,
    deed: str = "",
) -> Response:
    submission = drafts.find(db, person, submission_id)
    language = request.state.language
    words = Words(language, reference(db))
    following = queue.following(db, person, narrowing.wanted, behind=submission)
    context = _shown(db, person, submission, words, beside) | {
        "following": following.id if following and following.id != submission.id else None,
        "narrowing": narrowing.query,
        "hindrance": type(error).__name__ if error else "",
        "sentence": words.said(error.message, error.facts) if error else "",
        "wrong": _wrong(error, words),
        "typed": form or {},
        "tell": to_tell(request, db),
        "deed": deed,
    }
    status, bar = error.status if error else 200, ways(db, person, language)
    return office(request, "desk/submission.html", person, status=status, room="queue", ways=bar, **context)


def _shown(db: Session, person: Person, submission: Submission, words: Words, beside: str) -> dict[str, Any]:
    """The submission itself, as the page shows it."""
    return {
        "given": submission,
        "seen": showing.seen(db, submission, words, beside) if submission.content else None,
        "clashes": clashes.clashes(db, submission, words),
        "waiting": submission.state == State.SUBMITTED,
        "age": words.span(now() - (submission.submitted_at or now())),
        "words": words,
        "actions": ACTIONS,
        "levels": LEVELS,
        "events": showing.past(db, submission),
        "sampled": submission.automatic and submission in trust.samples(db),
        "claimed_by": drafts.name_of(db, submission.claimed_by),
        "mine": _holds(person, submission),
        "claimed_away": workflow.claimed_by_another(person, submission),
        "decided_by": drafts.name_of(db, submission.decided_by),
        "reasons": reasons,
    }
