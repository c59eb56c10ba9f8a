"""A route for answers that are only read and made in well under a millisecond: its words are handed over without detours.

FastAPI solves the dependencies of each request anew and runs the endpoint in another thread. For a list that comes finished
from an index, both cost more than the list itself (docs/decisions/0012). This route knows the few words that such endpoints
use, reads them once from the signature, and calls the endpoint directly; what the description says stays FastAPI's.
"""

from collections.abc import Callable, Coroutine
from inspect import signature
from typing import Any, Final, get_args, get_type_hints

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from app.web.asking import Asked, read
from app.web.state import State

_WORDS: Final = {"request", "db", "frame", "language", "asked", "ident"}


class ReadingRoute(APIRoute):
    """For endpoints whose parameters are among request, db, frame, language, asked (the query) and ident (of the path)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        hints = get_type_hints(self.endpoint, include_extras=True)
        words = set(hints) - {"return"}
        if unknown := words - _WORDS:
            raise TypeError(f"{self.endpoint.__name__} asks for {unknown}, which a reading route does not know")
        model: type[Asked] | None = get_args(hints["asked"])[0] if "asked" in words else None
        endpoint: Callable[..., Response] = self.endpoint

        async def handle(request: Request) -> Response:
            state: State = request.app.state.etalase
            frame = request.state.view.here
            given: dict[str, Any] = {"request": request, "frame": frame, "language": request.state.language}
            if model:
                given["asked"] = read(model, request)
            if "ident" in words:
                given["ident"] = request.path_params["ident"]
            given = {word: value for word, value in given.items() if word in words}
            if "db" not in words:
                return endpoint(**given)
            # A reader of SQLite never waits for anybody, so it may run here; one of PostgreSQL waits for the network.
            return _called(endpoint, given, state) if state.databases.embedded else await run_in_threadpool(_called, endpoint, given, state)

        return handle


def _called(endpoint: Callable[..., Response], given: dict[str, Any], state: State) -> Response:
    session = state.session()
    try:
        return endpoint(db=session, **given)
    finally:
        session.close()


class PageRoute(APIRoute):
    """For pages: the words are FastAPI's to find, but on SQLite the endpoint is called where the request is, not in another thread."""

    def __init__(self, path: str, endpoint: Callable[..., Response], **facts: Any) -> None:
        super().__init__(path, _here(endpoint), **facts)


def _here(endpoint: Callable[..., Response]) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def called(**given: Any) -> Response:
        state: State = given["request"].app.state.etalase
        return endpoint(**given) if state.databases.embedded else await run_in_threadpool(endpoint, **given)

    # FastAPI reads the signature, and must not find the endpoint behind it (functools.wraps), which is no coroutine.
    called.__name__, called.__doc__ = endpoint.__name__, endpoint.__doc__
    called.__signature__ = signature(endpoint, eval_str=True)  # type: ignore[attr-defined]
    return called
