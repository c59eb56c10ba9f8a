"""The papers of enterprises: which of their files somebody still needs, which end soon, and reminding of that in time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from app.catalogue import queries
from app.catalogue.content import CertificateContent, PaperRef
from app.catalogue.models import Certificate, Confidential, Enterprise, Product
from app.catalogue.reference import reference
from app.media import papers
from app.review import live, notices, reading
from app.review.models import OPEN, Submission
from app.review.notices import About

STEPS: Final = (7, 30, 90)
"""Days before the end at which people are reminded."""
_PARAMETERS: Final = 500  # that a statement may have anywhere
_LATE: Final = 30  # days after the end; what ended earlier is no news


@dataclass(frozen=True)
class Held:
    """A paper of an enterprise or of one of its products. `names` of that by language; an enterprise's under und."""

    enterprise_id: UUID
    kind: str
    entity_id: UUID
    names: dict[str, str]
    paper: CertificateContent
    file: UUID | None = None

    @property
    def ends(self) -> date:
        """The last day; the last that there is for one without an end."""
        return _end(self.paper)

    @property
    def mark(self) -> str:
        """Tells it from the other papers of the same thing."""
        return ":".join((self.paper.scheme, self.paper.number, self.ends.isoformat()))

    def days(self, today: date) -> int | None:
        """Left from today; 0 on the last day, negative after it; None without an end."""
        return (self.ends - today).days if self.paper.valid_to else None


def today(session: Session) -> date:
    """At the centre."""
    return queries.today(reference(session))


def step(days: int) -> int | None:
    """The step of STEPS that so many days belong to, -1 when the paper has ended; None while it is far."""
    return -1 if days < 0 else next((one for one in STEPS if days <= one), None)


def listed(session: Session, enterprise_id: UUID) -> list[Held]:
    """All papers of an enterprise and of its products, the one that ends first in front."""
    return _sorted(_held(session, _things(session, enterprise_id)))


def ending(session: Session, day: date, *, within: int = STEPS[-1], enterprise_id: UUID | None = None) -> list[Held]:
    """Papers that have ended, or end within so many days, in the order of their ends. One that was renewed already is left out."""
    latest = day + timedelta(days=within)
    ids = _dated(session, latest) if enterprise_id is None else _things(session, enterprise_id)
    there: dict[UUID, list[Held]] = {}
    for one in _held(session, ids):
        there.setdefault(one.entity_id, []).append(one)
    found = [one for held in there.values() for one in held if one.ends <= latest and not _renewed(one, held)]
    return _sorted(found)


def remind(session: Session) -> int:
    """Tell enterprises of papers that come to their end, each once for each step; how many notices that made.

    Who was not reminded for a while is told the step that holds now, and not those that went by.
    """
    day, made = today(session), 0
    for one in ending(session, day):
        days = (one.ends - day).days
        if days < -_LATE:
            continue
        facts = {"scheme": one.paper.scheme, "number": one.paper.number, "valid_to": one.ends.isoformat()}
        key = ":".join(("paper", str(one.entity_id), *facts.values(), str(step(days))))
        made += notices.write(
            session, one.enterprise_id, About.PAPER, key, kind=one.kind, entity_id=one.entity_id, names=one.names, facts=facts
        )
    return made


def sweep(session: Session) -> list[str]:
    """Forget files that no paper has any more; the names of what then lies in the store for nothing."""
    return [name for row in papers.unused(session, _used(session)) for name in papers.remove(session, row)]


def _used(session: Session) -> set[UUID]:
    """Every file that a paper in the catalogue has, or one that is being written or waits for a decision."""
    kept = session.exec(select(col(Confidential.content)["files"]).where(col(Confidential.content)["files"].as_string().is_not(None)))
    used = {UUID(ref["file"]) for refs in kept for ref in refs}
    drafts = select(col(Submission.typed)["certificates"], col(Submission.facts)["files"]).where(col(Submission.state).in_(OPEN))
    for typed, handed in session.exec(drafts):
        used |= {UUID(ref["file"]) for ref in handed or ()}
        used |= set(typed_files(typed or ()))
    return used


def typed_files(certificates: Iterable[dict[str, Any]]) -> Iterator[UUID]:
    """The files that the papers of a form name."""
    for paper in certificates:
        try:
            yield UUID(paper.get("file", ""))
        except ValueError:
            continue


def _things(session: Session, enterprise_id: UUID) -> set[UUID]:
    return {enterprise_id, *session.exec(select(Product.id).where(Product.enterprise_id == enterprise_id))}


def _dated(session: Session, latest: date) -> set[UUID]:
    """What has papers that end by then, or papers that only the centre sees."""
    dated = select(Certificate.enterprise_id, Certificate.product_id).where(col(Certificate.valid_to) <= latest)
    private = select(Confidential.entity_id).where(col(Confidential.content)["certificates"].as_string().is_not(None))
    return {product or maker for maker, product in session.exec(dated)} | set(session.exec(private))


def _held(session: Session, ids: set[UUID]) -> Iterator[Held]:
    """The papers of these enterprises and products, those included that the public does not see."""
    facts = {row.entity_id: row.content for row in _rows(session, Confidential, col(Confidential.entity_id), ids)}
    for maker in _rows(session, Enterprise, col(Enterprise.id), ids):
        for paper, file in _said(maker.content, facts.get(maker.id, {})):
            yield Held(maker.id, live.ENTERPRISE, maker.id, {"und": str(maker.content["name"])}, paper, file)
    for product in _rows(session, Product, col(Product.id), ids):
        for paper, file in _said(product.content, facts.get(product.id, {})):
            yield Held(product.enterprise_id, live.PRODUCT, product.id, dict(product.content["name"]), paper, file)


def _said(content: dict[str, Any], facts: dict[str, Any]) -> list[tuple[CertificateContent, UUID | None]]:
    stored = [*content.get("certificates", ()), *facts.get("certificates", ())]
    said = [CertificateContent.model_validate(one) for one in stored]
    return reading.with_files(said, [PaperRef.model_validate(one) for one in facts.get("files", ())])


def _renewed(one: Held, others: Iterable[Held]) -> bool:
    """Whether the same thing has another paper of the same scheme that outlives it."""
    same = (one.entity_id, one.paper.scheme)
    return any((other.entity_id, other.paper.scheme) == same and other.ends > one.ends for other in others)


def _end(paper: CertificateContent) -> date:
    return paper.valid_to or date.max


def _sorted(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda one: (one.ends, str(one.entity_id), one.paper.scheme, one.paper.number))


Row = TypeVar("Row", Enterprise, Product, Confidential)


def _rows(session: Session, table: type[Row], column: Any, ids: set[UUID]) -> Iterator[Row]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), _PARAMETERS):
        yield from session.exec(select(table).where(column.in_(wanted[start : start + _PARAMETERS])))
