"""The queue shows what waits, oldest first, and the figures say how deciding goes."""

from collections import Counter
from datetime import timedelta

from sqlmodel import Session

from app.accounts.models import StaffRole
from app.db import now
from app.review import drafts, queue, workflow
from app.review.models import Submission
from app.review.queue import Wanted
from tests.factories import an_enterprise
from tests.review.conftest import Hall, a_person, a_registration

NOW = now()


def aged(db: Session, submission: Submission, **age: float) -> Submission:
    submission.submitted_at = NOW - timedelta(**age)
    db.flush()
    return submission


def waiting(db: Session, **wanted: object) -> list[Submission]:
    return [line.submission for line in queue.waiting(db, Wanted(**wanted)).lines]  # type: ignore[arg-type]


def test_the_oldest_comes_first_and_pages_miss_nothing(db: Session, hall: Hall) -> None:
    given = [aged(db, hall.submitted(db, name__id=f"Kue {n}"), days=n // 2) for n in range(5)]
    hall.draft(db)
    seen, after = [], None
    while True:
        page = queue.waiting(db, Wanted(), after=after, limit=2)
        seen += [line.submission.id for line in page.lines]
        if (after := page.after) is None:
            break
    oldest_first = sorted(given, key=lambda s: (s.submitted_at or now(), s.id))
    assert seen == [s.id for s in oldest_first]


def test_a_line_says_what_whose_how_old_and_who_looks_at_it(db: Session, hall: Hall) -> None:
    given = aged(db, hall.submitted(db), hours=5)
    workflow.claim(db, hall.bob, given)
    (line,) = queue.waiting(db, Wanted()).lines
    assert (line.names, line.enterprise, line.claimed_by, line.new) == ({"id": "Klappertaart"}, "Dapur Tumou Tou", "Bob", True)
    assert timedelta(hours=5) <= line.age < timedelta(hours=6)


def test_filters_leave_what_was_asked_for(db: Session, hall: Hall) -> None:
    product = aged(db, hall.submitted(db), days=2)
    _dewi, registration = a_registration(db, area="ID-7172", name="Dapur Bitung")
    far = an_enterprise(db, "Kuching Kitchen", area="MY-13")
    siti = a_person(db, "Siti", works_for=far.id)
    draft = drafts.open_draft(db, siti, "product", None, far.id)
    fields = {"name.ms": "Kek", "category": "bakery", "origin": "MY-13"}
    drafts.save(db, siti, draft, {"fields": fields}, version=draft.version)
    abroad = workflow.submit(db, siti, draft, version=draft.version)
    workflow.claim(db, hall.bob, product)

    assert waiting(db, kind="enterprise") == [registration]
    assert waiting(db, enterprise_id=hall.maker.id) == [product]
    assert waiting(db, area="ID-SA") == [product, registration]
    assert waiting(db, area="MY") == [abroad]
    assert waiting(db, older_than=timedelta(days=1)) == [product]
    assert waiting(db, claimed=True) == [product]
    assert waiting(db, claimed=False) == [registration, abroad]
    assert {line.enterprise for line in queue.waiting(db, Wanted()).lines} == {"Dapur Tumou Tou", "Dapur Bitung", "Kuching Kitchen"}


def test_the_next_one_is_the_oldest_that_nobody_else_looks_at(db: Session, hall: Hall) -> None:
    older, newer = aged(db, hall.submitted(db), hours=3), aged(db, hall.submitted(db), hours=2)
    assert queue.following(db, hall.bob) == older
    workflow.claim(db, hall.bob, older)
    assert queue.following(db, hall.bob) == older
    assert queue.following(db, hall.bea) == newer
    workflow.claim(db, hall.bea, newer)
    assert queue.following(db, a_person(db, "Budi", StaffRole.MODERATOR)) is None
    assert older.claimed_at is not None
    older.claimed_at -= workflow.CLAIM
    assert queue.following(db, hall.bea, Wanted(kind="product")) == older


def test_ages_are_counted(db: Session, hall: Hall) -> None:
    for days in (0.5, 2, 2.5, 6, 30):
        aged(db, hall.submitted(db), days=days)
    assert queue.ages(db) == [1, 2, 1, 1]
    assert queue.ages(db, Wanted(kind="enterprise")) == [0, 0, 0, 0]


def test_figures_say_what_was_decided_how_fast_and_why(db: Session, hall: Hall) -> None:
    begun = now() - timedelta(hours=1)
    for hours in (2, 4, 90):
        given = aged(db, hall.submitted(db), hours=hours)
        workflow.approve(db, hall.bob, given, version=given.version)
    sent = aged(db, hall.submitted(db), hours=4)
    workflow.request_changes(db, hall.bob, sent, "picture", version=sent.version)
    resent = workflow.submit(db, hall.alice, sent, version=sent.version)
    workflow.request_changes(db, hall.bob, resent, "price", version=resent.version)
    hall.draft(db)
    aged(db, hall.submitted(db), days=3)

    found = queue.figures(db, begun, now() + timedelta(hours=1))
    assert (found.waiting, found.enterprises_waiting, found.drafts, found.sent_back, found.automatic) == (1, 1, 1, 1, 0)
    assert found.decided == Counter(approved=3, changes_requested=2)
    assert found.reasons == Counter(picture=1, price=1)
    assert found.median_time is not None
    assert timedelta(hours=4) <= found.median_time < timedelta(hours=5)
    assert found.oldest is not None
    assert found.oldest >= timedelta(days=3)

    earlier = queue.figures(db, begun - timedelta(days=9), begun)
    assert (earlier.decided, earlier.median_time) == (Counter(), None)


def test_the_next_one_is_handed_out_claimed_and_never_to_two(db: Session, hall: Hall) -> None:
    given = [aged(db, hall.submitted(db, name__id=f"Kue {n}"), days=9 - n) for n in range(3)]
    first, second = queue.take(db, hall.bob), queue.take(db, hall.bea)
    assert (first, second) == (given[0], given[1])
    assert (given[0].claimed_by, given[1].claimed_by) == (hall.bob.user.id, hall.bea.user.id)
    assert queue.take(db, hall.bob, behind=given[0]) == given[2]
    assert queue.following(db, hall.bob, behind=given[2]) == given[0]  # after the last from the beginning: what is his own


def test_nobody_is_handed_what_does_not_fit_the_filters(db: Session, hall: Hall) -> None:
    hall.submitted(db)
    assert queue.take(db, hall.bob, Wanted(kind="enterprise")) is None


def test_enterprises_that_wait_are_named_in_the_catalogue_or_not_yet(db: Session, hall: Hall) -> None:
    for name in ("Kue a", "Kue b"):
        hall.submitted(db, name__id=name)
    dewi, registration = a_registration(db, name="Dapur Baru")
    draft = drafts.open_draft(db, dewi, "product", None, registration.enterprise_id)
    drafts.save(db, dewi, draft, {"fields": {"name.id": "Roti", "category": "bakery", "origin": "ID-7171"}}, version=draft.version)
    workflow.submit(db, dewi, draft, version=draft.version)
    assert [(name, count) for _owner, name, count in queue.makers(db)] == [("Dapur Baru", 2), ("Dapur Tumou Tou", 2)]


def test_the_decisions_behind_a_figure_are_those_that_it_counts(db: Session, hall: Hall) -> None:
    begun = now() - timedelta(hours=1)
    hall.approved(db)
    sent = hall.submitted(db, name__id="Kue")
    workflow.request_changes(db, hall.bob, sent, "picture", version=sent.version)
    found = queue.decisions(db, begun, now() + timedelta(hours=1), reason="picture")
    assert [event.submission_id for event in found] == [sent.id]
    assert len(queue.decisions(db, begun, now() + timedelta(hours=1))) == 2
    assert queue.decisions(db, begun - timedelta(days=9), begun) == []
    assert list(queue.names(db, [sent.id])) == [sent.id]
