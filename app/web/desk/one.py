"""All that the desk knows of one enterprise, gathered for its page."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts import consents, roles, tickets
from app.accounts.access import Person, staffs
from app.accounts.models import Purpose, StaffRole, User
from app.catalogue import confidential
from app.catalogue.content import EnterpriseContent, ProductContent
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference
from app.review import assisting, audit, drafts, enterprises, live, readiness, trust
from app.review.enterprises import Standing
from app.review.models import State, Submission
from app.web.desk.lines import local_day, told
from app.web.desk.wording import LEVELS, STANDINGS
from app.web.desk.words import Words

_PRODUCTS: Final = 100
_SUBMISSIONS: Final = 50
_EVENTS: Final = 12
_APART: Final = frozenset({"id", "slug", "centre", "pictures", "certificates", "as_entered"})


@dataclass(frozen=True)
class Fact:
    """A field with its value as people write it; `language` where it is a text, `elsewhere` where the reader has it in an own language."""

    label: str
    value: str
    language: str = ""
    elsewhere: bool = False


def about(session: Session, person: Person, frame: Reference, language: str, enterprise_id: UUID) -> dict[str, Any]:
    """What the template desk/enterprise.html names."""
    words = Words(language, frame)
    row = session.get(Enterprise, enterprise_id)
    stands = enterprises.standing(session, enterprise_id) or Standing.REGISTERING
    opened = [one for one in drafts.listed(session, enterprise_id) if one.kind == live.ENTERPRISE]
    draft = opened[0] if opened else None
    products = session.exec(
        select(Product).where(Product.enterprise_id == enterprise_id).order_by(col(Product.slug)).limit(_PRODUCTS)
    ).all()
    submissions = drafts.listed(session, enterprise_id, states=tuple(State))
    record = audit.find(session, audit.Wanted(enterprise_id=enterprise_id), limit=_EVENTS)
    return {
        "enterprise_id": enterprise_id,
        "name": _name(row, draft, submissions),
        "row": row,
        "standing": stands,
        "standings": STANDINGS,
        "draft": draft,
        "ready": readiness.of(session, draft) if draft else None,
        "facts": list(_facts(words, EnterpriseContent.model_validate(row.content))) if row else _typed(words, draft),
        "confidential": list(_facts(words, confidential.of_enterprise(session, enterprise_id))) if row else [],
        "papers": _papers(session, words, row),
        "products": [(product, _product_name(frame, product, language)) for product in products],
        "product_count": session.exec(select(func.count()).where(Product.enterprise_id == enterprise_id)).one(),
        "submissions": [(one, _said_name(frame, one, language)) for one in submissions[:_SUBMISSIONS]],
        **_people(session, enterprise_id),
        "local": partial(local_day, frame),
        "level": trust.level(session, enterprise_id),
        "levels": LEVELS,
        "limits": trust.LEVELS,
        "history": trust.history(session, enterprise_id),
        "events": [told(session, event, words) for event in record.events],
        "moderates": staffs(person, StaffRole.MODERATOR),
        "manages": staffs(person, StaffRole.MANAGER),
    }


def _people(session: Session, enterprise_id: UUID) -> dict[str, Any]:
    """Who works for it, and what of it somebody agreed to."""
    given = consents.history(session, enterprise_id)
    return {
        "members": roles.members(session, enterprise_id),
        "invitations": tickets.waiting(session, Purpose.JOIN, enterprise_id=enterprise_id),
        "consents": [(one, _who(session, one.user_id), _who(session, one.recorded_by)) for one in given],
        "outdated": consents.outdated,
        "assisted": assisting.consent(session, enterprise_id),
        "asked": tickets.waiting(session, Purpose.CONFIRM, enterprise_id=enterprise_id),
    }


def _facts(words: Words, content: Any) -> list[Fact]:
    """Every field that says something, in the order of the content; texts once per language."""
    found = []
    for name in type(content).model_fields:
        value = getattr(content, name)
        if name in _APART or value in (None, "", {}, []):
            continue
        if isinstance(value, dict):
            label, own = words.field(name), words.language in value
            found += [Fact(f"{label} · {words.in_language(key)}", str(t), key, own and key != words.language) for key, t in value.items()]
        else:
            found.append(Fact(words.field(name), words.value(name, value)))
    return found


def _typed(words: Words, draft: Submission | None) -> list[Fact]:
    """What stands in the form of one that is not in the catalogue yet, word for word."""
    found = []
    for name, text in (draft.typed.get("fields", {}) if draft else {}).items():
        field, _dot, language = name.partition(".")
        if text.strip():
            label = f"{words.field(field)} · {words.in_language(language)}" if language else words.field(field)
            found.append(Fact(label, words.value(field, text) if field in ("area", "size", "size_basis") else text, language))
    return found


def _papers(session: Session, words: Words, row: Enterprise | None) -> list[str]:
    if row is None:
        return []
    shown = EnterpriseContent.model_validate(row.content).certificates
    return [words.paper(paper) for paper in (*shown, *confidential.of_enterprise(session, row.id).certificates)]


def _name(row: Enterprise | None, draft: Submission | None, submissions: list[Submission]) -> str:
    if row:
        return str(row.content["name"])
    known = draft or next((one for one in submissions if one.kind == live.ENTERPRISE), None)
    return str(known.typed.get("fields", {}).get("name", "")) if known else ""


def _product_name(frame: Reference, product: Product, language: str) -> str:
    found = frame.words(ProductContent.model_validate(product.content).name, language)
    return found.value if found else product.slug


def _said_name(frame: Reference, submission: Submission, language: str) -> str:
    """The name as it stands in the form, in the reader's language or another one."""
    fields = submission.typed.get("fields", {})
    if plain := fields.get("name"):
        return str(plain)
    names = {key.partition(".")[2]: text for key, text in fields.items() if key.startswith("name.") and text.strip()}
    found = frame.words(names, language)
    return found.value if found else ""


def _who(session: Session, user_id: UUID | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""
