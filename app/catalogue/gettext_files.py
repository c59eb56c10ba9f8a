"""PO files, as translators' programs write and read them: writing one, and the sandboxed job that reads one that somebody sends."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from app.db import now
from app.errors import TooLarge, Unsupported
from app.sandbox.frames import Message
from app.text import _

JOB: Final = "app.catalogue.gettext_files:job"
MOST_ENTRIES: Final = 100_000
_BATCH: Final = 200


class BadPo(Unsupported):
    message = _("This PO file cannot be read: something is wrong in line {line}.")


class TooManyEntries(TooLarge):
    message = _("This PO file has more than {limit} texts. Please split it.")


@dataclass(frozen=True)
class Entry:
    """One text of a PO file. `context` says for good which it is; `fuzzy` that nobody has confirmed it."""

    context: str
    source: str
    text: str
    fuzzy: bool = False
    was: str = ""
    """What the source said when it was translated."""
    comments: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


def written(entries: Iterable[Entry], *, language: str, title: str) -> bytes:
    """A PO file of these texts. Nothing in it is a format string, whatever it looks like."""
    about = {"project": title, "version": "1", "header_comment": f"# {title}", "msgid_bugs_address": "-", "last_translator": "-"}
    catalog = Catalog(locale=language, language_team=language, revision_date=now(), fuzzy=False, charset="utf-8", **about)
    for entry in entries:
        flags = ["fuzzy"] if entry.fuzzy and entry.text else []
        message = catalog.add(
            entry.source, entry.text, context=entry.context, flags=flags, auto_comments=entry.comments, previous_id=entry.was or ()
        )
        message.flags -= {"python-format", "python-brace-format"}
    out = io.BytesIO()
    write_po(out, catalog, width=0, include_previous=True)
    return out.getvalue()


def job(file: BinaryIO, _options: Mapping[str, Any]) -> Iterator[Message]:
    """Messages: {"language": ...}, then {"entries": [[line, context, source, text, fuzzy], ...]}. Raises BadPo and TooManyEntries."""
    try:
        catalog = read_po(file, ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        raise BadPo(line=(error.lineno or 0) + 1) from error
    except (ValueError, LookupError) as error:  # another character set than it says, or one that does not exist
        raise BadPo(line=1) from error
    if len(catalog) > MOST_ENTRIES:
        raise TooManyEntries(limit=MOST_ENTRIES)
    yield Message({"language": catalog.locale_identifier or ""})
    batch: list[list[Any]] = []
    for message in catalog:
        if not message.id:
            continue
        source, text = (part if isinstance(part, str) else (part or ("",))[0] for part in (message.id, message.string))
        batch.append([message.lineno or 0, message.context or "", source, text or "", message.fuzzy])
        if len(batch) >= _BATCH:
            yield Message({"entries": batch})
            batch = []
    if batch:
        yield Message({"entries": batch})
