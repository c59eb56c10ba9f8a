"""Papers that end are told of in time, once for each step; files that no paper has any more are forgotten."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from app.catalogue import confidential, publishing
from app.catalogue.content import CertificateContent, EnterpriseConfidential, PaperRef, ProductConfidential
from app.db import now
from app.media import papers as files
from app.media.models import PaperFile
from app.review import drafts, live, notices, papers, workflow
from app.review.models import Notice
from tests.factories import a_product_content, an_enterprise_content
from tests.review.conftest import Hall

TODAY = date(2027, 3, 31)
NUMBER = "ID71110000000000124"


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """Noon at the centre, on TODAY until a test says otherwise."""
    clock = {"now": datetime(2027, 3, 31, 4, tzinfo=UTC)}
    monkeypatch.setattr("app.catalogue.queries.filters.now", lambda: clock["now"])
    return clock


def a_paper(days: int | None, **facts: Any) -> CertificateContent:
    """A halal certificate that ends in so many days."""
    ends = None if days is None else TODAY + timedelta(days)
    return CertificateContent(**({"scheme": "halal-id", "number": NUMBER, "valid_to": ends} | facts))


def with_papers(db: Session, hall: Hall, *given: CertificateContent, called: str = "Panada") -> UUID:
    content = a_product_content(hall.maker, called, certificates=list(given))
    publishing.put_product(db, content, ProductConfidential())
    return content.id


def told(db: Session, hall: Hall) -> list[str]:
    """The steps that were told, in the order of the ends."""
    rows = db.exec(select(Notice).where(Notice.enterprise_id == hall.maker.id, Notice.about == "paper"))
    return sorted(row.key.rpartition(":")[2] for row in rows)


@pytest.mark.parametrize(
    ("days", "steps"),
    [(91, []), (90, ["90"]), (31, ["90"]), (30, ["30"]), (8, ["30"]), (7, ["7"]), (0, ["7"]), (-1, ["-1"]), (-31, []), (None, [])],
)
def test_the_nearest_step_is_told_once(db: Session, hall: Hall, moment: dict[str, datetime], days: int | None, steps: list[str]) -> None:
    with_papers(db, hall, a_paper(days))
    assert papers.remind(db) == len(steps)
    assert papers.remind(db) == 0
    assert told(db, hall) == steps


def test_each_step_is_told_when_it_comes_and_what_went_by_while_the_server_was_off_is_not(
    db: Session, hall: Hall, moment: dict[str, datetime]
) -> None:
    with_papers(db, hall, a_paper(100))
    for days, steps in ((0, []), (80, ["30"]), (85, ["30"]), (95, ["30", "7"]), (101, ["-1", "30", "7"])):
        moment["now"] = datetime(2027, 3, 31, 4, tzinfo=UTC) + timedelta(days)
        papers.remind(db)
        assert told(db, hall) == steps, days


def test_the_day_is_that_of_the_centre(db: Session, hall: Hall, moment: dict[str, datetime]) -> None:
    with_papers(db, hall, a_paper(0))
    moment["now"] = datetime(2027, 3, 31, 15, 59, tzinfo=UTC)
    assert [one.days(papers.today(db)) for one in papers.listed(db, hall.maker.id)] == [0]
    moment["now"] = datetime(2027, 3, 31, 16, 0, tzinfo=UTC)
    assert [one.days(papers.today(db)) for one in papers.listed(db, hall.maker.id)] == [-1]


def test_a_paper_that_was_renewed_is_not_asked_for(db: Session, hall: Hall, moment: dict[str, datetime]) -> None:
    with_papers(db, hall, a_paper(5), a_paper(700, number="ID71110000000000777"))
    with_papers(db, hall, a_paper(5), a_paper(None, number="ID71110000000000778"), called="Klappertaart")
    assert papers.ending(db, TODAY) == []


def test_papers_of_the_enterprise_and_those_that_only_the_centre_sees_count_too(
    db: Session, hall: Hall, moment: dict[str, datetime]
) -> None:
    maker = an_enterprise_content(certificates=[a_paper(20, scope="premises"), a_paper(3, scheme="haccp", public=False)])
    publishing.put_enterprise(db, maker, EnterpriseConfidential())
    assert [(one.kind, one.paper.scheme) for one in papers.ending(db, TODAY)] == [("enterprise", "haccp"), ("enterprise", "halal-id")]
    assert papers.ending(db, TODAY, enterprise_id=uuid4()) == []


def test_the_file_of_a_paper_goes_from_the_form_to_the_facts_that_nobody_else_sees_and_back(db: Session, hall: Hall) -> None:
    file = a_file(db, hall)
    draft = hall.draft(db)
    paper = {"scheme": "halal-id", "number": NUMBER, "file": str(file)}
    drafts.save(db, hall.alice, draft, {"certificates": [paper]}, version=draft.version)
    workflow.submit(db, hall.alice, draft, version=draft.version)
    assert str(file) not in str(draft.content)
    workflow.approve(db, hall.bob, draft, version=draft.version)
    product = live.product(db, draft.entity_id)
    assert product
    assert str(file) not in product.content.model_dump_json()
    assert confidential.of_product(db, draft.entity_id).files == [PaperRef(scheme="halal-id", number=NUMBER, file=file)]
    again = drafts.open_draft(db, hall.alice, "product", draft.entity_id, hall.maker.id)
    assert again.typed["certificates"][0]["file"] == str(file)
    read = workflow.read(db, again)
    assert (read.content, read.facts) == (product.content, product.facts)
    assert [one.file for one in papers.listed(db, hall.maker.id)] == [file]


def a_file(db: Session, hall: Hall) -> UUID:
    row = PaperFile(id=uuid4(), owner_id=hall.maker.id, user_id=uuid4(), kind="pdf", bytes=9, digests={files.PDF: "0" * 64})
    row.created_at = now() - files.UNUSED - timedelta(minutes=1)
    db.add(row)
    db.flush()
    return row.id


def test_a_file_is_kept_while_a_paper_has_it_and_forgotten_when_the_paper_is_removed(db: Session, hall: Hall) -> None:
    file, nobodys = a_file(db, hall), a_file(db, hall)
    draft = hall.draft(db)
    drafts.save(db, hall.alice, draft, {"certificates": [{"scheme": "halal-id", "file": str(file)}]}, version=draft.version)
    assert papers.sweep(db) == [f"papers/{nobodys.hex}/paper.pdf"]
    workflow.submit(db, hall.alice, draft, version=draft.version)
    assert papers.sweep(db) == []
    workflow.approve(db, hall.bob, draft, version=draft.version)
    assert papers.sweep(db) == []
    edit = drafts.open_draft(db, hall.alice, "product", draft.entity_id, hall.maker.id)
    drafts.save(db, hall.alice, edit, {"certificates": []}, version=edit.version)
    workflow.submit(db, hall.alice, edit, version=edit.version)
    assert papers.sweep(db) == []
    workflow.approve(db, hall.bob, edit, version=edit.version)
    assert papers.sweep(db) == [f"papers/{file.hex}/paper.pdf"]
    assert db.exec(select(PaperFile)).all() == []


def test_the_files_of_what_leaves_the_catalogue_are_forgotten(db: Session, hall: Hall) -> None:
    file = a_file(db, hall)
    ref = PaperRef(scheme="halal-id", number=NUMBER, file=file)
    publishing.put_product(db, a_product_content(hall.maker, certificates=[a_paper(None)]), ProductConfidential(files=[ref]))
    publishing.withdraw_enterprise(db, hall.maker.id)
    assert papers.sweep(db) == [f"papers/{file.hex}/paper.pdf"]


def test_reminders_are_gathered_into_letters_like_decisions(db: Session, hall: Hall, moment: dict[str, datetime]) -> None:
    with_papers(db, hall, a_paper(5))
    papers.remind(db)
    (notice,) = notices.listed(db, hall.maker.id)
    assert notice.facts == {"scheme": "halal-id", "number": NUMBER, "valid_to": "2027-04-05"}
    assert notice.lettered_at is None
