"""Uploads that go on after a cut: tus 1.0 with creation, expiration, checksum and termination (tus.io/protocols/resumable-upload).

The one place where an endpoint opens transactions of its own: a telephone may send for minutes, and no transaction waits for it.
"""

import asyncio
import base64
import binascii
import hashlib
import hmac
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC
from email.utils import format_datetime
from typing import Any, BinaryIO, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from app.accounts.access import Person, staffs
from app.accounts.models import StaffRole
from app.db import transaction
from app.errors import CatalogueError, NotFound, Unsupported
from app.jobs import queue
from app.media import arrivals, coaching, papers, uploads
from app.media.models import Upload
from app.media.storage import telling_when_full
from app.media.uploads import PIECE, Purpose
from app.text import _
from app.web.deps import state_of
from app.web.language import translations
from app.web.people import Member
from app.web.portal.paper_files import card, may_open
from app.web.state import State

_VERSION: Final = "1.0.0"
_EXTENSIONS: Final = "creation,expiration,checksum,termination"
_ALGORITHMS: Final = ("sha256", "sha1", "md5")
_BODY: Final = "application/offset+octet-stream"
_LARGEST_BODY: Final = 4 << 30  # what an upload may have is known by its row
_SILENCE_SECONDS: Final = 30


class NotSpoken(CatalogueError):
    status = 412
    message = _("This address speaks tus 1.0.0.")


class NotUnderstood(CatalogueError):
    status = 400
    message = _("The request is not complete: {header}.")


class SenderGone(CatalogueError):
    status = 408
    message = _("Nothing came for a while. The upload can go on from here.")


class TusRoute(APIRoute):
    """What is the same for all answers: the version, no copies, and errors as one sentence of plain text."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answered = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                if request.method in ("POST", "PATCH", "DELETE") and request.headers.get("tus-resumable") != _VERSION:
                    raise NotSpoken
                answer = await answered(request)
            except CatalogueError as error:
                words = translations(request.state.language or "en").gettext(error.message)
                answer = PlainTextResponse(words.format(**error.facts) if error.facts else words, error.status)
                answer.headers["Tus-Version"] = _VERSION
            answer.headers["Tus-Resumable"] = _VERSION
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return handler


router = APIRouter(include_in_schema=False, route_class=TusRoute)


@router.options("/portal/uploads")
async def able(request: Request) -> Response:
    """What this end can do."""
    settings = state_of(request).settings
    largest = max(uploads.most_bytes(settings, purpose) for purpose in Purpose)
    headers = {
        "Tus-Version": _VERSION,
        "Tus-Extension": _EXTENSIONS,
        "Tus-Max-Size": str(largest),
        "Tus-Checksum-Algorithm": ",".join(_ALGORITHMS),
    }
    return Response(status_code=204, headers=headers)


@router.post("/portal/uploads")
def begin(request: Request, person: Member) -> Response:
    """A new upload. Its metadata say for which enterprise and purpose it is, and what the sender calls the file."""
    state = state_of(request)
    length, known = _number(request, "upload-length"), _metadata(request)
    try:
        owner_id, purpose = UUID(known.get("enterprise", "")), Purpose(known.get("purpose", ""))
    except ValueError:
        raise NotUnderstood(header="Upload-Metadata") from None
    if not (owner_id in person.memberships or _assists(person)):
        raise NotFound
    with transaction(state.databases) as session:
        upload = uploads.create(
            session,
            state.settings,
            owner_id=owner_id,
            user_id=person.user.id,
            purpose=purpose,
            name=known.get("filename", ""),
            length=length,
        )
    return Response(status_code=201, headers={"Location": f"/portal/uploads/{upload.id}", **_told(state, upload)})


@router.get("/portal/uploads/{upload_id:uuid}")
def state_of_upload(request: Request, upload_id: UUID, person: Member) -> Response:
    """How far it is, and what became of it when it is whole. HEAD is this without the body."""
    state = state_of(request)
    upload = _mine(state, person, upload_id)
    words = translations(request.state.language or person.user.language)
    refusal = arrivals.refusal(upload)
    known = {
        "offset": uploads.told(state.settings.upload_folder, upload),
        "length": upload.length,
        "picture": upload.media_id if upload.purpose == Purpose.PICTURE else None,
        "paper": _paper(state, person, upload),
        "problem": words.gettext(refusal.message).format(**refusal.facts) if refusal else None,
        "advice": [{"key": key, "words": words.gettext(coaching.ADVICE[key].words)} for key in upload.advice],
    }
    name = base64.b64encode(upload.name.encode()).decode()
    headers = {"Upload-Length": str(upload.length), "Upload-Metadata": f"filename {name}", **_told(state, upload)}
    return JSONResponse(known, headers=headers)


@router.patch("/portal/uploads/{upload_id:uuid}", max_body_size=_LARGEST_BODY)
async def append(request: Request, upload_id: UUID, person: Member) -> Response:
    """The next bytes. Each piece is told only when it is on the disk; of a body with a checksum all or nothing counts."""
    state = state_of(request)
    upload = await run_in_threadpool(_mine, state, person, upload_id)
    if request.headers.get("content-type") != _BODY:
        raise Unsupported
    offset = _number(request, "upload-offset")
    if offset != uploads.told(state.settings.upload_folder, upload):
        raise uploads.WrongOffset
    if offset + int(request.headers.get("content-length", 0)) > upload.length:
        raise uploads.TooLong(most=-(-upload.length // 1_000_000))

    def put(piece: bytes, at: int) -> Upload:
        return uploads.append(state.databases, state.settings.upload_folder, upload_id, at, piece, arrived=_enqueue)

    async for piece in _proven(request, state) if "upload-checksum" in request.headers else _pieces(request):
        upload = await run_in_threadpool(put, piece, offset)
        offset += len(piece)
    return Response(status_code=204, headers=_told(state, upload))


@router.delete("/portal/uploads/{upload_id:uuid}")
def end(request: Request, upload_id: UUID, person: Member) -> Response:
    """Given up by the sender. A picture that was made of it stays."""
    state = state_of(request)
    _mine(state, person, upload_id)
    uploads.remove(state.databases, state.settings.upload_folder, upload_id)
    return Response(status_code=204)


def _mine(state: State, person: Person, upload_id: UUID) -> Upload:
    with state.session() as session:
        return uploads.upload(session, upload_id, owners=None if _assists(person) else person.memberships.keys())


def _paper(state: State, person: Person, upload: Upload) -> dict[str, Any] | None:
    """The file of a certificate, once it was looked at; who brought it may see it."""
    if upload.purpose != Purpose.PAPER or not upload.media_id:
        return None
    with state.session() as session:
        return {"id": upload.media_id} | card(papers.file(session, upload.id, upload.owner_id), may_open=may_open(person, upload.owner_id))


def _enqueue(session: Session, upload: Upload) -> None:
    """In the transaction in which it is whole. Lists and photos of lists wait for the import that was asked for."""
    if upload.purpose in uploads.LOOKED_AT:
        queue.enqueue(session, arrivals.KIND, {"id": str(upload.id)}, owner_id=upload.owner_id, asked_by=upload.user_id)


def _told(state: State, upload: Upload) -> dict[str, str]:
    return {
        "Upload-Offset": str(uploads.told(state.settings.upload_folder, upload)),
        "Upload-Expires": format_datetime(upload.expires_at.astimezone(UTC), usegmt=True),
    }


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes. What came before the sender went silent or away counts too. Raises SenderGone."""
    waiting, stream, gone = bytearray(), request.stream(), False
    try:
        while True:
            async with asyncio.timeout(_SILENCE_SECONDS):
                waiting += await anext(stream)
            while len(waiting) >= PIECE:
                yield bytes(waiting[:PIECE])
                del waiting[:PIECE]
    except (ClientDisconnect, TimeoutError):
        gone = True
    except StopAsyncIteration:
        pass
    if waiting:
        yield bytes(waiting)
    if gone:
        raise SenderGone


async def _proven(request: Request, state: State) -> AsyncIterator[bytes]:
    """The body when all of it was there and has the digest that the sender told. Raises WrongChecksum."""
    algorithm, _space, told = request.headers["upload-checksum"].partition(" ")
    if algorithm not in _ALGORITHMS:
        raise NotUnderstood(header="Upload-Checksum")
    digest = hashlib.new(algorithm, usedforsecurity=False)
    state.settings.upload_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=state.settings.upload_folder) as aside:
        async for piece in _pieces(request):
            digest.update(piece)
            await run_in_threadpool(_aside, aside, piece)
        if not hmac.compare_digest(digest.digest(), _decoded(told, "Upload-Checksum")):
            raise uploads.WrongChecksum
        aside.seek(0)
        while piece := await run_in_threadpool(aside.read, PIECE):
            yield piece


def _aside(file: BinaryIO, piece: bytes) -> None:
    with telling_when_full():
        file.write(piece)
        file.flush()


def _number(request: Request, header: str) -> int:
    written = request.headers.get(header, "")
    if not (written.isascii() and written.isdecimal() and len(written) < 16):
        raise NotUnderstood(header=header.title())
    return int(written)


def _metadata(request: Request) -> dict[str, str]:
    """Keys with values in base 64, separated by commas."""
    pairs = [pair.strip().partition(" ") for pair in request.headers.get("upload-metadata", "").split(",")]
    return {key: _decoded(value.strip(), "Upload-Metadata").decode("utf-8", "replace") for key, _space, value in pairs if key}


def _decoded(value: str, header: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise NotUnderstood(header=header) from None


def _assists(person: Person) -> bool:
    """Whether somebody of the staff may bring files for any enterprise, as they may write for it."""
    return staffs(person, StaffRole.MODERATOR, StaffRole.FLOOR)
