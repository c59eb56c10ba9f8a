"""Letters: what one says, and how it is sent. Without a server for them the log notes each one, so that staff can hand the link over."""

import re
import smtplib
import ssl
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from email.utils import formatdate
from typing import Final
from uuid import UUID

import structlog
from sqlmodel import Session

from app.errors import Busy, Invalid
from app.jobs import queue
from app.jobs.models import Job
from app.jobs.worker import Task
from app.settings import Settings
from app.text import _

KIND: Final = "letter"

_PATIENCE_SECONDS: Final = 20.0
_LINK: Final = re.compile(r"https?://\S+")

log: Final = structlog.get_logger("etalase")


class Undeliverable(Invalid):
    message = _("The mail server does not take letters to this address.")


class NoMailServer(Busy):
    message = _("The mail server does not answer or refuses us. The letter waits.")


@dataclass(frozen=True)
class Letter:
    """Plain words to one person, in the language of that person."""

    to: str
    subject: str
    text: str
    language: str


def post(session: Session, letter: Letter, *, owner_id: UUID | None = None, asked_by: UUID | None = None) -> Job:
    """Sent if the transaction of the caller is committed. The words are kept until they were sent, and no longer."""
    return queue.enqueue(session, KIND, asdict(letter), owner_id=owner_id, asked_by=asked_by)


def work(task: Task, settings: Settings) -> None:
    """The job. Who is killed between sending and the end of the job sends again under the same id, which mail programs show once."""
    send(settings, Letter(**task.given), name=str(task.job.id))
    with task.finishing(forget=True):
        pass


def send(settings: Settings, letter: Letter, *, name: str) -> None:
    """Now. `name` makes the id of the message. Raises Undeliverable, NoMailServer."""
    if not settings.smtp_host:
        link = _LINK.search(letter.text)
        log.warning("letter_not_sent", why="no ETALASE_SMTP_HOST", subject=letter.subject, link=link and link.group())
        return
    message = _message(settings, letter, name)
    try:
        with _connected(settings) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _words in error.recipients.values()}
        raise (Undeliverable if min(codes) >= 500 else NoMailServer) from error
    except (smtplib.SMTPException, OSError) as error:
        log.warning("mail_server", error=type(error).__name__)
        raise NoMailServer from error


def _message(settings: Settings, letter: Letter, name: str) -> EmailMessage:
    sender = settings.smtp_from or settings.smtp_user or f"etalase@{settings.smtp_host}"
    message = EmailMessage()
    try:
        message["From"] = sender
        message["To"] = letter.to
        message["Subject"] = " ".join(letter.subject.split())
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{name}@{sender.rpartition('@')[2].rstrip('>')}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        message["Content-Language"] = letter.language  # after the content, which brings headers of this kind of its own
    except ValueError as error:  # an address with a line break or the like
        raise Undeliverable from error
    if len(message["To"].addresses) != 1 or not message["To"].addresses[0].domain:
        raise Undeliverable
    return message


def _connected(settings: Settings) -> smtplib.SMTP:
    """Whoever asks closes it."""
    trust = ssl.create_default_context()
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=_PATIENCE_SECONDS, context=trust)
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_PATIENCE_SECONDS)
    try:
        if settings.smtp_tls == "starttls":
            server.starttls(context=trust)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server
