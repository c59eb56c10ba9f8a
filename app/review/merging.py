"""An edit and what changed on show meanwhile, made one: form against form, against what stood in it when the edit began. Pure functions.

What only one side changed is taken over. Where both changed the same in different ways, the edit's own words stay and a conflict says
what stands on show, until somebody chooses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from app.review.forms import Typed, TypedPicture

Side = Literal["live", "mine"]
Item = TypeVar("Item")

_TOGETHER: Final = (
    ("price", "wholesale_price", "currency", "price_on_request", "unit", "cost"),
    ("minimum_order", "minimum_order_unit"),
    ("monthly_capacity", "monthly_capacity_unit", "capacity_private"),
    ("shelf_life", "shelf_life_unit"),
    ("size", "size_basis"),
    ("category", "alcohol"),
)
"""Fields that say something only together: one of them from each side would be a third thing that nobody meant."""
_UNIT_OF: Final = {name: unit for unit in _TOGETHER for name in unit}


@dataclass(frozen=True)
class Conflict:
    """Both sides changed this. `name` is the first of its fields, "alt.<media_id>.<language>", "pictures", or "certificates.<scheme>.<n>".

    The sides are {field: text}; a text; a list of pictures; a paper, or None where it is taken away.
    """

    name: str
    live: Any
    mine: Any

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "live": self.live, "mine": self.mine}


@dataclass(frozen=True)
class Merged:
    """`typed` has all that could be made one; of each conflict the edit's own side."""

    typed: Typed
    conflicts: list[Conflict]


def merge(base: Typed | None, live: Typed, mine: Typed) -> Merged:
    """`mine` began as `base` and shall go on from `live`. Without `base` nobody knows who changed what: each difference is a conflict."""
    fields, conflicts = _fields(base, live, mine)
    pictures, found = _pictures(base, live, mine)
    papers, also = _papers(base, live, mine)
    typed = mine.model_copy(update={"fields": fields, "pictures": pictures, "certificates": papers})
    return Merged(typed, [*conflicts, *found, *also])


def choose(typed: Typed, conflict: Conflict, side: Side) -> Typed:
    """The form with one side of a conflict; the edit's own side stands there already."""
    if side == "mine":
        return typed
    if conflict.name == "pictures":
        return typed.model_copy(update={"pictures": [TypedPicture.model_validate(picture) for picture in conflict.live]})
    if conflict.name.startswith("certificates."):
        return typed.model_copy(update={"certificates": _replaced(typed.certificates, conflict.mine, conflict.live)})
    if conflict.name.startswith("alt."):
        _alt, media_id, language = conflict.name.split(".")
        said = [_worded(p, language, conflict.live) if p.media_id == media_id else p for p in typed.pictures]
        return typed.model_copy(update={"pictures": said})
    kept = {name: text for name, text in typed.fields.items() if name not in _unit(conflict.name)}
    return typed.model_copy(update={"fields": kept | conflict.live})


def is_open(typed: Typed, conflict: Conflict) -> bool:
    """Whether the edit's own side still stands there. Whoever wrote something else has chosen."""
    if conflict.name == "pictures":
        return bool([picture.model_dump() for picture in typed.pictures] == conflict.mine)
    if conflict.name.startswith("certificates."):
        return conflict.mine is None or conflict.mine in [_filled(paper) for paper in typed.certificates]
    if conflict.name.startswith("alt."):
        _alt, media_id, language = conflict.name.split(".")
        return any(p.media_id == media_id and p.alt.get(language, "") == conflict.mine for p in typed.pictures)
    return bool(_said(typed, _unit(conflict.name)) == conflict.mine)


def _three(base: Item | None, live: Item, mine: Item, *, known: bool) -> tuple[Item, bool]:
    """What stands, and whether both sides changed it."""
    if live == mine or (known and live == base):
        return mine, False
    if known and mine == base:
        return live, False
    return mine, True


# --- fields --------------------------------------------------------------------------------------------------------------------


def _unit(name: str) -> tuple[str, ...]:
    return _UNIT_OF.get(name, (name,))


def _said(typed: Typed | None, unit: Sequence[str]) -> dict[str, str]:
    """The texts of some fields, without empty ones: an empty field and one that is not there say the same."""
    return {name: text for name in unit if (text := typed.fields.get(name, "").strip())} if typed else {}


def _fields(base: Typed | None, live: Typed, mine: Typed) -> tuple[dict[str, str], list[Conflict]]:
    units = dict.fromkeys(_unit(name) for typed in (mine, live) for name in typed.fields)
    fields, conflicts = dict[str, str](), list[Conflict]()
    for unit in units:
        there, own = _said(live, unit), _said(mine, unit)
        said, both = _three(_said(base, unit), there, own, known=base is not None)
        fields |= said
        if both:
            conflicts.append(Conflict(unit[0], there, own))
    return fields, conflicts


# --- lists in their order ------------------------------------------------------------------------------------------------------


def ordered(base: Sequence[str], live: Sequence[str], mine: Sequence[str], keep: frozenset[str] = frozenset()) -> tuple[list[str], bool]:
    """Three orders of ids made one, and whether both sides put the same things into different orders.

    What one side removed is gone, but for `keep`; what one side added stands behind what it stood behind there.
    """
    gone = (set(base) - set(live) | set(base) - set(mine)) - keep
    common = [one for one in base if one in live and one in mine]
    before, there, own = ([one for one in order if one in common] for order in (base, live, mine))
    clash = before not in (there, own) and there != own
    first, second = (live, mine) if own == before else (mine, live)
    result = [one for one in first if one not in gone]
    for n, one in enumerate(second):
        if one not in gone and one not in result:
            behind = next((other for other in reversed(second[:n]) if other in result), None)
            result.insert(result.index(behind) + 1 if behind is not None else 0, one)
    return result, clash


def _pictures(base: Typed | None, live: Typed, mine: Typed) -> tuple[list[TypedPicture], list[Conflict]]:
    known = base is not None
    began, there, own = ({p.media_id: p for p in typed.pictures} if typed else {} for typed in (base, live, mine))
    # Removed there, and given other words here: the words were meant for somebody.
    reworded = frozenset(one for one, p in own.items() if one in began and one not in there and p.alt != began[one].alt)
    ids, clash = ordered(list(began), list(there), list(own), reworded)
    conflicts, pictures = list[Conflict](), list[TypedPicture]()
    for media_id in ids:
        alt = dict[str, str]()
        if media_id not in there or media_id not in own:
            pictures.append((own if media_id in own else there)[media_id])
            continue
        for language in dict.fromkeys((*own[media_id].alt, *there[media_id].alt)):
            before = began[media_id].alt.get(language, "") if media_id in began else ""
            shown, said = there[media_id].alt.get(language, ""), own[media_id].alt.get(language, "")
            text, both = _three(before, shown, said, known=known)
            alt |= {language: text} if text else {}
            if both:
                conflicts.append(Conflict(f"alt.{media_id}.{language}", shown, said))
        pictures.append(TypedPicture(media_id=media_id, alt=alt))
    removed = any(one in began and one not in own and p.alt != began[one].alt for one, p in there.items())
    if clash or reworded or removed or (not known and list(there) != list(own)):
        conflicts.append(Conflict("pictures", *([p.model_dump() for p in side] for side in (live.pictures, pictures))))
    return pictures, conflicts


def _papers(base: Typed | None, live: Typed, mine: Typed) -> tuple[list[dict[str, str]], list[Conflict]]:
    began, there, own = (_by_scheme(typed.certificates) if typed else {} for typed in (base, live, mine))
    keep = frozenset(one for one, paper in own.items() if one in began and one not in there and paper != began[one])
    ids, _clash = ordered(list(began), list(there), list(own), keep)
    conflicts, papers = list[Conflict](), list[dict[str, str]]()
    for one in dict.fromkeys([*ids, *there, *own]):
        paper, both = _three(began.get(one), there.get(one), own.get(one), known=base is not None)
        if both:
            conflicts.append(Conflict(f"certificates.{one}", there.get(one), own.get(one)))
        if paper is not None and (one in ids or one in keep):
            papers.append(paper)
    return papers, conflicts


def _by_scheme(papers: Sequence[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Papers of one scheme are the same paper, in their order; see diff.py."""
    found: dict[str, dict[str, str]] = {}
    for paper in papers:
        scheme = paper.get("scheme", "")
        n = sum(1 for one in found if one.rpartition(".")[0] == scheme)
        found[f"{scheme}.{n}"] = _filled(paper)
    return found


def _filled(paper: Mapping[str, str]) -> dict[str, str]:
    """What is said of a paper; a form also sends its empty fields."""
    return {name: text for name, text in paper.items() if text}


def _replaced(papers: Sequence[dict[str, str]], old: Mapping[str, str] | None, new: dict[str, str] | None) -> list[dict[str, str]]:
    result = [dict(paper) for paper in papers]
    at = next((n for n, paper in enumerate(result) if _filled(paper) == old), len(result))
    result[at : at + 1] = [new] if new else []
    return result


def _worded(picture: TypedPicture, language: str, text: str) -> TypedPicture:
    others = {name: said for name, said in picture.alt.items() if name != language}
    return picture.model_copy(update={"alt": others | ({language: text} if text else {})})
