"""An edit and what changed on show meanwhile are made one: nothing that either side wrote is lost, and only true conflicts are asked."""

import hypothesis.strategies as st
from hypothesis import given

from app.review.forms import Typed, TypedPicture
from app.review.merging import Conflict, choose, is_open, merge, ordered

TEXTS = st.dictionaries(
    st.sampled_from(["name.id", "name.en", "price", "currency", "unit", "net", "category", "alcohol", "origin", "gtin"]),
    st.sampled_from(["a", "b", "c"]),
)
ALT = st.dictionaries(st.sampled_from(["id", "en"]), st.sampled_from(["satu", "dua", "tiga"]))
PICTURES = st.lists(st.builds(TypedPicture, media_id=st.sampled_from("pqrstu"), alt=ALT), unique_by=lambda p: p.media_id, max_size=5)
PAPER = st.fixed_dictionaries({"scheme": st.sampled_from(["halal-id", "pirt", "bpom"]), "number": st.sampled_from(["1", "2", "3"])})
FORMS = st.builds(Typed, fields=TEXTS, pictures=PICTURES, certificates=st.lists(PAPER, max_size=3))
IDS = st.lists(st.sampled_from("abcdef"), unique=True)


def same(one: Typed, other: Typed) -> bool:
    """Of the papers of one scheme the order counts; between schemes it does not."""
    papers = [sorted(typed.certificates, key=lambda paper: paper["scheme"]) for typed in (one, other)]
    return (one.fields, one.pictures, papers[0]) == (other.fields, other.pictures, papers[1])


@given(FORMS, FORMS)
def test_who_changed_nothing_gets_what_the_other_wrote(base: Typed, changed: Typed) -> None:
    for live, mine in ((changed, base), (base, changed), (changed, changed)):
        merged = merge(base, live, mine)
        assert merged.conflicts == []
        assert same(merged.typed, changed)


@given(FORMS, FORMS, FORMS)
def test_of_each_field_one_side_stands_and_a_conflict_holds_both(base: Typed, live: Typed, mine: Typed) -> None:
    merged = merge(base, live, mine)
    conflicts = {conflict.name: conflict for conflict in merged.conflicts}
    for name in ("name.id", "name.en", "net", "origin", "gtin"):
        before, there, own, now = (typed.fields.get(name, "") for typed in (base, live, mine, merged.typed))
        both = before not in (there, own) and there != own
        assert now == (there if own == before else own)
        assert (name in conflicts) == both
        if both:
            assert (conflicts[name].live.get(name, ""), conflicts[name].mine.get(name, "")) == (there, own)


@given(FORMS, FORMS, FORMS)
def test_what_says_something_only_together_comes_from_one_side(base: Typed, live: Typed, mine: Typed) -> None:
    fields = merge(base, live, mine).typed.fields
    for unit in (("price", "currency", "unit"), ("category", "alcohol")):
        sides = [{name: typed.fields[name] for name in unit if name in typed.fields} for typed in (live, mine)]
        assert {name: fields[name] for name in unit if name in fields} in sides


@given(FORMS, FORMS, FORMS)
def test_no_picture_and_no_paper_is_lost_that_nobody_took_away(base: Typed, live: Typed, mine: Typed) -> None:
    typed = merge(base, live, mine).typed
    began, there, own, now = ([p.media_id for p in one.pictures] for one in (base, live, mine, typed))
    assert len(now) == len(set(now))
    assert set(now) >= (set(there) | set(own)) - (set(began) - set(there)) - (set(began) - set(own))
    assert set(now) <= set(there) | set(own)
    for paper in mine.certificates:
        if paper not in base.certificates:
            assert paper in typed.certificates


@given(FORMS, FORMS, FORMS)
def test_whoever_chooses_what_is_on_show_gets_it_and_nothing_stays_open(base: Typed, live: Typed, mine: Typed) -> None:
    merged = merge(base, live, mine)
    typed = merged.typed
    for conflict in merged.conflicts:
        assert is_open(merged.typed, conflict)
        typed = choose(typed, conflict, "live")
        if not conflict.name.startswith(("alt.", "pictures", "certificates.")):
            assert {name: text for name, text in typed.fields.items() if name in conflict.live} == conflict.live


@given(FORMS, FORMS)
def test_without_the_beginning_every_difference_is_asked(live: Typed, mine: Typed) -> None:
    merged = merge(None, live, mine)
    differs = {name for name in ("name.id", "net") if live.fields.get(name, "") != mine.fields.get(name, "")}
    assert differs <= {conflict.name for conflict in merged.conflicts}
    assert (merged.conflicts == []) == same(live, mine)


@given(IDS, IDS, IDS)
def test_orders_are_made_one_without_doubling(base: list[str], live: list[str], mine: list[str]) -> None:
    result, clash = ordered(base, live, mine)
    assert len(result) == len(set(result))
    assert set(result) == (set(live) | set(mine)) - (set(base) - set(live)) - (set(base) - set(mine))
    common = [one for one in base if one in live and one in mine]
    orders = [[one for one in order if one in common] for order in (live, mine)]
    assert [one for one in result if one in common] in orders
    assert clash == (common not in orders and orders[0] != orders[1])


def test_words_for_a_picture_that_was_removed_meanwhile_are_kept_and_asked() -> None:
    base = Typed(pictures=[TypedPicture(media_id="p", alt={"id": "Botol"})])
    mine = Typed(pictures=[TypedPicture(media_id="p", alt={"id": "Botol sambal"})])
    merged = merge(base, Typed(), mine)
    assert merged.typed.pictures == mine.pictures
    assert merged.conflicts == [Conflict("pictures", [], [{"media_id": "p", "alt": {"id": "Botol sambal"}}])]
    assert choose(merged.typed, merged.conflicts[0], "live").pictures == []


def test_a_paper_that_both_renewed_is_asked_once() -> None:
    base, live, mine = (Typed(certificates=[{"scheme": "halal-id", "number": number}]) for number in ("1", "2", "3"))
    merged = merge(base, live, mine)
    assert [conflict.name for conflict in merged.conflicts] == ["certificates.halal-id.0"]
    assert choose(merged.typed, merged.conflicts[0], "live").certificates == live.certificates
