"""What is kept of people and enterprises: given as a file, and erased so that no table and no file holds it."""

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from sqlalchemy import inspect, text
from sqlmodel import select
from starlette.testclient import TestClient

from app.accounts import consents, people, roles
from app.accounts.access import Person
from app.accounts.consents import TEXTS, ConsentPurpose
from app.accounts.models import Consent, MemberRole, StaffRole, User
from app.catalogue import publishing
from app.catalogue.content import EnterpriseConfidential
from app.catalogue.models import Change, Enterprise
from app.db import Databases, now, transaction
from app.inquiries.models import Inquiry
from app.media.models import Media, PaperFile, Upload
from app.media.storage import paper, public, store_from
from app.review import audit, drafts, notices
from app.review.models import ListMapping
from app.review.notices import About
from app.settings import Settings
from app.works import worker
from tests import factories
from tests.accounts.persons import PASSWORD, hashed_password
from tests.web.desk import Desk, a_desk

NAME = "Rumah Xyloquin"
OWN = ("xyloquin", "+6281299990000", "wulandarimarker")
"""Strings that stand nowhere but in what is of the enterprise."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The server does nothing by itself meanwhile."""
    return settings.model_copy(update={"job_threads": 0})


@pytest.fixture
def desk(client: TestClient, databases: Databases) -> Desk:
    return a_desk(client, databases)


@pytest.fixture
def maker(desk: Desk, databases: Databases, settings: Settings) -> UUID:
    """An enterprise of Altje, with something of everything."""
    with transaction(databases) as db:
        picture, shared = factories.a_picture(db), factories.a_picture(db)
        facts = EnterpriseConfidential(contact_name="Wulandarimarker", contact_phone="+6281299990000")
        content = factories.an_enterprise_content(NAME, pictures=[picture])
        publishing.put_enterprise(db, content, facts)
        product = factories.a_product(db, content, "Kue Xyloquin", pictures=[shared])
        other = db.get_one(Enterprise, desk.maker)
        factories.a_product(db, factories.an_enterprise_content(other.content["name"]), "Biapong", pictures=[shared])
        altje = db.get_one(User, desk.users["Altje"])
        roles.join(db, altje, content.id, MemberRole.OWNER)
        person = Person(altje, uuid4(), {content.id: MemberRole.OWNER}, frozenset(), now())
        draft = drafts.open_draft(db, person, "product", product.id, content.id)
        drafts.save(db, person, draft, {"fields": {"name.id": "Kue Xyloquin baru"}}, version=draft.version)
        version = TEXTS[ConsentPurpose.PUBLISH].version
        consents.give(db, enterprise_id=content.id, purpose=ConsentPurpose.PUBLISH, text_version=version, language="id", user=altje)
        notices.write(db, content.id, About.APPROVED, "key", names={"und": NAME})
        db.add(ListMapping(enterprise_id=content.id, headings=["Xyloquin"]))
        asked: dict[str, Any] = {
            "about": NAME,
            "name": "Siti",
            "email": "siti@example.org",
            "message": "?",
            "language": "id",
            "text_version": "1",
        }
        db.add(Inquiry(enterprise_id=content.id, digest="d", expires_at=now(), **asked))
        sent: dict[str, Any] = {"owner_id": content.id, "user_id": altje.id, "name": "xyloquin.pdf"}
        upload = Upload(purpose="picture", length=1, media_id=picture.media_id, expires_at=now(), **sent)
        file = PaperFile(id=uuid4(), kind="pdf", bytes=9, digests={"paper.pdf": ""}, **sent)
        db.add_all([upload, file])
        audit.record(db, altje, "submitted", enterprise_id=content.id)
        names = [public(one.media_id, "1280.webp") for one in (picture, shared)] + [paper(file.id, "paper.pdf")]
    store_from(settings).put(dict.fromkeys(names, b"xyloquin"))
    return content.id


def rows(databases: Databases) -> dict[str, str]:
    """Every table of the database, those of the search too, as text in lower case."""
    with transaction(databases, reading=True) as db:
        tables = inspect(db.connection()).get_table_names()
        return {table: repr(db.connection().execute(text(f'SELECT * FROM "{table}"')).all()).lower() for table in tables}


def holding(databases: Databases, *words: str) -> set[str]:
    """The tables that hold one of the words."""
    return {table for table, held in rows(databases).items() if any(word.lower() in held for word in words)}


def work(databases: Databases, settings: Settings) -> None:
    """Everything that waits is done."""
    worker_ = worker(databases, store_from(settings), settings, threads=0)
    while worker_.run_one():
        pass


def test_an_enterprise_gets_all_of_it_in_one_file(desk: Desk, maker: UUID) -> None:
    answer = desk.as_("Altje").post(f"/portal/{maker}/data/file")
    archive = ZipFile(io.BytesIO(answer.content))
    names = archive.namelist()
    assert {"products.xlsx", "enterprise.json", "products.json", "questions.json", "consents.json", "people.json"} <= set(names)
    assert json.loads(archive.read("enterprise.json"))[0]["confidential"]["contact_phone"] == "+6281299990000"
    assert json.loads(archive.read("people.json")) == [{"name": "Altje", "role": "owner"}]
    assert "Kue Xyloquin baru" in archive.read("drafts_and_submissions.json").decode()
    assert [archive.read(name) for name in names if name.startswith(("pictures/", "certificates/"))] == [b"xyloquin"] * 3
    assert "missing.txt" not in names


def test_the_centre_gets_no_questions_that_the_enterprise_reads_itself(desk: Desk, maker: UUID, databases: Databases) -> None:
    def questions() -> list[object]:
        archive = ZipFile(io.BytesIO(desk.as_("Meity").post(f"/desk/enterprises/{maker}/data/file").content))
        return list(json.loads(archive.read("questions.json")))

    assert questions() == []
    with transaction(databases) as db:
        people.disable(db, db.get_one(User, desk.users["Altje"]))
    assert len(questions()) == 1


def test_a_picture_that_the_store_has_lost_is_named(desk: Desk, maker: UUID, settings: Settings) -> None:
    store = store_from(settings)
    for name in list(store.names()):
        store.delete(name)
    archive = ZipFile(io.BytesIO(desk.as_("Altje").post(f"/portal/{maker}/data/file").content))
    assert len(archive.read("missing.txt").decode().splitlines()) == 3


def test_another_name_changes_nothing_and_what_was_typed_stays(desk: Desk, maker: UUID, databases: Databases) -> None:
    before = rows(databases)
    answer = desk.as_("Altje").post(f"/portal/{maker}/erasure?lang=en", data={"name": "Rumah Makan"})
    assert answer.status_code == 422
    assert 'value="Rumah Makan"' in answer.text
    after = rows(databases)
    assert {table for table in before if before[table] != after[table]} <= {"user_session"}


def test_after_the_erasure_of_an_enterprise_no_table_and_no_file_holds_it(
    desk: Desk, maker: UUID, databases: Databases, settings: Settings
) -> None:
    assert {"enterprise", "product", "submission", "confidential", "upload", "paper_file"} <= holding(databases, *OWN)
    answer = desk.as_("Altje").post(f"/portal/{maker}/erasure", data={"name": f" {NAME.lower()} "})
    assert answer.status_code == 303
    work(databases, settings)
    assert {table for table in holding(databases, *OWN) if not table.startswith("search_")} == set()
    assert not any("xyloquin" in held for table, held in rows(databases).items() if table in ("search_words", "search_doc"))
    assert holding(databases, str(maker), maker.hex) == {"audit_event", "consent", "change"}
    with transaction(databases, reading=True) as db:
        tombstone, proof = db.get_one(Change, ("enterprise", maker)), db.exec(select(Consent)).one()
        pictures = set(db.exec(select(Media.id)))
    assert tombstone.gone
    assert proof.withdrawn_at is not None
    assert len(pictures) == 1  # the one that another enterprise shows
    assert [Path(name).parent.name for name in store_from(settings).names()] == list(pictures)
    assert desk.client.get(f"/portal/{maker}").status_code == 404


def test_a_picture_that_somebody_sent_again_meanwhile_stays(desk: Desk, maker: UUID, databases: Databases, settings: Settings) -> None:
    with transaction(databases, reading=True) as db:
        own = db.exec(select(Upload.media_id).where(Upload.owner_id == maker)).one()
        again = Media.model_validate(db.get_one(Media, own).model_dump())
    assert desk.as_("Altje").post(f"/portal/{maker}/erasure", data={"name": NAME}).status_code == 303
    with transaction(databases) as db:
        db.add(again)
    work(databases, settings)
    assert store_from(settings).exists(public(again.id, "1280.webp"))


def test_the_desk_takes_out_an_enterprise_of_which_nobody_can_sign_in(desk: Desk, maker: UUID, databases: Databases) -> None:
    manager, address = desk.as_("Meity"), f"/desk/enterprises/{maker}/erasure"
    assert manager.post(address, data={"name": NAME}).status_code == 409
    with transaction(databases) as db:
        people.disable(db, db.get_one(User, desk.users["Altje"]))
    assert manager.post(address, data={"name": NAME}).status_code == 303
    with transaction(databases, reading=True) as db:
        assert db.get(Enterprise, maker) is None


def test_a_person_gets_everything_that_is_kept_and_no_secret(desk: Desk, maker: UUID, databases: Databases) -> None:
    answer = desk.as_("Altje").get("/account/data")
    said = answer.json()
    assert said["account"]["name"] == "Altje"
    assert str(maker) in {one["enterprise_id"] for one in said["works_for"]}
    assert said["written"][0]["typed"]["fields"]["name.id"] == "Kue Xyloquin baru"
    assert [one["action"] for one in said["record"]] == ["submitted"]
    assert said["signed_in_on"][0]["device"] == "Firefox"
    with transaction(databases, reading=True) as db:
        altje = db.get_one(User, desk.users["Altje"])
    assert altje.password
    assert altje.password not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def close(desk: Desk, who: str, **form: str) -> int:
    return int(desk.as_(who).post("/account/closing", data={"sure": "yes", "old": PASSWORD, **form}).status_code)


def test_after_an_account_is_closed_only_the_record_holds_the_person(desk: Desk, databases: Databases) -> None:
    with transaction(databases) as db:
        vero = people.register(db, name="Veroxyl", login="veroxyl@example.org", password_hash=hashed_password(), language="id")
        roles.appoint(db, vero, StaffRole.TRANSLATOR)
        roles.join(db, vero, desk.maker, MemberRole.EDITOR)
        person = Person(vero, uuid4(), {desk.maker: MemberRole.EDITOR}, frozenset(), now())
        drafts.open_draft(db, person, "product", desk.product, desk.maker)
        db.add(Upload(owner_id=desk.maker, user_id=vero.id, purpose="picture", length=1, expires_at=now()))
        desk.users["Vero"] = vero.id
    assert close(desk, "Vero") == 303
    assert holding(databases, "veroxyl", str(desk.users["Vero"]), desk.users["Vero"].hex) == {"audit_event"}
    assert desk.client.get("/account").status_code in (303, 401)
    assert desk.client.get("/account/goodbye").status_code == 200


def test_an_account_stays_without_the_password_or_while_somebody_needs_it(desk: Desk, databases: Databases) -> None:
    assert close(desk, "Rina", old="not this") == 401
    assert close(desk, "Rina", sure="") == 422
    assert close(desk, "Boy") == 409
    assert close(desk, "Altje") == 409
    with transaction(databases, reading=True) as db:
        assert {desk.users[who] for who in ("Rina", "Boy", "Altje")} <= set(db.exec(select(User.id)))
