"""Listing rows: what the public sees of a thing, finished when it is published, once per language of the centre."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from app.catalogue.content import CertificateContent, EnterpriseContent, PictureRef, ProductContent
from app.catalogue.models import Certificate, Enterprise, EnterpriseListing, Listing, Product
from app.catalogue.reference import Reference, reference
from app.db import now
from app.media.models import Media
from app.text import choose, sort_key

Facts = dict[str, Any]
"""A JSON object of a card, or a part of one."""


class Card(Mapping[str, Any]):
    """A thing as it stands in lists, the same for pages and programs; docs/api.md describes it.

    It is stored as `raw` JSON and read only when somebody looks inside: a page that has drawn this very text before does not.
    """

    __slots__ = ("_read", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._read: Facts | None = None

    @property
    def facts(self) -> Facts:
        if self._read is None:
            self._read = json.loads(self.raw)
        return self._read

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)


def list_product(session: Session, product: Product, enterprise: Enterprise, *, fresh: bool = False) -> None:
    """Put a product on show: one row for each language of the centre. `fresh` says that there are none yet."""
    frame = reference(session)
    if not fresh:
        unlist_product(session, product)
    content = ProductContent.model_validate(product.content)
    maker = EnterpriseContent.model_validate(enterprise.content)
    papers = [*content.certificates, *(c for c in maker.certificates if c.scope == "premises")]
    picture = _picture(session, content.pictures)
    rows = []
    for language in frame.centre.languages:
        card = _product_card(frame, language, product, content, maker, papers, picture)
        rows.append(
            {
                "language": language,
                "product_id": product.id,
                "sort_key": sort_key(card["name"], language),
                "enterprise_id": enterprise.id,
                "category": product.category,
                "area": product.origin,
                "country": frame.areas[product.origin].country,
                "name_language": card["lang"],
                "price_hundredths": product.price_hundredths,
                "currency": product.currency,
                "featured": content.featured,
                "added_at": product.created_at,
                "fresh_until": min((c.valid_to for c in papers if c.valid_to), default=None),
                "card": json.dumps(card, ensure_ascii=False, separators=(",", ":")),
            }
        )
    session.execute(insert(Listing), rows)


def unlist_product(session: Session, product: Product) -> None:
    session.execute(delete(Listing).where(col(Listing.product_id) == product.id))


def list_enterprise(session: Session, enterprise: Enterprise) -> None:
    """Put an enterprise on show."""
    frame = reference(session)
    unlist_enterprise(session, enterprise)
    content = EnterpriseContent.model_validate(enterprise.content)
    picture = _picture(session, content.pictures)
    session.execute(
        insert(EnterpriseListing),
        [
            {
                "language": language,
                "enterprise_id": enterprise.id,
                "sort_key": sort_key(content.name, language),
                "area": content.area,
                "country": frame.areas[content.area].country,
                "centre_id": enterprise.centre_id,
                "added_at": enterprise.created_at,
                "card": json.dumps(
                    _enterprise_card(frame, language, enterprise, content, picture), ensure_ascii=False, separators=(",", ":")
                ),
            }
            for language in frame.centre.languages
        ],
    )


def unlist_enterprise(session: Session, enterprise: Enterprise) -> None:
    session.execute(delete(EnterpriseListing).where(col(EnterpriseListing.enterprise_id) == enterprise.id))


def product_card(session: Session, content: ProductContent, maker: EnterpriseContent, language: str) -> Card:
    """The card that a product would have, of something that is not on show (yet). A picture that is gone is left out."""
    frame, moment = reference(session), now()
    row = Product(
        id=content.id,
        enterprise_id=content.enterprise_id,
        slug=content.slug,
        category=content.category,
        origin=content.origin,
        stage=content.stage,
        content={},
        fingerprint="",
        created_at=moment,
        updated_at=moment,
    )
    papers = [*content.certificates, *(c for c in maker.certificates if c.scope == "premises")]
    facts = _product_card(frame, language, row, content, maker, papers, _stored_picture(session, content.pictures))
    return Card(json.dumps(facts, ensure_ascii=False))


def enterprise_card(session: Session, content: EnterpriseContent, language: str) -> Card:
    """The card that an enterprise would have."""
    frame = reference(session)
    centre = frame.centres[content.centre]
    row = Enterprise(id=content.id, centre_id=centre.id, slug=content.slug, area=content.area, content={}, fingerprint="", updated_at=now())
    facts = _enterprise_card(frame, language, row, content, _stored_picture(session, content.pictures))
    return Card(json.dumps(facts, ensure_ascii=False))


def enterprise_words(content: EnterpriseContent, frame: Reference) -> Iterator[str]:
    """Words by which an enterprise is found, in every language."""
    yield from (content.name, content.legal_name, content.place, *content.tagline.values(), *content.story.values())
    for area in frame.area_path(content.area):
        yield from (*area.names.values(), *area.aliases)


def without_expired(card: str, today: date) -> str:
    """The card less the certificates that ended before today."""
    read: Facts = json.loads(card)
    read["certificates"] = [c for c in read["certificates"] if not c["valid_to"] or c["valid_to"] >= today.isoformat()]
    return json.dumps(read, ensure_ascii=False, separators=(",", ":"))


def certificates(
    session: Session, enterprise: Enterprise, contents: list[CertificateContent], product: Product | None = None, *, fresh: bool = False
) -> None:
    """Store the public certificates of an enterprise or of one product in place of earlier ones."""
    if not fresh:
        owner = col(Certificate.product_id) == product.id if product else col(Certificate.product_id).is_(None)
        session.execute(delete(Certificate).where(col(Certificate.enterprise_id) == enterprise.id, owner))
    schemes = reference(session).schemes
    session.add_all(
        Certificate(
            enterprise_id=enterprise.id,
            product_id=product.id if product else None,
            family=schemes[c.scheme].family,
            **c.model_dump(include={"scheme", "number", "issuer", "valid_from", "valid_to"}),
        )
        for c in contents
    )


def _product_card(
    frame: Reference,
    language: str,
    product: Product,
    content: ProductContent,
    maker: EnterpriseContent,
    papers: list[CertificateContent],
    picture: Facts | None,
) -> Facts:
    name = frame.words(content.name, language)
    summary = frame.words(content.summary, language)
    assert name is not None  # a product without any name is not valid content  # noqa: S101
    area, centre = frame.areas[product.origin], frame.centres[maker.centre]
    kind = frame.categories[frame.category_here(content.category)]
    return {
        "id": str(product.id),
        "slug": product.slug,
        "name": name.value,
        "lang": name.lang,
        "summary": summary.value if summary else None,
        "summary_lang": summary.lang if summary else None,
        "price": _price(content),
        "unit": content.unit or None,
        "net": _net(content),
        "category": {"key": kind.key, "name": frame.name(kind, language)},
        "enterprise": {"id": str(content.enterprise_id), "slug": maker.slug, "name": maker.name},
        "origin": {"key": area.key, "name": frame.name(area, language), "country": area.country},
        "certificates": [_paper(frame, language, paper) for paper in papers if paper.public],
        "alcohol": content.alcohol,
        "featured": content.featured,
        "picture": _words_of_picture(frame, language, picture),
        "centre": {"key": centre.key, "name": frame.name(centre, language)},
        "added_at": product.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "updated_at": product.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _enterprise_card(frame: Reference, language: str, enterprise: Enterprise, content: EnterpriseContent, picture: Facts | None) -> Facts:
    tagline = frame.words(content.tagline, language)
    area, centre = frame.areas[content.area], frame.centres[content.centre]
    return {
        "id": str(enterprise.id),
        "slug": enterprise.slug,
        "name": content.name,
        "tagline": tagline.value if tagline else None,
        "tagline_lang": tagline.lang if tagline else None,
        "size": content.size,
        "place": content.place or None,
        "founded": content.founded,
        "area": {"key": area.key, "name": frame.name(area, language), "country": area.country},
        "picture": _words_of_picture(frame, language, picture),
        "centre": {"key": centre.key, "name": frame.name(centre, language)},
        "updated_at": enterprise.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _price(content: ProductContent) -> Facts | None:
    # f"{:f}" keeps 25000 from becoming 2.5E+4; money travels as text because JSON numbers are not exact.
    return {"amount": f"{content.price.amount:f}", "currency": content.price.currency} if content.price else None


def _net(content: ProductContent) -> Facts | None:
    net = content.net
    return {"amount": f"{net.amount:f}", "unit": net.unit, "approximate": net.approximate} if net else None


def _paper(frame: Reference, language: str, paper: CertificateContent) -> Facts:
    scheme = frame.schemes[paper.scheme]
    return {
        "scheme": scheme.key,
        "family": scheme.family,
        "name": label.value if (label := frame.words(scheme.labels, language)) else frame.name(scheme, language),
        "valid_to": paper.valid_to.isoformat() if paper.valid_to else None,
    }


def _picture(session: Session, pictures: list[PictureRef]) -> Facts | None:
    if not pictures:
        return None
    media = session.exec(select(Media).where(Media.id == pictures[0].media_id)).one()
    return picture_card(media, pictures[0])


def _stored_picture(session: Session, pictures: list[PictureRef]) -> Facts | None:
    media = session.get(Media, pictures[0].media_id) if pictures else None
    return picture_card(media, pictures[0]) if media else None


def picture_card(media: Media, use: PictureRef) -> Facts:
    """A picture as pages and programs get it: <href>/<width>.webp for each of `widths`, and <href>/share.jpg."""
    return {
        "id": media.id,
        "href": f"/media/{media.id}",
        "widths": media.widths,
        "width": media.width,
        "height": media.height,
        "tone": media.tone,
        "alt": use.alt,
    }


def _words_of_picture(frame: Reference, language: str, picture: Facts | None) -> Facts | None:
    if picture is None:
        return None
    alt = choose(picture["alt"], (language, *frame.centre.languages))
    return {**picture, "alt": alt.value if alt else ""}
