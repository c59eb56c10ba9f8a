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
"""Radii of what a finger meets, in units of the drawing; on the panel that is more than 20 mm across."""

_SIZE: Final = 17
_COUNTRY_SIZE: Final = 24
"""Of the names' letters, in units of the drawing, as kiosk.css sets them. Countries stand on the small map."""

_LINE: Final = 1.18
_WIDE: Final = 0.9
_NARROW: Final = 0.33
_OTHER: Final = 0.63
"""Height of a line and widths of letters, in sizes; a little more than the typeface needs."""

_FREE: Final = 4
_RIM: Final = 10
"""What stays free around a name, and between it and a frame."""

_STEPS: Final = (
    (0, 0),
    *((x * r, y * r) for r in (14, 28, 42, 56) for x, y in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))),
)
"""Where else a name may stand, the nearest first."""

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
    frames, size = _frames(root), _COUNTRY_SIZE if "map-region" in root.get("class", "").split() else _SIZE
    for key, groups in linked.items() if named else ():
        root.append(_label(marks[key].name, groups, taken, frames, size))
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


def _label(name: str, groups: list[Element], taken: list[_Box], frames: list[_Box], size: int) -> Element:
    """The name of a place, moved a little where another stands already; `taken` learns where this one stands."""
    left, top = _place(groups)
    beside = len(groups) > 1 and left < _WEST
    lines = _lines(name)
    width, height = max(_width(line) for line in lines) * size, len(lines) * _LINE * size
    frame = next((f for f in frames if f[0] <= left <= f[0] + f[2] and f[1] <= top <= f[1] + f[3]), frames[-1])
    start = left - (width + 40 if beside else width / 2), top - height / 2
    places = [_within(frame, (start[0] + dx, start[1] + dy, width, height)) for dx, dy in _STEPS]
    box = next((place for place in places if not any(_meet(place, other) for other in taken)), places[0])
    taken.append(box)
    label = Element(f"{{{_SVG}}}text", {"class": "map-name", "aria-hidden": "true", "text-anchor": "middle"})
    for n, line in enumerate(lines):
        y = box[1] + _LINE * size * (n + 0.8)
        ElementTree.SubElement(label, f"{{{_SVG}}}tspan", {"x": f"{box[0] + width / 2:g}", "y": f"{y:g}"}).text = line
    return label


def _width(line: str) -> float:
    """Of a line in bold, in sizes of its letters."""
    return sum(_WIDE if letter in "mwMW" else _NARROW if letter in "fijlrtI '-" else _OTHER for letter in line)


def _frames(root: Element) -> list[_Box]:
    """What no name may leave: the frames within the drawing, then the drawing itself."""
    insets = [rect for rect in root.iter(f"{{{_SVG}}}rect") if rect.get("class") == "map-inset"]
    boxes = [[float(rect.get(side, 0)) for side in ("x", "y", "width", "height")] for rect in insets]
    boxes.append([float(number) for number in root.get("viewBox", "").split()])
    return [(x, y, width, height) for x, y, width, height in boxes]


def _within(frame: _Box, box: _Box) -> _Box:
    left = min(max(box[0], frame[0] + _RIM), frame[0] + frame[2] - _RIM - box[2])
    top = min(max(box[1], frame[1] + _RIM), frame[1] + frame[3] - _RIM - box[3])
    return left, top, box[2], box[3]


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] - _FREE < b[0] + b[2] and b[0] - _FREE < a[0] + a[2] and a[1] - _FREE < b[1] + b[3] and b[1] - _FREE < a[1] + a[3]


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
