"""Who is given which picture: the public what is on show, an enterprise its own, staff all."""

from typing import NamedTuple
from uuid import UUID

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole, StaffRole
from app.catalogue import publishing
from app.catalogue.content import PictureRef
from app.db import Databases, now, transaction
from app.media import intake
from app.media.models import Upload
from app.media.storage import store_from
from app.settings import Settings
from tests import factories
from tests.media.pictures import encoded, photo


class Cast(NamedTuple):
    """Tokens of people, the enterprise of the member, and the id of a picture that it sent in and that nothing shows."""

    enterprise: UUID
    member: str
    stranger: str
    staff: str
    picture: str


@pytest.fixture
def cast(databases: Databases, settings: Settings) -> Cast:
    with transaction(databases) as db:
        factories.a_frame(db)
        maker = factories.an_enterprise(db)
        member, stranger, staff = (
            people.register(db, name=name, login=f"{name}@example.org", password_hash=None, language="id")
            for name in ("altje", "budi", "rina")
        )
        roles.join(db, member, maker.id, MemberRole.OWNER)
        roles.join(db, stranger, factories.an_id("elsewhere"), MemberRole.OWNER)
        roles.appoint(db, staff, StaffRole.FLOOR)
        media = intake.keep(db, store_from(settings), encoded(photo(900, 700)))
        upload = Upload(owner_id=maker.id, user_id=member.id, purpose="picture", length=9, media_id=media.id, expires_at=now())
        db.add(upload)
        tokens = [sessions.begin(db, user, device="") for user in (member, stranger, staff)]
        return Cast(maker.id, tokens[0], tokens[1], tokens[2], media.id)


def asked(client: TestClient, picture: str, token: str = "") -> tuple[int, str]:
    """The status, and who may keep the answer."""
    answer = client.get(f"/media/{picture}/320.webp", headers={"cookie": f"etalase={token}"} if token else {})
    return answer.status_code, answer.headers["cache-control"]


def show(db: Session, cast: Cast) -> UUID:
    """A product that uses the picture goes on show."""
    product = factories.a_product(db, factories.an_enterprise_content(), pictures=[PictureRef(media_id=cast.picture)])
    return product.id


def test_a_picture_of_a_draft_is_seen_by_its_enterprise_and_by_staff_and_kept_nowhere(client: TestClient, cast: Cast) -> None:
    assert asked(client, cast.picture, cast.member) == (200, "private, no-store")
    assert asked(client, cast.picture, cast.staff) == (200, "private, no-store")


def test_for_anybody_else_it_is_not_there(client: TestClient, cast: Cast) -> None:
    unknown = asked(client, "0" * 64, cast.stranger)
    assert asked(client, cast.picture) == asked(client, cast.picture, cast.stranger) == unknown == (404, "no-store")
    assert asked(client, cast.picture, "forged") == unknown


def test_a_picture_on_show_is_for_everybody_and_for_ever(client: TestClient, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        show(db, cast)
    for token in ("", cast.stranger, cast.member):
        assert asked(client, cast.picture, token) == (200, "public, max-age=31536000, immutable")


def test_what_is_taken_off_show_is_not_public_any_more(client: TestClient, cast: Cast, databases: Databases) -> None:
    with transaction(databases) as db:
        product = show(db, cast)
        publishing.suspend(db, cast.enterprise)
    assert asked(client, cast.picture)[0] == 404
    with transaction(databases) as db:
        publishing.restore(db, cast.enterprise)
    assert asked(client, cast.picture)[0] == 200
    with transaction(databases) as db:
        publishing.withdraw_product(db, product)
    assert asked(client, cast.picture)[0] == 404


def test_an_enterprise_sees_what_its_own_products_use_even_while_it_is_suspended(
    client: TestClient, cast: Cast, databases: Databases
) -> None:
    with transaction(databases) as db:
        show(db, cast)
        publishing.suspend(db, cast.enterprise)
        db.delete(db.exec(select(Upload)).one())  # it came with a list, not from a phone
    assert asked(client, cast.picture, cast.member)[0] == 200
    assert asked(client, cast.picture, cast.stranger)[0] == 404


def test_a_public_picture_costs_one_query(client: TestClient, cast: Cast, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction(databases) as db:
        show(db, cast)
    monkeypatch.setattr("app.web.files.visitor_of", lambda _request: pytest.fail("a public picture asks who is there"))
    assert asked(client, cast.picture, cast.member)[0] == 200
