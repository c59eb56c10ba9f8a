"""The serial: one number that dates everything public, and one row per changed thing at its latest serial."""

from typing import Final
from uuid import UUID

from sqlalchemy import text, update
from sqlmodel import Session, SQLModel, col, select

from app.catalogue.models import Centre, Change
from app.db import now
from app.errors import NotFound
from app.text import _

CHANNEL: Final = "etalase_changes"


_CENTRE: Final = SQLModel.metadata.tables["centre"]
_RAISE: Final = update(_CENTRE).where(_CENTRE.c.home).values(serial=_CENTRE.c.serial + 1).returning(_CENTRE.c.serial)


class NoCentre(NotFound):
    message = _("No centre is set up in this database yet.")


def serial(session: Session) -> int:
    """The serial of the latest public change; 0 in an empty database."""
    return session.exec(select(Centre.serial).where(col(Centre.home))).first() or 0


def record(session: Session, kind: str, entity_id: UUID, *, gone: bool = False) -> int:
    """Note that a public thing changed, and return its serial.

    The counter is a row of its own, so writers queue for it until they commit. A database sequence would not do:
    it hands out numbers in order, but transactions commit in any, and a reader that has seen 8 would never come back for 7.
    """
    number = touch(session)
    change = session.get(Change, (kind, entity_id))
    if change:
        change.serial, change.gone, change.at = number, gone, now()
    else:
        session.add(Change(kind=kind, entity_id=entity_id, serial=number, gone=gone, at=now()))
    return number


def touch(session: Session) -> int:
    """Raise the serial for a change that concerns no single thing, such as a new name of a category."""
    number = session.connection().execute(_RAISE).scalar()
    if number is None:
        raise NoCentre
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"NOTIFY {CHANNEL}"))  # reaches the listening servers when this transaction commits, not before
    return int(number)


def since(session: Session, after: int, *, limit: int = 100) -> list[Change]:
    """Changes behind the serial `after`, oldest first; a thing that changed twice appears once."""
    return list(session.exec(select(Change).where(col(Change.serial) > after).order_by(col(Change.serial)).limit(limit)))
