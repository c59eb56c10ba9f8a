"""The command `etalase`. Each command says what it did; errors are sentences; the exit code is 0, 1 (it failed) or 2 (wrong use)."""

import errno
import json
import signal
import socket
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import ValidationError
from rich.table import Table
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError
from sqlmodel import Session, col, func, select

from app import cli_packs, cli_users, migrating, works
from app.catalogue import importing
from app.catalogue.exporting import export_list
from app.catalogue.importing import Report
from app.catalogue.models import Enterprise, Product
from app.catalogue.sheets.mapping import as_toml, mapping_from
from app.checking import Grade, findings, workers_warning
from app.db import Databases, sqlite_warning, transaction
from app.demo import loading
from app.errors import CatalogueError
from app.logs import configure
from app.media.storage import store_from
from app.repairing import repairs
from app.serving import bound
from app.serving import serve as run
from app.settings import Settings
from app.terminal import err, fail, opened, out, progress
from app.web.language import interface_languages, translations

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
    help="The product catalogue and touchscreen kiosk of a business centre.\n\nSettings come from the environment: ETALASE_DATA, "
    "ETALASE_PORT, ETALASE_DATABASE_URL and others; see docs/operator.md.",
)
app.add_typer(cli_packs.commands, name="pack")
app.add_typer(cli_users.commands, name="user")
_STOPPING: Final = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    """Entry point. Turns what can go wrong into sentences and exit codes."""
    try:
        app()
    except CatalogueError as error:
        for problem in error.problems[:30]:
            err.print(f"  {problem.pointer}: {problem.message} {problem.found}".rstrip(), markup=False)
        fail(str(error))
    except ValidationError as error:
        for e in error.errors():
            err.print(f"  ETALASE_{'_'.join(str(p) for p in e['loc']).upper()}: {e['msg']}", markup=False)
        fail("A setting does not fit.", code=2)
    except OperationalError as error:
        fail(f"The database does not answer or is not ready: {error.orig}. Is the address right, and was `etalase migrate` run?")
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and error.orig.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            fail(f"{Settings().data / 'etalase.db'} is not a database of Etalase, or is damaged: {error.orig}. Put the backup there.")
        fail(f"The database refused: {error}")
    except SQLAlchemyError as error:
        fail(f"The database refused: {error}")
    except (OSError, UnicodeError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("Stopped.", code=130)


@app.command()
def serve(
    migrate_first: Annotated[bool, typer.Option("--migrate", help="Bring the database to this release first.")] = False,
    demo_if_empty: Annotated[bool, typer.Option("--demo-if-empty", help="Load the demo centre when there is no centre yet.")] = False,
) -> None:
    """Answer visitors, kiosks and programs until stopped (Ctrl+C)."""
    settings = Settings()
    if migrate_first:
        migrating.upgrade(settings.database)
    if demo_if_empty:
        with opened(settings) as databases:
            empty = loading.is_empty(databases)
        if empty:
            _load_demo(settings)
    _ensure_readable(settings)
    _warn(settings)
    listener = _listener(settings)
    out.print(_addresses(settings.host, listener.getsockname()[1]))
    run(settings, listener)


@app.command()
def work() -> None:
    """Run jobs until stopped (Ctrl+C), in a process of its own. The servers beside it then have ETALASE_JOB_THREADS=0."""
    settings = Settings()
    configure(settings)
    _warn(settings)
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)  # before there are threads that would inherit another mask
    databases = Databases(settings.database, connections=settings.threads)
    worker = works.worker(databases, store_from(settings), settings, threads=max(1, settings.job_threads))
    worker.start()
    out.print("Working.")
    signal.sigwait(_STOPPING)
    worker.stop()
    databases.dispose()


@app.command()
def migrate() -> None:
    """Bring the database to this release, in one transaction: all of it or nothing."""
    settings = Settings()
    migrating.upgrade(settings.database)
    out.print(f"The database is at {migrating.newest()}.")


@app.command()
def demo(
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing when there is a centre already.")] = False,
    redraw: Annotated[bool, typer.Option("--redraw", help="Draw every picture again, also those that are stored.")] = False,
) -> None:
    """Load the demo centre: North Sulawesi with its makers and products. Loading it again changes nothing."""
    settings = Settings()
    with opened(settings) as databases:
        if if_empty and not loading.is_empty(databases):
            out.print("There is a centre already; nothing was loaded.")
            return
    _load_demo(settings, redraw=redraw)


def _in_a_folder(file: Path | None) -> Path | None:
    if file and not file.absolute().parent.is_dir():
        raise typer.BadParameter(f"There is no folder {file.absolute().parent}.")
    return file


def _spoken(language: str) -> str:
    if language not in interface_languages():
        raise typer.BadParameter(f"There are no words in {language}. Choose one of: {', '.join(interface_languages())}.")
    return language


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, XLSX, XLS or ODS, as it comes.")],
    map_file: Annotated[
        Path | None, typer.Option("--map", exists=True, dir_okay=False, help="TOML file that says which column is what.")
    ] = None,
    photos: Annotated[Path | None, typer.Option(exists=True, help="Folder or ZIP with the pictures that the list names.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do everything, then undo it: the account is true, the catalogue unchanged.")
    ] = False,
    errors: Annotated[
        Path | None,
        typer.Option(callback=_in_a_folder, help="Write the list back here as XLSX, wrong cells marked and the reason beside them."),
    ] = None,
    propose: Annotated[bool, typer.Option("--propose", help="Only print the mapping that would be used.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account for a program.")] = False,
    language: Annotated[str, typer.Option("--lang", callback=_spoken, help="Language of the reasons: id, ms, en or fil.")] = "en",
) -> None:
    """Take a list of products into the catalogue. Every row is accounted for; importing the same list again changes nothing.

    Exit code 1 when a row could not be taken.
    """
    settings = Settings()
    mapping, translate = mapping_from(map_file) if map_file else None, translations(language).gettext
    if propose:
        out.print(as_toml(importing.proposal(file, mapping)), markup=False, highlight=False)
        return
    with opened(settings) as databases, progress("Rows") as advance:
        report = importing.import_list(
            databases,
            file,
            mapping=mapping,
            photos=photos,
            store=store_from(settings),
            rehearsal=dry_run,
            marked=errors,
            progress=advance,
            translate=translate,
        )
    told(report, translate, marked=errors, as_json=as_json)
    if report.failed:
        sys.exit(1)


@app.command()
def export(
    file: Annotated[
        Path, typer.Argument(dir_okay=False, callback=_in_a_folder, help="Where to write; the ending .csv or .xlsx says which.")
    ],
) -> None:
    """Write every product to a list that imports back without a change."""
    with opened(Settings()) as databases, progress("Products") as advance:
        count = export_list(databases, file, progress=advance)
    out.print(f"{count} products are in {file}.", markup=False, highlight=False)


def told(report: Report, translate: Callable[[str], str], *, marked: Path | None, as_json: bool) -> None:
    """The account of an import, for a program or on the terminal. `marked` is where the list was to be written back."""
    if as_json:
        sys.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) + "\n")
        return
    for finding in report.findings[:200]:
        out.print("error  " if finding.fatal else "warning", style="red" if finding.fatal else "yellow", end=" ")
        out.print(finding.sentence(translate), markup=False, highlight=False)
    if (more := len(report.findings) - 200 + report.unlisted) > 0:
        out.print(f"... and {more} more; --errors writes them all into the list.")
    for field, words in report.unknown_words.items():
        common = ", ".join(f"{word} ({count})" for word, count in words.most_common(10))
        out.print(f"Not known as {field}, taken as the default: {common}", markup=False, highlight=False)
    if report.rehearsal:
        out.print("Rehearsal: nothing was changed.")
    out.print(_numbers(report))
    if not report.adds_up:
        fail("The account does not add up. Please report this with the list.")
    if marked and marked.exists() and (report.failed or report.warned):
        out.print(f"The marked list is in {marked}.", markup=False, highlight=False)


def _numbers(report: Report) -> Table:
    table = Table.grid(padding=(0, 2))
    others = ", ".join(f"{count} {kind}" for kind, count in sorted(report.others.items()))
    for name, count, note in (
        ("rows", report.rows, f"{report.products} products" + (f", {others}" if others else "")),
        ("created", report.created, ""),
        ("updated", report.updated, ""),
        ("unchanged", report.unchanged, ""),
        ("failed", report.failed, ""),
        ("duplicates", report.duplicates, "rows that repeat an earlier one"),
        ("with warnings", report.warned, "taken, but look at them"),
    ):
        table.add_row(name, str(count), note)
    if report.photos_used or report.photos_missing or report.photos_unused:
        unlike = f"{len(report.photos_missing)} missing, {len(report.photos_unused)} not named by any row"
        table.add_row("photos used", str(report.photos_used), unlike)
    return table


@app.command()
def check(
    thorough: Annotated[bool, typer.Option(help="Also read every stored file. Takes a while.")] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="First make again what can be made from what is whole; nothing is thrown away. Takes a while.")
    ] = False,
) -> None:
    """Is this installation safe and whole? Settings, database, migrations, pictures against their rows. Exit code 1 on a failure."""
    settings = Settings()
    if repair:
        with opened(settings) as databases:
            for sentence in repairs(settings, databases, store_from(settings)):
                out.print(f"repair: {sentence}", markup=False, highlight=False)
    marks = {Grade.GOOD: "[green]good[/]", Grade.WARNING: "[yellow]warning[/]", Grade.FAILURE: "[red]failure[/]"}
    failed = False
    with opened(settings) as databases:
        for finding in findings(settings, databases, store_from(settings), thorough=thorough):
            failed |= finding.grade is Grade.FAILURE
            out.print(f"{marks[finding.grade]:<24} {finding.subject}: ", end="")
            out.print(finding.sentence, markup=False, highlight=False)
    if failed:
        out.print("" if repair else "Some of this may be made again by: etalase check --repair")
        sys.exit(1)


def _ensure_readable(settings: Settings) -> None:
    """Raises DatabaseError for a file that is no database. One on a server may come up later than we do: /readyz tells."""
    if not settings.database_url:
        with opened(settings) as databases, databases.reader.connect() as connection:
            connection.exec_driver_sql("PRAGMA schema_version")


def _warn(settings: Settings) -> None:
    """What may go wrong on the embedded database, on the terminal."""
    if not settings.database_url:
        for warning in filter(None, (sqlite_warning(), workers_warning(settings))):
            err.print(warning, style="yellow", markup=False, highlight=False)


def _listener(settings: Settings) -> socket.socket:
    try:
        return bound(settings)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(f"Port {settings.port} is taken: another program listens there. Stop it, or set ETALASE_PORT.")
        fail(f"Nothing can listen on {settings.host}, port {settings.port}: {error.strerror}. Set ETALASE_HOST and ETALASE_PORT.")


def _addresses(host: str, port: int) -> Table:
    name = "localhost" if host in ("0.0.0.0", "127.0.0.1", "::", "::1") else f"[{host}]" if ":" in host else host  # noqa: S104
    table = Table.grid(padding=(0, 2))
    for what, path in (("Website", "/"), ("Kiosk", "/kiosk"), ("API docs", "/api/docs"), ("API", "/api/v1/products")):
        table.add_row(what, f"http://{name}:{port}{path}")
    return table


def _load_demo(settings: Settings, *, redraw: bool = False) -> None:
    with opened(settings) as databases, progress("Demo centre") as advance:
        loading.load(databases, store_from(settings), settings.pack, advance, redraw=redraw)
    with opened(settings) as databases, transaction(databases, reading=True) as session:
        out.print(f"Demo centre: {_count(session, Enterprise)} makers, {_count(session, Product)} products.")


def _count(session: Session, table: type[Enterprise] | type[Product]) -> int:
    return session.exec(select(func.count(col(table.id)))).one()
