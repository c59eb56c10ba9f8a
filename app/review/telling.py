"""Notices in words: as the portal shows them, as one letter to each member, and as a message for those without an e-mail."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from babel.dates import format_date
from sqlalchemy import update
from sqlmodel import Session, col, select

from app.accounts import roles
from app.accounts.models import User
from app.catalogue.changes import NoCentre
from app.catalogue.reference import Reference, reference
from app.db import now
from app.jobs.worker import Task
from app.post import letters
from app.post.languages import translations
from app.post.letters import Letter
from app.review import enterprises, live, papers, reasons
from app.review.models import Notice
from app.review.notices import About
from app.settings import Settings
from app.text import _, choose

_MOST: Final = 20  # things that a letter or a message tells one by one
_SENTENCES: Final = {
    (About.APPROVED, live.PRODUCT): _("“{name}” is on show now."),
    (About.APPROVED, live.ENTERPRISE): _("The change to your enterprise is accepted."),
    (About.ACCEPTED, live.ENTERPRISE): _("Your enterprise is accepted. Your products can be shown now."),
    (About.CHANGES_REQUESTED, live.PRODUCT): _("“{name}”: please change something."),
    (About.CHANGES_REQUESTED, live.ENTERPRISE): _("About your enterprise: please change something."),
    (About.DECLINED, live.PRODUCT): _("“{name}” was not accepted."),
    (About.DECLINED, live.ENTERPRISE): _("What you sent about your enterprise was not accepted."),
    (About.SUSPENDED, live.ENTERPRISE): _("Your enterprise is hidden for now, with all its products. Nothing is lost."),
    (About.RESTORED, live.ENTERPRISE): _("Your enterprise is on show again, with its products."),
    (About.TAKEN_DOWN, live.PRODUCT): _("“{name}” was taken off show."),
}
_ENDS: Final = _("{paper} of “{name}” ends on {day}. Please send the new one in time.")
_ENDED: Final = _("{paper} of “{name}” ended on {day}. Visitors do not see it any more.")
_MORE: Final = _("and {n} more")
_SUBJECT: Final = _("News about {name}")
_HELLO: Final = _("Hello {name},")
_NEWS: Final = _("{centre} has news about {enterprise}:")
_SEE: Final = _("You see it here: {link}")
_SIGN_IN: Final = _("You see it when you sign in at the centre's website.")
_SWITCH: Final = _("You can switch these letters off under “My account”.")


@dataclass(frozen=True)
class Told:
    """A notice in words: the sentence, then the reason and the note of whoever decided."""

    notice: Notice
    sentence: str
    reason: str
    note: str

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.sentence, self.reason, f"“{self.note}”" if self.note else "") if part)


def told(frame: Reference, notice: Notice, language: str) -> Told:
    words = translations(language)
    facts: dict[str, str] = notice.facts
    name = choose(notice.names, (language, *frame.centre.languages))
    called = {"name": name.value if name else "…"}
    if notice.about == About.PAPER:
        day = date.fromisoformat(facts["valid_to"])
        scheme = frame.schemes.get(facts["scheme"])
        paper = " ".join(part for part in (frame.name(scheme, language) if scheme else facts["scheme"], facts.get("number", "")) if part)
        locale = "en_GB" if language == "en" else language  # the region writes the day first
        sentence = words.gettext(_ENDED if notice.key.endswith(":-1") else _ENDS)
        return Told(notice, sentence.format(paper=paper, day=format_date(day, "long", locale=locale), **called), "", "")
    sentence = words.gettext(_SENTENCES[About(notice.about), notice.kind]).format(**called)
    reason = reasons.words(facts.get("reason", ""))
    return Told(notice, sentence, words.gettext(reason) if reason else "", facts.get("note", ""))


def message(frame: Reference, notices: Sequence[Notice], *, enterprise: str, language: str, link: str, greeted: str = "") -> str:
    """Plain words about these notices, the oldest first: a letter when somebody is greeted by name, else a short message."""
    words = translations(language)
    news = words.gettext(_NEWS).format(centre=frame.name(frame.centre, language), enterprise=enterprise)
    lines = [f"- {told(frame, one, language).whole}" for one in notices[:_MOST]]
    if len(notices) > _MOST:
        lines.append(words.gettext(_MORE).format(n=len(notices) - _MOST))
    where = words.gettext(_SEE).format(link=link) if link else words.gettext(_SIGN_IN)
    hello = [words.gettext(_HELLO).format(name=greeted)] if greeted else []
    return "\n\n".join([*hello, news, "\n".join(lines), where, *([words.gettext(_SWITCH)] if greeted else [])]) + "\n"


def readers(session: Session, enterprise_id: UUID) -> list[User]:
    """Members who get letters about it."""
    return [user for user, _role in roles.members(session, enterprise_id) if user.email and user.letters and not user.disabled_at]


def by_phone(session: Session, enterprise_id: UUID) -> User | None:
    """The member to be told by a message: only where nobody can be sent a letter, and somebody has a phone."""
    members = [user for user, _role in roles.members(session, enterprise_id) if not user.disabled_at]
    if any(user.email for user in members):
        return None
    return next((user for user in members if user.phone), None)


def work(task: Task, *, settings: Settings) -> None:
    """The job: one letter to each reader about everything that the enterprise was not written yet."""
    enterprise_id = task.job.owner_id
    assert enterprise_id is not None  # noqa: S101  enqueued for one
    with task.finishing() as session:
        waiting = select(Notice).where(Notice.enterprise_id == enterprise_id, col(Notice.lettered_at).is_(None))
        found = session.exec(waiting.order_by(col(Notice.at), col(Notice.id)).with_for_update()).all()
        if found:
            _write(session, settings, enterprise_id, found)
            values = update(Notice).where(col(Notice.id).in_([one.id for one in found])).values(lettered_at=now())
            session.connection().execute(values)


def remind(task: Task) -> None:
    """The job that looks for papers which come to their end."""
    with task.finishing() as session, suppress(NoCentre):  # none is set up yet
        task.result = {"notices": papers.remind(session)}


def _write(session: Session, settings: Settings, enterprise_id: UUID, found: Sequence[Notice]) -> None:
    frame = reference(session)
    name = enterprises.names(session, [enterprise_id]).get(enterprise_id, "")
    for user in readers(session, enterprise_id):
        language = user.language
        path = f"/portal/{enterprise_id}/notices?lang={language}"
        link = settings.public_url.rstrip("/") + path if settings.public_url else ""
        subject = (
            told(frame, found[0], language).sentence if len(found) == 1 else translations(language).gettext(_SUBJECT).format(name=name)
        )
        text = message(frame, found, enterprise=name, language=language, link=link, greeted=user.name)
        letters.post(session, Letter(to=user.email or "", subject=subject, text=text, language=language), owner_id=enterprise_id)
