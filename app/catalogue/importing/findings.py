"""What an import found and what it did: every row accounted for, every problem with row, column, value and expectation."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from app.catalogue.values import EXPECTED
from app.catalogue.values.reading import OFFERED
from app.text import _

MOST_KEPT: Final = 50_000
_LONGEST: Final = 200

ROW: Final = _("row {row}, “{heading}”: found “{found}”, expected {expected}")
ROW_OF_SHEET: Final = _("sheet “{sheet}”, row {row}, “{heading}”: found “{found}”, expected {expected}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of one cell. A fatal one keeps its row out; otherwise the row is in, and the value was kept as typed or left empty."""

    sheet: str
    row: int
    field: str
    heading: str
    found: str
    code: str
    fatal: bool
    offered: str = ""
    """What may have been meant."""

    def expected(self, translate: Callable[[str], str] = str) -> str:
        """What should stand there, as a part of a sentence, in the language of `translate`."""
        return translate(OFFERED).format(offered=self.offered) if self.offered else translate(EXPECTED[self.code])

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The whole as one sentence, in the language of `translate`."""
        frame = translate(ROW_OF_SHEET if self.sheet else ROW)
        found = self.found if len(self.found) <= _LONGEST else self.found[:_LONGEST] + "…"
        return frame.format(sheet=self.sheet, row=self.row, heading=self.heading, found=found, expected=self.expected(translate))


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that is the same as an earlier one but for its number, blanks or case."""

    sheet: str
    row: int
    of_row: int


@dataclass(slots=True)
class SheetFacts:
    """How a sheet was understood."""

    name: str
    header_rows: tuple[int, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    """Field -> heading; empty for a sheet without products."""
    ignored: list[str] = field(default_factory=list)
    """Headings that were not used."""


@dataclass(slots=True)
class Report:
    """The account of an import.

    rows = products + the rows of `others`; products = created + updated + unchanged + failed + duplicates.
    """

    rehearsal: bool
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: list[SheetFacts] = field(default_factory=list)
    rows: int = 0
    products: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    duplicates: int = 0
    others: Counter[str] = field(default_factory=Counter)
    """Rows that are no products, by kind: header, title, group, numbering, subtotal, total, note, empty."""
    repeats: list[Repeat] = field(default_factory=list)
    warned: int = 0
    """Rows that went in with at least one warning."""
    findings: list[Finding] = field(default_factory=list)
    unlisted: int = 0
    """Findings beyond the first MOST_KEPT, which are only counted."""
    enterprises: Counter[str] = field(default_factory=Counter)
    """Enterprises created, updated and unchanged."""
    unknown_words: dict[str, Counter[str]] = field(default_factory=dict)
    """Words that no entry of the frame answers to, by field: rows with them went to the default."""
    photos_used: int = 0
    photos_missing: list[Finding] = field(default_factory=list)
    photos_unused: list[str] = field(default_factory=list)
    photos_unchecked: int = 0
    """Rows that name pictures though none were given."""

    @property
    def importable(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def failures(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.fatal]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.fatal]

    @property
    def adds_up(self) -> bool:
        """Whether every row is accounted for once."""
        return self.rows == self.products + self.others.total() and self.products == self.importable + self.failed + self.duplicates

    def note(self, findings: list[Finding]) -> None:
        room = max(0, MOST_KEPT - len(self.findings))
        self.findings += findings[:room]
        self.unlisted += len(findings[room:])
        self.photos_missing += [finding for finding in findings if finding.code == "photo_not_found"][:room]

    def unknown(self, field: str, word: str) -> None:
        words = self.unknown_words.setdefault(field, Counter())
        if word in words or len(words) < 1000:
            words[word] += 1

    def as_json(self) -> dict[str, Any]:
        """Plain facts for a machine: the command's --json and the import page."""
        counts = (
            "rows",
            "products",
            "created",
            "updated",
            "unchanged",
            "failed",
            "duplicates",
            "warned",
            "photos_used",
            "photos_unchecked",
            "unlisted",
        )
        return {name: getattr(self, name) for name in counts} | {
            "rehearsal": self.rehearsal,
            "file": {"kind": self.kind, "encoding": self.encoding, "delimiter": self.delimiter},
            "sheets": [
                {"name": s.name, "header_rows": list(s.header_rows), "columns": s.headings, "ignored": s.ignored} for s in self.sheets
            ],
            "not_products": dict(self.others),
            "enterprises": dict(self.enterprises),
            "repeats": [{"sheet": r.sheet, "row": r.row, "of_row": r.of_row} for r in self.repeats],
            "unknown_words": {name: dict(words) for name, words in self.unknown_words.items()},
            "photos_unused": self.photos_unused,
            "findings": [
                {"sheet": f.sheet, "row": f.row, "field": f.field, "heading": f.heading, "found": f.found, "code": f.code}
                | {"expected": f.expected(), "fatal": f.fatal, "offered": f.offered}
                for f in self.findings
            ],
        }
