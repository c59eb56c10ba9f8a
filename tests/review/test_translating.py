"""What translators may do and what becomes of it: on show at once, kept apart, or refused; and never anything but translations."""

from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.content import ProductContent
from app.catalogue.models import Product
from app.review import audit, drafts, meeting, translating, untranslated, workflow
from app.review.models import Submission
from app.review.translating import NoTranslation, Seen, Unusable, WordsMoved
from app.review.untranslated import Item, State, Wanted
from tests.factories import a_product, an_enterprise
from tests.review.conftest import Hall, a_person


@pytest.fixture
def tess(db: Session, hall: Hall) -> Person:
    """Translates, and is nothing else."""
    return a_person(db, "Tess", StaffRole.TRANSLATOR)


@pytest.fixture
def tart(db: Session, hall: Hall) -> ProductContent:
    return a_product(db, hall.maker, name={"id": "Kue", "en": "Cake"}, summary={"id": "Enak"})


def item(db: Session, product: ProductContent, field: str, language: str = "en") -> Item:
    return next(item for item in untranslated.of(db, "product", product.id, language) if item.field == field)


def write(
    db: Session,
    person: Person,
    product: ProductContent,
    texts: dict[str, str] | None = None,
    *,
    machine: bool = False,
    language: str = "en",
    **more: str,
) -> list[str]:
    seen = untranslated.mark(untranslated.of(db, "product", product.id, language))
    return translating.write(db, person, "product", product.id, language, (texts or {}) | more, seen=seen, machine=machine)


def shown(db: Session, product: ProductContent) -> ProductContent:
    return ProductContent.model_validate(db.get_one(Product, product.id).content)


def seen(one: Item) -> Seen:
    return Seen(one.thing.kind, one.thing.id, one.field, one.language, translating.mark_of(one))


def test_a_text_is_missing_outdated_unconfirmed_or_done(db: Session, tess: Person, tart: ProductContent) -> None:
    assert item(db, tart, "name").state is State.DONE
    assert item(db, tart, "summary").state is State.MISSING
    write(db, tess, tart, summary="Tasty", machine=True)
    assert item(db, tart, "summary").state is State.UNCONFIRMED
    publishing.put_product(db, tart.model_copy(update={"name": {"id": "Kue kelapa", "en": "Cake"}}))
    assert (item(db, tart, "name").state, item(db, tart, "name").was) == (State.OUTDATED, "Kue")


def test_the_work_is_counted_for_each_language_whatever_is_looked_at(db: Session, tart: ProductContent) -> None:
    found = untranslated.work(db, Wanted(states=(State.MISSING,)), language="en")
    assert [(line.thing.id, [one.field for one in line.items]) for line in found.lines] == [(tart.id, ["summary"])]
    assert found.counts["en"] == {State.MISSING: 1, State.DONE: 1}
    assert found.counts["ms"] == {State.MISSING: 2}
    assert found.counts["id"] == {}


@pytest.mark.parametrize(
    ("narrowing", "count"),
    [
        ({"category": "bakery"}, 1),
        ({"category": "textiles"}, 0),
        ({"words": "kue"}, 1),
        ({"words": "abon"}, 0),
        ({"kind": "enterprise"}, 0),
        ({"states": (State.OUTDATED,)}, 0),
    ],
)
def test_the_list_is_narrowed(db: Session, tart: ProductContent, narrowing: dict[str, Any], count: int) -> None:
    assert untranslated.work(db, Wanted(**narrowing), language="en").total == count


def test_what_is_hidden_or_a_guest_wants_no_translation_here(db: Session, hall: Hall, tart: ProductContent) -> None:
    guest = an_enterprise(db, "Tamu", centre="brunei-muara", area="BN-BM")
    a_product(db, guest, "Ambuyat")
    publishing.suspend(db, hall.maker.id)
    assert list(untranslated.items(db, Wanted())) == []


def test_what_a_translator_writes_is_on_show_at_once_and_stands_in_the_record(db: Session, tess: Person, tart: ProductContent) -> None:
    assert write(db, tess, tart, name="Cake", summary=" Tasty ") == ["summary"]
    assert shown(db, tart).summary == {"id": "Enak", "en": "Tasty"}
    line = audit.find(db, audit.Wanted(action="translated")).events[0]
    assert (line.actor, line.entity_id, line.detail) == ("Tess", tart.id, {"changed": ["summary.en"]})


@pytest.mark.parametrize(("language", "field"), [("id", "name"), ("en", "price"), ("en", "story"), ("xx", "name")])
def test_a_translator_cannot_touch_a_source_text_or_any_other_field(
    db: Session, tess: Person, tart: ProductContent, language: str, field: str
) -> None:
    before = shown(db, tart)
    with pytest.raises(NoTranslation):
        write(db, tess, tart, {field: "Lain"}, language=language)
    assert shown(db, tart) == before


def test_nobody_but_translators_writes(db: Session, hall: Hall, tart: ProductContent) -> None:
    floor = a_person(db, "Fanny", StaffRole.FLOOR)
    for person in (hall.alice, hall.bob, hall.charlie, floor):
        with pytest.raises(NoTranslation):
            write(db, person, tart, summary="Tasty")
        with pytest.raises(NoTranslation):
            translating.confirm(db, person, [seen(item(db, tart, "summary"))])
    assert write(db, hall.bea, tart, summary="Tasty") == ["summary"]


def test_words_that_moved_meanwhile_are_not_overwritten(db: Session, hall: Hall, tess: Person, tart: ProductContent) -> None:
    old = untranslated.mark(untranslated.of(db, "product", tart.id, "en"))
    write(db, hall.bea, tart, summary="Delicious")
    with pytest.raises(WordsMoved):
        translating.write(db, tess, "product", tart.id, "en", {"summary": "Tasty"}, seen=old)
    assert shown(db, tart).summary["en"] == "Delicious"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x" * 301, translating.TOO_LONG),
        ("a\x07b", translating.CONTROL),
        ("kÃ¶stlich", translating.BROKEN),
        ("two\nlines", translating.ONE_LINE_ONLY),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(db: Session, tess: Person, tart: ProductContent, text: str, why: str) -> None:
    with pytest.raises(Unusable) as refused:
        write(db, tess, tart, summary=text)
    assert [(problem.pointer, problem.message) for problem in refused.value.problems] == [("summary", why)]


def test_a_machines_draft_is_not_public_until_a_person_confirms_it(db: Session, tess: Person, tart: ProductContent) -> None:
    write(db, tess, tart, summary="Tasty", machine=True)
    assert shown(db, tart).summary == {"id": "Enak"}

    assert translating.confirm(db, tess, [seen(item(db, tart, "summary"))]) == 1
    assert shown(db, tart).summary == {"id": "Enak", "en": "Tasty"}
    assert item(db, tart, "summary").state is State.DONE


def test_a_draft_that_changed_since_it_was_read_is_not_confirmed(db: Session, tess: Person, tart: ProductContent) -> None:
    write(db, tess, tart, summary="Tasty", machine=True)
    read = seen(item(db, tart, "summary"))
    write(db, tess, tart, summary="Nasty", machine=True)
    assert translating.confirm(db, tess, [read]) == 0
    assert shown(db, tart).summary == {"id": "Enak"}


def test_saving_the_form_does_not_confirm_what_was_left_as_it_stood(db: Session, tess: Person, tart: ProductContent) -> None:
    write(db, tess, tart, summary="Tasty", machine=True)
    assert write(db, tess, tart, name="Tart", summary="Tasty") == ["name"]
    assert item(db, tart, "summary").state is State.UNCONFIRMED
    assert write(db, tess, tart, summary="Very tasty") == ["summary"]
    assert (item(db, tart, "summary").state, item(db, tart, "summary").text) == (State.DONE, "Very tasty")


def test_a_draft_can_be_thrown_away(db: Session, tess: Person, tart: ProductContent) -> None:
    write(db, tess, tart, summary="Tasty", machine=True)
    translating.discard(db, tess, seen(item(db, tart, "summary")))
    assert item(db, tart, "summary").state is State.MISSING


def test_drafts_for_what_is_gone_are_removed(db: Session, hall: Hall, tess: Person, tart: ProductContent) -> None:
    kept = a_product(db, hall.maker, "Panada")
    for product in (kept, tart):
        write(db, tess, product, name="Tart", machine=True)
    publishing.withdraw_product(db, tart.id)
    assert translating.sweep(db) == 1
    assert item(db, kept, "name").draft == "Tart"


def test_an_outdated_translation_may_be_right_as_it_stands(db: Session, tess: Person, tart: ProductContent) -> None:
    publishing.put_product(db, tart.model_copy(update={"name": {"id": "Kue!", "en": "Cake"}}))
    translating.vouch(db, tess, seen(item(db, tart, "name")))
    assert item(db, tart, "name").state is State.DONE


def test_a_translation_can_be_taken_away(db: Session, tess: Person, tart: ProductContent) -> None:
    assert write(db, tess, tart, name="") == ["name"]
    assert shown(db, tart).name == {"id": "Kue"}


def edit(db: Session, hall: Hall, product: ProductContent, **fields: str) -> Submission:
    draft = drafts.open_draft(db, hall.alice, "product", product.id, hall.maker.id)
    typed = {name.replace("__", "."): text for name, text in fields.items()}
    return drafts.save(db, hall.alice, draft, {"fields": typed}, version=draft.version)


def test_an_edit_under_way_keeps_the_new_translation(db: Session, hall: Hall, tess: Person, tart: ProductContent) -> None:
    draft = edit(db, hall, tart, price="30.000")
    write(db, tess, tart, summary="Tasty")
    given = workflow.submit(db, hall.alice, draft, version=draft.version)
    workflow.approve(db, hall.bob, given, version=given.version)
    now = shown(db, tart)
    assert (now.summary["en"], now.price and int(now.price.amount)) == ("Tasty", 30000)


def test_an_edit_that_waits_for_a_decision_keeps_it_too(db: Session, hall: Hall, tess: Person, tart: ProductContent) -> None:
    given = hall.edit(db, tart.id, price="30.000")
    write(db, tess, tart, summary="Tasty")
    workflow.approve(db, hall.bob, given, version=given.version)
    assert shown(db, tart).summary["en"] == "Tasty"


def test_where_both_changed_the_same_words_somebody_chooses(db: Session, hall: Hall, tess: Person, tart: ProductContent) -> None:
    draft = edit(db, hall, tart, summary__en="Yummy")
    write(db, tess, tart, summary="Tasty")
    with pytest.raises(meeting.Moved):
        workflow.submit(db, hall.alice, draft, version=draft.version)
    assert shown(db, tart).summary["en"] == "Tasty"
