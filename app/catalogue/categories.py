"""What the centre's staff make of the tree of categories: own ones, names, order, hidden and merged ones.

It stands over the pack, as an overlay: keys and what products say of themselves stay as they are, so that a merger can be taken back
and other centres go on reading the shared keys (docs/decisions/0020).
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.catalogue import publishing
from app.catalogue.centre import Changed
from app.catalogue.changes import touch
from app.catalogue.content import clean
from app.catalogue.importing.lookups import ALCOHOL, OTHER
from app.catalogue.models import Category, Product
from app.catalogue.reference import Reference, forget, overlaid, reference
from app.errors import Conflict, Invalid, NotFound, Problem
from app.text import _, slug

LONGEST: Final = 60
"""Characters of a name."""
_KEY_LONGEST: Final = 64


class NoCategory(NotFound):
    message = _("There is no such category, or not any more.")


class NameWrong(Invalid):
    message = _("Something does not fit yet.")


class NotEmpty(Conflict):
    message = _("There are products in this category. Merge it into another one instead.")


class NotMergeable(Invalid):
    message = _("These two cannot be merged.")


class NotSplittable(Conflict):
    message = _("This cannot be taken back now: “{name}” was merged into something that stands below this category. Take that back first.")


_NEEDED: Final = _("This is needed.")
_TOO_LONG: Final = _("This is too long.")
_TAKEN: Final = _("There is a category of this name already.")
_SAME: Final = _("Please choose another category than this one.")
_BELOW: Final = _("It stands below this category. Please choose one outside of it.")
_REST: Final = _("This category takes what nobody has sorted yet; imports need it.")
_STRONG: Final = _("What holds alcohol stays apart from what does not: buyers and borders ask for it.")


def find(session: Session, key: str) -> Category:
    """The category as this centre has it. Raises NoCategory, also for one that was merged into another."""
    found = reference(session).categories.get(key)
    if found is None:
        raise NoCategory
    return found


def add(session: Session, parent_key: str, names: Mapping[str, str]) -> Category:
    """A category of this centre's own below another one. Raises NoCategory, and NameWrong with a problem at `names.<language>`."""
    parent, frame = find(session, parent_key), reference(session)
    said = _names(frame, names, parent.key, "")
    stem = f"{frame.centre.key}-{slug(said[frame.centre.languages[0]])}"[: _KEY_LONGEST - 4].rstrip("-")
    taken = set(session.exec(select(Category.key).where(col(Category.key).startswith(stem, autoescape=True))))
    key = next(k for n in range(1, len(taken) + 3) if (k := stem if n == 1 else f"{stem}-{n}") not in taken)
    position = max((child.position for child in _children(frame, parent.key)), default=0) + 10
    row = Category(key=key, parent_key=parent.key, position=position, icon=parent.icon, names=said, local=True)
    session.add(row)
    _renewed(session)
    return row


def rename(session: Session, key: str, names: Mapping[str, str]) -> list[Changed]:
    """Names by language; an empty one of a shared category says again what the pack says. Raises NoCategory and NameWrong.

    What stands on cards and in the search follows by `publishing.refile`.
    """
    here, frame = find(session, key), reference(session)
    row = _row(session, key)
    packed = {language: row.replaced.get(f"names.{language}", row.names.get(language, "")) for language in frame.centre.languages}
    wanted = {language: clean(names[language]) or ("" if row.local else packed[language]) for language in packed if language in names}
    said = _names(frame, row.names | wanted, here.parent_key, key)
    changed = [Changed(lang, row.names.get(lang, ""), text) for lang, text in wanted.items() if text != clean(row.names.get(lang, ""))]
    if changed:
        aside = {} if row.local else {f"names.{lang}": packed[lang] for lang in wanted if wanted[lang] != clean(packed[lang])}
        others = {name: value for name, value in row.replaced.items() if name.removeprefix("names.") not in wanted}
        row.names, row.replaced = said, others | aside
        _renewed(session)
    return changed


def move(session: Session, key: str, *, earlier: bool) -> bool:
    """One place earlier or later among those of the same level; whether that was possible. Raises NoCategory."""
    frame = reference(session)
    level = _children(frame, find(session, key).parent_key)
    place = next(n for n, category in enumerate(level) if category.key == key)
    other = place + (-1 if earlier else 1)
    if not 0 <= other < len(level):
        return False
    level[place], level[other] = level[other], level[place]
    for n, category in enumerate(level):
        row = _row(session, category.key)
        packed = row.replaced.get("position", row.position)
        rest = {name: value for name, value in row.replaced.items() if name != "position"}
        row.position = (n + 1) * 10
        row.replaced = rest | ({"position": packed} if packed != row.position and not row.local else {})
    _renewed(session)
    return True


def hide(session: Session, key: str, *, hidden: bool = True) -> bool:
    """Offer it no more to whoever chooses a category, or again; whether that changed anything. Raises NoCategory and NotEmpty.

    What still comes in with its key, such as from another centre, is shown as always: nothing of a product depends on this.
    """
    frame = reference(session)
    find(session, key)
    if hidden and count(session, frame.categories_within(key)):
        raise NotEmpty
    row = _row(session, key)
    if row.hidden == hidden:
        return False
    row.hidden = hidden
    _renewed(session)
    return True


def check_merge(frame: Reference, key: str, into: str) -> None:
    """Raises NoCategory, and NotMergeable with a problem at `into`."""
    if key not in frame.categories:
        raise NoCategory
    strong = set(frame.categories_within(ALCOHOL))
    if into not in frame.categories or into == key:
        _refuse(_SAME)
    if into in frame.categories_within(key):
        _refuse(_BELOW)
    if key == OTHER:
        _refuse(_REST)
    if ALCOHOL in frame.categories_within(key) or (key in strong) != (into in strong):
        _refuse(_STRONG)


def merge(session: Session, key: str, into: str) -> None:
    """From now on `into` stands for this category too, and for all that was merged into it before. Raises NoCategory and NotMergeable.

    Products, drafts and imports follow at once; cards and search words by `publishing.refile`.
    """
    check_merge(reference(session), key, into)
    _row(session, key).merged_into = into
    publishing.file(session, key, into)
    _renewed(session)


def split(session: Session, key: str) -> str:
    """Take a merger back; the key of the category that stood for this one. What was filed anew since stays where it is.

    Raises NoCategory when it is not merged, and NotSplittable when the tree would go round.
    """
    row = session.get(Category, key)
    if row is None or row.merged_into is None:
        raise NoCategory
    into, row.merged_into = reference(session).category_here(key), None
    tree, _merged = overlaid(list(session.exec(select(Category))))
    step, seen = tree[key], [key]
    while step.parent_key:
        if step.parent_key in seen:
            row.merged_into = into
            raise NotSplittable(name=_blocking(session, key))
        seen.append(step.parent_key)
        step = tree[step.parent_key]
    publishing.file(session, into, key, named=_names_of(session, key))
    _renewed(session)
    return into


def returning(session: Session, key: str) -> int:
    """How many products would come back with `split`: those whose own word is this category, or one merged into it."""
    own = col(Product.content)["category"].as_string().in_(_names_of(session, key))
    here = reference(session).category_here(key)
    return session.exec(select(func.count()).where(Product.category == here, own)).one()


def count(session: Session, keys: list[str]) -> int:
    """How many products of the catalogue, shown or suspended, are in these."""
    return session.exec(select(func.count()).where(col(Product.category).in_(keys))).one() if keys else 0


def counts(session: Session) -> dict[str, int]:
    """Products of the catalogue in each category itself, shown or suspended; by its key here."""
    found: dict[str, int] = {}
    frame = reference(session)
    for key, number in session.exec(select(Product.category, func.count()).group_by(col(Product.category))):
        found[frame.category_here(key)] = found.get(frame.category_here(key), 0) + number
    return found


def with_own(session: Session, packed: list[Category]) -> list[Category]:
    """Categories as a pack has them, with what staff made of them in its place."""
    held = {row.key: row for row in session.exec(select(Category))}
    for new in packed:
        if own := held.get(new.key):
            new.hidden, new.merged_into, new.local = own.hidden, own.merged_into, False
            new.replaced, new.names = _names_over(own, new)
            if "position" in own.replaced and own.position != new.position:
                new.replaced, new.position = new.replaced | {"position": new.position}, own.position
    return packed


def _names_over(own: Category, new: Category) -> tuple[dict[str, Any], dict[str, str]]:
    """What the pack says where staff said something else, and the names that stand."""
    languages = [name.removeprefix("names.") for name in own.replaced if name.startswith("names.")]
    differing = [language for language in languages if own.names.get(language) and own.names[language] != new.names.get(language, "")]
    aside = {f"names.{language}": new.names.get(language, "") for language in differing}
    return aside, new.names | {language: own.names[language] for language in differing}


def _names(frame: Reference, names: Mapping[str, str], parent: str | None, key: str) -> dict[str, str]:
    """The names as they can be stored; the first language is needed, and no two of one level are called the same."""
    said = {language: text for language in frame.centre.languages if (text := clean(names.get(language, "")).replace("\n", " "))}
    first = frame.centre.languages[0]
    problems = [Problem(f"names.{language}", _TOO_LONG) for language, text in said.items() if len(text) > LONGEST]
    if first not in said:
        problems.append(Problem(f"names.{first}", _NEEDED))
    for language, text in said.items():
        others = [c.names.get(language, "").casefold() for c in _children(frame, parent) if c.key != key]
        if text.casefold() in others:
            problems.append(Problem(f"names.{language}", _TAKEN, text))
    if problems:
        raise NameWrong(tuple(problems))
    return {**{language: text for language, text in names.items() if language not in frame.centre.languages and text}, **said}


def _children(frame: Reference, parent: str | None) -> list[Category]:
    return [category for category in frame.categories.values() if category.parent_key == parent]


def _row(session: Session, key: str) -> Category:
    """The stored row, locked until the transaction ends; the frame may hold a copy with other words."""
    return session.exec(select(Category).where(Category.key == key).with_for_update().execution_options(populate_existing=True)).one()


def _names_of(session: Session, key: str) -> list[str]:
    """The key, and those that were merged into it, one through another."""
    into = {row.key: row.merged_into for row in session.exec(select(Category).where(col(Category.merged_into).is_not(None)))}
    found = [key]
    for name in found:  # grows while we go
        found += [other for other, there in into.items() if there == name]
    return found


def _blocking(session: Session, key: str) -> str:
    """The name of the category above this one whose own merger is in the way."""
    row = session.get_one(Category, key)
    while row.parent_key:
        row = session.get_one(Category, row.parent_key)
        if row.merged_into:
            break
    return row.names.get(reference(session).centre.languages[0], row.key)


def _renewed(session: Session) -> None:
    session.flush()
    touch(session)
    forget(session)


def _refuse(sentence: str) -> None:
    raise NotMergeable((Problem("into", sentence),))
