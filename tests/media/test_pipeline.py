"""Whatever a telephone, a scanner or a designer makes comes out upright, in true colours, small, and with nothing told about its maker."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from app import sandbox
from app.media import pipeline
from app.media.kinds import TooManyPixels
from app.media.pipeline import Picture, Unreadable, checked, renditions
from app.sandbox import Message, Spent
from tests.media.pictures import (
    PICTURE_ONLY,
    encoded,
    parts,
    photo,
    plain,
    png_that_claims,
    profile_of_a_press_that_prints_blue,
    profile_with_red_and_green_swapped,
)


def opened(picture: Picture, name: str) -> Image.Image:
    image = Image.open(io.BytesIO(picture.files[name]))
    image.load()
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of the worst channel, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """The channels of one pixel."""
    return tuple(image.crop((x, y, x + 1, y + 1)).tobytes())


def colour(picture: Picture) -> tuple[int, ...]:
    return tuple(bytes.fromhex(picture.tone[1:]))


def is_near(picture: Picture, wanted: str, by: int = 8) -> bool:
    return max(abs(a - b) for a, b in zip(colour(picture), bytes.fromhex(wanted[1:]), strict=True)) <= by


# --- sizes -----------------------------------------------------------------------------------------------------------------


def test_a_photo_comes_in_every_width_and_as_a_link_preview() -> None:
    picture = checked(encoded(photo(4000, 3000), quality=88))
    assert (picture.kind, picture.width, picture.height, picture.advice) == ("jpeg", 4000, 3000, ())
    assert picture.widths == (320, 640, 960, 1600)
    assert set(picture.files) == {"320.webp", "640.webp", "960.webp", "1600.webp", "share.jpg"}
    for width in picture.widths:
        image = opened(picture, f"{width}.webp")
        assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (width, width * 3 // 4))
    share = opened(picture, "share.jpg")
    assert (share.format, share.mode, share.size) == ("JPEG", "RGB", (1200, 900))


@pytest.mark.parametrize(
    ("size", "widths", "largest", "share"),
    [
        ((800, 600), (320, 640, 800), (800, 600), (800, 600)),
        ((320, 320), (320,), (320, 320), (320, 320)),
        ((1, 1), (1,), (1, 1), (1, 1)),
        ((1601, 400), (320, 640, 960, 1600), (1600, 400), (1200, 300)),
        ((3000, 2), (320, 640, 960, 1600), (1600, 1), (1200, 1)),
        ((400, 6400), (200,), (200, 3200), (200, 3200)),
    ],
)
def test_nothing_is_enlarged_and_nothing_vanishes(
    size: tuple[int, int], widths: tuple[int, ...], largest: tuple[int, int], share: tuple[int, int]
) -> None:
    picture = renditions(encoded(photo(*size), "PNG"))
    assert (picture.width, picture.height) == size
    assert picture.widths == widths
    assert opened(picture, f"{widths[-1]}.webp").size == largest
    assert opened(picture, "share.jpg").size == share


def test_details_survive() -> None:
    original = photo(960, 720)
    for kind, options in (("PNG", {}), ("JPEG", {"quality": 95}), ("WEBP", {"quality": 95}), ("AVIF", {"quality": 95, "speed": 9})):
        shown = opened(renditions(encoded(original, kind, **options)), "960.webp")
        assert difference(shown.convert("L"), original.convert("L")) < 4


# --- turning ---------------------------------------------------------------------------------------------------------------

_SENT_AS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", _SENT_AS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_comes_upright(kind: str, orientation: int) -> None:
    upright = Image.new("RGB", (600, 400), "white")
    upright.paste("red", (0, 0, 300, 200))
    upright.paste("blue", (300, 200, 600, 400))
    how = _SENT_AS[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = renditions(encoded(upright.transpose(how) if how is not None else upright, kind, exif=exif))
    assert (picture.width, picture.height) == (600, 400)
    shown = opened(picture, "600.webp")
    assert difference(shown, upright) < 3


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0garbage", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\x2a\0\0\0\0\0\0"]
)
def test_broken_exif_is_no_reason_to_refuse_a_picture(exif: bytes) -> None:
    assert checked(encoded(plain("red"), exif=exif)).width == 400


# --- colours ---------------------------------------------------------------------------------------------------------------

_MODES: list[tuple[str, str, Any, str]] = [
    ("JPEG", "RGB", (200, 100, 50), "#c86432"),
    ("JPEG", "L", 100, "#646464"),
    ("JPEG", "CMYK", (255, 0, 255, 0), "#00ff00"),
    ("PNG", "1", 1, "#ffffff"),
    ("PNG", "L", 100, "#646464"),
    ("PNG", "LA", (100, 255), "#646464"),
    ("PNG", "P", 0, "#000000"),
    ("PNG", "I;16", 0x6464, "#646464"),
    ("PNG", "RGBA", (200, 100, 50, 255), "#c86432"),
    ("GIF", "P", 0, "#000000"),
    ("WEBP", "RGBA", (200, 100, 50, 255), "#c86432"),
    ("AVIF", "RGB", (200, 100, 50), "#c86432"),
]


@pytest.mark.parametrize(("kind", "mode", "ink", "tone"), _MODES, ids=lambda value: str(value))
def test_every_mode_gives_its_colour_in_srgb(kind: str, mode: str, ink: Any, tone: str) -> None:
    picture = renditions(encoded(plain(ink, mode=mode), kind))
    assert is_near(picture, tone)
    assert {opened(picture, name).mode for name in picture.files} == {"RGB"}


def test_sixteen_bits_keep_their_whole_range() -> None:
    ramp = Image.new("I;16", (256, 64))
    ramp.putdata([x * 257 for _ in range(64) for x in range(256)])
    shown = opened(renditions(encoded(ramp, "PNG")), "256.webp").convert("L")
    assert all(abs(shade - x) <= 6 for x, shade in enumerate(shown.crop((0, 32, 256, 33)).tobytes()))


def test_an_embedded_profile_is_honoured() -> None:
    assert is_near(renditions(encoded(plain("red"), icc_profile=profile_with_red_and_green_swapped())), "#00ff00")
    assert is_near(renditions(encoded(plain((255, 0, 0, 0), mode="CMYK"), icc_profile=profile_of_a_press_that_prints_blue())), "#5a1dcc")


def test_alpha_survives_a_profile() -> None:
    picture = renditions(encoded(plain((255, 0, 0, 128), mode="RGBA"), "PNG", icc_profile=profile_with_red_and_green_swapped()))
    red, green, _blue, alpha = at(opened(picture, "400.webp"), 200, 200)
    assert (red < 10, green > 245, alpha) == (True, True, 128)


@pytest.mark.parametrize("profile", [b"x" * 500, profile_of_a_press_that_prints_blue(), profile_with_red_and_green_swapped()[:200]])
def test_a_profile_that_does_not_fit_counts_as_none(profile: bytes) -> None:
    assert is_near(renditions(encoded(plain("red"), icc_profile=profile)), "#ff0000")


def test_a_profile_of_ten_megabytes_does_no_harm() -> None:
    profile = profile_with_red_and_green_swapped() + bytes(10_000_000)
    assert checked(encoded(plain("red"), icc_profile=profile)).width == 400


def test_what_is_transparent_stays_so_and_previews_stand_on_white() -> None:
    cut_out = plain((0, 0, 0, 0), mode="RGBA")
    cut_out.paste((0, 128, 0, 255), (100, 100, 300, 300))
    palette = cut_out.quantize(8)
    for data in (encoded(cut_out, "PNG"), encoded(cut_out, "WEBP", lossless=True), encoded(cut_out, "AVIF"), encoded(palette, "PNG")):
        picture = renditions(data)
        shown, share = opened(picture, "320.webp"), opened(picture, "share.jpg")
        assert (at(shown, 5, 5)[3], at(shown, 160, 160)[3]) == (0, 255)
        assert min(at(share, 5, 5)) > 250
        assert is_near(picture, "#bfdfbf")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "MPO"])
def test_of_moving_pictures_the_first_frame_counts(kind: str) -> None:
    data = encoded(plain("red"), kind, save_all=True, append_images=[plain("blue"), plain("green")])
    assert is_near(renditions(data), "#ff0000")


# --- what must not get out -------------------------------------------------------------------------------------------------


def test_nothing_about_the_maker_gets_out() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Canary phone"
    exif[0x8825] = {1: "N", 2: (1.0, 29.0, 31.0), 3: "E", 4: (124.0, 50.0, 24.0), 29: "canary day"}
    told: dict[str, Any] = {
        "exif": exif,
        "xmp": b"<x:xmpmeta>canary</x:xmpmeta>",
        "comment": b"canary",
        "icc_profile": profile_with_red_and_green_swapped(),
    }
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        sent = encoded(photo(500, 400), kind, **told)
        assert b"anary" in sent
        picture = renditions(sent)
        for name, data in picture.files.items():
            image = opened(picture, name)
            assert dict(image.getexif()) == {}
            assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
            assert parts(data) <= PICTURE_ONLY
            assert b"anary" not in data


@pytest.mark.parametrize(
    "data",
    [
        encoded(plain("red"), "GIF") + b"PK\3\4 canary.class",
        encoded(plain("red"), comment=b"<script>canary</script><?php canary ?>"),
        encoded(plain("red"), "PNG") + b"<html>canary",
    ],
    ids=["GIF and JAR", "JPEG and PHP", "PNG and HTML"],
)
def test_only_our_own_bytes_come_out_of_a_file_that_is_two_things(data: bytes) -> None:
    assert not [name for name, file in checked(data).files.items() if b"canary" in file]


# --- what must not get in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        png_that_claims(13_000, 13_000),
        png_that_claims(30_000, 30_000),
        png_that_claims(2**31 - 1, 2**31 - 1),
        encoded(plain(0, (13_000, 13_000), "1"), "PNG"),
        encoded(plain("red"), "WEBP")[:12] + b"VP8X\x0a\0\0\0\0\0\0\0" + b"\xfe\x3f\0" * 2 + encoded(plain("red"), "WEBP")[12:],
    ],
    ids=["169 MP", "900 MP", "2^62", "one bit", "webp"],
)
def test_a_bomb_is_refused_by_its_header_before_it_goes_off(data: bytes) -> None:
    costs: list[Spent] = []
    with pytest.raises(TooManyPixels) as refusal:
        checked(data, spent=costs.append)
    assert refusal.value.status == 422
    assert costs[0].cpu < 0.2
    assert costs[0].peak < 100_000_000


def test_the_limits_are_fifty_megapixels_and_more_only_where_the_decoder_shrinks() -> None:
    assert checked(encoded(plain(7, (7_000, 7_000), "L"), "PNG")).width == 7_000
    assert checked(encoded(plain(7, (12_000, 9_000), "L"))).width == 12_000
    with pytest.raises(TooManyPixels) as refusal:
        checked(encoded(plain(7, (12_200, 9_100), "L")))
    assert str(refusal.value).startswith("This picture has 112 megapixels. It may have up to 50 MB and 110 megapixels. ")


def test_ten_thousand_frames_cost_no_more_than_one() -> None:
    frame = encoded(plain(3, (300, 300), "P"), "GIF")
    start = frame.index(b",", 13 + 3 * 2 ** ((frame[10] & 7) + 1))
    costs: list[Spent] = []
    checked(frame[:start] + frame[start:-1] * 10_000 + b";", spent=costs.append)
    assert costs[0].cpu < 0.5


def test_a_strip_of_65500_pixels_is_only_a_thin_picture() -> None:
    picture = checked(encoded(plain("red", (65_500, 16))))
    assert (picture.width, picture.height) == (65_500, 16)
    assert opened(picture, "1600.webp").size == (1600, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_refused(kind: str, kept: float) -> None:
    whole = encoded(photo(1200, 900), kind)
    with pytest.raises(Unreadable):
        checked(whole[: int(len(whole) * kept)])


def test_a_48_megapixel_photo_passes_in_200_megabytes() -> None:
    costs: list[Spent] = []
    picture = checked(encoded(photo(8000, 6000), quality=85), spent=costs.append)
    assert picture.widths == (320, 640, 960, 1600)
    assert costs[0].peak <= 200_000_000


# --- the sandbox ------------------------------------------------------------------------------------------------------------


def test_nothing_is_decoded_in_the_server_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object) -> None:
        raise AssertionError("decoded here")

    monkeypatch.setattr(pipeline, "renditions", no)
    monkeypatch.setattr(pipeline, "_decoded", no)
    assert checked(encoded(plain("red"))).width == 400


_HONEST = {"kind": "png", "width": 9, "height": 9, "tone": "#ffffff", "advice": [], "files": ["9.webp", "share.jpg"]}


@pytest.mark.parametrize(
    ("lie", "blobs"),
    [
        ({"files": ["../../x.webp", "share.jpg"]}, (b"RIFF0000WEBP", b"\xff\xd8\xff")),
        ({"files": ["9.webp", "9.webp"]}, (b"RIFF0000WEBP", b"RIFF0000WEBP")),
        ({"files": ["share.jpg"]}, (b"\xff\xd8\xff",)),
        ({}, (b"<script>", b"\xff\xd8\xff")),
        ({}, (b"RIFF0000WEBP", b"<html>")),
        ({}, (b"RIFF0000WEBP",)),
        ({"tone": "red;background:url(x)"}, (b"RIFF0000WEBP", b"\xff\xd8\xff")),
        ({"advice": ["Call this number"]}, (b"RIFF0000WEBP", b"\xff\xd8\xff")),
        ({"width": "x"}, (b"RIFF0000WEBP", b"\xff\xd8\xff")),
        ({"kind": "svg"}, (b"RIFF0000WEBP", b"\xff\xd8\xff")),
        ({"tone": None}, (b"RIFF0000WEBP", b"\xff\xd8\xff")),
    ],
)
def test_an_answer_that_a_captured_decoder_made_up_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any], blobs: tuple[bytes, ...]
) -> None:
    data = encoded(plain("red"), "PNG")
    monkeypatch.setattr(sandbox, "call", lambda *_, **__: Message(_HONEST | lie, blobs))
    with pytest.raises(sandbox.Crashed):
        checked(data)


def test_an_honest_answer_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "call", lambda *_, **__: Message(_HONEST, (b"RIFF0000WEBP", b"\xff\xd8\xff")))
    assert checked(encoded(plain("red"), "PNG")).widths == (9,)
