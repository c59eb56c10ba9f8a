"""Enterprises on the desk: found, suspended and restored, believed, and entered on their behalf."""

import re
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from app.accounts.models import Consent, Purpose, Ticket
from app.catalogue.models import Enterprise
from app.db import now, transaction
from app.review import assisting
from app.review.models import Event, Submission
from tests import factories
from tests.web.desk import Desk
from tests.web.reading import read

PATH = "/desk/enterprises"
ENTERED = {
    "consent": "yes",
    "said_by": "Oma Deetje",
    "said_on": "2026-01-31",
    "said_language": "id",
    "text_version": assisting.text_version(),
    "name": "Kue Oma Deetje",
    "area": "ID-7171",
    "contact_name": "Deetje",
    "contact_phone": "0812 0000 4001",
    "registration": "1234567890123",
}


def entered(desk: Desk, **more: str) -> UUID:
    """Entered by Fanny: the id of the enterprise."""
    answer = desk.as_("Fanny").post(f"{PATH}?lang=en", data=ENTERED | more)
    assert answer.status_code == 303, answer.text[:800]
    found = re.search(rf"{PATH}/([0-9a-f-]+)", answer.headers["location"])
    assert found
    return UUID(found[1])


def confirm_link(desk: Desk, enterprise: UUID) -> str:
    page = desk.client.post(f"{PATH}/{enterprise}/confirmation?lang=en")
    found = re.search(r"/account/confirm/[\w-]+", page.text)
    assert found
    return found[0]


def test_the_list_finds_by_name_standing_place_and_trust(desk: Desk) -> None:
    with transaction(desk.databases) as db:
        factories.an_enterprise(db, "Roa Kema", area="ID-7172")
    client = desk.as_("Rina")
    for query, names in {
        "": ["Dapur Tumou Tou", "Roa Kema"],
        "q=roa": ["Roa Kema"],
        "area=ID-7171": ["Dapur Tumou Tou"],
        "area=ID-SA": ["Dapur Tumou Tou", "Roa Kema"],
        "trust=1": [],
        "standing=suspended": [],
        "q=&standing=&area=&trust=": ["Dapur Tumou Tou", "Roa Kema"],
    }.items():
        assert [e.text for e in read(client, f"{PATH}?lang=en&{query}").all("a", class_="row-name")] == names, query


def test_one_that_registers_stands_in_the_list_before_it_is_in_the_catalogue(desk: Desk) -> None:
    enterprise = entered(desk)
    page = read(desk.client, f"{PATH}?lang=en&standing=registering")
    assert [(e.text, e["href"].split("?")[0]) for e in page.all("a", class_="row-name")] == [("Kue Oma Deetje", f"{PATH}/{enterprise}")]


def test_a_long_list_goes_on_without_losing_or_doubling_any(desk: Desk) -> None:
    names = [f"Usaha {n:03}" for n in range(60)]
    with transaction(desk.databases) as db:
        for name in names:
            factories.an_enterprise(db, name)
    first = read(desk.as_("Rina"), f"{PATH}?lang=en")
    (further,) = [e["href"] for e in first.all("a", rel="next")]
    second = read(desk.client, further)
    seen = [e.text for page in (first, second) for e in page.all("a", class_="row-name")]
    assert seen == ["Dapur Tumou Tou", *names]


def test_what_is_confidential_stands_apart_from_what_everybody_sees(desk: Desk) -> None:
    page = desk.as_("Rina").get(f"{PATH}/{entered(desk)}?lang=en")
    assert "1234567890123" in page.text
    assert "1234567890123" not in desk.client.get("/makers?lang=en").text


def test_suspending_says_first_what_disappears_and_needs_a_reason(desk: Desk) -> None:
    client = desk.as_("Rina")
    asked = client.get(f"{PATH}/{desk.maker}/suspension?lang=en")
    assert "Klappertaart" in asked.text
    assert "Panada" in asked.text
    assert client.post(f"{PATH}/{desk.maker}/suspension?lang=en", data={"why": " "}).status_code == 422
    assert client.get("/p/klappertaart").status_code == 200
    assert client.post(f"{PATH}/{desk.maker}/suspension?lang=en", data={"why": "Complaints."}).status_code == 303
    assert client.get("/p/klappertaart").status_code == 404
    assert "Complaints." in client.get(f"{PATH}/{desk.maker}?lang=en").text


def test_restoring_shows_what_was_approved_and_nothing_that_waits(desk: Desk) -> None:
    client = desk.as_("Rina")
    client.post(f"{PATH}/{desk.maker}/suspension", data={"why": "Complaints."})
    with transaction(desk.databases) as db:
        db.add(Submission(kind="product", entity_id=uuid4(), enterprise_id=desk.maker, state="submitted", submitted_at=now()))
    assert client.post(f"{PATH}/{desk.maker}/restoration").status_code == 303
    assert client.get("/p/klappertaart").status_code == 200
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(Submission.state)).all() == ["submitted"]


@pytest.mark.parametrize(("who", "status"), [("Fanny", 404), ("Rina", 404), ("Meity", 303), ("Altje", 404)])
def test_only_managers_change_the_trust(desk: Desk, who: str, status: int) -> None:
    answer = desk.as_(who).post(f"{PATH}/{desk.maker}/trust", data={"level": "1", "why": "Proven."})
    assert answer.status_code == status
    with transaction(desk.databases, reading=True) as db:
        assert ("trust_changed" in db.exec(select(Event.action)).all()) == (status == 303)


@pytest.mark.parametrize("level", ["7", "", "x", "²"])
def test_a_level_of_trust_that_does_not_exist_is_refused(desk: Desk, level: str) -> None:
    assert desk.as_("Meity").post(f"{PATH}/{desk.maker}/trust", data={"level": level}).status_code == 422


def test_nothing_is_entered_without_consent_and_what_was_typed_stays(desk: Desk) -> None:
    data = {name: text for name, text in ENTERED.items() if name != "consent"}
    answer = desk.as_("Fanny").post(f"{PATH}?lang=en", data=data)
    assert answer.status_code == 422
    assert "Kue Oma Deetje" in answer.text
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(Submission)).all() == []
        assert db.exec(select(Consent)).all() == []


@pytest.mark.parametrize("wrong", [{"area": "nowhere"}, {"said_on": "soon"}, {"said_on": "2999-01-01"}, {"said_by": ""}, {"name": " "}])
def test_an_entry_that_does_not_fit_leaves_nothing_behind(desk: Desk, wrong: dict[str, str]) -> None:
    assert desk.as_("Fanny").post(f"{PATH}?lang=en", data=ENTERED | wrong).status_code == 422
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(Consent)).all() == []


def test_the_consent_says_who_said_yes_when_to_which_text_and_who_wrote_it_down(desk: Desk) -> None:
    enterprise = entered(desk)
    with transaction(desk.databases, reading=True) as db:
        held = db.exec(select(Consent).where(Consent.enterprise_id == enterprise)).one()
    assert (held.said_by, held.text_version, held.language) == ("Oma Deetje", assisting.text_version(), "id")
    assert held.recorded_by == desk.users["Fanny"]
    assert held.given_at.date().isoformat() == "2026-01-31"


def test_the_enterprise_reads_what_was_entered_and_confirms_it_without_an_account(desk: Desk) -> None:
    enterprise = entered(desk)
    link = confirm_link(desk, enterprise)
    desk.client.cookies.clear()
    page = desk.client.get(f"{link}?lang=en")
    assert page.status_code == 200
    assert all(text in page.text for text in ("Kue Oma Deetje", "Oma Deetje", "Fanny"))
    assert desk.client.post(link).status_code == 200
    assert desk.client.post(link).status_code == 410
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(Consent).where(Consent.enterprise_id == enterprise)).one().confirmed_at
        assert "confirmed" in db.exec(select(Event.action)).all()


def test_a_new_link_makes_the_earlier_one_void(desk: Desk) -> None:
    enterprise = entered(desk)
    first, second = confirm_link(desk, enterprise), confirm_link(desk, enterprise)
    assert desk.client.get(first).status_code == 410
    assert desk.client.get(second).status_code == 200


def test_the_chat_opens_with_the_number_of_the_enterprise(desk: Desk) -> None:
    page = desk.as_("Fanny").post(f"{PATH}/{entered(desk)}/confirmation?lang=en")
    assert "https://wa.me/6281200004001?text=" in page.text


def test_who_refuses_takes_the_consent_back_and_nothing_of_it_waits_or_is_shown(desk: Desk) -> None:
    enterprise = entered(desk)
    assert desk.client.post(f"{PATH}/{enterprise}/submission?lang=en").status_code == 303
    link = confirm_link(desk, enterprise)
    desk.client.post(f"{link}/refusal", data={"why": "That is not my number."})
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(Consent).where(Consent.enterprise_id == enterprise)).one().withdrawn_at
        assert db.exec(select(Submission.state).where(Submission.enterprise_id == enterprise)).one() == "draft"
        assert db.exec(select(Event.why).where(Event.action == "refused")).one() == "That is not my number."
    assert desk.as_("Fanny").post(f"{PATH}/{enterprise}/submission?lang=en").status_code == 404


def test_one_that_refuses_after_it_was_approved_disappears(desk: Desk) -> None:
    with transaction(desk.databases) as db:
        version = assisting.text_version()
        db.add(Consent(enterprise_id=desk.maker, purpose="publish", text_version=version, language="id", recorded_by=desk.users["Rina"]))
    desk.as_("Rina")
    desk.client.post(f"{confirm_link(desk, desk.maker)}/refusal")
    assert desk.client.get("/p/klappertaart").status_code == 404
    with transaction(desk.databases, reading=True) as db:
        assert db.get_one(Enterprise, desk.maker).suspended


def test_what_lacks_something_is_not_handed_in_and_the_page_says_what(desk: Desk) -> None:
    answer = desk.as_("Fanny").post(f"{PATH}/{entered(desk, registration='')}/submission?lang=en")
    assert answer.status_code == 422
    assert "NIB" in answer.text


def test_nobody_asks_an_enterprise_to_confirm_what_it_entered_itself(desk: Desk) -> None:
    assert desk.as_("Rina").post(f"{PATH}/{desk.maker}/confirmation").status_code == 404


def test_an_owner_is_invited_by_a_link(desk: Desk) -> None:
    page = desk.as_("Fanny").post(f"{PATH}/{desk.maker}/invitations?lang=en")
    assert re.search(r"/account/join/[\w-]+", page.text)
    with transaction(desk.databases, reading=True) as db:
        ticket = db.exec(select(Ticket).where(Ticket.purpose == Purpose.JOIN)).one()
    assert (ticket.enterprise_id, ticket.role) == (desk.maker, "owner")


@pytest.mark.parametrize("path", ["", "/new", "/{maker}", "/{maker}/suspension"])
def test_members_of_an_enterprise_find_no_desk(desk: Desk, path: str) -> None:
    assert desk.as_("Altje").get(PATH + path.format(maker=desk.maker)).status_code == 404


@pytest.mark.parametrize("path", ["", "/suspension"])
def test_an_enterprise_that_nobody_knows_has_no_page(desk: Desk, path: str) -> None:
    assert desk.as_("Rina").get(f"{PATH}/{uuid4()}{path}").status_code == 404


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202eTerbalik", "Ü" * 200])
def test_a_strange_name_harms_no_page(desk: Desk, name: str) -> None:
    page = desk.as_("Fanny").get(f"{PATH}/{entered(desk, name=name)}?lang=en")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_staff_go_on_with_what_they_entered_and_the_enterprise_is_asked_anew(desk: Desk) -> None:
    enterprise = entered(desk, registration="")
    desk.client.post(confirm_link(desk, enterprise))
    form = read(desk.client, f"{PATH}/{enterprise}/draft?lang=en")
    typed = {"version": form.one("input", name="version")["value"], "registration": "1234567890123", "story.id": "Sejak 1990."}
    assert desk.client.post(f"{PATH}/{enterprise}/draft", data=typed).status_code == 303
    with transaction(desk.databases, reading=True) as db:
        fields = db.exec(select(Submission.typed).where(Submission.enterprise_id == enterprise)).one()["fields"]
        assert (fields["registration"], fields["story.id"], fields["name"]) == ("1234567890123", "Sejak 1990.", "Kue Oma Deetje")
        assert db.exec(select(Consent.confirmed_at).where(Consent.enterprise_id == enterprise)).one() is None
    assert desk.client.post(f"{PATH}/{enterprise}/submission").status_code == 303


def test_who_saves_over_what_a_colleague_saved_is_told_and_keeps_what_was_typed(desk: Desk) -> None:
    enterprise = entered(desk)
    answer = desk.as_("Rina").post(f"{PATH}/{enterprise}/draft?lang=en", data={"version": "1", "name": "Kue Lain"})
    assert answer.status_code == 409
    assert "Fanny" in answer.text
    assert "Kue Lain" in answer.text


def test_what_was_handed_in_is_not_entered_any_more(desk: Desk) -> None:
    enterprise = entered(desk)
    desk.client.post(f"{PATH}/{enterprise}/submission")
    assert desk.client.get(f"{PATH}/{enterprise}/draft").status_code == 404
