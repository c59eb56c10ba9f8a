"""The commands `etalase pack`: what a centre is made of, looked through and taken over."""

from pathlib import Path
from typing import Annotated

import typer

from app.catalogue import packs, publishing
from app.db import transaction
from app.settings import Settings
from app.terminal import fail, opened, out

commands = typer.Typer(no_args_is_help=True, help="The pack: the folder of data that makes a centre.")


@commands.command("list")
def list_() -> None:
    """The packs that come with Etalase."""
    for name in packs.shipped():
        out.print(name)


@commands.command()
def check(name: Annotated[str, typer.Argument(help="A shipped pack, or a folder.")] = "north-sulawesi") -> None:
    """Every mistake of a pack: unknown keys, doubled keys, words missing in a language. Exit code 1 when there is one."""
    problems = list(packs.check(name))
    for problem in problems:
        out.print(f"{problem.pointer}: {problem.message} {problem.found}".rstrip(), markup=False, highlight=False)
    if problems:
        fail(f"{len(problems)} mistakes.")
    out.print("The pack is whole.")


@commands.command()
def load(
    name: Annotated[str, typer.Argument(help="A shipped pack, or a folder; without it, that of ETALASE_PACK.")] = "",
    relist: Annotated[bool, typer.Option(help="Write all listing and search rows anew even when the pack did not change.")] = False,
) -> None:
    """Take over the centre, areas, categories, words and certificate schemes of a pack. What is on show keeps its place."""
    settings = Settings()
    with opened(settings) as databases, transaction(databases) as session, out.status("Loading the pack ..."):
        changed = packs.load(session, name or settings.pack)
        if relist and not changed:
            publishing.relist(session)
    out.print("The pack is loaded." if changed else "The pack was loaded already; nothing changed.")


@commands.command()
def hs(
    table: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV with the columns hscode (or hs6, code) and description.")],
    source: Annotated[str, typer.Option(help="Attribution that is shown where the words are shown.")],
) -> None:
    """Add a full national table of HS headings to the pack's own."""
    with opened(Settings()) as databases, transaction(databases) as session:
        count = packs.load_headings(session, table, source=source)
    out.print(f"{count} headings added.")
