"""A form is read as people write, and a live thing opened in a form and left alone is the very same thing."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.content import (
    CertificateContent,
    EnterpriseConfidential,
    Measure,
    Money,
    PictureRef,
    ProductConfidential,
    ProductContent,
    Quantity,
    Stage,
    Storage,
)
from app.catalogue.models import Area, Category, Centre, Scheme
from app.catalogue.reference import Reference
from app.review import reading
from app.review.forms import Typed, Unstorable
from app.review.reading import Live, LiveEnterprise, LiveProduct
from tests.factories import an_enterprise_content, an_id

MAKER = an_id("maker")
CENTRES = {
    "IDR": Centre(key="here", home=True, area="ID-SA", languages=["id", "en"], currency="IDR", time_zone="Asia/Makassar"),
    "MYR": Centre(key="here", home=True, area="MY-12", languages=["ms", "en"], currency="MYR", time_zone="Asia/Kuching"),
}


def a_frame(currency: str = "IDR") -> Reference:
    """A small frame of a country, without a database."""
    centre = CENTRES[currency]
    return Reference(
        centre=centre,
        centres={"here": centre},
        areas={key: Area(key=key, country=key[:2], kind="province") for key in ("ID-SA", "ID-7171", "MY-12")},
        categories={
            key: Category(key=key, parent_key=parent) for key, parent in {"bakery": None, "alcohol": None, "cap-tikus": "alcohol"}.items()
        },
        schemes={
            key: Scheme(key=key, family="f", scope=scope) for key, scope in {"pirt": "product", "skp": "premises", "sni": "product"}.items()
        },
    )


FRAME = a_frame()
WHOLE = {"name.id": "Klappertaart", "category": "bakery", "origin": "ID-7171"}


def read(fields: dict[str, str], frame: Reference = FRAME, base: LiveProduct | None = None, **lists: Any) -> reading.ReadProduct:
    typed = Typed.of({"fields": WHOLE | fields, **lists})
    return reading.product(frame, typed, base=base, enterprise_id=MAKER, id=an_id("x"))


def content_of(fields: dict[str, str], frame: Reference = FRAME, **lists: Any) -> ProductContent:
    found = read(fields, frame, **lists)
    assert found.problems == []
    assert found.content is not None
    return found.content


def problems_of(fields: dict[str, str], frame: Reference = FRAME, **lists: Any) -> list[str]:
    found = read(fields, frame, **lists)
    assert (found.content, found.facts) == (None, None)
    return [problem.pointer for problem in found.problems]


# --- as people write -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount"), [("25.000", 25000), ("Rp 25.000,-", 25000), ("25rb", 25000), ("1,5 jt", 1_500_000), ("25000", 25000)]
)
def test_prices_are_read_as_people_write_them(typed: str, amount: int) -> None:
    assert content_of({"price": typed, "currency": "IDR"}).price == Money(amount=Decimal(amount), currency="IDR")


def test_a_price_with_its_unit_fills_the_empty_unit_and_never_another() -> None:
    assert content_of({"price": "20.500 / pcs", "currency": "IDR"}).unit == "pcs"
    assert content_of({"price": "20.500 / pcs", "currency": "IDR", "unit": "toples"}).unit == "toples"


def test_on_request_hides_what_stands_in_the_field_of_the_price() -> None:
    assert content_of({"price": "ask us", "price_on_request": "yes"}).price is None


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"price": "25,5", "currency": "IDR"}, "price"),
        ({"price": "10.000-15.000", "currency": "IDR"}, "price"),
        ({"price": "RM 5", "currency": "IDR"}, "price"),
        ({"price": "25.000"}, "price"),
        ({"net": "250"}, "net"),
        ({"net": "1.250 kg"}, "net"),
        ({"gtin": "8991234567890"}, "gtin"),
        ({"shelf_life": "12"}, "shelf_life"),
        ({"shelf_life": "long"}, "shelf_life"),
        ({"minimum_order": "10-20"}, "minimum_order"),
        ({"monthly_capacity": "200 pcs/day"}, "monthly_capacity"),
        ({"category": "unheard-of"}, "category"),
        ({"category": ""}, "category"),
        ({"origin": ""}, "origin"),
        ({"storage": "somewhere"}, "storage"),
        ({"name.id": "x" * 201}, "name.id"),
        ({"name.id": "  "}, "name"),
        ({"hs_code": "12345"}, "hs_code"),
        ({"alcohol": "perhaps"}, "alcohol"),
        ({"lead_time": "soon"}, "lead_time"),
        ({"lead_time": "9999"}, "lead_time"),
    ],
)
def test_what_has_no_single_meaning_is_told_at_its_field(fields: dict[str, str], pointer: str) -> None:
    assert problems_of(fields) == [pointer]


def test_every_problem_is_told_at_once() -> None:
    assert sorted(problems_of({"price": "two", "currency": "IDR", "net": "250", "summary.en": "x" * 301})) == ["net", "price", "summary.en"]


@pytest.mark.parametrize(("typed", "days"), [("3 bulan", 90), ("12 months", 360), ("7-10 hari", 7), ("2 minggu", 14)])
def test_shelf_life_is_what_a_buyer_can_rely_on(typed: str, days: int) -> None:
    assert content_of({"shelf_life": typed}).shelf_life_days == days


def test_a_unit_chosen_beside_a_number_is_taken_where_the_text_names_none() -> None:
    assert content_of({"shelf_life": "3", "shelf_life_unit": "month"}).shelf_life_days == 90
    assert content_of({"shelf_life": "3 hari", "shelf_life_unit": "month"}).shelf_life_days == 3
    assert content_of({"minimum_order": "2,5", "minimum_order_unit": "sisir"}).minimum_order == Quantity(
        amount=Decimal("2.5"), unit="sisir"
    )


def test_numbers_follow_the_country_of_the_centre() -> None:
    malaysia = a_frame("MYR")
    assert content_of({"net": "1,5 kg"}).net == Measure(amount=Decimal("1.5"), unit="kg")
    assert content_of({"price": "1,250.50", "currency": "MYR", "net": "1.5 kg"}, malaysia).price == Money(
        amount=Decimal("1250.50"), currency="MYR"
    )


def test_cost_and_private_capacity_are_confidential() -> None:
    found = read({"cost": "10.000", "monthly_capacity": "200", "monthly_capacity_unit": "pcs", "capacity_private": "yes"})
    assert found.content is not None
    assert found.content.monthly_capacity is None
    assert found.facts == ProductConfidential(
        cost=Money(amount=Decimal(10000), currency="IDR"), monthly_capacity=Quantity(amount=Decimal(200), unit="pcs")
    )


def test_goods_of_the_category_of_alcohol_are_alcoholic_whatever_was_ticked() -> None:
    assert content_of({"category": "cap-tikus"}).alcohol
    assert not content_of({"category": "bakery"}).alcohol


def test_a_pirt_number_says_when_it_ends() -> None:
    papers = content_of({}, certificates=[{"scheme": "pirt", "number": "P-IRT No. 206 7171 01 9001 30"}]).certificates
    assert [(paper.number, str(paper.valid_to), paper.public) for paper in papers] == [("2067171019001-30", "2030-12-31", True)]


def test_a_paper_is_told_of_by_its_place_and_field() -> None:
    papers = [
        {},
        {"scheme": "pirt", "number": "12"},
        {"number": "5"},
        {"scheme": "sni", "valid_from": "31/12/2027", "valid_to": "31/02/2027"},
    ]
    assert problems_of({}, certificates=papers) == ["certificates.1.number", "certificates.2.scheme", "certificates.3.valid_to"]
    backwards = [{"scheme": "sni", "valid_from": "31/12/2027", "valid_to": "1/2/2027"}]
    assert problems_of({}, certificates=backwards) == ["certificates.0.valid_to"]


def test_a_picture_twice_is_one_picture() -> None:
    twice = [{"media_id": "a" * 64, "alt": {"id": "Kue"}}, {"media_id": "a" * 64}]
    assert content_of({}, pictures=twice).pictures == [PictureRef(media_id="a" * 64, alt={"id": "Kue"})]


def test_an_enterprise_is_read_with_its_confidential_facts_apart() -> None:
    fields = {
        "name": "Dapur",
        "area": "ID-7171",
        "registration": "1234 5678 90123",
        "contact_name": "Ibu Ani",
        "contact_phone": "0812-3456-7890",
    }
    found = reading.enterprise(
        FRAME, Typed.of({"fields": fields | {"social.instagram": "@dapur", "web": "dapur.example.org"}}), base=None, id=MAKER
    )
    assert found.problems == []
    assert found.facts == EnterpriseConfidential(contact_name="Ibu Ani", contact_phone="+6281234567890", registration="1234567890123")
    assert found.content is not None
    assert found.content.social == {"instagram": "https://www.instagram.com/dapur"}
    assert (found.content.web, found.content.slug, found.content.centre) == ("https://dapur.example.org", "dapur", "here")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"registration": "12345"}, "registration"),
        ({"name": ""}, "name"),
        ({"area": ""}, "area"),
        ({"phone": "12"}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"founded": "last year"}, "founded"),
        ({"social.facebook": "not a page"}, "social.facebook"),
    ],
)
def test_what_is_wrong_with_an_enterprise_is_told_at_its_field(fields: dict[str, str], pointer: str) -> None:
    found = reading.enterprise(FRAME, Typed.of({"fields": {"name": "Dapur", "area": "ID-7171"} | fields}), base=None, id=MAKER)
    assert [problem.pointer for problem in found.problems] == [pointer]


def test_a_registration_of_another_country_is_kept_as_it_is() -> None:
    typed = Typed.of({"fields": {"name": "Dapur", "area": "MY-12", "registration": "SSM 2020-A"}})
    found = reading.enterprise(FRAME, typed, base=None, id=MAKER)
    assert found.facts == EnterpriseConfidential(registration="SSM 2020-A")


def test_a_form_keeps_what_does_not_fit_and_refuses_what_no_form_can_hold() -> None:
    assert Typed.of({"fields": {"name.id": "x" * 10_000}}).fields["name.id"] == "x" * 10_000
    assert Typed.of({"fields": {"name.id": "a\x00b\ud800c"}}).fields["name.id"] == "abc"
    for wrong in ({"fields": {"name.id": "x" * 20_001}}, {"fields": {"a b": "x"}}, {"fields": {"name": 5}}, {"status": "approved"}):
        with pytest.raises(Unstorable):
            Typed.of(wrong)


def test_what_is_saved_is_added_field_by_field_and_lists_are_replaced() -> None:
    first = Typed.of({"fields": {"name.id": "Kue", "net": "250 g"}, "pictures": [{"media_id": "a" * 64}]})
    later = first.with_({"fields": {"net": "", "price": "5"}})
    assert later.fields == {"name.id": "Kue", "net": "", "price": "5"}
    assert len(later.pictures) == 1
    assert later.with_({"pictures": []}).pictures == []


# --- there and back --------------------------------------------------------------------------------------------------------------

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=20)
TEXTS = st.dictionaries(st.sampled_from(["id", "en", "zh-Hant", "und"]), TEXT, max_size=3)
AMOUNTS = st.decimals(min_value=0, max_value=999_999_999, places=2)
MONEY = st.builds(Money, amount=AMOUNTS, currency=st.sampled_from(["IDR", "MYR", "XTS"]))
MEASURES = st.builds(
    Measure,
    amount=st.decimals(min_value="0.0001", max_value=9_999_999, places=4),
    unit=st.sampled_from(["mg", "g", "kg", "t", "ml", "l", "pcs", "cm", "m"]),
    approximate=st.booleans(),
)
QUANTITIES = st.builds(Quantity, amount=st.decimals(min_value="0.001", max_value=99_999_999, places=3), unit=st.one_of(TEXT, st.just("")))
PAPERS = st.builds(
    CertificateContent,
    scheme=st.sampled_from(["pirt", "skp", "sni"]),
    number=st.one_of(TEXT, st.just("")),
    scope=st.sampled_from(["product", "premises"]),
    valid_to=st.one_of(st.none(), st.dates()),
    public=st.booleans(),
)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


PRODUCTS = st.builds(
    ProductContent,
    id=st.just(an_id("x")),
    enterprise_id=st.just(MAKER),
    slug=st.just("kue"),
    category=st.sampled_from(["bakery", "cap-tikus"]),
    name=TEXTS.filter(bool),
    summary=TEXTS,
    description=TEXTS,
    reference=st.one_of(st.just(""), TEXT),
    price=maybe(MONEY),
    wholesale_price=maybe(MONEY),
    unit=st.one_of(st.just(""), TEXT),
    net=maybe(MEASURES),
    minimum_order=maybe(QUANTITIES),
    monthly_capacity=maybe(QUANTITIES),
    lead_time_days=maybe(st.integers(0, 3650)),
    shelf_life_days=maybe(st.integers(0, 36500)),
    storage=maybe(st.sampled_from(Storage)),
    origin=st.sampled_from(["ID-7171", "MY-12"]),
    stage=st.sampled_from(Stage),
    alcohol=st.booleans(),
    featured=st.booleans(),
    verified_on=maybe(st.dates()),
    certificates=st.lists(PAPERS, max_size=2),
)
FACTS = st.builds(
    ProductConfidential, cost=maybe(MONEY), monthly_capacity=maybe(QUANTITIES), as_entered=st.dictionaries(TEXT, TEXT, max_size=2)
)


@given(PRODUCTS, FACTS, st.sampled_from(["IDR", "MYR"]))
def test_a_live_product_opened_and_left_alone_is_the_same_product(
    content: ProductContent, facts: ProductConfidential, currency: str
) -> None:
    frame, live = a_frame(currency), Live.of(content, facts)
    found = reading.product(frame, reading.typed_from(frame, live), base=live, enterprise_id=MAKER, id=content.id)
    assert found.problems == []
    assert (found.content, found.facts) == (live.content, live.facts)
    assert found.content is not None
    assert found.content.model_dump_json() == live.content.model_dump_json()


@given(PRODUCTS, FACTS)
def test_changing_one_field_changes_nothing_else(content: ProductContent, facts: ProductConfidential) -> None:
    live = Live.of(content, facts)
    typed = reading.typed_from(FRAME, live).with_({"fields": {"reference": "A new one"}})
    found = reading.product(FRAME, typed, base=live, enterprise_id=MAKER, id=content.id)
    assert found.content == live.content.model_copy(update={"reference": "A new one"})
    assert found.facts == live.facts


SURE_MONEY = st.one_of(
    st.builds(Money, amount=st.integers(1, 999_999_999).map(Decimal), currency=st.just("IDR")),
    st.builds(Money, amount=st.decimals(min_value="0.01", max_value=9_999_999, places=2), currency=st.just("MYR")),
)


@given(
    SURE_MONEY,
    MEASURES,
    st.builds(Quantity, amount=st.decimals(min_value="0.001", max_value=9_999_999, places=3), unit=TEXT),
    st.integers(1, 36500),
)
@pytest.mark.parametrize("currency", ["IDR", "MYR"])
def test_what_a_form_shows_is_read_as_the_same_value_by_the_readers_too(
    currency: str, price: Money, net: Measure, minimum: Quantity, days: int
) -> None:
    """Also where there is nothing to compare with, as in a copy: never off by a thousand."""
    frame = a_frame(currency)
    plain = content_of({}, frame, pictures=[])
    content = plain.model_copy(update={"price": price, "net": net, "minimum_order": minimum, "shelf_life_days": days})
    typed = reading.typed_from(frame, Live.of(content, ProductConfidential()))
    found = reading.product(frame, typed, base=None, enterprise_id=MAKER, id=content.id)
    assert found.problems == []
    assert found.content == content


@given(TEXTS, maybe(st.integers(1700, 2100)), st.sampled_from(["", "SSM 1", "123"]), st.booleans())
def test_a_live_enterprise_opened_and_left_alone_is_the_same_enterprise(
    story: dict[str, str], founded: int | None, registration: str, reachable: bool
) -> None:
    contact = {"phone": "+6212345678", "email": "a@example.org", "web": "https://example.org/a"} if reachable else {}
    content = an_enterprise_content("Dapur", centre="here", story=story, founded=founded, social={"x": "http://example.org"}, **contact)
    live: LiveEnterprise = Live.of(content, EnterpriseConfidential(registration=registration, contact_name="Ani"))
    found = reading.enterprise(FRAME, reading.typed_from(FRAME, live), base=live, id=content.id)
    assert found.problems == []
    assert (found.content, found.facts) == (live.content, live.facts)


def test_papers_that_are_not_public_stand_in_the_form_too() -> None:
    private = CertificateContent(scheme="sni", number="1", public=False)
    content = content_of({}, certificates=[{"scheme": "skp", "number": "2"}])
    live = Live.of(content, ProductConfidential(certificates=[private]))
    assert [paper["public"] for paper in reading.typed_from(FRAME, live).certificates] == ["yes", "no"]
