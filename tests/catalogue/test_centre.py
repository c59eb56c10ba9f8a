"""What staff write of the centre: it is there at once, stands when the pack is loaded again, and can be taken back."""

import pytest
from sqlmodel import Session, col, select

from app.catalogue import centre, changes, packs
from app.catalogue.models import Centre, EnterpriseListing
from tests import factories

PACK = "north-sulawesi"


@pytest.fixture
def home(db: Session) -> Centre:
    factories.a_frame(db)
    return row(db)


def row(db: Session) -> Centre:
    return db.exec(select(Centre).where(col(Centre.home))).one()


def test_a_change_raises_the_serial_and_saving_unread_does_not(db: Session, home: Centre) -> None:
    before = changes.serial(db)
    assert centre.write(db, "about", home.about) == []
    assert changes.serial(db) == before

    (changed,) = centre.write(db, "hours", {"id": "Setiap hari 08.00–21.00"})
    assert (changed.key, changed.new) == ("id", "Setiap hari 08.00–21.00")
    assert changes.serial(db) > before


def test_loading_the_pack_again_leaves_what_staff_wrote_and_renews_the_rest(db: Session, home: Centre) -> None:
    centre.write(db, "hours", {"id": "Setiap hari 08.00–21.00"})
    home.tagline = {"id": "Lama"}  # as an older pack had it
    home.replaced = {"hours": {"id": "Jam lama"}}
    db.flush()

    packs.load(db, PACK)

    assert row(db).hours["id"] == "Setiap hari 08.00–21.00"
    assert row(db).tagline["id"].startswith("Dari dapur")
    assert row(db).replaced["hours"]["id"].startswith("Senin sampai Sabtu")
    assert packs.load(db, PACK) is False


def test_a_text_that_staff_took_away_stays_away(db: Session, home: Centre) -> None:
    centre.write(db, "visit", {"fil": " "})
    packs.load(db, PACK)
    assert "fil" not in row(db).visit


def test_taking_it_back_says_again_what_the_pack_says(db: Session, home: Centre) -> None:
    packed = dict(home.hours)
    centre.write(db, "hours", {"id": "Tutup", "en": "Closed"})
    assert {change.key for change in centre.as_in_pack(db, "hours")} == {"id", "en"}
    assert row(db).hours == packed
    assert row(db).replaced == {}


def test_where_the_pack_came_to_say_the_same_nothing_is_kept_aside(db: Session, home: Centre) -> None:
    packed = home.hours["id"]
    home.hours = home.hours | {"id": "Jam lama"}
    db.flush()
    centre.write(db, "hours", {"id": packed})
    packs.load(db, PACK)
    assert row(db).replaced == {}


def test_a_new_name_stands_on_every_card_at_once(db: Session, home: Centre) -> None:
    factories.an_enterprise(db)
    centre.write(db, "names", {"id": "Etalase Baru"})
    card = db.exec(select(EnterpriseListing.card).where(EnterpriseListing.language == "id")).one()
    assert "Etalase Baru" in card


@pytest.mark.parametrize(("field", "texts"), [("names", {"id": ""}), ("names", {"en": "x" * 61}), ("about", {"id": "x" * 5001})])
def test_a_text_that_does_not_fit_is_refused_at_its_field(db: Session, home: Centre, field: str, texts: dict[str, str]) -> None:
    with pytest.raises(centre.NotWritable) as refused:
        centre.write(db, field, texts)
    assert [problem.pointer for problem in refused.value.problems] == [f"{field}.{key}" for key in texts]


def test_a_language_that_the_centre_does_not_speak_is_left_alone(db: Session, home: Centre) -> None:
    assert centre.write(db, "hours", {"xx": "?"}) == []


def test_the_contact_is_read_as_people_write_it(db: Session, home: Centre) -> None:
    given = {"phone": "0812-0000-7777", "whatsapp": "0812 0000 7777", "email": "halo@example.org", "web": "", "social": ""}
    centre.reach(db, given)
    held = row(db).contact
    assert (held["phone"], held["phone_shown"], held["whatsapp"]) == ("+6281200007777", "0812-0000-7777", "+6281200007777")
    assert "web" not in held
    assert "latitude" in held  # what the page has no field for stays


def test_a_contact_that_nobody_could_use_is_refused_at_its_field(db: Session, home: Centre) -> None:
    wrong = {"phone": "12", "whatsapp": "nol", "email": "halo@", "web": "javascript:alert(1)", "social": "ftp://example.org"}
    with pytest.raises(centre.NotWritable) as refused:
        centre.reach(db, wrong)
    assert [problem.pointer for problem in refused.value.problems] == [f"contact.{key}" for key in wrong]


def test_a_colour_that_can_be_read_is_taken_and_one_that_cannot_is_not(db: Session, home: Centre) -> None:
    (changed,) = centre.paint(db, home.brand | {"mace": "#0B5345"})
    assert (changed.key, changed.new) == ("mace", "#0b5345")
    with pytest.raises(centre.NotWritable) as refused:
        centre.paint(db, {"mace": "#e0a0a0"})
    assert [problem.pointer for problem in refused.value.problems] == ["brand.mace"]
    assert row(db).brand["mace"] == "#0b5345"


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "url(x)", ""])
def test_what_is_no_colour_is_refused(db: Session, home: Centre, colour: str) -> None:
    with pytest.raises(centre.NotWritable):
        centre.paint(db, {"ink": colour})


def test_keys_that_are_no_colours_are_left_alone(db: Session, home: Centre) -> None:
    assert centre.paint(db, {"motif": "#000000", "weird": "#000000"}) == []
