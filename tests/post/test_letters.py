"""A letter arrives once, in the right words, or its link is in the log; its words are nowhere when they are not needed any more."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlmodel import select

from app.db import Databases, transaction
from app.jobs.models import Job, JobState
from app.jobs.worker import Worker
from app.post import letters
from app.post.letters import Letter, NoMailServer, Undeliverable
from app.settings import Settings
from tests.post.mail_server import MailServer, mail_server

LETTER = Letter("maria@example.org", "Undangan – Etalase", "Halo Bu Mária,\n\nhttps://etalase.example/join/abc123\n", "id")


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def mailing(mail: MailServer) -> Settings:
    return Settings(smtp_host="127.0.0.1", smtp_port=mail.port, smtp_tls="none", smtp_from="Pusat <pusat@example.org>")


def row(databases: Databases) -> Job:
    with transaction(databases, reading=True) as session:
        return session.exec(select(Job)).one()


def run(databases: Databases, settings: Settings) -> Job:
    """One round of the worker, and the job after it."""
    assert Worker(databases, {letters.KIND: lambda task: letters.work(task, settings)}).run_one()
    return row(databases)


def test_a_letter_arrives_and_its_words_are_forgotten(databases: Databases, mail: MailServer, mailing: Settings) -> None:
    with transaction(databases) as session:
        letters.post(session, LETTER)
    assert mail.letters == []

    job = run(databases, mailing)

    (letter,) = mail.letters
    assert (letter["From"], letter["To"], letter["Subject"]) == ("Pusat <pusat@example.org>", LETTER.to, LETTER.subject)
    assert letter["Content-Language"] == "id"
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text
    assert (job.state, job.given) == (JobState.DONE, {})


def test_a_letter_of_a_transaction_that_failed_is_never_sent(databases: Databases, mail: MailServer, mailing: Settings) -> None:
    def fails() -> None:
        with transaction(databases) as session:
            letters.post(session, LETTER)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not Worker(databases, {letters.KIND: lambda task: letters.work(task, mailing)}).run_one()
    assert mail.letters == []


def test_a_letter_that_is_sent_again_has_the_same_id(mail: MailServer, mailing: Settings) -> None:
    for _again in range(2):
        letters.send(mailing, LETTER, name="one-job")
    assert {letter["Message-ID"] for letter in mail.letters} == {"<one-job@example.org>"}


def test_a_server_that_is_not_there_is_asked_again_later(databases: Databases, mailing: Settings) -> None:
    with transaction(databases) as session:
        letters.post(session, LETTER)
    job = run(databases, mailing.model_copy(update={"smtp_port": 1}))
    assert (job.state, job.problem) == (JobState.WAITING, NoMailServer.message)
    assert job.given["to"] == LETTER.to


@pytest.mark.parametrize(("code", "error"), [(550, Undeliverable), (450, NoMailServer)])
def test_an_address_that_does_not_exist_is_told_from_a_mailbox_that_is_busy(
    mail: MailServer, mailing: Settings, code: int, error: type[Exception]
) -> None:
    mail.refuse[LETTER.to] = code
    with pytest.raises(error):
        letters.send(mailing, LETTER, name="x")


@pytest.mark.parametrize("to", ["nobody", "", "a@b.org\r\nBcc: all@b.org", "a@b.org, c@d.org"], ids=["word", "empty", "header", "two"])
def test_what_is_no_single_address_gets_no_letter(mail: MailServer, mailing: Settings, to: str) -> None:
    with pytest.raises(Undeliverable):
        letters.send(mailing, replace(LETTER, to=to), name="x")
    assert mail.letters == []


def test_a_subject_cannot_bring_headers_of_its_own(mail: MailServer, mailing: Settings) -> None:
    letters.send(mailing, replace(LETTER, subject="Hello\r\nBcc: all@example.org"), name="x")
    assert mail.letters[0]["Subject"] == "Hello Bcc: all@example.org"
    assert mail.letters[0]["Bcc"] is None


def test_nothing_is_said_in_the_open_when_the_server_cannot_do_otherwise(mail: MailServer, mailing: Settings) -> None:
    for way in ("starttls", "tls"):
        with pytest.raises(NoMailServer):
            letters.send(mailing.model_copy(update={"smtp_tls": way}), LETTER, name="x")
    assert mail.letters == []


def test_without_a_server_the_log_has_the_subject_and_the_link_and_nothing_else(
    databases: Databases, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction(databases) as session:
        letters.post(session, LETTER)
    job = run(databases, Settings())
    said = capsys.readouterr().out
    assert "letter_not_sent" in said
    assert LETTER.subject in said
    assert "https://etalase.example/join/abc123" in said
    assert "Halo" not in said
    assert LETTER.to not in said
    assert (job.state, job.given) == (JobState.DONE, {})
