"""What staff may change of the centre without touching the pack: its words, contact, colours, and which products stand in front."""

from typing import Any, Final
from uuid import UUID

from babel.support import NullTranslations
from fastapi import APIRouter, Request, Response
from sqlmodel import Session, col, select

from app.accounts.access import Person
from app.catalogue import centre, colours, packs, queries
from app.catalogue.centre import CONTACT, TEXTS, Changed
from app.catalogue.listing import Card
from app.catalogue.models import Centre
from app.errors import CatalogueError, NotFound, Problem
from app.review import audit, featuring
from app.web.deps import Db, Language, Tx
from app.web.desk.ways import ways
from app.web.desk.wording import CENTRE, COLOURS, CONTACTS
from app.web.forms import Fields, Form
from app.web.language import own_name, translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Manager

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/settings"
ROOM: Final = "settings"
_FOUND: Final = 12
_IN_FRONT: Final = 60
_PARTS: Final = (*TEXTS, "contact", "brand")


@router.get(PATH)
def words(request: Request, db: Db, person: Manager, language: Language) -> Response:
    return _page(request, db, person, language, "words")


@router.get(f"{PATH}/contact")
def contact(request: Request, db: Db, person: Manager, language: Language) -> Response:
    return _page(request, db, person, language, "contact")


@router.get(f"{PATH}/colours")
def brand(request: Request, db: Db, person: Manager, language: Language) -> Response:
    return _page(request, db, person, language, "colours")


@router.get(f"{PATH}/featured")
def featured(request: Request, db: Db, person: Manager, language: Language, q: str = "") -> Response:
    return _page(request, db, person, language, "featured", q=q.strip()[:100])


@router.post(f"{PATH}/words")
def write(request: Request, db: Db, tx: Tx, person: Manager, language: Language, form: Form) -> Response:
    """Everything of the page at once; what was not touched stays as it is."""
    problems, changed = list[Problem](), list[tuple[str, list[Changed]]]()
    for field in TEXTS:
        texts = {name.partition(".")[2]: text for name, text in form.items() if name.startswith(f"{field}.")}
        try:
            changed.append((field, centre.write(tx, field, texts)))
        except centre.NotWritable as error:
            problems += error.problems
    if problems:
        raise Refused(_page(request, db, person, language, "words", form=form, error=centre.NotWritable(tuple(problems))))
    for field, found in changed:
        _note(tx, person, field, found)
    return onward(request, PATH, "saved")


@router.post(f"{PATH}/contact")
def reach(request: Request, db: Db, tx: Tx, person: Manager, language: Language, form: Form) -> Response:
    try:
        changed = centre.reach(tx, {key: form.line(f"contact.{key}", 500) for key in CONTACT})
    except centre.NotWritable as error:
        raise Refused(_page(request, db, person, language, "contact", form=form, error=error)) from error
    _note(tx, person, "contact", changed)
    return onward(request, f"{PATH}/contact", "saved")


@router.post(f"{PATH}/colours")
def paint(request: Request, db: Db, tx: Tx, person: Manager, language: Language, form: Form) -> Response:
    try:
        changed = centre.paint(tx, {key: form.line(f"brand.{key}", 20) for key in colours.DEFAULTS if f"brand.{key}" in form})
    except centre.NotWritable as error:
        raise Refused(_page(request, db, person, language, "colours", form=form, error=error)) from error
    _note(tx, person, "brand", changed)
    return onward(request, f"{PATH}/colours", "saved")


@router.post(PATH + "/{part}/removal")
def as_in_pack(request: Request, tx: Tx, person: Manager, part: str) -> Response:
    """Take back what staff wrote in one part: it says again what the pack says."""
    if part not in _PARTS:
        raise NotFound
    _note(tx, person, part, centre.as_in_pack(tx, part))
    return onward(request, {"contact": f"{PATH}/contact", "brand": f"{PATH}/colours"}.get(part, PATH), "as-in-pack")


@router.post(PATH + "/featured/{product_id}")
def feature(request: Request, tx: Tx, person: Manager, product_id: UUID, form: Form) -> Response:
    featuring.feature(tx, person, product_id, on=True)
    return onward(request, f"{PATH}/featured", "featured", q=form.line("q", 100))


@router.post(PATH + "/featured/{product_id}/removal")
def unfeature(request: Request, tx: Tx, person: Manager, product_id: UUID) -> Response:
    featuring.feature(tx, person, product_id, on=False)
    return onward(request, f"{PATH}/featured", "unfeatured")


def _note(session: Session, person: Person, field: str, changed: list[Changed]) -> None:
    """A line of the record for each text that was changed, with what stood there."""
    for change in changed:
        detail = {"field": f"{field}.{change.key}", "from": change.old, "to": change.new}
        audit.record(session, person.user, "centre_changed", kind="centre", detail=detail)


def _page(
    request: Request,
    db: Session,
    person: Person,
    language: str,
    part: str,
    *,
    form: Fields | None = None,
    error: CatalogueError | None = None,
    q: str = "",
) -> Response:
    row = db.exec(select(Centre).where(col(Centre.home))).one()  # not the frame of the view, which may be a moment old
    brand = row.brand | {key.removeprefix("brand."): text for key, text in (form or {}).items() if key.startswith("brand.")}
    read = {key: value for key, value in brand.items() if colours.is_colour(value)}
    context: dict[str, Any] = {
        "part": part,
        "centre": row,
        "typed": form,
        "fields": CENTRE,
        "texts": TEXTS,
        "contacts": CONTACTS,
        "brand": colours.DEFAULTS | brand,
        "named": COLOURS,
        "colour_words": {key: translations(language).gettext(text) for key, text in COLOURS.items()},
        "closest": colours.closest(read),
        "pairs": [[pair.front, pair.back, pair.least] for pair in colours.pairs(read)],
        "labels": _labels(translations(language)),
        "wrong": sentences(error.problems, language) if error else {},
        "problem": translations(language).gettext(error.message) if error else "",
    }
    if part == "featured":
        context |= _in_front(db, language, q)
    status = error.status if error else 200
    return office(request, "desk/settings.html", person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _labels(words: NullTranslations) -> dict[str, str]:
    """What each field of the pages is called, for the list of what is wrong; texts without their language."""
    brand = {f"brand.{key}": words.gettext(COLOURS[key]) for key in colours.DEFAULTS}
    contact = {f"contact.{key}": words.gettext(CONTACTS[key]) for key in CONTACT}
    texts = {f"{field}.{code}": f"{words.gettext(CENTRE[field])}, {own_name(code)}" for field in TEXTS for code in packs.LANGUAGES}
    return brand | contact | texts


def _in_front(db: Session, language: str, q: str) -> dict[str, Any]:
    ahead = queries.Filters(featured=True)
    shown: list[Card] = queries.products(db, language=language, filters=ahead, sort=queries.Sort.NEWEST, limit=_IN_FRONT).read()
    found = [card for card in queries.products(db, language=language, q=q, limit=_FOUND).read() if not card["featured"]] if q else []
    return {"q": q, "shown": shown, "found": found}
