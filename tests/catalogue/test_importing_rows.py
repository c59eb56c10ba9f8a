"""What a row becomes, and the same row again: identities that hold, facts that change, facts that stay."""

from decimal import Decimal
from pathlib import Path

from sqlmodel import select

from app.catalogue import confidential, publishing
from app.catalogue.content import Measure, Money, Quantity
from app.catalogue.importing import import_list
from app.catalogue.models import Product
from app.catalogue.sheets.mapping import Mapping
from app.db import Databases, transaction
from tests.catalogue.lists import a_list, counts, enterprises, products
from tests.factories import a_product, an_enterprise

# --- what a row becomes ------------------------------------------------------------------------------------------------------


def test_a_row_becomes_a_product_of_its_maker(centre: Databases, tmp_path: Path) -> None:
    file = a_list(tmp_path, "A-1;Abon cakalang;Dapur Contoh;Kota Bitung;150 gr;Rp 25.000;0800-0000-0001")

    import_list(centre, file, mapping=Mapping(language="id"))

    abon = products(centre)["Abon cakalang"]
    maker = enterprises(centre)["Dapur Contoh"]
    assert abon.enterprise_id == maker.id
    assert abon.name == {"id": "Abon cakalang"}
    assert abon.price == Money(amount=Decimal(25_000), currency="IDR")
    assert abon.net == Measure(amount=Decimal(150), unit="g")
    assert (abon.reference, abon.origin, abon.category) == ("A-1", "ID-7172", "fish")
    assert (maker.area, maker.centre, maker.story, maker.phone) == ("ID-7172", "north-sulawesi", {}, None)


def test_a_persons_number_stays_inside_unless_the_mapping_says_it_may_be_shown(centre: Databases, tmp_path: Path) -> None:
    row = "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;0800-0000-0001"
    import_list(centre, a_list(tmp_path, row))
    maker = enterprises(centre)["Dapur Contoh"]

    with transaction(centre, reading=True) as session:
        assert confidential.of_enterprise(session, maker.id).contact_phone == "+6280000000001"
    assert (maker.phone, maker.whatsapp) == (None, None)

    import_list(centre, a_list(tmp_path, row), mapping=Mapping(publish=["phone"]))

    shown = enterprises(centre)["Dapur Contoh"]
    assert "+6280000000001" in (shown.phone, shown.whatsapp)


def test_cost_notes_and_what_cannot_be_read_stay_inside_as_typed(centre: Databases, tmp_path: Path) -> None:
    headings = "Nama Produk;Nama Usaha;Berat;Harga;Harga Modal;Keterangan;Masa Simpan;Kapasitas/bln;Halal"
    file = a_list(tmp_path, "Abon;Dapur Contoh;secukupnya;25.000;15.000;stok terbatas;3-6 bulan;±50 pouch;Ya", headings=headings)

    import_list(centre, file)

    abon = products(centre)["Abon"]
    assert (abon.net, abon.shelf_life_days, abon.monthly_capacity) == (None, 90, Quantity(amount=Decimal(50), unit="pouch"))
    assert "stok" not in abon.model_dump_json()
    with transaction(centre, reading=True) as session:
        facts = confidential.of_product(session, abon.id)
    assert facts.cost == Money(amount=Decimal(15_000), currency="IDR")
    assert facts.as_entered == {
        "weight": "secukupnya",
        "note": "stok terbatas",
        "shelf": "3-6 bulan",
        "capacity": "±50 pouch",
        "halal": "Ya",
    }


def test_capacity_for_buyers_only_is_not_public(centre: Databases, tmp_path: Path) -> None:
    file = a_list(tmp_path, "Abon;Dapur Contoh;200 pcs", headings="Nama Produk;Nama Usaha;Kapasitas/bln")

    import_list(centre, file, mapping=Mapping(private=["capacity"]))

    abon = products(centre)["Abon"]
    assert abon.monthly_capacity is None
    with transaction(centre, reading=True) as session:
        assert confidential.of_product(session, abon.id).monthly_capacity == Quantity(amount=Decimal(200), unit="pcs")


def test_a_permit_number_is_a_paper_that_ends_with_its_year(centre: Databases, tmp_path: Path) -> None:
    headings = "Nama Produk;Nama Usaha;No. P-IRT;Masa Simpan"
    import_list(centre, a_list(tmp_path, "Abon;Dapur Contoh;P-IRT 206.7172.04.9001-30;3 bulan", headings=headings))

    papers = products(centre)["Abon"].certificates

    assert [(paper.scheme, paper.number, str(paper.valid_to)) for paper in papers] == [("pirt", "2067172049001-30", "2030-12-31")]


# --- the same again ----------------------------------------------------------------------------------------------------------


def test_a_changed_cell_changes_that_and_nothing_else(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;", "A-2;Kopi;Dapur Contoh;Bitung;200 gr;40.000;"))
    before = products(centre)

    report = import_list(
        centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;27.500;", "A-2;Kopi;Dapur Contoh;Bitung;200 gr;40.000;")
    )

    assert counts(report) == {"rows": 3, "products": 2, "updated": 1, "unchanged": 1}
    after = products(centre)
    assert after["Abon"] == before["Abon"].model_copy(update={"price": Money(amount=Decimal(27_500), currency="IDR")})
    assert after["Kopi"] == before["Kopi"]


def test_what_a_list_has_no_column_for_stays_as_it_is(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;"))
    abon = products(centre)["Abon"]
    with transaction(centre) as session:
        publishing.put_product(session, abon.model_copy(update={"description": {"en": "Floss of skipjack"}, "featured": True}))

    import_list(
        centre,
        a_list(tmp_path, "A-1;Abon;30.000", headings="Kode;Nama Produk;Harga"),
        mapping=Mapping(defaults={"enterprise": "Dapur Contoh"}),
    )

    abon = products(centre)["Abon"]
    assert (abon.description, abon.featured, abon.net) == ({"en": "Floss of skipjack"}, True, Measure(amount=Decimal(150), unit="g"))
    assert abon.price == Money(amount=Decimal(30_000), currency="IDR")


def test_an_emptied_cell_empties_its_fact(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;"))

    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;;-;"))

    abon = products(centre)["Abon"]
    assert (abon.price, abon.net) == (None, None)


def test_a_code_makes_a_product_the_same_though_its_name_changed(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;"))

    report = import_list(centre, a_list(tmp_path, "a-1;Abon cakalang pedas;dapur contoh;Bitung;150 gr;25.000;"))

    assert report.updated == 1
    assert list(products(centre)) == ["Abon cakalang pedas"]


def test_without_a_code_name_and_pack_make_the_product(centre: Databases, tmp_path: Path) -> None:
    first = import_list(centre, a_list(tmp_path, ";Abon;Dapur Contoh;Bitung;150 gr;25.000;", ";Abon;Dapur Contoh;Bitung;½ kg;70.000;"))
    again = import_list(
        centre, a_list(tmp_path, ";ABON ;Dapur  contoh;Bitung;0,15 kg;25.000;", ";Abon;Dapur Contoh;Bitung;500 gram;70.000;")
    )

    assert (first.created, again.created, again.updated + again.unchanged) == (2, 0, 2)


def test_two_rows_of_one_name_and_pack_are_two_products_each_time(centre: Databases, tmp_path: Path) -> None:
    rows = (";Abon;Dapur Contoh;Bitung;150 gr;25.000;", ";Abon;Dapur Contoh;Bitung;150 gr;30.000;")

    assert counts(import_list(centre, a_list(tmp_path, *rows))) == {"rows": 3, "products": 2, "created": 2}
    assert counts(import_list(centre, a_list(tmp_path, *rows))) == {"rows": 3, "products": 2, "unchanged": 2}


def test_mending_a_row_leaves_the_identity_of_others_alone(centre: Databases, tmp_path: Path) -> None:
    second = ";Abon;Dapur Contoh;Bitung;150 gr;30.000;"
    import_list(centre, a_list(tmp_path, ";Abon;Dapur Contoh;Bitung;150 gr;25,5;", second))

    report = import_list(centre, a_list(tmp_path, ";Abon;Dapur Contoh;Bitung;150 gr;25.500;", second))

    assert counts(report) == {"rows": 3, "products": 2, "created": 1, "unchanged": 1}


def test_one_code_in_two_rows_is_a_mistake_of_the_second(centre: Databases, tmp_path: Path) -> None:
    report = import_list(
        centre, a_list(tmp_path, "A-1;Abon;Dapur Contoh;Bitung;150 gr;25.000;", "A-1;Kopi;Dapur Contoh;Bitung;200 gr;40.000;")
    )

    assert (report.created, report.failed, report.adds_up) == (1, 1, True)
    assert [(f.row, f.field, f.code, f.fatal) for f in report.findings] == [(3, "code", "code_repeated", True)]


def test_an_enterprise_that_is_there_already_gets_the_products(centre: Databases, tmp_path: Path) -> None:
    with transaction(centre) as session:
        known = an_enterprise(session, "Dapur Tumou Tou")
        a_product(session, known)

    report = import_list(centre, a_list(tmp_path, "A-1;Abon;DAPUR TUMOU TOU;Bitung;150 gr;25.000;"))

    assert report.enterprises["created"] == 0
    assert products(centre)["Abon"].enterprise_id == known.id


def test_the_first_row_that_states_a_fact_of_a_maker_holds(centre: Databases, tmp_path: Path) -> None:
    rows = ("A-1;Abon;Dapur Contoh;;150 gr;25.000;", "A-2;Kopi;Dapur Contoh;Bitung;1 kg;90.000;", "A-3;Teh;Dapur Contoh;Manado;50 g;9.000;")

    import_list(centre, a_list(tmp_path, *rows))
    again = import_list(centre, a_list(tmp_path, *rows))

    assert enterprises(centre)["Dapur Contoh"].area == "ID-7172"
    assert again.enterprises == {"unchanged": 1}
    assert (again.unchanged, products(centre)["Teh"].origin) == (3, "ID-7171")


def test_products_of_one_name_have_addresses_of_their_own(centre: Databases, tmp_path: Path) -> None:
    import_list(centre, a_list(tmp_path, *(f"A-{n};Abon;Dapur {n};Bitung;150 gr;25.000;" for n in range(5))))

    with transaction(centre, reading=True) as session:
        slugs = list(session.exec(select(Product.slug)))
    assert len(set(slugs)) == 5
    assert "abon" in slugs
