"""The route of everything that is only read, page or JSON: its words are handed over without detours.

FastAPI solves the dependencies of each request anew, in stacks of contexts, and runs the endpoint in another thread. For a
list that comes finished from an index this costs more than the list itself (docs/decisions/0012). This route knows the few
words that such endpoints use, reads them once from the signature, and calls the endpoint directly; what the description of
the API says stays FastAPI's.
"""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final, get_args, get_type_hints

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from app.web.asking import Query, read
from app.web.state import State, View

_WORDS: Final = {"request", "db", "frame", "language", "asked"}


class ReadingRoute(APIRoute):
    """For endpoints whose parameters are among request, db, frame, language, asked (the query), or stand in the path."""

    def __init__(self, path: str, endpoint: Callable[..., Response], **facts: Any) -> None:
        super().__init__(path, endpoint, **facts)
        hints = get_type_hints(endpoint, include_extras=True)
        self._words = set(hints) - {"return"}
        if unknown := self._words - _WORDS - set(self.param_convertors):
            raise TypeError(f"{endpoint.__name__} asks for {unknown}, which a reading route does not know")
        self._model: type[Query] | None = get_args(hints["asked"])[0] if "asked" in hints else None
        self.app = self._answer

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        state: State = scope["app"].state.etalase
        given: dict[str, Any] = dict(scope["path_params"])
        if "request" in self._words:
            given["request"] = request
        if "frame" in self._words:
            view: View = scope["state"]["view"]
            given["frame"] = view.here
        if "language" in self._words:
            given["language"] = scope["state"]["language"]
        if self._model:
            given["asked"] = read(self._model, request)
        # A reader of SQLite never waits for anybody, so it may run here; one of PostgreSQL waits for the network.
        answer = self._called(state, given) if state.databases.embedded else await run_in_threadpool(self._called, state, given)
        await answer(scope, receive, send)

    def _called(self, state: State, given: dict[str, Any]) -> Response:
        with state.reading() if "db" in self._words else nullcontext() as session:
            answer: Response = self.endpoint(**given, db=session) if session is not None else self.endpoint(**given)
        return answer
