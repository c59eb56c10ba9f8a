"""A centre in which everything may be tried: each write runs to its end and is then taken back, so the next try meets the same centre."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from httpx2 import Response
from sqlalchemy import event, select
from sqlmodel import Session, SQLModel
from starlette.routing import Route
from starlette.testclient import TestClient

from app.web.state import State
from tests.web.hostile.forms import Form, Forms
from tests.web.test_access import Hall, audience

READING: Final = ("GET", "HEAD", "OPTIONS")
PRIVATE: Final = ("/account", "/portal", "/desk")
BEST: Final = ("owner", "administrator")
TUS: Final = {"tus-resumable": "1.0.0"}


def routes(client: TestClient) -> list[tuple[str, str]]:
    """Method and path of every route of the application, but for files that lie in a folder."""
    app: Any = client.app
    while not hasattr(app, "routes"):
        app = app.app
    return [(method, route.path) for route in app.routes if isinstance(route, Route) for method in sorted(route.methods or ())]


@dataclass
class Sending:
    """A form that somebody may send, and the route that takes it."""

    actor: str
    route: str
    form: Form


@dataclass
class Trial:
    hall: Hall
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    """Tokens of links that were handed over, by the word in their address."""
    dumps: list[dict[str, list[str]]] = field(default_factory=list)
    """Every row of every table at the end of each transaction of the last try, before it was taken back."""

    @property
    def client(self) -> TestClient:
        return self.hall.client

    def routes(self, *, writing: bool | None = None) -> list[tuple[str, str]]:
        return [r for r in routes(self.client) if writing is None or (r[0] not in READING) == writing]

    def who(self, method: str, path: str) -> list[str]:
        """Who tries it: one for whom it is, and nobody where it is for nobody too."""
        there = audience(method, path) if path.startswith(PRIVATE) else frozenset({"nobody"})
        best = next((actor for actor in BEST if actor in there), "")
        return sorted({actor for actor in (best, "nobody") if actor in there} or there)

    def address(self, path: str) -> str:
        """Of a route, with the ids of what is there. Names that no route had before are tried as they are."""
        known = self.hall.ids | self.links.get(path.split("/")[2] if path.startswith("/account/") else "", {})
        known |= {"form": "csv" if path.startswith("/desk") else "short", "number": "1", "kind": "invalid", "name": "320.webp"}
        known["ident"] = "klappertaart" if path.startswith(("/p/", "/kiosk/p/", "/api/v1/products")) else "dapur-tumou-tou"
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda m: known.get(m[1], m[1]), path)

    def ask(self, actor: str, method: str, address: str, **given: Any) -> Response:
        self.dumps.clear()
        self.client.cookies.clear()
        if actor in self.hall.tokens:
            self.client.cookies.set("etalase", self.hall.tokens[actor])
        given["headers"] = TUS | given.get("headers", {})
        return self.client.request(method, address, **given)

    def sendings(self) -> list[Sending]:
        """Every form of every page, as whoever the page is for finds it."""
        found: dict[tuple[str, str, tuple[str, ...]], Sending] = {}
        patterns = [(path, re.compile(re.sub(r"\\\{\w+(:\w+)?\\\}", "[^/]+", re.escape(path)))) for m, path in self.routes(writing=True)]
        for method, path in self.routes(writing=False):
            if method != "GET":
                continue
            for actor in self.who(method, path):
                address = self.address(path)
                page = self.ask(actor, "GET", address)
                if page.status_code != 200 or "text/html" not in page.headers["content-type"]:
                    continue
                for form in Forms(page.text, address).found:
                    route = next((p for p, pattern in patterns if form.method == "POST" and pattern.fullmatch(form.path)), "")
                    if route:
                        found.setdefault((route, form.path, tuple(name for name, _v in form.fields)), Sending(actor, route, form))
        seen = {sending.route for sending in found.values()}
        rest = [(m, p) for m, p in self.routes(writing=True) if m == "POST" and p not in seen]
        return [*found.values(), *(Sending(self.who(m, p)[0], p, Form(self.address(p), m)) for m, p in rest)]

    def send(self, sending: Sending, fields: list[tuple[str, str]], **given: Any) -> Response:
        body = urlencode(fields, errors="surrogatepass")
        headers = {"content-type": "application/x-www-form-urlencoded"} | given.pop("headers", {})
        return self.ask(sending.actor, "POST", sending.form.action, content=body, headers=headers, **given)

    def written(self) -> dict[str, list[str]] | None:
        """What the last try would have made of the database; None when it wrote nothing."""
        return self.dumps[-1] if self.dumps else None


@contextmanager
def taken_back(trial: Trial, state: State) -> Iterator[None]:
    """Within, what the application commits is flushed, looked at, and rolled back by the driver; the application believes it was kept."""
    dialect: Any = state.databases.writer.dialect
    keep = dialect.do_commit

    def look(session: Session) -> None:
        if session.get_bind().dialect is dialect and not session.info.get("looking"):
            session.flush()
            trial.dumps.append(dump(session))

    event.listen(Session, "before_commit", look)
    dialect.do_commit = dialect.do_rollback
    try:
        yield
    finally:
        dialect.do_commit = keep
        event.remove(Session, "before_commit", look)


def dump(session: Session) -> dict[str, list[str]]:
    """Every row of every table."""
    connection = session.connection()
    return {
        name: sorted(repr(tuple(row)) for row in connection.execute(select(*table.c)).all())
        for name, table in SQLModel.metadata.tables.items()
    }
