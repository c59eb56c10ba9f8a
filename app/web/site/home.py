"""The first page: the lit window, what is here, what is new, who made it and where it comes from."""

import hashlib
from collections import Counter
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.catalogue import documents, queries
from app.catalogue.listing import Card
from app.catalogue.queries import counts
from app.catalogue.reference import Reference
from app.web import maps, structured
from app.web.deps import Db, Frame, Language
from app.web.pages import link, page, public_address
from app.web.reading import ReadingRoute

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)


@router.get("/")
def home(request: Request, db: Db, frame: Frame, language: Language) -> Response:
    site, facets = public_address(request), queries.facets(db, language=language)
    centre = documents.centre(frame, frame.centre, language)
    newest = queries.products(db, language=language, sort=queries.Sort.NEWEST, limit=48).read()
    shown = _window(db, language, newest)
    head = structured.head(
        structured.Place(site, "/"),
        language,
        frame.centre.languages,
        title=centre["name"],
        description=(centre["about"] or centre["tagline"] or {"text": centre["name"]})["text"],
        site=centre["name"],
        picture=shown[0]["picture"] if shown else None,
        data=[structured.centre(site, centre), structured.website(site, centre["name"], frame.centre.languages)],
    )
    context: dict[str, Any] = {
        "head": head,
        "centre": centre,
        "tagline": frame.words(frame.centre.tagline, language),
        "facets": facets,
        "totals": counts.totals(db),
        "place_total": places(frame, facets),
        "shown": shown,
        "categories": _categories(db, frame, language, facets),
        "newest": _taking_turns([card for card in newest if card["id"] not in {c["id"] for c in shown}])[:8],
        "makers": _makers(db, language, request.state.view.day),
        "countries": countries(frame, language, facets),
        "map": maps.drawn("region", _marks(frame, language, facets), named=False),
    }
    return page(request, "site/home.html", **context)


def places(frame: Reference, facets: queries.Facets) -> int:
    """How many areas something comes from, each counted at the level at which it is known."""
    below = [sum(facets.areas.get(a.key, 0) for a in frame.areas.values() if a.parent_key == key) for key in facets.areas]
    return sum(total > inside for total, inside in zip(facets.areas.values(), below, strict=True))


def countries(frame: Reference, language: str, facets: queries.Facets) -> list[dict[str, Any]]:
    """Countries, most first, each with its places that something comes from."""
    found = []
    for key in sorted((k for k in facets.areas if frame.areas[k].parent_key is None), key=lambda k: -facets.areas[k]):
        inside = [a for a in frame.areas_within(key) if a != key and a in facets.areas]
        ends = [a for a in inside if not any(frame.areas[b].parent_key == a for b in inside)]
        named: list[dict[str, Any]] = [{"key": a, "name": frame.name(frame.areas[a], language), "total": facets.areas[a]} for a in ends]
        named.sort(key=lambda area: (-area["total"], area["name"]))
        found.append({"key": key, "name": frame.name(frame.areas[key], language), "total": facets.areas[key], "areas": named[:24]})
    return found


def _marks(frame: Reference, language: str, facets: queries.Facets) -> dict[str, maps.Mark]:
    """The areas that something comes from; a whole country has no shape of its own, so it would light up what is empty."""
    marks = {}
    for area in (frame.areas[key] for key in facets.areas if frame.areas[key].parent_key):
        name = frame.name(area, language)
        href = link("/products", language=language, first="", area=area.key)
        marks[area.key] = maps.Mark(href, name, f"{name} · {facets.areas[area.key]}")
    return marks


def _window(db: Session, language: str, newest: list[Card]) -> list[Card]:
    """Five that stand in the window: those the centre features, then what is new; what has a picture goes first."""
    featured = queries.products(db, language=language, filters=queries.Filters(featured=True), sort=queries.Sort.NEWEST, limit=12).read()
    cards = {card["id"]: card for card in (*featured, *newest)}
    return sorted(cards.values(), key=lambda card: not card["picture"])[:5]


def _taking_turns(cards: list[Card]) -> list[Card]:
    """The same cards, the first of every maker before the second of any."""
    turn: Counter[str] = Counter()
    turns = []
    for card in cards:
        turns.append(turn[card["enterprise"]["id"]])
        turn[card["enterprise"]["id"]] += 1
    return [card for _turn, card in sorted(zip(turns, cards, strict=True), key=lambda pair: pair[0])]


def _categories(db: Session, frame: Reference, language: str, facets: queries.Facets) -> list[dict[str, Any]]:
    """The roots of the tree that hold something, each with the picture of one of its products."""
    roots = [c for c in frame.categories.values() if c.parent_key is None and facets.categories.get(c.key)]
    return [
        {"key": c.key, "name": frame.name(c, language), "total": facets.categories[c.key], "picture": _picture_in(db, language, c.key)}
        for c in roots
    ]


def _picture_in(db: Session, language: str, category: str) -> Card | None:
    cards = queries.products(db, language=language, filters=queries.Filters(category=category), limit=12).read()
    featured_first = sorted(cards, key=lambda card: not card["featured"])
    return next((card["picture"] for card in featured_first if card["picture"]), None)


def _makers(db: Session, language: str, day: str) -> list[Card]:
    """Three makers, others every day, so that each has a turn; those who show a picture of themselves come first."""
    cards = queries.enterprises(db, language=language, limit=200).read()
    return sorted(cards, key=lambda card: (not card["picture"], hashlib.sha256(f"{day}{card['id']}".encode()).digest()))[:3]
