"""The tree of categories as this centre has it: names, order, own ones, hidden ones, and mergers with what they would touch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from sqlmodel import Session, col, select

from app.accounts.access import Person
from app.catalogue import categories
from app.catalogue.categories import LONGEST
from app.catalogue.models import Category
from app.catalogue.reference import Reference, reference
from app.errors import CatalogueError
from app.review import filing
from app.web.deps import Db, Language, Tx
from app.web.desk.ways import ways
from app.web.forms import Fields, Form
from app.web.language import own_name, translations
from app.web.office import Refused, office, onward, sentences
from app.web.people import Manager

router = APIRouter(include_in_schema=False)
PATH: Final = "/desk/categories"
ONE: Final = PATH + "/{category}"
ROOM: Final = "categories"


@dataclass(frozen=True)
class Node:
    """A line of the tree. `products` are those in it and below; `first` and `last` of its level."""

    category: Category
    depth: int
    products: int
    first: bool
    last: bool


@router.get(PATH)
def tree(request: Request, db: Db, person: Manager, language: Language) -> Response:
    frame = reference(db)
    gone = db.exec(select(Category).where(col(Category.merged_into).is_not(None)).order_by(col(Category.key)))
    context: dict[str, Any] = {
        "nodes": _nodes(db, frame),
        "merged": [(row, frame.category_here(row.key), categories.returning(db, row.key)) for row in gone],
        "job": filing.running(db),
    }
    return _page(request, db, person, language, "desk/categories.html", **context)


@router.get(ONE)
def show(request: Request, db: Db, person: Manager, language: Language, category: str) -> Response:
    return _one(request, db, person, language, category)


@router.get(f"{ONE}/merger")
def look(request: Request, db: Db, person: Manager, language: Language, category: str, into: str = "") -> Response:
    """What a merger would touch, before anything happens."""
    try:
        categories.check_merge(reference(db), category, into)
    except categories.NotMergeable as error:
        return _one(request, db, person, language, category, error=error, typed={"into": into})
    context: dict[str, Any] = {
        "category": categories.find(db, category),
        "into": categories.find(db, into),
        "outlook": filing.outlook(db, category),
        "there": categories.count(db, [into]),
        "many": filing.AT_ONCE,
    }
    return _page(request, db, person, language, "desk/category_merger.html", **context)


@router.post(f"{ONE}/merger")
def merge(request: Request, db: Db, tx: Tx, person: Manager, language: Language, form: Form, category: str) -> Response:
    try:
        filing.merge(tx, person, category, form.line("into", 64))
    except categories.NotMergeable as error:
        raise Refused(_one(request, db, person, language, category, error=error, typed=form)) from error
    return onward(request, PATH, "merged")


@router.post(f"{ONE}/merger/removal")
def split(request: Request, tx: Tx, person: Manager, category: str) -> Response:
    filing.split(tx, person, category)
    return onward(request, PATH, "split")


@router.post(f"{ONE}/names")
def rename(request: Request, db: Db, tx: Tx, person: Manager, language: Language, form: Form, category: str) -> Response:
    try:
        filing.rename(tx, person, category, _names(form, "names"))
    except categories.NameWrong as error:
        raise Refused(_one(request, db, person, language, category, error=error, typed=form)) from error
    return onward(request, f"{PATH}/{category}", "saved")


@router.post(f"{ONE}/below")
def add(request: Request, db: Db, tx: Tx, person: Manager, language: Language, form: Form, category: str) -> Response:
    try:
        new = filing.add(tx, person, category, _names(form, "new"))
    except categories.NameWrong as error:
        raise Refused(_one(request, db, person, language, category, error=error, typed=form, prefix="new")) from error
    return onward(request, f"{PATH}/{new.key}", "saved")


@router.post(f"{ONE}/place")
def move(request: Request, tx: Tx, person: Manager, form: Form, category: str) -> Response:
    filing.move(tx, person, category, earlier=form.get("to") == "earlier")
    return onward(request, f"{PATH}#{category}")


@router.post(f"{ONE}/hiding")
def hide(request: Request, tx: Tx, person: Manager, category: str) -> Response:
    filing.hide(tx, person, category, hidden=True)
    return onward(request, f"{PATH}/{category}", "saved")


@router.post(f"{ONE}/hiding/removal")
def unhide(request: Request, tx: Tx, person: Manager, category: str) -> Response:
    filing.hide(tx, person, category, hidden=False)
    return onward(request, f"{PATH}/{category}", "saved")


def _one(
    request: Request,
    db: Session,
    person: Person,
    language: str,
    key: str,
    *,
    error: CatalogueError | None = None,
    typed: Mapping[str, str] | None = None,
    prefix: str = "names",
) -> Response:
    frame = reference(db)
    category, row = categories.find(db, key), db.get_one(Category, key)
    wrong = sentences(error.problems, language) if error else {}
    context: dict[str, Any] = {
        "category": category,
        "row": row,
        "path": frame.category_path(key)[:-1],
        "inside": categories.count(db, frame.categories_within(key)),
        "targets": _targets(frame, key, language),
        "spoken": [(code, own_name(code)) for code in frame.centre.languages],
        "longest": LONGEST,
        "typed": typed or {},
        # The page has two forms with names; a mistake belongs to the one that was sent.
        "wrong": {name.replace("names.", f"{prefix}.", 1): sentence for name, sentence in wrong.items()},
        "problem": translations(language).gettext(error.message) if error else "",
    }
    return _page(request, db, person, language, "desk/category.html", status=error.status if error else 200, **context)


def _page(request: Request, db: Session, person: Person, language: str, template: str, *, status: int = 200, **context: Any) -> Response:
    return office(request, template, person, room=ROOM, ways=ways(db, person, language), status=status, **context)


def _nodes(db: Session, frame: Reference) -> list[Node]:
    """The tree, line by line."""
    counts, found = categories.counts(db), list[Node]()

    def walk(parent: str | None, depth: int) -> None:
        level = [category for category in frame.categories.values() if category.parent_key == parent]
        for n, category in enumerate(level):
            products = sum(counts.get(key, 0) for key in frame.categories_within(category.key))
            found.append(Node(category, depth, products, n == 0, n == len(level) - 1))
            walk(category.key, depth + 1)

    walk(None, 0)
    return found


def _targets(frame: Reference, key: str, language: str) -> list[tuple[str, str]]:
    """The categories into which this one can be merged, with their whole path, in the order of the tree."""
    found = []
    for other in frame.categories:
        try:
            categories.check_merge(frame, key, other)
        except categories.NotMergeable:
            continue
        found.append((" › ".join(frame.name(step, language) for step in frame.category_path(other)), other))
    return [(other, words) for words, other in sorted(found)]


def _names(form: Fields, prefix: str) -> dict[str, str]:
    """The fields <prefix>.<language>, by language."""
    return {name.partition(".")[2]: text for name, text in form.items() if name.partition(".")[0] == prefix}
