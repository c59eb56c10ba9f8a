"""A mapping is a small file that a person can write, and that the program proposes."""

from pathlib import Path

import pytest

from app.catalogue.importing import NoProducts, proposal
from app.catalogue.sheets.mapping import BadMapping, Mapping, as_toml, mapping_from
from tests.catalogue.samples import Sample
from tests.conftest import ROOT


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "examples").glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_can_be_used(path: Path) -> None:
    mapping = mapping_from(path)

    assert mapping.columns or mapping.defaults
    assert mapping_from(as_toml(mapping)) == mapping


def test_a_proposal_is_a_mapping_to_keep(shared: Path) -> None:
    sample = Sample(shared, "08")

    proposed = proposal(sample.path)

    assert proposed.columns == sample.expected["columns"]
    assert proposed.header == sample.expected["header_rows"]
    assert mapping_from(as_toml(proposed)) == proposed


def test_what_a_person_wrote_is_read_whatever_its_case() -> None:
    mapping = mapping_from('[columns]\nname = "Nama"\n"name[en]" = "Name"\n[values.halal]\n"SUDAH PUNYA!" = "ya"\n')

    assert mapping.columns == {"name": "Nama", "name[en]": "Name"}
    assert mapping.values == {"halal": {"sudah punya": "ya"}}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[columns]\ncolour = "Warna"\n', "colour"),
        ('[columns]\n"price[en]" = "Price"\n', "price[en]"),
        ('colums = { name = "Nama" }\n', "colums"),
        ('dates = "american"\n', "dates"),
        ('language = "Bahasa Indonesia"\n', "language"),
        ("[columns\n", "line 1"),
        ('[[rules.category]]\nvalue = "coffee"\nwords = []\n', "words"),
        ('publish = ["cost"]\n', "publish"),
    ],
)
def test_a_mapping_with_a_mistake_says_where(text: str, word: str) -> None:
    with pytest.raises(BadMapping) as problem:
        mapping_from(text)

    assert word in str(problem.value)


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadMapping):
        mapping_from(tmp_path / "missing.toml")


def test_a_mapping_survives_any_letters() -> None:
    mapping = Mapping(columns={"name": 'Nama "asli"\\ 産品'}, values={"area": {"a = b": "ID-7171"}}, defaults={"currency": "IDR"})

    assert mapping_from(as_toml(mapping)) == mapping


def test_a_file_without_products_has_no_proposal() -> None:
    with pytest.raises(NoProducts):
        proposal(b"satu,dua\n1,2\n")


def test_a_proposal_for_a_list_of_one_maker_says_how_to_name_it() -> None:
    proposed = as_toml(proposal(b"Nama Produk,Kategori,Harga\nKue kelapa,Kue,25000\n"))
    assert "[defaults]\n#" in proposed
    assert mapping_from(proposed.replace('# enterprise = "..."', 'enterprise = "Dapur Contoh"')).defaults == {"enterprise": "Dapur Contoh"}
    assert "# enterprise" not in as_toml(proposal(b"Nama Produk,Nama Usaha,Harga\nKue kelapa,Dapur Contoh,25000\n"))
