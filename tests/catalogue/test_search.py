"""Search finds what a visitor means, in any of the languages and misspelled, and ranks it as a visitor expects; on both databases alike."""

import csv
import random
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from app.catalogue import search
from app.catalogue.models import Concept
from app.catalogue.search import Words
from tests.factories import a_frame, an_id


def put(db: Session, *names: str, **columns: list[str]) -> None:
    """Things with these names, each known by its name as id."""
    for name in names:
        search.put(db, "product", an_id(name), Words(names=[name], **columns))


def concepts(db: Session, *terms: list[str]) -> None:
    db.add_all(Concept(key=words[0], words=words) for words in terms)
    db.flush()


def found(db: Session, q: str, *names: str) -> list[str]:
    """Which of the names are found, best first."""
    known = {an_id(name): name for name in names}
    return [known[row.entity_id] for row in db.execute(search.matching(db, q).best)]


def scored(db: Session, q: str) -> dict[UUID, int]:
    return {row.entity_id: row.score for row in db.execute(search.matching(db, q).rows)}


SHELF = ("Kopi Koya", "Kopi Toraja Sapan", "Biskuit Gandum", "Koyabu Roast", "Sambal Roa", "Klappertaart")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kopi koya", ["Kopi Koya"]),
        ("KOYA kopi", ["Kopi Koya"]),
        ("kop", ["Kopi Koya", "Kopi Toraja Sapan"]),
        ("koy", ["Kopi Koya", "Koyabu Roast"]),
        ("tor sap", ["Kopi Toraja Sapan"]),
        ("gandum, biskuit!", ["Biskuit Gandum"]),
        ("roast koyabu", ["Koyabu Roast"]),
    ],
)
def test_every_word_is_found_whole_or_by_its_beginning(db: Session, typed: str, expected: list[str]) -> None:
    put(db, *SHELF)
    assert sorted(found(db, typed, *SHELF)) == sorted(expected)


def test_marks_and_case_do_not_count(db: Session) -> None:
    put(db, "Crème Brûlée", "Ñame ubi")
    assert found(db, "creme brulee", "Crème Brûlée", "Ñame ubi") == ["Crème Brûlée"]
    assert found(db, "ÑAME", "Crème Brûlée", "Ñame ubi") == ["Ñame ubi"]


def test_a_short_word_counts_whole_unless_it_is_the_last_one(db: Session) -> None:
    put(db, "Kopi Koya", "Ko Samui Kopi")
    assert found(db, "ko kopi", "Kopi Koya", "Ko Samui Kopi") == ["Ko Samui Kopi"]
    assert sorted(found(db, "kopi ko", "Kopi Koya", "Ko Samui Kopi")) == ["Ko Samui Kopi", "Kopi Koya"]


def test_up_to_three_letters_begin_words_of_names_only(db: Session) -> None:
    put(db, "Kenari", "Roti", text=["kental", "ikan"])
    assert found(db, "ken", "Kenari", "Roti") == ["Kenari"]
    assert found(db, "kent", "Kenari", "Roti") == ["Kenari", "Roti"]
    assert found(db, "k", "Kenari", "Roti") == ["Kenari"]


def test_names_rank_before_kinds_before_makers_before_text(db: Session) -> None:
    for key, column in (("d", "text"), ("c", "makers"), ("a", "names"), ("b", "kinds")):
        search.put(db, "product", an_id(key), Words(**({"names": ["Something"]} | {column: ["kenari"]})))
    assert found(db, "kenari", "a", "b", "c", "d") == ["a", "b", "c", "d"]
    assert found(db, "kena", "a", "b", "c", "d") == ["a", "b", "c", "d"]


def test_whole_words_rank_before_beginnings_and_short_names_before_long_ones(db: Session) -> None:
    shelf = ("Rotisserie ayam", "Roti bakar keju susu", "Roti bakar", "Roti")
    put(db, *shelf)
    assert found(db, "roti", *shelf) == ["Roti", "Roti bakar", "Roti bakar keju susu", "Rotisserie ayam"]


def test_equals_stand_in_the_order_of_their_first_publication(db: Session) -> None:
    shelf = [f"Abon {word}" for word in ("ikan", "sapi", "ayam", "cakalang", "pedas")]
    put(db, *shelf)
    put(db, "Abon ayam", "Abon ikan")
    assert found(db, "abon", *shelf) == shelf


def test_words_of_the_same_meaning_find_the_same(db: Session) -> None:
    concepts(db, ["kopi", "coffee", "kape"], ["cokelat", "coklat", "chocolate", "tsokolate", "kakao"])
    shelf = ("Kopi Koya", "Coffee beans", "Kape Barako", "Cokelat batang", "Coklat susu", "Dark chocolate", "Tsokolate ah", "Kakao bubuk")
    put(db, *shelf)
    for typed in ("kopi", "coffee", "kape"):
        assert set(found(db, typed, *shelf)) == set(shelf[:3])
    for typed in ("cokelat", "coklat", "chocolate", "tsokolate", "kakao"):
        assert set(found(db, typed, *shelf)) == set(shelf[3:])


@pytest.mark.parametrize("words", [("kopi", "coffee", "kape"), ("cokelat", "coklat", "chocolate", "tsokolate", "kakao")])
def test_the_words_of_the_region_are_known(db: Session, words: tuple[str, ...]) -> None:
    a_frame(db)
    shelf = [f"{word} asli" for word in words]
    put(db, "Sambal asli", *shelf)
    for typed in words:
        assert set(found(db, typed, *shelf)) == set(shelf)
        assert found(db, typed, *shelf)[0] == f"{typed} asli"


def test_the_word_itself_ranks_before_words_of_the_same_meaning(db: Session) -> None:
    concepts(db, ["kopi", "coffee", "kape"])
    shelf = ("Kopi Koya", "Kape Barako", "Coffee beans from the hills")
    put(db, *shelf)
    assert found(db, "coffee", *shelf)[0] == "Coffee beans from the hills"
    assert found(db, "kape", *shelf)[0] == "Kape Barako"


def test_terms_of_several_words_have_their_own_meaning(db: Session) -> None:
    concepts(db, ["gula aren", "palm sugar", "gula melaka"], ["gula", "sugar", "asukal"])
    shelf = ("Gula aren cair", "Palm sugar block", "Gula melaka", "Sugar stick for a palm", "Asukal")
    put(db, *shelf)
    assert set(found(db, "gula aren", *shelf)) == {"Gula aren cair", "Palm sugar block", "Gula melaka"}
    assert set(found(db, "palm sugar", *shelf)) == {"Gula aren cair", "Palm sugar block", "Gula melaka", "Sugar stick for a palm"}
    assert set(found(db, "asukal", *shelf)) == set(shelf)


@pytest.mark.parametrize("typed", ["kpoi", "koppi", "kpi", "kopu", "ikopi", "KPOI"])
def test_a_misspelled_word_is_heard(db: Session, typed: str) -> None:
    put(db, *SHELF)
    heard = search.matching(db, typed)
    assert heard.corrected == "kopi"
    assert not heard.partial
    assert set(found(db, typed, *SHELF)) == {"Kopi Koya", "Kopi Toraja Sapan"}


def test_a_word_of_the_same_meaning_may_be_misspelled(db: Session) -> None:
    concepts(db, ["kopi", "coffee", "kape"])
    put(db, "Kopi Koya", "Biskuit")
    assert search.matching(db, "cofee").corrected == "coffee"
    assert found(db, "cofee", "Kopi Koya", "Biskuit") == ["Kopi Koya"]


def test_a_long_word_may_have_two_faults(db: Session) -> None:
    put(db, "Klappertaart", "Kacang")
    for typed in ("klapertart", "lkappertaatr", "xklappertaarty"):
        assert search.matching(db, typed).corrected == "klappertaart"


def test_a_word_that_is_not_finished_may_be_misspelled(db: Session) -> None:
    put(db, "Klappertaart", "Kacang")
    assert search.matching(db, "klaper").corrected == "klappertaart"


def test_a_word_that_finds_something_is_left_as_it_was_typed(db: Session) -> None:
    put(db, "Koi Batam", *(f"Kopi {letter}" for letter in "abcdefgh"))
    assert search.matching(db, "koi").corrected is None
    assert found(db, "koi", "Koi Batam") == ["Koi Batam"]


def test_the_correction_fits_the_other_words(db: Session) -> None:
    shelf = ("Kari ayam", "Kari sapi", "Kali biru")
    put(db, *shelf)
    assert search.matching(db, "kaxi biru").corrected == "kali biru"
    assert search.matching(db, "kaxi sapi").corrected == "kari sapi"


def test_words_that_do_not_go_together_may_hide_a_misspelling(db: Session) -> None:
    shelf = ("Kari ayam", "Kali biru")
    put(db, *shelf)
    assert search.matching(db, "kali ayam").corrected == "kari ayam"
    assert found(db, "kali ayam", *shelf) == ["Kari ayam"]


def test_a_rare_neighbour_does_not_stand_beside_the_common_word(db: Session) -> None:
    shelf = ["Koi Batam", *(f"Kopi {n}" for n in range(30))]
    put(db, *shelf)
    assert "Koi Batam" not in found(db, "kpoi", *shelf)


def test_numbers_are_never_corrected(db: Session) -> None:
    put(db, "Gula", text=["8991002101234"])
    assert found(db, "8991002101234", "Gula") == ["Gula"]
    assert found(db, "8991002", "Gula") == ["Gula"]
    assert search.matching(db, "8991002101235").nothing


def test_what_is_not_found_together_is_found_in_part_and_says_so(db: Session) -> None:
    put(db, *SHELF)
    both = search.matching(db, "kopi toraja xyzzy")
    assert both.partial
    assert not both.nothing
    assert found(db, "kopi toraja xyzzy", *SHELF) == ["Kopi Toraja Sapan"]


def test_the_most_words_win_when_no_thing_has_them_all(db: Session) -> None:
    shelf = ("Kue kenari manis", "Kue lapis", "Sambal manis pedas")
    put(db, *shelf)
    assert found(db, "kue kenari pedas manis", *shelf) == ["Kue kenari manis"]
    assert set(found(db, "lapis pedas", *shelf)) == {"Kue lapis", "Sambal manis pedas"}


def test_of_many_words_those_count_that_go_together(db: Session) -> None:
    shelf = ("Kue kenari manis lembut Minahasa", "Kue pedas", "Kue manis", "Kenari lembut")
    put(db, *shelf)
    assert search.matching(db, "kue kenari manis lembut minahasa pedas").partial
    assert found(db, "kue kenari manis lembut minahasa pedas", *shelf) == [shelf[0]]
    assert found(db, "kue kenari manis lembut minahasa zzzz", *shelf) == [shelf[0]]


def test_nothing_is_found_for_no_words_and_for_unknown_ones(db: Session) -> None:
    put(db, *SHELF)
    for typed in ("", "   ", "!?", "'\"", "zzzzqqqq", "\U0001f36a"):
        heard = search.matching(db, typed)
        assert heard.nothing
        assert db.execute(heard.rows).all() == []
        assert db.execute(heard.best).all() == []
        assert db.execute(heard.ids).all() == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("旺旺雪饼", "雪饼"),
        ("旺旺雪饼", "旺旺雪饼"),
        ("旺旺雪饼", "雪"),
        ("ชาไทยเย็น", "ไทย"),
        ("تمر هندي", "هندي"),
        ("فواكه مجففة", "فواك"),
        ("抹茶ラテ kopi", "ラテ"),
        ("抹茶ラテkopi", "kopi"),
        ("커피 믹스", "커피"),
        ("Кофе молотый", "коф"),
    ],
)
def test_words_of_every_script_are_found(db: Session, name: str, typed: str) -> None:
    put(db, name, "Kue")
    assert found(db, typed, name, "Kue") == [name]


def test_letters_of_a_script_without_spaces_must_stand_side_by_side(db: Session) -> None:
    put(db, "雪山饼", "雪饼")
    assert found(db, "雪饼", "雪山饼", "雪饼") == ["雪饼"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "kopi OR", "NEAR(kopi koya)", "names: kopi", "kopi*", "^kopi", "-kopi", "kopi & !koya", "'kopi' <-> 'x'", "kopi:*", "kopi\\",
        "%", "_", "kopi%", "kopi\x00koya", "kopi; DROP TABLE search_doc", "{names} : kopi", "(((((", ":query0 kopi", "kopi :most",
        "a" * 10_000, "kopi " * 2000, "é" * 10_000, "ﷺ" * 200, "雪" * 10_000, "\U0001f36a kopi", "\ud800kopi", " ".join("abcdefghijklmnop"),
    ],
)  # fmt: skip
def test_whatever_is_typed_is_only_words(db: Session, typed: str) -> None:
    put(db, *SHELF)
    heard = search.matching(db, typed)
    assert len(db.execute(heard.rows).all()) == db.execute(select(func.count()).select_from(heard.ids.subquery())).scalar_one()
    assert db.execute(select(func.count()).select_from(search.matching(db, "kopi").ids.subquery())).scalar_one() == 2


def test_a_thing_put_again_is_found_by_its_new_words_only(db: Session) -> None:
    put(db, "Kopi")
    search.put(db, "product", an_id("Kopi"), Words(names=["Teh melati"]))
    assert found(db, "teh", "Kopi") == ["Kopi"]
    assert search.matching(db, "kopi").nothing


def test_a_withdrawn_thing_is_not_found_nor_its_words_proposed(db: Session) -> None:
    put(db, "Klappertaart", "Kue")
    search.withdraw(db, "product", an_id("Klappertaart"))
    assert search.matching(db, "klappertaart").nothing
    assert search.matching(db, "klapertaart").corrected is None
    search.withdraw(db, "product", an_id("Klappertaart"))


def test_kinds_of_things_are_found_apart(db: Session) -> None:
    put(db, "Kopi Koya")
    search.put(db, "enterprise", an_id("Kopi Koya"), Words(names=["Rumah Kopi"]))
    assert len(db.execute(search.matching(db, "kopi").rows).all()) == 1
    assert len(db.execute(search.matching(db, "rumah", kind="enterprise").rows).all()) == 1
    assert search.matching(db, "rumah").nothing


def test_a_crowd_is_counted_whole_and_its_best_come_first(db: Session) -> None:
    crowd = [f"Barang {n}" for n in range(search.CROWD + 100)]
    put(db, *crowd, text=["kelapa"])
    put(db, "Kelapa parut", "Air kelapa muda segar")
    heard = search.matching(db, "kelapa")
    assert heard.crowded
    rows = scored(db, "kelapa")
    assert len(rows) == len(set(rows.values())) == len(crowd) + 2
    assert len(db.execute(heard.ids).all()) == len(crowd) + 2
    best = [row.entity_id for row in db.execute(heard.best)]
    assert best == sorted(rows, key=lambda ident: -rows[ident])[: search.CROWD]
    assert best[:2] == [an_id("Kelapa parut"), an_id("Air kelapa muda segar")]


def test_a_page_can_go_on_below_a_score(db: Session) -> None:
    put(db, *(f"Abon {n}" for n in range(30)))
    every = [tuple(row) for row in db.execute(search.matching(db, "abon").best)]
    hits = search.matching(db, "abon").rows.subquery()
    below = select(hits).where(hits.c.score < every[9][1]).order_by(hits.c.score.desc()).limit(10)
    assert [tuple(row) for row in db.execute(below)] == every[10:20]


def test_two_searches_can_stand_in_one_statement(db: Session) -> None:
    put(db, "Kopi susu", "Kopi", "Susu")
    milk, coffee = search.matching(db, "susu"), search.matching(db, "kopi")
    ranked = coffee.rows.subquery()
    assert db.scalars(select(ranked.c.entity_id).where(ranked.c.entity_id.in_(milk.ids))).all() == [an_id("Kopi susu")]
    assert db.scalars(coffee.ids.intersect(milk.ids)).all() == [an_id("Kopi susu")]


def test_real_products_are_found_by_their_names_their_barcodes_and_misspelled(db: Session, shared: Path) -> None:
    with (shared / "data" / "products" / "off_products_bimp.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["product_name"].strip()]
    for row in rows:
        ingredients = row["ingredients_text"]
        search.put(db, "product", an_id(row["barcode"]), Words(names=[row["product_name"]], text=[ingredients, row["barcode"]]))
    dice = random.Random(7)
    for row in dice.sample(rows, 60):
        assert an_id(row["barcode"]) in scored(db, row["product_name"])
        assert found_first(db, row["barcode"]) == an_id(row["barcode"])
    long = [row for row in rows if any(len(word) > 5 and word.isascii() and word.isalpha() for word in row["product_name"].split())]
    misspelled = [(row, " ".join(faulty(dice, row["product_name"].split()))) for row in dice.sample(long, 150)]
    heard = [an_id(row["barcode"]) in scored(db, typed) for row, typed in misspelled]
    assert sum(heard) / len(heard) >= 0.97


def found_first(db: Session, q: str) -> UUID | None:
    first: UUID = next(iter(db.execute(search.matching(db, q).best))).entity_id
    return first


def faulty(dice: random.Random, words: list[str]) -> list[str]:
    """The words, one of the long ones with two of its inner letters swapped or one left out."""
    place = dice.choice([n for n, word in enumerate(words) if len(word) > 5 and word.isascii() and word.isalpha()])
    word, at = words[place], dice.randrange(1, len(words[place]) - 2)
    wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :] if dice.random() < 0.5 else word[:at] + word[at + 1 :]
    return [*words[:place], wrong, *words[place + 1 :]]
