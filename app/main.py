"""The application, assembled from settings; everything that a test or a server needs is in the one object."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from itertools import chain

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from app import works
from app.db import Databases
from app.logs import configure
from app.media.storage import store_from
from app.settings import Settings
from app.web import account, api, desk, docs, files, health, kiosk, portal, problems, site, uploads, visits
from app.web.caching import Answers
from app.web.guard import Guard
from app.web.pages import STATIC, asset
from app.web.state import State

_ABOUT = """
The public catalogue of a BIMP-EAGA business centre: products of small enterprises of Brunei, Indonesia, Malaysia and the
Philippines, who makes them and where. No key is needed. Answers carry a strong `ETag`: send it back as `If-None-Match` and
get 304 while nothing changed. Texts come in the language of `lang` or `Accept-Language`; where a translation is missing the
centre's next language stands in, and `lang` beside the text says which. Errors are problem details after RFC 9457.
"""


def create_app(settings: Settings) -> ASGIApp:
    """The whole server. Call it in each worker process; it opens no connection before it is started."""
    configure(settings)
    state = State(settings, Databases(settings.database, connections=settings.threads), store_from(settings), _release(settings))
    worker = works.worker(state.databases, state.store, settings, threads=settings.job_threads)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        worker.start()
        yield
        worker.stop()
        state.close()

    app = docs.Described(
        title="Etalase",
        version=version("etalase"),
        description=_ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        max_body_size=1_000_000,
    )
    app.state.etalase = state
    # One flat list: FastAPI walks a tree of included routers anew for each request, which costs more than many an answer.
    parts = (api.routes, kiosk.routes, site.routes, account.routes, portal.routes, desk.routes)
    alone = (part.router.routes for part in (uploads, visits, files, docs, health))
    app.router.routes.extend(chain(*parts, *alone))
    for prefix, folder in STATIC.items():
        app.mount(f"/static/{prefix}".rstrip("/"), GZipMiddleware(files.Static(directory=folder, check_dir=False), minimum_size=500))
    problems.install(app)
    inner: ASGIApp = TrustedHostMiddleware(app, allowed_hosts=list(settings.allowed_hosts)) if settings.allowed_hosts != ("*",) else app
    return Answers(Guard(inner), state)


def _release(settings: Settings) -> str:
    """Changes with the program, its style and what settings put into pages, so that no browser keeps a page of another release."""
    parts = (version("etalase"), asset("css/tokens.css"), asset("kiosk/kiosk.css"), asset("css/app.css"), settings.model_dump_json())
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]
