"""Pictures made for tests: photos with detail, every odd mode, and files that lie about themselves."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms


def photo(width: int, height: int) -> Image.Image:
    """Something with fine and coarse detail in all three channels, which compresses like a photograph."""
    noise = Image.effect_noise((max(1, width // 4), max(1, height // 4)), 60).resize((width, height), Image.Resampling.BICUBIC)
    return Image.merge("RGB", [noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), Image.linear_gradient("L").resize((width, height))])


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def plain(colour: Any, size: tuple[int, int] = (400, 400), mode: str = "RGB") -> Image.Image:
    return Image.new(mode, size, colour)


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header promises a picture of any size, RGBA."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def parts(data: bytes) -> set[str]:
    """The kinds of chunk in a WebP, or the markers before the image data of a JPEG: where a file tells more than its picture."""
    found = set()
    if data[:4] == b"RIFF":
        at = 12
        while at < len(data):
            found.add(data[at : at + 4].decode().strip())
            size = int.from_bytes(data[at + 4 : at + 8], "little")
            at += 8 + size + size % 2
        return found
    at = 2
    while data[at + 1] != 0xDA:
        found.add(f"{data[at + 1]:02X}")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found


PICTURE_ONLY = {"VP8", "VP8L", "VP8X", "ALPH", "E0", "DB", "C0", "C2", "C4"}
"""Chunks and markers that hold nothing but the picture: no EXIF, XMP, profile, comment or maker's data."""


def profile_with_red_and_green_swapped() -> bytes:
    """An sRGB profile whose table of contents exchanges two colours: pictures that honour it show red as green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    table, rest = profile[:300], profile[300:]
    return table.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ") + rest


def profile_of_a_press_that_prints_blue() -> bytes:
    """A CMYK profile by whose table no ink is white, all inks are black, and anything between is the same blue."""
    corners = b"\xff\x80\x80" + b"\x50\xb8\x30" * 14 + b"\0\x80\x80"  # Lab in 8 bits
    ramp = bytes(range(256))
    identity = b"".join(struct.pack(">i", 65536 if row == column else 0) for row in range(3) for column in range(3))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity + ramp * 4 + corners + ramp * 3
    text = b"desc" + bytes(4) + struct.pack(">I", 2) + b"x\0" + bytes(79)
    copyright_ = b"text" + bytes(4) + b"none\0"
    white = b"XYZ " + bytes(4) + struct.pack(">iii", 63190, 65536, 54061)
    tags, body, at = b"", b"", 132 + 12 * 4
    for name, data in ((b"A2B0", table), (b"desc", text), (b"cprt", copyright_), (b"wtpt", white)):
        padded = data + bytes(-len(data) % 4)
        tags += name + struct.pack(">II", at + len(body), len(data))
        body += padded
    head = struct.pack(">I4sI4s4s4s", at + len(body), bytes(4), 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + struct.pack(">iii", 63190, 65536, 54061) + bytes(48)
    return head + struct.pack(">I", 4) + tags + body
