"""An edit that waits and the thing on show meet: what changed there since the edit began is taken over, and who has to choose is asked."""

from sqlmodel import Session

from app.catalogue.reference import reference
from app.errors import Conflict, NotFound
from app.review import live, merging, reading
from app.review.forms import Typed
from app.review.merging import Side
from app.review.models import Submission
from app.text import _


class Moved(Conflict):
    message = _("What is on show was changed after this edit began. Please compare again before you decide.")


class Clashing(Conflict):
    message = _("You and somebody else changed the same. Please choose what shall stand.")


class NoClash(NotFound):
    message = _("There is nothing to choose here any more.")


def catch_up(session: Session, submission: Submission) -> bool:
    """Take over what changed on show since the edit began; whether anything did. Raises Moved where both changed the same."""
    if not has_moved(session, submission):
        return False
    found = merged(session, submission)
    # What was taken off show is not brought back by an edit that waited.
    if found.conflicts or live.of(session, submission.kind, submission.entity_id) is None:
        raise Moved
    take_over(session, submission, found)
    return True


def has_moved(session: Session, submission: Submission) -> bool:
    """Whether what is on show is not what the edit began from."""
    return submission.base != live.mark(session, submission.kind, submission.entity_id)


def merged(session: Session, submission: Submission) -> merging.Merged:
    """The edit as it would go on from what is live now."""
    frame, present, mine = reference(session), live.of(session, submission.kind, submission.entity_id), Typed.of(submission.typed)
    if present is None:  # taken off show meanwhile: all of the edit is new
        return merging.Merged(mine, [])
    began = Typed.of(submission.begun) if submission.begun else None
    sides = [typed and typed.model_copy(update={"fields": reading.as_here(frame, typed.fields)}) for typed in (began, mine)]
    found = merging.merge(sides[0], reading.typed_from(frame, present), sides[1] or mine)
    told = {one.name for one in found.conflicts}
    still = [merging.Conflict(**one) for one in submission.conflicts if one["name"] not in told]
    return merging.Merged(found.typed, found.conflicts + [one for one in still if merging.is_open(found.typed, one)])


def take_over(session: Session, submission: Submission, merged: merging.Merged) -> None:
    present = live.of(session, submission.kind, submission.entity_id)
    submission.typed = merged.typed.model_dump(mode="json")
    submission.begun = reading.typed_from(reference(session), present).model_dump(mode="json") if present else None
    submission.conflicts = [conflict.as_json() for conflict in merged.conflicts]
    submission.base = live.mark(session, submission.kind, submission.entity_id)


def choose(submission: Submission, name: str, side: Side) -> None:
    """Let one side of an open conflict stand. Raises NoClash."""
    found = next((merging.Conflict(**one) for one in submission.conflicts if one["name"] == name), None)
    if found is None:
        raise NoClash
    submission.typed = merging.choose(Typed.of(submission.typed), found, side).model_dump(mode="json")
    submission.conflicts = [one for one in submission.conflicts if one["name"] != name]
