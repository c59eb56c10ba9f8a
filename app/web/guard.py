"""What stands before every request: writes only from our own pages; and headers that every answer carries, whatever made it."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_HEADERS: Final = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_OURS: Final = (b"cross-origin-resource-policy", b"same-origin")
"""For all that does not say itself that pages of other sites may read it."""


_READING: Final = ("GET", "HEAD", "OPTIONS")
_PROGRAMS: Final = "/api/"
"""Nobody is signed in here, so a program that is no browser can be heard: it is told which methods there are."""
_REFUSAL: Final = b"This request did not come from a page of this site."


class Guard:
    """ASGI middleware: refuses writes from elsewhere, and adds headers that the answer does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _value in message["headers"]}
                more = _HEADERS if b"access-control-allow-origin" in own else [*_HEADERS, _OURS]
                message["headers"] = [*message["headers"], *(h for h in more if h[0] not in own)]
            await send(message)

        if scope["type"] == "http" and scope["method"] not in _READING and _forged(scope, dict(scope["headers"])):
            await guarded({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
            await guarded({"type": "http.response.body", "body": _REFUSAL})
            return
        if "\0" in scope.get("path", ""):
            scope = {**scope, "path": scope["path"].replace("\0", "\ufffd")}  # PostgreSQL refuses NUL; so it is an address of nothing
        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def _forged(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether a write may come from a page of another origin: by Sec-Fetch-Site, else by Origin (a page over plain http sends only that).

    After the cheat sheet of OWASP on forged requests, 2026: fetch metadata first, the origin where they are missing. With neither
    it was no browser of today: refused where somebody may be signed in. Whoever sits on the network can make a plain http page
    of this host, so what came over https is not taken from one; the reverse is left alone for proxies that do not say they end TLS.
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site != b"same-origin"
    origin = headers.get(b"origin", b"").decode("latin-1")
    if not origin:
        return not scope["path"].startswith(_PROGRAMS)
    scheme, _sign, host = origin.lower().partition("://")
    if scheme not in (("https",) if scope["scheme"] == "https" else ("http", "https")):
        return True
    return host != headers.get(b"host", b"").decode("latin-1").lower()
