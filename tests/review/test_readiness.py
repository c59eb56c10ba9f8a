"""How far a draft is: what is missing, why it matters, and what blocks."""

from sqlmodel import Session

from app.review import drafts, readiness
from app.review.models import Submission
from tests.factories import a_picture
from tests.review.conftest import ENTERPRISE, Hall, agree


def missing(db: Session, draft: Submission) -> set[str]:
    return {item.key for item in readiness.of(db, draft).missing}


def test_an_empty_product_is_at_nothing_and_says_first_what_blocks(db: Session, hall: Hall) -> None:
    draft = drafts.open_draft(db, hall.alice, "product", None, hall.maker.id)
    found = readiness.of(db, draft)
    assert found.share == 0
    assert [item.key for item in found.missing[:3]] == ["name", "category", "origin"]
    assert [problem.pointer for problem in found.blocking] == ["name", "category", "origin"]
    assert all(item.words and item.why for item in found.items)


def test_each_thing_that_is_done_counts_and_all_of_them_make_a_hundred(db: Session, hall: Hall) -> None:
    draft = hall.draft(db)
    shares = [readiness.of(db, draft).share]
    languages = ("id", "en", "ms", "fil")
    fields = {f"{name}.{language}": "Kue" for name in ("name", "summary", "description") for language in languages}
    fields |= dict.fromkeys(("minimum_order", "monthly_capacity", "lead_time", "shelf_life", "storage", "ingredients.id"), "1")
    pictures = [{"media_id": a_picture(db).media_id, "alt": {"id": "Kue"}} for _n in range(3)]
    for step in ({"fields": fields}, {"pictures": pictures}, {"certificates": [{"scheme": "pirt"}]}):
        drafts.save(db, hall.alice, draft, step, version=draft.version)
        shares.append(readiness.of(db, draft).share)
    assert shares == sorted(set(shares))
    assert shares[-1] == 100


def test_translations_are_asked_for_language_by_language(db: Session, hall: Hall) -> None:
    draft = hall.draft(db, name__en="Custard cake")
    names = {item.language for item in readiness.of(db, draft).missing if item.key.startswith("name.")}
    assert names == {"ms", "fil"}


def test_ingredients_are_asked_of_food_only(db: Session, hall: Hall) -> None:
    assert "ingredients" in missing(db, hall.draft(db))
    assert "ingredients" not in missing(db, hall.draft(db, category="weaving"))


def test_price_on_request_is_an_answer(db: Session, hall: Hall) -> None:
    assert "price" in missing(db, hall.draft(db, price=""))
    assert "price" not in missing(db, hall.draft(db, price="", price_on_request="yes"))


def test_an_enterprise_needs_who_it_is_where_it_is_and_consent(db: Session, hall: Hall) -> None:
    draft = drafts.open_draft(db, hall.charlie, "enterprise", None, next(iter(hall.charlie.memberships)))
    blocking = ["name", "contact_name", "registration", "area", "consent"]
    assert [problem.pointer for problem in readiness.of(db, draft).blocking] == blocking
    drafts.save(db, hall.charlie, draft, {"fields": ENTERPRISE}, version=draft.version)
    assert [problem.pointer for problem in readiness.of(db, draft).blocking] == ["consent"]
    agree(db, draft.enterprise_id, hall.charlie)
    assert readiness.of(db, draft).blocking == []
    assert 0 < readiness.of(db, draft).share < 100
