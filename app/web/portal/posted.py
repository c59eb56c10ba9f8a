"""What the form of a draft sends, as the draft keeps it: fields by name, pictures in their order, papers one after another."""

import re
from typing import Any, Final

from app.review import parts
from app.web.forms import Fields

_NAMES: Final = frozenset(name for part in parts.PRODUCT for name in part.fields)
_BEGINNINGS: Final = tuple(name for name in _NAMES if name.endswith("."))
_PAPER: Final = re.compile(r"certificates\.(\d{1,3})\.(scheme|number|issuer|valid_from|valid_to|scope|public|file|unfile)")


def typed_of(form: Fields) -> dict[str, Any]:
    """What of a form belongs into a draft of a product. A script may send a part of it; what is not there stays as it is.

    `pictures` and `certificates` are fields that say that their part is there; the first one is empty. `deed` moves or removes a
    picture where no script does: "earlier <id>", "later <id>", "remove <id>".
    """
    given: dict[str, Any] = {}
    fields = {name: text for name, text in form.items() if name in _NAMES or name.startswith(_BEGINNINGS)}
    if fields:
        given["fields"] = fields
    if "pictures" in form:
        ids = _moved([media_id for media_id in form.all("pictures") if media_id], form.get("deed", ""))
        given["pictures"] = [{"media_id": media_id, "alt": _alt(form, media_id)} for media_id in ids]
    if "certificates" in form:
        given["certificates"] = papers_of(form)
    return given


def _moved(ids: list[str], deed: str) -> list[str]:
    verb, _space, media_id = deed.partition(" ")
    if media_id not in ids:
        return ids
    at = ids.index(media_id)
    rest = ids[:at] + ids[at + 1 :]
    if verb == "remove":
        return rest
    to = max(0, at - 1) if verb == "earlier" else at + 1 if verb == "later" else at
    return [*rest[:to], media_id, *rest[to:]]


def _alt(form: Fields, media_id: str) -> dict[str, str]:
    begin = f"alt.{media_id}."
    return {name.removeprefix(begin): text for name, text in form.items() if name.startswith(begin) and text.strip()}


def papers_of(form: Fields) -> list[dict[str, str]]:
    """The papers of a form, one after another, without empty ones; `unfile` takes the file of one away."""
    found: dict[int, dict[str, str]] = {}
    for name, text in form.items():
        if match := _PAPER.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = text
    for paper in found.values():
        if paper.pop("unfile", ""):
            paper["file"] = ""
    papers = [{name: text for name, text in found[n].items() if text or name != "file"} for n in sorted(found)]
    return [paper for paper in papers if any(text.strip() for name, text in paper.items() if name not in ("scope", "public"))]
