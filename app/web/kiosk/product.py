"""One product: its pictures, its label, its papers, its maker, and the code that takes it home on a phone."""

from fastapi import APIRouter, Request, Response

from app.catalogue import documents, queries
from app.web.deps import Db, Frame, Language
from app.web.kiosk.narrowing import PATH as LIST
from app.web.kiosk.screens import href, phone_address, screen, square_code
from app.web.language import translations
from app.web.reading import ReadingRoute
from app.web.squares import MARK

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)


@router.get("/kiosk/p/{ident}")
def product(request: Request, db: Db, frame: Frame, language: Language, ident: str) -> Response:
    shown = queries.product(db, ident)
    document = documents.product(db, frame, shown, language)
    address = phone_address(request, "p", document["slug"], document["id"])
    siblings = queries.products(db, language=language, filters=queries.Filters(enterprise=shown.enterprise.id), limit=9).read()
    context = {
        "product": document,
        "maker": document["enterprise"],
        "code": square_code(address + MARK, translations(language).gettext("Code that opens this page on a phone")),
        "phone": address,
        "alike": queries.more_like(db, shown, language=language, limit=8),
        "siblings": [card for card in siblings if card["id"] != document["id"]][:8],
    }
    up = href(request, LIST, category=document["category"]["key"])
    return screen(request, "kiosk/product.html", f"/kiosk/p/{document['slug']}", up=up, **context)
