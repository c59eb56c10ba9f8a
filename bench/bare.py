"""The limit of the server itself: Starlette sending the same bytes to everybody. BODY names the file."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_BODY = Path(os.environ["BODY"]).read_bytes()
_KIND = os.environ.get("KIND", "application/json")


async def hit(_request: Request) -> Response:
    return Response(_BODY, media_type=_KIND)


app = Starlette(routes=[Route("/{path:path}", hit)])
