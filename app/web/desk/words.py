"""What staff read instead of keys: names of fields, values as people write them, spans of time."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.units import format_unit

from app.catalogue.content import CertificateContent, Measure, Money, Quantity
from app.catalogue.reference import Reference
from app.review.checks import Check
from app.text import _
from app.web import formats
from app.web.language import own_name, translations
from app.web.pages import country_name

FIELDS: Final[Mapping[str, str]] = {
    "name": _("Name"),
    "summary": _("One line"),
    "description": _("Description"),
    "ingredients": _("Ingredients"),
    "category": _("Category"),
    "origin": _("Made in"),
    "reference": _("Own number"),
    "gtin": _("Barcode"),
    "hs_code": _("HS code"),
    "price": _("Price"),
    "wholesale_price": _("Wholesale price"),
    "unit": _("Sold by"),
    "net": _("Content"),
    "minimum_order": _("Minimum order"),
    "monthly_capacity": _("Monthly capacity"),
    "lead_time_days": _("Ready to ship in"),
    "shelf_life_days": _("Keeps for"),
    "storage": _("Storage"),
    "stage": _("Stage"),
    "alcohol": _("Contains alcohol"),
    "featured": _("Featured"),
    "verified_on": _("Last checked"),
    "pictures": _("Pictures"),
    "alt": _("Words for a picture"),
    "certificates": _("Certificate"),
    "files": _("File of the certificate"),
    "cost": _("Cost"),
    "legal_name": _("Legal name"),
    "size": _("Size"),
    "size_basis": _("Size measured by"),
    "area": _("Place"),
    "place": _("Address"),
    "founded": _("Founded"),
    "tagline": _("One line"),
    "story": _("Story"),
    "phone": _("Phone"),
    "whatsapp": "WhatsApp",  # a name, the same in every language
    "email": _("E-mail"),
    "web": _("Website"),
    "social": _("Social media"),
    "contact_name": _("Who answers for it"),
    "contact_phone": _("Phone of that person"),
    "registration": _("Registration number (NIB)"),
    "currency": _("Currency"),
    "price_on_request": _("Price on request"),
    "capacity_private": _("not public"),
}
"""Of products, enterprises and their confidential facts."""

_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "storage": {
        "ambient": _("At room temperature"),
        "cool": _("Cool and dry"),
        "chilled": _("In the refrigerator"),
        "frozen": _("Frozen"),
    },
    "stage": {"raw": _("Raw material"), "ingredient": _("Ingredient"), "finished": _("Finished product")},
    "size": {"micro": _("Micro"), "small": _("Small"), "medium": _("Medium")},
    "size_basis": {"sales": _("sales"), "capital": _("capital"), "assets": _("assets"), "staff": _("staff")},
}


class Words:
    """The words of one reader: a language, and the centre's frame with its names."""

    def __init__(self, language: str, frame: Reference) -> None:
        self.language, self.frame = language, frame
        self._texts = translations(language)

    def said(self, sentence: str, facts: Mapping[str, Any] | None = None) -> str:
        text = self._texts.gettext(sentence)
        return text.format(**facts) if facts else text

    def field(self, name: str) -> str:
        """Of a content's field; what is not known here keeps its own name."""
        return self.said(FIELDS[name]) if name in FIELDS else name

    def fields(self, changed: list[str]) -> list[str]:
        """Of the names that the record keeps, such as price and description.id, each once."""
        return list(dict.fromkeys(self.field(name.partition(".")[0]) for name in changed))

    def in_language(self, code: str) -> str:
        """The name of a text's language, or of a social medium."""
        return own_name(code) if len(code) <= 3 else code.capitalize()

    def days(self, count: int) -> str:
        return self._texts.ngettext("%(n)s day", "%(n)s days", count) % {"n": formats.number(count, self.language)}

    def span(self, delta: timedelta) -> str:
        """How long, in one unit: 5 hours, 12 days."""
        seconds = max(0, int(delta.total_seconds()))
        units = (("day", 86_400, 2), ("hour", 3_600, 2), ("minute", 60, 0))
        unit, length = next((name, length) for name, length, least in units if seconds >= length * least)
        return format_unit(seconds // length, f"duration-{unit}", locale=self.language)

    def moment(self, at: datetime) -> str:
        """In the time of the centre: 23 Nov 2026, 14:05."""
        there = at.astimezone(ZoneInfo(self.frame.centre.time_zone))
        return f"{formats.day(there.date(), self.language, 'medium')}, {there:%H:%M}"

    def value(self, field: str, value: Any) -> str:
        """A field's value as people write it; empty where there is nothing."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return self.said(_("Yes")) if value else self.said(_("No"))
        if isinstance(value, Money):
            return formats.money(value.model_dump(mode="json"), self.language)
        if isinstance(value, Measure):
            return formats.net(value.model_dump(mode="json"), self.language)
        if isinstance(value, Quantity):
            return formats.quantity(value.model_dump(mode="json"), self.language)
        if isinstance(value, CertificateContent):
            return self.paper(value)
        if isinstance(value, date):
            return formats.day(value, self.language)
        return self._plain(field, value)

    def paper(self, paper: CertificateContent) -> str:
        """Halal certificate · No. ID123 · valid until 3 May 2027 · not shown to the public."""
        scheme = self.frame.schemes.get(paper.scheme)
        parts = [self.frame.name(scheme, self.language) if scheme else paper.scheme]
        parts += [f"{self.said(_('No.'))} {paper.number}"] if paper.number else []
        parts += [paper.issuer] if paper.issuer else []
        if paper.valid_to:
            parts.append(self._texts.gettext("valid until %(day)s") % {"day": formats.day(paper.valid_to, self.language)})
        parts += [] if paper.public else [self.said(_("not shown to the public"))]
        return " · ".join(parts)

    def check(self, check: Check) -> str:
        """The sentence of a check, with names where it has keys."""
        facts = dict(check.facts)
        if (scheme := self.frame.schemes.get(facts.get("scheme", ""))) is not None:
            facts["scheme"] = self.frame.name(scheme, self.language)
        facts |= {name: country_name(self.language, facts[name]) for name in ("origin", "home") if name in facts}
        facts |= {"day": formats.day(facts["day"], self.language)} if "day" in facts else {}
        return self.said(check.words, facts)

    def place(self, key: str) -> str:
        """From the village up to the country."""
        path = self.frame.area_path(key)
        return ", ".join(self.frame.name(area, self.language) for area in reversed(path)) or key

    def _plain(self, field: str, value: Any) -> str:
        text = str(value)
        if field in ("origin", "area"):
            return self.place(text)
        if field == "category":
            return " › ".join(self.frame.name(step, self.language) for step in self.frame.category_path(text)) or text
        if field in ("lead_time_days", "shelf_life_days"):
            return self.days(int(value))
        if field == "hs_code":
            return ".".join(part for part in (text[:4], text[4:6], text[6:]) if part)
        if field == "unit":
            return formats.unit(text, self.language)
        known = _VALUES.get(field, {}).get(text)
        return self.said(known) if known else text
