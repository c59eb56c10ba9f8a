"""Every form with every column of every table beside its own fields: what is written is the same as without them (B11)."""

import re
from collections.abc import Iterable
from typing import Final

import pytest
from fastapi.routing import APIRoute
from sqlmodel import SQLModel

from app.settings import Settings
from tests.conftest import LONG
from tests.web.hostile.trial import Trial

VALUES: Final = {"bool": "1", "int": "987654", "UUID": "11111111-1111-4111-8111-111111111111", "datetime": "2031-05-05T05:05:05+00:00"}
WRITABLE: Final = {"why"}
"""Columns that some forms have though no page showed those forms: the reason of a deed."""
UNKNOWN: Final = {"is_admin": "1", "admin": "true", "_method": "DELETE", "__class__": "x", "verified": "1", "trusted": "9", "csrf": "x"}


@pytest.fixture(params=["sqlite", "postgresql"] if LONG else ["sqlite"])
def settings(settings: Settings) -> Settings:
    """What a form may change is decided before it comes to the database, so at each change one kind is enough."""
    return settings


def columns() -> dict[str, str]:
    """Every name of a column, with a value that would be noticed."""
    found = {}
    for table in SQLModel.metadata.tables.values():
        for column in table.c:
            found[column.name] = VALUES.get(getattr(column.type.python_type, "__name__", ""), "administrator")
    return found


def masked(dump: dict[str, list[str]] | None, known: Iterable[str]) -> dict[str, list[str]] | None:
    """Without what is new each time: ids, moments, tokens, salted hashes."""
    if dump is None:
        return None
    before = set(known)

    def mask(row: str) -> str:
        row = re.sub(r"^\(\d+, ", "(number, ", row)  # PostgreSQL gives no number twice, also where it was taken back
        row = re.sub(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", lambda m: m[0] if m[0] in before else "id", row)
        row = re.sub(r"datetime\.datetime\([^()]*(\([^()]*\))?[^()]*\)", "moment", row)
        row = re.sub(r"'waited': \d+", "'waited'", row)
        row = re.sub(r"20\d\d-\d\d-\d\d[T ][\d:.]+(\+00:00|Z)?", "moment", row)
        row = re.sub(r"\$argon2id\$[^']*", "hash", row)
        return re.sub(r"[0-9a-f]{64}|[A-Za-z0-9_-]{43}", lambda m: m[0] if m[0] in before else "token", row)

    return {name: sorted(map(mask, rows)) for name, rows in dump.items()}


def ids(dump: dict[str, list[str]]) -> set[str]:
    return set(re.findall(r"[0-9a-f-]{32,64}|[A-Za-z0-9_-]{43}", repr(dump)))


def test_columns_beside_the_fields_of_a_form_change_nothing(trial: Trial) -> None:
    known, wrong, wrote = ids(trial.hall.dump()), [], set[str]()
    sendings = trial.sendings()
    for sending in sendings:
        own = WRITABLE | {name for other in sendings if other.route == sending.route for name, _value in other.form.fields}
        more = [(name, value) for name, value in (columns() | UNKNOWN).items() if name not in own]
        plain = trial.send(sending, sending.form.fields), masked(trial.written(), known)
        laden = trial.send(sending, [*more, *sending.form.fields]), masked(trial.written(), known)
        wrote |= {sending.route} if plain[1] else set()
        if laden[1] != plain[1]:
            wrong.append(f"{sending.route} {plain[0].status_code} {laden[0].status_code}: {_difference(plain[1], laden[1])}")
    assert "\n".join(wrong) == ""
    assert len(wrote) >= 40, "most forms are really sent, and write"


def test_no_route_takes_a_table_as_its_body(trial: Trial) -> None:
    """A table model as a body is not even checked, and takes its id and owner from whoever sends it (T3)."""
    app = trial.client.app
    while not hasattr(app, "routes"):
        app = app.app  # type: ignore[attr-defined]
    for route in (r for r in app.routes if isinstance(r, APIRoute)):
        taken = [*route.dependant.body_params, *route.dependant.query_params]
        tables = [p.name for p in taken if isinstance(p.field_info.annotation, type) and issubclass(p.field_info.annotation, SQLModel)]
        assert tables == [], route.path


def _difference(plain: dict[str, list[str]] | None, laden: dict[str, list[str]] | None) -> str:
    if plain is None or laden is None:
        return "one of the two wrote nothing"
    return "; ".join(f"{name}: {sorted(set(laden[name]) ^ set(rows))}"[:600] for name, rows in plain.items() if rows != laden[name])
