"""From a draft to the public page: nothing is public before a decision, and each decision happens exactly once."""

import statistics
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.catalogue import changes, confidential, publishing, queries
from app.catalogue.models import Product
from app.catalogue.reference import reference
from app.db import Databases, transaction
from app.errors import Conflict
from app.review import drafts, live, standing, workflow
from app.review.drafts import NoSubmission, NotEditable, Overtaken
from app.review.meeting import Clashing, Moved
from app.review.merging import Side
from app.review.models import Event, State, Submission
from app.review.reading import typed_from
from app.review.reasons import NoteNeeded, UnknownReason
from app.review.workflow import Claimed, Decided, MakerMissing, NotReady, NotWaiting
from tests.factories import a_frame, a_picture, an_enterprise_content
from tests.review.conftest import ENTERPRISE, Hall, a_person, a_registration


def names(db: Session, language: str = "id") -> list[str]:
    return [card["name"] for card in queries.products(db, language=language).read()]


def actions(db: Session, submission: Submission) -> list[str]:
    return [event.action for event in db.exec(select(Event).where(Event.submission_id == submission.id).order_by(Event.id))]  # type: ignore[arg-type]


def test_nothing_is_public_before_it_is_approved(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    assert names(db) == []
    workflow.approve(db, hall.bob, given, version=given.version)
    assert names(db) == ["Klappertaart"]
    assert (given.state, given.decided_by, given.automatic) == (State.APPROVED, hall.bob.user.id, False)
    assert actions(db, given) == ["submitted", "approved"]


def test_confidential_facts_of_an_approved_product_stay_confidential(db: Session, hall: Hall) -> None:
    given = hall.approved(db, cost="10.000", monthly_capacity="200", capacity_private="yes")
    kept = confidential.of_product(db, given.entity_id)
    assert kept.cost is not None
    assert kept.monthly_capacity is not None
    stored = db.get_one(Product, given.entity_id).content
    assert "cost" not in stored
    assert "monthly_capacity" not in stored
    assert "10000" not in str([event.detail for event in db.exec(select(Event))])


def test_a_live_product_stays_as_it_is_until_its_edit_is_approved(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    serial = changes.serial(db)
    edit = hall.edit(db, product, name__id="Klappertaart Spesial", price="30.000")
    assert names(db) == ["Klappertaart"]
    assert changes.serial(db) == serial
    workflow.approve(db, hall.bob, edit, version=edit.version)
    assert names(db) == ["Klappertaart Spesial"]
    assert db.get_one(Product, product).slug == "klappertaart"


def test_an_edit_keeps_what_the_form_has_no_field_for(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    present = live.product(db, product)
    assert present is not None
    publishing.put_product(db, present.content.model_copy(update={"featured": True}))
    edit = hall.edit(db, product, price="30.000")
    workflow.approve(db, hall.bob, edit, version=edit.version)
    after = live.product(db, product)
    assert after is not None
    assert after.content.featured


def change(db: Session, product_id: UUID, **facts: Any) -> None:
    """Somebody else changes what is on show."""
    present = live.product(db, product_id)
    assert present is not None
    publishing.put_product(db, present.content.model_copy(update=facts))


def test_what_changed_on_show_where_the_edit_did_not_is_taken_over(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    edit = hall.edit(db, product, price="30.000")
    change(db, product, featured=True, name={"id": "Klappertaart asli"}, lead_time_days=3)
    workflow.approve(db, hall.bob, edit, version=edit.version)
    after = live.product(db, product)
    assert after is not None
    assert after.content.price is not None
    assert (after.content.featured, after.content.name, after.content.lead_time_days) == (True, {"id": "Klappertaart asli"}, 3)
    assert after.content.price.amount == 30000


@pytest.mark.parametrize(("side", "name"), [("live", "Klappertaart asli"), ("mine", "Klappertaart Manado")])
def test_where_both_changed_the_same_somebody_chooses_and_nothing_is_lost(db: Session, hall: Hall, side: Side, name: str) -> None:
    product = hall.approved(db).entity_id
    edit = hall.edit(db, product, name__id="Klappertaart Manado", net="300 g")
    change(db, product, name={"id": "Klappertaart asli"})
    with pytest.raises(Moved):
        workflow.approve(db, hall.bob, edit, version=edit.version)
    workflow.rebase(db, hall.bob, edit)
    assert edit.conflicts == [{"name": "name.id", "live": {"name.id": "Klappertaart asli"}, "mine": {"name.id": "Klappertaart Manado"}}]
    with pytest.raises(Clashing):
        workflow.approve(db, hall.bob, edit, version=edit.version)
    with pytest.raises(NoSubmission):  # what was handed in is the moderators' to choose
        workflow.choose(db, hall.alice, edit, "name.id", side, version=edit.version)

    workflow.choose(db, hall.bob, edit, "name.id", side, version=edit.version)
    workflow.approve(db, hall.bob, edit, version=edit.version)

    after = live.product(db, product)
    assert after is not None
    assert after.content.net is not None
    assert (after.content.name["id"], str(after.content.net.amount)) == (name, "300")


def test_who_writes_goes_on_from_what_is_on_show_and_writing_anew_is_a_choice(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    draft = drafts.open_draft(db, hall.alice, "product", product, hall.maker.id)
    drafts.save(db, hall.alice, draft, {"fields": {"name.id": "Klappertaart Manado"}}, version=draft.version)
    change(db, product, name={"id": "Klappertaart asli"}, lead_time_days=3)
    with pytest.raises(Moved):
        workflow.submit(db, hall.alice, draft, version=draft.version)
    workflow.rebase(db, hall.alice, draft)
    assert draft.typed["fields"]["lead_time"] == "3"
    with pytest.raises(Clashing):
        workflow.submit(db, hall.alice, draft, version=draft.version)
    drafts.save(db, hall.alice, draft, {"fields": {"name.id": "Klappertaart Tumou"}}, version=draft.version)
    assert workflow.submit(db, hall.alice, draft, version=draft.version).state == State.SUBMITTED


def test_confidential_facts_that_changed_meanwhile_are_not_overwritten(db: Session, hall: Hall) -> None:
    product = hall.approved(db, cost="10.000").entity_id
    edit = hall.edit(db, product, price="30.000")
    kept = confidential.of_product(db, product)
    confidential.keep(db, "product", product, kept.model_copy(update={"cost": None}))
    with pytest.raises(Moved):
        workflow.approve(db, hall.bob, edit, version=edit.version)


def test_a_registration_that_is_approved_makes_the_enterprise_public_and_then_its_products(db: Session) -> None:
    a_frame(db)
    bob = a_person(db, "Bob", StaffRole.MODERATOR)
    dewi, registration = a_registration(db)
    maker = registration.enterprise_id
    draft = drafts.open_draft(db, dewi, "product", None, maker)
    drafts.save(db, dewi, draft, {"fields": {"name.id": "Dodol", "category": "bakery", "origin": "ID-7171"}}, version=draft.version)
    product = workflow.submit(db, dewi, draft, version=draft.version)
    with pytest.raises(MakerMissing):
        workflow.approve(db, bob, product, version=product.version)
    assert queries.enterprises(db, language="id").cards == []

    workflow.approve(db, bob, registration, version=registration.version)
    workflow.approve(db, bob, product, version=product.version)
    assert [card["name"] for card in queries.enterprises(db, language="id").read()] == ["Dapur Baru"]
    assert names(db) == ["Dodol"]
    facts = confidential.of_enterprise(db, maker)
    assert (facts.registration, facts.contact_name, facts.contact_phone) == ("1234567890123", "Ani", "+6281234567890")


@pytest.mark.parametrize("missing", list(ENTERPRISE))
def test_a_registration_says_what_is_missing(db: Session, missing: str) -> None:
    a_frame(db)
    with pytest.raises(NotReady) as refused:
        a_registration(db, **{missing: ""})
    assert [problem.pointer for problem in refused.value.problems] == [missing]


def test_without_consent_nothing_can_be_handed_in(db: Session, hall: Hall) -> None:
    draft = drafts.open_draft(db, hall.alice, "enterprise", None, hall.maker.id)
    drafts.save(db, hall.alice, draft, {"fields": ENTERPRISE}, version=draft.version)
    with pytest.raises(NotReady) as refused:
        workflow.submit(db, hall.alice, draft, version=draft.version)
    assert [problem.pointer for problem in refused.value.problems] == ["consent"]


def test_a_draft_that_cannot_be_read_stays_a_draft_and_says_where(db: Session, hall: Hall) -> None:
    draft = hall.draft(db, price="about 20")
    gone = {"pictures": [{"media_id": a_picture(db).media_id}, {"media_id": "f" * 64}]}
    drafts.save(db, hall.alice, draft, gone, version=draft.version)
    with pytest.raises(NotReady) as refused:
        workflow.submit(db, hall.alice, draft, version=draft.version)
    assert [problem.pointer for problem in refused.value.problems] == ["price"]
    drafts.save(db, hall.alice, draft, {"fields": {"price": "20.000"}}, version=draft.version)
    with pytest.raises(NotReady) as refused:
        workflow.submit(db, hall.alice, draft, version=draft.version)
    assert [problem.pointer for problem in refused.value.problems] == ["pictures.1"]
    assert draft.state == State.DRAFT


def test_an_hs_code_that_does_not_exist_is_told_before_it_is_handed_in(db: Session, hall: Hall) -> None:
    with pytest.raises(NotReady) as refused:
        hall.submitted(db, hs_code="9999.99")
    assert [problem.pointer for problem in refused.value.problems] == ["hs_code"]
    assert hall.submitted(db, hs_code="1905.90").state == State.SUBMITTED


def test_changes_are_asked_for_answered_and_approved(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    workflow.request_changes(db, hall.bob, given, "picture", "Foto dari depan, ya", "second time", version=given.version)
    assert (given.state, given.reason, given.note, given.internal_note) == (
        State.CHANGES_REQUESTED,
        "picture",
        "Foto dari depan, ya",
        "second time",
    )
    drafts.save(db, hall.alice, given, {"fields": {"net": "300 g"}}, version=given.version)
    workflow.submit(db, hall.alice, given, version=given.version)
    workflow.approve(db, hall.bea, given, version=given.version)
    assert actions(db, given) == ["submitted", "changes_requested", "submitted", "approved"]
    reasons = [event.why for event in db.exec(select(Event).where(Event.submission_id == given.id).order_by(Event.id))]  # type: ignore[arg-type]
    assert reasons == ["", "second time", "", ""]
    assert names(db) == ["Klappertaart"]


def test_declining_closes_it_and_leaves_what_is_live(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    edit = hall.edit(db, product, name__id="Something else")
    workflow.decline(db, hall.bob, edit, "rights", version=edit.version)
    assert (edit.state, names(db)) == (State.DECLINED, ["Klappertaart"])
    assert drafts.open_draft(db, hall.alice, "product", product, hall.maker.id).id != edit.id


def test_a_reason_is_one_of_the_list_and_another_one_needs_words(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    with pytest.raises(UnknownReason):
        workflow.decline(db, hall.bob, given, "picture", version=given.version)
    with pytest.raises(NoteNeeded):
        workflow.request_changes(db, hall.bob, given, "other", " ", version=given.version)
    assert given.state == State.SUBMITTED


def test_what_was_decided_is_not_decided_again_and_it_says_who_was_first(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    seen = given.version
    workflow.approve(db, hall.bob, given, version=seen)
    with pytest.raises(Decided) as refused:
        workflow.decline(db, hall.bea, given, "rights", version=seen)
    assert "Bob" in str(refused.value)


def test_what_was_taken_back_or_changed_is_not_decided_as_it_was_seen(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    seen = given.version
    drafts.reopen(db, hall.alice, given)
    with pytest.raises(NotWaiting):
        workflow.approve(db, hall.bob, given, version=seen)
    drafts.save(db, hall.alice, given, {"fields": {"price": "1.000.000"}}, version=given.version)
    workflow.submit(db, hall.alice, given, version=given.version)
    with pytest.raises(Overtaken) as refused:
        workflow.approve(db, hall.bob, given, version=seen)
    assert "Alice" in str(refused.value)
    assert names(db) == []


def test_only_moderators_decide(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    seen = given.version
    for person in (hall.alice, hall.charlie, a_person(db, "Fani", StaffRole.FLOOR), a_person(db, "Tini", StaffRole.TRANSLATOR)):
        with pytest.raises(NoSubmission):
            workflow.approve(db, person, given, version=seen)
        with pytest.raises(NoSubmission):
            workflow.decline(db, person, given, "rights", version=seen)
        with pytest.raises(NoSubmission):
            workflow.request_changes(db, person, given, "picture", version=seen)
        with pytest.raises(NoSubmission):
            workflow.claim(db, person, given)
    assert (given.state, given.version) == (State.SUBMITTED, seen)


def test_what_is_with_the_centre_cannot_be_handed_in_twice(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    with pytest.raises(NotEditable):
        workflow.submit(db, hall.alice, given, version=given.version)
    assert actions(db, given) == ["submitted"]


def test_a_claim_is_seen_by_others_ends_by_itself_and_can_be_given_back(db: Session, hall: Hall) -> None:
    given = hall.submitted(db)
    workflow.claim(db, hall.bob, given)
    assert workflow.claimed_by_another(hall.bea, given)
    assert not workflow.claimed_by_another(hall.bob, given)
    with pytest.raises(Claimed, match="Bob"):
        workflow.claim(db, hall.bea, given)
    workflow.release(db, hall.bea, given)
    assert given.claimed_by == hall.bob.user.id
    workflow.release(db, hall.bob, given)
    workflow.claim(db, hall.bea, given)
    assert given.claimed_at is not None
    given.claimed_at -= workflow.CLAIM
    db.flush()
    workflow.claim(db, hall.bob, given)
    assert given.claimed_by == hall.bob.user.id


def test_restoring_an_enterprise_never_publishes_what_waits(db: Session, hall: Hall) -> None:
    hall.approved(db, name__id="Dodol")
    waiting, decided = hall.submitted(db, name__id="Halua"), hall.submitted(db, name__id="Bagea")
    standing.suspend(db, hall.bob, hall.maker.id, "complaint")
    assert names(db) == []
    workflow.approve(db, hall.bob, decided, version=decided.version)
    assert names(db) == []
    standing.restore(db, hall.bob, hall.maker.id)
    assert names(db) == ["Bagea", "Dodol"]
    assert waiting.state == State.SUBMITTED


def test_an_edit_of_a_product_that_was_taken_down_cannot_bring_it_back(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    edit = hall.edit(db, product, price="30.000")
    standing.take_down(db, hall.bob, product, "recall")
    with pytest.raises(Moved):
        workflow.approve(db, hall.bob, edit, version=edit.version)
    assert names(db) == []


def test_two_products_of_one_name_get_two_addresses(db: Session, hall: Hall) -> None:
    slugs = [db.get_one(Product, hall.approved(db, net=net).entity_id).slug for net in ("250 g", "500 g")]
    assert slugs == ["klappertaart", "klappertaart-2"]


def test_a_live_product_opened_and_handed_in_unchanged_changes_nothing(db: Session, hall: Hall) -> None:
    product = hall.approved(db).entity_id
    serial = changes.serial(db)
    edit = hall.edit(db, product)
    workflow.approve(db, hall.bob, edit, version=edit.version)
    assert changes.serial(db) == serial
    present = live.product(db, product)
    assert present is not None
    assert typed_from(reference(db), present).model_dump(mode="json") == edit.typed


# --- at once ---------------------------------------------------------------------------------------------------------------------


def at_once(databases: Databases, *deeds: Callable[[Session], object]) -> list[object]:
    """Each in a thread and a transaction of its own, begun together; what each returned, or the Conflict that it raised."""
    barrier, results = threading.Barrier(len(deeds)), [object()] * len(deeds)

    def run(n: int, deed: Callable[[Session], object]) -> None:
        barrier.wait(10)
        try:
            with transaction(databases) as db:
                results[n] = deed(db)
        except Conflict as conflict:
            results[n] = conflict

    threads = [threading.Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.parametrize("other", ["approve", "decline", "reopen"])
def test_two_who_decide_at_once_have_exactly_one_effect(databases: Databases, open_hall: Hall, other: str) -> None:
    for _round in range(5):
        with transaction(databases) as db:
            given = open_hall.submitted(db)
            serial = changes.serial(db)
        seen = given.version

        def approve(db: Session, by: Person, of: Submission = given, seen: int = seen) -> str:
            workflow.approve(db, by, db.get_one(Submission, of.id), version=seen)
            return "approved"

        def oppose(db: Session, of: Submission = given, seen: int = seen) -> str:
            if other == "approve":
                return approve(db, open_hall.bea)
            if other == "decline":
                workflow.decline(db, open_hall.bea, db.get_one(Submission, of.id), "rights", version=seen)
            else:
                drafts.reopen(db, open_hall.alice, db.get_one(Submission, of.id))
            return other

        results = at_once(databases, lambda db: approve(db, open_hall.bob), oppose)
        assert sum(isinstance(result, str) for result in results) == 1, results
        with transaction(databases, reading=True) as db:
            public = db.get(Product, given.entity_id) is not None
            assert public == ("approved" in results)
            assert changes.serial(db) == serial + public
            decisions = [action for action in actions(db, given) if action != "submitted"]
            assert len(decisions) == 1


def test_products_of_one_name_approved_at_once_get_addresses_of_their_own(databases: Databases, open_hall: Hall) -> None:
    with transaction(databases) as db:
        given = [(s.id, s.version) for s in (open_hall.submitted(db, net=net) for net in ("100 g", "200 g", "300 g"))]

    def approving(which: tuple[object, int]) -> Callable[[Session], object]:
        return lambda db: workflow.approve(db, open_hall.bob, db.get_one(Submission, which[0]), version=which[1]).state

    assert at_once(databases, *(approving(one) for one in given)) == [State.APPROVED] * 3
    with transaction(databases, reading=True) as db:
        assert sorted(db.exec(select(Product.slug))) == ["klappertaart", "klappertaart-2", "klappertaart-3"]


def test_a_decision_takes_a_fraction_of_a_second(databases: Databases, open_hall: Hall) -> None:
    """150 ms of server time are promised for each (bench/ measures it on a full catalogue)."""
    with transaction(databases) as db:
        given = [(s.id, s.version) for s in (open_hall.submitted(db, name__id=f"Kue {n}") for n in range(30))]
    times = []
    for one, version in given:
        begun = time.process_time()
        with transaction(databases) as db:
            workflow.approve(db, open_hall.bob, db.get_one(Submission, one), version=version)
        times.append(time.process_time() - begun)
    assert statistics.median(times) <= 0.15


def test_an_enterprise_that_is_live_is_edited_like_a_product(db: Session, hall: Hall) -> None:
    hall.approved(db)
    from_live = drafts.open_draft(db, hall.alice, "enterprise", hall.maker.id, hall.maker.id)
    assert from_live.typed["fields"]["name"] == an_enterprise_content().name
