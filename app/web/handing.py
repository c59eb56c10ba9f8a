"""A link to hand over: in person as a square code, by WhatsApp, or by whatever else people have. It is shown once, on this page."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response

from app.accounts import tickets
from app.accounts.access import Person
from app.accounts.models import Purpose
from app.web.language import translations
from app.web.office import Way, office
from app.web.pages import public_address
from app.web.squares import square_code


def handing(
    request: Request,
    person: Person,
    purpose: Purpose,
    token: str,
    *,
    title: str,
    message: str,
    language: str,
    days: int,
    phone: str = "",
    back: str,
    room: str,
    ways: Sequence[Way],
) -> Response:
    """The page with the link. `message` is what WhatsApp says, in the language of who gets it, with a place for the {link}.

    `phone` in E.164 opens the chat with that person; without it WhatsApp asks for whom.
    """
    link = f"{public_address(request)}{tickets.path(purpose, token)}?lang={language}"
    words = translations(language).gettext(message).format(link=link, days=days)
    context: dict[str, Any] = {
        "title": title,
        "link": link,
        "days": days,
        "message": words,
        "message_language": language,
        "whatsapp": f"https://wa.me/{phone.removeprefix('+')}?text={quote(words)}",
        "code": square_code(link, translations(request.state.language).gettext("Square code of the link")),
        "back": back,
    }
    return office(request, "desk/handing.html", person, room=room, ways=ways, **context)
