"""What people agree to when their enterprise goes public, in plain words with a version, and who agreed when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from app.accounts.models import Consent, User
from app.db import now
from app.errors import Conflict, NotFound
from app.text import _


class ConsentPurpose(StrEnum):
    PUBLISH = "publish"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text to agree to. Whoever changes a word gives it a new version; what was agreed to stays in the history of this file."""

    version: str
    """The day from which it is used."""
    sentences: tuple[str, ...]


TEXTS: Final = {
    ConsentPurpose.PUBLISH: ConsentText(
        "2026-11-23",
        (
            _("Everybody may see our enterprise, our products and their pictures: on the kiosks, on the website and at partner centres."),
            _("What we enter is true, and we may use the pictures."),
            _("We can take this back at any time. It then disappears from public pages, but not from what others saved or printed."),
        ),
    ),
    ConsentPurpose.CONTACT: ConsentText(
        "2026-11-23",
        (
            _("The centre and buyers may reach us at the telephone number, WhatsApp number and e-mail address that we make public."),
            _("The centre keeps these details for this only. On request it shows us what it keeps, corrects it or deletes it."),
            _("We can take this back at any time. The details then disappear from public pages."),
        ),
    ),
}
"""The texts as they are asked for now."""


class TextChanged(Conflict):
    """Somebody agreed to a text that is no longer asked for, such as on a page that was open for long."""

    message = _("The text was changed in the meantime. Please read it again.")


def give(
    session: Session,
    *,
    enterprise_id: UUID,
    purpose: ConsentPurpose,
    text_version: str,
    language: str,
    user: User | None,
    recorded_by: User | None = None,
    said_by: str = "",
    given_at: datetime | None = None,
) -> Consent:
    """Records that somebody of the enterprise agreed to the text of this version, as read in this language.

    `recorded_by` is staff who entered it for them, `said_by` who said yes, and `given_at` when, if not now. Agreeing to the same text
    twice keeps the first row. Raises TextChanged.
    """
    if text_version != TEXTS[purpose].version:
        raise TextChanged
    held = current(session, enterprise_id, purpose)
    if held and held.text_version == text_version:
        return held
    consent = Consent(
        enterprise_id=enterprise_id,
        user_id=user.id if user else None,
        purpose=purpose,
        text_version=text_version,
        language=language,
        recorded_by=recorded_by.id if recorded_by else None,
        said_by=said_by,
        given_at=given_at or now(),
    )
    session.add(consent)
    session.flush()
    return consent


def confirm(session: Session, enterprise_id: UUID, purpose: ConsentPurpose) -> None:
    """The enterprise itself said that staff recorded it rightly. Raises NotFound where nothing was agreed to, or it was taken back."""
    held = current(session, enterprise_id, purpose)
    if held is None:
        raise NotFound
    held.confirmed_at = held.confirmed_at or now()
    session.flush()


def withdraw(session: Session, enterprise_id: UUID, purpose: ConsentPurpose) -> None:
    """Takes it back; what follows for public pages is the caller's part. Raises NotFound where nothing was agreed to."""
    held = [consent for consent in history(session, enterprise_id) if consent.purpose == purpose and not consent.withdrawn_at]
    if not held:
        raise NotFound
    for consent in held:
        consent.withdrawn_at = now()
    session.flush()


def current(session: Session, enterprise_id: UUID, purpose: ConsentPurpose) -> Consent | None:
    """What the enterprise agreed to last and did not take back, in whatever version; see `outdated`."""
    given = select(Consent).where(Consent.enterprise_id == enterprise_id, Consent.purpose == purpose, col(Consent.withdrawn_at).is_(None))
    return session.exec(given.order_by(col(Consent.given_at).desc(), col(Consent.id))).first()


def outdated(consent: Consent) -> bool:
    """Whether the text was changed since, so that it should be asked for again."""
    return consent.text_version != TEXTS[ConsentPurpose(consent.purpose)].version


def history(session: Session, enterprise_id: UUID) -> list[Consent]:
    """Everything that the enterprise ever agreed to, newest first."""
    given = select(Consent).where(Consent.enterprise_id == enterprise_id)
    return list(session.exec(given.order_by(col(Consent.given_at).desc(), col(Consent.id))))
