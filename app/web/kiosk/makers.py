"""Who made it: the makers as a list, and one maker with the story, the place and the products."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response

from app.catalogue import documents, queries
from app.web.asking import asking
from app.web.deps import Db, Frame, Language
from app.web.kiosk.browse import PIECE, Further, more
from app.web.kiosk.narrowing import PATH as LIST
from app.web.kiosk.screens import HOME, href, phone_address, screen, square_code
from app.web.language import translations
from app.web.pages import wants_piece
from app.web.reading import ReadingRoute
from app.web.squares import MARK

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
PATH: Final = "/kiosk/makers"
_SHELF: Final = 8


@router.get(PATH)
def makers(request: Request, db: Db, language: Language, asked: Annotated[Further, asking(Further)]) -> Response:
    after = asked.after
    found = queries.enterprises(db, language=language, after=after or None, limit=PIECE)
    context: dict[str, Any] = {
        "makers": found.read(),
        "more": more(request, PATH, {}, found.next, asked.part),
        "after": after,
    }
    template = "kiosk/_maker_pieces.html" if wants_piece(request) else "kiosk/makers.html"
    return screen(request, template, PATH, {"after": after} if after else {}, up=href(request, HOME), **context)


@router.get("/kiosk/m/{ident}")
def maker(request: Request, db: Db, frame: Frame, language: Language, ident: str) -> Response:
    shown = queries.enterprise(db, ident)
    document = documents.enterprise(db, frame, shown, language)
    mine = queries.Filters(enterprise=shown.enterprise.id)
    address = phone_address(request, "makers", document["slug"], document["id"])
    context: dict[str, Any] = {
        "maker": document,
        "code": square_code(address + MARK, translations(language).gettext("Code that opens this page on a phone")),
        "phone": address,
        "cards": queries.products(db, language=language, filters=mine, limit=_SHELF).read(),
        "total": queries.facets(db, language=language, filters=mine).total,
        "all": href(request, LIST, maker=document["slug"]),
    }
    return screen(request, "kiosk/maker.html", f"/kiosk/m/{document['slug']}", up=href(request, PATH), **context)
