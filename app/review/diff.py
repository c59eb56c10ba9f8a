"""What an edit changes, field by field: texts by language, values, pictures and papers."""

from dataclasses import dataclass
from typing import Any, Final

from app.catalogue.content import CertificateContent, PictureRef
from app.review.reading import Live

_SAME: Final = frozenset({"id", "enterprise_id", "centre", "slug", "pictures", "certificates", "as_entered", "files"})


@dataclass(frozen=True)
class Change:
    """A field with what stood there and what shall; None or empty where there is nothing.

    `field` is the name in the content: `language` is set for texts, and the key for social addresses. For "pictures" both sides are
    the lists of media ids in their order, for "alt.<media_id>" the words of one picture, for "certificates" one paper.
    """

    field: str
    language: str
    old: Any
    new: Any
    confidential: bool = False


def changes(old: Live[Any, Any] | None, new: Live[Any, Any]) -> list[Change]:
    """All that differs, in the order of the fields of the content; everything that is there where nothing was before."""
    found = _fields(old.content if old else None, new.content)
    found += _pictures(old.content.pictures if old else [], new.content.pictures)
    found += _papers(old.content.certificates if old else [], new.content.certificates)
    if (before := old.facts.files if old else []) != new.facts.files:
        found.append(Change("files", "", before, new.facts.files, confidential=True))
    private = _fields(old.facts if old else None, new.facts)
    return found + [Change(c.field, c.language, c.old, c.new, confidential=True) for c in private]


def _fields(old: Any, new: Any) -> list[Change]:
    found: list[Change] = []
    for name, field in type(new).model_fields.items():
        if name in _SAME:
            continue
        after = getattr(new, name)
        before = getattr(old, name) if old else type(after)() if isinstance(after, dict) else field.get_default()
        if isinstance(after, dict):
            found += _texts(name, before, after)
        elif (old is None and field.is_required()) or before != after:
            found.append(Change(name, "", before if old else None, after))
    return found


def _texts(name: str, old: dict[str, str], new: dict[str, str]) -> list[Change]:
    languages = [*old, *(language for language in new if language not in old)]
    return [Change(name, lang, old.get(lang, ""), new.get(lang, "")) for lang in languages if old.get(lang, "") != new.get(lang, "")]


def _pictures(old: list[PictureRef], new: list[PictureRef]) -> list[Change]:
    before, after = [p.media_id for p in old], [p.media_id for p in new]
    found = [Change("pictures", "", before, after)] if before != after else []
    words = {picture.media_id: picture.alt for picture in old}
    for picture in new:
        found += _texts(f"alt.{picture.media_id}", words.get(picture.media_id, {}), picture.alt)
    return found


def _papers(old: list[CertificateContent], new: list[CertificateContent]) -> list[Change]:
    """Papers of one scheme are the same paper, in their order: a new number of a scheme is a change, not a loss and a gain."""
    found: list[Change] = []
    for scheme in dict.fromkeys(paper.scheme for paper in (*old, *new)):
        before = [paper for paper in old if paper.scheme == scheme]
        after = [paper for paper in new if paper.scheme == scheme]
        for n in range(max(len(before), len(after))):
            was, is_ = before[n] if n < len(before) else None, after[n] if n < len(after) else None
            if was != is_:
                found.append(Change("certificates", "", was, is_))
    return found


def fields(found: list[Change]) -> list[str]:
    """The names of what changed, each once, with the language: what the record may keep, without the values."""
    return list(dict.fromkeys(f"{c.field}.{c.language}" if c.language else c.field for c in found))
