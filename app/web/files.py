"""Files as they are: pictures by their hash, static files, and the brand of the centre as a style sheet."""

import re
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.accounts.access import Person, staffs
from app.catalogue import pictures
from app.errors import NotFound
from app.text import _
from app.web.deps import Frame, state_of
from app.web.people import visitor_of

router = APIRouter(include_in_schema=False)
FOR_EVER: Final = "public, max-age=31536000, immutable"
_NAME: Final = re.compile(r"\d{2,4}\.webp|share\.jpg")
_ID: Final = re.compile(r"[0-9a-f]{64}")


class NoPicture(NotFound):
    message = _("This picture is not here.")


class Static(StaticFiles):
    """Addresses with the hash of the content (?v=) are kept for ever, others are asked for anew."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        hashed = b"v=" in scope.get("query_string", b"")
        answer.headers["Cache-Control"] = FOR_EVER if hashed and answer.status_code == 200 else "no-cache"
        return answer


@router.get("/media/{media_id}/{name}")
def picture(request: Request, media_id: str, name: str) -> Response:
    """One rendition. Its content never changes, because its address is the hash of what was sent in.

    What nobody shows yet, or any more, is seen by those whose it is and by staff; for others it is not here.
    """
    if not _ID.fullmatch(media_id) or not _NAME.fullmatch(name):
        raise NoPicture
    state = state_of(request)
    with state.reading() as session:
        public = pictures.is_public(session, media_id)
    if not public and not _may_see(request, visitor_of(request), media_id):
        raise NoPicture
    try:
        content = state.store.get(f"public/{media_id}/{name}")
    except NotFound as error:
        raise NoPicture from error
    headers = {"Cache-Control": FOR_EVER, "Access-Control-Allow-Origin": "*"} if public else {"Cache-Control": "private, no-store"}
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return Response(content, media_type="image/jpeg" if name.endswith(".jpg") else "image/webp", headers=headers)


def _may_see(request: Request, person: Person | None, media_id: str) -> bool:
    """Whether a picture that is not public belongs to an enterprise of this person, or the person is staff."""
    if person is None or staffs(person):
        return person is not None
    with state_of(request).reading() as session:
        return bool(pictures.theirs(session, [media_id], person.memberships.keys()))


@router.get("/brand.css")
def brand(frame: Frame) -> Response:
    """The centre's own colours in place of the house's, and the tones behind pictures that are still on their way."""
    colours = "".join(
        f"--brand-{name.replace('_', '-')}:{value};"
        for name, value in sorted(frame.centre.brand.items())
        if re.fullmatch(r"#[0-9a-fA-F]{6}", value)
    )
    tones = "".join(f".t{channel}{step:x}{{--t{channel}:{step * 17}}}" for channel in "rgb" for step in range(16))
    tones += ".tone{background-color:rgb(var(--tr),var(--tg),var(--tb))}"
    return Response(f":root{{{colours}}}{tones}", media_type="text/css; charset=utf-8")
