"""The ways in of the desk, as far as the person's roles open them, with what waits behind them."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.inquiries import keeping
from app.review.models import State, Submission
from app.web.language import translations
from app.web.office import Way


def ways(session: Session, person: Person, language: str) -> list[Way]:
    """The queue first: it is what people of the centre wait for."""
    words = translations(language)
    waiting = session.exec(select(func.count()).where(col(Submission.state) == State.SUBMITTED)).one()
    asked = keeping.waiting(session) if staffs(person, StaffRole.MODERATOR) else 0
    offered = [
        (Way("queue", "/desk", "inbox", words.gettext("Queue"), waiting), (StaffRole.MODERATOR,)),
        (Way("enterprises", "/desk/enterprises", "store", words.gettext("Enterprises")), (StaffRole.MODERATOR, StaffRole.FLOOR)),
        (Way("questions", "/desk/questions", "message-square", words.gettext("Questions"), asked), (StaffRole.MODERATOR,)),
        (Way("papers", "/desk/papers", "award", words.gettext("Certificates")), (StaffRole.MODERATOR,)),
        (Way("translations", "/desk/translations", "languages", words.gettext("Translations")), (StaffRole.TRANSLATOR,)),
        (Way("people", "/desk/people", "users-round", words.gettext("People")), (StaffRole.MANAGER,)),
        (Way("record", "/desk/record", "history", words.gettext("Record")), (StaffRole.MODERATOR, StaffRole.FLOOR)),
        (Way("figures", "/desk/figures", "chart-column", words.gettext("Figures")), (StaffRole.MODERATOR, StaffRole.FLOOR)),
        (Way("categories", "/desk/categories", "folder-tree", words.gettext("Categories")), (StaffRole.MANAGER,)),
        (Way("settings", "/desk/settings", "settings", words.gettext("The centre")), (StaffRole.MANAGER,)),
    ]
    return [way for way, roles in offered if staffs(person, *roles)]
