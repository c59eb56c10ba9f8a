"""Whether the process lives, and whether it can do its work."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app import migrating
from app.errors import CatalogueError
from app.web.state import State, log

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def alive() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
def ready(request: Request) -> Response:
    """200 when database, media store and migrations are as this release needs them; 503 and what is not, otherwise."""
    state: State = request.app.state.etalase
    checks = {"database": _database(state), "migrations": _migrations(state), "media": _media(state)}
    well = all(checks.values())
    return JSONResponse({"status": "ready" if well else "not ready", "checks": checks}, 200 if well else 503, {"Cache-Control": "no-store"})


def _database(state: State) -> bool:
    try:
        with Session(state.databases.reader) as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return _noted("database", error)
    return True


def _migrations(state: State) -> bool:
    try:
        with state.databases.reader.connect() as connection:
            return migrating.applied(connection) == migrating.newest()
    except SQLAlchemyError as error:
        return _noted("migrations", error)


def _media(state: State) -> bool:
    try:
        state.store.ready()
    except (CatalogueError, OSError) as error:
        return _noted("media", error)
    return True


def _noted(check: str, error: Any) -> bool:
    log.error("not_ready", check=check, error=type(error).__name__)
    return False
