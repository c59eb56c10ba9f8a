"""The demo's pictures: every product type and kind of workshop is drawn, the same way each time, needing nothing of the system."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

import app
from app.demo import art
from app.demo.art.colour import INK, ink_on, luminance, mix
from app.demo.art.lettering import fitted, glyphs, width
from app.demo.art.pictures import sheet, workshop_sheet
from app.demo.art.registry import SCENES
from tests.conftest import SHARED

APP = Path(app.__file__).parent
STATIC = APP / "static" / "art"
SVG = "{http://www.w3.org/2000/svg}"


def test_every_product_type_of_the_region_is_drawn() -> None:
    with (SHARED / "data/products/eaga_product_types.csv").open(encoding="utf-8") as file:
        keys = {row["key"] for row in csv.DictReader(file)}
    assert len(keys) == 114
    assert set(art.product_keys()) >= keys


def test_all_compositions_differ_and_are_well_formed_without_fonts_or_links() -> None:
    drawings = {key: sheet(key).svg() for key in art.product_keys()}
    assert len(set(drawings.values())) == len(drawings)
    for key, drawing in drawings.items():
        tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(drawing).iter()}
        assert not tags & {"text", "image", "use", "script", "style"}, key
        assert "nan" not in drawing, key
        assert set(re.findall(r"url\(#(\w+)\)", drawing)) <= set(re.findall(r'id="(\w+)"', drawing)), key


def test_at_least_forty_truly_different_compositions_draw_the_products() -> None:
    draws = {scene.draw for scene in SCENES.values()}
    assert len(draws) >= 110


def test_a_picture_is_a_portrait_png_and_comes_out_the_same_twice() -> None:
    first = art.picture("pia-manado", words="Dua Saudara", accent="#2c6a6a", seed=7)
    assert first == art.picture("pia-manado", words="Dua Saudara", accent="#2c6a6a", seed=7)
    with Image.open(io.BytesIO(first)) as image:
        assert (image.format, image.size) == ("PNG", (1080, 1350))


@pytest.mark.parametrize("change", [{"words": "Tahuna"}, {"accent": "#2c6a6a"}, {"seed": 3}])
def test_words_accent_and_seed_each_change_the_picture(change: dict[str, object]) -> None:
    assert sheet("sambal-roa", **change).svg() != sheet("sambal-roa").svg()  # type: ignore[arg-type]


def test_the_thing_stands_out_from_its_ground() -> None:
    with Image.open(io.BytesIO(art.picture("kain-bentenan"))) as image:
        small = image.convert("L").resize((8, 10))
    corner, middle = small.getpixel((0, 9)), small.getpixel((4, 4))
    assert isinstance(corner, int)
    assert isinstance(middle, int)
    assert abs(corner - middle) > 60


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        art.picture("no-such-product")
    with pytest.raises(KeyError):
        art.workshop("no-such-place")


def test_every_workshop_and_picture_the_demo_asks_for_exists() -> None:
    wanted, places = set(), set()
    for file in (APP / "demo" / "content").glob("*.toml"):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        places |= {entry["scene"] for entry in content.get("enterprise", [])}
        wanted |= {entry["art"]["art"] for entry in content.get("product", []) if "art" in entry}
    assert wanted <= set(art.product_keys())
    assert places <= set(art.KINDS)
    assert wanted
    assert places


def test_workshops_vary_with_their_seed_and_are_three_to_two() -> None:
    for kind in art.KINDS:
        drawings = {workshop_sheet(kind, seed).svg() for seed in range(4)}
        assert len(drawings) == 4, kind
    with Image.open(io.BytesIO(art.workshop("harbour", 2))) as image:
        assert image.size == (1280, 853)


def test_lettering_fits_its_room_and_survives_signs_it_lacks() -> None:
    assert width("Klappertaart", fitted("Klappertaart", 90, 200)) == pytest.approx(200)
    assert fitted("Pia", 20, 500) == 20
    assert len(glyphs("Ḥilû 鯖")) == 5  # the marks go, the letters stay; a sign of another script is left out
    assert fitted("", 20, 5) == 20


def test_lettering_can_be_read_on_any_paper() -> None:
    for step in range(11):
        paper = mix("#ffffff", INK, step / 10)
        assert abs(luminance(ink_on(paper)) - luminance(paper)) > 0.35


def _areas(name: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring((STATIC / name).read_text(encoding="utf-8"))
    groups = [element for element in root.iter(f"{SVG}g") if element.get("class") == "map-area"]
    found = {str(group.get("id")): group for group in groups}
    assert len(found) == len(groups)
    right, low = (float(value) for value in str(root.get("viewBox")).split()[2:])
    for group in groups:
        assert group.get("id") == f"area-{group.get('data-area')}"
        assert 0 < float(str(group.get("data-x"))) < right
        assert 0 < float(str(group.get("data-y"))) < low
        assert group.find(f"{SVG}path") is not None
    return found


def test_the_region_map_has_a_shape_for_every_area_of_the_region() -> None:
    areas = json.loads((SHARED / "data/areas/bimp_eaga_areas.json").read_text(encoding="utf-8"))
    wanted = {f"area-{area['iso3166_2']}" for country in areas["countries"] for area in country["areas"]}
    assert set(_areas("region.svg")) == wanted


def test_the_map_of_north_sulawesi_has_its_fifteen_regencies_and_cities() -> None:
    assert set(_areas("north-sulawesi.svg")) == {f"area-71{number}" for number in (*(f"{i:02}" for i in range(1, 12)), 71, 72, 73, 74)}


def test_every_root_category_has_a_placeholder_that_a_brand_can_colour() -> None:
    categories = tomllib.loads((APP / "packs/region/categories.toml").read_text(encoding="utf-8"))["category"]
    roots = [category["key"] for category in categories if not category.get("parent")]
    assert len(roots) >= 8
    for name in ("placeholder.svg", *(f"placeholder-{root}.svg" for root in roots)):
        drawing = (STATIC / name).read_text(encoding="utf-8")
        assert ElementTree.fromstring(drawing).get("viewBox") == "0 0 400 500"
        assert "var(--placeholder-ground" in drawing


def test_the_motif_repeats_without_a_seam() -> None:
    root = ElementTree.fromstring((STATIC / "motif.svg").read_text(encoding="utf-8"))
    zigzag = next(path for path in root.iter(f"{SVG}path") if path.get("stroke"))
    for line in str(zigzag.get("d")).split("M")[1:]:
        points = [tuple(float(value) for value in point.split()) for point in line.split("L")]
        assert (points[0][0], points[-1][0]) == (0, 96)
        assert points[0][1] == points[-1][1]
