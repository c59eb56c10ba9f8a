"""What is on show and incomplete is counted, and each count opens its rows."""

import pytest
from sqlmodel import Session

from app.catalogue.content import Measure
from app.errors import NotFound
from app.review import incomplete
from tests.factories import a_frame, a_picture, a_product, an_enterprise


@pytest.fixture
def shown(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    everywhere = {"id": "Dodol", "en": "Dodol", "ms": "Dodol", "fil": "Dodol"}
    size = Measure(amount=250, unit="g")
    a_product(db, maker, "Dodol", name=everywhere, pictures=[a_picture(db)], description={"id": "Manis."}, net=size)
    a_product(db, maker, "Bagea", price=None)


@pytest.mark.usefixtures("shown")
def test_counts_open_exactly_their_rows(db: Session) -> None:
    counts = incomplete.counts(db)
    assert counts == {
        "picture": 1,
        "description": 1,
        "price": 1,
        "net": 1,
        "language.id": 0,
        "language.en": 1,
        "language.ms": 1,
        "language.fil": 1,
    }
    for key, count in counts.items():
        rows = incomplete.rows(db, key, "en")
        assert [row.name for row in rows] == ["Bagea"] * count
        assert all(row.enterprise == "Dapur Tumou Tou" for row in rows)


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("key", ["", "x", "language", "language.zz"])
def test_what_nobody_counts_is_not_found(db: Session, key: str) -> None:
    with pytest.raises(NotFound):
        incomplete.rows(db, key, "en")
