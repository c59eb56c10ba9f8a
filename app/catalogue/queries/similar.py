"""What else a visitor of a product may like."""

from collections import Counter

from sqlmodel import Session

from app.catalogue import listing
from app.catalogue.queries.filters import Filters
from app.catalogue.queries.products import products
from app.catalogue.queries.shown import Shown
from app.catalogue.reference import reference


def more_like(session: Session, shown: Shown, *, language: str, limit: int = 8) -> list[listing.Card]:
    """Other products of the same category, then of its parent; one of each maker first would be fair, so makers alternate."""
    frame = reference(session)
    assert shown.product is not None  # noqa: S101  asked for a product
    path = frame.category_path(shown.product.category)
    cards: dict[str, listing.Card] = {}
    for node in reversed(path):
        for card in products(session, language=language, filters=Filters(category=node.key), limit=limit * 4).read():
            if card["id"] != str(shown.product.id) and card["enterprise"]["id"] != str(shown.enterprise.id):
                cards.setdefault(card["id"], card)
        if len(cards) >= limit:
            break
    return _alternating(list(cards.values()))[:limit]


def _alternating(cards: list[listing.Card]) -> list[listing.Card]:
    turn: Counter[str] = Counter()
    keyed = []
    for n, card in enumerate(cards):
        turn[card["enterprise"]["id"]] += 1
        keyed.append((turn[card["enterprise"]["id"]], n, card))
    return [card for _turn, _n, card in sorted(keyed, key=lambda entry: entry[:2])]
