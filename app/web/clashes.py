"""Where an edit and a change on show touched the same: both sides as people read them, and the answer of who chooses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlmodel import Session, col, select

from app.catalogue import listing
from app.catalogue.content import CertificateContent, PictureRef
from app.errors import NotFound
from app.media.models import Media
from app.review.merging import Side
from app.review.models import Submission
from app.web.desk.words import Words
from app.web.forms import Fields

_FIELD_OF: Final = {"lead_time": "lead_time_days", "shelf_life": "shelf_life_days", "alt": "pictures"}
# Stored as keys that have words; everything else stands as it was typed.
_KEYED: Final = frozenset({"area", "origin", "category", "size", "size_basis", "storage", "stage", "unit"})


@dataclass(frozen=True)
class Shown:
    """One side: lines of words, or pictures."""

    lines: list[str] = field(default_factory=list)
    pictures: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Clash:
    """One thing to choose. `language` is that of the texts, where they have one."""

    name: str
    label: str
    language: str
    live: Shown
    mine: Shown


def clashes(session: Session, submission: Submission, words: Words) -> list[Clash]:
    """What is still to be chosen, in the order of the form."""
    found = []
    for one in submission.conflicts:
        first, *rest = one["name"].split(".")
        language = rest[-1] if first == "alt" else rest[0] if rest and first != "certificates" else ""
        label = words.field(_FIELD_OF.get(first, first))
        label = f"{label} · {words.in_language(language)}" if language else label
        sides = [_shown(session, first, side, words) for side in _differing(one["live"], one["mine"])]
        found.append(Clash(one["name"], label, language if first != "social" else "", *sides))
    return found


def answer(form: Fields) -> tuple[str, Side]:
    """Which conflict, and which side of it: "live <name>" or "mine <name>". Raises NotFound for anything else."""
    side, _space, name = form.get("choice", "").partition(" ")
    if side == "live":
        return name, "live"
    if side == "mine":
        return name, "mine"
    raise NotFound


def without(given: dict[str, Any], name: str, sides: list[dict[str, Any]]) -> dict[str, Any]:
    """What a form sends besides, less what was just chosen: the form still has the side that was not."""
    first = name.partition(".")[0]
    part = "pictures" if first == "alt" else first
    if part in ("pictures", "certificates"):
        return {key: value for key, value in given.items() if key != part}
    chosen = {key for side in sides for key in side} | {name}
    return given | {"fields": {key: text for key, text in given.get("fields", {}).items() if key not in chosen}}


def _differing(live: Any, mine: Any) -> tuple[Any, Any]:
    """Of fields that are chosen together only those that differ, an empty one with them."""
    if not isinstance(live, dict) or not isinstance(mine, dict) or "scheme" in {**live, **mine}:
        return live, mine
    names = [name for name in {**live, **mine} if live.get(name, "") != mine.get(name, "")]
    return {name: live.get(name, "") for name in names}, {name: mine.get(name, "") for name in names}


def _shown(session: Session, first: str, side: Any, words: Words) -> Shown:
    if first == "pictures":
        return Shown(pictures=_pictures(session, side))
    if first == "certificates":
        return Shown([words.paper(CertificateContent.model_validate({"scheme": "unknown", **_readable(side)}))] if side else [])
    if isinstance(side, str):
        return Shown([side] if side else [])
    return Shown([line for key, text in side.items() if (line := _line(key, text, words, alone=len(side) == 1))])


def _readable(paper: Mapping[str, str]) -> dict[str, str]:
    """What of a paper is words for certain; a day that cannot be read yet stays out."""
    return {name: text for name, text in paper.items() if name in ("scheme", "number", "issuer")}


def _line(key: str, text: str, words: Words, *, alone: bool) -> str:
    name = key.partition(".")[0]
    said = words.value(name, text) if name in _KEYED else words.value(name, text == "yes") if text in ("yes", "no") else text
    return said if alone else f"{words.field(_FIELD_OF.get(name, name))}: {said or '—'}"


def _pictures(session: Session, side: list[dict[str, Any]]) -> list[dict[str, Any]]:
    uses = [PictureRef.model_validate({"media_id": one["media_id"]}) for one in side]
    media = {row.id: row for row in session.exec(select(Media).where(col(Media.id).in_([use.media_id for use in uses])))}
    return [listing.picture_card(media[use.media_id], use) | {"alt": ""} for use in uses if use.media_id in media]
