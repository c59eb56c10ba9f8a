"""The lit window while nobody is there: one product at a time. Any touch leads in."""

from itertools import chain
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.catalogue import queries
from app.catalogue.listing import Card
from app.catalogue.reference import Reference
from app.text import _
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language
from app.web.kiosk.screens import START, screen
from app.web.language import translations
from app.web.pages import wants_piece
from app.web.reading import ReadingRoute

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
_MOST: Final = 12
_INVITATION: Final = _("Touch to look around")
_PLACES: Final = ("low", "high", "left", "right")
"""Where the words stand, in turn, so that nothing burns into the panel and the eye is called anew."""


class WindowAsked(Query):
    slide: int = 0
    """The number of the product in the window; behind the last it begins anew."""


@router.get(START)
def attract(request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[WindowAsked, asking(WindowAsked)]) -> Response:
    """A still with one product; with scripts the next one takes its place every few seconds."""
    shown = window(db, language)
    number = asked.slide % len(shown) if shown else 0
    context: dict[str, Any] = {
        "card": shown[number] if shown else None,
        "coming": shown[(number + 1) % len(shown)] if len(shown) > 1 else None,
        "following": (number + 1) % len(shown) if shown else 0,
        "place": _PLACES[number % len(_PLACES)],
        "invitations": _invitations(frame, language),
    }
    template = "kiosk/_slide.html" if wants_piece(request) else "kiosk/attract.html"
    return screen(request, template, START, {"slide": str(number)} if number else {}, **context)


def window(db: Session, language: str) -> list[Card]:
    """Featured products first, then the newest; makers take turns, and one without a picture is no window."""
    featured = queries.products(
        db, language=language, filters=queries.Filters(featured=True), sort=queries.Sort.NEWEST, limit=_MOST * 2
    ).read()
    newest = [] if len(featured) >= _MOST else queries.products(db, language=language, sort=queries.Sort.NEWEST, limit=_MOST * 2).read()
    pictured = {card["id"]: card for card in chain(featured, newest) if card["picture"]}
    taken: list[Card] = []
    again: list[Card] = []
    for card in pictured.values():
        (again if any(card["enterprise"]["id"] == other["enterprise"]["id"] for other in taken) else taken).append(card)
    return [*taken, *again][:_MOST]


def _invitations(frame: Reference, language: str) -> list[tuple[str, str]]:
    """The invitation in the language of the screen and in one more, which visitors from further away read."""
    codes = frame.centre.languages
    other = next((code for code in ("en", *codes) if code != language and code in codes), None)
    return [(code, translations(code).gettext(_INVITATION)) for code in (language, other) if code]
