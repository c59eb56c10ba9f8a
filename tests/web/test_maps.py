"""The drawn maps as links."""

import re
from xml.etree import ElementTree

import pytest

from app.web import maps

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {
    "ID-SA": maps.Mark("/sulut?a=1&b=2", "Sulawesi Utara", "Sulawesi Utara <1>"),
    "MY": maps.Mark("/my", "Malaysia", "Malaysia: 2 products"),
}


@pytest.mark.parametrize("named", [True, False])
def test_each_marked_part_of_a_map_is_one_link_and_the_others_stay_as_they_are(named: bool) -> None:
    plain = ElementTree.fromstring(str(maps.drawn("region", {})))
    map_ = ElementTree.fromstring(str(maps.drawn("region", MARKS, named=named)))
    linked = {link.get("href"): {g.get("data-area") for g in link.iter(f"{SVG}g")} for link in map_.iter(f"{SVG}a")}
    assert linked == {"/sulut?a=1&b=2": {"ID-SA"}, "/my": {"MY-12", "MY-13", "MY-15"}}
    assert len(list(map_.iter(f"{SVG}g"))) == len(list(plain.iter(f"{SVG}g")))
    assert not list(plain.iter(f"{SVG}a"))


def test_a_map_beside_a_list_says_its_names_to_the_pointer_only() -> None:
    map_ = ElementTree.fromstring(str(maps.drawn("region", MARKS, named=False)))
    assert [link.findtext(f"{SVG}title") for link in map_.iter(f"{SVG}a")] == ["Sulawesi Utara <1>", "Malaysia: 2 products"]
    assert {link.get("tabindex") for link in map_.iter(f"{SVG}a")} == {"-1"}
    assert not list(map_.iter(f"{SVG}text"))


def test_a_map_can_stand_on_a_page_twice() -> None:
    for name in ("region", "north-sulawesi"):
        assert ' id="' not in str(maps.drawn(name, MARKS))


def test_names_on_a_map_do_not_lie_on_each_other() -> None:
    marks = {f"71{n:02d}": maps.Mark("/", "Minahasa Tenggara", "said") for n in [*range(1, 12), *range(71, 75)]}
    drawn = maps.drawn("north-sulawesi", marks)
    assert drawn
    names = [
        [(float(x), float(y)) for x, y in re.findall(r'<tspan x="([\d.-]+)" y="([\d.-]+)"', text)] for text in drawn.split("<text")[1:]
    ]
    assert len(names) == len(marks)
    starts = [lines[0] for lines in names]
    assert all(abs(a[0] - b[0]) > 50 or abs(a[1] - b[1]) > 15 for n, a in enumerate(starts) for b in starts[:n])


def test_a_centre_without_a_drawing_has_its_list() -> None:
    assert maps.drawn("nowhere-drawn", {}) is None
