"""Forms of a page, filled in as somebody would who only wants to get on: where it can be sent to, and a body that fits."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

_TYPED: Final = {
    "email": "somebody@example.org",
    "tel": "0812-0000-2002",
    "url": "https://example.org/",
    "number": "3",
    "date": "2027-01-31",
    "password": "tujuh ekor ayam jago",
    "time": "09:00",
    "color": "#336699",
}
_BY_NAME: Final = {"login": "somebody@example.org", "code": "123456"}
_SENT_BY_A_CLICK: Final = ("submit", "image", "button", "reset", "file")
_ALWAYS_OPEN: Final = frozenset({"meta", "link", "img", "input", "br", "hr", "use", "path"})


@dataclass
class Form:
    """One way to send something: `shown` are the fields that somebody sees and types into, with what stands in them."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.action).path


class Forms(HTMLParser):
    """All forms of a page, in order."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._address = address
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: tuple[Form, str, list[tuple[str, bool]]] | None = None
        self._area: tuple[Form, str, list[str]] | None = None
        self._later: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        for name, given in self._later:  # fields that stand outside of their form
            if (form := self._by_id.get(given["form"])) is not None:
                self._field(form, name, given)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").upper()
            self._open = Form(urljoin(self._address, given.get("action") or self._address), method)
            self.found.append(self._open)
            if given.get("id"):
                self._by_id[given["id"]] = self._open
        elif tag in ("input", "button", "select", "textarea") and given.get("form"):
            self._later.append((tag, given))
        elif self._open is not None and tag in ("input", "button", "select", "textarea"):
            self._field(self._open, tag, given)
        elif tag == "option" and self._select:
            self._select[2].append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select" and self._select:
            form, name, options = self._select
            chosen = [value for value, selected in options if selected] or [value for value, _s in options if value][:1]
            form.fields.extend((name, value) for value in chosen[:1])
            self._select = None
        elif tag == "textarea" and self._area:
            form, name, parts = self._area
            text = "".join(parts).removeprefix("\n")
            form.fields.append((name, text or "Sebuah catatan"))
            form.shown[name] = text
            self._area = None

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "button" and kind != "button" and (given.get("formaction") or name):
            other = Form(urljoin(self._address, given.get("formaction") or form.action), form.method)
            other.fields = [*form.fields, *([(name, given.get("value", ""))] if name else [])]
            self.found.append(other)
        if not name or tag == "button" or kind in _SENT_BY_A_CLICK or "disabled" in given:
            return
        if tag == "select":
            self._select = (form, name, [])
        elif tag == "textarea":
            self._area = (form, name, [])
        elif kind in ("checkbox", "radio"):
            if "checked" in given or not any(n == name for n, _v in form.fields):
                form.fields = [(n, v) for n, v in form.fields if n != name or kind == "checkbox"]
                form.fields.append((name, given.get("value", "on")))
        elif kind == "hidden":
            form.fields.append((name, given.get("value", "")))
        else:
            form.shown[name] = given.get("value", "")
            form.fields.append((name, given.get("value") or _BY_NAME.get(name) or _TYPED.get(kind, "Sesuatu")))
