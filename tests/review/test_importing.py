"""A list that an enterprise sends: checked without a trace, taken as drafts, never doubled, and going on after a stop."""

import zipfile
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from app import works
from app.accounts.models import MemberRole, Membership
from app.catalogue import pictures
from app.catalogue.models import Product
from app.catalogue.sheets.mapping import Mapping
from app.db import Databases, transaction
from app.errors import NotFound
from app.jobs import queue
from app.jobs.models import Job, JobState
from app.jobs.worker import Task
from app.media import uploads
from app.media.models import Media, Upload
from app.media.storage import store_from
from app.media.uploads import Purpose
from app.review import drafts, importing, workflow
from app.review.importing import CHECK, DRAFTS, Order
from app.review.models import Submission
from app.settings import Settings
from tests.media.pictures import encoded, photo
from tests.review.conftest import Hall

HEADINGS = "Kode;Nama Produk;Kategori;Harga;Berat;Foto"
COLUMNS = {"code": "Kode", "name": "Nama Produk", "category": "Kategori", "price": "Harga", "weight": "Berat", "photo": "Foto"}
ROWS = (
    "A-1;Abon Cakalang;Abon;25.000;250 gr;",
    "A-2;Halua Kenari;Kue kering;30.000;1/2;",
    "A-3;Sambal Roa;Sambal;kira-kira;200 gr;",
    ";;;;;",
)


class Desk:
    """An enterprise with somebody in it, whose lists go in through the queue as they do on a server."""

    def __init__(self, databases: Databases, settings: Settings, hall: Hall) -> None:
        self.databases = databases
        self.settings = settings
        self.hall = hall
        self.store = store_from(settings)
        with transaction(databases) as session:
            session.add(Membership(user_id=hall.alice.user.id, enterprise_id=hall.maker.id, role=MemberRole.OWNER))

    def sent(self, data: bytes, purpose: Purpose = Purpose.SHEET) -> Upload:
        owner, user = self.hall.maker.id, self.hall.alice.user.id
        with transaction(self.databases) as session:
            new = uploads.create(session, self.settings, owner_id=owner, user_id=user, purpose=purpose, name="daftar", length=len(data))
        return uploads.append(self.databases, self.settings.upload_folder, new.id, 0, data)

    def order(self, *rows: str, headings: str = HEADINGS, columns: AnyMapping[str, str] = COLUMNS, photos: bytes = b"") -> Order:
        sheet = self.sent("\n".join((headings, *rows)).encode())
        mapping = Mapping(columns=dict(columns), language="id")
        return Order(sheet=sheet.id, photos=self.sent(photos, Purpose.PHOTOS).id if photos else None, mapping=mapping)

    def asked(self, kind: str, order: Order) -> Job:
        with transaction(self.databases) as session:
            return importing.ask(session, self.hall.alice, self.hall.maker.id, kind, order)

    def run(self, kind: str, order: Order) -> dict[str, Any]:
        """The account of a check or an import, run to its end."""
        job = self.asked(kind, order)
        worker = works.worker(self.databases, self.store, self.settings, threads=0)
        while worker.run_one():
            pass
        with transaction(self.databases, reading=True) as session:
            ended = session.get_one(Job, job.id)
        assert ended.state == JobState.DONE, ended.problem
        assert ended.result is not None
        return ended.result

    def drafts(self) -> dict[str, dict[str, Any]]:
        """What stands in the open drafts, by name."""
        with transaction(self.databases, reading=True) as session:
            found = drafts.listed(session, self.hall.maker.id)
        return {one.typed["fields"]["name.id"]: one.typed for one in found}


@pytest.fixture
def desk(databases: Databases, settings: Settings, open_hall: Hall) -> Desk:
    return Desk(databases, settings, open_hall)


def counts(told: AnyMapping[str, Any]) -> dict[str, int]:
    names = ("rows", "products", "created", "updated", "unchanged", "failed", "duplicates", "warned")
    return {name: told[name] for name in names if told[name]}


def a_zip(folder: Path, **files: bytes) -> bytes:
    with zipfile.ZipFile(folder / "foto.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_jpg", ".jpg"), data)
    return (folder / "foto.zip").read_bytes()


def test_a_check_tells_what_an_import_would_do_and_leaves_no_trace(desk: Desk) -> None:
    told = desk.run(CHECK, desk.order(*ROWS))
    assert counts(told) == {"rows": 5, "products": 3, "created": 2, "failed": 1, "warned": 1}
    assert [(f["row"], f["heading"], f["found"], f["code"]) for f in told["findings"]] == [
        *((3, "Berat", "1/2", "unit_missing"), (4, "Harga", "kira-kira", "price_unreadable")),
    ]
    assert desk.drafts() == {}


def test_rows_become_drafts_as_they_stood_and_nothing_is_on_show(desk: Desk) -> None:
    assert counts(desk.run(DRAFTS, desk.order(*ROWS))) == {"rows": 5, "products": 3, "created": 2, "failed": 1, "warned": 1}
    found = desk.drafts()
    abon = {name: text for name, text in found["Abon Cakalang"]["fields"].items() if text}
    assert abon == {
        "name.id": "Abon Cakalang",
        "reference": "A-1",
        "price": "25.000",
        "currency": "IDR",
        "net": "250 g",
        "origin": "ID-7171",
        "category": abon["category"],
    }
    assert found["Halua Kenari"]["fields"]["net"] == "1/2"
    with transaction(desk.databases, reading=True) as session:
        assert session.exec(select(Product)).all() == []


def test_the_same_list_again_changes_nothing_and_a_changed_cell_changes_its_draft(desk: Desk) -> None:
    desk.run(DRAFTS, desk.order(*ROWS[:2]))
    assert counts(desk.run(DRAFTS, desk.order(*ROWS[:2]))) == {"rows": 3, "products": 2, "unchanged": 2, "warned": 1}
    again = desk.run(DRAFTS, desk.order(ROWS[0].replace("25.000", "26.000"), ROWS[1]))
    assert counts(again) == {"rows": 3, "products": 2, "updated": 1, "unchanged": 1, "warned": 1}
    assert desk.drafts()["Abon Cakalang"]["fields"]["price"] == "26.000"
    assert len(desk.drafts()) == 2


def test_what_the_list_says_nothing_of_stays_as_it_was_written_by_hand(desk: Desk) -> None:
    desk.run(DRAFTS, desk.order(ROWS[0]))
    with transaction(desk.databases) as session:
        (draft,) = drafts.listed(session, desk.hall.maker.id)
        drafts.save(session, desk.hall.alice, draft, {"fields": {"summary.id": "Gurih"}}, version=draft.version)
    desk.run(DRAFTS, desk.order(ROWS[0].replace("25.000", "26.000")))
    assert desk.drafts()["Abon Cakalang"]["fields"]["summary.id"] == "Gurih"


def test_a_draft_that_was_written_by_hand_is_found_by_its_code(desk: Desk) -> None:
    with transaction(desk.databases) as session:
        desk.hall.draft(session, name__id="Abon", reference="a-1")
    assert counts(desk.run(DRAFTS, desk.order(ROWS[0]))) == {"rows": 2, "products": 1, "updated": 1}
    assert list(desk.drafts()) == ["Abon Cakalang"]


def test_a_product_on_show_stays_and_gets_a_draft_of_its_change(desk: Desk) -> None:
    with transaction(desk.databases) as session:
        desk.hall.approved(session, reference="A-1")
    order = desk.order("A-1;Klappertaart;;27.000;250 gr;")
    assert counts(desk.run(DRAFTS, order)) == {"rows": 2, "products": 1, "updated": 1}
    assert desk.drafts()["Klappertaart"]["fields"]["category"] == "bakery"
    with transaction(desk.databases, reading=True) as session:
        assert session.exec(select(Product)).one().content["price"]["amount"] == "25000"


def test_a_row_that_is_with_the_centre_is_refused_with_its_reason(desk: Desk) -> None:
    with transaction(desk.databases) as session:
        desk.hall.submitted(session, reference="A-1")
    told = desk.run(CHECK, desk.order("A-1;Klappertaart;;27.000;250 gr;"))
    assert (told["failed"], [f["code"] for f in told["findings"]]) == (1, ["draft_elsewhere"])


def test_a_column_of_makers_counts_for_nothing(desk: Desk) -> None:
    order = desk.order("Orang Lain;Abon", headings="Nama Usaha;Nama Produk", columns={"enterprise": "Nama Usaha", "name": "Nama Produk"})
    assert desk.run(DRAFTS, order)["created"] == 1
    assert list(desk.drafts()) == ["Abon"]


@pytest.mark.parametrize("whose", ["nobody", "somebody else"])
def test_an_identifier_of_another_enterprise_is_refused(desk: Desk, whose: str) -> None:
    stated = uuid4()
    if whose == "somebody else":
        with transaction(desk.databases) as session:
            session.add(Submission(kind="product", entity_id=stated, enterprise_id=uuid4()))
    order = desk.order(f"{stated};Abon", headings="etalase_id;Nama", columns={"etalase_id": "etalase_id", "name": "Nama"})
    told = desk.run(DRAFTS, order)
    assert (told["failed"], [f["code"] for f in told["findings"]]) == (1, ["id_unreadable"])
    assert desk.drafts() == {}


def test_pictures_are_found_by_name_and_by_code_and_belong_to_the_enterprise(desk: Desk, tmp_path: Path) -> None:
    named, coded = encoded(photo(700, 500)), encoded(photo(500, 700))
    zipped = a_zip(tmp_path, depan_jpg=named, **{"A-2_jpg": coded, "rusak_jpg": b"no"})
    rows = ("A-1;Abon;;1.000;;depan.jpg", "A-2;Kopi;;1.000;;", "A-3;Teh;;1.000;;rusak.jpg")
    order = desk.order(*rows, photos=zipped)

    checked = desk.run(CHECK, order)
    with transaction(desk.databases, reading=True) as session:
        assert session.exec(select(Media)).all() == []
    taken = desk.run(DRAFTS, order)

    assert [t["photos_used"] for t in (checked, taken)] == [3, 3]
    assert [f["code"] for f in checked["findings"]] == [f["code"] for f in taken["findings"]] == ["photo_broken"]
    found = desk.drafts()
    media = [found[name]["pictures"][0]["media_id"] for name in ("Abon", "Kopi")]
    assert found["Teh"]["pictures"] == []
    with transaction(desk.databases, reading=True) as session:
        assert pictures.theirs(session, media, [desk.hall.maker.id]) == set(media)
        assert not pictures.is_public(session, media[0])
    assert counts(desk.run(DRAFTS, order))["unchanged"] == 3


def test_an_imported_draft_can_be_handed_in_once_it_is_whole(desk: Desk) -> None:
    desk.run(DRAFTS, desk.order(ROWS[0]))
    with transaction(desk.databases) as session:
        (draft,) = drafts.listed(session, desk.hall.maker.id)
        assert workflow.submit(session, desk.hall.alice, draft, version=draft.version).content is not None


def test_an_import_that_stopped_in_the_middle_goes_on_and_doubles_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    order = desk.order(*(f"B-{n};Produk {n};;1.000;;" for n in range(5)))
    real, calls = drafts.save, []

    def dying(*given: Any, **named: Any) -> Any:
        calls.append(given)
        if len(calls) == 4:
            raise OSError("the power went")
        return real(*given, **named)

    monkeypatch.setattr(drafts, "save", dying)
    desk.asked(DRAFTS, order)
    worker = works.worker(desk.databases, desk.store, desk.settings, threads=0)
    worker.run_one()
    assert len(desk.drafts()) == 3  # the batch in which it died is undone
    with transaction(desk.databases) as session:
        session.exec(select(Job)).one().state = JobState.CANCELLED
    assert counts(desk.run(DRAFTS, order)) == {"rows": 6, "products": 5, "created": 2, "unchanged": 3}
    assert len(desk.drafts()) == 5


def test_a_cancelled_import_stops_and_keeps_what_was_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    job = desk.asked(DRAFTS, desk.order(*(f"B-{n};Produk {n};;1.000;;" for n in range(9))))
    progress = Task.progress

    def cancelling(task: Task, done: int, total: int | None) -> None:
        """After the first batch somebody cancels, and the worker hears of it at its next beat."""
        progress(task, done, total)
        with transaction(desk.databases) as session:
            queue.cancel(session, job.id)
        task.beat()
        progress(task, done, total)

    monkeypatch.setattr(Task, "progress", cancelling)
    works.worker(desk.databases, desk.store, desk.settings, threads=0).run_one()
    with transaction(desk.databases, reading=True) as session:
        assert session.get_one(Job, job.id).state == JobState.CANCELLED
    assert len(desk.drafts()) == 1  # the headings were the other row of the batch


def test_a_second_tap_finds_the_first(desk: Desk) -> None:
    order = desk.order(ROWS[0])
    assert desk.asked(CHECK, order).id == desk.asked(CHECK, order).id


def test_who_left_the_enterprise_imports_nothing_any_more(desk: Desk) -> None:
    job = desk.asked(DRAFTS, desk.order(ROWS[0]))
    with transaction(desk.databases) as session:
        session.delete(session.get_one(Membership, (desk.hall.alice.user.id, desk.hall.maker.id)))
    works.worker(desk.databases, desk.store, desk.settings, threads=0).run_one()
    with transaction(desk.databases, reading=True) as session:
        assert session.get_one(Job, job.id).state == JobState.FAILED
    assert desk.drafts() == {}


def test_a_list_of_another_enterprise_cannot_be_asked_for(desk: Desk, db: Session) -> None:
    order = desk.order(ROWS[0])
    with pytest.raises(NotFound):
        importing.ask(db, desk.hall.charlie, desk.hall.maker.id, CHECK, order)
    with pytest.raises(NotFound):
        importing.ask(db, desk.hall.charlie, next(iter(desk.hall.charlie.memberships)), CHECK, order)


def test_how_a_list_is_read_is_remembered(desk: Desk, db: Session) -> None:
    mapping = Mapping(columns={"name": "Barang"}, language="id")
    importing.remember(db, desk.hall.maker.id, mapping, ["Barang", "Lain"])
    importing.remember(db, desk.hall.maker.id, mapping, ["Barang"])
    kept = importing.remembered(db, desk.hall.maker.id)
    assert kept is not None
    assert (Mapping.model_validate(kept.mapping), kept.headings) == (mapping, ["Barang"])
