"""Staff enter an enterprise on its behalf. It said yes to that, the consent says who and when; a link lets it confirm or refuse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlmodel import Session

from app.accounts import consents, tickets
from app.accounts.access import Person
from app.accounts.consents import TEXTS, ConsentPurpose
from app.accounts.models import Consent, Purpose, Ticket
from app.accounts.tickets import TicketSpent
from app.catalogue import publishing
from app.catalogue.models import Enterprise
from app.errors import Invalid, Problem
from app.review import audit, drafts, live
from app.review.drafts import NoSubmission
from app.review.models import State, Submission
from app.text import _

DAYS: Final = 14
_NEEDED: Final = _("This is needed.")
_SAID_YES: Final = _("Without consent nothing can be entered. Please read the text to the person first.")
_LATER: Final = _("This day has not come yet.")
_LONGEST_NAME: Final = 120


class NotAsked(Invalid):
    """The consent is not recorded as it should be; a problem at each field says what is missing."""

    message = _("Something is not right yet. What you typed is still here.")


@dataclass(frozen=True)
class Yes:
    """What staff record of the consent: that the text was read to somebody, who said yes, when, and in which language."""

    given: bool
    by: str
    at: datetime
    language: str
    text_version: str


def register(session: Session, staff: Person, fields: Mapping[str, str], yes: Yes, *, moment: datetime) -> Submission:
    """A draft of a new enterprise, entered by staff, with its consent.

    Raises NotAsked with problems at `consent`, `said_by`, `said_on`, `name`; NoSubmission for others than moderators and the floor;
    consents.TextChanged.
    """
    enterprise = uuid4()
    if not drafts.may_write(staff, enterprise):
        raise NoSubmission
    checks = (
        ("name", not fields.get("name", "").strip(), _NEEDED),
        ("said_by", not 0 < len(yes.by) <= _LONGEST_NAME, _NEEDED),
        ("said_on", yes.at > moment, _LATER),
        ("consent", not yes.given, _SAID_YES),
    )
    if problems := tuple(Problem(name, words) for name, wrong, words in checks if wrong):
        raise NotAsked(problems)
    consents.give(
        session,
        enterprise_id=enterprise,
        purpose=ConsentPurpose.PUBLISH,
        text_version=yes.text_version,
        language=yes.language,
        user=None,
        recorded_by=staff.user,
        said_by=yes.by,
        given_at=yes.at,
    )
    draft = drafts.open_draft(session, staff, live.ENTERPRISE, None, enterprise)
    drafts.save(session, staff, draft, {"fields": {name: text for name, text in fields.items() if text.strip()}}, version=draft.version)
    audit.record(session, staff.user, "registered_for", submission=draft, detail={"text": yes.text_version, "language": yes.language})
    return draft


def write(session: Session, staff: Person, enterprise_id: UUID, fields: Mapping[str, str], *, version: int) -> Submission:
    """Go on with what was entered. What the enterprise confirmed it has not seen any more, so it is asked anew.

    Raises NoSubmission where nothing of it is being entered, drafts.Overtaken, drafts.NotEditable.
    """
    draft = open_entry(session, staff, enterprise_id)
    drafts.save(session, staff, draft, {"fields": fields}, version=version)
    if held := consent(session, enterprise_id):
        held.confirmed_at = None
    audit.record(session, staff.user, "entered_more", submission=draft)
    return draft


def open_entry(session: Session, staff: Person, enterprise_id: UUID) -> Submission:
    """The draft of an enterprise that staff may go on with. Raises NoSubmission."""
    found = [one for one in drafts.listed(session, enterprise_id, states=drafts.EDITABLE) if one.kind == live.ENTERPRISE]
    if not found or not drafts.may_write(staff, enterprise_id):
        raise NoSubmission
    return found[0]


def link(session: Session, staff: Person, enterprise_id: UUID) -> str:
    """The token of a link by which the enterprise confirms or refuses what was entered; earlier ones of it become void.

    Raises NoSubmission where there is nothing to confirm.
    """
    if not drafts.may_write(staff, enterprise_id) or consent(session, enterprise_id) is None:
        raise NoSubmission
    for earlier in tickets.waiting(session, Purpose.CONFIRM, enterprise_id=enterprise_id):
        tickets.void(session, earlier.id, enterprise_id=enterprise_id)
    token = tickets.issue(session, Purpose.CONFIRM, enterprise_id=enterprise_id, issued_by=staff.user, days=DAYS)
    audit.record(session, staff.user, "confirmation_asked", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id)
    return token


def consent(session: Session, enterprise_id: UUID) -> Consent | None:
    """The consent that staff recorded for an enterprise and that holds; None where it agreed itself, or took it back."""
    held = consents.current(session, enterprise_id, ConsentPurpose.PUBLISH)
    return held if held and held.recorded_by else None


def entered(session: Session, enterprise_id: UUID) -> list[Submission]:
    """What was entered and not decided yet, the enterprise first."""
    return sorted(drafts.listed(session, enterprise_id), key=lambda submission: submission.kind != live.ENTERPRISE)


def confirm(session: Session, token: str) -> UUID:
    """The enterprise says that all of it is right. Raises TicketSpent."""
    enterprise = _enterprise(tickets.redeem(session, token, Purpose.CONFIRM))
    consents.confirm(session, enterprise, ConsentPurpose.PUBLISH)
    audit.record(session, None, "confirmed", kind=live.ENTERPRISE, entity_id=enterprise, enterprise_id=enterprise)
    return enterprise


def refuse(session: Session, token: str, why: str) -> UUID:
    """The enterprise does not want it: the consent ends, nothing of it is decided any more, and what is on show disappears.

    Raises TicketSpent.
    """
    enterprise = _enterprise(tickets.redeem(session, token, Purpose.CONFIRM))
    consents.withdraw(session, enterprise, ConsentPurpose.PUBLISH)
    for submission in drafts.listed(session, enterprise, states=(State.SUBMITTED,)):
        drafts.lock(session, submission)
        submission.state, submission.claimed_by, submission.claimed_at = State.DRAFT, None, None
        submission.version += 1
        audit.record(session, None, "taken_back", submission=submission)
    audit.record(session, None, "refused", kind=live.ENTERPRISE, entity_id=enterprise, enterprise_id=enterprise, why=why)
    row = session.get(Enterprise, enterprise)
    if row and not row.suspended:
        publishing.suspend(session, enterprise)
        audit.record(session, None, "suspended", kind=live.ENTERPRISE, entity_id=enterprise, enterprise_id=enterprise, why=why)
    return enterprise


def text_version() -> str:
    """Of the text that is read to people now."""
    return TEXTS[ConsentPurpose.PUBLISH].version


def _enterprise(ticket: Ticket) -> UUID:
    if ticket.enterprise_id is None:
        raise TicketSpent
    return ticket.enterprise_id
