"""Links that were handed over: joining, choosing a password; and asking for one."""

from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import passwords, people, roles, signin, tickets
from app.accounts.models import Purpose, Ticket, User
from app.catalogue.models import Enterprise
from app.errors import CatalogueError
from app.post import letters
from app.text import _
from app.web.account.signing import address_of, home_of, signed_in
from app.web.deps import Db, Language, Tx, state_of
from app.web.forms import Fields, Form
from app.web.language import translations
from app.web.office import Refused, office, onward, sentences
from app.web.pages import known_address
from app.web.people import Visitor
from app.web.state import log

router = APIRouter(include_in_schema=False)
_SUBJECT = _("Choose a new password")
_LETTER = _(
    "Hello {name},\n\nopen this link within a day and choose a new password:\n{link}\n\n"
    "If you did not ask for it, leave it be: nothing changes."
)


@router.get("/account/forgotten")
def ask(request: Request) -> Response:
    return office(request, "account/forgotten.html", None, sent=False, login="", problem="")


@router.post("/account/forgotten")
def send(request: Request, tx: Tx, form: Form) -> Response:
    """The same answer whether anybody has this address or not. A telephone number gets no letter: the centre hands a link over."""
    login, limits = form.line("login", 200), state_of(request).limits
    try:
        limits.hit("address", address_of(request))
        limits.hit("letter", signin.key(tx, login))
    except CatalogueError as error:
        said = translations(request.state.language).gettext(error.message).format(**error.facts)
        return office(request, "account/forgotten.html", None, status=error.status, sent=False, login=login, problem=said)
    user = people.find(tx, login)
    site = known_address(request)
    if not site:
        log.warning("letter_not_sent", why="no ETALASE_PUBLIC_URL")
    if user and user.email and not user.disabled_at and site:
        link = site + tickets.path(Purpose.PASSWORD, tickets.issue(tx, Purpose.PASSWORD, user=user, days=1))
        words = translations(user.language)
        text = words.gettext(_LETTER).format(name=user.name, link=f"{link}?lang={user.language}")
        letters.post(tx, letters.Letter(to=user.email, subject=words.gettext(_SUBJECT), text=text, language=user.language))
    return office(request, "account/forgotten.html", None, sent=True, login="", problem="")


@router.get("/account/password/{token}")
def ask_password(request: Request, db: Db, token: str) -> Response:
    tickets.look(db, token, Purpose.PASSWORD)
    return _page(request, db, Purpose.PASSWORD, token, None)


@router.post("/account/password/{token}")
def choose_password(request: Request, db: Db, tx: Tx, token: str, form: Form) -> Response:
    user = db.get_one(User, tickets.look(db, token, Purpose.PASSWORD).user_id)
    try:
        passwords.acceptable(form.get("password", ""), own=people.own_words(user))
    except CatalogueError as error:
        return _page(request, db, Purpose.PASSWORD, token, None, error=error)
    encoded = passwords.hashed(form["password"])
    tickets.redeem(tx, token, Purpose.PASSWORD)
    user = signin.change_password(tx, user, encoded, keep=None)
    return signed_in(request, tx, user, "", done="password")


@router.get("/account/join/{token}")
def ask_join(request: Request, db: Db, token: str, visitor: Visitor) -> Response:
    ticket = tickets.look(db, token, Purpose.JOIN)
    return _page(request, db, Purpose.JOIN, token, ticket, person=visitor)


@router.post("/account/join/{token}")
def join(request: Request, db: Db, tx: Tx, token: str, visitor: Visitor, form: Form, language: Language) -> Response:
    ticket = tickets.look(db, token, Purpose.JOIN)
    if visitor:
        roles.accept(tx, visitor.user, tickets.redeem(tx, token, Purpose.JOIN))
        return onward(request, home_of(visitor), "joined")
    try:
        passwords.acceptable(form.get("password", ""), own=(form.line("name"), form.line("login")))
        encoded = passwords.hashed(form["password"])
        redeemed = tickets.redeem(tx, token, Purpose.JOIN)
        user = people.register(tx, name=form.line("name"), login=form.line("login", 200), password_hash=encoded, language=language)
    except CatalogueError as error:
        # The link is good for another try.
        raise Refused(_page(request, db, Purpose.JOIN, token, ticket, form=form, error=error)) from error
    roles.accept(tx, user, redeemed)
    return signed_in(request, tx, user, "")


def _page(
    request: Request, db: Session, purpose: Purpose, token: str, ticket: Ticket | None, *, form: Fields | None = None, **more: Any
) -> Response:
    error: CatalogueError | None = more.pop("error", None)
    language = request.state.language
    said = translations(language).gettext(error.message).format(**error.facts) if error and not error.problems else ""
    enterprise = db.get(Enterprise, ticket.enterprise_id) if ticket and ticket.enterprise_id else None
    context: dict[str, Any] = {
        "purpose": purpose.value,
        "action": tickets.path(purpose, token),
        "token": token,
        "typed": form or Fields([]),
        "wrong": sentences(error.problems, language) if error else {},
        "problem": said,
        "enterprise": enterprise.content["name"] if enterprise else "",
    }
    return office(request, "account/link.html", more.get("person"), status=error.status if error else 200, **context)
