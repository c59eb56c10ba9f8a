"""What an endpoint may ask for, one word each in its signature."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app.catalogue.reference import Reference
from app.db import transaction
from app.web.state import State, View


def state_of(request: Request) -> State:
    state: State = request.app.state.etalase
    return state


async def _db(request: Request) -> AsyncIterator[Session]:
    """One reading transaction per request. It begins with the first query, in the endpoint's thread; the database refuses a write."""
    state = state_of(request)
    session = state.session()
    try:
        yield session
    finally:
        # Ending a reading transaction of SQLite is a matter of microseconds, less than a change of thread costs.
        if state.databases.embedded:
            session.close()
        else:
            await run_in_threadpool(session.close)


def _writing(request: Request) -> Iterator[Session]:
    """One writing transaction per request: committed when the endpoint has answered, rolled back by whatever it raises."""
    state = state_of(request)
    with transaction(state.databases) as session:
        yield session
    state.watch.written()


async def _frame(request: Request) -> Reference:
    view: View = request.state.view
    return view.here


async def _language(request: Request) -> str:
    language: str = request.state.language
    return language


# "function" ends the transaction before the answer leaves, so an answer never outruns its own commit.
Db = Annotated[Session, Depends(_db, scope="function")]
Tx = Annotated[Session, Depends(_writing, scope="function")]
Frame = Annotated[Reference, Depends(_frame)]
Language = Annotated[str, Depends(_language)]
