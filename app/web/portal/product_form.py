"""The form of a product: its steps, what may be chosen, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from app.catalogue import listing
from app.catalogue.content import PictureRef, Stage, Storage
from app.catalogue.models import Enterprise, Product
from app.catalogue.packs import units
from app.catalogue.reference import Reference
from app.errors import Problem
from app.media import coaching
from app.media.models import Media, Upload
from app.review import checks, drafts, live, readiness, reading, sketching, workflow
from app.review.forms import Typed
from app.review.models import Submission
from app.text import _
from app.web.account.registering import places
from app.web.language import own_name, translations
from app.web.office import sentences

CURRENCIES: Final = ("IDR", "BND", "MYR", "PHP", "USD", "SGD")


@dataclass(frozen=True)
class Step:
    """One page of the form on a phone. `fields` are the names, up to the first dot, of what stands there."""

    key: str
    icon: str
    words: str
    fields: tuple[str, ...]


STEPS: Final = (
    Step("pictures", "camera", _("Pictures"), ("pictures", "more_pictures", "alt")),
    Step("words", "pencil", _("Name and words"), ("name", "summary", "description", "ingredients")),
    Step("kind", "layout-grid", _("Kind and origin"), ("category", "alcohol", "stage", "origin", "hs_code")),
    Step(
        "price",
        "tag",
        _("Price and pack"),
        ("price", "price_on_request", "currency", "wholesale_price", "unit", "net", "cost", "gtin", "reference"),
    ),
    Step(
        "amounts",
        "package",
        _("Amounts"),
        ("minimum_order", "minimum_order_unit", "monthly_capacity", "monthly_capacity_unit", "lead_time", "shelf_life", "storage"),
    ),
    Step("papers", "award", _("Certificates"), ("certificates",)),
    Step("send", "send", _("Check and send"), ()),
)

LABELS: Final = {
    "pictures": _("Pictures"),
    "name": _("Name"),
    "summary": _("One line about it"),
    "description": _("Description"),
    "ingredients": _("Ingredients"),
    "category": _("Kind"),
    "alcohol": _("Contains alcohol"),
    "stage": _("What it is sold as"),
    "origin": _("Where it is made"),
    "hs_code": _("HS code"),
    "price": _("Price"),
    "price_on_request": _("Price on request"),
    "currency": _("Currency"),
    "wholesale_price": _("Wholesale price"),
    "unit": _("Sold by"),
    "net": _("Net content"),
    "cost": _("What it costs you"),
    "gtin": _("Barcode number"),
    "reference": _("Your own code"),
    "minimum_order": _("Smallest order"),
    "monthly_capacity": _("What you can make in a month"),
    "lead_time": _("Days until it is ready to send"),
    "shelf_life": _("How long it keeps"),
    "storage": _("How it is stored"),
    "certificates": _("Certificates"),
}

_STORAGE: Final = {
    Storage.AMBIENT: _("At room temperature"),
    Storage.COOL: _("Cool and dry"),
    Storage.CHILLED: _("In the refrigerator"),
    Storage.FROZEN: _("Frozen"),
}
_STAGES: Final = {
    Stage.FINISHED: _("Ready to use or eat"),
    Stage.INGREDIENT: _("An ingredient for makers"),
    Stage.RAW: _("Raw, as harvested or caught"),
}
_PERIODS: Final = {"day": _("days"), "week": _("weeks"), "month": _("months"), "year": _("years")}


def place_of(key: str) -> str:
    """The id of the element of the form where a problem is solved or something missing is added."""
    first = key.partition(".")[0]
    if first in ("more_pictures", "alt", "pictures"):
        return "step-pictures"
    return {"certificates": "step-papers", "name": "step-words"}.get(key, key)


def label_of(key: str, language: str) -> str:
    """What the form calls a field; of a text also its language."""
    first, _dot, rest = key.partition(".")
    label = translations(language).gettext(LABELS.get(first, ""))
    return f"{label} ({own_name(rest)})" if label and first in ("name", "summary", "description", "ingredients") and rest else label


def state(session: Session, submission: Submission, language: str) -> dict[str, Any]:
    """How far a draft is, as the page and its script show it: what is missing, what cannot be read, what is there already."""
    typed = Typed.of(submission.typed)
    ready = readiness.of(session, submission)
    # What is empty is missing, not wrong: nobody is scolded for what they have not come to yet.
    wrong = [problem for problem in workflow.read(session, submission).problems if _typed_there(problem, typed)]
    return {
        "version": submission.version,
        "saved_at": submission.saved_at.isoformat(),
        "readiness": {"share": ready.share, "missing": _missing(ready.missing, language)},
        "problems": sentences(wrong, language),
        "twins": _twins(session, submission, language),
    }


def context(session: Session, frame: Reference, submission: Submission, typed: Typed, language: str) -> dict[str, Any]:
    """What the templates of the form name. `typed` may be more than what is stored."""
    words = translations(language)
    fields = {"origin": _home(session, submission.enterprise_id), **reading.as_here(frame, typed.fields)}
    named = [tongue for tongue in frame.centre.languages if typed.fields.get(f"name.{tongue}")]
    source = language if language in named or not named else named[0]
    return {
        "draft": submission,
        "base": f"/portal/{submission.enterprise_id}/drafts/{submission.id}",
        "typed": fields,
        "pictures": pictures(session, typed, submission.enterprise_id, language),
        "papers": [*typed.certificates, {}],
        "steps": [(step, words.gettext(step.words), tuple(step.fields)) for step in STEPS],
        "source": source,
        "tongues": [(tongue, own_name(tongue)) for tongue in sorted(frame.centre.languages, key=lambda t: t != source)],
        "categories": _categories(frame, language, fields.get("category", "")),
        "places": places(frame, language),
        "units": sorted(((key, names.get(language, key)) for key, names in units().items()), key=lambda pair: pair[1]),
        "currencies": [(currency, currency) for currency in sorted(CURRENCIES, key=lambda currency: currency != frame.centre.currency)],
        "storages": [(key.value, words.gettext(sentence)) for key, sentence in _STORAGE.items()],
        "stages": [(key.value, words.gettext(sentence)) for key, sentence in _STAGES.items()],
        "periods": [(key, words.gettext(word)) for key, word in _PERIODS.items()],
        "schemes": [(scheme.key, frame.name(scheme, language)) for scheme in frame.schemes.values()],
        "labels": {name: words.gettext(label) for name, label in LABELS.items()},
    }


def _home(session: Session, enterprise_id: UUID) -> str:
    """The area of the enterprise: what it makes is made there until somebody says otherwise."""
    if shown := session.get(Enterprise, enterprise_id):
        return str(shown.area)
    draft = drafts.latest(session, live.ENTERPRISE, enterprise_id)
    return str(draft.typed.get("fields", {}).get("area", "")) if draft else ""


def pictures(session: Session, typed: Typed, enterprise_id: UUID, language: str) -> list[dict[str, Any]]:
    """The pictures of a form: each as pages show it, with its words by language and what could be better."""
    wanted = [picture.media_id for picture in typed.pictures]
    if not wanted:
        return []
    media = {row.id: row for row in session.exec(select(Media).where(col(Media.id).in_(wanted)))}
    sent = select(Upload.media_id, Upload.advice).where(col(Upload.media_id).in_(wanted), Upload.owner_id == enterprise_id)
    advice = dict(session.exec(sent).all())
    words = translations(language)
    return [
        listing.picture_card(media[picture.media_id], PictureRef(media_id=picture.media_id))
        | {"alt": picture.alt, "advice": [words.gettext(coaching.ADVICE[key].words) for key in advice.get(picture.media_id) or ()]}
        for picture in typed.pictures
        if picture.media_id in media
    ]


def differences(mine: Typed, theirs: Typed, language: str) -> list[tuple[str, str]]:
    """What is stored otherwise than it stands in a form: the names of the fields, and what is stored."""
    names = [name for name in dict.fromkeys((*mine.fields, *theirs.fields)) if mine.fields.get(name, "") != theirs.fields.get(name, "")]
    found = [(label_of(name, language), theirs.fields.get(name, "") or "—") for name in names if label_of(name, language)]
    words = translations(language)
    if [p.media_id for p in mine.pictures] != [p.media_id for p in theirs.pictures]:
        found.append((words.gettext(LABELS["pictures"]), str(len(theirs.pictures))))
    if mine.certificates != theirs.certificates:
        found.append((words.gettext(LABELS["certificates"]), str(len(theirs.certificates))))
    return found


def _missing(items: Sequence[readiness.Item], language: str) -> list[dict[str, Any]]:
    """What is not done yet; what is missing in several languages is one thing to do."""
    words = translations(language)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    tongues: dict[tuple[str, str], list[str]] = {}
    for item in items:
        key = (item.words, item.why)
        found.setdefault(key, {"place": place_of(item.key), "why": words.gettext(item.why), "blocking": item.blocking})
        tongues.setdefault(key, []).extend([own_name(item.language)] if item.language else [])
    for key, one in found.items():
        one["words"] = words.gettext(key[0]) + (f" ({', '.join(tongues[key])})" if tongues[key] else "")
    return list(found.values())


def _typed_there(problem: Problem, typed: Typed) -> bool:
    several = problem.pointer.partition(".")[0] in ("pictures", "certificates")
    return several or bool(typed.fields.get(problem.pointer, "").strip())


def _twins(session: Session, submission: Submission, language: str) -> list[dict[str, str]]:
    """“You already have …”: what of this enterprise is nearly the same, and where it is."""
    content = sketching.product(session, submission, language)
    own = [twin for twin in checks.twins(session, content) if twin.enterprise_id == submission.enterprise_id] if content else []
    shown = {row.id: row.slug for row in session.exec(select(Product).where(col(Product.id).in_([twin.entity_id for twin in own])))}
    return [{"name": twin.name, "href": f"/p/{shown[twin.entity_id]}" if twin.entity_id in shown else ""} for twin in own[:3]]


def _categories(frame: Reference, language: str, chosen: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The categories that hold products, in the groups of the tree; hidden ones only where they are chosen already."""
    parents = {category.parent_key for category in frame.categories.values()}
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in frame.categories.values():
        if category.hidden and category.key != chosen:
            continue
        path = frame.category_path(category.key)
        if category.key not in parents or len(path) > 1:
            name = ", ".join(frame.name(step, language) for step in path[1:] or path)
            groups.setdefault(frame.name(path[0], language), []).append((category.key, name))
    return list(groups.items())


def errors(problems: Sequence[Problem], language: str) -> list[dict[str, str]]:
    """Problems as a list at the head of a form: where, which field, and the sentence."""
    found = sentences(problems, language)
    return [{"place": place_of(name), "label": label_of(name, language), "words": words} for name, words in found.items()]
