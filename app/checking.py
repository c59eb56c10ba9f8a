"""Is this installation safe and whole? Settings, database, migrations, pictures against their rows, listings against products."""

import stat
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select

from app import migrating, repairing
from app.catalogue.models import Centre, Change, PictureUse
from app.db import Databases, sqlite_warning
from app.errors import CatalogueError
from app.media import uploads
from app.media.auditing import faults
from app.media.models import Media
from app.media.storage import Store
from app.settings import Settings


class Grade(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    FAILURE = "failure"


class Finding(NamedTuple):
    """What was looked at, how it stands, and what to do about it."""

    subject: str
    grade: Grade
    sentence: str


def findings(settings: Settings, databases: Databases, store: Store, *, thorough: bool = False) -> Iterator[Finding]:
    """All findings, as they are found. `thorough` reads every stored file, which takes a while."""
    yield from _settings(settings)
    try:
        with Session(databases.reader) as session:
            yield from _database(settings, databases, session)
            behind = migrating.applied(session.connection()) != migrating.newest()
            if behind:
                yield Finding("migrations", Grade.FAILURE, "The database is not at this release. Run: etalase migrate")
                return
            yield Finding("migrations", Grade.GOOD, f"at {migrating.newest()}")
            yield from _catalogue(session)
            yield from _media(session, store, thorough=thorough)
            yield from _uploads(settings, session)
    except SQLAlchemyError as error:
        yield Finding("database", Grade.FAILURE, _unanswered(databases, error))


def _unanswered(databases: Databases, error: SQLAlchemyError) -> str:
    if databases.embedded and "not a database" in str(error):
        return (
            f"{databases.url.database} is not a database, or its beginning is damaged. "
            "Move it aside and put a backup in its place, or set ETALASE_DATA to the right folder."
        )
    if databases.embedded and "malformed" in str(error):
        return f"{databases.url.database} is damaged. Move it aside and put a backup in its place."
    return f"It does not answer: {type(error).__name__}. Check ETALASE_DATABASE_URL or ETALASE_DATA."


def workers_warning(settings: Settings) -> str | None:
    """A sentence when several processes would share the embedded database."""
    if settings.workers > 1 and not settings.database_url:
        return "Several processes on SQLite may only read. With writers, set ETALASE_WORKERS to 1 or use PostgreSQL."
    return None


def _settings(settings: Settings) -> Iterator[Finding]:
    public = settings.host not in ("127.0.0.1", "localhost", "::1")
    if not settings.public_url:
        yield Finding(
            "public address", Grade.WARNING, "ETALASE_PUBLIC_URL is not set: QR codes carry the address under which the kiosk itself calls."
        )
    elif not settings.public_url.startswith("https://"):
        yield Finding("public address", Grade.WARNING, "ETALASE_PUBLIC_URL is not https: phones will warn their owners.")
    else:
        yield Finding("public address", Grade.GOOD, settings.public_url)
    if settings.smtp_host and not settings.public_url and settings.allowed_hosts == ("*",):
        yield Finding(
            "letters", Grade.FAILURE, "Links in letters would lead wherever a stranger says, so none is sent. Set ETALASE_PUBLIC_URL."
        )
    if public and settings.allowed_hosts == ("*",):
        yield Finding("host names", Grade.WARNING, "Every host name is answered. Set ETALASE_ALLOWED_HOSTS to yours.")
    if settings.proxies == "*":
        yield Finding("proxies", Grade.FAILURE, "X-Forwarded headers of anybody are believed. Set ETALASE_PROXIES to the proxy's address.")
    if warning := workers_warning(settings):
        yield Finding("workers", Grade.WARNING, warning)


def _database(settings: Settings, databases: Databases, session: Session) -> Iterator[Finding]:
    if databases.embedded:
        verdict = session.execute(text("PRAGMA quick_check")).scalar()
        yield Finding("database", Grade.GOOD if verdict == "ok" else Grade.FAILURE, f"SQLite, {verdict}")
        broken = session.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            yield Finding("database", Grade.FAILURE, f"{len(broken)} rows refer to nothing.")
        file = settings.data / "etalase.db"
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o002:
            yield Finding("database", Grade.FAILURE, f"Everybody may write {file}. Run: chmod 640 {file}")
        if warning := sqlite_warning():
            yield Finding("sqlite", Grade.WARNING, warning)
    else:
        version = session.execute(text("SHOW server_version")).scalar()
        old = int(str(version).split(".")[0]) < 15
        yield Finding(
            "database", Grade.WARNING if old else Grade.GOOD, f"PostgreSQL {version}" + (", 15 or newer is tested" if old else "")
        )


def _catalogue(session: Session) -> Iterator[Finding]:
    centre = session.exec(select(Centre).where(col(Centre.home))).first()
    if centre is None:
        yield Finding("centre", Grade.WARNING, "No centre yet. Run: etalase pack load, or etalase demo")
        return
    shown, languages, listed = repairing.listed(session)
    whole = listed == shown * languages
    sentence = f"{shown} products on show, each in {languages} languages"
    if not whole:
        sentence = f"{shown} products should have {shown * languages} listing rows, not {listed}. Run: etalase check --repair"
    yield Finding("listings", Grade.GOOD if whole else Grade.FAILURE, sentence)
    latest = session.exec(select(func.max(Change.serial))).one() or 0
    if latest > centre.serial:
        yield Finding("serial", Grade.FAILURE, f"The latest change has serial {latest}, but the counter stands at {centre.serial}.")


def _media(session: Session, store: Store, *, thorough: bool) -> Iterator[Finding]:
    unknown = session.exec(select(func.count()).select_from(PictureUse).where(col(PictureUse.media_id).not_in(select(Media.id)))).one()
    if unknown:
        yield Finding("pictures", Grade.FAILURE, f"{unknown} pictures are shown that have no row.")
    try:
        store.ready()
        found = list(faults(session, store, thorough=thorough))
    except (CatalogueError, OSError) as error:
        yield Finding("pictures", Grade.FAILURE, f"The store does not answer: {error}")
        return
    wrong = [f for f in found if f.kind in ("missing", "damaged")]
    for fault in wrong[:20]:
        yield Finding("pictures", Grade.FAILURE, f"{fault.kind}: {fault.name}")
    if unproven := sum(f.kind == "unproven" for f in found):
        sentence = "were stored before their digests were kept: only whether they are complete could be checked."
        yield Finding("pictures", Grade.WARNING, f"{unproven} files {sentence}")
    if spare := len(found) - len(wrong) - unproven:
        yield Finding("pictures", Grade.WARNING, f"{spare} files belong to no picture.")
    count = session.exec(select(func.count()).select_from(Media)).one()
    if not wrong:
        yield Finding("pictures", Grade.GOOD, f"{count} pictures, " + ("every file read" if thorough else "every file there"))


def _uploads(settings: Settings, session: Session) -> Iterator[Finding]:
    found = list(uploads.faults(session, settings.upload_folder))
    short = [fault.name for fault in found if fault.kind == "short"]
    for name in short[:20]:
        yield Finding("uploads", Grade.FAILURE, f"{name} has less than its sender was told. It can be sent again from there.")
    if spare := len(found) - len(short):
        yield Finding("uploads", Grade.WARNING, f"{spare} files belong to no upload; the server removes them within the hour.")
    if left := len(repairing.forgotten(session)):
        yield Finding("uploads", Grade.FAILURE, f"{left} pictures that arrived were given up. Run: etalase check --repair")
    if not found and not left:
        yield Finding("uploads", Grade.GOOD, "every file there")
