"""Search by typing on the screen: suggestions while one types, what was heard when it was misspelled, and never an empty hand."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from app.catalogue import queries
from app.web.deps import Db, Frame, Language
from app.web.kiosk.browse import PIECE, PIECES, more
from app.web.kiosk.home import categories
from app.web.kiosk.screens import HOME, href, screen
from app.web.pages import wants_piece

router = APIRouter()
PATH: Final = "/kiosk/search"
_LONGEST: Final = 80


@router.get(PATH)
def search(
    request: Request,
    db: Db,
    frame: Frame,
    language: Language,
    q: str = "",
    after: str = "",
    part: Annotated[int, Query(ge=1, le=PIECES)] = 1,
) -> Response:
    typed = " ".join(q[:_LONGEST].split())
    kept = {"q": typed} if typed else {}
    found = queries.products(db, language=language, q=typed, after=after or None, limit=PIECE) if typed else queries.Page([])
    context: dict[str, Any] = {
        "q": typed,
        "cards": found.read(),
        "more": more(request, PATH, kept, found.next, part),
        "after": after,
    }
    piece = wants_piece(request)
    if piece == "more":
        return screen(request, "kiosk/_pieces.html", PATH, kept, **context)
    facets = queries.facets(db, language=language)
    context |= {
        "corrected": found.corrected,
        "suggestions": [],
        "nearest": [] if context["cards"] else queries.products(db, language=language, sort=queries.Sort.NEWEST, limit=8).read(),
        "kinds": [] if context["cards"] else categories(request, db, frame, language, facets),
    }
    template = "kiosk/_found.html" if piece else "kiosk/search.html"
    return screen(request, template, PATH, kept, up=href(request, HOME), **context)
