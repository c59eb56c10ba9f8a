"""Every error has one way out: RFC 9457 problem+json for programs, a page in the house's dress for people."""

import sqlite3
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg.errors import DiskFull
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from app.errors import Busy, CatalogueError, Invalid, NotFound, Problem, TooLarge
from app.text import _
from app.web.language import translations
from app.web.office import Refused, inside, redirect
from app.web.pages import page
from app.web.people import SignInNeeded
from app.web.state import log


class NotAllowed(CatalogueError):
    status = 405
    message = _("This address cannot be used in that way.")


class NoRoom(CatalogueError):
    status = 507
    message = _("The disk of this server is full, so nothing can be saved right now. What was saved before is safe.")


class Unexpected(CatalogueError):
    status = 500
    message = _("Something went wrong on our side. It has been noted.")


# What a request can do wrong, in words that can be translated; other kinds keep the library's English sentence.
_SENTENCES: Final = {
    "extra_forbidden": _("There is no parameter of this name."),
    "missing": _("This is needed."),
    "int_parsing": _("A whole number is expected."),
    "decimal_parsing": _("A number is expected."),
    "bool_parsing": _("true or false is expected."),
    "uuid_parsing": _("An id is expected."),
    "greater_than_equal": _("At least {ge} is expected."),
    "less_than_equal": _("At most {le} is expected."),
    "string_too_long": _("At most {max_length} characters are expected."),
    "string_too_short": _("At least {min_length} characters are expected."),
    "enum": _("Expected is one of: {expected}"),
    "literal_error": _("Expected is one of: {expected}"),
    "string_pattern_mismatch": _("This has another form than expected: {pattern}"),
}


# Statements that are asked very often go past SQLAlchemy, see Prepared.
_DRIVERS: Final = (sqlite3.OperationalError, psycopg.OperationalError, psycopg.InterfaceError)


def install(app: FastAPI) -> None:
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(CatalogueError, _catalogue)
    app.add_exception_handler(RequestValidationError, _request)
    app.add_exception_handler(HTTPException, _http)
    for away in (OperationalError, InterfaceError, PoolTimeout, *_DRIVERS):
        app.add_exception_handler(away, _busy)
    app.add_exception_handler(Exception, _unexpected)


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101
    return error.answer


def _sign_in(request: Request, error: Exception) -> Response:
    """A page that was asked for is the next one after signing in. A script is only told; whoever sent a form also the way in and back."""
    if request.method == "GET" and request.headers.get("sec-fetch-mode", "navigate") == "navigate":
        wanted = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        return redirect("/account/sign-in", request.state.language, next=wanted)
    return _catalogue(request, error)


def _catalogue(request: Request, error: Exception) -> Response:
    assert isinstance(error, CatalogueError)  # noqa: S101  registered for it
    language = request.state.language or "en"
    words = translations(language)
    sentence = words.gettext(type(error).message)
    sentence = sentence.format(**error.facts) if error.facts else sentence
    problems = [_told(p, words.gettext(p.message)) for p in error.problems]
    if request.url.path.startswith("/api/"):
        body: dict[str, Any] = {
            "type": f"/problems/{_kind(error)}",
            "title": sentence,
            "status": error.status,
            "instance": request.url.path,
            "request_id": request.state.request_id,
        }
        if problems:
            body["errors"] = problems
        answer: Response = JSONResponse(body, error.status, media_type="application/problem+json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
    else:
        template = "kiosk/error.html" if request.url.path.startswith("/kiosk") else "site/error.html"
        back = inside(urlsplit(request.headers.get("referer", "")).path, "")
        answer = page(request, template, status=error.status, message=sentence, code=error.status, problems=problems, back=back)
    answer.headers["Cache-Control"] = "no-store"
    if error.status == Busy.status:
        answer.headers["Retry-After"] = "5"
    return answer


def _request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    words = translations(request.state.language or "en")
    problems = []
    for wrong in error.errors():
        sentence = words.gettext(_SENTENCES.get(wrong["type"], str(wrong["msg"])))
        sentence = _filled(sentence, wrong.get("ctx", {})) if wrong["type"] in _SENTENCES else sentence
        found = "" if wrong["type"] == "missing" else str(wrong.get("input", ""))[:200]  # else it is all the others that were sent
        found = found.encode("utf-8", "replace").decode()  # JSON can bring half a character, which no answer can
        problems.append(Problem("/" + "/".join(str(part) for part in wrong["loc"][1:]), sentence, found))
    return _catalogue(request, Invalid(tuple(problems)))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    kinds: dict[int, type[CatalogueError]] = {404: NotFound, 405: NotAllowed, 413: TooLarge, 422: Invalid, 400: Invalid}
    answer = _catalogue(request, kinds.get(error.status_code, Unexpected)())
    if error.headers:
        answer.headers.update(error.headers)
    return answer


def _busy(request: Request, error: Exception) -> Response:
    log.error("database", id=request.state.request_id, error=type(error).__name__, detail=str(error.args[0])[:300] if error.args else "")
    cause = getattr(error, "orig", error)
    full = isinstance(cause, DiskFull) or getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return _catalogue(request, NoRoom() if full else Busy())


def _unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected", id=request.state.request_id, path=request.url.path, error=type(error).__name__, exc_info=error)
    return _catalogue(request, Unexpected())


def _filled(sentence: str, facts: dict[str, Any]) -> str:
    # The library joins the values that are possible with an English "or".
    return sentence.format(**{name: str(value).replace("' or '", "', '") for name, value in facts.items()})


def _told(problem: Problem, sentence: str) -> dict[str, str]:
    return {"pointer": problem.pointer, "detail": sentence} | ({"found": problem.found} if problem.found else {})


def _kind(error: CatalogueError) -> str:
    name = type(error).__name__
    return "".join(f"-{c.lower()}" if c.isupper() and n else c.lower() for n, c in enumerate(name))
