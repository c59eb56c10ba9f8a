"""A page as a reader without eyes gets it: elements, their attributes and texts."""

import json
from html.parser import HTMLParser
from typing import Any

from starlette.testclient import TestClient

_EMPTY = {"meta", "link", "img", "input", "br", "hr"}


class Element(dict[str, str]):
    """Attributes by name; `tag` and `text` beside them."""

    def __init__(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().__init__((name, value or "") for name, value in attributes)
        self.tag = tag
        self.text = ""


class Read(HTMLParser):
    """The elements of a page in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, attrs))
        if tag not in _EMPTY:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of a kind; class_ and the like lose their last underscore, other underscores become hyphens."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.elements if e.tag == tag and all(e.get(n) == v for n, v in wanted.items())]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def data(self) -> list[dict[str, Any]]:
        """The JSON-LD of the page."""
        return [json.loads(script.text) for script in self.all("script", type="application/ld+json")]

    @property
    def names(self) -> list[str]:
        """The names on the cards."""
        return [e.text.strip() for e in self.elements if e.get("class") == "card-name"]


def read(client: TestClient, address: str, status: int = 200, **headers: str) -> Read:
    answer = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert answer.status_code == status, answer.text[:500]
    return Read(answer.text)
