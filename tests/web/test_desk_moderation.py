"""The desk: what moderators see of what was handed in, how they decide, and what they are told when somebody was first."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from app.accounts import roles, sessions
from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.content import Money
from app.catalogue.models import Product
from app.db import Databases, now, transaction
from app.review import drafts, live, trust, workflow
from app.review.models import Event, State, Submission
from tests import factories
from tests.review.conftest import Hall, a_hall, a_person, a_registration
from tests.web.reading import Read

HOME = {"origin": "http://testserver"}
Given = Callable[[Session, Hall], Submission]


@pytest.fixture
def hall(databases: Databases) -> Hall:
    with transaction(databases) as db:
        made = a_hall(db)
        roles.appoint(db, made.bob.user, StaffRole.MODERATOR)
        roles.appoint(db, made.bea.user, StaffRole.MANAGER)
        return made


@pytest.fixture
def desk(client: TestClient, databases: Databases, hall: Hall) -> TestClient:
    """Bob sits at it."""
    client.headers.update(HOME)
    client.follow_redirects = False
    sit_down(client, databases, hall.bob)
    return client


def sit_down(client: TestClient, databases: Databases, person: Person) -> None:
    with transaction(databases) as db:
        token = sessions.begin(db, person.user, device="test")
    client.cookies.clear()
    client.cookies.set("etalase", token)


def stored(databases: Databases, hall: Hall, given: Given) -> tuple[UUID, int]:
    """What was made, by its id and version."""
    with transaction(databases) as db:
        made = given(db, hall)
        return made.id, made.version


def state(databases: Databases, submission_id: UUID) -> Submission:
    with transaction(databases, reading=True) as db:
        return db.exec(select(Submission).where(Submission.id == submission_id)).one()


def an_edit(db: Session, hall: Hall) -> Submission:
    live = hall.approved(db, description__id="Kue dari kelapa muda.")
    return hall.edit(db, live.entity_id, description__id="Kue dari kelapa tua.", price="30.000", cost="9.000")


def names(page: Read) -> list[str]:
    return [e.text.strip() for e in page.all("a", class_="row-name")]


# --- the queue -----------------------------------------------------------------------------------------------------------------


def test_the_queue_shows_the_oldest_first_and_its_counts_open_their_rows(desk: TestClient, databases: Databases, hall: Hall) -> None:
    with transaction(databases) as db:
        for name, days in (("Kue baru", 0), ("Kue lama", 5), ("Kue tua", 9)):
            hall.submitted(db, name__id=name).submitted_at = now() - timedelta(days=days)
    page = Read(desk.get("/desk?lang=id").text)
    assert names(page) == ["Kue tua", "Kue lama", "Kue baru"]
    tabs = [a for a in page.all("a") if "age=" in a.get("href", "")]
    assert [int(re.findall(r"\d+", tab.text)[-1]) for tab in tabs] == [2, 2, 1]
    assert names(Read(desk.get(tabs[2]["href"]).text)) == ["Kue tua"]


def test_filters_hold_and_nonsense_in_them_is_no_filter(desk: TestClient, databases: Databases, hall: Hall) -> None:
    with transaction(databases) as db:
        hall.submitted(db)
        a_registration(db)
    assert names(Read(desk.get("/desk?kind=enterprise").text)) == ["Dapur Baru"]
    assert names(Read(desk.get(f"/desk?maker={hall.maker.id}").text)) == ["Klappertaart"]
    assert names(Read(desk.get("/desk?area=MY").text)) == []
    assert len(names(Read(desk.get("/desk?kind=x&maker=x&age=x&looked=x&after=x_y").text))) == 2


def test_a_product_of_an_enterprise_that_is_not_accepted_yet_names_it(desk: TestClient, databases: Databases, hall: Hall) -> None:
    with transaction(databases) as db:
        dewi, registration = a_registration(db, name="Dapur Baru Bitung")
        draft = drafts.open_draft(db, dewi, "product", None, registration.enterprise_id)
        drafts.save(db, dewi, draft, {"fields": {"name.id": "Roti", "category": "bakery", "origin": "ID-7171"}}, version=draft.version)
        workflow.submit(db, dewi, draft, version=draft.version)
        product = draft.id, draft.version
    assert desk.get("/desk?kind=product").text.count("Dapur Baru Bitung") >= 2  # in the line and in the filter
    answer = desk.post(f"/desk/submissions/{product[0]}/approval?lang=en", data={"version": str(product[1])})
    assert answer.status_code == 409
    assert "kind=enterprise" in answer.text


def test_staff_who_do_not_moderate_are_led_to_what_they_may_see(client: TestClient, databases: Databases, hall: Hall) -> None:
    with transaction(databases) as db:
        flora = a_person(db, "Flora", StaffRole.TRANSLATOR)
        roles.appoint(db, flora.user, StaffRole.TRANSLATOR)
        given = hall.submitted(db).id
    client.headers.update(HOME)
    client.follow_redirects = False
    sit_down(client, databases, flora)
    assert client.get("/desk").headers["location"].startswith("/desk/translations")
    assert client.get("/desk/figures").status_code == 404
    assert client.get(f"/desk/submissions/{given}").status_code == 404
    assert client.post(f"/desk/submissions/{given}/approval", data={"version": "2"}).status_code == 404


def test_members_find_no_desk_even_for_what_is_their_own(client: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, lambda db, hall: hall.submitted(db))
    client.headers.update(HOME)
    with transaction(databases) as db:
        roles.join(db, hall.alice.user, hall.maker.id, "owner")  # type: ignore[arg-type]
    sit_down(client, databases, hall.alice)
    for path in ("/desk", "/desk/approval", "/desk/samples", "/desk/figures", f"/desk/submissions/{given}"):
        assert client.get(path).status_code == 404, path
    for deed in ("claim", "release", "approval", "request", "refusal", "rebase", "review"):
        assert client.post(f"/desk/submissions/{given}/{deed}", data={"version": str(version)}).status_code == 404, deed
    assert state(databases, given).state == State.SUBMITTED


# --- one submission ----------------------------------------------------------------------------------------------------------------


def test_an_edit_shows_the_very_words_that_went_and_came(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, _version = stored(databases, hall, an_edit)
    page = Read(desk.get(f"/desk/submissions/{given}?lang=en").text)
    assert [e.text for e in page.all("del")] == ["muda", "Rp25,000"]
    assert [e.text for e in page.all("ins")] == ["tua", "Rp30,000", "Rp9,000"]
    text = page.one("main").text
    assert "+20" in text
    assert "not public" in text


def test_what_is_typed_is_shown_as_text(desk: TestClient, databases: Databases, hall: Hall) -> None:
    evil = "<img src=x onerror=alert(1)>{{7*7}}"
    given, _version = stored(databases, hall, lambda db, hall: hall.submitted(db, name__id=evil))
    for path in (f"/desk/submissions/{given}", "/desk"):
        answer = desk.get(path).text
        assert "<img src=x" not in answer
        assert "{{7*7}}" in answer


@pytest.mark.parametrize("language", ["id", "en", "ms", "fil"])
def test_every_page_of_the_desk_speaks_the_language(desk: TestClient, databases: Databases, hall: Hall, language: str) -> None:
    given, version = stored(databases, hall, an_edit)
    paths = [
        "/desk",
        f"/desk/submissions/{given}",
        f"/desk/approval?chosen={given}.{version}",
        "/desk/samples",
        "/desk/figures",
        "/desk/figures/decisions",
        "/desk/figures/incomplete/picture",
    ]
    for path in paths:
        answer = desk.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert answer.status_code == 200, path
        assert Read(answer.text).one("html")["lang"] == language


def test_a_draft_that_nobody_handed_in_can_be_opened_and_not_decided(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, lambda db, hall: hall.draft(db))
    assert "approval" not in desk.get(f"/desk/submissions/{given}").text
    assert desk.post(f"/desk/submissions/{given}/approval", data={"version": str(version)}).status_code == 409


# --- deciding ----------------------------------------------------------------------------------------------------------------------


def test_after_a_decision_the_next_one_comes_claimed_and_at_the_end_the_queue(desk: TestClient, databases: Databases, hall: Hall) -> None:
    made = [stored(databases, hall, lambda db, hall, n=n: hall.submitted(db, name__id=f"Kue {'abc'[n] * 5}")) for n in range(3)]  # type: ignore[misc]
    with transaction(databases) as db:
        workflow.claim(db, hall.bea, drafts.find(db, hall.bea, made[1][0]))
    answer = desk.post(f"/desk/submissions/{made[0][0]}/approval?lang=en&kind=product", data={"version": str(made[0][1])})
    place = urlsplit(answer.headers["location"])
    assert place.path == f"/desk/submissions/{made[2][0]}"  # Bea looks at the one between
    assert parse_qs(place.query) == {"lang": ["en"], "done": ["approved"], "kind": ["product"]}
    assert state(databases, made[2][0]).claimed_by == hall.bob.user.id
    answer = desk.post(f"/desk/submissions/{made[2][0]}/refusal", data={"version": str(made[2][1]), "reason": "duplicate"})
    assert urlsplit(answer.headers["location"]).path == "/desk"


def test_skipping_goes_on_and_begins_again_after_the_last(desk: TestClient, databases: Databases, hall: Hall) -> None:
    made = [stored(databases, hall, lambda db, hall, n=n: hall.submitted(db, name__id=f"Kue {'abc'[n] * 5}"))[0] for n in range(3)]  # type: ignore[misc]
    seen, here = [], made[0]
    for _step in range(3):
        link = Read(desk.get(f"/desk/submissions/{here}").text).one("a", data_key="n")
        here = UUID(urlsplit(link["href"]).path.rpartition("/")[2])
        seen.append(here)
    assert seen == [made[1], made[2], made[0]]


def test_a_reason_is_needed_and_what_was_typed_stays(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, lambda db, hall: hall.submitted(db))
    told = {"version": str(version), "reason": "other", "note": "  ", "internal_note": "sudah ditelepon"}
    answer = desk.post(f"/desk/submissions/{given}/request?lang=en", data=told)
    page = Read(answer.text)
    assert answer.status_code == 422
    assert page.one("textarea", id="request-note")["aria-invalid"] == "true"
    assert page.one("textarea", id="request-internal_note").text == "sudah ditelepon"
    assert ["selected" in option for option in page.all("option", value="other")] == [True, False]
    missing = Read(desk.post(f"/desk/submissions/{given}/refusal?lang=en", data=told | {"reason": "x"}).text)
    assert missing.one("select", id="refusal-reason")["aria-invalid"] == "true"
    assert state(databases, given).state == State.SUBMITTED

    assert desk.post(f"/desk/submissions/{given}/request", data=told | {"note": "Foto lebih terang"}).status_code == 303
    sent_back = state(databases, given)
    assert (sent_back.state, sent_back.reason, sent_back.note) == (State.CHANGES_REQUESTED, "other", "Foto lebih terang")
    assert sent_back.internal_note == "sudah ditelepon"


def test_whoever_is_second_reads_who_was_first_and_goes_on(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, lambda db, hall: hall.submitted(db))
    with transaction(databases) as db:
        workflow.decline(db, hall.bea, drafts.find(db, hall.bea, given), "duplicate", version=version)
    answer = desk.post(f"/desk/submissions/{given}/approval?lang=en", data={"version": str(version)})
    assert answer.status_code == 409
    page = Read(answer.text)
    assert "Bea was first" in page.one("div", role="alert").text
    assert page.all("form", action=f"/desk/submissions/{given}/approval?lang=en") == []
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Product).where(Product.id == state(databases, given).entity_id)).first() is None


def test_what_was_saved_meanwhile_is_not_approved_unseen(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, lambda db, hall: hall.submitted(db))
    answer = desk.post(f"/desk/submissions/{given}/approval?lang=en", data={"version": str(version - 1)})
    assert answer.status_code == 409
    assert "Alice" in Read(answer.text).one("div", role="alert").text
    assert state(databases, given).state == State.SUBMITTED


def test_an_edit_of_something_that_changed_is_compared_anew_and_then_approved(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, an_edit)
    with transaction(databases) as db:
        row = db.exec(select(Product)).one()
        content = live.product(db, row.id)
        assert content
        dearer = Money(amount=Decimal(28000), currency="IDR")
        publishing.put_product(db, content.content.model_copy(update={"reference": "K-1", "price": dearer}), content.facts)
    answer = desk.post(f"/desk/submissions/{given}/approval?lang=en", data={"version": str(version)})
    assert answer.status_code == 409
    assert "/rebase" in answer.text
    assert "/rebase" in desk.get(f"/desk/submissions/{given}").text  # said before anybody tries, too
    assert desk.post(f"/desk/submissions/{given}/rebase").status_code == 303
    anew = desk.get(f"/desk/submissions/{given}?lang=en").text
    assert "/rebase" not in anew
    assert "K-1" not in [gone.text for gone in Read(anew).all("del")]  # the edit knows nothing of it and leaves it alone
    assert [e["value"] for e in Read(anew).all("button", name="choice")] == ["live price", "mine price"]
    undecided = str(state(databases, given).version)
    assert desk.post(f"/desk/submissions/{given}/approval", data={"version": undecided}).status_code == 409
    assert desk.post(f"/desk/submissions/{given}/choice", data={"version": undecided, "choice": "mine price"}).status_code == 303
    now_seen = state(databases, given)
    assert desk.post(f"/desk/submissions/{given}/approval", data={"version": str(now_seen.version)}).status_code == 303
    with transaction(databases, reading=True) as db:
        shown = db.exec(select(Product)).one().content
        assert (shown["price"]["amount"], shown["reference"]) == ("30000", "K-1")


def test_a_claim_is_seen_by_others_and_can_be_left(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, _version = stored(databases, hall, lambda db, hall: hall.submitted(db))
    with transaction(databases) as db:
        workflow.claim(db, hall.bea, drafts.find(db, hall.bea, given))
    answer = desk.post(f"/desk/submissions/{given}/claim?lang=en")
    assert answer.status_code == 409
    assert "Bea" in Read(answer.text).one("div", role="alert").text
    with transaction(databases) as db:
        workflow.release(db, hall.bea, drafts.find(db, hall.bea, given))
    assert desk.post(f"/desk/submissions/{given}/claim").status_code == 303
    assert "/release" in desk.get(f"/desk/submissions/{given}").text
    assert desk.post(f"/desk/submissions/{given}/release").headers["location"].startswith("/desk?")
    assert state(databases, given).claimed_by is None


# --- several at once ---------------------------------------------------------------------------------------------------------------


def test_several_are_approved_after_a_page_that_shows_them_and_one_that_cannot_be_keeps_no_other_back(
    desk: TestClient, databases: Databases, hall: Hall
) -> None:
    made = [stored(databases, hall, lambda db, hall, n=n: hall.submitted(db, name__id=f"Kue {'abc'[n] * 5}")) for n in range(3)]  # type: ignore[misc]
    query = "&".join(f"chosen={ident}.{version}" for ident, version in made)
    page = Read(desk.get(f"/desk/approval?lang=en&{query}").text)
    boxes = page.all("input", name="chosen")
    assert [box["value"] for box in boxes] == [f"{ident}.{version}" for ident, version in made]
    assert all("checked" in box for box in boxes)
    assert state(databases, made[0][0]).state == State.SUBMITTED  # a page that is looked at decides nothing

    with transaction(databases) as db:
        workflow.decline(db, hall.bea, drafts.find(db, hall.bea, made[1][0]), "duplicate", version=made[1][1])
    answer = desk.post("/desk/approval?lang=en", data={"chosen": [box["value"] for box in boxes]})
    assert answer.status_code == 200
    assert "Bea was first" in answer.text
    assert [state(databases, ident).state for ident, _version in made] == [State.APPROVED, State.DECLINED, State.APPROVED]


def test_what_is_striking_must_be_ticked_by_hand(desk: TestClient, databases: Databases, hall: Hall) -> None:
    ident, version = stored(databases, hall, lambda db, hall: hall.submitted(db, cost="90.000"))
    (box,) = Read(desk.get(f"/desk/approval?lang=en&chosen={ident}.{version}").text).all("input", name="chosen")
    assert "checked" not in box


def test_at_most_a_page_is_approved_at_once_and_nonsense_is_nothing(desk: TestClient) -> None:
    many = [f"{factories.an_id(str(n))}.1" for n in range(51)]
    assert desk.post("/desk/approval", data={"chosen": many}).status_code == 422
    assert desk.post("/desk/approval", data={"chosen": ["x", "..", f"{many[0]}9x"]}).status_code == 303
    assert desk.get("/desk/approval?chosen=x").status_code == 200


# --- automatic decisions, figures ----------------------------------------------------------------------------------------------------


def test_an_automatic_decision_that_was_not_right_ends_the_trust(desk: TestClient, databases: Databases, hall: Hall) -> None:
    with transaction(databases) as db:
        live = hall.approved(db)
        trust.set_level(db, hall.bea, hall.maker.id, 1, "known for years")
        edit = hall.edit(db, live.entity_id, lead_time="9")
        assert edit.automatic
        sampled = trust.samples(db)
        if not sampled:  # one in five by chance: chance has not chosen this one
            db.add(Event(action=trust.SAMPLED, kind="product", entity_id=edit.entity_id, submission_id=edit.id))
        given = edit.id
    assert names(Read(desk.get("/desk/samples").text)) == ["Klappertaart"]
    assert "/desk/samples" in desk.get("/desk").text
    assert desk.post(f"/desk/submissions/{given}/review", data={"sound": "no", "why": "wrong days"}).status_code == 303
    assert desk.post(f"/desk/submissions/{given}/review", data={"sound": "yes"}).status_code == 404  # looked at once
    with transaction(databases, reading=True) as db:
        assert trust.level(db, hall.maker.id) == 0


def test_figures_open_the_rows_that_they_count(desk: TestClient, databases: Databases, hall: Hall) -> None:
    with transaction(databases) as db:
        hall.approved(db, name__id="Kue aaaaa")
        for name, reason in (("Kue bbbbb", "picture"), ("Kue ccccc", "price")):
            given = hall.submitted(db, name__id=name)
            workflow.request_changes(db, hall.bob, given, reason, version=given.version)
    page = Read(desk.get("/desk/figures?lang=en").text)
    bars = [a["href"] for a in page.all("a") if "/desk/figures/" in a.get("href", "")]
    pictures = next(href for href in bars if "reason=picture" in href)
    assert names(Read(desk.get(pictures).text)) == ["Kue bbbbb"]
    without = next(href for href in bars if "incomplete/picture" in href)
    assert names(Read(desk.get(without).text)) == ["Kue aaaaa"]
    for wrong in ("decisions?reason=x", "decisions?action=x", "decisions?days=8", "incomplete/x", "incomplete/language.xx"):
        assert desk.get(f"/desk/figures/{wrong}").status_code == 404, wrong


def test_every_decision_is_in_the_record_with_who(desk: TestClient, databases: Databases, hall: Hall) -> None:
    given, version = stored(databases, hall, lambda db, hall: hall.submitted(db))
    desk.post(f"/desk/submissions/{given}/approval", data={"version": str(version), "internal_note": "ok"})
    with transaction(databases, reading=True) as db:
        event = db.exec(select(Event).where(col(Event.action) == "approved")).one()
    assert (event.actor, event.why, event.submission_id) == ("Bob", "ok", given)
