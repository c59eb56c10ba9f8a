"""docs/security.md promises tests: they are there."""

import re

from tests.conftest import ROOT

TEXT = (ROOT / "docs/security.md").read_text("utf-8")


def test_every_test_that_the_document_names_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+\.py)`", TEXT))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_every_chapter_of_the_standard_has_a_line() -> None:
    told = {int(number) for row in TEXT.splitlines() if row.startswith("| V") for number in re.findall(r"\bV(\d+)", row.split("|")[1])}
    assert told == set(range(1, 18))
