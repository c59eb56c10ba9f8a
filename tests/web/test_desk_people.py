"""People on the desk: found, given roles, handed a link, locked out; nobody reaches above the own role."""

import re
from uuid import uuid4

import pyotp
import pytest
from sqlmodel import select

from app.accounts import people, signin, tickets
from app.accounts.models import Purpose, Staff, StaffRole, Ticket, User, UserSession
from app.db import transaction
from app.review.models import Event
from tests.web.desk import Desk
from tests.web.reading import read

PATH = "/desk/people"
DEEDS = ["roles", "password-link", "second-step/removal", "sessions/removal", "lock", "lock/removal"]


def roles_of(desk: Desk, who: str) -> set[str]:
    with transaction(desk.databases, reading=True) as db:
        return set(db.exec(select(Staff.role).where(Staff.user_id == desk.users[who])).all())


def actions(desk: Desk) -> list[str]:
    with transaction(desk.databases, reading=True) as db:
        return list(db.exec(select(Event.action).order_by(Event.id)).all())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Altje", "Boy", "Fanny", "Meity", "Rina"]),
        ("q=rin", ["Rina"]),
        ("q=fanny@example", ["Fanny"]),
        ("q=0812-0000-1001", ["Altje"]),
        ("q=%2B62 812 0000", ["Altje"]),
        ("group=staff", ["Boy", "Fanny", "Meity", "Rina"]),
        ("group=members", ["Altje"]),
        ("group=disabled", []),
        ("group=&q=&last=", ["Altje", "Boy", "Fanny", "Meity", "Rina"]),
        ("q=%25", []),
    ],
)
def test_people_are_found_by_name_number_address_and_group(desk: Desk, query: str, names: list[str]) -> None:
    page = read(desk.as_("Meity"), f"{PATH}?lang=en&{query}")
    assert [e.text for e in page.all("a", class_="row-name")] == names


def test_a_role_is_given_and_taken_and_both_are_in_the_record(desk: Desk) -> None:
    client, altje = desk.as_("Meity"), desk.users["Altje"]
    assert client.post(f"{PATH}/{altje}/roles", data={"role": "translator"}).status_code == 303
    assert roles_of(desk, "Altje") == {"translator"}
    assert client.post(f"{PATH}/{altje}/roles/translator/removal").status_code == 303
    assert roles_of(desk, "Altje") == set()
    assert actions(desk) == ["role_given", "role_taken"]


@pytest.mark.parametrize("role", ["manager", "administrator", "king", ""])
def test_a_manager_makes_nobody_manager_or_more(desk: Desk, role: str) -> None:
    client = desk.as_("Meity")
    assert client.post(f"{PATH}/{desk.users['Rina']}/roles", data={"role": role}).status_code == 404
    assert client.post(f"{PATH}/invitations", data={"role": role}).status_code == 404
    assert roles_of(desk, "Rina") == {"moderator"}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_manager_cannot_touch_an_administrator(desk: Desk, deed: str) -> None:
    answer = desk.as_("Meity").post(f"{PATH}/{desk.users['Boy']}/{deed}", data={"role": "floor", "why": "x"})
    assert answer.status_code == 404
    assert actions(desk) == []


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_does_here_what_belongs_to_the_own_account(desk: Desk, deed: str) -> None:
    answer = desk.as_("Boy").post(f"{PATH}/{desk.users['Boy']}/{deed}", data={"role": "floor", "why": "x"})
    assert answer.status_code == 404
    assert roles_of(desk, "Boy") == {"administrator"}


def test_an_administrator_looks_after_managers(desk: Desk) -> None:
    client, meity = desk.as_("Boy"), desk.users["Meity"]
    assert client.post(f"{PATH}/{meity}/roles", data={"role": "administrator"}).status_code == 303
    assert client.post(f"{PATH}/{meity}/roles/manager/removal").status_code == 303
    assert roles_of(desk, "Meity") == {"administrator"}


def test_an_invitation_makes_somebody_staff_once(desk: Desk) -> None:
    page = desk.as_("Meity").post(f"{PATH}/invitations?lang=en", data={"role": "moderator"})
    link = re.search(r"/account/join/[\w-]+", page.text)
    assert link
    assert read(desk.client, f"{PATH}?lang=en").all("form", action="") == []
    desk.as_("Altje").post(link[0])
    assert roles_of(desk, "Altje") == {"moderator"}
    assert desk.as_("Fanny").post(link[0]).status_code == 410


def test_an_invitation_is_taken_back_by_whoever_may_give_its_role(desk: Desk) -> None:
    with transaction(desk.databases) as db:
        for role in (StaffRole.FLOOR, StaffRole.ADMINISTRATOR):
            tickets.issue(db, Purpose.JOIN, role=role, days=7)
        ids = {ticket.role: ticket.id for ticket in db.exec(select(Ticket))}
    client = desk.as_("Meity")
    assert client.post(f"{PATH}/invitations/{ids['administrator']}/removal").status_code == 404
    assert client.post(f"{PATH}/invitations/{ids['floor']}/removal").status_code == 303
    with transaction(desk.databases, reading=True) as db:
        assert db.exec(select(Ticket.role)).all() == ["administrator"]


def test_a_link_for_a_password_is_handed_over_as_a_square_code_and_by_whatsapp(desk: Desk) -> None:
    page = desk.as_("Meity").post(f"{PATH}/{desk.users['Altje']}/password-link?lang=en")
    link = re.search(r"http://testserver/account/password/[\w-]+\?lang=id", page.text)
    assert link
    assert 'class="code"' in page.text
    assert "https://wa.me/6281200001001?text=" in page.text
    assert page.headers["cache-control"] == "no-store"
    desk.client.cookies.clear()
    assert desk.client.post(link[0], data={"password": "kopi pahit tanpa gula"}).status_code == 303


def test_the_message_speaks_the_language_of_whoever_gets_it(desk: Desk) -> None:
    page = read_post(desk, f"{PATH}/{desk.users['Altje']}/password-link?lang=en")
    assert re.search(r'<blockquote[^>]*lang="id"[^>]*>Halo', page)


def read_post(desk: Desk, path: str) -> str:
    return desk.as_("Meity").post(path).text


def test_who_is_locked_out_is_gone_at_once_and_comes_back_with_the_old_password(desk: Desk) -> None:
    desk.as_("Rina")
    rina = desk.client.cookies["etalase"]
    client = desk.as_("Meity")
    assert client.post(f"{PATH}/{desk.users['Rina']}/lock", data={"why": "Left."}).status_code == 303
    assert client.post(f"{PATH}/{desk.users['Rina']}/password-link").status_code == 404
    client.cookies.set("etalase", rina)
    assert client.get("/desk").status_code in (303, 401)
    assert desk.as_("Meity").post(f"{PATH}/{desk.users['Rina']}/lock/removal").status_code == 303
    assert desk.as_("Rina").get("/desk").status_code == 200
    assert actions(desk) == ["disabled", "enabled"]


def test_somebody_is_signed_out_everywhere(desk: Desk) -> None:
    desk.as_("Rina")
    desk.as_("Rina")
    desk.as_("Meity").post(f"{PATH}/{desk.users['Rina']}/sessions/removal")
    with transaction(desk.databases, reading=True) as db:
        assert {row.user_id for row in db.exec(select(UserSession))} == {desk.users["Meity"]}


def test_the_second_step_is_switched_off_for_who_lost_the_telephone(desk: Desk) -> None:
    secret = pyotp.random_base32()
    with transaction(desk.databases) as db:
        signin.confirm_totp(db, people.fresh(db, desk.users["Rina"]), secret, pyotp.TOTP(secret).now())
    desk.as_("Meity").post(f"{PATH}/{desk.users['Rina']}/second-step/removal")
    with transaction(desk.databases, reading=True) as db:
        assert db.get_one(User, desk.users["Rina"]).totp_secret is None


@pytest.mark.parametrize("deed", ["lock", "roles/administrator/removal"])
def test_the_last_administrator_stays(desk: Desk, deed: str) -> None:
    with transaction(desk.databases) as db:
        boy = db.get_one(User, desk.users["Boy"])
        db.add(Staff(user_id=desk.users["Rina"], role=StaffRole.ADMINISTRATOR))
        boy.disabled_at = boy.created_at  # so that Rina is the last one who can come in
    client = desk.as_("Rina")
    assert client.post(f"{PATH}/{desk.users['Rina']}/{deed}", data={"why": "x"}).status_code == 404
    assert roles_of(desk, "Rina") == {"moderator", "administrator"}


@pytest.mark.parametrize("who", ["Rina", "Fanny", "Altje"])
def test_others_than_managers_find_no_list_of_people(desk: Desk, who: str) -> None:
    client = desk.as_(who)
    assert client.get(PATH).status_code == 404
    assert client.get(f"{PATH}/{desk.users['Altje']}").status_code == 404
    assert client.post(f"{PATH}/{desk.users['Altje']}/password-link").status_code == 404


def test_somebody_who_is_not_there_has_no_page(desk: Desk) -> None:
    assert desk.as_("Meity").get(f"{PATH}/{uuid4()}").status_code == 404
    assert desk.client.post(f"{PATH}/{uuid4()}/lock").status_code == 404
