"""Everything that is kept of an enterprise, as files that others can read: its list, its facts as JSON, its pictures and certificates."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from sqlmodel import Session, SQLModel, col, select

from app.accounts import consents, roles
from app.catalogue import confidential, exporting
from app.catalogue.models import Enterprise, Product
from app.media.auditing import files_of_picture
from app.media.models import PaperFile, Upload
from app.media.storage import Missing, Store, paper
from app.review import audit, erasing
from app.review.models import Notice, Submission

_SUBMISSION: Final = {
    *("id", "kind", "entity_id", "state", "typed", "content", "facts", "reason", "note"),
    *("created_at", "saved_at", "submitted_at", "decided_at"),
}
_CONSENT: Final = {"purpose", "text_version", "language", "said_by", "given_at", "confirmed_at", "withdrawn_at"}
_EVENT: Final = {"at", "action", "kind", "entity_id", "why"}


@dataclass(frozen=True)
class Bundle:
    """What goes into the file: small parts as they are, and names in the store of the others by their name in the file."""

    parts: dict[str, bytes]
    stored: dict[str, str]


def bundle(session: Session, enterprise_id: UUID, **more: list[dict[str, Any]]) -> Bundle:
    """Everything of the enterprise; each of `more` becomes a JSON file too. Pictures are their largest renditions: no originals."""
    pictures = {f"pictures/{one.id}.webp": list(files_of_picture(one))[-1][0] for one in erasing.pictures_of(session, enterprise_id)}
    files = {f"certificates/{key}": name for key, name in _certificates(session, enterprise_id)}
    said = _facts(session, enterprise_id) | more
    parts = {f"{name}.json": json.dumps(rows, ensure_ascii=False, indent=2).encode() for name, rows in said.items()}
    return Bundle({"products.xlsx": _list(session, enterprise_id)} | parts, pictures | files)


def written(bundle: Bundle, store: Store) -> Iterator[bytes]:
    """The ZIP file piece by piece; one picture at a time is held. What the store has lost is named in missing.txt."""
    pipe, lost = _Pipe(), list[str]()
    with ZipFile(pipe, "w", ZIP_STORED) as archive:
        for name, data in bundle.parts.items():
            archive.writestr(name, data, ZIP_DEFLATED)
        for name, stored in bundle.stored.items():
            try:
                archive.writestr(name, store.get(stored))
            except Missing:
                lost.append(name)
            yield pipe.taken()
        if lost:
            archive.writestr("missing.txt", "\n".join(lost))
    yield pipe.taken()


class _Pipe:
    """A file that can only be written, and gives away what was written since."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


def _list(session: Session, enterprise_id: UUID) -> bytes:
    headings, rows = exporting.listed(session, enterprise_id)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "products.xlsx"
        exporting.write_xlsx(target, headings, rows)
        return target.read_bytes()


def _facts(session: Session, enterprise_id: UUID) -> dict[str, list[dict[str, Any]]]:
    maker = session.get(Enterprise, enterprise_id)
    products = session.exec(select(Product).where(Product.enterprise_id == enterprise_id).order_by(col(Product.id))).all()
    shown = [_content(maker.content, confidential.of_enterprise(session, maker.id))] if maker else []
    submissions = select(Submission).where(Submission.enterprise_id == enterprise_id).order_by(col(Submission.created_at))
    notices = select(Notice).where(Notice.enterprise_id == enterprise_id).order_by(col(Notice.at))
    sent = select(Upload).where(Upload.owner_id == enterprise_id).order_by(col(Upload.created_at))
    return {
        "enterprise": shown,
        "products": [_content(one.content, confidential.of_product(session, one.id)) for one in products],
        "drafts_and_submissions": [_plain(one, _SUBMISSION) for one in session.exec(submissions)],
        "consents": [_plain(one, _CONSENT) for one in consents.history(session, enterprise_id)],
        "people": [{"name": user.name, "role": role} for user, role in roles.members(session, enterprise_id)],
        "news": [_plain(one, {"at", "about", "kind", "entity_id", "names", "facts"}) for one in session.exec(notices)],
        "files_sent": [_plain(one, {"purpose", "name", "length", "created_at"}) for one in session.exec(sent)],
        "record": [_plain(one, _EVENT) for one in audit.of_enterprise(session, enterprise_id)],
    }


def _content(content: dict[str, Any], facts: Any) -> dict[str, Any]:
    return {**content, "confidential": facts.model_dump(mode="json", exclude_defaults=True)}


def _certificates(session: Session, enterprise_id: UUID) -> Iterator[tuple[str, str]]:
    """The files of certificates: what each is called in the ZIP file, and in the store."""
    for row in session.exec(select(PaperFile).where(PaperFile.owner_id == enterprise_id).order_by(col(PaperFile.created_at))):
        largest = "paper.pdf" if row.kind == "pdf" else "page.webp"
        if largest in row.digests:
            yield f"{_safe(row.name)}{row.id}.{largest.rpartition('.')[2]}", paper(row.id, largest)


def _safe(name: str) -> str:
    """The beginning of a sender's name for a file, without what leads elsewhere."""
    stem = "".join(c if c.isalnum() else "-" for c in name.rpartition(".")[0])[:60].strip("-")
    return f"{stem}-" if stem else ""


def _plain(row: SQLModel, keys: set[str]) -> dict[str, Any]:
    return row.model_dump(mode="json", include=keys)
