"""Files for translators: what is in them, and that what comes back is judged, counted and taken over as it was promised."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from openpyxl import load_workbook
from sqlmodel import Session

from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.catalogue import publishing
from app.catalogue.content import ProductContent
from app.catalogue.gettext_files import BadPo
from app.catalogue.models import Product
from app.catalogue.reference import reference
from app.db import Databases, transaction
from app.review import drafts, translation_files, translation_intake, translation_proposals, untranslated
from app.review.forms import Typed
from app.review.translating import BROKEN, CONTROL, TOO_LONG, NoTranslation, Seen, mark_of
from app.review.translation_files import NoTexts, Sent, Vocabulary
from app.review.translation_intake import BUSY, NO_LANGUAGE, SOURCE_MOVED, TWICE, UNKNOWN, Fate
from app.review.untranslated import State, Wanted
from tests.factories import a_product
from tests.review.conftest import Hall, a_person

WORDS = Vocabulary.of([])


def plain(words: str) -> str:
    return words


@pytest.fixture
def tess(databases: Databases, open_hall: Hall) -> Person:
    with transaction(databases) as db:
        return a_person(db, "Tess", StaffRole.TRANSLATOR)


@pytest.fixture
def tart(databases: Databases, open_hall: Hall) -> ProductContent:
    with transaction(databases) as db:
        return a_product(
            db, open_hall.maker, name={"id": "=Kue 100%"}, summary={"id": "Enak", "en": "Tasty"}, description={"id": "Satu\n\nDua"}
        )


def xlsx(databases: Databases, change: Callable[[Any], None] = lambda _sheet: None, **wanted: Any) -> bytes:
    """The file that the centre gives out, after somebody has worked in it."""
    with transaction(databases, reading=True) as db:
        content = translation_files.as_xlsx(reference(db), untranslated.items(db, Wanted(**wanted)), "en", plain)
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def po(databases: Databases, **wanted: Any) -> str:
    with transaction(databases, reading=True) as db:
        found = untranslated.items(db, Wanted(**wanted))
        return translation_files.as_po(reference(db), found, "en", "en", plain, site="https://hall.example").decode()


def back(tmp_path: Path, content: bytes | str) -> list[Sent]:
    file = tmp_path / "file"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(translation_files.read(file, WORDS))


def rehearsed(databases: Databases, sent: list[Sent]) -> translation_intake.Account:
    with transaction(databases, reading=True) as db:
        return translation_intake.rehearsed(db, sent, Wanted())


def taken(databases: Databases, person: Person, sent: list[Sent]) -> translation_intake.Account:
    """Taken over, after the look has promised the very same."""
    promised = rehearsed(databases, sent)
    done = translation_intake.taken(databases, person, sent, Wanted())
    assert done.counts == promised.counts
    assert done.total == len(sent)
    return done


def shown(databases: Databases, product: ProductContent) -> ProductContent:
    with transaction(databases, reading=True) as db:
        return ProductContent.model_validate(db.get_one(Product, product.id).content)


def of(product: ProductContent, field: str, text: str, *, source: str | None = None, language: str = "en", sure: bool = True) -> Sent:
    return Sent(7, f"product/{product.id}/{field}", language, source, text, sure, sure)


def write(column: str, text: str, *, field: str = "name", language: str = "en") -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        headings = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[0].value.endswith(f"/{field}") and row[1].value == language:
                row[headings.index(column)].value = text
                row[headings.index(column)].data_type = "s"  # as a spreadsheet keeps what is typed into a cell of text

    return change


def test_a_sheet_has_a_row_a_text_and_only_what_is_to_be_filled_in_is_open(databases: Databases, tart: ProductContent) -> None:
    sheet = load_workbook(io.BytesIO(xlsx(databases, languages=("en",)))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(translation_files.HEADINGS.values())
    assert [row[4:9] for row in rows[1:]] == [
        ["Name", "id", "=Kue 100%", None, "Not translated"],
        ["One line about it", "id", "Enak", "Tasty", "Done"],
        ["Description", "id", "Satu\n\nDua", None, "Not translated"],
    ]
    assert {cell.data_type for cell in sheet["G"]} == {"s"}
    assert sheet.protection.sheet
    assert [sheet.cell(2, n).protection.locked for n in range(1, 11)] == [True] * 7 + [False] * 3


def test_a_po_file_says_where_a_text_is_seen_and_takes_nothing_for_a_format(databases: Databases, tart: ProductContent) -> None:
    catalog = read_po(io.BytesIO(po(databases, languages=("en",)).encode()))
    message = catalog.get("=Kue 100%", context=f"product/{tart.id}/name")
    assert message
    assert message.auto_comments == ["Dapur Tumou Tou · =Kue 100% · Name", f"https://hall.example/p/{tart.slug}"]
    assert "python-format" not in po(databases, languages=("en",))
    assert str(catalog.locale) == "en"


@pytest.mark.parametrize("form", ["xlsx", "po"])
def test_a_file_that_comes_back_as_it_went_out_changes_nothing(
    databases: Databases, tess: Person, tart: ProductContent, tmp_path: Path, form: str
) -> None:
    content = xlsx(databases) if form == "xlsx" else po(databases)
    account = taken(databases, tess, back(tmp_path, content))
    assert {fate: count for fate, count in account.counts.items() if count} == (
        {Fate.EMPTY: 8, Fate.UNCHANGED: 1} if form == "xlsx" else {Fate.EMPTY: 2, Fate.UNCHANGED: 1}
    )


def test_what_was_filled_in_is_on_show_and_a_second_time_it_is_unchanged(
    databases: Databases, tess: Person, tart: ProductContent, tmp_path: Path
) -> None:
    sent = back(tmp_path, xlsx(databases, write("Translation", "=Cake 100%")))
    assert taken(databases, tess, sent).counts[Fate.WRITTEN] == 1
    assert shown(databases, tart).name == {"id": "=Kue 100%", "en": "=Cake 100%"}
    assert taken(databases, tess, sent).counts == {Fate.EMPTY: 7, Fate.UNCHANGED: 2}


@pytest.mark.parametrize("state", ["machine draft", "MESIN", "Fuzzy"])
def test_what_a_machine_made_is_kept_until_somebody_says_that_it_is_right(
    databases: Databases, tess: Person, tart: ProductContent, tmp_path: Path, state: str
) -> None:
    def filled(sheet: Any) -> None:
        write("Translation", "Cake")(sheet)
        write("State", state)(sheet)

    assert taken(databases, tess, back(tmp_path, xlsx(databases, filled))).counts[Fate.DRAFTED] == 1
    assert shown(databases, tart).name == {"id": "=Kue 100%"}
    again = back(tmp_path, xlsx(databases))
    assert taken(databases, tess, again).counts[Fate.UNCHANGED] == 2
    assert taken(databases, tess, back(tmp_path, xlsx(databases, write("State", "Done")))).counts[Fate.CONFIRMED] == 1
    assert shown(databases, tart).name["en"] == "Cake"


def test_a_fuzzy_entry_is_a_draft_and_one_that_is_no_longer_fuzzy_is_confirmed(
    databases: Databases, tess: Person, tart: ProductContent, tmp_path: Path
) -> None:
    begin, end = po(databases, languages=("en",)).split('msgid "=Kue 100%"\nmsgstr ""')
    name = f'msgctxt "product/{tart.id}/name"'
    sure = f'{begin}msgid "=Kue 100%"\nmsgstr "Cake"{end}'
    fuzzy = sure.replace(name, f"#, fuzzy\n{name}")
    assert taken(databases, tess, back(tmp_path, fuzzy)).counts[Fate.DRAFTED] == 1
    assert f"#, fuzzy\n{name}" in po(databases, languages=("en",))
    assert taken(databases, tess, back(tmp_path, sure)).counts[Fate.CONFIRMED] == 1
    assert shown(databases, tart).name["en"] == "Cake"


def test_an_outdated_text_goes_out_with_what_its_source_said_and_comes_back_as_right(
    databases: Databases, tess: Person, tart: ProductContent, tmp_path: Path
) -> None:
    with transaction(databases) as db:
        publishing.put_product(db, tart.model_copy(update={"summary": {"id": "Enak sekali", "en": "Tasty"}}))
    assert taken(databases, tess, back(tmp_path, xlsx(databases, states=(State.OUTDATED,)))).counts == {Fate.UNCHANGED: 1}
    out = po(databases, languages=("en",), states=(State.OUTDATED,))
    assert '#| msgid "Enak"' in out
    assert taken(databases, tess, back(tmp_path, out.replace("#, fuzzy\n", ""))).counts == {Fate.CONFIRMED: 1}
    assert po(databases, languages=("en",), states=(State.OUTDATED,)).count("msgctxt") == 0


@pytest.mark.parametrize(
    ("field", "text", "source", "language", "why"),
    [
        ("price", "1", None, "en", UNKNOWN),
        ("name", "Kue", None, "id", NO_LANGUAGE),
        ("name", "Tarte", None, "fr", NO_LANGUAGE),
        ("name", "Cake", "Kue lain", "en", SOURCE_MOVED),
        ("name", "x" * 201, None, "en", TOO_LONG),
        ("name", "a\x01b", None, "en", CONTROL),
        ("name", "Ã¼ber", None, "en", BROKEN),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason_and_nothing_changes(
    databases: Databases, tess: Person, tart: ProductContent, field: str, text: str, source: str | None, language: str, why: str
) -> None:
    account = taken(databases, tess, [of(tart, field, text, source=source, language=language)])
    assert [(finding.fate, finding.why) for finding in account.shown] == [(Fate.REFUSED, why)]
    assert shown(databases, tart) == tart


def test_blanks_and_line_ends_that_a_spreadsheet_changed_are_no_other_source(
    databases: Databases, tess: Person, tart: ProductContent
) -> None:
    assert taken(databases, tess, [of(tart, "description", "One", source="Satu\r\nDua ")]).counts == {Fate.WRITTEN: 1}


def test_the_same_text_twice_with_other_words_is_refused_the_second_time(databases: Databases, tess: Person, tart: ProductContent) -> None:
    account = taken(databases, tess, [of(tart, "name", "Cake"), of(tart, "name", "Cake"), of(tart, "name", "Tart")])
    assert [finding.why for finding in account.shown if finding.fate is Fate.REFUSED] == [TWICE]
    assert shown(databases, tart).name["en"] == "Cake"


def test_the_columns_may_stand_in_another_order_below_a_title(databases: Databases, tart: ProductContent, tmp_path: Path) -> None:
    csv = f"Terjemahan dari Tess;;\n\nTranslation;ID;Language\nCake;product/{tart.id}/name;en\n"
    assert back(tmp_path, csv) == [Sent(4, f"product/{tart.id}/name", "en", None, "Cake", column="A")]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"Nama;Harga\nAbon;25000\n", NoTexts),
        (b'msgid "a"\nmsgstr "\xff\xfe"\n', BadPo),
        (b'msgid ""\nmsgstr ""\n"Language: en\\n"\n', NoTexts),
    ],
)
def test_another_file_is_refused_as_a_whole(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        back(tmp_path, content)


def test_only_translators_take_a_file_over(databases: Databases, open_hall: Hall, tart: ProductContent) -> None:
    with pytest.raises(NoTranslation):
        translation_intake.taken(databases, open_hall.bob, [of(tart, "name", "Cake")], Wanted())


def own_taken(databases: Databases, hall: Hall, sent: list[Sent]) -> translation_intake.Account:
    return translation_proposals.taken(databases, hall.alice, hall.maker.id, sent)


def form_of(db: Session, hall: Hall) -> dict[str, str]:
    return Typed.of(drafts.listed(db, hall.maker.id)[0].typed).fields


def test_an_enterprises_own_file_goes_into_its_forms_and_nothing_is_on_show_yet(
    databases: Databases, open_hall: Hall, tart: ProductContent
) -> None:
    sent = [of(tart, "name", "Cake", source="=Kue 100%"), of(tart, "summary", "Lami", language="fil", sure=False)]
    assert own_taken(databases, open_hall, sent).counts == {Fate.WRITTEN: 1, Fate.DRAFTED: 1}
    assert own_taken(databases, open_hall, sent).counts == {Fate.UNCHANGED: 2}
    assert shown(databases, tart) == tart
    with transaction(databases) as db:
        assert form_of(db, open_hall)["name.en"] == "Cake"
        found = [item for item in translation_proposals.own(db, open_hall.alice, open_hall.maker.id) if item.draft]
        seen = [Seen(one.thing.kind, one.thing.id, one.field, one.language, mark_of(one)) for one in found]
        assert translation_proposals.confirm(db, open_hall.alice, open_hall.maker.id, seen) == 1
        assert form_of(db, open_hall)["summary.fil"] == "Lami"


def test_what_the_centre_is_looking_at_takes_no_file(databases: Databases, open_hall: Hall, tart: ProductContent) -> None:
    with transaction(databases) as db:
        open_hall.edit(db, tart.id, price="30.000")
    account = own_taken(databases, open_hall, [of(tart, "name", "Cake")])
    assert [finding.why for finding in account.shown] == [BUSY]


def test_nobody_reads_or_writes_texts_of_another_enterprise(databases: Databases, open_hall: Hall, tart: ProductContent) -> None:
    with pytest.raises(NoTranslation):
        translation_proposals.taken(databases, open_hall.charlie, open_hall.maker.id, [of(tart, "name", "Cake")])
