"""Files of certificates and news in the portal: who sends, sees and opens them, and that nobody else ever does."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app.accounts import sessions
from app.catalogue import publishing
from app.catalogue.content import CertificateContent, PaperRef, ProductConfidential
from app.db import Databases, now, transaction
from app.media import papers
from app.media.models import PaperFile
from app.review import drafts, live, workflow
from app.review.models import Submission
from tests import factories
from tests.live import until
from tests.media.pdfs import a_pdf
from tests.media.pictures import encoded, photo
from tests.web.portal import WHOLE, Browser, Cast, a_cast
from tests.web.reading import Read
from tests.web.senders import Sender

PICTURE = encoded(photo(900, 1200))
PUBLIC = (
    "/p/klappertaart",
    "/makers/dapur-tumou-tou",
    "/api/v1/products/klappertaart",
    "/products",
    "/kiosk/p/klappertaart",
    "/sitemap.xml",
)


@pytest.fixture
def cast(databases: Databases) -> Cast:
    with transaction(databases) as db:
        return a_cast(db)


@pytest.fixture
def altje(client: TestClient, cast: Cast) -> Browser:
    client.follow_redirects = False
    return Browser(client, cast.altje, cast.maker.id)


def sent(altje: Browser, address: str, data: bytes, name: str, n: int = 0) -> str:
    """The id of a file that was sent by a form."""
    answer = altje.post(f"{address}/papers", files={f"paper.{n}": (name, data, "text/html")})
    assert "done=saved" in answer.headers["location"], answer.headers["location"]
    return str(altje.script(address, {"version": "0"}).json()["typed"]["certificates"][n]["file"])


@pytest.mark.parametrize(
    ("data", "name", "kind"), [(a_pdf(), "x.html", "application/pdf"), (PICTURE, "y.svg", "image/webp")], ids=["pdf", "picture"]
)
def test_a_file_that_a_form_sends_is_opened_by_its_enterprise_and_by_who_decides_and_never_runs(
    altje: Browser, cast: Cast, data: bytes, name: str, kind: str
) -> None:
    address = altje.draft()
    file = sent(altje, address, data, name)
    page = altje.get(address)
    place = f"/portal/{altje.enterprise}/papers/{file}/{papers.PDF if kind == 'application/pdf' else papers.PAGE}"
    assert place in page.text
    answer = altje.get(place)
    assert (answer.status_code, answer.headers["content-type"], answer.headers["cache-control"]) == (200, kind, "no-store")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment" if kind == "application/pdf" else "inline")
    statuses = {
        who: Browser(altje.client, getattr(cast, who), altje.enterprise).get(place).status_code for who in ("ani", "rina", "budi", "tari")
    }
    assert statuses == {"ani": 200, "rina": 200, "budi": 404, "tari": 404}
    assert Browser(altje.client, "", altje.enterprise).get(place).status_code in (303, 401)
    assert altje.get(place.replace(str(altje.enterprise), str(factories.an_id("elsewhere")))).status_code == 404


def test_a_paper_that_is_sent_in_pieces_is_told_of_when_it_was_looked_at(altje: Browser, cast: Cast) -> None:
    sender, data = Sender(altje.client, cast.altje), a_pdf()
    path = sender.begin(len(data), altje.enterprise, purpose="paper", name="halal.pdf").headers["location"]
    for offset in range(0, len(data), 200):
        assert sender.send(path, data[offset : offset + 200], offset).status_code == 204
    assert until(lambda: sender.ask("GET", path).json()["paper"])
    told = sender.ask("GET", path).json()
    assert (told["picture"], told["problem"], told["paper"]["name"], told["paper"]["kind"]) == (None, None, "halal.pdf", "pdf")
    address = altje.draft()
    kept = altje.script(
        address, {"version": "1", "certificates": "", "certificates.0.scheme": "halal-id", "certificates.0.file": told["paper"]["id"]}
    )
    assert kept.status_code == 200
    assert told["paper"]["href"] in altje.get(address).text


def test_a_file_of_somebody_else_cannot_be_named(altje: Browser, databases: Databases) -> None:
    with transaction(databases) as db:
        theirs = PaperFile(
            id=factories.an_id("file"), owner_id=factories.an_id("elsewhere"), user_id=factories.an_id("x"), kind="pdf", bytes=1, digests={}
        )
        db.add(theirs)
        file = str(theirs.id)
    address = altje.draft()
    altje.script(address, {"version": "1", "certificates": "", "certificates.0.scheme": "halal-id", "certificates.0.file": file})
    assert file not in altje.get(address).text
    with transaction(databases, reading=True) as db:
        assert file not in str(db.exec(select(Submission)).one().typed)


def test_a_file_that_is_no_paper_is_refused_and_one_is_taken_away_by_a_tick(altje: Browser) -> None:
    address = altje.draft()
    assert "done=no-paper" in altje.post(f"{address}/papers", files={"paper.0": ("x.pdf", b"MZ a program")}).headers["location"]
    file = sent(altje, address, a_pdf(), "halal.pdf")
    page = altje.get(address)
    altje.post(
        address,
        {
            "version": Read(page.text).one("input", name="version")["value"],
            "certificates": "",
            "certificates.0.file": file,
            "certificates.0.scheme": "halal-id",
            "certificates.0.unfile": "yes",
        },
    )
    assert file not in altje.get(address).text


def test_no_public_page_list_or_answer_says_anything_of_a_file(altje: Browser, databases: Databases, cast: Cast) -> None:
    file = factories.an_id("file")
    with transaction(databases) as db:
        db.add(PaperFile(id=file, owner_id=cast.maker.id, user_id=file, kind="pdf", name="secret.pdf", bytes=1, digests={papers.PDF: ""}))
        paper = CertificateContent(scheme="halal-id", number="ID71110000000000124")
        facts = ProductConfidential(files=[PaperRef(scheme="halal-id", number="ID71110000000000124", file=file)])
        publishing.put_product(db, factories.a_product_content(cast.maker, certificates=[paper]), facts)
    visitor = Browser(altje.client, "", altje.enterprise)
    for path in PUBLIC:
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert str(file) not in answer.text
        assert file.hex not in answer.text
        assert "secret" not in answer.text
    assert visitor.get(f"/media/{file.hex * 2}/320.webp").status_code == 404
    assert str(file) in altje.get(f"/portal/{altje.enterprise}/papers").text


def test_a_new_certificate_begins_with_what_stays_the_same(altje: Browser, databases: Databases, cast: Cast) -> None:
    ends = (now() + timedelta(days=5)).date()
    with transaction(databases) as db:
        old = CertificateContent(scheme="pirt", number="2067171019001-30", issuer="Dinkes Manado", valid_to=ends)
        product = factories.a_product(db, cast.maker, certificates=[old])
    page = altje.get(f"/portal/{altje.enterprise}/papers")
    assert "Expires in" in page.text
    given = {"of": str(product.id), "paper": f"pirt:2067171019001-30:{ends}"}
    for _twice in range(2):
        answer = altje.post(f"/portal/{altje.enterprise}/papers/renewal", given)
        assert answer.status_code == 303
    with transaction(databases, reading=True) as db:
        draft = db.exec(select(Submission).where(Submission.entity_id == product.id)).one()
        assert draft.typed["certificates"][1:] == [{"scheme": "pirt", "issuer": "Dinkes Manado", "scope": "product", "public": "yes"}]
    assert altje.post(f"/portal/{altje.enterprise}/papers/renewal", given | {"paper": "pirt::"}).status_code == 404


def test_news_are_counted_until_they_were_seen(altje: Browser, databases: Databases, cast: Cast) -> None:
    with transaction(databases) as db:
        decided(db, cast, note="Gelap sekali.")
    base = f"/portal/{altje.enterprise}"
    assert unseen(altje) == "1"
    page = altje.get(f"{base}/notices")
    assert "“Klappertaart”: please change something." in page.text
    assert "Gelap sekali." in page.text
    assert "always late" not in page.text
    assert unseen(altje) == ""
    assert unseen(Browser(altje.client, cast.ani, altje.enterprise)) == "1"


def unseen(browser: Browser) -> str:
    """The number beside the way to the news."""
    text = browser.get(f"/portal/{browser.enterprise}").text
    way = text[text.index("/notices") :].partition("</a>")[0]
    return str(way.partition('class="waiting">')[2].partition("<")[0])


def decided(db: Session, cast: Cast, note: str) -> None:
    """Rina asks for a change of a product that Altje sent."""
    altje, rina = sessions.person(db, cast.altje), sessions.person(db, cast.rina)
    assert altje
    assert rina
    draft = drafts.open_draft(db, altje, live.PRODUCT, None, cast.maker.id)
    drafts.save(db, altje, draft, {"fields": WHOLE}, version=draft.version)
    workflow.submit(db, altje, draft, version=draft.version)
    workflow.request_changes(db, rina, draft, "picture", note, "always late", version=draft.version)
