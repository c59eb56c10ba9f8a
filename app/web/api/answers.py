"""How the JSON catalogue answers: ready bytes, links to the next page, open to every origin for reading."""

import json
from collections.abc import Sequence
from typing import Any

from fastapi import HTTPException, Request, Response
from starlette.types import Receive, Scope, Send

from app.catalogue.queries import Page
from app.catalogue.reference import Reference
from app.errors import Invalid, Problem
from app.text import _
from app.web.asking import Asked
from app.web.language import translations
from app.web.reading import ReadingRoute

_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, X-Request-Id"}
_METHODS = "GET, HEAD, OPTIONS"
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class OpenRoute(ReadingRoute):
    """For everybody's programs: also says what may be done, which a browser asks before it lets a page send If-None-Match."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send)
        elif scope["method"] == "GET":  # a HEAD comes as GET and loses its body on the way out
            await super().handle(scope, receive, send)
        else:
            raise HTTPException(405, headers={"Allow": _METHODS})


class UnknownLanguage(Invalid):
    message = _("The centre does not speak this language.")


def spoken(asked: Asked, frame: Reference, language: str) -> str:
    """The language of the answer; raises UnknownLanguage when one was asked for that the centre has not."""
    if asked.lang and asked.lang not in frame.centre.languages:
        expected = translations(language).gettext("Expected is one of: {expected}").format(expected=", ".join(frame.centre.languages))
        raise UnknownLanguage((Problem("/lang", expected, asked.lang),))
    return language


def listed(request: Request, page: Page, **more: Any) -> Response:
    """A page of cards that are JSON already, and a Link header to the next one."""
    ends = json.dumps({"next": page.next, **more}, ensure_ascii=False, separators=(",", ":"))
    body = '{"items":[' + ",".join(page.cards) + "]," + ends[1:]
    answer = Response(body, media_type="application/json", headers=_OPEN)
    here, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("after="))
    links = [f'<{here}{"?" if kept else ""}{kept}>; rel="first"']
    if page.next:
        links.append(f'<{here}?{kept}{"&" if kept else ""}after={page.next}>; rel="next"')  # a cursor needs no escaping
    answer.headers["Link"] = ", ".join(links)
    return answer


def whole(document: dict[str, Any], *, language: str) -> Response:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers=_OPEN | {"Content-Language": language})


def everything(items: Sequence[dict[str, Any]], *, language: str) -> Response:
    return whole({"items": list(items), "next": None}, language=language)
