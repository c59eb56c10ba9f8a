"""Tags and the answer cache in front of everything: an answer already given at this serial is sent from memory.

The tag of an answer is known before the answer is: serial, day, release, language, page or piece, encoding. So a browser
that has it gets 304 without any work, and a write makes every tag and every cached answer invalid at once.
"""

import gzip
import itertools
import time
from collections import OrderedDict
from typing import Any, Final

import brotli  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.language import negotiated
from app.web.state import State, View, log

# Pictures and static files have names or tags of their own; health is never cached.
_APART: Final = ("/media/", "/static/", "/healthz", "/readyz", "/favicon.ico")
PRIVATE: Final = ("/account", "/portal", "/desk")
"""Pages of one person: never kept, here or anywhere."""
_SECRET: Final = ("/questions/", "/account/password/", "/account/join/", "/account/confirm/")
"""Behind these stands a token that opens something."""
_TEXT: Final = (
    b"text/",
    b"application/json",
    b"application/problem+json",
    b"application/ld+json",
    b"application/xml",
    b"application/manifest",
)
_VARY: Final = b"Accept-Encoding, Accept-Language, HX-Request, HX-Target"
_LARGEST_SHARE: Final = 16
_SLOW_MS: Final = 500

Answer = tuple[list[tuple[bytes, bytes]], bytes]


class Answers:
    """ASGI middleware: request ids, log lines, HEAD, 304, compression and the cache."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self.app = app
        self.state = state
        self._kept: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()
        self._size = 0
        self._limit = state.settings.answer_cache_mb * 1_000_000
        self._view: View | None = None
        self._numbers = itertools.count(1)
        self._boot = f"{time.time_ns() // 1_000_000:x}-"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = f"{self._boot}{next(self._numbers):x}".encode()
        method, path = scope["method"], scope["path"]
        if method not in ("GET", "HEAD") or path.startswith(_APART):
            await self._plain(scope, receive, send, request_id)
            return
        view = await self.state.current()
        if view is not self._view:
            self._kept.clear()
            self._size, self._view = 0, view
        wanted = _headers(scope)
        language = negotiated(scope["path"], scope["query_string"], wanted.get(b"accept-language", b""), view.frame)
        encoding = _encoding(wanted.get(b"accept-encoding", b""))
        piece = wanted_piece(wanted)
        variant = "".join(f".{v}" for v in (piece, encoding) if v)
        tag = f'"{view.serial}.{view.day}.{self.state.release}.{language}{variant}"'.encode()
        key = (path, scope["query_string"], wanted.get(b"host"), language, piece, encoding)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            await _send(send, kept, tag, wanted, request_id, head=method == "HEAD")
            return
        scope.setdefault("state", {})
        scope["state"].update(view=view, language=language, piece=piece, request_id=request_id.decode())
        await self._fresh(scope, receive, send, key, tag, wanted, request_id)

    async def _fresh(
        self, scope: Scope, receive: Receive, send: Send, key: tuple[Any, ...], tag: bytes, wanted: dict[bytes, bytes], request_id: bytes
    ) -> None:
        """Let the application answer, whole, then finish the answer: compress it, tag it, keep it."""
        started = time.perf_counter()
        head, scope = scope["method"] == "HEAD", {**scope, "method": "GET"}
        first: Message = {"status": 500, "headers": []}
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                first.update(message)
            elif message["type"] == "http.response.body":
                chunks.append(message.get("body", b""))

        try:
            await self.app(scope, receive, collect)
        except Exception:
            # What fails is raised once more behind the page that says so; by then the log has it.
            if not chunks:
                raise
        status, body = first["status"], b"".join(chunks)
        headers = _finished(first["headers"], len(body))
        if scope["path"].startswith(PRIVATE):
            headers = _unkept(headers)
        private = any(name == b"cache-control" and b"no-store" in value for name, value in headers)
        encoding = key[-1]
        if encoding and len(body) > 500 and any(n == b"content-type" and v.startswith(_TEXT) for n, v in headers):
            body = brotli.compress(body, quality=5) if encoding == "br" else gzip.compress(body, 6, mtime=0)
            headers = [*_finished(headers, len(body)), (b"content-encoding", encoding.encode())]
        self._tell(scope, status, started, request_id)
        if status != 200 or private:
            await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"x-request-id", request_id)]})
            await send({"type": "http.response.body", "body": b"" if head else body})
            return
        answer = ([*headers, (b"etag", tag), (b"cache-control", b"no-cache"), (b"vary", _VARY)], body)
        self._keep(key, answer)
        await _send(send, answer, tag, wanted, request_id, head=head)

    def _tell(self, scope: Scope, status: int, started: float, request_id: bytes) -> None:
        """A line for what failed or was slow. The path alone: what people search for is their own affair."""
        ms = (time.perf_counter() - started) * 1000
        if status >= 400 or ms > _SLOW_MS:
            log.info(
                "request", id=request_id.decode(), method=scope["method"], path=_nameable(scope["path"]), status=status, ms=round(ms, 1)
            )

    def _keep(self, key: tuple[Any, ...], answer: Answer) -> None:
        size = len(answer[1]) + 1000  # headers and the key, roughly
        if size * _LARGEST_SHARE > self._limit:
            return
        while self._size + size > self._limit:
            _old, (_headers_of_old, body) = self._kept.popitem(last=False)
            self._size -= len(body) + 1000
        self._kept[key] = answer
        self._size += size

    async def _plain(self, scope: Scope, receive: Receive, send: Send, request_id: bytes) -> None:
        """What is never kept: files, which have names of their own, writes, and the pages of one person."""
        view, wanted, started = await self.state.current(), _headers(scope), time.perf_counter()
        language = negotiated(scope["path"], scope["query_string"], wanted.get(b"accept-language", b""), view.frame)
        scope.setdefault("state", {})
        scope["state"].update(view=view, language=language, piece=wanted_piece(wanted), request_id=request_id.decode())

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = _unkept(message["headers"]) if scope["path"].startswith(PRIVATE) else message["headers"]
                message["headers"] = [*headers, (b"x-request-id", request_id)]
                self._tell(scope, message["status"], started, request_id)
            await send(message)

        await self.app(scope, receive, with_id)


def _nameable(path: str) -> str:
    """The path as a log may have it: without what only the holder of a link knows."""
    return next((f"{secret}…" for secret in _SECRET if path.startswith(secret)), path)


def _headers(scope: Scope) -> dict[bytes, bytes]:
    return dict(scope["headers"])


def _encoding(accepted: bytes) -> str:
    """br before gzip; an explicit refusal (q=0) is respected."""
    offered = {part.split(b";")[0].strip() for part in accepted.split(b",") if b";q=0" not in part.replace(b" ", b"") or b";q=0." in part}
    return "br" if b"br" in offered else "gzip" if b"gzip" in offered else ""


def wanted_piece(wanted: dict[bytes, bytes]) -> str:
    """The piece of a page that htmx asks for: the id of its target, or "piece"; empty when the whole page is wanted."""
    if b"hx-request" not in wanted or b"hx-boosted" in wanted or b"hx-history-restore-request" in wanted:
        return ""
    return "".join(c for c in wanted.get(b"hx-target", b"").decode("latin-1") if c.isascii() and (c.isalnum() or c in "-_"))[:40] or "piece"


def _unkept(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [(n, v) for n, v in headers if n != b"cache-control"] + [(b"cache-control", b"no-store")]


def _finished(headers: list[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    return [(n, v) for n, v in headers if n != b"content-length"] + [(b"content-length", str(length).encode())]


async def _send(send: Send, answer: Answer, tag: bytes, wanted: dict[bytes, bytes], request_id: bytes, *, head: bool) -> None:
    headers, body = answer
    match = wanted.get(b"if-none-match")
    if match is not None and (match == tag or match.strip() == b"*" or tag in [t.strip().removeprefix(b"W/") for t in match.split(b",")]):
        kept = [(n, v) for n, v in headers if n not in (b"content-length", b"content-type", b"content-encoding")]
        await send({"type": "http.response.start", "status": 304, "headers": [*kept, (b"x-request-id", request_id)]})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [*headers, (b"x-request-id", request_id)]})
    await send({"type": "http.response.body", "body": b"" if head else body})
