"""Whole things as JSON in one language: the card of the lists plus everything that the page of the thing shows."""

import json
from typing import Any

from sqlmodel import Session, col, select

from app.catalogue import listing
from app.catalogue.content import CertificateContent, EnterpriseContent, PictureRef, ProductContent, Quantity
from app.catalogue.models import Area, Category, Centre, Certificate, EnterpriseListing, HsHeading, Listing
from app.catalogue.queries import Shown, spoken, today
from app.catalogue.reference import Reference
from app.media.models import Media

Document = dict[str, Any]


def product(session: Session, frame: Reference, shown: Shown, language: str) -> Document:
    """The product's card with its description, papers, pictures, trade facts and maker, in the words of one language."""
    assert shown.product is not None  # noqa: S101  shown is a product
    assert shown.content is not None  # noqa: S101
    content = shown.content
    row = session.exec(select(Listing).where(Listing.product_id == shown.product.id, Listing.language == spoken(frame, language))).one()
    card: Document = json.loads(listing.without_expired(row.card, today(frame)) if row.fresh_until else row.card)
    return card | {
        **_trade(session, frame, content, language),
        "pictures": _pictures(frame, shown.media, content.pictures, language),
        "certificates": [_certificate(frame, c, language) for c in shown.certificates],
        "enterprise": _maker(session, frame, shown, language),
    }


def proposed(session: Session, frame: Reference, content: ProductContent, maker: EnterpriseContent, language: str) -> Document:
    """A product as its page would show it, whether or not it or its maker is in the catalogue."""
    papers = [*content.certificates, *(paper for paper in maker.certificates if paper.scope == "premises")]
    wanted = [use.media_id for use in content.pictures]
    media = {m.id: m for m in session.exec(select(Media).where(col(Media.id).in_(wanted)))}
    contacts = {name: getattr(maker, name) for name in ("phone", "whatsapp", "email", "web", "social")}
    by = listing.enterprise_card(session, maker, language).facts
    return listing.product_card(session, content, maker, language).facts | {
        **_trade(session, frame, content, language),
        "pictures": _pictures(frame, media, content.pictures, language),
        "certificates": [_paper(frame, c, language, c.scope) for c in papers if c.public],
        "enterprise": by | {"story": _text(frame, maker.story, language)} | contacts,
    }


def enterprise(session: Session, frame: Reference, shown: Shown, language: str) -> Document:
    """The enterprise's card with its story, contacts, papers and pictures, in the words of one language."""
    return _maker(session, frame, shown, language) | {
        "legal_name": shown.maker.legal_name or None,
        "area_path": [_named(frame, a, language) for a in frame.area_path(shown.maker.area)],
        "pictures": _pictures(frame, shown.media, shown.maker.pictures, language),
        "certificates": [_certificate(frame, c, language) for c in shown.certificates if c.product_id is None],
    }


def centre(frame: Reference, of: Centre, language: str) -> Document:
    """A centre as outsiders see it; `serial` only of this installation's own."""
    return {
        "key": of.key,
        "name": frame.name(of, language),
        "full_name": _text(frame, of.full_names, language),
        "tagline": _text(frame, of.tagline, language),
        "about": _text(frame, of.about, language),
        "visit": _text(frame, of.visit, language),
        "hours": _text(frame, of.hours, language),
        "address": _text(frame, of.address, language),
        "contact": of.contact,
        "area": of.area,
        "languages": of.languages,
        "currency": of.currency,
        "time_zone": of.time_zone,
        "home": of.home,
        "serial": of.serial if of.home else None,
    }


def category(frame: Reference, of: Category, language: str) -> Document:
    return _named(frame, of, language) | {"parent": of.parent_key, "icon": of.icon, "names": of.names}


def area(frame: Reference, of: Area, language: str) -> Document:
    return _named(frame, of, language) | {
        "parent": of.parent_key,
        "country": of.country,
        "kind": of.kind,
        "latitude": of.latitude,
        "longitude": of.longitude,
        "names": of.names,
    }


def _trade(session: Session, frame: Reference, content: ProductContent, language: str) -> Document:
    """What a product says beyond its card."""
    heading = session.get(HsHeading, content.hs_code[:6]) if content.hs_code else None
    return {
        "description": _text(frame, content.description, language),
        "ingredients": _text(frame, content.ingredients, language),
        "names": content.name,
        "reference": content.reference or None,
        "gtin": content.gtin,
        "hs_code": content.hs_code,
        "hs_words": _text(frame, heading.names, language) if heading else None,
        "wholesale_price": content.wholesale_price.model_dump(mode="json") if content.wholesale_price else None,
        "minimum_order": _quantity(content.minimum_order),
        "monthly_capacity": _quantity(content.monthly_capacity),
        "lead_time_days": content.lead_time_days,
        "shelf_life_days": content.shelf_life_days,
        "storage": content.storage,
        "stage": content.stage,
        "verified_on": content.verified_on.isoformat() if content.verified_on else None,
        "category_path": [_named(frame, c, language) for c in frame.category_path(content.category)],
        "origin_path": [_named(frame, a, language) for a in frame.area_path(content.origin)],
    }


def _maker(session: Session, frame: Reference, shown: Shown, language: str) -> Document:
    maker = shown.maker
    card = session.exec(
        select(EnterpriseListing.card).where(
            EnterpriseListing.enterprise_id == shown.enterprise.id, col(EnterpriseListing.language) == spoken(frame, language)
        )
    ).one()
    read: Document = json.loads(card)
    return read | {
        "story": _text(frame, maker.story, language),
        "phone": maker.phone,
        "whatsapp": maker.whatsapp,
        "email": maker.email,
        "web": maker.web,
        "social": maker.social,
    }


def _named(frame: Reference, thing: Area | Category, language: str) -> Document:
    return {"key": thing.key, "name": frame.name(thing, language)}


def _text(frame: Reference, texts: dict[str, str], language: str) -> Document | None:
    found = frame.words(texts, language)
    return {"lang": found.lang, "text": found.value} if found else None


def _quantity(quantity: Quantity | None) -> Document | None:
    return {"amount": f"{quantity.amount.normalize():f}", "unit": quantity.unit} if quantity else None


def _pictures(frame: Reference, media: dict[str, Media], uses: list[PictureRef], language: str) -> list[Document]:
    cards = [listing.picture_card(media[use.media_id], use) for use in uses if use.media_id in media]
    return [card | {"alt": words.value if (words := frame.words(card["alt"], language)) else ""} for card in cards]


def _certificate(frame: Reference, paper: Certificate, language: str) -> Document:
    content = CertificateContent.model_validate(paper.model_dump(include={"scheme", "number", "issuer", "valid_from", "valid_to"}))
    return _paper(frame, content, language, "product" if paper.product_id else "premises")


def _paper(frame: Reference, paper: CertificateContent, language: str, scope: str) -> Document:
    scheme = frame.schemes[paper.scheme]
    return paper.model_dump(mode="json", exclude={"public", "scope"}) | {
        "family": scheme.family,
        "scope": scope,
        "label": words.value if (words := frame.words(scheme.labels, language)) else frame.name(scheme, language),
        "name": frame.name(scheme, language),
        "issuer": paper.issuer or scheme.issuer,
        "explained": _text(frame, scheme.explained, language),
    }
