"""What staff change of the centre: seen by the public at once, in the record with what stood there, refused when it cannot be read."""

from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.catalogue import packs
from app.catalogue.models import Listing
from app.db import Databases, now, transaction
from app.review import drafts, featuring, live, workflow
from app.review.models import Event
from tests.review.conftest import Hall, a_hall
from tests.web.desk import Desk
from tests.web.reading import read

PATH = "/desk/settings"


def changes_of(desk: Desk) -> list[tuple[str, str]]:
    with transaction(desk.databases, reading=True) as db:
        return [(event.detail["field"], event.detail["to"]) for event in db.exec(select(Event).where(Event.action == "centre_changed"))]


def test_new_opening_hours_are_on_the_website_at_once_and_in_the_record(desk: Desk) -> None:
    client = desk.as_("Meity")
    assert "Setiap hari" not in client.get("/about?lang=id").text
    assert client.post(f"{PATH}/words", data={"hours.id": "Setiap hari 08.00–21.00"}).status_code == 303
    assert "Setiap hari 08.00–21.00" in client.get("/about?lang=id").text
    assert changes_of(desk) == [("hours.id", "Setiap hari 08.00–21.00")]


def test_saving_the_page_unread_changes_nothing(desk: Desk) -> None:
    page = read(desk.as_("Meity"), f"{PATH}?lang=en")
    data = {e["name"]: e["value"] for e in page.all("input") if "." in e.get("name", "")}
    data |= {e["name"]: e.text.replace("\n", "\r\n") for e in page.all("textarea")}
    assert len(data) == 28
    assert desk.client.post(f"{PATH}/words", data=data).status_code == 303
    assert changes_of(desk) == []


def test_of_a_page_with_a_mistake_nothing_is_saved_and_all_is_kept(desk: Desk) -> None:
    answer = desk.as_("Meity").post(f"{PATH}/words?lang=en", data={"names.id": " ", "hours.id": "Kapan saja"})
    assert answer.status_code == 422
    assert "Kapan saja" in answer.text
    assert changes_of(desk) == []
    assert "Kapan saja" not in desk.client.get("/about?lang=id").text


def test_the_pack_loaded_again_leaves_it_and_one_button_takes_it_back(desk: Desk) -> None:
    client = desk.as_("Meity")
    client.post(f"{PATH}/words", data={"hours.id": "Kapan saja"})
    with transaction(desk.databases) as db:
        packs.load(db, "north-sulawesi")
    assert "Kapan saja" in client.get("/about?lang=id").text
    assert "Senin sampai Sabtu" in client.get(f"{PATH}?lang=en").text  # what the pack says, beside the field
    assert client.post(f"{PATH}/hours/removal").status_code == 303
    assert "Senin sampai Sabtu" in client.get("/about?lang=id").text


@pytest.mark.parametrize("part", ["serial", "languages", "id", "replaced", "featured"])
def test_nothing_else_of_the_centre_can_be_taken_back(desk: Desk, part: str) -> None:
    assert desk.as_("Meity").post(f"{PATH}/{part}/removal").status_code == 404


def test_fields_that_the_page_has_not_change_nothing(desk: Desk) -> None:
    answer = desk.as_("Meity").post(f"{PATH}/words", data={"serial.id": "1", "languages.id": "xx", "hours.xx": "?", "key": "x"})
    assert answer.status_code == 303
    assert changes_of(desk) == []


@pytest.mark.parametrize(
    "kept", [{}, {"contact.phone": "0812-0000-2001"}, {"contact.email": "halo@example.org"}], ids=["none", "phone", "e-mail"]
)
def test_a_centre_with_fewer_ways_of_contact_has_its_pages_all_the_same(desk: Desk, kept: dict[str, str]) -> None:
    client = desk.as_("Meity")
    assert client.post(f"{PATH}/contact", data=kept | {"contact.web": ""}).status_code == 303
    assert [client.get(path).status_code for path in ("/", "/about", "/kiosk", "/kiosk/home")] == [200] * 4


def test_a_contact_that_does_not_fit_is_said_beside_its_field(desk: Desk) -> None:
    answer = desk.as_("Meity").post(f"{PATH}/contact?lang=en", data={"contact.phone": "12", "contact.email": "halo@example.org"})
    assert answer.status_code == 422
    assert 'id="contact.phone-wrong"' in answer.text
    assert changes_of(desk) == []


def test_a_faint_colour_is_refused_with_its_figure_and_a_good_one_is_on_every_page(desk: Desk) -> None:
    client = desk.as_("Meity")
    faint = client.post(f"{PATH}/colours?lang=en", data={"brand.mace": "#e0a0a0"})
    assert faint.status_code == 422
    assert "1.7 : 1" in faint.text
    assert "#e0a0a0" not in client.get("/brand.css").text
    assert client.post(f"{PATH}/colours", data={"brand.mace": "#0b5345"}).status_code == 303
    assert "--brand-mace:#0b5345" in client.get("/brand.css").text


def test_a_product_is_searched_and_put_in_front_and_taken_away_again(desk: Desk) -> None:
    client = desk.as_("Meity")
    address = f"{PATH}/featured/{desk.product}"
    assert f'action="{address}?lang=en"' in client.get(f"{PATH}/featured?lang=en&q=klappertaart").text
    assert client.post(address).status_code == 303
    assert f'action="{address}/removal?lang=en"' in client.get(f"{PATH}/featured?lang=en").text
    assert {item["id"] for item in client.get("/api/v1/products?featured=true").json()["items"]} == {str(desk.product)}
    assert client.post(f"{address}/removal").status_code == 303
    assert client.get("/api/v1/products?featured=true").json()["items"] == []


@pytest.mark.parametrize("who", ["Rina", "Fanny", "Altje"])
@pytest.mark.parametrize("path", ["", "/contact", "/colours", "/featured"])
def test_others_than_managers_change_nothing(desk: Desk, who: str, path: str) -> None:
    client = desk.as_(who)
    assert client.get(PATH + path).status_code == 404
    assert client.post(f"{PATH}/words", data={"hours.id": "x"}).status_code == 404
    assert client.post(f"{PATH}/featured/{desk.product}").status_code == 404
    assert changes_of(desk) == []


# --- in front, beneath the page -------------------------------------------------------------------------------------------------


def _manager(hall: Hall) -> Person:
    return Person(hall.bea.user, hall.bea.session_id, {}, frozenset({StaffRole.MANAGER}), now())


def _featured(db: Session, product: UUID) -> set[bool]:
    return set(db.exec(select(Listing.featured).where(Listing.product_id == product)).all())


def test_an_edit_that_waits_is_carried_along_and_loses_nothing(databases: Databases) -> None:
    with transaction(databases) as db:
        hall = a_hall(db)
        product = hall.approved(db).entity_id
        edit = hall.edit(db, product, price="30.000")
        featuring.feature(db, _manager(hall), product, on=True)
        assert _featured(db, product) == {True}
        workflow.approve(db, hall.bob, edit, version=edit.version)
        assert _featured(db, product) == {True}
        shown = live.product(db, product)
        assert shown
        assert (str(shown.content.price.amount if shown.content.price else ""), shown.content.featured) == ("30000", True)


def test_a_draft_that_is_being_written_can_still_be_handed_in(databases: Databases) -> None:
    with transaction(databases) as db:
        hall = a_hall(db)
        product = hall.approved(db).entity_id
        draft = drafts.open_draft(db, hall.alice, "product", product, hall.maker.id)
        featuring.feature(db, _manager(hall), product, on=True)
        drafts.save(db, hall.alice, draft, {"fields": {"price": "30.000"}}, version=draft.version)
        workflow.submit(db, hall.alice, draft, version=draft.version)
        assert draft.state == "submitted"


def test_doing_it_twice_is_one_line_of_the_record(databases: Databases) -> None:
    with transaction(databases) as db:
        hall = a_hall(db)
        product = hall.approved(db).entity_id
        for _twice in range(2):
            featuring.feature(db, _manager(hall), product, on=True)
        assert len(db.exec(select(Event).where(Event.action == "featured")).all()) == 1
