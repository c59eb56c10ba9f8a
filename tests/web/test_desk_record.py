"""The record on the desk: searched, paged by its key, and written to files that run nothing."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from app.accounts.models import User
from app.db import transaction
from app.review import audit
from app.review.models import Event
from tests import factories
from tests.web.desk import Desk
from tests.web.reading import Read, read

PATH = "/desk/record"
FORMULA = '=HYPERLINK("http://evil.example","x")'


def record(desk: Desk, who: str, action: str, **facts: Any) -> None:
    with transaction(desk.databases) as db:
        audit.record(db, db.get_one(User, desk.users[who]), action, **facts)


def whys(page: Read) -> list[str]:
    """The reasons in the order of the lines."""
    return [cell.text for cell in page.all("td", class_="break")]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    maker = {"kind": "enterprise", "entity_id": desk.maker, "enterprise_id": desk.maker}
    record(desk, "Rina", "suspended", why="Complaints", **maker)
    record(desk, "Meity", "restored", why="All is well", **maker)
    record(desk, "Rina", "approved", why="Fine", kind="product", entity_id=desk.product, enterprise_id=desk.maker)
    record(desk, "Boy", "role_given", why="New here", kind="person", entity_id=desk.users["Altje"], detail={"role": "floor"})
    return desk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["New here", "Fine", "All is well", "Complaints"]),
        ("q=rina", ["Fine", "Complaints"]),
        ("q=well", ["All is well"]),
        ("action=approved", ["Fine"]),
        ("kind=enterprise", ["All is well", "Complaints"]),
        ("enterprise=tumou", ["Fine", "All is well", "Complaints"]),
        ("enterprise=nobody", []),
        ("maker={maker}", ["Fine", "All is well", "Complaints"]),
        ("actor={Boy}", ["New here"]),
        ("thing={product}", ["Fine"]),
        ("since=2026-01-01&until=2999-12-31", ["New here", "Fine", "All is well", "Complaints"]),
        ("until=2000-01-01", []),
        ("q=&action=&kind=&enterprise=&since=&until=&actor=&thing=&maker=&before=", ["New here", "Fine", "All is well", "Complaints"]),
    ],
)
def test_lines_are_found_by_person_action_thing_enterprise_and_day(filled: Desk, query: str, found: list[str]) -> None:
    asked = query.format(maker=filled.maker, product=filled.product, **filled.users)
    assert whys(read(filled.as_("Fanny"), f"{PATH}?lang=en&{asked}")) == found


def test_a_name_that_several_enterprises_have_a_part_of_is_asked_back(filled: Desk) -> None:
    with transaction(filled.databases) as db:
        factories.an_enterprise(db, "Dapur Lain")
    page = read(filled.as_("Rina"), f"{PATH}?lang=en&enterprise=dapur")
    assert whys(page) == []
    links = [e["href"] for e in page.all("a") if "maker=" in e.get("href", "")]
    assert len(links) == 2
    exact = read(filled.client, f"{PATH}?lang=en&enterprise=Dapur Tumou Tou")
    assert len(whys(exact)) == 3


def test_a_day_is_a_day_of_the_centre(desk: Desk) -> None:
    """In Manado it is eight hours later than in Greenwich."""
    with transaction(desk.databases) as db:
        db.add(Event(action="approved", why="evening", at=datetime(2026, 3, 1, 15, 30, tzinfo=UTC)))  # 23:30 at the centre
        db.add(Event(action="approved", why="morning", at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC)))  # half past midnight
    assert whys(read(desk.as_("Rina"), f"{PATH}?lang=en&since=2026-03-01&until=2026-03-01")) == ["evening"]
    assert whys(read(desk.client, f"{PATH}?lang=en&since=2026-03-02&until=2026-03-02")) == ["morning"]


def test_a_long_record_goes_on_by_its_key(desk: Desk) -> None:
    for n in range(audit.PAGE + 5):
        record(desk, "Rina", "approved", why=f"n{n}")
    first = read(desk.as_("Rina"), f"{PATH}?lang=en&action=approved")
    (older,) = [e["href"] for e in first.all("a", rel="next")]
    record(desk, "Rina", "approved", why="later")  # shifts nothing
    second = read(desk.client, older)
    assert whys(first) + whys(second) == [f"n{n}" for n in reversed(range(audit.PAGE + 5))]


def test_both_files_hold_every_line_that_the_filters_find_and_run_nothing(filled: Desk) -> None:
    record(filled, "Rina", "declined", why=FORMULA, detail={"note": "@SUM(1)"})
    client = filled.as_("Rina")
    text = client.get(f"{PATH}/file.csv?q=rina")
    assert text.headers["content-disposition"] == 'attachment; filename="record.csv"'
    rows = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert [row["why"] for row in rows] == ["Complaints", "Fine", f"'{FORMULA}"]
    assert json.loads(rows[2]["detail"]) == {"note": "@SUM(1)"}
    assert {row["actor"] for row in rows} == {"Rina"}
    sheet = load_workbook(io.BytesIO(client.get(f"{PATH}/file.xlsx?q=rina").content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells].count(FORMULA) == 1
    assert {cell.data_type for cell in cells} == {"s"}


def test_no_other_kind_of_file_is_made(desk: Desk) -> None:
    assert desk.as_("Rina").get(f"{PATH}/file.exe").status_code == 422


@pytest.mark.parametrize("query", ["since=yesterday", "before=x", "before=0", "actor=Boy"])
def test_filters_that_cannot_be_meant_are_refused_without_harm(desk: Desk, query: str) -> None:
    assert desk.as_("Rina").get(f"{PATH}?{query}").status_code == 422


def test_a_line_tells_its_story_also_when_the_thing_is_gone(desk: Desk) -> None:
    record(desk, "Rina", "approved", kind="product", entity_id=uuid4(), why="<b>bold</b>", detail={"changed": ["name.id", "price"]})
    page = desk.as_("Rina").get(f"{PATH}?lang=en").text
    assert "not there any more" in page
    assert "<b>bold" not in page
    assert "name.id, price" in page


def test_members_of_an_enterprise_see_no_record(desk: Desk) -> None:
    client = desk.as_("Altje")
    assert client.get(PATH).status_code == 404
    assert client.get(f"{PATH}/file.csv").status_code == 404
