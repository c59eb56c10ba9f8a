"""A visitor asks, a maker answers, the centre helps: the pages of questions."""

from urllib.parse import unquote

import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from app.accounts.models import Membership, User
from app.db import transaction
from app.inquiries.asking import CONSENT
from app.inquiries.models import Inquiry, State
from app.jobs.models import Job
from app.visits.models import VisitCount
from tests.web.desk import Desk
from tests.web.reading import Read

FORM = "/p/klappertaart/question"
TYPED = {"name": "Siti", "contact": "0812 0000 1234", "message": "Berapa 20 <b>loyang</b>?", "consent": "yes"}
TYPED |= {"text_version": CONSENT.version}


def ask(desk: Desk, path: str = FORM, **typed: str) -> str:
    """Sends the form as somebody who is not signed in; the address of the page that follows."""
    desk.client.cookies.clear()
    answer = desk.client.post(f"{path}?lang=id", data=TYPED | typed)
    assert answer.status_code == 303, answer.text[:500]
    return str(answer.headers["location"])


def kept(desk: Desk) -> list[Inquiry]:
    with transaction(desk.databases, reading=True) as db:
        return list(db.exec(select(Inquiry).order_by(Inquiry.about)))


def test_what_is_asked_is_kept_apart_counted_and_told_without_what_it_says(desk: Desk) -> None:
    with transaction(desk.databases) as db:
        db.get_one(User, desk.users["Altje"]).email = "altje@example.org"
    ask(desk)

    (one,) = kept(desk)
    assert (one.about, one.phone, one.language, one.state) == ("Klappertaart", "+6281200001234", "id", State.NEW)
    with transaction(desk.databases, reading=True) as db:
        assert [(row.kind, row.times) for row in db.exec(select(VisitCount))] == [("asked", 1)]
        (letter,) = [job.given for job in db.exec(select(Job).where(Job.kind == "letter"))]
    assert letter["to"] == "altje@example.org"
    assert f"/portal/{desk.maker}/questions/{one.id}" in letter["text"]
    assert not any(secret in letter["text"] for secret in ("Siti", "loyang", "1234"))


def test_whoever_asked_can_delete_it_once_with_the_link(desk: Desk) -> None:
    page = ask(desk).partition("?")[0]
    answer = desk.client.get(page)
    assert "Berapa 20 &lt;b&gt;loyang&lt;/b&gt;?" in answer.text
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")

    assert desk.client.post(f"{page}/removal").status_code == 200
    assert kept(desk) == []
    assert desk.client.get(page).status_code == 404
    assert desk.client.post(f"{page}/removal").status_code == 404


@pytest.mark.parametrize(("typed", "wrong"), [({"consent": ""}, "consent"), ({"contact": "?"}, "contact"), ({"message": " "}, "message")])
def test_a_form_that_is_not_right_keeps_what_was_typed(desk: Desk, typed: dict[str, str], wrong: str) -> None:
    answer = desk.client.post(f"{FORM}?lang=en", data=TYPED | typed)
    page = Read(answer.text)
    assert answer.status_code == 422
    assert page.one("input", id="name")["value"] == "Siti"
    assert [element["id"] for element in page.elements if element.get("aria-invalid")] == [wrong]
    assert kept(desk) == []


def test_a_program_that_fills_in_everything_is_not_heard(desk: Desk) -> None:
    assert ask(desk, website="https://spam.example").startswith("/p/klappertaart?")
    assert kept(desk) == []


def test_nobody_can_ask_without_end(desk: Desk) -> None:
    for turn in range(10):
        ask(desk, contact=f"siti{turn}@example.org")
    answer = desk.client.post(f"{FORM}?lang=en", data=TYPED)
    assert answer.status_code == 429
    assert "too many tries" in answer.text
    assert len(kept(desk)) == 10


def test_an_enterprise_that_takes_no_questions_is_not_asked(desk: Desk) -> None:
    assert FORM in desk.client.get("/p/klappertaart").text
    desk.as_("Altje").post(f"/portal/{desk.maker}/questions/reception", data={"on": "no"})
    desk.client.cookies.clear()
    for path in ("/p/klappertaart", "/makers/dapur-tumou-tou"):
        assert "/question?" not in desk.client.get(path).text
        assert desk.client.get(f"{path}/question").status_code == 404
        assert desk.client.post(f"{path}/question", data=TYPED).status_code == 404


def test_the_maker_answers_in_the_language_of_the_question_and_marks_it(desk: Desk) -> None:
    ask(desk, "/makers/dapur-tumou-tou/question")
    client, base = desk.as_("Altje"), f"/portal/{desk.maker}/questions"
    inbox = Read(client.get(f"{base}?lang=en").text)
    assert [e.text for e in inbox.all("span", class_="waiting")] == ["1"]

    one = f"{base}/{kept(desk)[0].id}"
    page = Read(client.get(f"{one}?lang=en").text)
    (chat,) = [a["href"] for a in page.all("a") if "wa.me" in a.get("href", "")]
    assert chat.startswith("https://wa.me/6281200001234?text=")
    assert "Siti" in unquote(chat)
    assert "Hello" not in unquote(chat)

    assert client.post(f"{one}/answer").status_code == 303
    assert client.post(f"{one}/note", data={"note": "Sabtu"}).status_code == 303
    assert (kept(desk)[0].state, kept(desk)[0].note) == (State.ANSWERED, "Sabtu")
    assert 'class="waiting"' not in client.get(base).text


def test_the_centre_hands_on_what_nobody_of_the_enterprise_can_read(desk: Desk) -> None:
    ask(desk)
    assert "Klappertaart" not in desk.as_("Rina").get("/desk/questions?lang=en").text
    with transaction(desk.databases) as db:
        for membership in db.exec(select(Membership)):
            db.delete(membership)
    client = desk.as_("Rina")
    assert "Klappertaart" in client.get("/desk/questions?lang=en").text
    one = f"/desk/questions/{kept(desk)[0].id}"
    assert "+62 812-0000-1234" in client.get(one).text
    assert client.post(f"{one}/handing").status_code == 303
    assert kept(desk)[0].handed_at


def test_what_is_kept_of_a_person_is_given_out_and_erased_and_the_record_does_not_say_of_whom(desk: Desk) -> None:
    ask(desk, message="=1+1")
    client = desk.as_("Meity")
    assert "1 question is kept" in client.post("/desk/askers?lang=en", data={"q": "081200001234"}).text
    assert "'=1+1" in client.post("/desk/askers/file.csv", data={"q": "081200001234"}).text
    assert client.post("/desk/askers/removal", data={"q": "081200001234"}).status_code == 303
    assert kept(desk) == []
    record = client.get("/desk/record/file.csv").text
    assert "asker_erased" in record
    assert "1234" not in record.replace(str(desk.maker), "")


def test_no_log_has_the_token_of_a_link(desk: Desk) -> None:
    with capture_logs() as logs:
        for path in ("/questions/a-secret", "/account/join/a-secret"):
            assert desk.client.get(path).status_code >= 400
    assert [line["path"] for line in logs if line["event"] == "request"] == ["/questions/…", "/account/join/…"]
