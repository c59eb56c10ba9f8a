"""Home, with its three ways in and the search; and where things come from, on the map and as a list."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.catalogue import queries
from app.catalogue.listing import Card
from app.catalogue.queries import counts
from app.catalogue.reference import Reference
from app.web import maps
from app.web.deps import Db, Frame, Language
from app.web.kiosk.attract import window
from app.web.kiosk.screens import HOME, START, href, screen
from app.web.language import translations
from app.web.reading import ReadingRoute

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)
_PLACES: Final = "/kiosk/places"


@router.get(HOME)
def home(request: Request, db: Db, frame: Frame, language: Language) -> Response:
    facets = queries.facets(db, language=language)
    kinds = categories(request, db, frame, language, facets)
    newest = queries.products(db, language=language, sort=queries.Sort.NEWEST, limit=1).read()
    context: dict[str, Any] = {
        "kinds": kinds,
        "totals": counts.totals(db),
        "makers": _makers(db, language),
        "heroes": _heroes(db, language, {kind["picture"]["id"] for kind in kinds if kind["picture"]}),
        "latest": newest[0]["added_at"] if newest else None,
        "countries": countries(request, frame, language, facets),
        "region_map": maps.drawn("region", {}),
    }
    return screen(request, "kiosk/home.html", HOME, up=href(request, START), **context)


@router.get(_PLACES)
def places(request: Request, db: Db, frame: Frame, language: Language) -> Response:
    facets = queries.facets(db, language=language)
    found = countries(request, frame, language, facets)
    # The drawing of one's own region names areas without the country.
    near = {area["key"].split("-", 1)[1]: area for area in found[0]["areas"]} if found else {}
    context: dict[str, Any] = {
        "countries": found,
        "own_map": maps.drawn(frame.centre.key, _marks(language, near)),
        "region_map": maps.drawn("region", _marks(language, {country["key"]: country for country in found})),
    }
    return screen(request, "kiosk/places.html", _PLACES, up=href(request, HOME), **context)


def categories(request: Request, db: Session, frame: Reference, language: str, facets: queries.Facets) -> list[dict[str, Any]]:
    """The first level of the tree, as far as something is there, each with the picture of one of its products."""
    roots = [c for c in frame.categories.values() if c.parent_key is None and facets.categories.get(c.key)]
    return [
        {
            "key": root.key,
            "name": frame.name(root, language),
            "total": facets.categories[root.key],
            "href": href(request, "/kiosk/browse", category=root.key),
            "picture": _picture(db, language, root.key),
        }
        for root in roots
    ]


def countries(request: Request, frame: Reference, language: str, facets: queries.Facets) -> list[dict[str, Any]]:
    """Countries and, below each, the places that something comes from; the centre's own country first, then the most."""
    own = frame.centre.area.split("-")[0]
    keys = sorted((k for k in facets.areas if frame.areas[k].parent_key is None), key=lambda k: (k != own, -facets.areas[k]))
    return [_area(request, frame, language, facets, key) | {"areas": _below(request, frame, language, facets, key)} for key in keys]


def _marks(language: str, areas: dict[str, dict[str, Any]]) -> dict[str, maps.Mark]:
    def said(area: dict[str, Any]) -> str:
        sentence = translations(language).ngettext("{place}: {count} product", "{place}: {count} products", area["total"])
        return sentence.format(place=area["name"], count=area["total"])

    return {key: maps.Mark(area["href"], area["name"], said(area)) for key, area in areas.items()}


def _below(request: Request, frame: Reference, language: str, facets: queries.Facets, country: str) -> list[dict[str, Any]]:
    """The finest areas of a country that are known, most first."""
    inside = [key for key in frame.areas_within(country) if key != country and key in facets.areas]
    parents = {frame.areas[key].parent_key for key in inside}
    found = [_area(request, frame, language, facets, key) for key in inside if key not in parents]
    return sorted(found, key=lambda area: (-area["total"], area["name"]))[:24]


def _area(request: Request, frame: Reference, language: str, facets: queries.Facets, key: str) -> dict[str, Any]:
    name = frame.name(frame.areas[key], language)
    return {"key": key, "name": name, "total": facets.areas[key], "href": href(request, "/kiosk/browse", area=key)}


def _picture(db: Session, language: str, category: str) -> dict[str, Any] | None:
    """A featured product's picture if there is one, else the first that has any."""
    for featured in (True, None):
        cards = queries.products(db, language=language, filters=queries.Filters(category=category, featured=featured), limit=12).read()
        for card in cards:
            if card["picture"]:
                picture: dict[str, Any] = card["picture"]
                return picture
    return None


def _heroes(db: Session, language: str, used: set[str]) -> list[Card]:
    """Three of the window's products, of different kinds; those whose pictures are on this screen already only when there are no others."""
    heroes: dict[str, Card] = {}
    for card in sorted(window(db, language), key=lambda card: card["picture"]["id"] in used):
        heroes.setdefault(card["category"]["key"], card)
    return list(heroes.values())[:3]


def _makers(db: Session, language: str) -> list[Card]:
    cards = queries.enterprises(db, language=language, limit=24).read()
    return sorted(cards, key=lambda card: card["picture"] is None)[:3]
