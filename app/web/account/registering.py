"""An enterprise registers itself: a person, a name and a place. What else is needed is asked for step by step afterwards."""

from functools import partial
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import consents, passwords, people, roles
from app.accounts.access import Person
from app.accounts.consents import ConsentPurpose
from app.accounts.models import MemberRole
from app.catalogue.reference import Reference
from app.db import now
from app.errors import CatalogueError, Problem
from app.review import audit, drafts, live
from app.text import _
from app.web.account.signing import address_of, home_of, signed_in
from app.web.deps import Db, Frame, Language, Tx, state_of
from app.web.forms import Fields, Form
from app.web.language import translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Visitor

router = APIRouter(include_in_schema=False)
PATH = "/account/register"
_MISSING = _("This is needed.")
_NO_PLACE = _("Please choose a place from the list.")


@router.get(PATH)
def ask(request: Request, visitor: Visitor, frame: Frame, language: Language) -> Response:
    if visitor and visitor.memberships:
        return onward(request, home_of(visitor))
    return _page(request, frame, language, Fields([]))


@router.post(PATH)
def register(request: Request, db: Db, tx: Tx, frame: Frame, language: Language, form: Form) -> Response:
    problems = _problems(db, frame, form)
    try:
        state_of(request).limits.hit("registration", address_of(request))
        if problems:
            return _page(request, frame, language, form, problems=problems, status=422)
        encoded = passwords.hashed(form["password"])
        user = people.register(tx, name=form.line("name"), login=form.line("login", 200), password_hash=encoded, language=language)
    except CatalogueError as error:
        again = _page(request, frame, language, form, problems=[*problems, *error.problems], error=error, status=error.status)
        raise Refused(again) from error
    enterprise = uuid4()
    roles.join(tx, user, enterprise, MemberRole.OWNER)
    if form.get("consent"):
        version = consents.TEXTS[ConsentPurpose.PUBLISH].version
        consents.give(tx, enterprise_id=enterprise, purpose=ConsentPurpose.PUBLISH, text_version=version, language=language, user=user)
    person = Person(user, uuid4(), {enterprise: MemberRole.OWNER}, frozenset(), now())
    draft = drafts.open_draft(tx, person, live.ENTERPRISE, None, enterprise)
    known = {"name": form.line("enterprise", 200), "area": form["area"]}
    drafts.save(tx, person, draft, {"fields": known}, version=draft.version)
    audit.record(tx, user, "registered", kind=live.ENTERPRISE, entity_id=enterprise, enterprise_id=enterprise)
    return signed_in(request, tx, user, "/portal?done=registered")


def _problems(db: Session, frame: Reference, form: Fields) -> list[Problem]:
    """Everything that can be seen to be wrong, at once and in the order of the form."""
    found = [] if form.line("enterprise") else [Problem("enterprise", _MISSING)]
    found += [] if form.get("area") in frame.areas else [Problem("area", _NO_PLACE)]
    found += [Problem(name, _MISSING) for name in ("name", "login") if not form.line(name)]
    own = (form.line("name"), form.line("login"), form.line("enterprise"))
    for check in (
        partial(people.read_login, db, form.line("login", 200)),
        partial(passwords.acceptable, form.get("password", ""), own=own),
    ):
        try:
            check()
        except CatalogueError as error:
            found += error.problems
    return found


def places(frame: Reference, language: str) -> list[tuple[str, str]]:
    """The finest areas of every country as options, the centre's own first, each with what lies around it."""
    own, parents = frame.centre.area, {area.parent_key for area in frame.areas.values()}
    ends = [area for area in frame.areas.values() if area.key not in parents]
    near = set(frame.areas_within(own))
    named = [(area, ", ".join(frame.name(step, language) for step in reversed(frame.area_path(area.key)))) for area in ends]
    named.sort(key=lambda pair: (pair[0].key not in near, pair[0].country != own[:2], pair[1]))
    return [(area.key, name) for area, name in named]


def _page(
    request: Request,
    frame: Reference,
    language: str,
    form: Fields,
    *,
    problems: list[Problem] | None = None,
    error: CatalogueError | None = None,
    status: int = 200,
) -> Response:
    words = translations(language)
    said = words.gettext(error.message).format(**error.facts) if error and not error.problems else ""
    context: dict[str, Any] = {
        "typed": form,
        "wrong": sentences(problems or [], language),
        "problem": said,
        "areas": places(frame, language),
        "consent": " ".join(words.gettext(sentence) for sentence in consents.TEXTS[ConsentPurpose.PUBLISH].sentences),
    }
    return office(request, "account/register.html", None, status=status, **context)
