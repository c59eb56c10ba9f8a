"""Lists of products by kind, place and maker. They grow while one scrolls, up to a bound; then the next page begins."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import Field
from sqlmodel import Session

from app.catalogue import queries
from app.catalogue.listing import Card
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language
from app.web.kiosk.narrowing import PATH, Choices, Narrowing
from app.web.kiosk.screens import HOME, href, screen
from app.web.pages import moved_to, wants_piece
from app.web.reading import ReadingRoute

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
PIECE: Final = 24
PIECES: Final = 3
"""So many pieces grow on one page: more would make an old board slow, and nobody finds anything in it."""


class Further(Query):
    """Where in a list one is: behind the cursor `after`, at the piece `part` of the page."""

    after: str = ""
    part: Annotated[int, Field(ge=1, le=PIECES)] = 1


class BrowseAsked(Choices, Further):
    """A list of the kiosk, and the place in it."""


@router.get(PATH)
def browse(request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[BrowseAsked, asking(BrowseAsked)]) -> Response:
    chosen, after = asked, asked.after
    if moved := frame.merged.get(chosen.category):
        return moved_to(Narrowing(frame, language, chosen).href(category=moved))
    maker = queries.enterprise(db, chosen.maker) if chosen.maker else None
    narrowing = Narrowing(frame, language, chosen, maker.enterprise.id if maker else None)
    filters = narrowing.filters
    found = queries.products(db, language=language, filters=filters, sort=chosen.order(), after=after or None, limit=PIECE)
    context: dict[str, Any] = {
        "cards": found.read(),
        "more": more(request, PATH, chosen.kept(), found.next, asked.part),
        "chosen": chosen,
        "after": after,
    }
    if wants_piece(request):
        return screen(request, "kiosk/_pieces.html", PATH, chosen.kept(), **context)
    facets = queries.facets(db, language=language, filters=filters)
    context |= {
        "heading": narrowing.heading(maker.maker.name if maker else ""),
        "maker": maker.maker if maker else None,
        "total": facets.total,
        "quick": narrowing.quick(facets),
        "kinds": narrowing.kinds(facets),
        "places": narrowing.places(facets),
        "named": _named(narrowing, maker.maker.name if maker else ""),
        "nearest": _nearest(db, language, context["cards"]),
    }
    kept = chosen.kept() | ({"after": after} if after else {})
    return screen(request, "kiosk/browse.html", PATH, kept, up=_up(request, narrowing), **context)


def more(request: Request, path: str, kept: dict[str, str], after: str | None, part: int) -> dict[str, str] | None:
    """Where the list goes on: `page`, a page of its own, and `piece`, by which this page may still grow; None at the end."""
    if not after:
        return None
    grown = href(request, path, **kept, after=after, part=part + 1) if part < PIECES else ""
    return {"page": href(request, path, **kept, after=after), "piece": grown}


def _up(request: Request, narrowing: Narrowing) -> str:
    """One level out of the tree of kinds, else home."""
    path = narrowing.frame.category_path(narrowing.chosen.category)
    if len(path) > 1:
        return href(request, PATH, **narrowing.chosen.kept(category=path[-2].key))
    return href(request, HOME)


def _named(narrowing: Narrowing, maker: str) -> list[dict[str, Any]]:
    """What is chosen, in words, each with the address that takes it away."""
    frame, chosen, language = narrowing.frame, narrowing.chosen, narrowing.language
    names = {
        "category": frame.name(frame.categories[chosen.category], language) if chosen.category else "",
        "area": frame.name(frame.areas[chosen.area], language) if chosen.area else "",
        "maker": maker,
    }
    return [{"field": field, "name": name, "href": narrowing.href(**{field: ""})} for field, name in names.items() if name]


def _nearest(db: Session, language: str, cards: list[Card]) -> list[Card]:
    return [] if cards else queries.products(db, language=language, sort=queries.Sort.NEWEST, limit=4).read()
