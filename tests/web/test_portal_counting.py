"""Why an import did not work, in the reader's language, with its figures."""

from app.errors import Said
from app.jobs.models import Job, JobState
from app.media.uploads import TooMuch
from app.web.portal.counting import problem


def failed(why: str) -> Job:
    return Job(kind="import.check", state=JobState.FAILED, problem=why)


def test_a_failure_with_figures_is_told_in_the_readers_language() -> None:
    kept = Said.of(TooMuch(most=500)).as_text()
    assert problem(failed(kept), "en") == str(TooMuch(most=500))
    told = problem(failed(kept), "id")
    assert "500" in told
    assert told != str(TooMuch(most=500))


def test_a_failure_of_the_program_is_told_without_its_name() -> None:
    assert "KeyError" not in problem(failed("KeyError"), "en")
