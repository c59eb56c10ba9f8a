"""What machines read in a page: title, canonical address, language alternates, link preview and schema.org JSON-LD."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

Data = dict[str, Any]

_CONTEXT: Final = "https://schema.org"
# UN/CEFACT codes of the units of net content, as schema.org's unitCode wants them.
_UNIT_CODES: Final = {"mg": "MGM", "g": "GRM", "kg": "KGM", "t": "TNE", "ml": "MLT", "l": "LTR", "pcs": "H87", "cm": "CMT", "m": "MTR"}
# Open Graph wants a territory; these are where each of our languages is an official one.
_LOCALES: Final = {"id": "id_ID", "ms": "ms_MY", "en": "en_GB", "fil": "fil_PH", "zh": "zh_CN"}


@dataclass(frozen=True)
class Place:
    """Where a page is: the public address of the site, the path, and the query without the language."""

    site: str
    path: str
    query: tuple[tuple[str, str], ...] = ()

    def address(self, language: str | None = None) -> str:
        """The full address in a language; without one, that which suits every reader."""
        query = [*self.query, *([("lang", language)] if language else [])]
        return f"{self.site}{self.path}{'?' + urlencode(query) if query else ''}"


@dataclass(frozen=True)
class Head:
    """What the head of a page says. `alternates` are (hreflang, address); `data` is a list of JSON-LD objects."""

    title: str
    description: str
    canonical: str
    alternates: list[tuple[str, str]]
    site: str
    locale: str
    kind: str = "website"
    image: str | None = None
    image_alt: str = ""
    hidden: bool = False
    data: tuple[Data, ...] = ()


def head(
    place: Place,
    language: str,
    languages: Iterable[str],
    *,
    title: str,
    description: str,
    site: str,
    picture: Data | None = None,
    data: Iterable[Data] = (),
    **more: Any,
) -> Head:
    """The head of one page. `site` is the centre's name; `picture` gives the link preview its image."""
    return Head(
        title=title if title == site else f"{title} · {site}",
        description=_short(description),
        canonical=place.address(language),
        alternates=[*((code, place.address(code)) for code in languages), ("x-default", place.address())],
        site=site,
        locale=_LOCALES.get(language, language),
        image=share_image(place.site, picture),
        image_alt=picture["alt"] if picture else "",
        data=tuple(data),
        **more,
    )


def share_image(site: str, picture: Data | None) -> str | None:
    """The JPEG that link previews show."""
    return f"{site}{picture['href']}/share.jpg" if picture else None


def product(site: str, document: Data) -> Data:
    """schema.org Product of documents.product(). Without a price there is no Offer: none was made, and a made-up one misleads."""
    address = f"{site}/p/{document['slug']}"
    data: Data = {
        "@context": _CONTEXT,
        "@type": "Product",
        "@id": f"{address}#product",
        "url": address,
        "name": document["name"],
        "description": (document["description"] or {}).get("text") or document["summary"],
        "image": [image for picture in document["pictures"] if (image := share_image(site, picture))],
        "category": " > ".join(step["name"] for step in document["category_path"]),
        "gtin": document["gtin"],
        "sku": document["reference"],
        "brand": {"@type": "Brand", "name": document["enterprise"]["name"]},
        "manufacturer": _maker_reference(site, document["enterprise"]),
        "countryOfOrigin": {"@type": "Country", "name": document["origin"]["country"]},
        "weight": _quantity(document["net"], ("mg", "g", "kg", "t")),
        "size": _quantity(document["net"], ("ml", "l", "pcs", "cm", "m")),
        "hasCertification": _certifications(document["certificates"]),
        "additionalProperty": _properties(document),
        "offers": _offer(address, document),
    }
    return _said(data)


def enterprise(site: str, document: Data) -> Data:
    """schema.org Organization of documents.enterprise()."""
    address = f"{site}/makers/{document['slug']}"
    return _said(
        {
            "@context": _CONTEXT,
            "@type": "Organization",
            "@id": f"{address}#maker",
            "url": address,
            "name": document["name"],
            "legalName": document["legal_name"],
            "description": (document["story"] or {}).get("text") or document["tagline"],
            "image": share_image(site, document["picture"]),
            "foundingDate": str(document["founded"]) if document["founded"] else None,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": document["place"] or document["area"]["name"],
                "addressRegion": document["area"]["name"],
                "addressCountry": document["area"]["country"],
            },
            "telephone": document["phone"] or document["whatsapp"],
            "email": document["email"],
            "sameAs": [link for link in (document["web"], *document["social"].values()) if link],
            "hasCertification": _certifications(document["certificates"]),
        }
    )


def centre(site: str, document: Data) -> Data:
    """schema.org Organization of documents.centre()."""
    contact = document["contact"]
    return _said(
        {
            "@context": _CONTEXT,
            "@type": "Organization",
            "@id": f"{site}/#centre",
            "url": f"{site}/",
            "name": (document["full_name"] or {}).get("text") or document["name"],
            "alternateName": document["name"],
            "description": (document["about"] or {}).get("text"),
            "slogan": (document["tagline"] or {}).get("text"),
            "address": (document["address"] or {}).get("text"),
            "telephone": contact.get("phone"),
            "email": contact.get("email"),
            "sameAs": [contact[key] for key in ("web", "social") if contact.get(key)],
        }
    )


def website(site: str, name: str, languages: list[str]) -> Data:
    """schema.org WebSite with the way to search it."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{site}/products?q={{search_term_string}}"}
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "@id": f"{site}/#website",
        "url": f"{site}/",
        "name": name,
        "inLanguage": languages,
        "publisher": {"@id": f"{site}/#centre"},
        "potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"},
    }


def item_list(site: str, folder: str, cards: Iterable[Mapping[str, Any]]) -> Data:
    """schema.org ItemList of a page of cards; `folder` is /p or /makers."""
    items = [
        {"@type": "ListItem", "position": n, "name": card["name"], "url": f"{site}{folder}/{card['slug']}"}
        for n, card in enumerate(cards, 1)
    ]
    return {"@context": _CONTEXT, "@type": "ItemList", "itemListElement": items}


def pathway(steps: Iterable[tuple[str, str]]) -> Data:
    """schema.org BreadcrumbList of (full address, words), from the first page down."""
    items = [{"@type": "ListItem", "position": n, "name": words, "item": address} for n, (address, words) in enumerate(steps, 1)]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def _maker_reference(site: str, maker: Data) -> Data:
    address = f"{site}/makers/{maker['slug']}"
    return {"@type": "Organization", "@id": f"{address}#maker", "name": maker["name"], "url": address}


def _offer(address: str, document: Data) -> Data | None:
    price = document["price"]
    if not price:
        return None
    return {
        "@type": "Offer",
        "url": address,
        "price": price["amount"],
        "priceCurrency": price["currency"],
        "seller": {"@type": "Organization", "name": document["enterprise"]["name"]},
    }


def _quantity(net: Data | None, units: tuple[str, ...]) -> Data | None:
    if not net or net["unit"] not in units:
        return None
    return {"@type": "QuantitativeValue", "value": net["amount"], "unitCode": _UNIT_CODES[net["unit"]], "unitText": net["unit"]}


def _certifications(papers: Iterable[Data]) -> list[Data]:
    # schema.org wants to know who gave a certificate; one whose giver is not known is told to people only.
    return [_certification(paper) for paper in papers if paper["issuer"]]


def _certification(paper: Data) -> Data:
    return _said(
        {
            "@type": "Certification",
            "name": paper["name"],
            "certificationIdentification": paper["number"],
            "issuedBy": {"@type": "Organization", "name": paper["issuer"]},
            "validFrom": paper["valid_from"],
            "expires": paper["valid_to"],
        }
    )


def _properties(document: Data) -> list[Data]:
    pairs = (("HS code", document["hs_code"]), ("Shelf life in days", document["shelf_life_days"]), ("Storage", document["storage"]))
    return [{"@type": "PropertyValue", "name": name, "value": str(value)} for name, value in pairs if value]


def _said(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _short(text: str, limit: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
