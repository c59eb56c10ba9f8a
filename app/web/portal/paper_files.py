"""The files of certificates in the portal: what a form may name, what it shows of them, sent without scripts, and opened."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Annotated, Any, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from app.accounts.access import Person, staffs, works_for
from app.accounts.models import StaffRole
from app.db import transaction
from app.errors import CatalogueError, NotFound
from app.media import arrivals, papers, uploads
from app.media.models import PaperFile
from app.media.storage import paper
from app.media.uploads import Purpose
from app.review import drafts, live
from app.review.forms import Typed
from app.review.models import Submission
from app.review.papers import typed_files
from app.web.deps import Db, state_of
from app.web.office import redirect
from app.web.people import Member
from app.web.portal.ways import of_mine
from app.web.state import State

router = APIRouter(include_in_schema=False)
MOST: Final = 6
_LARGEST_BODY: Final = 150_000_000
_FIELD: Final = re.compile(r"paper\.([0-9]{1,2})")
_TYPES: Final = {papers.PDF: "application/pdf", papers.PAGE: "image/webp", papers.SMALL: "image/webp"}
Files = list[tuple[int, UploadFile]]


def shown(session: Session, certificates: Sequence[dict[str, Any]], enterprise_id: UUID, *, may_open: bool) -> dict[str, dict[str, Any]]:
    """What a form shows of the files that its papers name, by their ids."""
    found = papers.theirs(session, list(typed_files(certificates)), enterprise_id)
    return {str(row.id): card(row, may_open=may_open) for row in found.values()}


def card(row: PaperFile, *, may_open: bool = True) -> dict[str, Any]:
    """A file as pages show it; without addresses for those who may not open it."""
    base = f"/portal/{row.owner_id}/papers/{row.id}"
    picture = row.kind == "picture"
    return {
        "name": row.name,
        "kind": row.kind,
        "bytes": row.bytes,
        "href": f"{base}/{papers.PAGE if picture else papers.PDF}" if may_open else "",
        "small": f"{base}/{papers.SMALL}" if may_open and picture else "",
    }


def own(session: Session, certificates: list[dict[str, str]], enterprise_id: UUID) -> list[dict[str, str]]:
    """The same papers without files that are somebody else's: their ids can come from nowhere but a guess."""
    known = {str(ident) for ident in papers.theirs(session, list(typed_files(certificates)), enterprise_id)}
    return [{name: text for name, text in one.items() if name != "file" or text in known} for one in certificates]


def may_open(person: Person, enterprise_id: UUID) -> bool:
    """Members of the enterprise, and staff who decide."""
    return works_for(person, enterprise_id) or staffs(person, StaffRole.MODERATOR)


@router.get("/portal/{enterprise_id}/papers/{paper_id}/{name}")
def fetch(request: Request, db: Db, member: Member, enterprise_id: UUID, paper_id: UUID, name: str) -> Response:
    """A file, never to be run or kept: a picture that was drawn anew, or a PDF to be saved, as it was sent."""
    if not may_open(member, enterprise_id):
        raise NotFound
    row = papers.file(db, paper_id, enterprise_id)
    if name not in row.digests or name not in _TYPES:
        raise NotFound
    content = state_of(request).store.get(paper(paper_id, name))
    headers = {
        "Content-Disposition": f"{'attachment' if row.kind == 'pdf' else 'inline'}; filename*=UTF-8''{quote(_file_name(row), safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_TYPES[name], headers=headers)


async def _files(request: Request) -> AsyncIterator[Files]:
    async with request.form(max_files=MOST, max_fields=10) as form:
        parts = [
            (int(hit[1]), part) for name, part in form.multi_items() if (hit := _FIELD.fullmatch(name)) and isinstance(part, UploadFile)
        ]
        yield [(n, part) for n, part in parts if part.size]


@router.post("/portal/{enterprise_id}/drafts/{draft_id}/papers", max_body_size=_LARGEST_BODY)
def add(request: Request, member: Member, files: Annotated[Files, Depends(_files)], enterprise_id: UUID, draft_id: UUID) -> Response:
    """From a browser without scripts: each file stands with its paper as soon as it was looked at."""
    state = state_of(request)
    with state.session() as session:
        kind = _draft(session, member, enterprise_id, draft_id).kind
    refused = [file for n, file in files if not _taken(state, member, enterprise_id, draft_id, n, file)]
    place = f"/portal/{enterprise_id}/profile?done={{}}#papers"
    if kind == live.PRODUCT:
        place = f"/portal/{enterprise_id}/drafts/{draft_id}?done={{}}#step-papers"
    return redirect(place.format("no-paper" if refused else "saved"), request.state.language)


def _draft(session: Session, member: Person, enterprise_id: UUID, draft_id: UUID) -> Submission:
    found = drafts.find(session, member, draft_id)
    if found.enterprise_id != enterprise_id or (found.kind == live.ENTERPRISE and of_mine(member, enterprise_id) != enterprise_id):
        raise NotFound
    return found


def _taken(state: State, member: Person, enterprise_id: UUID, draft_id: UUID, n: int, file: UploadFile) -> bool:
    """Whether it became the file of the draft's paper at `n`, or of a new one. No transaction is open while it is looked at."""
    with suppress(CatalogueError):
        upload = uploads.taken(
            state.databases,
            state.settings,
            owner_id=enterprise_id,
            user_id=member.user.id,
            purpose=Purpose.PAPER,
            name=file.filename or "",
            file=file.file,
        )
        examined = arrivals.examine(state.store, state.settings.upload_folder, upload)
        with transaction(state.databases) as session:
            arrivals.settle(session, upload.id, examined)
            if examined.paper:
                draft = _draft(session, member, enterprise_id, draft_id)
                drafts.lock(session, draft)
                before = Typed.of(draft.typed).model_dump()["certificates"]
                n = min(n, len(before))
                with_it = [*before[:n], {**(before[n] if n < len(before) else {}), "file": str(examined.paper.id)}, *before[n + 1 :]]
                drafts.save(session, member, draft, {"certificates": with_it}, version=draft.version)
        uploads.clear(state.settings.upload_folder, upload.id)
        return examined.paper is not None
    return False


def _file_name(row: PaperFile) -> str:
    """As its sender called it, with the ending of what it is."""
    stem = row.name.rpartition(".")[0] or row.name or "certificate"
    return f"{stem}.{'pdf' if row.kind == 'pdf' else 'webp'}"
