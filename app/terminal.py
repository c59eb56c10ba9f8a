"""What all commands share: two consoles, the end with a sentence, a bar of progress, and the databases of the settings."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from app.db import Databases
from app.settings import Settings

out = Console()
err = Console(stderr=True)
Advance = Callable[[int, int | None], object]
"""Called with how much is done, and of how much when that is known."""


def fail(sentence: str, *, code: int = 1) -> NoReturn:
    """The end of a command: a sentence, and the exit code."""
    err.print(sentence, style="bold red", markup=False, highlight=False)
    sys.exit(code)


@contextmanager
def opened(settings: Settings) -> Iterator[Databases]:
    """The databases for one command, closed behind it."""
    databases = Databases(settings.database, connections=2)
    try:
        yield databases
    finally:
        databases.dispose()


@contextmanager
def progress(title: str) -> Iterator[Advance]:
    """A bar on a terminal, nothing in a log; what it yields is called with how much is done and of how much, if known."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
