"""Reads untrusted files in a process of its own, with capped memory and time; results stream back as they are made.

A job is a function `job(file: BinaryIO, options: Mapping[str, Any]) -> Iterable[Message]` that is named in ALLOWED. It runs in a fork
of one clean worker process (worker.py), which costs a few milliseconds. Nothing but JSON and bytes crosses the boundary.
"""

import atexit
import os
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any, Final

from app.sandbox.conversation import Crashed, Failed, Overloaded, Spent, TooExpensive
from app.sandbox.frames import Message
from app.sandbox.host import Sandbox

__all__ = ["ALLOWED", "Crashed", "Failed", "Message", "Overloaded", "Sandbox", "Spent", "TooExpensive", "call", "stream"]

ALLOWED: Final = ("app.media.pipeline:job", "app.media.pdf:job", "app.catalogue.sheets.job:job", "app.catalogue.gettext_files:job")
"""Every function that may run here, as `module:name`. The worker loads their modules once, so keep those modules light."""

_shared = Sandbox(ALLOWED)
atexit.register(_shared.close)
os.register_at_fork(after_in_child=_shared.forget)


def stream(
    name: str,
    payload: bytes | Path,
    options: Mapping[str, Any] | None = None,
    *,
    memory_mb: int,
    seconds: float,
    spent: Callable[[Spent], object] | None = None,
) -> Generator[Message, None, None]:
    """Run the allowed job `name` on the payload and yield its messages while it runs; it waits when we are slow.

    `memory_mb` is what it may allocate on top of the bare worker, `seconds` its processor time; it may keep us waiting four times
    that long in all. Large inputs are best given as a Path. Closing the iterator early ends the job. `spent` is told what it cost.
    Raises the CatalogueError that the job raised, TooExpensive at a limit, Crashed when the process died, Failed for any other
    exception of the job, Overloaded when too many run already.
    """
    return _shared.stream(name, payload, options, memory_mb=memory_mb, seconds=seconds, spent=spent)


def call(
    name: str,
    payload: bytes | Path,
    options: Mapping[str, Any] | None = None,
    *,
    memory_mb: int,
    seconds: float,
    spent: Callable[[Spent], object] | None = None,
) -> Message:
    """The one message of a job that says exactly one; limits and errors as for `stream`."""
    return _shared.call(name, payload, options, memory_mb=memory_mb, seconds=seconds, spent=spent)
