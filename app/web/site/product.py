"""The page of a product: what a visitor opens from the kiosk's code, what is sent on, and what is printed."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.catalogue import documents, queries
from app.web import structured
from app.web.deps import Db, Frame, Language
from app.web.language import translations
from app.web.pages import link, page, public_address
from app.web.reading import ReadingRoute
from app.web.site.codes import code
from app.web.site.contacts import shares, ways
from app.web.site.questions import offered
from app.web.squares import MARK

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)


@router.get("/p/{ident}")
def product(request: Request, db: Db, frame: Frame, language: Language, ident: str) -> Response:
    shown = queries.product(db, ident)
    document = documents.product(db, frame, shown, language)
    site, name = public_address(request), document["name"]
    place = structured.Place(site, f"/p/{document['slug']}")
    path = [(link("/products", language=language, first="", category=step["key"]), step["name"]) for step in document["category_path"]]
    head = structured.head(
        place,
        language,
        frame.centre.languages,
        title=name,
        description=_described(document),
        site=frame.name(frame.centre, language),
        kind="product",
        picture=document["picture"],
        data=[structured.product(site, document), structured.pathway([(f"{site}{address}", words) for address, words in path])],
    )
    hello = translations(language).gettext("Hello, I am asking about “{product}”: {address}").format(product=name, address=place.address())
    context: dict[str, Any] = {
        "head": head,
        "product": document,
        "steps": path,
        "ways": ways(document["enterprise"], hello),
        "asks": f"{place.path}/question" if offered(db, frame, shown) else "",
        "shares": shares(name, place.address(language)),
        "alike": queries.more_like(db, shown, language=language, limit=4),
        "code_href": f"{place.path}/code.svg",
    }
    return page(request, "site/product.html", **context)


@router.get("/p/{ident}/code.svg")
def product_code(request: Request, db: Db, ident: str) -> Response:
    shown = queries.product(db, ident)
    return code(f"{public_address(request)}/p/{shown.product.slug}{MARK}" if shown.product else "")


def _described(document: dict[str, Any]) -> str:
    """One line for those who see only a link: the summary, then maker and place."""
    origin = f"{document['enterprise']['name']}, {document['origin']['name']}"
    return f"{document['summary']} {origin}" if document["summary"] else f"{document['name']}. {origin}"
