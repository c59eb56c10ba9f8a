"""Every address behind the sign-in, tried by everybody: who may open it is written here, and nothing else may be possible.

A new route fails until the table names whom it is for. For whoever it is not for, it does not exist, and trying changes nothing.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute
from sqlmodel import Session, SQLModel, select
from starlette.testclient import TestClient

from app.accounts import people, roles, sessions, tickets
from app.accounts.access import Person
from app.accounts.models import MemberRole, Purpose, StaffRole, Ticket
from app.db import Databases, now, transaction
from app.inquiries.models import Inquiry
from app.media import papers
from app.media.models import PaperFile, Upload
from app.media.storage import paper, store_from
from app.review import drafts, workflow
from app.settings import Settings
from app.web import account, desk, portal, uploads
from tests import factories
from tests.web.reading import Read
from tests.web.test_portal_importing import selected

ANYBODY: Final = frozenset({"nobody", "stranger", "editor", "owner", "floor", "translator", "moderator", "manager", "administrator"})
SIGNED_IN: Final = ANYBODY - {"nobody"}
STAFF: Final = frozenset({"floor", "translator", "moderator", "manager", "administrator"})
MEMBERS: Final = frozenset({"editor", "owner"})
OWNERS: Final = frozenset({"owner"})
MODERATORS: Final = frozenset({"moderator", "manager", "administrator"})
MANAGERS: Final = frozenset({"manager", "administrator"})
ADMINISTRATORS: Final = frozenset({"administrator"})
ASSISTING: Final = MODERATORS | {"floor"}
TRANSLATORS: Final = MANAGERS | {"translator"}

# The first pattern that fits says whom an address is for.
TABLE: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    (r".* /account/(sign-in|second-step|register|forgotten|sign-out|goodbye|passkeys/sign-in.*)", ANYBODY),
    (r".* /account/(password|join|confirm)/\{token\}.*", ANYBODY),
    (r".* /account.*", SIGNED_IN),
    (r"GET /portal", MEMBERS | {"stranger"}),
    (r"OPTIONS /portal/uploads", ANYBODY),
    (r"POST /portal/uploads", SIGNED_IN),  # whose it is stands in what is sent: tests/web/test_uploads.py
    (r".* /portal/uploads/.*", MEMBERS | ASSISTING),
    (r"POST /portal/\{enterprise_id\}/invitations.*", OWNERS),
    (r"POST /portal/\{enterprise_id\}/members/.*", OWNERS),
    (r".* /portal/\{enterprise_id\}/(data|erasure).*", OWNERS),
    (r".* /portal/\{enterprise_id\}/(products|drafts|headings|import|translations).*", MEMBERS | ASSISTING),  # staff who assist
    (r"GET /portal/\{enterprise_id\}/papers/\{paper_id\}.*", MEMBERS | MODERATORS),  # staff who decide see what they decide on
    (r".* /portal/\{enterprise_id\}/.*", MEMBERS),
    (r".* /portal/\{enterprise_id\}", MEMBERS),
    (r".* /desk/(settings|people|askers|categories).*", MANAGERS),
    (r".* /desk/enterprises/.*/(trust|data|data/file|erasure)", MANAGERS),
    (r".* /desk/enterprises/.*/(suspension|restoration)", MODERATORS),
    (r".* /desk/enterprises.*", ASSISTING),
    (r".* /desk/translations.*", TRANSLATORS),
    (r"GET /desk/(record|figures).*", ASSISTING),
    (r"GET /desk/visits.*", STAFF),
    (r"GET /desk", STAFF),
    (r".* /desk.*", MODERATORS),
)


def audience(method: str, path: str) -> frozenset[str]:
    return next(who for pattern, who in TABLE if re.fullmatch(pattern, f"{method} {path}"))


def routes() -> list[tuple[str, str]]:
    """Method and path of every route behind the sign-in."""
    found = [*account.routes, *portal.routes, *desk.routes, *uploads.router.routes]
    return [(method, route.path) for route in found if isinstance(route, APIRoute) for method in sorted(route.methods or ())]


@dataclass
class Hall:
    """A centre with one enterprise in the middle of everything, and the cookie of everybody."""

    client: TestClient
    databases: Databases
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def ask(self, actor: str, method: str, path: str) -> int:
        self.client.cookies.clear()
        if actor in self.tokens:
            self.client.cookies.set("etalase", self.tokens[actor])
        address = self.address(path)
        return int(self.client.request(method, address, headers={"tus-resumable": "1.0.0"}).status_code)

    def address(self, path: str) -> str:
        ids = self.ids | {"form": "short" if "/templates/" in path else "csv"}
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda m: ids[m[1]], path)

    def list_on_its_way(self) -> dict[str, str]:
        """A list that the owner has sent, and the check of it that waits."""
        self.client.cookies.set("etalase", self.tokens["owner"])
        base = f"/portal/{self.ids['enterprise_id']}/import"
        sheet = self.client.post(f"{base}/files", files={"sheet": ("list.csv", b"Nama Produk;Harga\nAbon;25.000\n")}).headers["location"]
        sheet_id = sheet.partition("?")[0].rpartition("/")[2]
        form = self.client.get(f"{base}/{sheet_id}").text.partition("/checks")[2]
        page = Read(f"<form {form}")
        given = {e["name"]: e["value"] for e in page.all("input", type="hidden")}
        given |= {name: selected(form, name) for name in [e["name"] for e in page.all("select")]}
        job = self.client.post(f"{base}/{sheet_id}/checks", data=given).headers["location"]
        return {"sheet_id": sheet_id, "job_id": job.partition("?")[0].rpartition("/")[2]}

    def translations_on_their_way(self, product: UUID) -> dict[str, str]:
        """Files of translations that a translator and the owner have sent."""
        found = {}
        for key, actor, base in (("file_id", "translator", "/desk"), ("texts_id", "owner", f"/portal/{self.ids['enterprise_id']}")):
            self.client.cookies.set("etalase", self.tokens[actor])
            given = f"ID;Language;Translation\nproduct/{product}/name;en;\n".encode()
            sent = self.client.post(f"{base}/translations/files", files={"file": ("texts.csv", given)})
            found[key] = sent.headers["location"].partition("?")[0].rpartition("/")[2]
        return found

    def sign_in(self, actor: str) -> None:
        """Anew, after something that was done ended the session."""
        with transaction(self.databases) as db:
            user = people.find(db, f"{actor}@example.org")
            assert user
            self.tokens[actor] = sessions.begin(db, user, device="test")

    def dump(self) -> dict[str, list[Any]]:
        """Every row of every table, but for when somebody was last there."""
        with transaction(self.databases, reading=True) as db:
            return {
                name: sorted(map(repr, db.execute(select(*[c for c in table.c if c.name != "seen_at"])).all()))
                for name, table in SQLModel.metadata.tables.items()
            }


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The server does nothing by itself meanwhile."""
    return settings.model_copy(update={"job_threads": 0})


@pytest.fixture
def hall(client: TestClient, databases: Databases, settings: Settings) -> Hall:
    client.headers["origin"] = "http://testserver"
    client.follow_redirects = False
    hall = Hall(client, databases)
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db)
        other = factories.an_enterprise(db, "Kopi Koya")
        product = factories.a_product(db, maker)
        members = {"owner": (maker.id, MemberRole.OWNER), "editor": (maker.id, MemberRole.EDITOR), "stranger": (other.id, MemberRole.OWNER)}
        for name, (enterprise, role) in members.items():
            user = people.register(db, name=name, login=f"{name}@example.org", password_hash=None, language="id")
            roles.join(db, user, enterprise, role)
            hall.tokens[name] = sessions.begin(db, user, device="test")
        for staff in StaffRole:
            user = people.register(db, name=staff, login=f"{staff}@example.org", password_hash=None, language="id")
            roles.appoint(db, user, staff)
            hall.tokens[staff] = sessions.begin(db, user, device="test")
        person = sessions.person(db, hall.tokens["owner"])
        assert person
        hall.ids = _things(db, person, maker.id, product.id)
    store_from(settings).put({paper(UUID(hall.ids["paper_id"]), papers.PDF): b"%PDF-1.7 "})
    hall.ids |= hall.list_on_its_way() | hall.translations_on_their_way(product.id)
    return hall


def _things(db: Session, person: Person, enterprise: UUID, product: UUID) -> dict[str, str]:
    """One of everything that a path can name, all of the one enterprise."""
    edit = drafts.open_draft(db, person, "product", product, enterprise)
    drafts.open_draft(db, person, "enterprise", enterprise, enterprise)
    picture = factories.a_picture(db).media_id
    drafts.save(db, person, edit, {"pictures": [{"media_id": picture}]}, version=edit.version)
    handed_in = drafts.copy(db, person, product)
    workflow.submit(db, person, handed_in, version=handed_in.version)
    tickets.issue(db, Purpose.JOIN, enterprise_id=enterprise, role=MemberRole.EDITOR, days=1)
    ticket = db.exec(select(Ticket)).one()
    upload = Upload(owner_id=enterprise, user_id=person.user.id, purpose="picture", length=10, expires_at=now() + timedelta(days=1))
    db.add(upload)
    paper_id = uuid4()
    db.add(PaperFile(id=paper_id, owner_id=enterprise, user_id=person.user.id, kind="pdf", bytes=9, digests={papers.PDF: ""}))
    return {
        "enterprise_id": str(enterprise),
        "product_id": str(product),
        "draft_id": str(edit.id),
        "submission_id": str(handed_in.id),
        "ticket_id": str(ticket.id),
        "user_id": str(person.user.id),
        "upload_id": str(upload.id),
        "inquiry_id": a_question(db, enterprise, product),
        "question_id": a_question(db, enterprise, product, state="reported"),
        "session_id": str(uuid4()),
        "passkey_id": str(uuid4()),
        "token": "no-such-link",
        "paper_id": str(paper_id),
        "name": papers.PDF,
        "media_id": picture,
        "key": "picture",
        "part": "words",
        "role": "moderator",
        "purpose": "publish",
        "category": "nuts",
        "kind": "product",
        "entity_id": str(product),
        "target": "en",
        "ending": "xlsx",
    }


def a_question(db: Session, enterprise: UUID, product: UUID, **facts: Any) -> str:
    """One that a visitor asked about a product."""
    asked: dict[str, Any] = {
        "about": "Klappertaart",
        "name": "Siti",
        "email": "siti@example.org",
        "message": "?",
        "language": "id",
        "text_version": "1",
    }
    inquiry = Inquiry(
        enterprise_id=enterprise, product_id=product, digest=str(uuid4()), expires_at=now() + timedelta(days=9), **asked, **facts
    )
    db.add(inquiry)
    return str(inquiry.id)


def test_the_table_names_whom_every_address_is_for() -> None:
    unknown = [f"{method} {path}" for method, path in routes() if not any(re.fullmatch(p, f"{method} {path}") for p, _who in TABLE)]
    assert unknown == []


def test_every_pattern_of_the_table_is_needed() -> None:
    used = {next(p for p, _who in TABLE if re.fullmatch(p, f"{method} {path}")) for method, path in routes()}
    assert [pattern for pattern, _who in TABLE if pattern not in used] == []


def test_for_whom_an_address_is_not_it_does_not_exist_and_trying_changes_nothing(hall: Hall) -> None:
    before = hall.dump()
    wrong = []
    for method, path in routes():
        for actor in sorted(ANYBODY - audience(method, path)):
            status = hall.ask(actor, method, path)
            expected = (303, 401) if actor == "nobody" else (404,)
            if status not in expected:
                wrong.append(f"{actor}: {method} {path} -> {status}")
    assert "\n".join(wrong) == ""
    assert hall.dump() == before


def test_for_whom_an_address_is_it_opens(hall: Hall) -> None:
    wrong = []
    # What is only looked at first: what is done may take away what was there to look at.
    for method, path in sorted(routes(), key=lambda route: route[0] != "GET"):
        for actor in sorted(audience(method, path)):
            status = hall.ask(actor, method, path)
            if status == 401 and actor in hall.tokens:
                hall.sign_in(actor)
                status = hall.ask(actor, method, path)
            there = (
                method == "GET" and "{token}" not in path and not path.endswith("marked.xlsx")
            )  # where nothing is wrong, nothing is marked
            closed = (401, 403, 404) if there else () if path == "/account/sign-in" else (401, 403)
            if status in closed or status >= 500:
                wrong.append(f"{actor}: {method} {path} -> {status}")
    assert "\n".join(wrong) == ""


def test_nobody_can_tell_an_id_that_is_not_theirs_from_one_that_is_nowhere(hall: Hall) -> None:
    hall.client.cookies.set("etalase", hall.tokens["stranger"])
    for path in (p for method, p in routes() if method == "GET" and "{enterprise_id}" in p):
        there = hall.address(path)
        nowhere = there.replace(hall.ids["enterprise_id"], str(uuid4()))
        one, other = hall.client.get(there), hall.client.get(nowhere)
        assert one.status_code == other.status_code == 404, path
        assert _plain(one.text) == _plain(other.text), path


def _plain(text: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", text)
