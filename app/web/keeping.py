"""What is kept of an enterprise, the file of all of it, and taking it out for good: the same page for its owner and for the desk."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from app.accounts.access import Person
from app.errors import CatalogueError
from app.inquiries import keeping
from app.review import audit, erasing, live, portable
from app.web.deps import state_of
from app.web.language import translations
from app.web.office import Way, office, sentences

_QUESTION: Final = {"about", "name", "phone", "email", "message", "language", "state", "note", "created_at", "expires_at"}


def kept(
    request: Request,
    session: Session,
    person: Person,
    enterprise_id: UUID,
    *,
    base: str,
    room: str,
    bar: Sequence[Way],
    owners: Sequence[str] = (),
    error: CatalogueError | None = None,
    typed: str = "",
) -> Response:
    """The page; `owners` are those who take the enterprise out themselves, where it is not for whoever looks."""
    language = request.state.language
    context: dict[str, Any] = {
        "base": base,
        "name": erasing.name_of(session, enterprise_id),
        "owners": owners,
        "typed": typed,
        "wrong": sentences(error.problems, language) if error else {},
        "problem": translations(language).gettext(error.message) if error and not error.problems else "",
    }
    return office(request, "office/kept.html", person, room=room, ways=bar, status=error.status if error else 200, **context)


def file(request: Request, session: Session, tx: Session, person: Person, enterprise_id: UUID, *, asked: bool = True) -> Response:
    """All of it as a ZIP file, sent while it is written; the record says that it was made. `session` reads, `tx` writes.

    Without `asked` the questions of visitors are left out.
    """
    found = keeping.of_enterprise(session, enterprise_id) if asked else []
    questions = [one.model_dump(mode="json", include=_QUESTION) for one in found]
    bundle = portable.bundle(session, enterprise_id, questions=questions)
    audit.record(tx, person.user, "enterprise_exported", kind=live.ENTERPRISE, entity_id=enterprise_id, enterprise_id=enterprise_id)
    headers = {
        "Content-Disposition": 'attachment; filename="etalase-enterprise.zip"',
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(portable.written(bundle, state_of(request).store), media_type="application/zip", headers=headers)


def erase(session: Session, person: Person, enterprise_id: UUID, name: str) -> None:
    """Everything of the enterprise, and what it was asked. Raises NameDiffers."""
    erasing.erase(session, person, enterprise_id, name=name)
    keeping.erase_enterprise(session, enterprise_id)
