"""One row of a list, understood: what each cell means, and what could not be understood. No database here."""

import re
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, Final

from app.catalogue import values
from app.catalogue.importing.findings import Finding
from app.catalogue.importing.lookups import OTHER, Lookups, Rules, style_of
from app.catalogue.importing.wording import code_of, identifier_of, prose, prose_of, shown, unchanged
from app.catalogue.sheets.cells import Cell, CellError, Row, blank
from app.catalogue.sheets.fields import TEXTS
from app.catalogue.sheets.headings import Layout
from app.catalogue.sheets.mapping import Mapping
from app.catalogue.values import Unreadable, says_nothing
from app.text import fold

FATAL: Final = frozenset({"name", "enterprise", "price", "currency", "date", "verified", "etalase_id", "enterprise_id"})
"""Fields whose problem keeps the row out: without them there is no product, or a wrong one."""

_UNREAD: Final = frozenset(
    {"no", "turnover", "photo", "name", "enterprise", "currency", "country", "area", "category", "price", "wholesale"}
)
_IDENTITY: Final = frozenset({"etalase_id", "enterprise_id", "enterprise", "name", "currency"})
_SHORT_LIFE: Final = 7  # the rule wants more than seven days; a label that says "one week" gets the benefit of the doubt
_PHOTOS: Final = re.compile(r"[;|\n]|,(?=\s*\S+\.\w{3,4})")
_LONGEST_NAMES: Final = 2000
DAMAGED: Final = re.compile("\ufffd|Ã[\u0080-\u00bf]|â€[\u0080-\u00bf™œ“”˜]")
"""Letters that were read in a wrong encoding once."""


@dataclass(slots=True)
class Entry:
    """What one row says. `facts` are exact values by field, `texts` words by field and language, `typed` what stood in the cells."""

    sheet: str
    row: int
    name: str = ""
    enterprise: str = ""
    area: str = ""
    country: str = ""
    category: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    owned: frozenset[str] = frozenset()
    """Fields that this list answers for: an empty cell empties them, fields that are not here stay as they are."""
    photos: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def fails(self) -> bool:
        return any(finding.fatal for finding in self.findings)


class Reader:
    """Reads the rows of one sheet. `unknown` is told of words that no area or category answers to."""

    def __init__(self, sheet: str, layout: Layout, mapping: Mapping, lookups: Lookups, unknown: Callable[[str, str], None]) -> None:
        self.sheet = sheet
        self.layout = layout
        self.mapping = mapping
        self.lookups = lookups
        self.unknown = unknown
        self.category_rules = Rules(mapping.rules.get("category", ()))
        self.currency = mapping.defaults.get("currency", lookups.currency)
        self.style = style_of(self.currency)
        self.plain = {column.partition("[")[0] for column in (*layout.columns, *mapping.defaults, *mapping.rules)}
        heading = layout.heading
        self.weight_unit = values.heading_unit(heading("weight")) if "weight" in layout.columns else None
        self.shelf_period = values.heading_period(heading("shelf")) if "shelf" in layout.columns else None
        self.capacity_period = (values.heading_period(heading("capacity")) if "capacity" in layout.columns else None) or "month"

    def entry(self, row: Row, group: str = "", known: AnyMapping[str, str] | None = None) -> Entry:
        """The meaning of a row. `known` are the cells that an export writes for this very product: what still stands so is left alone."""
        entry = Entry(self.sheet, row.number)
        same = {
            name
            for name, column in self.layout.columns.items()
            if known and name not in _IDENTITY and unchanged(known.get(name, ""), row.at(column))
        }
        entry.owned = frozenset(self.plain - {name.partition("[")[0] for name in same if name in self.layout.columns and "[" not in name})
        cells = {name: row.at(column) for name, column in self.layout.columns.items()}
        self._check_width(row, entry)
        for name, cell in cells.items():
            if not blank(cell):
                entry.typed[name] = shown(cell)
                self._check_letters(name, cell, entry)
        self._read_words(entry, cells, same)
        self._read_place(entry, cells, group)
        self._read_prices(entry, cells)
        for name in sorted(self.plain - _UNREAD - TEXTS):
            if name in entry.owned:
                self._read(entry, name, cells.get(name))
        self._read_category(entry, cells, group)
        self._compare(entry)
        if not any(finding.code == "too_many_cells" for finding in entry.findings):  # else the cells behind have moved
            entry.photos = [
                part.strip() for part in _PHOTOS.split(str(cells.get("photo") or "")[:_LONGEST_NAMES]) if not says_nothing(part)
            ]
        return entry

    # --- cells -----------------------------------------------------------------------------------------------------------------

    def _value(self, name: str, cell: Cell) -> Cell:
        """The cell, or what the mapping says it means, or what holds where it is empty."""
        if meant := self.mapping.values.get(name, {}).get(fold(shown(cell))):
            return meant
        return self.mapping.defaults.get(name) if blank(cell) else cell

    def _find(self, entry: Entry, name: str, code: str, found: str | None = None, offered: str = "") -> None:
        text, fatal = entry.typed.get(name, "") if found is None else found, name in FATAL or code == "too_many_cells"
        entry.findings.append(Finding(self.sheet, entry.row, name, self.layout.heading(name), text, code, fatal, offered))

    def _try(self, entry: Entry, name: str, cell: Cell, read: Callable[[Cell], Any]) -> Any:
        """What `read` makes of a cell; None, and a finding, where it cannot."""
        value = self._value(name, cell)
        if isinstance(value, CellError):
            self._find(entry, name, "formula_error")
            return None
        try:
            return None if value is None else read(value)
        except Unreadable as problem:
            self._find(entry, name, problem.code)
            return None

    def _check_width(self, row: Row, entry: Entry) -> None:
        """Cells beyond the headings: text with the delimiter in it, not in quotes. A cell that begins with a blank shows where."""
        extra = [n for n in row.filled if n >= self.layout.width]
        if not extra:
            return
        split = next(
            (n for n in range(1, len(row.cells)) if str(row.cells[n] or "").startswith(" ") and not blank(row.cells[n - 1])), extra[0]
        )
        field = next((name for name, column in self.layout.columns.items() if column == split - 1), "note")
        self._find(entry, field, "too_many_cells", f"{row.cells[split - 1]},{row.cells[split]}")

    def _check_letters(self, name: str, cell: Cell, entry: Entry) -> None:
        if isinstance(cell, str) and not cell.isascii() and DAMAGED.search(cell):
            self._find(entry, name, "text_damaged")

    # --- fields ----------------------------------------------------------------------------------------------------------------

    def _read_words(self, entry: Entry, cells: dict[str, Cell], same: set[str]) -> None:
        for column in [*cells, *(f for f in self.mapping.defaults if f not in cells)]:
            name, _, language = column.partition("[")
            if name in TEXTS and column not in same:
                value = self._value(column, cells.get(column))
                text = "" if blank(value) or isinstance(value, CellError) else prose(str(value))
                entry.texts.setdefault(name, {})[language.rstrip("]") or self.mapping.language] = text
        names = entry.texts.get("name", {})
        kept = (shown(cells.get(column)) for column in sorted(same) if column.startswith("name"))
        entry.name = next((text for text in (names.get(self.mapping.language), *(names[key] for key in sorted(names)), *kept) if text), "")
        if not re.search(r"\w", entry.name):
            self._find(entry, "name", "name_missing", str(cells.get("name") or ""))
        maker = self._value("enterprise", cells.get("enterprise"))
        entry.enterprise = "" if blank(maker) or isinstance(maker, CellError) else prose(str(maker))

    def _read_place(self, entry: Entry, cells: dict[str, Cell], group: str) -> None:
        country = self._value("country", cells.get("country"))
        nation = self.lookups.nation(str(country)) if not blank(country) else None
        entry.country = nation or self.lookups.country
        text = self._value("area", cells.get("area"))
        if not blank(text) and not says_nothing(str(text)):
            entry.area = self.lookups.place(str(text), nation) or ""
            if not entry.area:
                self._find(entry, "area", "area_unknown")
        elif group:
            entry.area = self.lookups.place(group) or ""
        if entry.area:
            entry.country = self.lookups.countries[entry.area]
        elif nation:
            entry.area = nation if nation in self.lookups.countries else ""
        if (
            not entry.enterprise
            and group
            and "enterprise" not in self.layout.columns
            and not self.lookups.place(group)
            and not self.lookups.kind(group)
        ):
            entry.enterprise = prose(group)
        if not entry.enterprise:
            self._find(entry, "enterprise", "enterprise_missing", "")

    def _read_prices(self, entry: Entry, cells: dict[str, Cell]) -> None:
        said = self._try(entry, "currency", cells.get("currency"), values.currency)
        asked = "currency" in self.layout.columns
        currency = said or ("" if asked else self.currency)
        for name in ("price", "wholesale"):
            if name not in entry.owned:
                continue
            try:
                value = self._value(name, cells.get(name))
                if isinstance(value, CellError):
                    raise Unreadable("formula_error", str(value))
                found = None if value is None else values.price(value, currency)
            except Unreadable as problem:
                if problem.code == "currency_missing":
                    self._find(entry, "currency", "currency_missing")
                else:
                    self._find(entry, name, problem.code, offered=problem.offered)
                continue
            if found:
                entry.facts[name] = found.money
                if found.unit and name == "price":
                    entry.facts["price_unit"] = found.unit

    def _read(self, entry: Entry, name: str, cell: Cell) -> None:
        read = self._readers(entry).get(name, prose_of)
        if (value := self._try(entry, name, cell, read)) not in (None, ""):
            entry.facts[name] = value

    def _readers(self, entry: Entry) -> dict[str, Callable[[Cell], Any]]:
        return {
            "weight": lambda cell: values.measure(cell, heading_unit=self.weight_unit, style=self.style),
            "shelf": lambda cell: values.shelf_life(cell, heading_period=self.shelf_period, style=self.style),
            "capacity": lambda cell: values.capacity(cell, heading_period=self.capacity_period, style=self.style),
            "minimum": lambda cell: values.capacity(cell, style=self.style),
            "cost": lambda cell: (found := values.price(cell, self.currency)) and found.money,
            "lead": values.days,
            "pirt": values.pirt,
            "halal": values.halal,
            "alcohol": values.yes_no,
            "featured": values.yes_no,
            "phone": lambda cell: values.phone(cell, entry.country),
            "date": lambda cell: values.day(cell, order=self.mapping.dates),
            "verified": lambda cell: values.day(cell, order=self.mapping.dates),
            "gtin": values.gtin,
            "hs": values.hs_code,
            "code": code_of,
            "etalase_id": identifier_of,
            "enterprise_id": identifier_of,
        }

    def _read_category(self, entry: Entry, cells: dict[str, Cell], group: str) -> None:
        typed = cells.get("category")
        text = "" if blank(typed) else str(self._value("category", typed))
        words = {name: shown(cell) for name, cell in cells.items()} | {"name": entry.name}
        found = (
            (self.lookups.kind(text) if text else None)
            or self.category_rules.value(words)
            or (self.lookups.kind(group) if group and not entry.category else None)
            or (None if "category" in self.mapping.rules else self.lookups.kind(entry.name))
            or self.mapping.defaults.get("category", "")
            or OTHER
        )
        entry.category = self.lookups.here(found)  # a mapping may still name one that was merged
        if text and not self.lookups.kind(text):
            self.unknown("category", prose(text))

    def _compare(self, entry: Entry) -> None:
        """Facts that do not go together. All stay as typed; a person is asked."""
        facts = entry.facts
        retail, wholesale = facts.get("price"), facts.get("wholesale")
        if retail and wholesale and retail.currency == wholesale.currency and wholesale.amount > retail.amount:
            self._find(entry, "wholesale", "wholesale_above_retail")
        if facts.get("pirt") and (shelf := facts.get("shelf")) and shelf.most_days < _SHORT_LIFE:
            self._find(entry, "shelf", "pirt_not_for_short_life")
        if facts.get("halal") == "yes" and (entry.category in self.lookups.alcoholic or facts.get("alcohol")):
            self._find(entry, "halal", "halal_conflict")
