"""The ways in of the portal, with what waits behind them."""

from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.access import Person, works_for
from app.errors import NotFound
from app.inquiries import inbox
from app.review import notices
from app.review.models import State, Submission
from app.web.language import translations
from app.web.office import Way


def of_mine(person: Person, enterprise_id: UUID) -> UUID:
    """The enterprise, when the person works for it; for anybody else it does not exist. Raises NotFound."""
    if not works_for(person, enterprise_id):
        raise NotFound
    return enterprise_id


def ways(session: Session, enterprise_id: UUID, language: str, person: Person | None = None) -> list[Way]:
    """For one enterprise. What counts as waiting is what the centre sent back, and what the person has not read."""
    words = translations(language)
    asked = select(Submission.kind, func.count()).where(
        Submission.enterprise_id == enterprise_id, col(Submission.state) == State.CHANGES_REQUESTED
    )
    waiting = dict(session.exec(asked.group_by(col(Submission.kind))).all())
    unseen = notices.unseen(session, person.user.id, enterprise_id) if person else 0
    base = f"/portal/{enterprise_id}"
    return [
        Way("home", base, "house", words.gettext("Overview")),
        Way("notices", f"{base}/notices", "bell", words.gettext("News"), unseen),
        Way("products", f"{base}/products", "shopping-bag", words.gettext("Products"), waiting.get("product", 0)),
        Way("questions", f"{base}/questions", "message-square", words.gettext("Questions"), inbox.waiting(session, enterprise_id)),
        Way("visits", f"{base}/visits", "chart-column", words.gettext("Results")),
        Way("profile", f"{base}/profile", "store", words.gettext("Enterprise"), waiting.get("enterprise", 0)),
        Way("members", f"{base}/members", "users-round", words.gettext("People")),
    ]
