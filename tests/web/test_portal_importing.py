"""A list on its way to drafts, as a browser without scripts meets it; what comes by tus is in test_uploads."""

import io
import zipfile
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from app import works
from app.accounts import passwords, people, roles
from app.accounts.models import MemberRole
from app.catalogue.importing import preview
from app.catalogue.sheets import fields
from app.catalogue.sheets.columns import COLUMNS, template
from app.db import Databases, transaction
from app.jobs.models import Job
from app.media.models import Upload
from app.media.storage import store_from
from app.review import drafts, importing, live
from app.settings import Settings
from app.web.language import translations
from tests import factories
from tests.media.pictures import encoded, photo
from tests.web.reading import Read

PASSWORD = "tujuh ekor ayam jago"
LIST = "Kode;Nama Produk;Harga;Foto;Warna\nA-1;Abon;25.000;abon.jpg;merah\nA-2;Kopi;sekian;;\nA-3;=1+1;3.000;;\n"
COLUMNS_OF_LIST = {"code": "Kode", "name": "Nama Produk", "price": "Harga", "photo": "Foto"}


class Portal:
    """Somebody of an enterprise, signed in."""

    def __init__(self, client: TestClient, databases: Databases, settings: Settings) -> None:
        self.client, self.databases, self.settings = client, databases, settings
        with transaction(databases) as db:
            factories.a_frame(db)
            self.maker = factories.an_enterprise(db).id
        self.login("0812-0000-1001", self.maker)
        client.headers.update({"origin": "http://testserver"})
        client.follow_redirects = False
        self.sign_in("0812-0000-1001")

    def login(self, phone: str, enterprise_id: UUID) -> None:
        with transaction(self.databases) as db:
            user = people.register(db, name="Altje", login=phone, password_hash=passwords.hashed(PASSWORD), language="id")
            roles.join(db, user, enterprise_id, MemberRole.OWNER)

    def sign_in(self, phone: str) -> None:
        self.client.cookies.clear()
        self.client.post("/account/sign-in", data={"login": phone, "password": PASSWORD})

    @property
    def base(self) -> str:
        return f"/portal/{self.maker}/import"

    def sent(self, data: bytes = LIST.encode(), *, name: str = "daftar.csv", photos: bytes = b"") -> str:
        """Where a file that was sent by the form leads."""
        files = {"sheet": (name, data)} | ({"photos": ("foto.zip", photos)} if photos else {})
        answer = self.client.post(f"{self.base}/files?lang=en", files=files)
        assert answer.status_code == 303, answer.text[:500]
        return str(answer.headers["location"])

    def read(self, address: str, status: int = 200) -> Read:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text[:500]
        return Read(answer.text)

    def form(self, address: str) -> dict[str, str]:
        """What the page of the columns would send as it is."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text[:500]
        body = answer.text.partition("/checks")[2]
        page = Read(f"<form {body}")
        found = {e["name"]: e["value"] for e in page.all("input", type="hidden")}
        return found | {name: selected(body, name) for name in [e["name"] for e in page.all("select")]}

    def checked(self, address: str, **changed: str) -> str:
        """Where asking for the check leads."""
        answer = self.client.post(f"{address.partition('?')[0]}/checks?lang=en", data=self.form(address) | changed)
        assert answer.status_code == 303, answer.text[:800]
        return str(answer.headers["location"])

    def work(self) -> None:
        worker = works.worker(self.databases, store_from(self.settings), self.settings, threads=0)
        while worker.run_one():
            pass

    def drafts(self) -> list[dict[str, Any]]:
        with transaction(self.databases, reading=True) as db:
            return [one.typed for one in drafts.listed(db, self.maker)]


def selected(html: str, name: str) -> str:
    select_ = html.partition(f'name="{name}">')[2].partition("</select>")[0]
    return next((part.partition('"')[0] for part in select_.split('<option value="') if " selected" in part.partition(">")[0]), "")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Jobs run when the test says so."""
    return settings.model_copy(update={"job_threads": 0})


@pytest.fixture
def portal(client: TestClient, databases: Databases, settings: Settings) -> Portal:
    return Portal(client, databases, settings)


def a_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.jpg", data)
    return out.getvalue()


def test_the_limits_are_said_before_a_file_is_chosen(portal: Portal) -> None:
    page = portal.read(f"{portal.base}?lang=en")
    assert "50 MB" in page.one("p", id="sheet-hint").text
    assert "10 MB" in page.one("p", id="sheet-hint").text
    assert "500 MB" in page.one("p", id="photos-hint").text


def test_a_list_becomes_drafts_in_three_steps(portal: Portal) -> None:
    columns = portal.sent(photos=a_zip(abon=encoded(photo(700, 500))))
    assert {portal.form(columns)[f"column.{n}"] for n in range(5)} == {"code", "name", "price", "photo", ""}
    job = portal.checked(columns)
    assert "begins in a moment" in portal.read(job).one("div", id="job").text
    portal.work()
    account = portal.read(job)
    assert "2 products can be taken over" in account.one("h2", id="told-title").text
    assert [q.text for q in account.all("q")] == ["sekian"]
    assert "Photos that belong to a row: 1." in account.one("div", id="job").text
    assert portal.drafts() == []

    taken = portal.client.post(f"{job.partition('?')[0]}/drafts?lang=en").headers["location"]
    portal.work()
    assert "2 products are drafts" in portal.read(taken).one("h2", id="told-title").text
    found = {typed["fields"]["name.id"]: typed for typed in portal.drafts()}
    assert set(found) == {"Abon", "=1+1"}
    assert len(found["Abon"]["pictures"]) == 1


def test_columns_that_a_draft_has_no_place_for_are_told_before_anything_is_taken(portal: Portal) -> None:
    job = portal.checked(portal.sent(b"Nama Produk;Harga;Catatan;Status Halal\nAbon;25.000;stok sedikit;proses\n"))
    portal.work()
    assert "Nothing is taken from these columns: Catatan, Status Halal." in portal.read(job).one("div", id="job").text


def test_the_numbers_of_an_account_add_up_on_the_page(portal: Portal) -> None:
    job = portal.checked(portal.sent((LIST + LIST.splitlines()[1] + "\n;;;;\n").encode()))
    portal.work()
    rows, *parts = [int(one.text) for one in portal.read(job).all("dd")]
    assert rows == sum(parts) == 6


def test_the_marked_list_says_in_the_readers_language_what_to_change(portal: Portal) -> None:
    job = portal.checked(portal.sent())
    portal.work()
    answer = portal.client.get(f"{job.partition('?')[0]}/marked.xlsx?lang=id")
    assert answer.headers["content-disposition"].endswith('.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    words = translations("id").gettext("a price in figures, or an empty cell for a price on request")
    assert words in str(sheet.cell(3, 6).value)
    assert sheet.cell(4, 2).data_type == "s"  # "=1+1" is text, no formula


def test_what_the_columns_are_is_remembered_and_what_was_left_out_stays_out(portal: Portal) -> None:
    columns = portal.sent()
    fields_of = {value: name for name, value in portal.form(columns).items() if name.startswith("column.")}
    portal.checked(columns, **{fields_of["code"]: "", "column.4": "description", "language": "en"})
    portal.work()
    again = portal.form(portal.sent(LIST.replace("Harga;", "Harga Jual;").encode()))
    assert [again[f"column.{n}"] for n in range(5)] == ["", "name", "price", "photo", "description"]
    assert again["language"] == "en"


def test_without_a_column_of_names_nothing_is_asked_for_and_the_choices_stay(portal: Portal) -> None:
    columns = portal.sent()
    changed = portal.form(columns) | {"column.1": "", "column.4": "unit"}
    answer = portal.client.post(f"{columns.partition('?')[0]}/checks?lang=en", data=changed)
    assert answer.status_code == 422
    assert "names of the products" in Read(answer.text).one("div", class_="wrongs").text
    assert selected(answer.text, "column.4") == "unit"
    with transaction(portal.databases, reading=True) as db:
        assert db.exec(select(Job).where(col(Job.kind).in_(importing.KINDS))).all() == []


def test_two_columns_cannot_be_the_same(portal: Portal) -> None:
    columns = portal.sent()
    answer = portal.client.post(f"{columns.partition('?')[0]}/checks?lang=en", data=portal.form(columns) | {"column.4": "price"})
    assert answer.status_code == 422
    assert "Price" in Read(answer.text).one("div", class_="wrongs").text


def test_headings_that_nobody_knows_can_be_pointed_at(portal: Portal) -> None:
    columns = portal.sent(b"Daftar kami;;\nApa;Berapa;Lagi\nAbon;25.000;x\n")
    page = portal.read(columns)
    assert "in which row" in page.one("p", class_="notice-wide").text
    asked = f"{columns}&header=2"
    job = portal.checked(asked, **{"column.0": "name", "column.1": "price"})
    portal.work()
    assert "1 product can be taken over" in portal.read(job).one("h2", id="told-title").text


def test_a_file_that_is_no_list_is_refused_with_its_reason(portal: Portal) -> None:
    page = portal.read(portal.sent(b"%PDF-1.7 x"), status=415)
    assert "PDF" in page.all("div", class_="wrongs")[0].text


def test_a_form_without_a_file_says_so(portal: Portal) -> None:
    answer = portal.client.post(f"{portal.base}/files?lang=en", files={"photos": ("foto.zip", b"x")})
    assert answer.status_code == 422
    assert "choose the file" in answer.text


def test_more_than_a_form_may_bring_is_refused(portal: Portal) -> None:
    answer = portal.client.post(f"{portal.base}/files", files={"sheet": ("daftar.csv", b"x" * 10_200_000)})
    assert answer.status_code == 413
    with transaction(portal.databases, reading=True) as db:
        assert db.exec(select(Upload)).all() == []


def test_what_runs_can_be_stopped_and_gone_on_with(portal: Portal) -> None:
    job = portal.checked(portal.sent()).partition("?")[0]
    portal.work()
    taken = portal.client.post(f"{job}/drafts?lang=en").headers["location"].partition("?")[0]
    assert portal.client.post(f"{taken}/cancellation?lang=en").status_code == 303
    portal.work()
    assert portal.drafts() == []
    assert "Stopped" in portal.read(f"{taken}?lang=en").one("div", id="job").text
    assert portal.client.post(f"{taken}/drafts?lang=en").status_code == 303
    portal.work()
    assert len(portal.drafts()) == 2


def test_an_import_that_failed_says_why(portal: Portal) -> None:
    job = portal.checked(portal.sent(photos=b"no zip at all"))
    portal.work()
    assert "ZIP file of photos cannot be opened" in portal.read(job).one("div", id="job").text


@pytest.mark.parametrize("path", ["", "/templates/short.xlsx", "/{sheet}", "/jobs/{job}", "/jobs/{job}/marked.xlsx"])
def test_for_others_none_of_it_exists(portal: Portal, path: str) -> None:
    columns = portal.sent()
    job = portal.checked(columns)
    portal.work()
    sheet_id, job_id = (address.partition("?")[0].rpartition("/")[2] for address in (columns, job))
    address = portal.base + path.format(sheet=sheet_id, job=job_id)
    assert portal.client.get(address).status_code == 200
    elsewhere = uuid4()
    portal.login("0812-0000-2002", elsewhere)
    portal.sign_in("0812-0000-2002")
    assert portal.client.get(address).status_code == 404
    if "{" in path:
        assert portal.client.get(address.replace(str(portal.maker), str(elsewhere))).status_code == 404


@pytest.mark.parametrize("language", ["en", "id", "ms", "fil"])
def test_every_column_that_is_offered_is_recognised_in_every_language(language: str) -> None:
    words = translations(language)
    meant = {column.field: fields.meaning(words.gettext(column.heading)) for column in COLUMNS}
    assert {field: meaning and meaning.field for field, meaning in meant.items()} == {field: field for field in meant}


@pytest.mark.parametrize("full", [False, True])
def test_a_template_that_was_filled_in_is_understood_as_it_is(portal: Portal, tmp_path: Any, full: bool) -> None:
    form = "full" if full else "short"
    book = openpyxl.load_workbook(io.BytesIO(portal.client.get(f"{portal.base}/templates/{form}.xlsx?lang=id").content))
    examples = {translations("id").gettext(column.heading): column.example for column in COLUMNS}
    for column, cell in enumerate(book.worksheets[0][1], start=1):
        book.worksheets[0].cell(2, column, examples[str(cell.value)])
    filled = io.BytesIO()
    book.save(filled)
    columns = portal.sent(filled.getvalue(), name="daftar.xlsx")
    job = portal.checked(columns)
    portal.work()
    page = portal.read(job)
    assert "1 product can be taken over" in page.one("h2", id="told-title").text
    assert [finding.text for finding in page.all("q")] == []


def test_a_template_holds_no_formula(tmp_path: Any) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(template(full=True, translate=lambda words: f"={words}"))
    cells = [cell for sheet in openpyxl.load_workbook(file).worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert preview(file).sheets[0].name.startswith("=")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_on_show_goes_out_as_a_list_and_comes_back_as_nothing_new(portal: Portal, form: str) -> None:
    with transaction(portal.databases) as db:
        own = live.enterprise(db, portal.maker)
        assert own
        for name in ("Klappertaart", '=Panada, "pedas"'):
            factories.a_product(db, own.content, name)
        factories.a_product(db, factories.an_enterprise(db, "Orang Lain"), "Bukan punya kami")
    answer = portal.client.get(f"/portal/{portal.maker}/products/list.{form}")
    assert answer.status_code == 200
    job = portal.checked(portal.sent(answer.content, name=f"daftar.{form}"))
    portal.work()
    account = portal.read(job)
    told = dict(zip((e.text for e in account.all("dt")), (e.text for e in account.all("dd")), strict=True))
    told.pop("No product: headings, totals, empty rows")
    assert told == {"Rows in the list": "3", "As before": "2"}
    assert "Bukan" not in answer.text


def test_a_cell_that_was_changed_in_it_is_one_draft(portal: Portal) -> None:
    with transaction(portal.databases) as db:
        own = live.enterprise(db, portal.maker)
        assert own
        for name in ("Klappertaart", "Panada"):
            factories.a_product(db, own.content, name)
    text = portal.client.get(f"/portal/{portal.maker}/products/list.csv").text
    job = portal.checked(portal.sent(text.replace("Panada", "Panada pedas").encode()))
    portal.work()
    portal.client.post(f"{job.partition('?')[0]}/drafts?lang=en")
    portal.work()
    assert [typed["fields"]["name.id"] for typed in portal.drafts()] == ["Panada pedas"]
