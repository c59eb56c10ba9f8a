"""Signing in and out."""

from contextlib import suppress

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import sessions, signin
from app.accounts.access import Person
from app.accounts.limits import TooManyTries
from app.accounts.models import User
from app.accounts.signin import WrongCode, WrongSignIn
from app.errors import NotFound
from app.web.deps import Db, Tx, state_of
from app.web.forms import Form
from app.web.language import translations
from app.web.office import inside, office, onward, redirect
from app.web.people import Visitor, cookie, forget_signed_in, keep_signed_in

router = APIRouter(include_in_schema=False)
PATH = "/account/sign-in"


@router.get(PATH)
def ask(request: Request, visitor: Visitor, next: str = "") -> Response:
    if visitor:
        return onward(request, inside(next, home_of(visitor)))
    return office(request, "account/sign_in.html", None, login="", next=inside(next, ""), problem="")


@router.post(PATH)
def sign_in(request: Request, db: Db, tx: Tx, form: Form) -> Response:
    login, wanted = form.line("login", 200), inside(form.get("next", ""), "")
    limits = state_of(request).limits
    try:
        limits.hit("address", address_of(request))
        limits.hit("login", signin.key(db, login))
        user = signin.check(db, login, form.get("password", ""))
    except (WrongSignIn, TooManyTries) as error:
        said = translations(request.state.language).gettext(type(error).message).format(**error.facts)
        answer = office(request, "account/sign_in.html", None, status=error.status, login=login, next=wanted, problem=said)
        if isinstance(error, TooManyTries):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    limits.clear("login", str(user.id))
    return signed_in(request, tx, user, wanted)


@router.get("/account/second-step")
def ask_second(request: Request, next: str = "") -> Response:
    return office(request, "account/second_step.html", None, next=inside(next, ""), problem="")


@router.post("/account/second-step")
def second_step(request: Request, tx: Tx, form: Form) -> Response:
    wanted, token, limits = inside(form.get("next", ""), ""), cookie(request), state_of(request).limits
    owing = sessions.awaiting(tx, token)
    if owing is None:
        return onward(request, PATH, next=wanted)
    try:
        limits.hit("code", str(owing.id))
        token = signin.second_step(tx, token, form.line("code", 20))
    except (WrongCode, TooManyTries) as error:
        said = translations(request.state.language).gettext(type(error).message).format(**error.facts)
        return office(request, "account/second_step.html", None, status=error.status, next=wanted, problem=said)
    limits.clear("code", str(owing.id))
    return keep_signed_in(request, redirect(inside(wanted, home(tx, token)), owing.language), token)


@router.post("/account/sign-out")
def sign_out(request: Request, tx: Tx, visitor: Visitor) -> Response:
    if visitor:
        with suppress(NotFound):  # ended elsewhere a moment ago
            sessions.end(tx, visitor.user, visitor.session_id)
    return forget_signed_in(onward(request, "/"))


def signed_in(request: Request, tx: Session, user: User, wanted: str, *, passkey: bool = False, done: str = "") -> Response:
    """On to where the person wanted to go, signed in, with what was `done`; or to the second step that is owed."""
    token = sessions.begin(tx, user, device=device_of(request), passkey=passkey)
    if sessions.awaiting(tx, token):
        return keep_signed_in(request, onward(request, "/account/second-step", next=wanted), token)
    return keep_signed_in(request, redirect(inside(wanted, home(tx, token)), user.language, done=done), token)


def home(session: Session, token: str) -> str:
    """Where the person of this token begins."""
    person = sessions.person(session, token)
    return home_of(person) if person else PATH


def home_of(person: Person) -> str:
    """The desk for staff, the portal for members of an enterprise, one's own account for others."""
    return "/desk" if person.roles else "/portal" if person.memberships else "/account"


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def device_of(request: Request) -> str:
    """What the browser says about itself, in two words that somebody recognises in a list."""
    agent = request.headers.get("user-agent", "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)


# In this order, because each browser also names those that it is like.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))
