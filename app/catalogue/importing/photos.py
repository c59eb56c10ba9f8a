"""Photos that come with a list, in a folder or a zip: found by name in any writing or by code, stored once, each one accounted for."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from app.errors import NotFound, TooLarge, Unsupported
from app.text import _

Match = Literal["exact", "differs"]

KINDS: Final = frozenset(
    {
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".png",
        ".webp",
        ".avif",
        ".gif",
        ".heic",
        ".heif",
        ".tif",
        ".tiff",
        ".jp2",
        ".bmp",
        ".svg",
        ".raw",
        ".dng",
    }
)
"""Names that pictures have. Not all kinds can be taken in, but a file that was meant as a picture is to be found and spoken of."""

_MOST_FILES: Final = 20_000
_LARGEST: Final = 60 << 20
_ZIP_MOST: Final = 8 << 30


class NoPhotos(NotFound):
    message = _("There is no folder and no ZIP file of photos at “{place}”.")


class BadZip(Unsupported):
    message = _("The ZIP file of photos cannot be opened: it is damaged or protected by a password.")


class TooManyPhotos(TooLarge):
    message = _("There are more than {limit} files, or they unpack to more than {gigabytes} GB.")


@dataclass(slots=True)
class Album:
    """The files by their path within the folder or zip. Nothing is unpacked to disk, so names in a zip can lead nowhere."""

    place: Path
    names: list[str]
    archive: zipfile.ZipFile | None = None
    used: set[str] = field(default_factory=set)
    exact: dict[str, str] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)
    stems: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            last = PurePosixPath(name).name
            for key in (name, last):
                self.exact.setdefault(key, name)
                self.loose.setdefault(_loose(key), name)
            self.stems.setdefault(_loose(PurePosixPath(last).stem), []).append(name)

    def match(self, typed: str) -> tuple[str, Match] | None:
        """The file that a cell names: as it is, in other letters, or without its ending; a path before the name may be there or not."""
        wanted = typed.strip().replace("\\", "/")
        last = wanted.rpartition("/")[2]
        for key in (wanted, last):
            if found := self.exact.get(key):
                return found, "exact"
        for key in (wanted, last):
            if found := self.loose.get(_loose(key)):
                return found, "differs"
        stem = PurePosixPath(last).stem if PurePosixPath(last).suffix.lower() in KINDS else last
        found_by_stem = self.stems.get(_loose(stem), [])
        return (found_by_stem[0], "differs") if len(found_by_stem) == 1 else None

    def by_code(self, code: str) -> list[str]:
        """Files that are named like a code or barcode: CODE.jpg, CODE-2.jpg, CODE_front.jpg."""
        wanted = _loose(code)
        if not wanted:
            return []
        exact = self.stems.get(wanted, [])
        behind = [name for stem, names in self.stems.items() if re.fullmatch(re.escape(wanted) + r"[-_ (].{1,20}", stem) for name in names]
        return sorted(exact) + sorted(behind)

    def read(self, name: str) -> bytes:
        """The bytes of a file, as many as a picture may have; raises the errors of reading."""
        if self.archive is not None:
            with self.archive.open(name) as file:
                return file.read(_LARGEST + 1)
        with (self.place / name).open("rb") as file:
            return file.read(_LARGEST + 1)

    @property
    def unused(self) -> list[str]:
        return [name for name in self.names if name not in self.used]


def album(place: Path) -> Album:
    """The photos in a folder (with the folders in it) or a ZIP file. Raises NoPhotos, BadZip and TooManyPhotos."""
    if place.is_dir():
        names = sorted(_in_folder(place))
        _bounded(len(names), 0)
        return Album(place, names)
    if not place.is_file():
        raise NoPhotos(place=place.name)
    try:
        archive = zipfile.ZipFile(place)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadZip from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _bounded(len(entries), sum(entry.file_size for entry in entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadZip
    return Album(place, sorted(entry.filename for entry in entries if _is_photo(entry.filename)), archive)


def looked_at(album: Album, name: str) -> tuple[str, bytes] | None:
    """The identifier that a photo gets in the store, and its bytes; None when it cannot be read at all."""
    try:
        data = album.read(name)
    except (OSError, ValueError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        return None
    return (hashlib.sha256(data).hexdigest(), data) if data else None


def _in_folder(place: Path) -> Iterator[str]:
    root = place.resolve()
    for path in place.rglob("*"):
        if path.is_file() and _is_photo(path.name) and path.resolve().is_relative_to(root):
            yield path.relative_to(place).as_posix()


def _is_photo(name: str) -> bool:
    last = PurePosixPath(name).name
    return PurePosixPath(last).suffix.lower() in KINDS and not last.startswith(".") and not name.startswith("__MACOSX/")


def _bounded(count: int, unpacked: int) -> None:
    if count > _MOST_FILES or unpacked > _ZIP_MOST:
        raise TooManyPhotos(limit=_MOST_FILES, gigabytes=_ZIP_MOST >> 30)


def _loose(name: str) -> str:
    return re.sub(r"\s+", " ", name.casefold().replace("_", " ")).strip()
