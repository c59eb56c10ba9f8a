"""The drawn maps of app/static/art as links: each area or country that something comes from leads to its goods, without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

from app.web.pages import STATIC

_SVG: Final = "http://www.w3.org/2000/svg"
_ART: Final = STATIC[""] / "art"
_HIT: Final = 29
_COUNTRY_HIT: Final = 40
"""Radii of what a finger meets, in units of the drawing; on the panel that is more than 20 mm across. Countries stand on the small map."""

_LINE: Final = 20
_LETTER: Final = 9.6
"""Height of a line and width of a letter of the names, as kiosk.css sets them."""

_NUDGES: Final = ((0, 0), (0, 32), (0, -32), (36, 0), (-36, 0), (30, 40), (-30, 40), (30, -40), (-30, -40))
_WEST: Final = 230
"""Countries that lie further left have their name on the sea beside them, to the left."""

ElementTree.register_namespace("", _SVG)

_Box = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True)
class Mark:
    """What a part of a map leads to; `said` is its whole name for those who do not see it."""

    href: str
    name: str
    said: str


def drawn(name: str, marks: Mapping[str, Mark], *, named: bool = True) -> Markup | None:
    """The map art/<name>.svg with links. Marks are by area key, by its last part, or by country. None without such a map.

    A `named` map has names on it and targets for a finger. One that is not stands beside a list of the same links: it says its
    names to who points at it, and the keyboard passes it over.
    """
    text = _text(name)
    if text is None:
        return None
    root = ElementTree.fromstring(text)  # noqa: S314  our own drawing
    linked: dict[str, list[Element]] = {}
    for group in list(root.iter(f"{{{_SVG}}}g")):
        group.attrib.pop("id", None)  # a page may show a map twice
        key = next((k for k in (group.get("data-area", ""), group.get("data-country", "")) if k in marks), "")
        if key:
            root.remove(group)
            linked.setdefault(key, []).append(group)
    for key, groups in linked.items():
        root.append(_touched(marks[key], groups) if named else _pointed_at(marks[key], groups))
    # Names last, so that no neighbour lies on them; they are no target of their own.
    taken: list[_Box] = []
    for key, groups in linked.items() if named else ():
        root.append(_label(marks[key].name, groups, taken))
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704  serialised, so every text in it is escaped


@cache
def _text(name: str) -> str | None:
    file = _ART / f"{name}.svg"
    return file.read_text("utf-8") if file.is_file() else None


def _touched(mark: Mark, groups: list[Element]) -> Element:
    link = Element(f"{{{_SVG}}}a", {"href": mark.href, "class": "map-link", "aria-label": mark.said})
    link.extend(groups)
    x, y = _place(groups)
    radius = str(_HIT if len(groups) == 1 else _COUNTRY_HIT)
    hit = {"class": "map-hit", "cx": f"{x:g}", "cy": f"{y:g}", "r": radius, "fill": "transparent", "stroke": "none"}
    link.append(Element(f"{{{_SVG}}}circle", hit))
    return link


def _pointed_at(mark: Mark, groups: list[Element]) -> Element:
    link = Element(f"{{{_SVG}}}a", {"href": mark.href, "class": "map-link", "tabindex": "-1"})
    ElementTree.SubElement(link, f"{{{_SVG}}}title").text = mark.said
    link.extend(groups)
    return link


def _label(name: str, groups: list[Element], taken: list[_Box]) -> Element:
    """The name of a place, moved a little where another stands already; `taken` learns where this one stands."""
    beside = len(groups) > 1 and _place(groups)[0] < _WEST
    lines = _lines(name)
    width, height = max(len(line) for line in lines) * _LETTER, len(lines) * _LINE
    left, top = _place(groups)
    places = [(left - (width + 40 if beside else width / 2) + dx, top - height / 2 + dy, width, height) for dx, dy in _NUDGES]
    box = next((place for place in places if not any(_meet(place, other) for other in taken)), places[0])
    taken.append(box)
    label = Element(f"{{{_SVG}}}text", {"class": "map-name", "aria-hidden": "true", "text-anchor": "middle"})
    for n, line in enumerate(lines):
        span = ElementTree.SubElement(label, f"{{{_SVG}}}tspan", {"x": f"{box[0] + width / 2:g}", "y": f"{box[1] + _LINE * (n + 0.8):g}"})
        span.text = line
    return label


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def _place(groups: list[Element]) -> tuple[float, float]:
    """The place of one area; of several, the middle of theirs."""
    places = [(float(group.get("data-x", 0)), float(group.get("data-y", 0))) for group in groups]
    return sum(x for x, _y in places) / len(places), sum(y for _x, y in places) / len(places)


def _lines(name: str) -> list[str]:
    """A long name on two lines, parted where they come out most even."""
    words = name.split()
    if len(name) < 12 or len(words) < 2:
        return [name]
    parts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(parts, key=lambda pair: max(len(part) for part in pair)))
