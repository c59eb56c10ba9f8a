"""Everything that is kept about oneself as a file, and closing the account."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts import closing
from app.accounts.access import Person
from app.errors import CatalogueError
from app.review import audit, enterprises, personal
from app.web.account.own import prove
from app.web.deps import Db, Tx
from app.web.forms import Form
from app.web.language import translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Member, forget_signed_in

router = APIRouter(include_in_schema=False)
PATH = "/account/closing"


@router.get("/account/data")
def file(db: Db, member: Member) -> Response:
    content = json.dumps(personal.of(db, member.user), ensure_ascii=False, indent=2)
    headers = {
        "Content-Disposition": 'attachment; filename="etalase-account.json"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type="application/json", headers=headers)


@router.get(PATH)
def ask(request: Request, db: Db, member: Member) -> Response:
    return _page(request, db, member)


@router.post(PATH)
def close(request: Request, db: Db, tx: Tx, member: Member, form: Form) -> Response:
    try:
        if form.get("sure") != "yes":
            raise closing.NotSure
        prove(request, member, form.get("old", ""))
        audit.record(tx, member.user, "account_closed", kind="person", entity_id=member.user.id)
        closing.close(tx, member.user)
    except CatalogueError as error:
        raise Refused(_page(request, db, member, error=error)) from error
    return forget_signed_in(onward(request, "/account/goodbye"))


@router.get("/account/goodbye")
def goodbye(request: Request) -> Response:
    return office(request, "account/goodbye.html", None)


def _page(request: Request, db: Session, member: Person, *, error: CatalogueError | None = None) -> Response:
    language = request.state.language
    alone = [key for key in member.memberships if key in closing.owned_alone(db, member.user)]
    context: dict[str, Any] = {
        "alone": [(key, name) for key, name in enterprises.names(db, alone).items()],
        "wrong": sentences(error.problems, language) if error else {},
        "problem": translations(language).gettext(error.message).format(**error.facts) if error and not error.problems else "",
    }
    return office(request, "account/closing.html", member, status=error.status if error else 200, room="account", **context)
