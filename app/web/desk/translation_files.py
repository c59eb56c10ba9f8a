"""Translations as files: out by the filters of the list, in again, looked at first and then taken over."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from app.accounts.access import Person
from app.errors import CatalogueError
from app.review import translation_intake, untranslated
from app.review.translation_intake import Account
from app.review.untranslated import Wanted
from app.web import translations as shared
from app.web.deps import Db, Frame, Language, state_of
from app.web.desk.translations import PATH, Narrowed, listed
from app.web.desk.ways import ways
from app.web.language import translations
from app.web.office import office, onward
from app.web.people import Translator

router = APIRouter(include_in_schema=False)
_FILE: Final = PATH + "/files/{file_id:uuid}"


async def _file(request: Request) -> AsyncIterator[UploadFile | None]:
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get("file")
        yield part if isinstance(part, UploadFile) and part.size else None


SentFile = Annotated[UploadFile | None, Depends(_file)]


@router.get(PATH + "/file.{ending}")
def give(
    request: Request, db: Db, _person: Translator, frame: Frame, narrowing: Narrowed, ending: Literal["xlsx", "po"], target: str = ""
) -> Response:
    """The texts that the filters find, in one target language; as XLSX without one in all of them."""
    language = target if target in frame.centre.languages else frame.centre.languages[-1] if ending == "po" else ""
    wanted = replace(narrowing.wanted, languages=(language,) if language else ())
    return shared.file(request, frame, untranslated.items(db, wanted), ending, language)


@router.post(f"{PATH}/files", max_body_size=shared.BODY)
def send(request: Request, db: Db, person: Translator, frame: Frame, language: Language, narrowing: Narrowed, part: SentFile) -> Response:
    """Keeps the file and goes on to what would become of it; nothing is taken over yet."""
    try:
        if part is None:
            raise shared.NoFile
        upload_id = shared.received(request, person, frame.centre.id, part.filename or "", part.file)
        shared.sent(request, db, frame.centre.id, upload_id)
    except CatalogueError as error:
        if error.status >= 500:
            raise
        words = translations(language).gettext(error.message).format(**error.facts)
        return listed(request, db, person, frame, language, narrowing, problem=words, status=error.status)
    return onward(request, f"{PATH}/files/{upload_id}")


@router.get(_FILE)
def rehearse(request: Request, db: Db, person: Translator, frame: Frame, language: Language, file_id: UUID) -> Response:
    """What would become of each text of a file."""
    name, sent = shared.sent(request, db, frame.centre.id, file_id)
    return _account(request, db, person, language, name, file_id, translation_intake.rehearsed(db, sent, Wanted()))


@router.post(_FILE)
def take(request: Request, db: Db, person: Translator, frame: Frame, language: Language, file_id: UUID) -> Response:
    """Takes a file over, in transactions of its own, so that nobody who writes meanwhile waits for all of it."""
    name, sent = shared.sent(request, db, frame.centre.id, file_id)
    db.rollback()  # the look is over; what follows reads and writes by itself
    found = translation_intake.taken(state_of(request).databases, person, sent, Wanted())
    return _account(request, db, person, language, name, file_id, found, done=True)


def _account(
    request: Request, session: Session, person: Person, language: str, name: str, file_id: UUID, found: Account, *, done: bool = False
) -> Response:
    context: dict[str, Any] = {"name": name, "done": done, "base": PATH, "deed": f"{PATH}/files/{file_id}", "own": False}
    context |= shared.account(found, language) | shared.words(language)
    bar = ways(session, person, language)
    return office(request, "office/translation_file.html", person, room="translations", ways=bar, **context)
