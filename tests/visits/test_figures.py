"""What the counts come to: weeks, comparisons, products, and what nobody looked at."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.visits import figures
from app.visits.figures import Scope
from app.visits.models import NOTHING, Kind, Surface, VisitCount
from tests import factories

TODAY = date(2026, 11, 25)
"""A Wednesday."""
MAKER, CAKE, BUN = (factories.an_id(name) for name in ("maker", "cake", "bun"))


def happened(db: Session, times: int = 1, *, ago: int = 0, of: UUID = CAKE, kind: Kind = Kind.OPENED, **facts: Any) -> None:
    row: dict[str, Any] = {"enterprise_id": MAKER, "surface": Surface.WEB, "language": "id"} | facts
    db.add(VisitCount(day=TODAY - timedelta(days=ago), product_id=of, kind=kind, times=times, **row))
    db.flush()


def of_kind(db: Session, kind: Kind, scope: Scope) -> figures.Series:
    return next(found for found in figures.series(db, scope, TODAY) if found.kind == kind)


def test_weeks_begin_on_monday_and_the_last_one_is_that_of_today(db: Session) -> None:
    happened(db, 2, ago=0)
    happened(db, 3, ago=2, surface=Surface.KIOSK)  # Monday
    happened(db, 5, ago=3)  # Sunday before

    weeks = of_kind(db, Kind.OPENED, Scope(MAKER)).weeks
    assert len(weeks) == 12
    assert weeks[-1] == (date(2026, 11, 23), 2, 3)
    assert weeks[-2] == (date(2026, 11, 16), 5, 0)
    assert weeks[0].begins == figures.first_day(TODAY)


def test_what_is_older_than_the_charts_is_left_out(db: Session) -> None:
    happened(db, 7, ago=(TODAY - figures.first_day(TODAY)).days + 1)
    assert of_kind(db, Kind.OPENED, Scope(MAKER)).total == 0


def test_four_weeks_are_compared_with_the_four_before(db: Session) -> None:
    for ago, times in {0: 1, 27: 2, 28: 4, 55: 8, 56: 16}.items():
        happened(db, times, ago=ago)
    found = of_kind(db, Kind.OPENED, Scope(MAKER))
    assert (found.lately, found.before) == (1 + 2, 4 + 8)


@pytest.mark.parametrize(("scope", "total"), [(Scope(), 15), (Scope(MAKER), 7), (Scope(MAKER, CAKE), 3), (Scope(BUN), 8)])
def test_a_scope_counts_only_its_own(db: Session, scope: Scope, total: int) -> None:
    happened(db, 1)
    happened(db, 2, language="en")
    happened(db, 4, of=NOTHING)
    happened(db, 8, enterprise_id=BUN, of=BUN)
    assert of_kind(db, Kind.OPENED, scope).total == total


def test_a_kind_that_only_kiosks_know_does_not_disturb_the_charts(db: Session) -> None:
    db.add(VisitCount(enterprise_id=MAKER, day=TODAY, product_id=CAKE, kind="located", surface="kiosk", language="id", times=3))
    assert sum(found.total for found in figures.series(db, Scope(), TODAY)) == 0
    assert figures.totals(db, Scope(MAKER), TODAY) == {}


def test_totals_and_small_charts_of_each_product(db: Session) -> None:
    happened(db, 2)
    happened(db, 3, ago=7)
    happened(db, 9, of=BUN, kind=Kind.SEEN)

    assert figures.totals(db, Scope(MAKER), figures.first_day(TODAY)) == {CAKE: Counter({Kind.OPENED: 5}), BUN: Counter({Kind.SEEN: 9})}
    assert figures.sparks(db, [CAKE, BUN], Kind.OPENED, TODAY) == {CAKE: [0] * 10 + [3, 2], BUN: [0] * 12}


def test_what_is_on_show_and_nobody_saw_is_named(db: Session) -> None:
    factories.a_frame(db)
    maker = factories.an_enterprise(db)
    cake, bun = factories.a_product(db, maker), factories.a_product(db, maker, "Panada")
    happened(db, of=cake.id, kind=Kind.SEEN, enterprise_id=maker.id)
    happened(db, of=bun.id, kind=Kind.SEEN, enterprise_id=maker.id, ago=100)

    assert [product.id for product in figures.unseen(db, figures.first_day(TODAY))] == [bun.id]


def test_rows_of_a_file_are_weeks_by_product_and_surface(db: Session) -> None:
    happened(db, 2)
    happened(db, 1, ago=1)
    happened(db, 4, kind=Kind.SEEN, surface=Surface.KIOSK)
    monday = date(2026, 11, 23)
    assert list(figures.rows(db, Scope(MAKER), TODAY)) == [
        (monday, MAKER, CAKE, Surface.KIOSK, Counter({Kind.SEEN: 4})),
        (monday, MAKER, CAKE, Surface.WEB, Counter({Kind.OPENED: 3})),
    ]
