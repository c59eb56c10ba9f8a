"""Reads: pages that join without gap or double, filters that include what lies below, counts that agree with the lists."""

import base64
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count as numbers

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.catalogue import documents, publishing, queries
from app.catalogue.content import CertificateContent, Money
from app.catalogue.queries import BadCursor, BadFilter, Filters, Sort
from app.catalogue.queries.cursors import encoded, score
from app.catalogue.reference import reference
from app.catalogue.search import finding
from app.db import now
from tests.factories import a_frame, a_picture, a_product, an_enterprise


def a_hall(db: Session) -> None:
    """Two makers of two regencies with five products of three categories."""
    a_frame(db)
    city = an_enterprise(db, "Dapur Wenang", area="ID-7171")
    hills = an_enterprise(db, "Kebun Tomohon", area="ID-7173", certificates=[CertificateContent(scheme="halal-id", scope="premises")])
    guest = an_enterprise(db, "Kianggeh", centre="brunei-muara", area="BN-BM")
    tomorrow = now().date() + timedelta(days=2)
    a_product(db, city, "Klappertaart", category="bakery", certificates=[CertificateContent(scheme="halal-id", valid_to=tomorrow)])
    a_product(db, city, "Sambal roa", category="sauces", price=Money(amount=Decimal(40000), currency="IDR"))
    a_product(db, hills, "Kopi", category="coffee", featured=True, name={"id": "Kopi", "en": "Coffee"})
    a_product(db, hills, "Gula aren", category="sugar", price=None)
    a_product(db, guest, "Keropok", category="snacks", price=Money(amount=Decimal("3.50"), currency="BND"))


def names(db: Session, **asked: object) -> list[str]:
    language = str(asked.pop("language", "id"))
    return [card["name"] for card in queries.products(db, language=language, filters=Filters(**asked)).read()]  # type: ignore[arg-type]


@pytest.mark.parametrize("sort", [Sort.NAME, Sort.NEWEST])
def test_pages_join_without_gap_or_double(db: Session, sort: Sort) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    for n in range(23):
        a_product(db, maker, f"Produk {n % 7} {n}", name={"id": f"Produk {n % 7}"})
    whole = [c["id"] for c in queries.products(db, language="id", sort=sort, limit=100).read()]
    paged: list[str] = []
    after: str | None = None
    while True:
        page = queries.products(db, language="id", sort=sort, after=after, limit=5)
        paged += [c["id"] for c in page.read()]
        if page.next is None:
            break
        after = page.next
    assert paged == whole
    assert len(set(paged)) == 23


def paged(db: Session, q: str, *, limit: int, between: Callable[[int], object] = lambda _page: None, **asked: object) -> list[str]:
    """The names of all pages of a search, one behind the other; `between` happens behind each page."""
    found: list[str] = []
    after: str | None = None
    for n in numbers():
        page = queries.products(db, language="id", q=q, after=after, limit=limit, filters=Filters(**asked))  # type: ignore[arg-type]
        found += [card["name"] for card in page.read()]
        if page.next is None:
            return found
        after = page.next
        between(n)
    raise AssertionError


def test_pages_by_relevance_join_without_gap_or_double(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    for n in range(23):
        a_product(db, maker, f"Kopi {'bubuk ' * (n % 4)}{n}", category="coffee" if n % 3 else "sauces")
    whole = [card["name"] for card in queries.products(db, language="id", q="kopi", limit=100).read()]
    assert len(set(whole)) == 23
    assert paged(db, "kopi", limit=5) == whole
    coffee = [card["name"] for card in queries.products(db, language="id", q="kopi", filters=Filters(category="coffee"), limit=100).read()]
    assert paged(db, "kopi", limit=4, category="coffee") == coffee


def test_a_page_by_relevance_goes_on_where_the_last_one_ended_though_products_come_and_go(db: Session) -> None:
    a_frame(db)
    maker = an_enterprise(db)
    put = {f"Kopi {n:02d}": a_product(db, maker, f"Kopi {n:02d}") for n in range(12)}
    whole = [card["name"] for card in queries.products(db, language="id", q="kopi", limit=100).read()]

    def change(page: int) -> None:
        publishing.withdraw_product(db, put[whole[page]].id)  # one that was seen
        a_product(db, maker, f"Teh {page}", summary={"id": "Lebih baik dari kopi."})  # one that comes behind all

    assert paged(db, "kopi", limit=4, between=change)[:12] == whole


def test_pages_of_a_crowd_join_though_its_rows_were_written_again(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CROWD", 70)
    a_frame(db)
    maker = an_enterprise(db)
    put = [a_product(db, maker, f"Barang {n:03d}", description={"id": "Dari kelapa."}) for n in range(90)]
    for n in range(3):
        a_product(db, maker, f"Kelapa {n}")
    for content in put[:40]:  # PostgreSQL writes them to another place, so that they no longer come first
        publishing.put_product(db, content.model_copy(update={"description": {"id": "Dari kelapa muda."}}))
    found = paged(db, "kelapa", limit=7)
    assert found == [*(f"Kelapa {n}" for n in range(3)), *(f"Barang {n:03d}" for n in range(90))]


def test_a_category_and_an_area_include_everything_below_them(db: Session) -> None:
    a_hall(db)
    frame = reference(db)
    root = frame.category_path("bakery")[0].key
    assert "Klappertaart" in names(db, category=root)
    assert names(db, category="bakery") == ["Klappertaart"]
    assert names(db, area="ID") == ["Gula aren", "Klappertaart", "Kopi", "Sambal roa"]
    assert names(db, area="ID-SA") == names(db, area="ID")
    assert names(db, area="ID-7173") == ["Gula aren", "Kopi"]
    assert names(db, area="BN") == ["Keropok"]


def test_a_certificate_of_the_premises_covers_all_products_of_the_maker(db: Session) -> None:
    a_hall(db)
    assert names(db, certificate="halal") == ["Gula aren", "Klappertaart", "Kopi"]
    assert names(db, certificate="halal-my") == []


def test_prices_are_compared_in_one_currency_and_on_request_has_none(db: Session) -> None:
    a_hall(db)
    assert names(db, price_min=Decimal(25000), price_max=Decimal(30000)) == ["Klappertaart", "Kopi"]
    assert names(db, price_max=Decimal(10), currency="BND") == ["Keropok"]


def test_products_can_be_narrowed_to_those_written_in_a_language(db: Session) -> None:
    a_hall(db)
    assert names(db, language="en", enterprise=None) == ["Coffee", "Gula aren", "Keropok", "Klappertaart", "Sambal roa"]
    page = queries.products(db, language="en", filters=Filters(language="en"))
    assert [c["name"] for c in page.read()] == ["Coffee"]


def test_featured_products_are_those_the_centre_puts_in_front(db: Session) -> None:
    a_hall(db)
    assert names(db, featured=True) == ["Kopi"]


def test_counts_agree_with_the_lists_that_they_lead_to(db: Session) -> None:
    a_hall(db)
    counts = queries.facets(db, language="id")
    assert counts.total == 5
    for key, count in counts.categories.items():
        assert len(names(db, category=key)) == count
    for key, count in counts.areas.items():
        assert len(names(db, area=key)) == count
    for family, count in counts.certificates.items():
        assert len(names(db, certificate=family)) == count
    assert queries.facets(db, language="id", filters=Filters(area="BN")).certificates == {}


@pytest.mark.parametrize("q", ["", "kopi"])
@pytest.mark.parametrize("chosen", ["halal-id", "halal", "haccp", "halal-my"])
def test_under_a_certificate_each_one_counts_the_list_that_it_leads_to(db: Session, chosen: str, q: str) -> None:
    a_hall(db)
    mill = an_enterprise(db, "Kopi Mill", certificates=[CertificateContent(scheme="haccp", scope="premises")])
    a_product(db, mill, "Kopi bubuk", category="coffee")
    a_product(db, mill, "Kopi susu", category="coffee", certificates=[CertificateContent(scheme="halal-ph")])

    counts = queries.facets(db, language="id", filters=Filters(certificate=chosen, area="ID"), q=q)
    for key in {chosen, "halal", "food-safety"}:
        led_to = queries.products(db, language="id", filters=Filters(certificate=key, area="ID"), q=q).read()
        assert counts.certificates.get(key, 0) == len(led_to), key
    assert counts.total == counts.certificates.get(chosen, 0)


@pytest.mark.parametrize("filters", [{"category": "nope"}, {"area": "ID-NOPE"}, {"certificate": "nope"}])
def test_a_filter_of_something_unknown_is_an_error_not_an_empty_list(db: Session, filters: dict[str, str]) -> None:
    a_hall(db)
    with pytest.raises(BadFilter) as refusal:
        names(db, **filters)
    assert refusal.value.problems[0].found in filters.values()


def test_a_language_of_texts_must_look_like_one(db: Session) -> None:
    a_hall(db)
    for wrong in ("\x00", "EN", "e", "en; drop"):
        with pytest.raises(BadFilter):
            queries.products(db, language="id", filters=Filters(language=wrong))


def test_an_unknown_language_gets_the_first_of_the_centre(db: Session) -> None:
    a_hall(db)
    assert names(db, language="fr") == names(db, language="id")


@given(cursor=st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda b: base64.urlsafe_b64encode(b).decode())))
def test_a_cursor_that_no_page_gave_out_is_refused_in_words(cursor: str) -> None:
    if cursor:
        with pytest.raises(BadCursor):
            score(cursor)


@pytest.mark.parametrize("place", [-1, 1 << 63, 10**30, 1.5, True, "1", None, [1]])
def test_a_forged_cursor_of_a_search_is_refused(db: Session, place: object) -> None:
    a_hall(db)
    with pytest.raises(BadCursor):
        queries.products(db, language="id", q="kopi", after=encoded(["s", place]))


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "bnVsbA", "WyJhIiwiYiJd", "e30"])
def test_a_forged_cursor_of_a_list_is_refused(db: Session, cursor: str) -> None:
    a_hall(db)
    for sort in (Sort.NAME, Sort.NEWEST):
        with pytest.raises(BadCursor):
            queries.products(db, language="id", after=cursor, sort=sort)
    with pytest.raises(BadCursor):
        queries.enterprises(db, language="id", after=cursor)


def test_a_product_is_found_by_its_id_and_by_its_slug(db: Session) -> None:
    a_hall(db)
    shown = queries.product(db, "kopi")
    assert queries.product(db, str(shown.product.id if shown.product else "")).content == shown.content
    with pytest.raises(queries.NoProduct):
        queries.product(db, "no-such")
    with pytest.raises(queries.NoEnterprise):
        queries.enterprise(db, "kopi")


def test_more_like_this_shows_other_makers_in_turn_and_never_the_product_itself(db: Session) -> None:
    a_frame(db)
    first, second, third = (an_enterprise(db, f"Maker {n}") for n in range(3))
    for maker in (first, second, third):
        for n in range(3):
            a_product(db, maker, f"Roti {maker.name} {n}")
    cards = queries.more_like(db, queries.product(db, "roti-maker-0-0"), language="id", limit=4)
    assert [c["enterprise"]["name"] for c in cards] == ["Maker 1", "Maker 2", "Maker 1", "Maker 2"]


def test_a_document_says_everything_public_in_one_language(db: Session) -> None:
    a_frame(db)
    picture = a_picture(db)
    maker = an_enterprise(db, story={"id": "Cerita", "en": "Story"}, phone="+628000000001", pictures=[picture])
    a_product(
        db,
        maker,
        description={"id": "Uraian"},
        hs_code="180632",
        monthly_capacity={"amount": 200, "unit": "pak"},
        pictures=[picture],
        certificates=[CertificateContent(scheme="halal-id", number="ID00000000000000001")],
    )
    frame = reference(db)
    document = documents.product(db, frame, queries.product(db, "klappertaart"), "en")
    assert document["description"] == {"lang": "id", "text": "Uraian"}
    assert document["monthly_capacity"] == {"amount": "200", "unit": "pak"}
    assert document["enterprise"]["story"] == {"lang": "en", "text": "Story"}
    assert document["certificates"][0]["explained"]["lang"] == "en"
    assert document["hs_words"]["lang"] == "en"
    assert document["pictures"][0]["alt"] == "A picture"
    assert [a["key"] for a in document["origin_path"]] == ["ID", "ID-SA", "ID-7171"]
    maker_document = documents.enterprise(db, frame, queries.enterprise(db, maker.slug), "fil")
    assert maker_document["story"] == {"lang": "id", "text": "Cerita"}
    assert maker_document["phone"] == "+628000000001"


def test_makers_are_listed_by_name_and_within_an_area(db: Session) -> None:
    a_hall(db)
    assert [c["name"] for c in queries.enterprises(db, language="id").read()] == ["Dapur Wenang", "Kebun Tomohon", "Kianggeh"]
    assert [c["name"] for c in queries.enterprises(db, language="id", area="ID-SA", limit=1).read()] == ["Dapur Wenang"]
    publishing.suspend(db, queries.enterprise(db, "kianggeh").enterprise.id)
    assert [c["name"] for c in queries.enterprises(db, language="id", area="BN").read()] == []
