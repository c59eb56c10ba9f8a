"""An enterprise looks at what staff entered for it, and confirms or refuses. The link is enough: it needs no account."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import consents, tickets
from app.accounts.consents import TEXTS, ConsentPurpose
from app.accounts.models import Purpose, Ticket, User
from app.catalogue.models import Enterprise
from app.catalogue.reference import Reference
from app.review import assisting, live
from app.review.models import Submission
from app.web.deps import Db, Frame, Language, Tx
from app.web.desk.lines import local_day
from app.web.desk.words import Words
from app.web.forms import Form
from app.web.language import translations
from app.web.office import office

router = APIRouter(include_in_schema=False)
PATH: Final = tickets.PATHS[Purpose.CONFIRM]
# Names of form fields that differ from those of the content, and choices whose keys have words.
_SAME: Final = {"lead_time": "lead_time_days", "shelf_life": "shelf_life_days"}
_CHOICES: Final = frozenset({"area", "origin", "category", "size", "size_basis", "storage", "stage"})
_UNSAID: Final = frozenset({"size_basis", "price_on_request", "currency", "stage", "alcohol", "capacity_private"})


@router.get(PATH + "/{token}")
def ask(request: Request, db: Db, frame: Frame, language: Language, token: str) -> Response:
    return _page(request, db, frame, language, tickets.look(db, token, Purpose.CONFIRM), token)


@router.post(PATH + "/{token}")
def confirm(request: Request, tx: Tx, token: str) -> Response:
    assisting.confirm(tx, token)
    return office(request, "account/confirmed.html", None, confirmed=True)


@router.post(PATH + "/{token}/refusal")
def refuse(request: Request, tx: Tx, token: str, form: Form) -> Response:
    assisting.refuse(tx, token, form.line("why", 1000))
    return office(request, "account/confirmed.html", None, confirmed=False)


def _page(request: Request, db: Session, frame: Reference, language: str, ticket: Ticket, token: str) -> Response:
    assert ticket.enterprise_id is not None  # noqa: S101  issued for an enterprise only
    words, submissions = Words(language, frame), assisting.entered(db, ticket.enterprise_id)
    maker = next((one for one in submissions if one.kind == live.ENTERPRISE), None)
    row = db.get(Enterprise, ticket.enterprise_id)
    consent = consents.current(db, ticket.enterprise_id, ConsentPurpose.PUBLISH)
    context: dict[str, Any] = {
        "action": f"{PATH}/{token}",
        "name": _name(maker, row),
        "facts": _facts(words, maker) if maker else [],
        "products": [(_title(frame, one, language), _facts(words, one), _pictures(one)) for one in submissions if one.kind == live.PRODUCT],
        "live": row is not None and not row.suspended,
        "address": f"/makers/{row.slug}" if row else "",
        "consent": consent,
        "given_on": local_day(frame, consent.given_at) if consent else None,
        "recorded_by": _who(db, consent.recorded_by) if consent else "",
        "sentences": [translations(language).gettext(sentence) for sentence in TEXTS[ConsentPurpose.PUBLISH].sentences],
    }
    return office(request, "account/confirm.html", None, **context)


def _facts(words: Words, submission: Submission) -> list[tuple[str, str, str]]:
    """Label, text and language of each field in which something stands."""
    found = []
    for name, text in submission.typed.get("fields", {}).items():
        field, _dot, language = name.partition(".")
        if not text.strip() or field in _UNSAID:
            continue
        label = words.field(_SAME.get(field, field))
        said = words.value(field, text) if field in _CHOICES else f"{_currency(submission, field)}{text}"
        found.append((f"{label} · {words.in_language(language)}" if language else label, said, language))
    return found


def _currency(submission: Submission, field: str) -> str:
    """In front of a price, as it was chosen."""
    chosen = submission.typed["fields"].get("currency", "") if field in ("price", "wholesale_price", "cost") else ""
    return f"{chosen} " if chosen else ""


def _title(frame: Reference, submission: Submission, language: str) -> str:
    fields = submission.typed.get("fields", {})
    found = frame.words({key.partition(".")[2]: text for key, text in fields.items() if key.startswith("name.") and text.strip()}, language)
    return found.value if found else ""


def _pictures(submission: Submission) -> int:
    return len(submission.typed.get("pictures", []))


def _name(maker: Submission | None, row: Enterprise | None) -> str:
    typed = maker.typed.get("fields", {}).get("name", "") if maker else ""
    return str(typed or (row.content["name"] if row else ""))


def _who(session: Session, user_id: UUID | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""
