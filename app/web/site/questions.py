"""A visitor asks a maker, on an own phone: the form, sending, and the page that can delete what was asked. Works without scripts."""

from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import roles
from app.catalogue import documents, queries
from app.catalogue.reference import Reference
from app.db import now
from app.errors import CatalogueError, NotFound
from app.inquiries import asking
from app.inquiries.asking import CONSENT, To
from app.inquiries.models import Inquiry
from app.post import letters
from app.text import _
from app.visits import counting
from app.visits.counting import Happened
from app.visits.models import Kind, Surface
from app.web.account.signing import address_of
from app.web.deps import Db, Frame, Language, Tx, state_of
from app.web.formats import phone
from app.web.forms import Fields, Form
from app.web.language import translations
from app.web.office import Refused, office, redirect, sentences
from app.web.pages import known_address
from app.web.state import log

router = APIRouter(include_in_schema=False)
_TRAP: Final = "website"
"""A field that nobody sees: whoever fills it in is a program."""
_SUBJECT: Final = _("A question about {about}")
_LETTER: Final = _(
    "Hello {name},\n\na visitor has a question about “{about}”. Read it and answer it here:\n{link}\n\n"
    "The question itself is not in this letter, so that it can be deleted when the visitor wants that."
)


@dataclass(frozen=True)
class Asking:
    """Whom a form is for: what it is about, the document of its maker, and the page from which it was opened."""

    to: To
    maker: dict[str, Any]
    picture: dict[str, Any] | None
    category: str
    path: str


@router.get("/p/{ident}/question")
def begin_product(request: Request, db: Db, frame: Frame, language: Language, ident: str) -> Response:
    return _form(request, frame, language, _product(db, frame, language, ident), Fields([]))


@router.post("/p/{ident}/question")
def send_product(request: Request, db: Db, tx: Tx, frame: Frame, language: Language, ident: str, form: Form) -> Response:
    return _sent(request, db, tx, frame, language, _product(db, frame, language, ident), form)


@router.get("/makers/{ident}/question")
def begin_maker(request: Request, db: Db, frame: Frame, language: Language, ident: str) -> Response:
    return _form(request, frame, language, _maker(db, frame, language, ident), Fields([]))


@router.post("/makers/{ident}/question")
def send_maker(request: Request, db: Db, tx: Tx, frame: Frame, language: Language, ident: str, form: Form) -> Response:
    return _sent(request, db, tx, frame, language, _maker(db, frame, language, ident), form)


@router.get("/questions/{token}")
def show(request: Request, db: Db, token: str) -> Response:
    """Only whoever has the link sees it."""
    question = asking.asked(db, token)
    contact = phone(question.phone) if question.phone else question.email
    return _private(office(request, "site/question_sent.html", None, question=question, contact=contact, token=token))


@router.post("/questions/{token}/removal")
def remove(request: Request, tx: Tx, token: str) -> Response:
    asking.take_back(tx, token)
    return _private(office(request, "site/question_removed.html", None))


def offered(session: Session, frame: Reference, shown: queries.Shown) -> bool:
    """Whether the page of this thing invites to ask: a question goes to a maker of this centre, if it takes any."""
    return shown.enterprise.centre_id == frame.centre.id and asking.open_to(session, shown.enterprise.id)


def _product(session: Session, frame: Reference, language: str, ident: str) -> Asking:
    shown = queries.product(session, ident)
    if not offered(session, frame, shown):
        raise NotFound
    document = documents.product(session, frame, shown, language)
    to = To(enterprise_id=shown.enterprise.id, product_id=shown.product.id if shown.product else None, about=document["name"])
    return Asking(to, document["enterprise"], document["picture"], document["category"]["key"], f"/p/{document['slug']}")


def _maker(session: Session, frame: Reference, language: str, ident: str) -> Asking:
    shown = queries.enterprise(session, ident)
    if not offered(session, frame, shown):
        raise NotFound
    document = documents.enterprise(session, frame, shown, language)
    to = To(enterprise_id=shown.enterprise.id, product_id=None, about=document["name"])
    return Asking(to, document, document["picture"], "maker", f"/makers/{document['slug']}")


def _sent(request: Request, db: Session, tx: Session, frame: Reference, language: str, about: Asking, form: Fields) -> Response:
    if form.line(_TRAP):
        return redirect(about.path, language)
    limits, days = state_of(request).limits, state_of(request).settings.question_days
    try:
        question = asking.read(
            db,
            name=form.get("name", ""),
            contact=form.get("contact", ""),
            message=form.get("message", ""),
            agreed=bool(form.get("consent")),
        )
        for key in (address_of(request), str(question.login)):
            limits.hit("question", key)
        inquiry, token = asking.ask(tx, about.to, question, language=language, text_version=form.line("text_version"), days=days)
    except CatalogueError as error:
        raise Refused(_form(request, frame, language, about, form, error=error)) from error
    _count(tx, frame, inquiry)
    _tell(request, tx, inquiry)
    return redirect(f"/questions/{token}", language)


def _form(
    request: Request, frame: Reference, language: str, about: Asking, form: Fields, *, error: CatalogueError | None = None
) -> Response:
    words = translations(language)
    facts = {
        "enterprise": about.maker["name"],
        "centre": frame.name(frame.centre, language),
        "days": state_of(request).settings.question_days,
    }
    context: dict[str, Any] = {
        "about": about,
        "typed": form,
        "wrong": sentences(error.problems, language) if error else {},
        "problem": words.gettext(error.message).format(**error.facts) if error and not error.problems else "",
        "consent": [words.gettext(sentence).format(**facts) for sentence in CONSENT.sentences],
        "version": CONSENT.version,
        "trap": _TRAP,
    }
    return office(request, "site/question.html", None, status=error.status if error else 200, **context)


def _count(tx: Session, frame: Reference, inquiry: Inquiry) -> None:
    thing = inquiry.product_id or inquiry.enterprise_id
    event = Happened(id=inquiry.id, kind=Kind.ASKED, surface=Surface.WEB, thing_id=thing, language=inquiry.language, at=now())
    counting.count(tx, frame, [event])


def _tell(request: Request, tx: Session, inquiry: Inquiry) -> None:
    """A letter to each who works for the enterprise, has an address and wants letters. It leads to the question and does not repeat it."""
    site = known_address(request)
    if not site:
        log.warning("letter_not_sent", why="no ETALASE_PUBLIC_URL")
        return
    link = f"{site}/portal/{inquiry.enterprise_id}/questions/{inquiry.id}"
    for user, _role in roles.members(tx, inquiry.enterprise_id):
        if user.email and user.letters and not user.disabled_at:
            say = translations(user.language).gettext
            text = say(_LETTER).format(name=user.name, about=inquiry.about, link=f"{link}?lang={user.language}")
            subject = say(_SUBJECT).format(about=inquiry.about)
            letters.post(tx, letters.Letter(to=user.email, subject=subject, text=text, language=user.language))


def _private(answer: Response) -> Response:
    """Never kept, neither here nor by whoever stands between; the address is a secret, so no page is told it."""
    answer.headers["cache-control"] = "no-store"
    answer.headers["referrer-policy"] = "no-referrer"
    return answer
