"""Search by typing on the screen: suggestions while one types, what was heard when it was misspelled, and never an empty hand."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response

from app.catalogue import queries
from app.catalogue.search import Suggestion, suggestions
from app.web.asking import asking
from app.web.deps import Db, Frame, Language
from app.web.kiosk.browse import PIECE, Further, more
from app.web.kiosk.home import categories
from app.web.kiosk.narrowing import PATH as LIST
from app.web.kiosk.screens import HOME, href, screen
from app.web.pages import wants_piece
from app.web.reading import ReadingRoute

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
PATH: Final = "/kiosk/search"
_LONGEST: Final = 80
_OFFERED: Final = 5
_ICONS: Final = {"category": "layout-grid", "product": "shopping-bag", "enterprise": "store"}


class SearchAsked(Further):
    """The words that were typed, and the place in what was found."""

    q: str = ""


@router.get(PATH)
def search(request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[SearchAsked, asking(SearchAsked)]) -> Response:
    typed, after = " ".join(asked.q[:_LONGEST].split()), asked.after
    kept = {"q": typed} if typed else {}
    found = queries.products(db, language=language, q=typed, after=after or None, limit=PIECE) if typed else queries.Page([])
    context: dict[str, Any] = {
        "q": typed,
        "cards": found.read(),
        "more": more(request, PATH, kept, found.next, asked.part),
        "after": after,
    }
    piece = wants_piece(request)
    if piece == "more":
        return screen(request, "kiosk/_pieces.html", PATH, kept, **context)
    offered = suggestions(db, typed, language=language, limit=_OFFERED) if typed else []
    context |= {
        "corrected": found.corrected,
        "suggestions": [(_ICONS[one.kind], one, _leads_to(request, one)) for one in offered],
        "nearest": [],
        "kinds": [],
    }
    if not context["cards"]:
        context["nearest"] = queries.products(db, language=language, sort=queries.Sort.NEWEST, limit=8).read()
        context["kinds"] = categories(request, db, frame, language, queries.facets(db, language=language))
    template = "kiosk/_found.html" if piece else "kiosk/search.html"
    return screen(request, template, PATH, kept, up=href(request, HOME), **context)


def _leads_to(request: Request, one: Suggestion) -> str:
    if one.kind == "category":
        return href(request, LIST, category=one.key)
    return href(request, f"/kiosk/{'p' if one.kind == 'product' else 'm'}/{one.key}")
