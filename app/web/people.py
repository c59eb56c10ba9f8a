"""Who is there: what an endpoint may ask for about people, one word each in its signature."""

from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response

from app.accounts import access, sessions
from app.accounts.access import Person
from app.accounts.models import StaffRole
from app.db import transaction
from app.errors import CatalogueError, NotFound
from app.text import _
from app.web.deps import state_of

_PLAIN: Final = "etalase"
_SECURE: Final = "__Host-etalase"


class SignInNeeded(CatalogueError):
    """Nobody is signed in: the page of signing in comes first, then the one that was wanted."""

    status = 401
    message = _("Please sign in first.")


def visitor_of(request: Request) -> Person | None:
    """Who is signed in, if anybody. Found anew at each request, so that what ends a session ends it at once."""
    token = cookie(request)
    if not token:
        return None
    state = state_of(request)
    with state.session() as session:
        person = sessions.person(session, token)
    if person and person.stale:
        with transaction(state.databases) as session:
            sessions.touch(session, person)
    return person


def _member(visitor: Annotated[Person | None, Depends(visitor_of)]) -> Person:
    if visitor is None:
        raise SignInNeeded
    return visitor


def staff(*roles: StaffRole) -> Any:
    """Somebody of the centre's staff in one of these roles; without any, in whatever role. For others the page does not exist."""

    def dependency(person: Annotated[Person, Depends(_member)]) -> Person:
        if not access.staffs(person, *roles):
            raise NotFound
        return person

    return Depends(dependency)


def cookie(request: Request) -> str:
    """The token of the session that the browser sent; empty when it sent none."""
    return request.cookies.get(_SECURE) or request.cookies.get(_PLAIN) or ""


def keep_signed_in(request: Request, answer: Response, token: str) -> Response:
    """The same answer with the cookie of a session. Over https its name binds it to this host alone."""
    secure = request.url.scheme == "https"
    answer.set_cookie(_SECURE if secure else _PLAIN, token, max_age=60 * 24 * 3600, secure=secure, httponly=True, samesite="lax", path="/")
    return answer


def forget_signed_in(answer: Response) -> Response:
    answer.delete_cookie(_SECURE, secure=True, httponly=True, samesite="lax", path="/")
    answer.delete_cookie(_PLAIN, httponly=True, samesite="lax", path="/")
    return answer


Visitor = Annotated[Person | None, Depends(visitor_of)]
Member = Annotated[Person, Depends(_member)]
Staff = Annotated[Person, staff()]
Assisting = Annotated[Person, staff(StaffRole.MODERATOR, StaffRole.FLOOR)]
Translator = Annotated[Person, staff(StaffRole.TRANSLATOR)]
Moderator = Annotated[Person, staff(StaffRole.MODERATOR)]
Manager = Annotated[Person, staff(StaffRole.MANAGER)]
Administrator = Annotated[Person, staff(StaffRole.ADMINISTRATOR)]
