"""Lines of the record in words: when, who, what, of which thing, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from sqlmodel import Session

from app.accounts.models import User
from app.catalogue.models import Product
from app.catalogue.reference import Reference
from app.review import enterprises
from app.review.models import Event
from app.text import _
from app.web.desk.wording import ACTIONS, KINDS, ROLES
from app.web.desk.words import Words

_BY_LINK: Final = ("confirmed", "refused")
"""What an enterprise does with a link, so that nobody is signed in."""


@dataclass(frozen=True)
class Told:
    """One line as it is read. `thing` is the name of what it is about, as far as it is still known."""

    event: Event
    at: str
    who: str
    action: str
    kind: str
    thing: str
    href: str
    details: list[tuple[str, str]]


def told(session: Session, event: Event, words: Words) -> Told:
    kind = words.said(KINDS[event.kind]) if event.kind in KINDS else event.kind
    action = words.said(ACTIONS[event.action]) if event.action in ACTIONS else event.action
    if (role := event.detail.get("role")) in ROLES:
        action = f"{action}: {words.said(ROLES[role])}"
    thing, href = _thing(session, event, words)
    who = event.actor or words.said(_("the enterprise") if event.action in _BY_LINK else _("the program"))
    return Told(event, moment(event.at, words), who, action, kind, thing, href, _details(event.detail))


def moment(at: datetime, words: Words) -> str:
    """Day and time at the centre, short: 23 Nov 2026 14:05."""
    here = at.astimezone(ZoneInfo(words.frame.centre.time_zone))
    locale = "en_GB" if words.language == "en" else words.language
    return str(format_datetime(here, "d MMM y HH:mm", locale=locale))


def local_day(frame: Reference, at: datetime) -> date:
    """The day at the centre."""
    return at.astimezone(ZoneInfo(frame.centre.time_zone)).date()


def _thing(session: Session, event: Event, words: Words) -> tuple[str, str]:
    """Its name and where the desk shows it."""
    if event.kind == "category":
        key = event.detail.get("key", "")
        return event.detail.get("name") or key, (f"/desk/categories/{key}" if key in words.frame.categories else "")
    if event.entity_id is None:
        return "", ""
    if event.kind == "product":
        row = session.get(Product, event.entity_id)
        found = words.frame.words(row.content["name"], words.language) if row else None
        return (found.value if found else ""), (f"/desk/submissions/{event.submission_id}" if event.submission_id else "")
    if event.kind == "enterprise":
        called = enterprises.names(session, [event.entity_id]).get(event.entity_id, "")
        return called, f"/desk/enterprises/{event.entity_id}"
    if event.kind == "person":
        user = session.get(User, event.entity_id)
        return (user.name if user else ""), (f"/desk/people/{event.entity_id}" if user else "")
    return "", ""


def _details(detail: dict[str, Any]) -> list[tuple[str, str]]:
    """What the line holds besides, as pairs of words. A change shows what stood there and what stands."""
    found = []
    for name, value in detail.items():
        if isinstance(value, list):
            text = ", ".join(str(one) for one in value)
        elif isinstance(value, dict):
            text = "; ".join(f"{key}: {one}" for key, one in value.items())
        else:
            text = str(value)
        if text:
            found.append((name, text))
    return found
