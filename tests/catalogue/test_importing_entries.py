"""What each row of the samples means, field by field, compared with what their writer meant."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.importing.entries import Entry, Reader
from app.catalogue.importing.gallery import Gallery
from app.catalogue.importing.lookups import Lookups
from app.catalogue.importing.photos import album
from app.catalogue.reference import reference
from app.catalogue.sheets.cells import Row, opened
from app.catalogue.sheets.headings import Layout
from app.catalogue.sheets.kinds import Kind, told
from app.catalogue.sheets.mapping import Mapping
from app.catalogue.values import Capacity, ShelfLife, packs
from app.db import Databases, transaction
from tests.catalogue.samples import NUMBERS, Sample, area_key
from tests.factories import a_frame


@dataclass
class Reading:
    """Rows typed in a test, and what they mean."""

    lookups: Lookups
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def of(self, *cells: object, mapping: Mapping | None = None, group: str = "", **more: object) -> Entry:
        """An entry of a list whose headings are the keys of `more`; a name and a maker are there unless stated otherwise."""
        given: dict[str, object] = {"name": "Abon cakalang", "enterprise": "UMKM Contoh 01"} | more
        layout = Layout((1,), tuple(given), {name: n for n, name in enumerate(given)})
        reader = Reader("", layout, mapping or Mapping(), self.lookups, lambda name, word: self.unknown.append((name, word)))
        return reader.entry(Row(2, [*given.values(), *cells]), group)  # type: ignore[list-item]


@pytest.fixture(scope="module")
def lookups(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Lookups:
    """The frame of the North Sulawesi centre. Rows are understood without a database, so one serves all tests here."""
    file = tmp_path_factory.mktemp("frame") / "etalase.db"
    shutil.copyfile(migrated_file, file)
    databases = Databases(f"sqlite:///{file}")
    with transaction(databases) as session:
        a_frame(session)
        found = Lookups.of(reference(session))
    databases.dispose()
    return found


@pytest.fixture
def reading(lookups: Lookups) -> Reading:
    return Reading(lookups)


def codes(entry: Entry) -> list[str]:
    return [finding.code for finding in entry.findings]


def entries(sample: Sample, lookups: Lookups) -> Iterator[tuple[str, Entry]]:
    for sheet in opened(sample.path).sheets:
        layout, rows = told(sheet, sample.mapping)
        if layout:
            reader = Reader(sheet.name, layout, sample.mapping or Mapping(), lookups, lambda _name, _word: None)
            yield from ((sheet.name, reader.entry(one.row, one.group)) for one in rows if one.kind is Kind.PRODUCT)


def net(entry: Entry) -> dict[str, Any]:
    found = entry.facts.get("weight")
    if found is None:
        several = packs(entry.typed.get("weight", "")) if "several_packs" in codes(entry) else []
        return {"net_weights_g": [int(size.normal) for size in several]} if several else {}
    key = {"mass": "net_weight_g", "volume": "net_volume_ml", "count": "net_pieces", "length": "net_length_cm"}[found.kind]
    return {key: float(found.normal)} | ({"net_approximate": True} if found.approximate else {})


def span(value: ShelfLife | Capacity | None, **more: object) -> dict[str, Any]:
    if value is None:
        return {}
    about = {"approximate": True} if value.approximate else {}
    return {"min": value.least, "max": value.most} | ({"unit": value.unit} if value.unit else {}) | about | more


def parsed(entry: Entry) -> dict[str, Any]:
    """An entry in the words of the expected results."""
    facts = entry.facts
    found: dict[str, Any] = {"name": entry.name, "enterprise": entry.enterprise, "area_code": entry.area} | net(entry)
    for name, key in (("price", "price_idr"), ("wholesale", "wholesale_price_idr")):
        if money := facts.get(name):
            found |= (
                {key: int(money.amount)} if money.currency == "IDR" else {name: {"amount": str(money.amount), "currency": money.currency}}
            )
    found |= {"shelf_life": span(facts.get("shelf"))}
    capacity = facts.get("capacity")
    found |= {"capacity": span(capacity, per=capacity.per) if capacity else {}}
    found |= {"pirt": facts.get("pirt"), "phone_e164": facts.get("phone"), "date": facts["date"].isoformat() if "date" in facts else None}
    found |= {"halal": {"yes": True, "no": False, "in_process": "in_process"}.get(facts.get("halal", ""))}
    return {key: value for key, value in found.items() if value is not None and value not in ({}, "")}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_cell_of_a_sample_means_what_its_writer_meant(lookups: Lookups, shared: Path, number: str) -> None:
    sample = Sample(shared, number)
    repeated = {(sheet, row) for sheet, row, _of_row in sample.duplicates}

    found = {(sheet, entry.row): parsed(entry) for sheet, entry in entries(sample, lookups)}

    for meant in sample.expected["parsed"]:
        place = (meant.get("sheet", ""), meant["row"])
        if place in repeated:
            continue
        expected = {k: v for k, v in meant.items() if k not in ("row", "sheet", "product_type", "photo")}
        expected["area_code"] = area_key(expected["area_code"])
        assert found[place] == expected, place


@pytest.mark.parametrize("number", NUMBERS)
def test_every_problem_of_a_sample_is_found_and_no_other(lookups: Lookups, shared: Path, number: str) -> None:
    sample = Sample(shared, number)
    repeated = {(sheet, row) for sheet, row, _of_row in sample.duplicates}
    gallery = Gallery(album(shared / "data" / "images"), None)

    read = list(entries(sample, lookups))
    for _sheet, entry in read:
        gallery.find(entry, "Foto")

    found = [f for sheet, entry in read if (sheet, entry.row) not in repeated for f in entry.findings]
    assert {(f.sheet, f.row, f.field, f.found, f.code) for f in found if f.fatal} == sample.findings("must_fail", photos=True)
    assert {(f.sheet, f.row, f.field, f.found, f.code) for f in found if not f.fatal} == sample.findings("warnings", photos=True)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_photos_of_a_sample_are_matched_with_their_files(lookups: Lookups, shared: Path, number: str) -> None:
    sample = Sample(shared, number)
    gallery = Gallery(album(shared / "data" / "images"), None)

    found = {}
    for sheet, entry in entries(sample, lookups):
        gallery.find(entry, "Foto")
        found[(sheet, entry.row)] = gallery.found(entry)

    expected = {(p.get("sheet", ""), p["row"]): [p["photo"]] if "photo" in p else [] for p in sample.expected["parsed"]}
    too_wide = {(f.get("sheet", ""), f["row"]) for f in sample.expected["must_fail"] if f["code"] == "too_many_cells"}
    assert {place: files for place, files in found.items() if place not in too_wide} == {
        k: v for k, v in expected.items() if k not in too_wide
    }


def test_a_bare_number_takes_the_lists_currency_only_where_no_column_names_one(reading: Reading) -> None:
    assert reading.of(price="25.000").facts["price"].currency == "IDR"
    assert reading.of(price="25.00", mapping=Mapping(defaults={"currency": "MYR"})).facts["price"].currency == "MYR"
    assert codes(reading.of(price="25.000", currency="")) == ["currency_missing"]
    assert reading.of(price="RM 12.00", currency="").facts["price"].currency == "MYR"
    assert codes(reading.of(price="RM 12.00", currency="IDR")) == ["currency_conflict"]
    assert codes(reading.of(price="", currency="ringgits")) == ["currency_unknown"]


def test_a_wholesale_price_that_is_unclear_keeps_nothing_out(reading: Reading) -> None:
    entry = reading.of(price="25.000", wholesale="20,5")

    assert codes(entry) == ["price_ambiguous"]
    assert not entry.fails


def test_what_a_list_says_in_its_own_words_is_translated_by_its_mapping(reading: Reading) -> None:
    mapping = Mapping(values={"area": {"sulut bag. utara": "ID-7106"}, "halal": {"punya sertifikat": "ya"}})

    entry = reading.of(area="SULUT bag. Utara", halal="punya sertifikat", mapping=mapping)

    assert (entry.area, entry.facts["halal"]) == ("ID-7106", "yes")


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        *(
            ("Kab. Minahasa", "ID-7102"),
            ("MINSEL", "ID-7105"),
            ("Kab Kepl. Sangihe", "ID-7103"),
            ("Kawangkoan, Minahasa", "ID-7102"),
            ("Prov. Sulut", "ID-SA"),
        ),
        *(("Kota Belud", "MY-12"), ("Brunei-Muara", "BN-BM"), ("Davao City", "PH-11"), ("ID-7171", "ID-7171"), ("North Sulawesi", "ID-SA")),
    ],
)
def test_places_are_found_as_people_write_them(reading: Reading, typed: str, area: str) -> None:
    assert reading.of(area=typed).area == area


def test_a_place_that_nobody_knows_is_told_and_not_guessed(reading: Reading) -> None:
    entry = reading.of(area="Atlantis")

    assert (entry.area, codes(entry), entry.fails) == ("", ["area_unknown"], False)


def test_a_group_row_says_where_or_what_or_who(reading: Reading) -> None:
    assert reading.of(group="KOTA BITUNG").area == "ID-7172"
    assert reading.of(name="Kue manis", group="Kopi").category == "coffee"


def test_the_category_is_the_lists_word_else_the_rule_else_the_name_else_other(reading: Reading) -> None:
    rules = mapping_with_rule = Mapping.model_validate({"rules": {"category": [{"value": "tea", "words": ["daun"]}]}})

    assert reading.of(category="Kopi", name="Daun teh").category == "coffee"
    assert reading.of(category="zzz", name="Daun pilihan", mapping=rules).category == "tea"
    assert reading.of(name="Kopi Koya", mapping=mapping_with_rule).category == "other"
    assert reading.of(name="Kopi Koya").category == "coffee"
    assert reading.of(name="Zzz").category == "other"
    assert reading.of(name="Zzz", mapping=Mapping(defaults={"category": "foods"})).category == "foods"
    assert ("category", "zzz") in reading.unknown


def test_a_row_with_a_comma_too_many_names_the_cell_that_was_split(reading: Reading) -> None:
    entry = reading.of("rest", note="pedas", photo=" asin")

    assert [(f.field, f.found, f.code, f.fatal) for f in entry.findings] == [("note", "pedas, asin", "too_many_cells", True)]


def test_texts_may_have_a_column_for_each_language(reading: Reading) -> None:
    entry = reading.of(**{"name": "Kopi", "name[en]": "Coffee", "description[fil]": "Kape"}, mapping=Mapping(language="id"))

    assert entry.texts == {"name": {"id": "Kopi", "en": "Coffee"}, "description": {"fil": "Kape"}}


@pytest.mark.parametrize("name", ["", "   ", "\u00a0", "---", None])
def test_a_product_needs_a_name(reading: Reading, name: str | None) -> None:
    assert codes(reading.of(name=name)) == ["name_missing"]


def test_a_damaged_text_is_told(reading: Reading) -> None:
    assert codes(reading.of(note="Kopi â€œasliâ€\x9d")) == ["text_damaged"]


def test_every_sentence_can_be_said_in_another_language(reading: Reading) -> None:
    finding = reading.of(price="25,5").findings[0]
    words: dict[str, str] = {finding.expected(): "satu harga saja"}
    say: Callable[[str], str] = lambda text: words.get(text, text.replace("row {", "baris {"))  # noqa: E731

    assert finding.sentence() == f"row 2, “price”: found “25,5”, expected {finding.expected()}"
    assert finding.sentence(say) == "baris 2, “price”: found “25,5”, expected satu harga saja"


def test_what_may_have_been_meant_is_offered_in_the_sentence(reading: Reading) -> None:
    finding = reading.of(price="25,000").findings[0]
    assert finding.code == "price_ambiguous"
    assert finding.sentence().endswith("expected a price that can be read in one way only: 25000")
