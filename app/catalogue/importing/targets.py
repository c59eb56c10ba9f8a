"""Where the rows of a list go: straight into the catalogue, or into drafts that somebody looks at first. The reading is the same."""

from collections import Counter
from typing import Final, Protocol

from pydantic import ValidationError
from sqlmodel import Session

from app.catalogue.importing import contents
from app.catalogue.importing.entries import Entry
from app.catalogue.importing.findings import Finding
from app.catalogue.importing.known import product_key
from app.catalogue.publishing import NotPublishable

_FIELD_OF: Final = {
    "hs_code": "hs",
    "gtin": "gtin",
    "price": "price",
    "wholesale_price": "wholesale",
    "net": "weight",
    "reference": "code",
    "origin": "area",
}


class Refused(Exception):
    """A row was not taken; `findings` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings


class Target(Protocol):
    """Takes the rows of one list, batch by batch; a session is good for one batch."""

    def begin(self, session: Session, entries: list[Entry]) -> None:
        """A new batch with a session of its own."""

    def exported(self, session: Session, stated: str) -> dict[str, str]:
        """What an export writes for the product of that identifier; empty when there is none."""

    def pass_by(self, entry: Entry) -> None:
        """A row that fails still has its place among rows of one name, so that the others keep theirs once it is mended."""

    def put(self, session: Session, entry: Entry, pictures: list[str]) -> None:
        """Take a row with its stored pictures, and count in the report what that did. Raises Refused."""


class Places:
    """Tells rows of one list apart that are the same product by name and pack."""

    def __init__(self) -> None:
        self._counts: Counter[bytes] = Counter()

    def of(self, entry: Entry) -> int:
        """The how many-th row of its kind this is, from 1. Raises Refused for a second row of one code, barcode or identifier."""
        stated = entry.facts.get("etalase_id")
        key = f"etalase_id/{stated}" if stated else product_key(entry)
        maker = entry.facts.get("enterprise_id") or entry.enterprise.casefold()
        whole = contents.fingerprint(key if stated else f"{maker}/{key}")
        self._counts[whole] += 1
        field = key.partition("/")[0]
        if self._counts[whole] > 1 and not entry.fails and field != "name":
            raise refusal(entry, field, "code_repeated")
        return self._counts[whole]


def refusal(entry: Entry, field: str, code: str) -> Refused:
    """A row that is not taken because of one field."""
    return Refused([Finding(entry.sheet, entry.row, field, field, entry.typed.get(field, ""), code, fatal=True)])


def not_accepted(entry: Entry, problem: NotPublishable | ValidationError) -> Refused:
    """A row with values that the catalogue cannot keep."""
    if isinstance(problem, ValidationError):
        pairs = [(str(error["loc"][0]) if error["loc"] else "", str(error["input"])) for error in problem.errors()]
    else:
        pairs = [(part.pointer.lstrip("/").partition("/")[0], part.found) for part in problem.problems]
    named = [(_FIELD_OF.get(name, name), found) for name, found in pairs]
    return Refused(
        [
            Finding(entry.sheet, entry.row, name, name, entry.typed.get(name, found)[:300], "not_accepted", fatal=True)
            for name, found in named
        ]
    )
