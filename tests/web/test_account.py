"""Signing in, registering and links that were handed over, as a browser without scripts meets them."""

import re
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pyotp
import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from app.accounts import passwords, people, roles, signin, tickets
from app.accounts.models import Consent, MemberRole, Membership, Purpose, StaffRole, User, UserSession
from app.db import Databases, transaction
from app.jobs.models import Job
from app.review.models import Event, Submission
from tests import factories
from tests.web.reading import Read

PASSWORD = "tujuh ekor ayam jago"
HOME = {"origin": "http://testserver"}


@pytest.fixture
def centre(client: TestClient, databases: Databases) -> TestClient:
    """A centre with its frame, a moderator and a member of an enterprise; nobody is signed in."""
    encoded = passwords.hashed(PASSWORD)
    with transaction(databases) as db:
        factories.a_frame(db)
        staff = people.register(db, name="Rina Wowor", login="rina@example.org", password_hash=encoded, language="id")
        roles.appoint(db, staff, StaffRole.MODERATOR)
        maker = people.register(db, name="Altje Mantiri", login="0812-0000-1001", password_hash=encoded, language="id")
        roles.join(db, maker, uuid4(), MemberRole.OWNER)
    client.headers.update(HOME)
    client.follow_redirects = False
    return client


def sign_in(client: TestClient, login: str, password: str = PASSWORD, **more: str) -> str:
    """Where the browser is led."""
    answer = client.post("/account/sign-in?lang=en", data={"login": login, "password": password, **more})
    return str(answer.headers.get("location", answer.status_code))


@pytest.mark.parametrize("written", ["0812-0000-1001", "0812 0000 1001", "+62 812 0000 1001", "62812 00001001"])
def test_a_phone_number_may_be_written_in_any_way(centre: TestClient, written: str) -> None:
    assert sign_in(centre, written).startswith("/portal?")


def test_staff_begin_at_the_desk_in_their_own_language(centre: TestClient) -> None:
    assert sign_in(centre, "RINA@example.org") == "/desk?lang=id"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(centre: TestClient) -> None:
    answer = centre.post("/account/sign-in", data={"login": "rina@example.org", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("etalase=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_over_https_the_cookie_is_bound_to_this_host(centre: TestClient) -> None:
    answer = centre.post(
        "https://testserver/account/sign-in",
        data={"login": "rina@example.org", "password": PASSWORD},
        headers={"origin": "https://testserver"},
    )
    assert answer.headers["set-cookie"].startswith("__Host-etalase=")
    assert "secure" in answer.headers["set-cookie"].lower()


def test_a_wrong_password_and_an_unknown_person_are_answered_alike_and_what_was_typed_stays(centre: TestClient) -> None:
    wrong = centre.post("/account/sign-in?lang=en", data={"login": "rina@example.org", "password": "no"})
    nobody = centre.post("/account/sign-in?lang=en", data={"login": "nobody@example.org", "password": "no"})
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.text.replace("rina@", "") == nobody.text.replace("nobody@", "")
    assert Read(wrong.text).one("input", id="login")["value"] == "rina@example.org"
    assert "value" not in Read(wrong.text).one("input", id="password") or Read(wrong.text).one("input", id="password")["value"] == ""


def test_the_eleventh_try_waits_and_says_how_long(centre: TestClient) -> None:
    answers = [centre.post("/account/sign-in?lang=en", data={"login": "rina@example.org", "password": "no"}) for _try in range(11)]
    assert [a.status_code for a in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "15 min" in Read(answers[-1].text).one("div", class_="wrongs").text


def test_a_page_that_needs_a_person_leads_to_signing_in_and_back(centre: TestClient) -> None:
    asked = centre.get("/account?lang=en&second=new", headers={"sec-fetch-mode": "navigate"})
    assert asked.status_code == 303
    wanted = parse_qs(urlsplit(asked.headers["location"]).query)["next"][0]
    assert sign_in(centre, "rina@example.org", next=wanted).startswith("/account?")


@pytest.mark.parametrize("elsewhere", ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/\n/evil"])
def test_signing_in_never_leads_to_another_site(centre: TestClient, elsewhere: str) -> None:
    assert sign_in(centre, "rina@example.org", next=elsewhere).startswith("/desk?")


def test_signing_out_ends_the_session_and_a_copied_cookie_with_it(centre: TestClient, databases: Databases) -> None:
    sign_in(centre, "rina@example.org")
    copied = centre.cookies["etalase"]
    centre.post("/account/sign-out")
    assert "etalase" not in centre.cookies
    centre.cookies.set("etalase", copied)
    assert centre.get("/account").status_code in (303, 401)
    with transaction(databases, reading=True) as db:
        assert db.exec(select(UserSession)).all() == []


def test_pages_of_one_person_are_kept_nowhere(centre: TestClient) -> None:
    sign_in(centre, "rina@example.org")
    answer = centre.get("/account")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


def test_a_form_from_another_site_changes_nothing(centre: TestClient) -> None:
    sign_in(centre, "rina@example.org")
    for foreign in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": ""}):
        assert centre.post("/account/name", data={"name": "X", "language": "id"}, headers=foreign).status_code == 403
    assert "Rina Wowor" in centre.get("/account").text


def test_an_enterprise_registers_itself_and_begins_with_its_draft(centre: TestClient, databases: Databases) -> None:
    answer = centre.post(
        "/account/register?lang=id",
        data={
            "enterprise": "Dapur Baru", "area": "ID-7171", "name": "Noni Rumagit", "login": "noni@example.org",
            "password": PASSWORD, "consent": "yes",
        },
    )  # fmt: skip
    assert answer.headers["location"].startswith("/portal?done=registered")
    with transaction(databases, reading=True) as db:
        user = db.exec(select(User).where(User.email == "noni@example.org")).one()
        membership = db.exec(select(Membership).where(Membership.user_id == user.id)).one()
        draft = db.exec(select(Submission).where(Submission.enterprise_id == membership.enterprise_id)).one()
        assert (membership.role, draft.kind, draft.state) == ("owner", "enterprise", "draft")
        assert draft.typed["fields"] == {"name": "Dapur Baru", "area": "ID-7171"}
        assert db.exec(select(Consent).where(Consent.enterprise_id == membership.enterprise_id)).one().user_id == user.id
        assert "registered" in db.exec(select(Event.action)).all()


def test_a_registration_that_does_not_fit_keeps_what_was_typed_and_says_why_beside_it(centre: TestClient, databases: Databases) -> None:
    answer = centre.post(
        "/account/register?lang=en",
        data={"enterprise": "Dapur Baru", "area": "nowhere", "name": "Noni", "login": "not a number", "password": "short"},
    )
    page = Read(answer.text)
    assert answer.status_code == 422
    assert page.one("input", id="enterprise")["value"] == "Dapur Baru"
    assert page.one("input", id="login")["value"] == "not a number"
    assert page.one("input", id="password")["aria-invalid"] == "true"
    with transaction(databases, reading=True) as db:
        assert db.exec(select(User).where(User.name == "Noni")).all() == []


def test_two_people_cannot_sign_in_with_the_same_number(centre: TestClient, databases: Databases) -> None:
    given = {"enterprise": "X", "area": "ID-7171", "name": "Y", "login": "+62 812 0000 1001", "password": PASSWORD}
    assert centre.post("/account/register?lang=en", data=given).status_code == 409
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Submission)).all() == []


def test_asking_for_a_link_is_answered_alike_whether_anybody_is_there(centre: TestClient, databases: Databases) -> None:
    there = centre.post("/account/forgotten?lang=en", data={"login": "rina@example.org"})
    nobody = centre.post("/account/forgotten?lang=en", data={"login": "nobody@example.org"})
    assert there.text == nobody.text
    with transaction(databases, reading=True) as db:
        letter = db.exec(select(Job).where(Job.kind == "letter")).one().given
    assert letter["to"] == "rina@example.org"
    assert re.search(r"http://testserver/account/password/\S+", letter["text"])


def test_a_link_chooses_a_password_once_and_ends_every_other_session(centre: TestClient, databases: Databases) -> None:
    sign_in(centre, "rina@example.org")
    with transaction(databases) as db:
        user = people.find(db, "rina@example.org")
        link = tickets.path(Purpose.PASSWORD, tickets.issue(db, Purpose.PASSWORD, user=user, days=1))
    centre.cookies.clear()
    assert centre.get(link).status_code == 200
    assert centre.post(link, data={"password": "short"}).status_code == 422
    assert centre.post(link, data={"password": "kopi pahit tanpa gula"}).headers["location"].startswith("/desk?done=password")
    assert centre.post(link, data={"password": "kopi pahit tanpa susu"}).status_code == 410
    with transaction(databases, reading=True) as db:
        assert len(db.exec(select(UserSession)).all()) == 1
    centre.cookies.clear()
    assert sign_in(centre, "rina@example.org", "kopi pahit tanpa gula").startswith("/desk")


def test_an_invited_person_joins_with_an_account_of_their_own(centre: TestClient, databases: Databases) -> None:
    enterprise = uuid4()
    with transaction(databases) as db:
        link = tickets.path(Purpose.JOIN, tickets.issue(db, Purpose.JOIN, enterprise_id=enterprise, role=MemberRole.EDITOR, days=7))
    taken = {"name": "Budi", "login": "rina@example.org", "password": PASSWORD}
    assert centre.post(link, data=taken).status_code == 409
    assert centre.post(link, data={**taken, "login": "budi@example.org"}).headers["location"].startswith("/portal")
    with transaction(databases, reading=True) as db:
        assert db.exec(select(Membership.role).where(Membership.enterprise_id == enterprise)).one() == "editor"


def test_whoever_has_a_second_step_is_let_in_only_after_it(centre: TestClient, databases: Databases) -> None:
    secret = pyotp.random_base32()
    with transaction(databases) as db:
        user = people.find(db, "rina@example.org")
        assert user
        signin.confirm_totp(db, user, secret, pyotp.TOTP(secret).now())
        user.totp_step = 0
    assert sign_in(centre, "rina@example.org").startswith("/account/second-step")
    assert centre.get("/account").status_code in (303, 401)
    assert centre.post("/account/second-step", data={"code": "000000"}).status_code == 422
    assert centre.post("/account/second-step", data={"code": pyotp.TOTP(secret).now()}).headers["location"].startswith("/desk")
    assert centre.get("/account").status_code == 200


def test_who_changes_the_password_shows_the_old_one(centre: TestClient, databases: Databases) -> None:
    sign_in(centre, "rina@example.org")
    wrong = centre.post("/account/password?lang=en", data={"old": "no", "password": "kopi pahit tanpa gula"})
    assert Read(wrong.text).one("input", id="old")["aria-invalid"] == "true"
    assert centre.post("/account/password", data={"old": PASSWORD, "password": "kopi pahit tanpa gula"}).status_code == 303
    assert centre.get("/account").status_code == 200


def test_devices_are_listed_and_can_be_signed_out(centre: TestClient, databases: Databases) -> None:
    sign_in(centre, "rina@example.org")
    centre.cookies.clear()
    sign_in(centre, "rina@example.org")
    forms = [e["action"] for e in Read(centre.get("/account?lang=en").text).all("form") if "/account/sessions/" in e.get("action", "")]
    assert len(forms) == 1
    centre.post(forms[0])
    with transaction(databases, reading=True) as db:
        assert len(db.exec(select(UserSession).where(col(UserSession.second_step).is_(False))).all()) == 1


@pytest.mark.parametrize("language", ["id", "en", "ms", "fil"])
@pytest.mark.parametrize("path", ["/account/sign-in", "/account/register", "/account/forgotten", "/account/second-step"])
def test_every_page_before_the_door_speaks_the_language(centre: TestClient, path: str, language: str) -> None:
    answer = centre.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    assert Read(answer.text).one("html")["lang"] == language
    assert len(answer.content) < 100_000
