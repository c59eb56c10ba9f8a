"""A product as far as its form can be read: for a preview, and to say early that something like it is there already."""

from typing import Final
from uuid import UUID

from sqlmodel import Session

from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.importing.lookups import OTHER
from app.catalogue.reference import Reference, reference
from app.review import drafts, live, reading
from app.review.forms import Typed
from app.review.models import Submission

_NAMELESS: Final = "…"


def product(session: Session, submission: Submission, language: str) -> ProductContent | None:
    """What the form says without what cannot be read; what must be there and is not has a stand-in. None where nothing helps."""
    frame, typed = reference(session), Typed.of(submission.typed)
    base = live.product(session, submission.entity_id)
    for attempt in (typed, None):
        found = reading.product(frame, attempt or typed, base=base, enterprise_id=submission.enterprise_id, id=submission.entity_id)
        if found.content:
            return found.content
        typed = _without(typed, {problem.pointer for problem in found.problems})
        typed = _filled(frame, typed, maker(session, submission.enterprise_id).area, language)
    return None


def maker(session: Session, enterprise_id: UUID) -> EnterpriseContent:
    """The enterprise as it is on show or, before that, with the name and place that stand in its form."""
    if shown := live.enterprise(session, enterprise_id):
        return shown.content
    frame = reference(session)
    draft = drafts.latest(session, live.ENTERPRISE, enterprise_id)
    fields = Typed.of(draft.typed).fields if draft else {}
    area = fields.get("area", "")
    return EnterpriseContent(
        id=enterprise_id,
        centre=frame.centre.key,
        slug="preview",
        name=fields.get("name", "")[:200] or _NAMELESS,
        area=area if area in frame.areas else frame.centre.area,
    )


def _without(typed: Typed, wrong: set[str]) -> Typed:
    fields = {name: text for name, text in typed.fields.items() if name not in wrong}
    papers = [paper for n, paper in enumerate(typed.certificates) if not any(w.startswith(f"certificates.{n}.") for w in wrong)]
    pictures = [picture for n, picture in enumerate(typed.pictures) if not any(w.startswith(f"pictures.{n}") for w in wrong)]
    return Typed(fields=fields, pictures=pictures, certificates=papers)


def _filled(frame: Reference, typed: Typed, area: str, language: str) -> Typed:
    fields = {**typed.fields}
    if not any(name.startswith("name.") and text for name, text in fields.items()):
        fields[f"name.{language}"] = _NAMELESS
    if not fields.get("category"):
        fields["category"] = OTHER if OTHER in frame.categories else next(iter(frame.categories))
    fields["origin"] = fields.get("origin") or area
    return typed.model_copy(update={"fields": fields})
