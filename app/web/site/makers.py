"""The makers: all of them, and the page of each with its story, its papers and its products."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response

from app.catalogue import documents, queries
from app.catalogue.reference import Reference
from app.web import structured
from app.web.asking import Query, asking
from app.web.deps import Db, Frame, Language
from app.web.language import translations
from app.web.pages import link, page, public_address, wants_piece
from app.web.reading import ReadingRoute
from app.web.site.codes import code
from app.web.site.contacts import shares, ways
from app.web.site.questions import offered
from app.web.squares import MARK

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
_ON_ONE_PAGE = 12


class MakersAsked(Query):
    """Words of a maker's name, place or story, an area, and the cursor behind which the list goes on."""

    q: str = ""
    area: str = ""
    after: str = ""


@router.get("/makers")
def makers(request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[MakersAsked, asking(MakersAsked)]) -> Response:
    question, area, after = " ".join(asked.q[:200].split()), asked.area, asked.after
    found = queries.enterprises(db, language=language, area=area or None, q=question, after=after or None)
    cards, site = found.read(), public_address(request)
    following = link("/makers", language=language, first="", q=question, area=area, after=found.next) if found.next else ""
    if wants_piece(request) == "more":
        return page(request, "site/_maker_cards.html", cards=cards, next=following, after=after)
    words = translations(language)
    narrowed = tuple((name, value) for name, value in (("q", question), ("area", area)) if value)
    head = structured.head(
        structured.Place(site, "/makers", narrowed),
        language,
        frame.centre.languages,
        title=words.gettext("Makers"),
        description=words.gettext("The people behind the products: who they are, where they work and how to reach them."),
        site=frame.name(frame.centre, language),
        picture=next((card["picture"] for card in cards if card["picture"]), None),
        hidden=bool(question or area or after),
        data=[structured.item_list(site, "/makers", cards)] if cards else [],
    )
    context: dict[str, Any] = {"cards": cards, "next": following, "after": after, "q": question, "area": area, "corrected": found.corrected}
    return page(request, "site/makers.html", head=head, areas=_areas(frame, language, queries.facets(db, language=language)), **context)


@router.get("/makers/{ident}")
def maker(request: Request, db: Db, frame: Frame, language: Language, ident: str) -> Response:
    shown = queries.enterprise(db, ident)
    document = documents.enterprise(db, frame, shown, language)
    filters = queries.Filters(enterprise=shown.enterprise.id)
    cards = queries.products(db, language=language, filters=filters, limit=_ON_ONE_PAGE).read()
    site = public_address(request)
    place = structured.Place(site, f"/makers/{document['slug']}")
    where = f"{document['name']}, {document['place'] or document['area']['name']}"
    head = structured.head(
        place,
        language,
        frame.centre.languages,
        title=document["name"],
        description=document["tagline"] or (document["story"] or {"text": where})["text"],
        site=frame.name(frame.centre, language),
        kind="profile",
        picture=document["picture"] or next((card["picture"] for card in cards if card["picture"]), None),
        data=[structured.enterprise(site, document)],
    )
    hello = translations(language).gettext("Hello, I found you at {centre}: {address}")
    context: dict[str, Any] = {
        "head": head,
        "maker": document,
        "cards": cards,
        "total": queries.facets(db, language=language, filters=filters).total,
        "ways": ways(document, hello.format(centre=head.site, address=place.address())),
        "asks": f"{place.path}/question" if offered(db, frame, shown) else "",
        "shares": shares(document["name"], place.address(language)),
        "code_href": f"{place.path}/code.svg",
    }
    return page(request, "site/maker.html", **context)


@router.get("/makers/{ident}/code.svg")
def maker_code(request: Request, db: Db, ident: str) -> Response:
    return code(f"{public_address(request)}/makers/{queries.enterprise(db, ident).enterprise.slug}{MARK}")


def _areas(frame: Reference, language: str, facets: queries.Facets) -> list[dict[str, str]]:
    """Countries and their first level that something comes from, for a quick narrowing."""
    keys = [k for k in facets.areas if len(frame.area_path(k)) <= 2]
    inside_one = {k for k in keys if frame.areas[k].parent_key is None and sum(frame.areas[c].parent_key == k for c in keys) == 1}
    keys = sorted((k for k in keys if k not in inside_one), key=lambda k: -facets.areas[k])
    return [{"key": k, "name": frame.name(frame.areas[k], language)} for k in keys[:8]]
