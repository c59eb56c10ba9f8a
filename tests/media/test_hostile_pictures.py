"""Whatever bytes come, the answer is a picture or a sentence, never an accident."""

import io
from typing import Final

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.errors import CatalogueError
from app.media.pipeline import checked
from tests.conftest import SHARED
from tests.media.pictures import encoded, photo, plain

_exif = Image.Exif()
_exif[0x0112] = 6
SAMPLES: Final = (
    encoded(photo(64, 48), exif=_exif),
    encoded(photo(64, 48), progressive=True, subsampling=0),
    encoded(plain((1, 2, 3, 4), (40, 30), "CMYK")),
    encoded(photo(64, 48), "PNG", exif=_exif),
    encoded(photo(64, 48).quantize(16), "PNG"),
    encoded(plain(30_000, (40, 30), "I;16"), "PNG"),
    encoded(photo(64, 48), "GIF"),
    encoded(plain("red", (20, 20)), "GIF", save_all=True, append_images=[plain("blue", (20, 20))]),
    encoded(photo(64, 48), "WEBP"),
    encoded(plain((1, 2, 3, 4), (40, 30), "RGBA"), "WEBP", lossless=True),
    encoded(plain("red", (20, 20)), "WEBP", save_all=True, append_images=[plain("blue", (20, 20))]),
    encoded(photo(64, 48), "AVIF", exif=_exif),
    (SHARED / "data/images/own/bottle_gps.heic").read_bytes(),
)
MAGIC: Final = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\x40\0\0\0WEBPVP8X",
    b"\0\0\0\x1cftypavif",
    b"\0\0\0\x1cftypheic",
    b"",
)

calm = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def survives(data: bytes) -> None:
    try:
        picture = checked(data)
    except CatalogueError as error:
        refusal = error
    else:
        for file in picture.files.values():
            Image.open(io.BytesIO(file)).load()
        return
    assert 400 <= refusal.status < 500
    assert str(refusal)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real file with some bytes changed, a piece cut out or a piece doubled."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, min(len(data) - 1, draw(st.sampled_from((40, 400, len(data)))))))
        match draw(st.sampled_from(("set", "cut", "double", "huge"))):
            case "set":
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at : at + draw(st.integers(1, 64))]
            case "double":
                data[at:at] = data[at : at + draw(st.integers(1, 64))]
            case "huge":
                data[at : at + 4] = b"\xff\xff\xff\xff"
        if not data:
            break
    return bytes(data)


@calm
@given(magic=st.sampled_from(MAGIC), rest=st.binary(max_size=2000))
@example(magic=MAGIC[3], rest=b"\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff")
def test_random_bytes_are_refused_in_a_sentence(magic: bytes, rest: bytes) -> None:
    survives(magic + rest)


@calm
@given(data=mutated())
def test_damaged_files_give_a_picture_or_a_sentence(data: bytes) -> None:
    survives(data)
