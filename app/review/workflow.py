"""From a draft to the public catalogue: handing in, claiming, deciding. Each decision happens once, whoever is first."""

from datetime import timedelta
from typing import Any, Final

from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.content import EnterpriseConfidential, EnterpriseContent, ProductConfidential, ProductContent
from app.catalogue.models import Centre, Enterprise, HsHeading, Product
from app.catalogue.reference import reference
from app.db import now
from app.errors import Conflict, Invalid, Problem
from app.media.models import Media
from app.review import audit, diff, live, meeting, notices, readiness, reading, reasons, trust
from app.review.drafts import EDITABLE, NoSubmission, NotEditable, check_version, local, lock, name_of
from app.review.forms import Typed
from app.review.merging import Side
from app.review.models import OPEN, State, Submission
from app.review.notices import About
from app.review.reading import Live, Read
from app.review.wording import PICTURE_GONE, UNKNOWN_HS
from app.text import _, slug

CLAIM: Final = timedelta(minutes=15)
_LONGEST_NOTE: Final = 4000


class NotReady(Invalid):
    message = _("This cannot be handed in yet. Please look at the marked fields.")


class Decided(Conflict):
    message = _("{who} was first: this was decided at {at}.")


class NotWaiting(Conflict):
    message = _("This is not waiting for a decision: it was taken back, or never handed in.")


class Claimed(Conflict):
    message = _("{who} is looking at this, until {at}.")


class MakerMissing(Conflict):
    message = _("The enterprise of this product is not accepted yet. Please decide on the enterprise first.")


class NoteTooLong(Invalid):
    message = _("This note is too long.")


def read(session: Session, submission: Submission) -> Read[Any, Any]:
    """What the form says as it stands now, against what is live."""
    frame, typed = reference(session), Typed.of(submission.typed)
    if submission.kind == live.PRODUCT:
        base = live.product(session, submission.entity_id)
        return reading.product(frame, typed, base=base, enterprise_id=submission.enterprise_id, id=submission.entity_id)
    return reading.enterprise(frame, typed, base=live.enterprise(session, submission.entity_id), id=submission.entity_id)


def proposed(submission: Submission) -> Live[Any, Any]:
    """What was handed in, whole. Only of a submission that has been handed in."""
    if submission.kind == live.PRODUCT:
        return Live(ProductContent.model_validate(submission.content), ProductConfidential.model_validate(submission.facts))
    return Live(EnterpriseContent.model_validate(submission.content), EnterpriseConfidential.model_validate(submission.facts))


def submit(session: Session, person: Person, submission: Submission, *, version: int) -> Submission:
    """Hand a draft in; where the enterprise is trusted so far, it is approved at once.

    What changed on show since the edit began is taken over where the edit did not touch it. Raises NotReady with what is wrong at which
    field, Overtaken, NotEditable, Moved when both changed the same, and Clashing while nobody has chosen between them.
    """
    lock(session, submission)
    if submission.state not in EDITABLE:
        raise NotEditable
    check_version(session, submission, version)
    if submission.conflicts:
        raise meeting.Clashing
    meeting.catch_up(session, submission)
    _hand_over(session, submission)
    submission.state, submission.submitted_at = State.SUBMITTED, now()
    submission.decided_by, submission.decided_at = None, None
    submission.version += 1
    audit.record(session, person.user, "submitted", submission=submission)
    if trust.may_approve_itself(session, submission, proposed(submission), live.of(session, submission.kind, submission.entity_id)):
        _publish(session, submission, None)
    session.flush()
    return submission


def rebase(session: Session, person: Person, submission: Submission) -> Submission:
    """Go on from what is live now, after it changed under an edit: what the edit did not touch is as on show, the rest as typed.

    Where both changed the same, `conflicts` has both sides. Raises NotEditable for one that is closed, and NotReady when something
    handed in does not fit any more.
    """
    lock(session, submission)
    if submission.state not in OPEN:
        raise NotEditable
    meeting.take_over(session, submission, meeting.merged(session, submission))
    if submission.state == State.SUBMITTED:
        _hand_over(session, submission)
    submission.author_id, submission.saved_at = person.user.id, now()
    submission.version += 1
    audit.record(session, person.user, "rebased", submission=submission)
    return submission


def choose(session: Session, person: Person, submission: Submission, name: str, side: Side, *, version: int) -> Submission:
    """Let one side of a conflict stand: what is on show, or what was typed. Of what was handed in only moderators choose.

    Raises NoClash, Overtaken, NotEditable, NoSubmission, and NotReady when what was handed in does not fit any more.
    """
    lock(session, submission)
    if submission.state not in OPEN:
        raise NotEditable
    if submission.state == State.SUBMITTED:
        _check_moderator(person)
    check_version(session, submission, version)
    meeting.choose(submission, name, side)
    submission.author_id, submission.saved_at = person.user.id, now()
    submission.version += 1
    if submission.state == State.SUBMITTED:
        _hand_over(session, submission)
    audit.record(session, person.user, "side_chosen", submission=submission, detail={"field": name, "side": side})
    return submission


def claimed_by_another(person: Person, submission: Submission) -> bool:
    """Whether somebody else is looking at it right now."""
    fresh = submission.claimed_at is not None and submission.claimed_at > now() - CLAIM
    return fresh and submission.claimed_by not in (None, person.user.id)


def claim(session: Session, person: Person, submission: Submission) -> Submission:
    """Say that one is looking at it, for 15 minutes from now.

    Raises Claimed, Decided, NotWaiting, and NoSubmission for others than moderators.
    """
    _check_moderator(person)
    lock(session, submission)
    _check_waiting(session, submission)
    if claimed_by_another(person, submission):
        assert submission.claimed_at is not None  # noqa: S101  a claim has its time
        raise Claimed(who=name_of(session, submission.claimed_by), at=local(session, submission.claimed_at + CLAIM))
    submission.claimed_by, submission.claimed_at = person.user.id, now()
    return submission


def release(session: Session, person: Person, submission: Submission) -> Submission:
    """Leave it to others again; what somebody else has claimed stays theirs."""
    lock(session, submission)
    if submission.claimed_by == person.user.id:
        submission.claimed_by, submission.claimed_at = None, None
    return submission


def approve(session: Session, person: Person, submission: Submission, *, version: int, internal_note: str = "") -> Submission:
    """Put it into the public catalogue, in this transaction; of a suspended enterprise it is stored and not shown.

    Raises Decided when somebody was first, NotWaiting, Overtaken when it is not what the person saw, Moved when the live thing was
    changed in the same places since the edit began, Clashing while nobody has chosen there, MakerMissing, publishing.NotPublishable, and
    NoSubmission for others than moderators.
    """
    _begin(session, person, submission, version, internal_note)
    _publish(session, submission, person, internal_note)
    return submission


def request_changes(
    session: Session, person: Person, submission: Submission, reason: str, note: str = "", internal_note: str = "", *, version: int
) -> Submission:
    """Send it back to be changed, with a reason of reasons.CHANGES. Raises as `approve`, and UnknownReason and NoteNeeded."""
    reasons.check(reasons.CHANGES, reason, note)
    return _send_back(session, person, submission, State.CHANGES_REQUESTED, reason, note, internal_note, version)


def decline(
    session: Session, person: Person, submission: Submission, reason: str, note: str = "", internal_note: str = "", *, version: int
) -> Submission:
    """Close it, with a reason of reasons.DECLINED; what is live stays as it is. Raises as `request_changes`."""
    reasons.check(reasons.DECLINED, reason, note)
    return _send_back(session, person, submission, State.DECLINED, reason, note, internal_note, version)


def _hand_over(session: Session, submission: Submission) -> None:
    """Read the form and keep what it says as the content to be decided on. Raises NotReady."""
    found = read(session, submission)
    problems = [*found.problems]
    told = {problem.pointer.partition(".")[0] for problem in problems}
    problems += [problem for problem in readiness.of(session, submission).blocking if problem.pointer not in told]
    if found.content:
        problems += [*_pictures_gone(session, found.content), *_hs_unknown(session, found.content)]
    if problems or found.content is None or found.facts is None:
        raise NotReady(tuple(problems))
    submission.content, submission.facts = (part.model_dump(mode="json", exclude_defaults=True) for part in (found.content, found.facts))


def _pictures_gone(session: Session, content: ProductContent | EnterpriseContent) -> list[Problem]:
    wanted = [picture.media_id for picture in content.pictures]
    stored = set(session.exec(select(Media.id).where(col(Media.id).in_(wanted)))) if wanted else set()
    return [Problem(f"pictures.{n}", PICTURE_GONE, media_id) for n, media_id in enumerate(wanted) if media_id not in stored]


def _hs_unknown(session: Session, content: ProductContent | EnterpriseContent) -> list[Problem]:
    code = content.hs_code if isinstance(content, ProductContent) else None
    known = not code or session.get(HsHeading, code[:6]) is not None
    return [] if known else [Problem("hs_code", UNKNOWN_HS, str(code))]


def _begin(session: Session, person: Person, submission: Submission, version: int, internal_note: str, note: str = "") -> None:
    """What every decision begins with: a moderator, nobody else who decides this one now, and it is what the person saw."""
    _check_moderator(person)
    if max(len(note), len(internal_note)) > _LONGEST_NOTE:
        raise NoteTooLong
    lock(session, submission)
    _check_waiting(session, submission)
    check_version(session, submission, version)
    submission.internal_note = internal_note or submission.internal_note


def _check_moderator(person: Person) -> None:
    """Who may not decide is told nothing, not even that there is something to decide."""
    if not staffs(person, StaffRole.MODERATOR):
        raise NoSubmission


def _check_waiting(session: Session, submission: Submission) -> None:
    if submission.state == State.SUBMITTED:
        return
    if submission.decided_at is None:
        raise NotWaiting
    raise Decided(who=name_of(session, submission.decided_by), at=local(session, submission.decided_at))


def _publish(session: Session, submission: Submission, person: Person | None, why: str = "") -> None:
    """Through the one door; without a person a rule of trust has decided."""
    # Writers of the public catalogue queue here, so that two things of one name, approved at once, get two addresses.
    session.exec(select(Centre.id).where(col(Centre.home)).with_for_update())
    if submission.conflicts:
        raise meeting.Clashing
    if meeting.catch_up(session, submission):
        _hand_over(session, submission)
    before, new = live.of(session, submission.kind, submission.entity_id), proposed(submission)
    content, facts = new.content, new.facts
    if isinstance(content, ProductContent):
        if session.get(Enterprise, content.enterprise_id) is None:
            raise MakerMissing
        address = publishing.free_slug(session, Product, slug(_first(session, content.name)), content.id)
        publishing.put_product(session, content.model_copy(update={"slug": address}), facts)
    else:
        address = publishing.free_slug(session, Enterprise, slug(content.name), content.id)
        publishing.put_enterprise(session, content.model_copy(update={"slug": address}), facts)
    _decide(submission, State.APPROVED, person)
    submission.automatic = person is None
    action = "approved" if person else trust.AUTOMATIC
    changed = {"changed": diff.fields(diff.changes(before, new)), "new": before is None, "waited": _waited(submission)}
    audit.record(session, person.user if person else None, action, submission=submission, why=why, detail=changed)
    new_maker = before is None and submission.kind == live.ENTERPRISE
    notices.of_decision(session, submission, About.ACCEPTED if new_maker else About.APPROVED)
    if person is None:
        trust.sample(session, submission)


def _first(session: Session, names: dict[str, str]) -> str:
    found = reference(session).words(names, reference(session).centre.languages[0])
    return found.value if found else ""


def _send_back(
    session: Session, person: Person, submission: Submission, state: State, reason: str, note: str, internal_note: str, version: int
) -> Submission:
    _begin(session, person, submission, version, internal_note, note)
    _decide(submission, state, person)
    submission.reason, submission.note = reason, note.strip()
    said = {"reason": reason, "note": submission.note, "waited": _waited(submission)}
    audit.record(session, person.user, str(state), submission=submission, why=internal_note or note, detail=said)
    notices.of_decision(session, submission, About(state))
    return submission


def _decide(submission: Submission, state: State, person: Person | None) -> None:
    submission.state, submission.decided_at = state, now()
    submission.decided_by = person.user.id if person else None
    submission.reason, submission.note = "", ""
    submission.claimed_by, submission.claimed_at = None, None
    submission.version += 1


def _waited(submission: Submission) -> int:
    """Seconds from handing in to the decision."""
    return int((now() - (submission.submitted_at or now())).total_seconds())
