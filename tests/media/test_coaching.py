"""Advice on pictures: said where it helps, silent on good pictures, and never a reason to refuse one."""

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageDraw, ImageFilter

from app.media import coaching
from app.media.pipeline import checked
from tests.media.pictures import encoded, photo


def advised(image: Image.Image) -> set[str]:
    return set(checked(encoded(image, quality=92)).advice)


def a_jar(left: int, top: int) -> Image.Image:
    """Something dark with a sharp outline and a label, 500 by 600, before a plain ground; the corner may lie outside."""
    image = Image.new("RGB", (1200, 1000), "#e8e4da")
    draw = ImageDraw.Draw(image)
    draw.rectangle((left, top, left + 500, top + 600), fill="#7a3b1d")
    for line in range(top + 150, top + 450, 14):
        draw.line((left + 60, line, left + 440, line), fill="#f4e9c8", width=5)
    return image


@pytest.fixture(scope="module")
def photos(shared: Path) -> list[Image.Image]:
    """Real photos of bread, every third."""
    files = sorted((shared / "data" / "images" / "bakery").iterdir())[::3]
    return [Image.open(file).convert("RGB") for file in files]


def test_a_good_picture_is_left_alone() -> None:
    assert advised(a_jar(350, 200)) == set()


@pytest.mark.parametrize(("left", "top"), [(-200, 200), (900, 200), (350, -250), (350, 700)])
def test_a_product_that_the_edge_cuts_off_is_noticed_on_each_side(left: int, top: int) -> None:
    assert advised(a_jar(left, top)) == {"cut_off"}


def test_a_table_from_corner_to_corner_is_no_product_that_is_cut_off() -> None:
    image = a_jar(350, 200)
    ImageDraw.Draw(image).rectangle((0, 850, 1200, 1000), fill="#5a4632")
    assert "cut_off" not in advised(image)


def test_a_scene_without_a_plain_ground_is_not_judged_by_its_edges() -> None:
    assert "cut_off" not in advised(photo(1200, 1000))


def test_real_photos_are_sharp_and_bright_and_the_same_ones_blurred_or_in_the_dark_are_not(photos: list[Image.Image]) -> None:
    for image in photos:
        image.thumbnail((960, 960))
        assert not {"blurred", "dark"} & advised(image)
        assert "blurred" in advised(image.filter(ImageFilter.GaussianBlur(4)))
        assert "dark" in advised(image.point(lambda value: value / 3))


def test_advice_on_size_looks_at_the_original() -> None:
    assert "small" in advised(photo(900, 639))
    assert "small" not in advised(photo(640, 900))


def test_a_position_is_told_and_gone_from_what_visitors_see() -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (1.0, 29.0, 0.0)})
    picture = checked(encoded(a_jar(350, 200), exif=exif))
    assert picture.advice == ("position",)
    for file in picture.files.values():
        assert not Image.open(io.BytesIO(file)).getexif().get_ifd(ExifTags.IFD.GPSInfo)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (3, 3)])
@pytest.mark.parametrize("colour", ["white", "black"])
def test_the_smallest_and_plainest_pictures_are_judged_without_a_mistake(size: tuple[int, int], colour: str) -> None:
    found = coaching.advice(Image.new("RGB", size, colour), width=size[0], height=size[1], position=False)
    assert set(found) == {"small"} | ({"dark"} if colour == "black" else set())


def test_what_is_transparent_counts_as_white() -> None:
    image = a_jar(350, 200).convert("RGBA")
    image.putalpha(image.convert("L").point(lambda value: 255 if value < 200 else 0))
    assert checked(encoded(image, "PNG")).advice == ()


def test_every_advice_has_words_of_its_own() -> None:
    assert len({advice.words for advice in coaching.ADVICE.values()}) == len(coaching.ADVICE) == 5
