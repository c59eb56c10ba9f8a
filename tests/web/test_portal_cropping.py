"""The part of a picture that is shown, without scripts: numbers, a shape, a turn; the original stays and can be shown whole again."""

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app.db import Databases, transaction
from app.media.framing import Frame
from app.media.models import Media
from app.review.models import Submission
from tests.media.pictures import encoded, photo
from tests.web.portal import Browser, Cast, a_cast, sent_in

HALF = {"left": "25", "top": "0", "width": "50", "height": "100", "turn": "0", "shape": ""}


@pytest.fixture
def cast(client: TestClient, databases: Databases) -> Cast:
    client.follow_redirects = False
    with transaction(databases) as db:
        return a_cast(db)


@pytest.fixture
def altje(client: TestClient, cast: Cast) -> Browser:
    return Browser(client, cast.altje, cast.maker.id)


def shown(db: Session) -> Media:
    (picture,) = db.exec(select(Submission)).one().typed["pictures"]
    assert picture["alt"] == {"id": "Botol"}
    return db.get_one(Media, picture["media_id"])


def test_a_part_takes_the_place_of_the_picture_and_whole_again_takes_its_place(altje: Browser, databases: Databases) -> None:
    path = altje.draft()
    picture = encoded(photo(600, 400))
    assert altje.post(f"{path}/pictures", files={"picture": ("botol.jpg", picture)}).status_code == 303
    with transaction(databases, reading=True) as db:
        sent = db.exec(select(Media)).one()
    version = altje.read(path).one("input", name="version")["value"]
    altje.post(path, {"version": version, "pictures": ["", sent.id], f"alt.{sent.id}.id": "Botol"})
    assert altje.read(f"{path}/pictures/{sent.id}").one("input", name="width")["value"] == "100"

    assert altje.post(f"{path}/pictures/{sent.id}", HALF | {"width": "50,0"}).status_code == 303

    with transaction(databases, reading=True) as db:
        part = shown(db)
        assert (part.source, part.frame, part.width, part.height) == (sent.id, Frame(left=2500, width=5000).model_dump(), 300, 400)
    assert altje.get(f"/media/{part.id}/300.webp").status_code == 200
    page = altje.read(f"{path}/pictures/{part.id}")  # goes on from what was sent, where it was left
    assert (page.one("input", name="left")["value"], sent.id in page.one("img", width="600")["src"]) == ("25", True)

    assert altje.post(f"{path}/pictures/{part.id}", HALF | {"shape": "square", "turn": "1"}).status_code == 303
    with transaction(databases, reading=True) as db:
        square = shown(db)
        assert (square.width, square.height, square.source) == (300, 300, sent.id)
    assert altje.post(f"{path}/pictures/{square.id}", {"deed": "whole"}).status_code == 303
    with transaction(databases, reading=True) as db:
        assert shown(db).id == sent.id


def test_numbers_that_are_no_part_are_said_beside_them_and_kept(altje: Browser, cast: Cast, databases: Databases) -> None:
    path = altje.draft()
    with transaction(databases) as db:
        picture = sent_in(db, cast.maker.id)
    altje.post(path, {"version": "1", "pictures": ["", picture]})
    answer = altje.post(f"{path}/pictures/{picture}", HALF | {"width": "half", "left": "12"})
    assert (answer.status_code, "A number from 0 to 100." in answer.text, 'value="half"' in answer.text) == (422, True, True)
    assert altje.post(f"{path}/pictures/{picture}", HALF | {"left": "99.9"}).status_code == 422
    assert altje.get(f"{path}/pictures/{'0' * 64}").status_code == 404


def test_pictures_of_the_enterprise_are_added_ordered_cropped_and_removed_in_its_form(altje: Browser, databases: Databases) -> None:
    base = f"/portal/{altje.enterprise}"
    altje.post(f"{base}/profile/draft")
    with transaction(databases, reading=True) as db:
        draft = f"{base}/drafts/{db.exec(select(Submission)).one().id}"

    def ids() -> list[str]:
        return [one["value"] for one in altje.read(f"{base}/profile").all("input", name="pictures") if one["value"]]

    def save(*pictures: str, **more: str) -> None:
        version = altje.read(f"{base}/profile").one("input", name="version")["value"]
        assert altje.post(f"{base}/profile", {"version": version, "then": "save", "pictures": ["", *pictures]} | more).status_code == 303

    for size in (600, 700):
        answer = altje.post(f"{draft}/pictures", files={"files": ("toko.jpg", encoded(photo(size, 500)))})
        assert answer.headers["location"].endswith("#pictures")
    one, two = ids()
    save(one, two, deed=f"later {one}", **{f"alt.{two}.id": "Toko"})
    assert ids() == [two, one]
    assert altje.post(f"{draft}/pictures/{two}", HALF).headers["location"].endswith("#pictures")
    part, _one = ids()
    with transaction(databases, reading=True) as db:
        assert db.get_one(Media, part).source == two
        assert db.exec(select(Submission)).one().typed["pictures"][0]["alt"] == {"id": "Toko"}
    save(part, one, deed=f"remove {one}")
    assert ids() == [part]
