"""Things for tests: a_frame(), an_enterprise(), a_product(), a_picture(). All go through the same door as real ones."""

from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Table, create_engine, insert
from sqlmodel import Session, SQLModel, select

from app.catalogue import changes, packs, publishing, reference
from app.catalogue.content import EnterpriseContent, Money, PictureRef, ProductContent
from app.catalogue.models import Centre
from app.media.models import Media
from app.text import slug

_numbers = count(1)
_NAMESPACE = UUID("6f1c8d1e-5a0c-4a7e-9d57-0d1b6f3a2c11")


def an_id(name: str) -> UUID:
    return uuid5(_NAMESPACE, name)


def a_frame(db: Session) -> None:
    """The North Sulawesi centre with its areas, categories, words and schemes."""
    if db.exec(select(Centre.id)).first():
        packs.load(db, "north-sulawesi")
        return
    for table, rows in _frame():
        db.execute(insert(table), rows)
    reference.forget(db)
    changes.touch(db)


@cache
def _frame() -> list[tuple[Table, list[dict[str, Any]]]]:
    """What the pack makes of an empty database, table by table. It is read once: thousands of tests begin with it."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        packs.load(session, "north-sulawesi")
        found = [(table, [dict(row) for row in session.execute(table.select()).mappings()]) for table in SQLModel.metadata.sorted_tables]
    return [(table, rows) for table, rows in found if rows]


def an_enterprise_content(name: str = "Dapur Tumou Tou", **facts: Any) -> EnterpriseContent:
    given: dict[str, Any] = {"id": an_id(name), "centre": "north-sulawesi", "slug": slug(name), "name": name, "area": "ID-7171"}
    return EnterpriseContent(**(given | facts))


def an_enterprise(db: Session, name: str = "Dapur Tumou Tou", **facts: Any) -> EnterpriseContent:
    content = an_enterprise_content(name, **facts)
    publishing.put_enterprise(db, content)
    return content


def a_product_content(enterprise: EnterpriseContent, called: str = "Klappertaart", /, **facts: Any) -> ProductContent:
    given: dict[str, Any] = {
        "id": an_id(f"{enterprise.name}/{called}"),
        "enterprise_id": enterprise.id,
        "slug": slug(called),
        "category": "bakery",
        "name": {"id": called},
        "price": Money(amount=Decimal(25000), currency="IDR"),
        "origin": enterprise.area,
    }
    return ProductContent(**(given | facts))


def a_product(db: Session, enterprise: EnterpriseContent, called: str = "Klappertaart", /, **facts: Any) -> ProductContent:
    content = a_product_content(enterprise, called, **facts)
    publishing.put_product(db, content)
    return content


def a_picture(db: Session, *, width: int = 1280, height: int = 1600) -> PictureRef:
    """A row of a stored picture; its files are not there."""
    media = Media(
        id=f"{next(_numbers):064x}", kind="png", width=width, height=height, tone="#c8a878", widths=[320, 640, 960, width], bytes=1000
    )
    db.add(media)
    db.flush()
    return PictureRef(media_id=media.id, alt={"id": "Sebuah gambar", "en": "A picture"})
