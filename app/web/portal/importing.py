"""A list of products, from the file to drafts: choose it, say what each column is, look at what would happen, then take it over."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session, select
from starlette.datastructures import UploadFile

from app.accounts.access import Person
from app.catalogue.importing import mark
from app.catalogue.models import Product
from app.catalogue.sheets.columns import template
from app.errors import CatalogueError, Invalid
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.media import uploads
from app.media.uploads import Purpose
from app.review import imported, importing
from app.review.importing import CHECK, DRAFTS, NoList, Order
from app.text import _
from app.web.deps import Db, Frame, Language, Tx, state_of
from app.web.forms import Form
from app.web.language import translations
from app.web.lists import XLSX, download
from app.web.office import office, onward
from app.web.people import Member
from app.web.portal import columns, counting
from app.web.portal.products import writes_for
from app.web.portal.ways import ways

router = APIRouter(include_in_schema=False)
PATH: Final = "/portal/{enterprise_id}/import"
PLAIN_MB: Final = 10
"""What a form without scripts may bring at once; with them a file goes up in pieces, and goes on after a cut."""
_BODY: Final = PLAIN_MB * 1_000_000 + 100_000
_ENDED: Final = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class NoFile(Invalid):
    message = _("Please choose the file with your list first.")


async def _files(request: Request) -> AsyncIterator[dict[str, UploadFile]]:
    async with request.form(max_files=2, max_fields=10) as form:
        yield {name: part for name, part in form.items() if isinstance(part, UploadFile) and part.size}


Files = Annotated[dict[str, UploadFile], Depends(_files)]


@router.get(PATH)
def choose(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID) -> Response:
    writes_for(member, enterprise_id)
    return _choice(request, db, member, language, enterprise_id)


@router.post(f"{PATH}/files", max_body_size=_BODY)
def send(request: Request, db: Db, member: Member, language: Language, files: Files, enterprise_id: UUID) -> Response:
    """The files of a form without scripts; they become uploads like all others."""
    writes_for(member, enterprise_id)
    state, sent = state_of(request), dict[str, UUID]()
    try:
        if "sheet" not in files:
            raise NoFile
        for purpose in (Purpose.SHEET, Purpose.PHOTOS):
            if part := files.get(purpose):
                whose = {"owner_id": enterprise_id, "user_id": member.user.id}
                taken = uploads.taken(state.databases, state.settings, **whose, purpose=purpose, name=part.filename or "", file=part.file)
                sent[purpose] = taken.id
    except CatalogueError as error:
        return _choice(request, db, member, language, enterprise_id, error)
    return onward(request, f"/portal/{enterprise_id}/import/{sent['sheet']}", photos=str(sent.get("photos", "")))


@router.get(f"{PATH}/templates/{{form}}.xlsx")
def give_template(member: Member, language: Language, enterprise_id: UUID, form: Literal["short", "full"]) -> Response:
    writes_for(member, enterprise_id)
    return download(template(full=form == "full", translate=translations(language).gettext), f"etalase-{form}.xlsx", XLSX)


@router.get(f"{PATH}/{{sheet_id:uuid}}")
def look(
    request: Request,
    db: Db,
    member: Member,
    frame: Frame,
    language: Language,
    enterprise_id: UUID,
    sheet_id: UUID,
    asked: Annotated[columns.Asked, Depends()],
) -> Response:
    """The list as it was understood, and which column is what."""
    writes_for(member, enterprise_id)
    sheet = importing.whole(db, enterprise_id, sheet_id, Purpose.SHEET)
    if asked.photos:
        importing.whole(db, enterprise_id, asked.photos, Purpose.PHOTOS)
    try:
        page = columns.page_of(state_of(request).settings, frame, sheet, asked, language, importing.remembered(db, enterprise_id))
    except CatalogueError as error:
        if error.status >= 500:
            raise
        return _choice(request, db, member, language, enterprise_id, error)
    bar = ways(db, enterprise_id, language, member)
    return office(request, "portal/import_columns.html", member, room="products", ways=bar, enterprise_id=enterprise_id, **page)


@router.post(f"{PATH}/{{sheet_id:uuid}}/checks")
def check(
    request: Request, db: Db, tx: Tx, member: Member, frame: Frame, language: Language, form: Form, enterprise_id: UUID, sheet_id: UUID
) -> Response:
    """Remembers what the columns are, and asks for the check."""
    writes_for(member, enterprise_id)
    try:
        chosen = columns.chosen(form, frame)
    except CatalogueError as error:
        sheet = importing.whole(db, enterprise_id, sheet_id, Purpose.SHEET)
        page = columns.page_again(state_of(request).settings, frame, sheet, form, language, error)
        bar = ways(db, enterprise_id, language, member)
        return office(
            request, "portal/import_columns.html", member, room="products", ways=bar, status=422, enterprise_id=enterprise_id, **page
        )
    importing.remember(tx, enterprise_id, chosen.kept, chosen.headings)
    order = Order(sheet=sheet_id, photos=chosen.photos, mapping=chosen.mapping)
    job = importing.ask(tx, member, enterprise_id, CHECK, order)
    return onward(request, f"/portal/{enterprise_id}/import/jobs/{job.id}")


@router.get(f"{PATH}/jobs/{{job_id}}")
def watch(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, job_id: UUID) -> Response:
    """How far a check or an import is, and its account when it has ended."""
    writes_for(member, enterprise_id)
    job = importing.found(db, enterprise_id, job_id)
    context: dict[str, Any] = {
        "enterprise_id": enterprise_id,
        "job": job,
        "checking": job.kind == CHECK,
        "ended": job.state in _ENDED,
        "told": counting.told(job, language),
        "problem": counting.problem(job, language),
    }
    return office(request, "portal/import_job.html", member, room="products", ways=ways(db, enterprise_id, language, member), **context)


@router.post(f"{PATH}/jobs/{{job_id}}/drafts")
def take(request: Request, tx: Tx, member: Member, enterprise_id: UUID, job_id: UUID) -> Response:
    """Takes over what was checked, or goes on with what was stopped."""
    writes_for(member, enterprise_id)
    job = importing.found(tx, enterprise_id, job_id)
    order = Order.model_validate(job.given).model_copy(update={"rows": (job.result or {}).get("rows") or job.given.get("rows")})
    taken = importing.ask(tx, member, enterprise_id, DRAFTS, order)
    return onward(request, f"/portal/{enterprise_id}/import/jobs/{taken.id}")


@router.post(f"{PATH}/jobs/{{job_id}}/cancellation")
def cancel(request: Request, tx: Tx, member: Member, enterprise_id: UUID, job_id: UUID) -> Response:
    writes_for(member, enterprise_id)
    job = importing.found(tx, enterprise_id, job_id)
    if job.state not in _ENDED:
        queue.cancel(tx, job.id)
    return onward(request, f"/portal/{enterprise_id}/import/jobs/{job_id}")


@router.get(f"{PATH}/jobs/{{job_id}}/marked.xlsx")
def marked(request: Request, db: Db, member: Member, language: Language, enterprise_id: UUID, job_id: UUID) -> Response:
    """The list with its mistakes marked and the reasons beside them. Raises NoList when nothing was wrong."""
    writes_for(member, enterprise_id)
    job = importing.found(db, enterprise_id, job_id)
    order = Order.model_validate(job.given)
    sheet = importing.whole(db, enterprise_id, order.sheet, Purpose.SHEET)
    source = uploads.path(state_of(request).settings.upload_folder, sheet.id)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "marked.xlsx"
        found, words = counting.findings(job), translations(language).gettext
        if not mark(source, target, found, mapping=imported.own(order.mapping, enterprise_id), translate=words):
            raise NoList
        content = target.read_bytes()
    return download(content, "etalase-marked.xlsx", XLSX)


def _choice(
    request: Request, session: Session, member: Person, language: str, enterprise_id: UUID, error: CatalogueError | None = None
) -> Response:
    words, settings = translations(language), state_of(request).settings
    context: dict[str, Any] = {
        "enterprise_id": enterprise_id,
        "problem": words.gettext(error.message).format(**_plain(error.facts, language)) if error else "",
        "limits": {"sheet": settings.sheet_mb, "photos": settings.photos_mb, "plain": PLAIN_MB},
        "shown": session.exec(select(Product.id).where(Product.enterprise_id == enterprise_id)).first() is not None,
        "recent": [_line(job, language) for job in importing.latest(session, enterprise_id)],
    }
    status = error.status if error else 200
    bar = ways(session, enterprise_id, language, member)
    return office(request, "portal/import_choose.html", member, room="products", ways=bar, status=status, **context)


def _plain(facts: dict[str, Any], language: str) -> dict[str, Any]:
    """What fills the places of a sentence; some of it are words that are translated too."""
    words = translations(language)
    return {name: words.gettext(fact) if isinstance(fact, str) and fact else fact for name, fact in facts.items()}


def _line(job: Job, language: str) -> dict[str, Any]:
    return {"job": job, "state": translations(language).gettext(counting.STATES[JobState(job.state)]), "checking": job.kind == CHECK}
