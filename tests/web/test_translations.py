"""Pages for translators: where they land, what they may open, the list, one thing side by side, files; and what the public sees of it."""

from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app.accounts import people, roles
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.content import ProductContent
from app.catalogue.models import Product
from app.db import Databases, transaction
from tests.accounts.persons import PASSWORD, hashed_password
from tests.web.desk import Desk, a_desk
from tests.web.reading import Read

LIST = "/desk/translations?target=en&lang=en"


@pytest.fixture
def desk(client: TestClient, databases: Databases) -> Desk:
    """Tess translates at the desk of test."""
    found = a_desk(client, databases)
    with transaction(databases) as db:
        tess = people.register(db, name="Tess", login="tess@example.org", password_hash=hashed_password(), language="en")
        roles.appoint(db, tess, StaffRole.TRANSLATOR)
        found.users["Tess"] = tess.id
    return found


def filled(client: TestClient, path: str, **typed: str) -> dict[str, str]:
    """What the form of a page would send, with what somebody typed."""
    form = Read(client.get(path).text)
    hidden = {e["name"]: e.get("value", "") for e in form.all("input", type="hidden") if "name" in e}
    return hidden | {f"text.{name}": text for name, text in typed.items()}


def stored(databases: Databases, product: UUID) -> dict[str, str]:
    """The names on show; from the database, because a page that was asked for may stand in the server's memory a moment longer."""
    with transaction(databases, reading=True) as db:
        return ProductContent.model_validate(db.get_one(Product, product).content).name


def public(client: TestClient, language: str = "en") -> str:
    client.cookies.clear()
    return client.get(f"/p/klappertaart?lang={language}").text


def test_who_only_translates_begins_at_the_translations_and_sees_no_other_room(desk: Desk, databases: Databases) -> None:
    desk.client.cookies.clear()
    answer = desk.client.post("/account/sign-in", data={"login": "tess@example.org", "password": PASSWORD})
    client = desk.as_("Tess")
    assert client.get("/desk").headers["location"].startswith("/desk/translations")
    assert answer.headers["location"].startswith("/desk")
    ways = [a["href"].partition("?")[0] for a in Read(client.get(LIST).text).all("a") if a.get("href", "").startswith("/desk/")]
    assert {href for href in ways if not href.startswith("/desk/translations")} == set()


def test_the_list_says_what_wants_a_translation_and_saving_one_puts_it_on_show(desk: Desk) -> None:
    client = desk.as_("Tess")
    page = client.get(LIST).text
    assert "Klappertaart" in page
    path = f"/desk/translations/product/{desk.product}/en"
    sent = client.post(f"{path}?lang=en", data=filled(client, path, name="Young coconut tart"))
    assert sent.headers["location"].startswith(f"{path}?")
    assert "Young coconut tart" in public(client)


def test_what_was_typed_stays_when_it_cannot_be_saved(desk: Desk) -> None:
    client, path = desk.as_("Tess"), f"/desk/translations/product/{desk.product}/en"
    given = filled(client, path, name="x" * 201)
    answer = client.post(f"{path}?lang=en", data=given)
    assert answer.status_code == 422
    assert "x" * 201 in answer.text
    assert "This is too long for this field." in answer.text
    again = client.post(f"{path}?lang=en", data=given | {"text.name": "Tart", "mark": "another"})
    assert again.status_code == 409
    assert "Tart" in again.text


def test_no_other_field_and_no_source_text_can_be_sent(desk: Desk, databases: Databases) -> None:
    client, path = desk.as_("Tess"), f"/desk/translations/product/{desk.product}/en"
    given = filled(client, path, name="Tart")
    assert client.post(path, data=given | {"text.price": "1"}).status_code == 404
    assert client.post(path.replace("/en", "/id"), data=given).status_code == 404
    assert stored(databases, desk.product) == {"id": "Klappertaart"}


def test_a_machines_draft_is_confirmed_with_one_click_and_seen_then(desk: Desk, databases: Databases) -> None:
    client, path = desk.as_("Tess"), f"/desk/translations/product/{desk.product}/en"
    client.post(path, data=filled(client, path, name="Machine tart") | {"machine": "yes"})
    assert stored(databases, desk.product) == {"id": "Klappertaart"}
    boxes = [e["value"] for e in Read(client.get(f"{LIST}&state=unconfirmed").text).all("button", name="chosen")]
    assert len(boxes) == 1
    assert "done=translations-confirmed" in client.post("/desk/translations/confirmations", data={"chosen": boxes}).headers["location"]
    assert "Machine tart" in public(client)


def test_a_file_is_looked_at_first_and_then_taken_over(desk: Desk, databases: Databases) -> None:
    client = desk.as_("Tess")
    out = client.get("/desk/translations/file.po?target=en&lang=en").text
    filled_in = out.replace('msgid "Klappertaart"\nmsgstr ""', 'msgid "Klappertaart"\nmsgstr "Tart"')
    sent = client.post("/desk/translations/files?lang=en", files={"file": ("en.po", filled_in.encode())})
    look = client.get(sent.headers["location"]).text
    assert "Take 1 text over" in look
    assert stored(databases, desk.product) == {"id": "Klappertaart"}
    done = client.post(sent.headers["location"])
    assert "This was taken over" in done.text
    assert "Tart</h1>" in public(client).replace("</bdi>", "")


def test_a_file_that_is_none_is_refused_on_the_page_it_was_sent_from(desk: Desk) -> None:
    client = desk.as_("Tess")
    for files in ({}, {"file": ("cat.png", b"\x89PNG\r\n\x1a\n")}, {"file": ("list.csv", b"Nama;Harga\nAbon;1\n")}):
        answer = client.post("/desk/translations/files?lang=en", files=files, data={"x": "y"})
        assert answer.status_code in (415, 422)
        assert "wrong-field" in answer.text


def test_an_enterprise_sees_what_is_not_translated_and_goes_into_the_form(desk: Desk, databases: Databases) -> None:
    client = desk.as_("Altje")
    page = client.get(f"/portal/{desk.maker}/translations?lang=en").text
    assert page.count("Klappertaart") >= 1
    begun = client.post(f"/portal/{desk.maker}/products", data={"product": str(desk.product), "to": "words"})
    assert begun.headers["location"].endswith("#step-words")
    assert client.get(f"/portal/{UUID(int=7)}/translations").status_code == 404


def test_an_enterprises_own_file_goes_into_its_drafts(desk: Desk, databases: Databases) -> None:
    client, base = desk.as_("Altje"), f"/portal/{desk.maker}/translations"
    out = client.get(f"{base}/file.po?target=en&lang=en").text
    filled_in = out.replace('msgid "Panada"\nmsgstr ""', 'msgid "Panada"\nmsgstr "Tuna bun"')
    sent = client.post(f"{base}/files?lang=en", files={"file": ("en.po", filled_in.encode())})
    assert "Take 1 text over" in client.get(sent.headers["location"]).text
    assert "To my drafts" in client.post(sent.headers["location"]).text
    assert "Tuna bun" not in client.get("/p/panada?lang=en").text
    draft = client.get(f"/portal/{desk.maker}/products?lang=en").text.partition(f"/portal/{desk.maker}/drafts/")[2][:36]
    assert "Tuna bun" in client.get(f"/portal/{desk.maker}/drafts/{draft}").text


def test_nothing_of_a_hidden_enterprise_is_listed(desk: Desk, databases: Databases) -> None:
    with transaction(databases) as db:
        publishing.suspend(db, desk.maker)
    assert "Klappertaart" not in desk.as_("Tess").get(f"{LIST}&state=all").text


def test_the_session_of_a_translator_opens_no_contact_data(desk: Desk) -> None:
    client = desk.as_("Tess")
    for path in (f"/desk/enterprises/{desk.maker}", "/desk/record", "/desk/record/file.csv", "/desk/figures", "/desk/people"):
        assert client.get(path).status_code == 404
