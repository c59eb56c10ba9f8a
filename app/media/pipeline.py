"""From bytes that somebody sent to the pictures that visitors see: upright, sRGB, stripped of everything else, in a few widths.

`renditions` is pure and does the work; `checked` runs it in the sandbox, and is the only way in which a server decodes a picture.
"""

import io
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import pi_heif  # type: ignore[import-untyped]
from PIL import (
    AvifImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,  # noqa: F401 - EXIF is written in it
    WebPImagePlugin,
)

from app import sandbox
from app.errors import Invalid
from app.media import coaching
from app.media.framing import Frame
from app.media.kinds import bounded, kind_of, webp_canvas
from app.sandbox import Message, Spent
from app.text import _

WIDTHS: Final = (320, 640, 960, 1600)
_TALLEST: Final = 3200
_SHARE_WIDTH: Final = 1200
_MOST_DECODED: Final = 24_000_000  # pixels of a picture of which a part is cut out
_MEMORY_MB: Final = 1000
_SECONDS: Final = 15.0
_LARGEST_PROFILE: Final = 4 << 20

Image.preinit()  # here, because what is not loaded before the fork would be loaded for each picture
# One thread each: a second one gains little on one picture and costs memory, and jobs run beside each other anyway.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
pi_heif.options.DECODE_THREADS = 1
pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False

# The decoders by name, instead of Image.open, which would try whatever Pillow knows (43 formats).
_DECODERS: Final[Mapping[str, Callable[[BinaryIO], ImageFile.ImageFile]]] = {
    "jpeg": JpegImagePlugin.JpegImageFile,
    "png": PngImagePlugin.PngImageFile,
    "gif": GifImagePlugin.GifImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
    "avif": AvifImagePlugin.AvifImageFile,
    "heif": pi_heif.HeifImageFile,
}
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNED: Final = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""By quarters to the right."""
_ORIENTATION: Final = 0x0112
_WEBP: Final = re.compile(rb"RIFF....WEBP", re.DOTALL)
_JPEG: Final = re.compile(rb"\xff\xd8\xff")
_COLOURS: Final = {"GRAY": "L", "RGB ": "RGB", "CMYK": "CMYK"}
_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Unreadable(Invalid):
    message = _("This picture is damaged and cannot be read completely.")


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height are those of the upright original, tone its mean colour (#rrggbb, on white).

    `files`: "<width>.webp" for each of `widths` (ascending, never wider than the original), and "share.jpg" for link previews.
    """

    kind: str
    width: int
    height: int
    tone: str
    widths: tuple[int, ...]
    files: Mapping[str, bytes]
    advice: tuple[str, ...] = ()
    """Keys of app.media.coaching."""


def checked(data: bytes, *, frame: Frame | None = None, spent: Callable[[Spent], object] | None = None) -> Picture:
    """The renditions of untrusted bytes, or of a part of the picture, decoded in the sandbox.

    Raises TooManyBytes, NotAPicture, Unrecognised (all before anything runs), TooManyPixels, Unreadable, and the sandbox's errors.
    """
    kind_of(data)
    options = {"frame": frame.model_dump()} if frame else {}
    said = sandbox.call("app.media.pipeline:job", data, options, memory_mb=_MEMORY_MB, seconds=_SECONDS, spent=spent)
    return _believed(said)


def job(file: BinaryIO, options: Mapping[str, Any]) -> Iterator[Message]:
    """`renditions`, as the sandbox runs it."""
    picture = renditions(file.read(), Frame.model_validate(options["frame"]) if "frame" in options else None)
    facts = {"kind": picture.kind, "width": picture.width, "height": picture.height, "tone": picture.tone}
    yield Message(facts | {"files": list(picture.files), "advice": list(picture.advice)}, tuple(picture.files.values()))


def renditions(data: bytes, frame: Frame | None = None) -> Picture:
    """Decode, turn, convert and encode. Of moving pictures and bursts the first frame. Raises like `checked`, in this process."""
    kind = kind_of(data)
    image, width, height, position = _decoded(kind, data, frame or Frame())
    advice = coaching.advice(_on_white(image), width=width, height=height, position=position)
    widths = (*(step for step in WIDTHS if step < image.width), image.width)
    files = {}
    for step in reversed(widths):
        if step < image.width:
            image = _scaled(image, (step, max(1, round(step * height / width))))
        if step == widths[-1]:
            files["share.jpg"] = _preview(image)
        files[f"{step}.webp"] = _encoded(image, "WEBP", quality=80, method=2)
    return Picture(
        kind=kind,
        width=width,
        height=height,
        tone=f"#{_on_white(image).resize((1, 1), Image.Resampling.BOX).tobytes().hex()}",
        widths=widths,
        files=files,
        advice=advice,
    )


def _decoded(kind: str, data: bytes, frame: Frame) -> tuple[Image.Image, int, int, bool]:
    """The part of the picture at its largest rendition's size, RGB or RGBA in sRGB, upright and turned; its width and height in pixels
    of the original; and whether that says where it was taken."""
    if kind == "webp" and (canvas := webp_canvas(data)):
        bounded(kind, *canvas)
    try:
        with _DECODERS[kind](io.BytesIO(data)) as source:
            bounded(kind, *source.size)
            orientation, position = _exif(source)
            width, height = source.size if orientation < 5 else source.size[::-1]
            scale = _scale(width, height, frame)
            size = max(1, round(width * scale)), max(1, round(height * scale))
            image = _sized(source, size if orientation < 5 else size[::-1])
    except (Invalid, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever they like on damaged files
        raise Unreadable from error
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    if frame.is_whole:
        return image, width, height, position
    left, top, right, bottom = frame.box(width, height)
    image, width, height = image.crop(frame.box(*image.size)), right - left, bottom - top
    if frame.turn:
        image = image.transpose(_TURNED[frame.turn])
    return (image, width, height, position) if frame.turn % 2 == 0 else (image, height, width, position)


def _scale(width: int, height: int, frame: Frame) -> float:
    """How small the picture may be decoded: its part as large as the largest rendition, and the whole within what memory holds."""
    if frame.is_whole:
        return min(1.0, WIDTHS[-1] / width, _TALLEST / height)
    left, top, right, bottom = frame.box(width, height)
    across, down = (right - left, bottom - top) if frame.turn % 2 == 0 else (bottom - top, right - left)
    return min(1.0, WIDTHS[-1] / across, _TALLEST / down, math.sqrt(_MOST_DECODED / (width * height)))


def _exif(source: Image.Image) -> tuple[int, bool]:
    """How it is to be turned, and whether it says where it was taken."""
    try:
        exif = source.getexif()
        found = exif.get(_ORIENTATION, 1)
        position = bool(exif.get_ifd(ExifTags.IFD.GPSInfo).keys() & {ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude})
    except Exception:  # broken EXIF is common and no reason to refuse a picture
        return 1, False
    return (found if found in _UPRIGHT else 1), position


def _sized(source: ImageFile.ImageFile, size: tuple[int, int]) -> Image.Image:
    """Decode as small as the decoder can, then resize, and only then convert colours: the fewest pixels at every step."""
    profile = source.info.get("icc_profile")
    if isinstance(source, JpegImagePlugin.JpegImageFile):
        source.draft(source.mode, size)
    source.load()
    plain = _workable(source)
    image = _scaled(plain, size)
    return _in_srgb(image, profile) if profile else image.convert("RGBA" if image.has_transparency_data else "RGB")


def _workable(source: Image.Image) -> Image.Image:
    """A mode that can be resized well, which palettes and single bits cannot; 16 bits become 8, and alpha stays only where it is used."""
    if source.mode.startswith("I") or source.mode == "F":
        deep = source.convert("F")
        return deep.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if source.has_transparency_data:
        clear = source if source.mode == "RGBA" else source.convert("RGBA")
        return clear if clear.getchannel("A").getextrema() != (255, 255) else clear.convert("RGB")
    return source if source.mode in ("RGB", "L", "CMYK") else source.convert("L" if source.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the embedded profile means them. A profile that is broken or of another colour space counts as none."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile[:_LARGEST_PROFILE]))
        if _COLOURS.get(meant.profile.xcolor_space) == colours.mode:
            converted = ImageCms.profileToProfile(colours, meant, _SRGB, outputMode="RGB")
            colours = converted or colours
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        pass
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _preview(image: Image.Image) -> bytes:
    width = min(image.width, _SHARE_WIDTH)
    flat = _on_white(_scaled(image, (width, max(1, round(width * image.height / image.width)))))
    return _encoded(flat, "JPEG", quality=82, optimize=True, progressive=True)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def _encoded(image: Image.Image, encoder: str, **options: Any) -> bytes:
    image.info = {}  # Pillow would write profile, comment and position from here
    out = io.BytesIO()
    image.save(out, encoder, **options)
    return out.getvalue()


def _believed(said: Message) -> Picture:
    """The child worked on hostile bytes, so its answer is taken only if it looks exactly as it should."""
    header = said.header
    try:
        files = dict(zip(header["files"], said.blobs, strict=True))
        picture = Picture(
            kind=header["kind"],
            width=int(header["width"]),
            height=int(header["height"]),
            tone=header["tone"],
            widths=tuple(sorted(int(name.removesuffix(".webp")) for name in files if name != "share.jpg")),
            files=files,
            advice=tuple(header["advice"]),
        )
        sound = _is_sound(picture)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise sandbox.Crashed from error
    if not sound:
        raise sandbox.Crashed
    return picture


def _is_sound(picture: Picture) -> bool:
    names = {"share.jpg", *(f"{width}.webp" for width in picture.widths)}
    return (
        len(names) > 1
        and set(picture.files) == names
        and all((_WEBP if name != "share.jpg" else _JPEG).match(data) for name, data in picture.files.items())
        and re.fullmatch(r"#[0-9a-f]{6}", picture.tone) is not None
        and picture.kind in _DECODERS
        and coaching.ADVICE.keys() >= set(picture.advice)
    )
