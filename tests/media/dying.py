"""A sender's other end in a process of its own, for tests/media/test_uploads.py: it dies where it is told to, as by a power cut.

`python -m tests.media.dying DATABASE FOLDER UPLOAD OFFSET POINT`; the file comes on standard input from OFFSET on. A point is "N" for
after so many bytes of a piece, "written" (before the sync), "synced" (before the row), "told" (after the row), "whole" (before the
transaction in which the last piece is told is committed), or "never".
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.db import Databases
from app.jobs import queue
from app.media import uploads
from app.media.models import Upload


def die(*_given: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arrived(session: Session, upload: Upload) -> None:
    queue.enqueue(session, "upload", {"id": str(upload.id)})
    session.flush()
    if sys.argv[5] == "whole":
        die()


def cut(file: Any, offset: int, data: bytes) -> None:
    """Part of a piece, and then nothing more."""
    file.truncate(offset)
    file.write(data[: int(sys.argv[5])])
    file.flush()
    die()


if __name__ == "__main__":
    point, offset, piece = sys.argv[5], int(sys.argv[4]), 0
    databases = Databases(sys.argv[1], connections=2)
    while data := sys.stdin.buffer.read(uploads.PIECE):
        piece += 1
        if piece == 2 or point == "whole":
            if point == "written":
                os.fsync = die  # type: ignore[assignment]
            elif point == "synced":
                uploads._moved = die  # type: ignore[assignment]
            elif point.isdecimal():
                uploads._written = cut
        offset = uploads.append(databases, Path(sys.argv[2]), UUID(sys.argv[3]), offset, data, arrived=arrived).offset
        if piece == 2 and point == "told":
            die()
