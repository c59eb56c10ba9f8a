"""Where pictures lie: files named by the hash of what was sent, written once and never changed, in a folder or an S3-compatible store.

originals/<sha256> is what somebody sent and is never served; public/<sha256>/<width>.webp and share.jpg are what visitors see;
papers/<id>/ holds the file of a certificate, which only its enterprise and staff ever get.
"""

import contextlib
import errno
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Set
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import obstore
from obstore import exceptions
from obstore.store import S3Store as Bucket

from app.errors import Busy, CatalogueError, NotFound
from app.settings import Settings
from app.text import _

_NAME: Final = re.compile(
    r"originals/[0-9a-f]{64}|public/[0-9a-f]{64}/(?:[1-9][0-9]{0,3}\.webp|share\.jpg)|papers/[0-9a-f]{32}/(?:paper\.pdf|page\.webp|small\.webp)"
)
_TEMPORARY: Final = ".incoming"
_ABANDONED_SECONDS: Final = 86_400
_SHARE_KEPT_FREE: Final = 20
_LEAST_KEPT_FREE: Final = 500 << 20
_MOST_KEPT_FREE: Final = 5 << 30
_PATIENCE: Final = timedelta(seconds=30)


class Missing(NotFound):
    message = _("This picture is not here.")


class Full(CatalogueError):
    status = 507
    message = _("There is no room left for more pictures. The centre's staff can make room; nothing was lost.")


class Unreachable(Busy):
    message = _("The store of pictures does not answer right now. Please try again in a moment.")


class Store(Protocol):
    """Names follow the pattern above; any other is a ValueError. What exists stays as it is: the same name means the same picture."""

    def put(self, files: Mapping[str, bytes]) -> Set[str]:
        """Store these files, all of them safely on disk before it returns: the names of those that were there already.

        Raises Full, Unreachable.
        """

    def get(self, name: str) -> bytes:
        """Raises Missing, Unreachable."""

    def exists(self, name: str) -> bool: ...

    def delete(self, name: str) -> None:
        """Also fine when it is not there."""

    def names(self) -> Iterator[str]:
        """Every file that lies there, strangers included."""

    def ready(self) -> None:
        """Raises Full or Unreachable when nothing could be stored now."""


def store_from(settings: Settings) -> Store:
    """The store that the settings name. Raises ValueError when they name none that we know."""
    if not settings.media_store:
        return FolderStore(settings.media_folder)
    address = urlsplit(settings.media_store)
    if address.scheme != "s3" or not address.netloc:
        raise ValueError(f"media_store must be s3://bucket/prefix or empty, not {settings.media_store!r}")
    return S3Store(
        address.netloc,
        address.path.strip("/"),
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        key=settings.s3_key.get_secret_value(),
        secret=settings.s3_secret.get_secret_value(),
    )


def original(digest: str) -> str:
    """The name of what was sent, by its SHA-256 in hex."""
    return _valid(f"originals/{digest}")


def public(digest: str, file: str) -> str:
    """The name of a rendition: `file` is "<width>.webp" or "share.jpg"."""
    return _valid(f"public/{digest}/{file}")


def paper(paper_id: UUID, file: str) -> str:
    """The name of a file of a certificate: `file` is "paper.pdf", or "page.webp" and "small.webp"."""
    return _valid(f"papers/{paper_id.hex}/{file}")


def is_ours(name: str) -> bool:
    """Whether a file of this name could have been stored by us."""
    return _NAME.fullmatch(name) is not None


def ensure_room(folder: Path, wanted: int, *, kept_free: int | None = None) -> None:
    """Raises Full when so many bytes more would leave the disk of the folder with less than must stay free."""
    disk = shutil.disk_usage(folder)
    share = min(max(disk.total // _SHARE_KEPT_FREE, _LEAST_KEPT_FREE), _MOST_KEPT_FREE)
    if disk.free - wanted < (share if kept_free is None else kept_free):
        raise Full


def synced(folder: Path) -> None:
    """A new name survives a power cut only when its folder was written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class FolderStore:
    """A local folder. Some of the disk stays free, so that the database beside it can always write.

    The folder is made once, at the start: one that is lost later was a disk that is not mounted, or an accident, and new pictures
    in an empty folder of the same name would hide that.
    """

    def __init__(self, root: Path, *, kept_free: int | None = None) -> None:
        self.root = root
        self._kept_free = kept_free
        with contextlib.suppress(OSError):  # whoever wants to store something is told
            root.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        """Where the file lies or would lie."""
        return self.root / _valid(name)

    def put(self, files: Mapping[str, bytes]) -> Set[str]:
        there = {name for name in files if self.exists(name)}
        wanted = {self.path(name): data for name, data in files.items() if name not in there}
        if not wanted:
            return there
        with telling_when_full():
            self._guard(sum(map(len, wanted.values())))
            with contextlib.ExitStack() as written:
                # First all bytes, then all names: a disk that fills up on the way leaves nothing behind.
                temporary = {target: self._written(data, written) for target, data in wanted.items()}
                folders = set()
                for target, source in temporary.items():
                    if not target.parent.exists():
                        target.parent.mkdir(parents=True, exist_ok=True)
                        folders.add(target.parent.parent)
                    source.replace(target)
                    folders.add(target.parent)
                for folder in folders:
                    synced(folder)
        return there

    def get(self, name: str) -> bytes:
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            raise Missing from None

    def exists(self, name: str) -> bool:
        return self.path(name).is_file()

    def delete(self, name: str) -> None:
        path = self.path(name)
        path.unlink(missing_ok=True)
        if path.parent.parent.name in ("public", "papers"):
            with contextlib.suppress(OSError):  # others of it are still there
                path.parent.rmdir()

    def names(self) -> Iterator[str]:
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if name != _TEMPORARY)
            yield from ((Path(folder) / file).relative_to(self.root).as_posix() for file in sorted(files))

    def ready(self) -> None:
        """Really writes something; also clears away what an upload left behind that was cut off by a power cut."""
        with telling_when_full():
            self._guard(0)
            with _reaching(), tempfile.TemporaryFile(dir=self.root / _TEMPORARY) as probe:
                probe.write(b"?")
                probe.flush()
        for left in (self.root / _TEMPORARY).iterdir():
            with contextlib.suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
                    left.unlink()

    def _guard(self, wanted: int) -> None:
        with _reaching():
            (self.root / _TEMPORARY).mkdir(exist_ok=True)
            ensure_room(self.root, wanted, kept_free=self._kept_free)

    def _written(self, data: bytes, written: contextlib.ExitStack) -> Path:
        path = self.root / _TEMPORARY / secrets.token_hex(16)
        written.callback(path.unlink, missing_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return path


class S3Store:
    """A bucket of an S3-compatible store. Without key and secret, the machine's own role is used."""

    def __init__(
        self, bucket: str, prefix: str = "", *, endpoint: str = "", region: str = "us-east-1", key: str = "", secret: str = ""
    ) -> None:
        access: dict[str, Any] = {"region": region}
        if endpoint:
            access |= {"endpoint": endpoint}
        if key:
            access |= {"access_key_id": key, "secret_access_key": secret}
        self._bucket = Bucket(
            bucket,
            prefix=prefix or None,
            **access,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": _PATIENCE, "connect_timeout": timedelta(seconds=5)},
            retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
        )

    def put(self, files: Mapping[str, bytes]) -> Set[str]:
        with _answering():
            return {name for name, data in files.items() if not self._created(_valid(name), data)}

    def get(self, name: str) -> bytes:
        with _answering(Missing):
            return bytes(obstore.get(self._bucket, _valid(name)).bytes())

    def exists(self, name: str) -> bool:
        try:
            with _answering(Missing):
                obstore.head(self._bucket, _valid(name))
        except Missing:
            return False
        return True

    def delete(self, name: str) -> None:
        with contextlib.suppress(Missing), _answering(Missing):
            obstore.delete(self._bucket, _valid(name))

    def names(self) -> Iterator[str]:
        with _answering():
            for page in obstore.list(self._bucket, chunk_size=1000):
                yield from (found["path"] for found in page)

    def ready(self) -> None:
        with _answering():
            obstore.list_with_delimiter(self._bucket)

    def _created(self, name: str, data: bytes) -> bool:
        """False when a file of this name was there, which is also the answer to a retry whose first try had arrived."""
        try:
            obstore.put(self._bucket, name, data, mode="create", use_multipart=False)
        except exceptions.AlreadyExistsError:
            return False
        except exceptions.NotSupportedError:
            obstore.put(self._bucket, name, data, use_multipart=False)  # an older store; same name, same picture
        return True


def _valid(name: str) -> str:
    if not is_ours(name):
        raise ValueError(f"not the name of a stored picture: {name[:100]!r}")
    return name


@contextlib.contextmanager
def telling_when_full() -> Iterator[None]:
    """Raises Full when what is within runs out of disk."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Full from error
        raise


@contextlib.contextmanager
def _reaching() -> Iterator[None]:
    """Raises Unreachable when the folder is not there, is no folder, or may not be written."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError, FileExistsError, PermissionError) as error:
        raise Unreachable from error
    except OSError as error:
        if error.errno in (errno.EROFS, errno.ESTALE):
            raise Unreachable from error
        raise


@contextlib.contextmanager
def _answering(absent: type[CatalogueError] = Unreachable) -> Iterator[None]:
    """`absent` is what "not found" means: of one file it is an answer, of the whole bucket it is a fault."""
    try:
        yield
    except (exceptions.NotFoundError, FileNotFoundError) as error:
        raise absent from error
    except exceptions.BaseError as error:
        raise Unreachable from error
