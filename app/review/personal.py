"""Everything that is kept about one person, for that person; nothing of others and no secret is in it."""

from typing import Any, Final

from sqlmodel import Session, SQLModel, col, select

from app.accounts.models import Consent, Membership, Passkey, Staff, User, UserSession
from app.jobs.models import Job
from app.media.models import PaperFile, Upload
from app.review.models import Event, Submission, TranslationDraft

_ACCOUNT: Final = {"name", "email", "phone", "language", "letters", "created_at"}
_SESSION: Final = {"device", "created_at", "seen_at", "expires_at"}
_SUBMISSION: Final = {
    *("id", "kind", "entity_id", "enterprise_id", "state", "typed", "content", "reason", "note"),
    *("created_at", "saved_at", "submitted_at", "decided_at"),
}
_EVENT: Final = {"at", "actor", "action", "kind", "entity_id", "enterprise_id", "submission_id", "why"}
_CONSENT: Final = {"enterprise_id", "purpose", "text_version", "language", "given_at", "confirmed_at", "withdrawn_at"}
_UPLOAD: Final = {"id", "owner_id", "purpose", "name", "length", "created_at"}
_PAPER: Final = {"id", "owner_id", "kind", "name", "bytes", "created_at"}


def of(session: Session, user: User) -> dict[str, Any]:
    """As JSON can say it: one part for each kind of thing, lists in the order of time. Times are UTC."""
    mine = user.id

    def rows(query: Any, keys: set[str]) -> list[dict[str, Any]]:
        return [_plain(row, keys) for row in session.exec(query)]

    return {
        "account": _plain(user, _ACCOUNT) | {"has_password": bool(user.password), "has_second_step": bool(user.totp_secret)},
        "works_for": rows(
            select(Membership).where(Membership.user_id == mine).order_by(col(Membership.since)), {"enterprise_id", "role", "since"}
        ),
        "roles_at_the_centre": rows(select(Staff).where(Staff.user_id == mine).order_by(col(Staff.since)), {"role", "since"}),
        "agreed_to": rows(select(Consent).where(Consent.user_id == mine).order_by(col(Consent.given_at)), _CONSENT),
        "signed_in_on": rows(select(UserSession).where(UserSession.user_id == mine).order_by(col(UserSession.created_at)), _SESSION),
        "passkeys": rows(
            select(Passkey).where(Passkey.user_id == mine).order_by(col(Passkey.created_at)), {"name", "created_at", "used_at"}
        ),
        "written": rows(select(Submission).where(Submission.author_id == mine).order_by(col(Submission.created_at)), _SUBMISSION),
        "translations": rows(
            select(TranslationDraft).where(TranslationDraft.by == mine).order_by(col(TranslationDraft.at)),
            {"kind", "entity_id", "field", "language", "text", "at"},
        ),
        "files_sent": rows(select(Upload).where(Upload.user_id == mine).order_by(col(Upload.created_at)), _UPLOAD),
        "certificates_sent": rows(select(PaperFile).where(PaperFile.user_id == mine).order_by(col(PaperFile.created_at)), _PAPER),
        "asked_for": rows(
            select(Job).where(Job.asked_by == mine).order_by(col(Job.created_at)), {"kind", "state", "created_at", "ended_at"}
        ),
        "record": rows(select(Event).where(Event.actor_id == mine).order_by(col(Event.id)), _EVENT),
    }


def _plain(row: SQLModel, keys: set[str]) -> dict[str, Any]:
    return row.model_dump(mode="json", include=keys)
