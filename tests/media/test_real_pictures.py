"""The photos beside the repository: real telephones, shops and odd formats. Each is taken, or refused by name."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from app.media.kinds import NotAPicture
from app.media.pipeline import checked
from tests.conftest import SHARED
from tests.media.pictures import PICTURE_ONLY, parts

FOLDER = SHARED / "data" / "images"
KINDS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif", "HEIF": "heif"}
REFUSED = {".tif": "TIFF", ".tiff": "TIFF", ".svg": "SVG", ".jp2": "JPEG 2000"}


def rows() -> Iterator[dict[str, str]]:
    if not FOLDER.is_dir():
        pytest.fail(f"{FOLDER} is missing: put the folder shared/ beside the repository, or set ETALASE_SHARED to where it is.")
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        yield from csv.DictReader(manifest)


def smallest(picture_file: Path) -> Image.Image:
    return Image.open(io.BytesIO(checked(picture_file.read_bytes()).files["320.webp"])).convert("RGB")


@pytest.mark.parametrize("row", [row for row in rows() if Path(row["file"]).suffix not in REFUSED], ids=lambda row: row["file"])
def test_every_real_picture_passes(row: dict[str, str]) -> None:
    data = (FOLDER / row["file"]).read_bytes()
    picture = checked(data)
    size = int(row["width"]), int(row["height"])
    lies = row["exif_orientation"] in ("5", "6", "7", "8")
    assert picture.kind == KINDS[row["format"]]
    assert (picture.width, picture.height) == (size[::-1] if lies else size)
    assert picture.widths[-1] <= min(1600, picture.width)
    for name, file in picture.files.items():
        image = Image.open(io.BytesIO(file))
        image.load()
        assert image.width == (min(1200, picture.widths[-1]) if name == "share.jpg" else int(name.removesuffix(".webp")))
        assert abs(image.height - max(1, image.width * picture.height / picture.width)) <= 1
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
        assert parts(file) <= PICTURE_ONLY


def test_some_of_them_tell_where_they_were_taken() -> None:
    """Or else the test above would say nothing about places."""
    assert sum(row["has_gps"] == "yes" for row in rows()) > 5


@pytest.mark.parametrize("row", [row for row in rows() if Path(row["file"]).suffix in REFUSED], ids=lambda row: row["file"])
def test_every_other_format_is_refused_by_name(row: dict[str, str]) -> None:
    with pytest.raises(NotAPicture) as refusal:
        checked((FOLDER / row["file"]).read_bytes())
    assert refusal.value.facts == {"found": REFUSED[Path(row["file"]).suffix]}


@pytest.mark.parametrize("view", ["landscape", "portrait"])
def test_the_same_view_in_eight_orientations_comes_out_the_same(view: str) -> None:
    """Only the digit in the middle tells them apart."""
    first, *others = (smallest(FOLDER / "exif_orientation" / f"{view}_{number}.jpg") for number in range(1, 9))
    for other in others:
        assert max(ImageStat.Stat(ImageChops.difference(first, other)).mean) < 6
