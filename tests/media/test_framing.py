"""A part of a picture is cut from what was sent: in its place, in its size, turned, as a picture of its own, and the rest stays."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pydantic import ValidationError
from sqlmodel import Session

from app.catalogue.pictures import theirs
from app.media import auditing, intake
from app.media.framing import Frame
from app.media.intake import framed, keep, recorded
from app.media.models import Upload
from app.media.pipeline import Picture, renditions
from app.media.storage import FolderStore, Missing, original, public
from tests.factories import an_id
from tests.media.pictures import encoded

CORNERS = {"red": (0, 0), "lime": (300, 0), "blue": (0, 200), "white": (300, 200)}
LOWER_RIGHT = Frame(left=5000, top=5000, width=5000, height=5000)


def corners() -> bytes:
    """600 x 400, each quarter in a colour of its own."""
    image = Image.new("RGB", (600, 400))
    for colour, place in CORNERS.items():
        image.paste(colour, (*place, place[0] + 300, place[1] + 200))
    return encoded(image, "PNG")


def colour(picture: Picture, x: float = 0.5, y: float = 0.5) -> tuple[int, ...]:
    with Image.open(io.BytesIO(picture.files[f"{picture.widths[-1]}.webp"])) as image:
        found = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(found, tuple)
    return tuple(round(value / 255) for value in found)


def test_the_part_is_cut_in_its_place_and_its_size() -> None:
    picture = renditions(corners(), LOWER_RIGHT)
    assert (picture.width, picture.height) == (300, 200)
    assert colour(picture) == (1, 1, 1)
    assert colour(renditions(corners(), Frame(width=4000, height=4000))) == (1, 0, 0)


@pytest.mark.parametrize(("turn", "first"), [(0, (1, 0, 0)), (1, (0, 0, 1)), (2, (1, 1, 1)), (3, (0, 1, 0))])
def test_it_is_turned_to_the_right_after_it_was_cut(turn: int, first: tuple[int, ...]) -> None:
    picture = renditions(corners(), Frame(turn=turn))
    assert (picture.width, picture.height) == ((600, 400) if turn % 2 == 0 else (400, 600))
    assert colour(picture, 0.1, 0.1) == first


def test_what_a_telephone_wrote_lying_is_cut_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its left side: shown turned to the right
    with Image.open(io.BytesIO(corners())) as image:
        data = io.BytesIO()
        image.save(data, "PNG", exif=exif)
    picture = renditions(data.getvalue(), Frame(width=5000, height=5000))
    assert ((picture.width, picture.height), colour(picture)) == ((200, 300), (0, 0, 1))


def test_a_small_part_of_a_large_picture_is_as_sharp_as_it_was_sent() -> None:
    large = encoded(Image.new("RGB", (4000, 3000), "teal"))
    assert renditions(large, Frame(left=2500, top=2500, width=2500, height=2500)).widths[-1] == 1000


def test_a_part_has_one_identity_and_leaves_what_was_sent(db: Session, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "media", kept_free=0)
    sent = keep(db, store, corners())
    part = recorded(db, framed(store, sent.id, LOWER_RIGHT))
    assert recorded(db, framed(store, sent.id, LOWER_RIGHT)).id == part.id == LOWER_RIGHT.id_of(sent.id)
    assert part.id != LOWER_RIGHT.model_copy(update={"turn": 1}).id_of(sent.id)
    assert (part.source, part.frame) == (sent.id, LOWER_RIGHT.model_dump())
    assert store.exists(public(part.id, "300.webp"))
    assert store.get(original(sent.id)) == corners()
    assert list(auditing.faults(db, store)) == []
    store.delete(public(part.id, "300.webp"))
    assert intake.redrawn(store, part).digests == part.digests
    assert list(auditing.faults(db, store)) == []
    with pytest.raises(Missing):
        intake.framed(store, part.id, LOWER_RIGHT)  # a part of a part is cut from what was sent


def test_whose_a_picture_is_his_are_its_parts(db: Session, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "media", kept_free=0)
    sent, owner = keep(db, store, corners()), an_id("owner")
    part = recorded(db, framed(store, sent.id, LOWER_RIGHT))
    db.add(Upload(owner_id=owner, user_id=owner, purpose="picture", length=1, media_id=sent.id, expires_at=sent.created_at))
    db.flush()
    assert theirs(db, [part.id], [owner]) == {part.id}
    assert theirs(db, [part.id], [an_id("somebody else")]) == set()


@pytest.mark.parametrize("wrong", [{"left": 6000, "width": 5000}, {"top": -1}, {"width": 100}, {"turn": 4}, {"height": 10_001}])
def test_a_part_outside_of_the_picture_is_none(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Frame(**wrong)


@pytest.mark.parametrize(("turn", "size"), [(0, (266, 200)), (1, (150, 200))])
def test_a_shape_is_the_largest_that_fits_around_the_middle(turn: int, size: tuple[int, int]) -> None:
    shaped = LOWER_RIGHT.model_copy(update={"turn": turn}).shaped(600, 400, (4, 3))
    left, top, right, bottom = shaped.box(600, 400)
    assert abs(right - left - size[0]) <= 1
    assert abs(bottom - top - size[1]) <= 1
    assert abs((left + right) / 2 - 450) <= 1
