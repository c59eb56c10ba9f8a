"""Pictures from a browser without scripts: one form with files, looked at while the sender waits."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile

from app.accounts.access import Person
from app.db import transaction
from app.errors import CatalogueError
from app.media import arrivals, uploads
from app.media.models import Upload
from app.media.uploads import PIECE, Purpose
from app.review import drafts
from app.review.forms import Typed
from app.web.deps import state_of
from app.web.office import redirect
from app.web.people import Member
from app.web.portal.drafts import PATH, of_any_kind, page_of
from app.web.state import State

router = APIRouter(include_in_schema=False)
MOST: Final = 6
_LARGEST_BODY: Final = 200_000_000


async def _files(request: Request) -> AsyncIterator[list[UploadFile]]:
    async with request.form(max_files=MOST, max_fields=10) as form:
        yield [part for _name, part in form.multi_items() if isinstance(part, UploadFile) and part.size]


@router.post(f"{PATH}/pictures", max_body_size=_LARGEST_BODY)
def add(
    request: Request, member: Member, files: Annotated[list[UploadFile], Depends(_files)], enterprise_id: UUID, draft_id: UUID
) -> Response:
    """Each picture stands in the draft as soon as it was looked at. What is no picture is said on the page that follows."""
    state = state_of(request)
    with state.session() as session:
        place, part = page_of(of_any_kind(session, member, enterprise_id, draft_id))
    refused = [file for file in files if not _taken(state, member, enterprise_id, draft_id, file)]
    done = "not-all" if refused else "saved"
    return redirect(f"{place}?done={done}#{part}", request.state.language)


def _taken(state: State, member: Person, enterprise_id: UUID, draft_id: UUID, file: UploadFile) -> bool:
    """Whether it became a picture of the draft. No transaction is open while it is written and looked at."""
    folder = state.settings.upload_folder
    try:
        with transaction(state.databases) as session:
            upload = uploads.create(
                session,
                state.settings,
                owner_id=enterprise_id,
                user_id=member.user.id,
                purpose=Purpose.PICTURE,
                name=file.filename or "",
                length=file.size or 0,
            )
        offset = 0
        for piece in _pieces(file):
            upload = uploads.append(state.databases, folder, upload.id, offset, piece)
            offset += len(piece)
        return _looked_at(state, member, enterprise_id, draft_id, upload)
    except CatalogueError:
        return False


def _looked_at(state: State, member: Person, enterprise_id: UUID, draft_id: UUID, upload: Upload) -> bool:
    examined = arrivals.examine(state.store, state.settings.upload_folder, upload)
    with transaction(state.databases) as session:
        arrivals.settle(session, upload.id, examined)
        if examined.media:
            draft = of_any_kind(session, member, enterprise_id, draft_id)
            drafts.lock(session, draft)
            before = Typed.of(draft.typed).model_dump()["pictures"]
            with_it = before if examined.media.id in (one["media_id"] for one in before) else [*before, {"media_id": examined.media.id}]
            drafts.save(session, member, draft, {"pictures": with_it}, version=draft.version)
    uploads.clear(state.settings.upload_folder, upload.id)
    return examined.media is not None


def _pieces(file: UploadFile) -> Iterator[bytes]:
    file.file.seek(0)
    while piece := file.file.read(PIECE):
        yield piece
