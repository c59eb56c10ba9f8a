"""What search engines and link previews are told."""

from typing import Any

import pytest

from app.web import structured

SITE = "https://centre.example.org"


def a_document(**changes: Any) -> dict[str, Any]:
    """A product as documents.product() gives it, with as little as it can have."""
    document: dict[str, Any] = {
        "slug": "kopi-koya",
        "name": "Kopi Koya",
        "summary": "Kopi gunung",
        "description": None,
        "reference": None,
        "gtin": None,
        "hs_code": None,
        "shelf_life_days": None,
        "storage": None,
        "price": None,
        "net": None,
        "pictures": [],
        "picture": None,
        "certificates": [],
        "category_path": [{"key": "drinks", "name": "Minuman"}, {"key": "coffee", "name": "Kopi"}],
        "origin": {"key": "ID-7102", "name": "Minahasa", "country": "ID"},
        "enterprise": {"id": "1", "slug": "koya-danau", "name": "Koya Danau"},
    }
    return document | changes


def test_a_product_without_a_price_has_no_offer() -> None:
    assert "offers" not in structured.product(SITE, a_document())


def test_an_offer_carries_the_price_as_it_is() -> None:
    offer = structured.product(SITE, a_document(price={"amount": "8.90", "currency": "BND"}))["offers"]
    assert (offer["price"], offer["priceCurrency"], offer["url"]) == ("8.90", "BND", f"{SITE}/p/kopi-koya")


def test_a_product_says_who_made_it_and_where() -> None:
    data = structured.product(SITE, a_document())
    assert data["@type"] == "Product"
    assert data["manufacturer"]["@id"] == f"{SITE}/makers/koya-danau#maker"
    assert data["countryOfOrigin"]["name"] == "ID"
    assert data["category"] == "Minuman > Kopi"


@pytest.mark.parametrize(("unit", "field", "code"), [("kg", "weight", "KGM"), ("ml", "size", "MLT"), ("pcs", "size", "H87")])
def test_net_content_is_a_weight_or_a_size_in_its_own_unit(unit: str, field: str, code: str) -> None:
    data = structured.product(SITE, a_document(net={"amount": "1.5", "unit": unit, "approximate": False}))
    assert data[field]["unitCode"] == code
    assert data[field]["value"] == "1.5"
    assert len({"weight", "size"} & set(data)) == 1


def test_certificates_travel_with_their_issuer_and_last_day() -> None:
    paper = {"name": "Sertifikat halal Indonesia", "number": "ID1", "issuer": "BPJPH", "valid_from": None, "valid_to": "2027-05-01"}
    (certificate,) = structured.product(SITE, a_document(certificates=[paper]))["hasCertification"]
    assert certificate == {
        "@type": "Certification",
        "name": "Sertifikat halal Indonesia",
        "certificationIdentification": "ID1",
        "issuedBy": {"@type": "Organization", "name": "BPJPH"},
        "expires": "2027-05-01",
    }


def test_a_certificate_from_nobody_known_is_not_told_to_machines() -> None:
    paper = {"name": "GMP", "number": "G-1", "issuer": "", "valid_from": None, "valid_to": None}
    assert "hasCertification" not in structured.product(SITE, a_document(certificates=[paper]))


def test_nothing_empty_is_said() -> None:
    assert not [key for key, value in structured.product(SITE, a_document()).items() if value in (None, "", [], {})]


def test_a_head_names_every_language_and_one_for_all_others() -> None:
    place = structured.Place(SITE, "/p/kopi-koya")
    head = structured.head(place, "en", ["id", "en"], title="Koya coffee", description="Good.", site="Etalase")
    assert head.canonical == f"{SITE}/p/kopi-koya?lang=en"
    assert head.alternates == [
        ("id", f"{SITE}/p/kopi-koya?lang=id"),
        ("en", f"{SITE}/p/kopi-koya?lang=en"),
        ("x-default", f"{SITE}/p/kopi-koya"),
    ]


def test_a_description_ends_at_a_word() -> None:
    place = structured.Place(SITE, "/")
    head = structured.head(place, "id", ["id"], title="Etalase", description="kata " * 100, site="Etalase")
    assert len(head.description) <= 200
    assert head.description.endswith("kata…")
    assert head.title == "Etalase"
