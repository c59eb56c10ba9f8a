"""Everything of one's own: name, password, second step, devices."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import passkeys, passwords, people, sessions, signin
from app.accounts.access import Person
from app.accounts.signin import Totp, WrongSignIn
from app.errors import CatalogueError, Problem
from app.text import _
from app.web.deps import Db, Frame, Tx, state_of
from app.web.forms import Form
from app.web.language import translations
from app.web.office import Refused, office, onward, redirect, sentences
from app.web.people import Member
from app.web.squares import square_code

router = APIRouter(include_in_schema=False)
PATH = "/account"
_OTHER = _("This is not your password.")


@router.get(PATH)
def show(request: Request, db: Db, member: Member, frame: Frame, second: str = "") -> Response:
    totp = signin.begin_totp(member.user, issuer=frame.name(frame.centre, request.state.language)) if second == "new" else None
    return _page(request, db, member, totp=totp)


@router.post("/account/name")
def rename(request: Request, db: Db, tx: Tx, member: Member, form: Form) -> Response:
    try:
        people.rename(tx, member.user, name=form.line("name"))
        user = people.change_language(tx, member.user, language=form.line("language"))
        people.want_letters(tx, member.user, wanted=form.get("letters") == "yes")
    except CatalogueError as error:
        raise Refused(_page(request, db, member, error=error)) from error
    return redirect(f"{PATH}?done=saved", user.language)


@router.post("/account/password")
def change_password(request: Request, db: Db, tx: Tx, member: Member, form: Form) -> Response:
    try:
        prove(request, member, form.get("old", ""))
        passwords.acceptable(form.get("password", ""), own=people.own_words(member.user))
    except CatalogueError as error:
        return _page(request, db, member, error=error)
    signin.change_password(tx, member.user, passwords.hashed(form["password"]), keep=member.session_id)
    return onward(request, PATH, "password")


@router.post("/account/second-step/secret")
def switch_second_on(request: Request, db: Db, tx: Tx, member: Member, frame: Frame, form: Form) -> Response:
    try:
        signin.confirm_totp(tx, member.user, form.line("secret"), form.line("code", 20))
    except CatalogueError as error:
        totp = signin.begin_totp(member.user, issuer=frame.name(frame.centre, request.state.language))
        raise Refused(_page(request, db, member, error=error, totp=totp)) from error
    sessions.end_others(tx, member.user, keep=member.session_id)
    return onward(request, PATH, "saved")


@router.post("/account/second-step/removal")
def switch_second_off(request: Request, db: Db, tx: Tx, member: Member, form: Form) -> Response:
    try:
        prove(request, member, form.get("old", ""))
    except CatalogueError as error:
        return _page(request, db, member, error=error)
    signin.end_totp(tx, member.user)
    return onward(request, PATH, "saved")


@router.post("/account/sessions/{session_id}/removal")
def end_session(request: Request, tx: Tx, member: Member, session_id: UUID) -> Response:
    sessions.end(tx, member.user, session_id)
    return onward(request, PATH, "removed")


@router.post("/account/passkeys/{passkey_id}/removal")
def remove_passkey(request: Request, tx: Tx, member: Member, passkey_id: UUID) -> Response:
    passkeys.remove(tx, member.user, passkey_id)
    return onward(request, PATH, "removed")


def prove(request: Request, member: Person, password: str) -> None:
    """Who changes the locks shows the old key, unless there is none yet. Raises WrongSignIn with a problem at `old`."""
    limits = state_of(request).limits
    limits.hit("login", str(member.user.id))
    if member.user.password and not passwords.fits(password, member.user.password):
        raise WrongSignIn((Problem("old", _OTHER),))
    limits.clear("login", str(member.user.id))


def _page(request: Request, db: Session, member: Person, *, error: CatalogueError | None = None, totp: Totp | None = None) -> Response:
    language = request.state.language
    said = translations(language).gettext(error.message).format(**error.facts) if error and not error.problems else ""
    label = translations(language).gettext("Code for the app")
    context: dict[str, Any] = {
        "wrong": sentences(error.problems, language) if error else {},
        "problem": said,
        "sessions": sessions.listed(db, member.user),
        "passkeys": passkeys.listed(db, member.user),
        "totp": {"secret": totp.secret, "code": square_code(totp.address, label)} if totp else None,
    }
    return office(request, "account/account.html", member, status=error.status if error else 200, room="account", **context)
