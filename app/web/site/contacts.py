"""Ways to reach a maker and to send a page on, as addresses that the visitor's own phone understands."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from app.web.formats import phone


@dataclass(frozen=True)
class Way:
    """One way: `kind` is what the template has words and an icon for; `shown` is the number or address for paper."""

    kind: str
    href: str
    shown: str
    outside: bool = False


def ways(maker: dict[str, Any], message: str) -> list[Way]:
    """As the maker shows them, the quickest first. `message` is what the visitor's question begins with."""
    found = []
    if number := maker["whatsapp"]:
        found.append(Way("whatsapp", f"https://wa.me/{number.removeprefix('+')}?text={quote(message)}", phone(number), outside=True))
    if number := maker["phone"]:
        found.append(Way("phone", f"tel:{number}", phone(number)))
    if address := maker["email"]:
        found.append(Way("email", f"mailto:{quote(address, safe='@')}?body={quote(message)}", address))
    if address := maker["web"]:
        found.append(Way("web", address, urlsplit(address).hostname or address, outside=True))
    found += [Way("social", address, urlsplit(address).hostname or address, outside=True) for address in maker["social"].values()]
    return found


def shares(title: str, address: str) -> list[Way]:
    """Links that hand the page on without any script of those who carry it."""
    both = quote(f"{title}\n{address}")
    return [
        Way("whatsapp", f"https://wa.me/?text={both}", "", outside=True),
        Way("facebook", f"https://www.facebook.com/sharer/sharer.php?u={quote(address, safe='')}", "", outside=True),
        Way("email", f"mailto:?subject={quote(title)}&body={both}", ""),
    ]
