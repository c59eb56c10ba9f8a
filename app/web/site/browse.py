"""The list of products: search, filters, order, and page after page of it."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response

from app.catalogue import queries
from app.catalogue.reference import Reference
from app.web import structured
from app.web.asking import asking
from app.web.deps import Db, Frame, Language
from app.web.language import translations
from app.web.pages import moved_to, page, public_address, wants_piece
from app.web.reading import ReadingRoute
from app.web.site.narrowing import PATH, Choices, Narrowing

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
_PIECES = {"more": "site/_cards.html", "browse": "site/_browse_piece.html"}


class BrowseAsked(Choices):
    """A list of the website, and the cursor behind which it goes on."""

    after: str = ""


@router.get(PATH)
def browse(request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[BrowseAsked, asking(BrowseAsked)]) -> Response:
    chosen, after = asked, asked.after
    if moved := frame.merged.get(chosen.category):  # a category that the centre merged; links and bookmarks last longer
        return moved_to(chosen.href(language, category=moved))
    narrowing = Narrowing(frame, language, chosen)
    filters = narrowing.filters
    found = queries.products(db, language=language, filters=filters, sort=narrowing.sort, q=chosen.q, after=after or None)
    more = f"{chosen.href(language)}&after={found.next}" if found.next else ""
    context: dict[str, Any] = {"cards": found.read(), "next": more, "after": after}
    piece = wants_piece(request)
    if piece == "more":
        return page(request, _PIECES[piece], **context)
    maker = queries.enterprise(db, chosen.enterprise).maker.name if chosen.enterprise else ""
    facets = queries.facets(db, language=language, filters=filters, q=chosen.q)
    heading = _heading(narrowing, maker)
    context |= {
        "heading": heading,
        "facets": facets,
        "groups": narrowing.groups(facets),
        "chips": narrowing.chips(maker),
        "sorts": narrowing.sorts(),
        "cleared": Choices(q=chosen.q).href(language),
        "corrected": found.corrected,
        "price_problem": narrowing.price_problem,
        "chosen": chosen,
        "q": chosen.q,
        "head": _head(request, frame, narrowing, heading, context["cards"], after),
    }
    return page(request, _PIECES.get(piece, "site/browse.html"), **context)


def _heading(narrowing: Narrowing, maker: str) -> str:
    """What the list is of, as a title: its category, else its maker, else its place, else all products."""
    chosen, frame, language = narrowing.chosen, narrowing.frame, narrowing.language
    if chosen.category:
        return frame.name(frame.categories[chosen.category], language)
    if maker:
        return maker
    if chosen.area:
        return frame.name(frame.areas[chosen.area], language)
    return translations(language).gettext("Products")


def _head(
    request: Request, frame: Reference, narrowing: Narrowing, heading: str, cards: list[dict[str, Any]], after: str
) -> structured.Head:
    site, chosen, language = public_address(request), narrowing.chosen, narrowing.language
    # A category or a place is worth a page of its own to a search engine; every mixture of filters is not.
    plain = len(chosen.pairs()) <= 1 and not (chosen.q or chosen.price_min or chosen.price_max or chosen.sort or after)
    words = translations(language).gettext("{heading}: made by small enterprises, with the maker's name and place. {names}")
    return structured.head(
        structured.Place(site, PATH, tuple(chosen.pairs())),
        language,
        frame.centre.languages,
        title=f"{chosen.q} · {heading}" if chosen.q else heading,
        description=words.format(heading=heading, names=", ".join(card["name"] for card in cards[:6])),
        site=frame.name(frame.centre, language),
        picture=next((card["picture"] for card in cards if card["picture"]), None),
        hidden=not plain,
        data=[structured.item_list(site, "/p", cards)] if cards else [],
    )
