"""The account of an import in a reader's words: what it did, row by row where something is to be changed."""

from typing import Any, Final

from app.catalogue.importing import Finding
from app.errors import Said
from app.jobs.models import Job, JobState
from app.review import imported
from app.text import _
from app.web.language import translations

MOST_SHOWN: Final = 100
"""Problems on the page; the marked list has all."""
STATES: Final = {
    JobState.WAITING: _("Waiting"),
    JobState.RUNNING: _("Under way"),
    JobState.DONE: _("Done"),
    JobState.FAILED: _("It did not work"),
    JobState.CANCELLED: _("Stopped"),
}
_COUNTS: Final = ("rows", "products", "created", "updated", "unchanged", "failed", "duplicates", "warned")
_WENT_WRONG: Final = _("Something went wrong on our side. Please try again; what was taken over already is not doubled.")


def findings(job: Job) -> list[Finding]:
    """What was found in the cells of the list, in the order of its rows."""
    kept = (job.result or {}).get("findings", [])
    return [Finding(f["sheet"], f["row"], f["field"], f["heading"], f["found"], f["code"], f["fatal"], f.get("offered", "")) for f in kept]


def told(job: Job, language: str) -> dict[str, Any] | None:
    """The numbers of an account that has ended well, and its first problems in words."""
    account = job.result
    if not account:
        return None
    words, found = translations(language), findings(job)
    others = sum(account["not_products"].values())
    return {
        "numbers": {
            name: account[name] for name in ("rows", "products", "created", "updated", "unchanged", "failed", "duplicates", "warned")
        },
        "others": others,
        "importable": account["created"] + account["updated"] + account["unchanged"],
        "photos": {"used": account["photos_used"], "unused": account["photos_unused"], "unchecked": account["photos_unchecked"]},
        "problems": [_row(finding, finding.expected(words.gettext)) for finding in found[:MOST_SHOWN]],
        "more": len(found) - MOST_SHOWN + account["unlisted"] if len(found) > MOST_SHOWN else account["unlisted"],
        "several": len({finding.sheet for finding in found}) > 1,
        "left": _left(account),
        "unknown": sorted(account["unknown_words"].get("category", {})),
        "repeats": account["repeats"][:MOST_SHOWN],
    }


def _left(account: dict[str, Any]) -> list[str]:
    """The headings of columns from which nothing goes into a draft: it has no place for them, or nobody said what they are."""
    sheets = account["sheets"]
    named = [pair for sheet in sheets for pair in sheet["columns"].items()]
    left = [heading for field, heading in named if field.partition("[")[0] not in imported.TAKEN]
    return list(dict.fromkeys([*left, *(heading for sheet in sheets for heading in sheet["ignored"] if heading)]))


def problem(job: Job, language: str) -> str:
    """Why it did not work: in words where it was the list, else that it was us."""
    if job.state != JobState.FAILED:
        return ""
    words = translations(language)
    if " " not in job.problem:
        return words.gettext(_WENT_WRONG)
    said = Said.from_text(job.problem)
    return words.gettext(said.message).format(**said.facts) if said.facts else words.gettext(said.message)


def _row(finding: Finding, expected: str) -> dict[str, Any]:
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "heading": finding.heading,
        "found": finding.found[:200],
        "expected": expected,
        "fatal": finding.fatal,
    }
