"""What every answer carries, whatever made it; and what no public answer holds."""

import re
from decimal import Decimal
from typing import Any, Final

import pytest
from httpx2 import Response
from sqlmodel import select
from starlette.testclient import TestClient

from app.accounts import passwords, people, roles
from app.accounts.models import MemberRole
from app.catalogue import publishing
from app.catalogue.content import CertificateContent, EnterpriseConfidential, Money, ProductConfidential, Quantity
from app.db import Databases, transaction
from app.inquiries.asking import CONSENT
from app.jobs.models import Job
from app.main import create_app
from app.settings import Settings
from tests import factories
from tests.web.hostile.trial import PRIVATE, Trial

HOME: Final = {"origin": "http://testserver"}


def guarded(answer: Response) -> list[str]:
    """What is missing of the headers that every answer has."""
    headers = answer.headers
    policy = headers.get("content-security-policy", "")
    missing = [] if "default-src 'self'" in policy or policy.startswith("sandbox; default-src 'none'") else ["policy"]
    missing += [word for word in ("unsafe-inline", "unsafe-eval", "*", "http:", "https:") if word in policy]
    missing += [] if "frame-ancestors 'none'" in policy or policy.startswith("sandbox") else ["frame-ancestors"]
    wanted = {"x-content-type-options": "nosniff", "cross-origin-opener-policy": "same-origin"}
    missing += [name for name, value in wanted.items() if headers.get(name) != value]
    missing += [name for name in ("referrer-policy", "permissions-policy", "x-request-id") if name not in headers]
    missing += [] if "cross-origin-resource-policy" in headers or "access-control-allow-origin" in headers else ["resource policy"]
    if answer.content and answer.status_code != 304:
        missing += [] if re.match(r"[a-z]+/[a-z0-9.+-]+", headers.get("content-type", "")) else ["content type"]
    return missing


def test_every_kind_of_answer_carries_the_headers(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, client = trial.ask, trial.client
    tag = client.get("/").headers["etag"]
    owner = f"/portal/{trial.hall.ids['enterprise_id']}"
    answers = {
        "page": (200, ask("nobody", "GET", "/")),
        "page again": (200, ask("nobody", "GET", "/")),
        "page that the browser has": (304, ask("nobody", "GET", "/", headers={"if-none-match": tag})),
        "only the head": (200, ask("nobody", "HEAD", "/")),
        "kiosk": (200, ask("nobody", "GET", "/kiosk")),
        "json": (200, ask("nobody", "GET", "/api/v1/products")),
        "drawing": (200, ask("nobody", "GET", "/p/klappertaart/code.svg")),
        "style": (200, ask("nobody", "GET", "/static/css/tokens.css")),
        "no such file": (404, ask("nobody", "GET", "/static/no.css")),
        "no such picture": (404, ask("nobody", "GET", f"/media/{'0' * 64}/320.webp")),
        "no such page": (404, ask("nobody", "GET", "/nowhere")),
        "no such json": (404, ask("nobody", "GET", "/api/v1/products/nothing")),
        "wrong question": (422, ask("nobody", "GET", "/api/v1/products?no=such")),
        "method": (405, ask("nobody", "DELETE", "/", headers=HOME)),
        "forged": (403, ask("nobody", "POST", "/account/sign-in", headers={"origin": "null"})),
        "sign in first": (303, ask("nobody", "GET", owner)),
        "sign in first, to a script": (401, ask("nobody", "GET", owner, headers={"sec-fetch-mode": "cors"})),
        "not yours": (404, ask("stranger", "GET", owner)),
        "too large": (413, ask("nobody", "POST", "/account/sign-in", content=b"a" * 1_200_000, headers={"content-type": "text/plain"})),
        "wrong form": (422, ask("nobody", "POST", "/account/register", data={"name": "x"})),
        "private page": (200, ask("owner", "GET", owner)),
        "file": (200, ask("owner", "GET", f"{owner}/import/templates/short.xlsx")),
        "upload": (400, ask("owner", "POST", "/portal/uploads")),
    }
    monkeypatch.setattr("app.web.site.addresses.counts.totals", lambda *_: 1 / 0)
    answers["failure"] = (500, ask("nobody", "GET", "/sitemap.xml?lang=en"))
    assert "It has been noted" in answers["failure"][1].text
    assert "division" not in answers["failure"][1].text
    assert {name: answer.status_code for name, (_status, answer) in answers.items()} == {n: status for n, (status, _a) in answers.items()}
    assert {name: found for name, (_status, answer) in answers.items() if (found := guarded(answer))} == {}


def test_what_was_made_for_one_person_is_kept_by_nobody(trial: Trial) -> None:
    """But for what says itself that only this browser may keep it."""
    kept = []
    for method, path in trial.routes(writing=False):
        if method == "GET" and path.startswith(PRIVATE):
            answer = trial.ask(trial.who(method, path)[-1], method, trial.address(path))
            if "no-store" not in answer.headers.get("cache-control", "") or "etag" in answer.headers:
                kept.append(path)
    assert kept == []


def test_files_to_take_away_are_never_opened_as_pages(trial: Trial) -> None:
    """A list or a paper comes as an attachment with a name of ours: letters, figures, hyphens."""
    files = 0
    for method, path in trial.routes(writing=False):
        answer = trial.ask(trial.who(method, path)[-1], method, trial.address(path))
        if answer.status_code == 200 and not re.match(
            r"text/(html|css|plain|xml)|application/(json|xml|manifest)|image/", answer.headers.get("content-type", "image/")
        ):
            files += 1
            assert re.fullmatch(r'attachment; filename="?[\w.-]+"?', answer.headers.get("content-disposition", "")), path
    assert files >= 2


@pytest.mark.parametrize(("scheme", "name"), [("https", "__Host-etalase"), ("http", "etalase")])
def test_over_https_the_cookie_is_bound_to_this_host(settings: Settings, databases: Databases, scheme: str, name: str) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
        people.register(db, name="Rina", login="rina@example.org", password_hash=passwords.hashed("tujuh ekor ayam jago"), language="id")
    with TestClient(create_app(settings), base_url=f"{scheme}://testserver", follow_redirects=False) as client:
        given = {"login": "rina@example.org", "password": "tujuh ekor ayam jago"}
        cookie = client.post("/account/sign-in", data=given, headers={"origin": f"{scheme}://testserver"}).headers["set-cookie"]
    assert cookie.startswith(f"{name}=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert ("Secure" in cookie.split("; ")) == (scheme == "https")
    assert "domain" not in cookie.lower()


@pytest.mark.parametrize("named", [{}, {"public_url": "https://etalase.example.org"}], ids=["no address is set", "an address is set"])
def test_a_letter_never_leads_where_a_stranger_says(settings: Settings, databases: Databases, named: dict[str, Any]) -> None:
    with transaction(databases) as db:
        factories.a_frame(db)
        user = people.register(db, name="Rina", login="rina@example.org", password_hash=None, language="id")
        maker = factories.an_enterprise(db)
        factories.a_product(db, maker)
        roles.join(db, user, maker.id, MemberRole.OWNER)
    mailing = settings.model_copy(update={"smtp_host": "mail.example.org", "job_threads": 0, **named})
    with TestClient(create_app(mailing)) as client:
        forged = {"host": "shop.example.com", "origin": "http://shop.example.com", "x-forwarded-host": "shop.example.com"}
        answer = client.post("/account/forgotten", data={"login": "rina@example.org"}, headers=forged)
        question = {"name": "Siti", "contact": "0812 0000 1234", "message": "Berapa?", "consent": "yes", "text_version": CONSENT.version}
        asked = client.post("/p/klappertaart/question", data=question, headers=forged, follow_redirects=False)
    assert (answer.status_code, asked.status_code) == (200, 303)
    with transaction(databases, reading=True) as db:
        texts = [job.given["text"] for job in db.exec(select(Job).where(Job.kind == "letter"))]
    assert len(texts) == (2 if named else 0)
    assert all("shop.example.com" not in text and "https://etalase.example.org/" in text for text in texts)


def test_what_only_the_centre_knows_is_in_no_public_answer(trial: Trial) -> None:
    """Cost, private capacity, notes, papers, the person behind an enterprise: looked for in every page, JSON and drawing."""
    paper = CertificateContent(scheme="halal", number="CANARY-PAPER-77")
    with transaction(trial.hall.databases) as db:
        maker = factories.an_enterprise_content("Dapur Tumou Tou")
        known = EnterpriseConfidential(
            contact_name="CANARY-PERSON",
            contact_phone="+6281277770077",
            registration="7777000077770",
            as_entered={"x": "CANARY-NOTE"},
            certificates=[paper],
        )
        publishing.put_enterprise(db, maker, known)
        facts = ProductConfidential(
            cost=Money(amount=Decimal("77077"), currency="IDR"),
            monthly_capacity=Quantity(amount=Decimal("70770"), unit="g"),
            as_entered={"y": "CANARY-CELL"},
            certificates=[paper],
        )
        publishing.put_product(db, factories.a_product_content(maker), facts)
    found, seen = [], 0
    for method, path in trial.routes(writing=False):
        if method == "GET" and not path.startswith(PRIVATE):
            answer = trial.ask("nobody", method, trial.address(path))
            seen += answer.status_code == 200
            plain = re.sub(r"[ .,]", "", answer.text)
            found += [f"{path}: {word}" for word in ("CANARY", "81277770077", "7777000077770", "77077", "70770") if word in plain]
    assert found == []
    assert seen >= 30
