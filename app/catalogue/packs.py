"""A pack is a folder of data that makes a centre: who it is, and the region's areas, categories, words and certificate schemes.

The tables of the frame are filled from it; loading again takes over what changed, but for what staff wrote themselves (centre.py).
Shipped packs are in app/packs; the region's files are shared and a pack's own file of the same name stands in for them.
"""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select

from app.catalogue import categories as own_categories
from app.catalogue import centre, publishing
from app.catalogue.changes import touch
from app.catalogue.models import Area, Category, Centre, Concept, HsHeading, Scheme
from app.catalogue.reference import forget
from app.errors import Invalid, NotFound, Problem
from app.text import _, fold

SHIPPED: Final = Path(__file__).parent.parent / "packs"
_REGION: Final = SHIPPED / "region"
LANGUAGES: Final = ("id", "ms", "en", "fil")

Row = TypeVar("Row", bound=SQLModel)


class NoPack(NotFound):
    message = _("There is no pack “{name}”: neither a shipped one nor a folder.")


class BrokenPack(Invalid):
    message = _("The pack has mistakes.")


def shipped() -> list[str]:
    return sorted(p.parent.name for p in SHIPPED.glob("*/centre.toml"))


def folder(name: str) -> Path:
    """The folder of a shipped pack or of one's own. Raises NoPack."""
    for place in (SHIPPED / name, Path(name)):
        if (place / "centre.toml").is_file():
            return place
    raise NoPack(name=name)


@cache
def units() -> dict[str, dict[str, str]]:
    """The words, by language, of the units in which goods are sold, such as pack or jar; shared by all centres."""
    return {entry["key"]: entry["name"] for entry in _read(_REGION, "units.toml")["unit"]}


def ensure_whole(name: str) -> None:
    """Raises NoPack, and BrokenPack with every mistake."""
    if problems := tuple(check(name)):
        raise BrokenPack(problems)


def load(session: Session, name: str) -> bool:
    """Fill the frame from a pack; True if that changed anything. Raises NoPack, and BrokenPack with every mistake."""
    ensure_whole(name)
    place = folder(name)
    areas, categories, schemes = (_entries(place, kind) for kind in ("areas", "categories", "certificates"))
    changed = [
        _take(session, Area, [_area(n, entry) for n, entry in enumerate(areas)], "key"),
        _take(session, Category, own_categories.with_own(session, [_category(entry) for entry in categories]), "key"),
        _take(session, Scheme, [_scheme(n, entry) for n, entry in enumerate(schemes)], "key"),
        _take(session, Concept, list(_concepts(place)), "key"),
        _take(session, HsHeading, list(_headings(place)), "code"),
        _take(session, Centre, [centre.with_own(session, row) for row in _centres(place)], "key", keep=("id", "serial")),
    ]
    session.flush()
    forget(session)
    if any(changed):
        touch(session)
        publishing.relist(session)
    return any(changed)


def load_headings(session: Session, table: Path, *, source: str) -> int:
    """Add a national table of HS headings (columns hscode or hs6 or code, description) to the pack's own; how many came.

    Words of a heading that is there already are kept: they are plainer. Raises BrokenPack when the columns are missing.
    """
    known = set(session.exec(select(HsHeading.code)))
    count = 0
    with table.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        fields = reader.fieldnames or []
        code_field = next((f for f in ("hscode", "hs6", "code") if f in fields), None)
        words_field = next((f for f in ("description", "description_en", "en") if f in fields), None)
        if not code_field or not words_field:
            raise BrokenPack((Problem("/", _("Columns for the code and the description are expected."), ", ".join(fields)),))
        for row in reader:
            code = row[code_field].strip()
            if code.isdigit() and len(code) in (4, 6) and code not in known:
                session.add(HsHeading(code=code, names={"en": row[words_field].strip()}, source=source))
                known.add(code)
                count += 1
    return count


def check(name: str) -> Iterator[Problem]:
    """Every mistake of a pack: what names something unknown, and words that are missing in one of the four languages."""
    place = folder(name)
    for kind in ("areas", "categories", "certificates"):
        entries = _entries(place, kind)
        keys = [str(e.get("key", "")) for e in entries]
        for n, entry in enumerate(entries):
            pointer = f"/{kind}/{n}"
            if keys.count(keys[n]) > 1 or not keys[n]:
                yield Problem(f"{pointer}/key", _("Each key is needed once."), keys[n])
            if entry.get("parent") and entry["parent"] not in keys:
                yield Problem(f"{pointer}/parent", _("There is no entry of this key."), str(entry["parent"]))
            if missing := [language for language in LANGUAGES if not entry.get("name", {}).get(language)]:
                yield Problem(f"{pointer}/name", _("Words are missing in these languages."), ", ".join(missing))
    area_keys = {str(e.get("key")) for e in _entries(place, "areas")}
    for pointer, entry in _centre_entries(place):
        if entry.get("area") not in area_keys:
            yield Problem(f"{pointer}/area", _("There is no area of this key."), str(entry.get("area")))
        for wanted in ("key", "name", "languages", "currency", "time_zone"):
            if not entry.get(wanted):
                yield Problem(f"{pointer}/{wanted}", _("This is needed."))


def _take(session: Session, table: type[Row], rows: list[Row], key: str, *, keep: tuple[str, ...] = ()) -> bool:
    """Make the table hold these rows; rows it has and the pack has not stay if something may still name them."""
    held = {getattr(row, key): row for row in session.exec(select(table))}
    changed = False
    for row in rows:
        there = held.get(getattr(row, key))
        values = row.model_dump(exclude=set(keep))
        if there is None:
            session.add(row)
            changed = True
        elif there.model_dump(exclude=set(keep)) != values:
            for name, value in values.items():
                setattr(there, name, value)
            session.add(there)
            changed = True
    if table is Concept and (gone := set(held) - {getattr(row, key) for row in rows}):
        session.execute(delete(Concept).where(col(Concept.key).in_(gone)))
        changed = True
    return changed


def _entries(place: Path, kind: str) -> list[dict[str, Any]]:
    single = {"areas": "area", "categories": "category", "certificates": "scheme"}[kind]
    entries: list[dict[str, Any]] = _read(place, f"{kind}.toml")[single]
    return entries


def _read(place: Path, name: str) -> dict[str, Any]:
    own = place / name
    try:
        return tomllib.loads((own if own.is_file() else _REGION / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenPack((Problem(f"/{name}", str(error)),)) from error


def _table(place: Path, name: str) -> Iterator[dict[str, str]]:
    own = place / name
    with (own if own.is_file() else _REGION / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _area(position: int, entry: dict[str, Any]) -> Area:
    latitude, longitude = entry.get("centre") or (None, None)
    return Area(
        key=entry["key"],
        parent_key=entry.get("parent") or None,
        country=entry["country"],
        kind=entry["kind"],
        position=position,
        names=entry["name"],
        aliases=entry.get("aliases", []),
        latitude=latitude,
        longitude=longitude,
    )


def _category(entry: dict[str, Any]) -> Category:
    return Category(
        key=entry["key"],
        parent_key=entry.get("parent") or None,
        position=entry.get("order", 0),
        icon=entry.get("icon", ""),
        names=entry["name"],
        aliases=entry.get("aliases", []),
    )


def _scheme(position: int, entry: dict[str, Any]) -> Scheme:
    return Scheme(
        key=entry["key"],
        family=entry["family"],
        country=entry.get("country", ""),
        scope=entry.get("scope", "product"),
        position=position,
        names=entry["name"],
        labels=entry.get("label", {}),
        explained=entry.get("explanation", {}),
        issuer=entry.get("issuer", ""),
        pattern=entry.get("number", ""),
        confidence=entry.get("confidence", ""),
    )


def _concepts(place: Path) -> Iterator[Concept]:
    for row in _table(place, "vocabulary.csv"):
        words = [row[language] for language in LANGUAGES] + row["synonyms"].split(",")
        folded = [word for word in dict.fromkeys(fold(w) for w in words) if word]
        yield Concept(key=row["key"], kind=row["kind"], words=folded)


def _headings(place: Path) -> Iterator[HsHeading]:
    for row in _table(place, "hs.csv"):
        names = {language: row[language] for language in LANGUAGES if row.get(language)}
        yield HsHeading(code=row["code"], names=names, category=row.get("category") or "")


def _centre_entries(place: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "/centre", _read(place, "centre.toml")
    neighbours = place / "neighbours.toml"
    if neighbours.is_file():
        for n, entry in enumerate(_read(place, "neighbours.toml").get("centre", [])):
            yield f"/neighbours/{n}", entry


def _centres(place: Path) -> Iterator[Centre]:
    for pointer, entry in _centre_entries(place):
        yield Centre(
            key=entry["key"],
            home=pointer == "/centre",
            area=entry["area"],
            languages=entry["languages"],
            currency=entry["currency"],
            time_zone=entry["time_zone"],
            names=entry["name"],
            full_names=entry.get("full_name", entry["name"]),
            tagline=entry.get("tagline", {}),
            hours=entry.get("hours", {}),
            address=entry.get("address", {}),
            about=entry.get("about", {}),
            visit=entry.get("visit", {}),
            contact=entry.get("contact", {}),
            brand=entry.get("brand", {}),
        )
