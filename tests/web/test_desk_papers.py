"""Certificates that end at the desk; telling those whom no letter reaches; taking a product off show."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole, User
from app.catalogue import queries
from app.catalogue.content import CertificateContent
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import reference
from app.db import transaction
from app.review import drafts, live, notices, workflow
from tests import factories
from tests.web.desk import Desk
from tests.web.portal import WHOLE
from tests.web.reading import Read


def with_papers(desk: Desk) -> None:
    """The maker has papers that ended, end in 5, 25 and 80 days, and one that holds for years; another one without a person has one too."""
    with transaction(desk.databases) as db:
        day = queries.today(reference(db))
        maker = live.enterprise(db, desk.maker)
        assert maker
        other = factories.an_enterprise(db, "Kopi Koya")
        for n, days in enumerate((-3, 5, 25, 80, 900)):
            paper = CertificateContent(scheme="halal-id", number=f"ID{n:017}", valid_to=day + timedelta(days))
            factories.a_product(db, maker.content, f"Kue {n}", certificates=[paper])
        factories.a_product(db, other, "Kopi", certificates=[CertificateContent(scheme="halal-id", valid_to=day)])


@pytest.mark.parametrize(("within", "count"), [("", 5), ("expired", 1), ("7", 2), ("30", 3), ("90", 4), ("nonsense", 5)])
def test_papers_are_listed_by_how_soon_they_end(desk: Desk, within: str, count: int) -> None:
    with_papers(desk)
    page = Read(desk.as_("Rina").get(f"/desk/papers?lang=en&within={within}").text)
    assert len(page.all("th", scope="row")) == count


def test_whoever_has_no_e_mail_is_told_by_a_message_in_their_language(desk: Desk) -> None:
    with_papers(desk)
    page = Read(desk.as_("Rina").get(f"/desk/papers?lang=en&within=7&maker={desk.maker}").text)
    (chat,) = [link["href"] for link in page.all("a") if link.get("href", "").startswith("https://wa.me/")]
    assert chat.startswith("https://wa.me/6281200001001?text=")
    assert "“Kue 1”" in unquote(chat)
    assert "lang=id" in unquote(chat)


def test_after_a_decision_a_message_is_ready_where_nobody_has_an_e_mail(desk: Desk) -> None:
    given, version = handed_in(desk)
    client = desk.as_("Rina")
    answer = client.post(f"/desk/submissions/{given}/approval?lang=en", data={"version": str(version)})
    assert parse_qs(urlsplit(answer.headers["location"]).query)["tell"] == [str(desk.maker)]
    page = client.get(answer.headers["location"])
    assert "https://wa.me/6281200001001" in page.text
    assert "Klappertaart Dua" in page.text
    with transaction(desk.databases) as db:
        user = people.register(db, name="Ani", login="ani@example.org", password_hash=None, language="id")
        roles.join(db, user, desk.maker, MemberRole.EDITOR)
    assert "https://wa.me/" not in client.get(answer.headers["location"]).text


def handed_in(desk: Desk) -> tuple[str, int]:
    with transaction(desk.databases) as db:
        altje = sessions.person(db, sessions.begin(db, db.get_one(User, desk.users["Altje"]), device=""))
        assert altje
        draft = drafts.open_draft(db, altje, live.PRODUCT, None, desk.maker)
        drafts.save(db, altje, draft, {"fields": WHOLE | {"name.id": "Klappertaart Dua"}}, version=draft.version)
        workflow.submit(db, altje, draft, version=draft.version)
        return str(draft.id), draft.version


def test_a_product_is_taken_off_show_with_a_reason_that_its_enterprise_reads(desk: Desk) -> None:
    client, place = desk.as_("Rina"), f"/desk/products/{desk.product}/removal"
    assert client.get(f"{place}?lang=en").status_code == 200
    assert client.post(f"{place}?lang=en", data={"why": " "}).status_code == 422
    answer = client.post(f"{place}?lang=en", data={"why": "Recalled by its maker."})
    assert (answer.status_code, urlsplit(answer.headers["location"]).path) == (303, f"/desk/enterprises/{desk.maker}")
    with transaction(desk.databases, reading=True) as db:
        assert db.get(Product, desk.product) is None
        assert [(one.about, one.facts) for one in notices.listed(db, desk.maker)] == [("taken_down", {"note": "Recalled by its maker."})]


def test_why_an_enterprise_was_suspended_is_told_to_it(desk: Desk) -> None:
    answer = desk.as_("Rina").post(f"/desk/enterprises/{desk.maker}/suspension?lang=en", data={"why": "Nobody answers."})
    assert answer.status_code == 303
    with transaction(desk.databases, reading=True) as db:
        assert db.get_one(Enterprise, desk.maker).suspended
        assert [one.facts for one in notices.listed(db, desk.maker)] == [{"note": "Nobody answers."}]


def test_letters_are_switched_off_and_on_by_whoever_gets_them(desk: Desk) -> None:
    client = desk.as_("Altje")
    for ticked, wanted in (({}, False), ({"letters": "yes"}, True)):
        assert client.post("/account/name", data={"name": "Altje", "language": "id", **ticked}).status_code == 303
        with transaction(desk.databases, reading=True) as db:
            assert db.get_one(User, desk.users["Altje"]).letters is wanted
