"""The sheet that the illustrations are drawn on: collects SVG, keeps each gradient and filter once, turns the whole into PNG bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import resvg_py

from app.demo.art.geometry import num

Stops = tuple[tuple[float, str, float], ...]  # (offset 0-1, colour, opacity 0-1)


class Canvas:
    """A drawing of `width` x `height` canvas units (pixels when rendered), with its own seeded source of chance."""

    def __init__(self, width: int, height: int, seed: int | str = 0) -> None:
        self.width = width
        self.height = height
        self.rng = Random(seed)  # noqa: S311  pictures must come out the same every time, nothing is secret
        self._defs: dict[str, str] = {}
        self._body: list[str] = []

    def add(self, markup: str) -> None:
        """Append SVG markup."""
        self._body.append(markup)

    def shape(self, d: str, fill: str, opacity: float = 1.0, blend: str = "") -> None:
        """A filled path. `blend` is a CSS mix-blend-mode."""
        style = f' style="mix-blend-mode:{blend}"' if blend else ""
        faint = f' fill-opacity="{opacity:.3f}"' if opacity < 1 else ""
        self.add(f'<path d="{d}" fill="{fill}"{faint}{style}/>')

    def line(self, d: str, colour: str, width: float, opacity: float = 1.0, dash: str = "", cap: str = "round") -> None:
        """A stroked path with round joins."""
        extra = f' stroke-dasharray="{dash}"' if dash else ""
        faint = f' stroke-opacity="{opacity:.3f}"' if opacity < 1 else ""
        self.add(
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}" stroke-linec'
            f'ap="{cap}" stroke-linejoin="round"{faint}{extra}/>'
        )

    def _keep(self, markup: str) -> str:
        """The id under which `markup` (with {id} in it) stands in the defs."""
        if markup not in self._defs:
            self._defs[markup] = f"d{len(self._defs)}"
        return self._defs[markup]

    def across(self, stops: Stops, x1: float = 0, y1: float = 0, x2: float = 1, y2: float = 0) -> str:
        """A linear gradient over the shape's own box, as a fill."""
        inner = "".join(f'<stop offset="{at:.3g}" stop-color="{colour}" stop-opacity="{alpha:.3g}"/>' for at, colour, alpha in stops)
        markup = f'<linearGradient id="{{id}}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{inner}</linearGradient>'
        return f"url(#{self._keep(markup)})"

    def down(self, *colours: str) -> str:
        """A gradient from top to bottom through `colours`, evenly spaced."""
        last = max(len(colours) - 1, 1)
        return self.across(tuple((i / last, colour, 1.0) for i, colour in enumerate(colours)), 0, 0, 0, 1)

    def glow(self, stops: Stops, cx: float = 0.5, cy: float = 0.5, r: float = 0.5) -> str:
        """A radial gradient over the shape's own box, as a fill."""
        inner = "".join(f'<stop offset="{at:.3g}" stop-color="{colour}" stop-opacity="{alpha:.3g}"/>' for at, colour, alpha in stops)
        markup = f'<radialGradient id="{{id}}" cx="{cx}" cy="{cy}" r="{r}">{inner}</radialGradient>'
        return f"url(#{self._keep(markup)})"

    def tile(self, width: float, height: float, markup: str, transform: str = "") -> str:
        """A repeating pattern, as a fill."""
        opening = (
            f'<pattern id="{{id}}" width="{num(width)}" height="{num(height)}" p'
            f'atternUnits="userSpaceOnUse" patternTransform="{transform}">'
        )
        return f"url(#{self._keep(opening + markup + '</pattern>')})"

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1.0, turn: float = 0.0, flip: bool = False) -> Iterator[None]:
        """Draw inside with the origin at (x, y), scaled, turned clockwise by `turn` degrees, mirrored left to right on `flip`."""
        across = -scale if flip else scale
        rotate = f" rotate({num(turn)})" if turn else ""
        grow = f" scale({across:.4g} {scale:.4g})" if scale != 1 or flip else ""
        self.add(f'<g transform="translate({num(x)} {num(y)}){rotate}{grow}">')
        yield
        self.add("</g>")

    @contextmanager
    def moved(self, transform: str) -> Iterator[None]:
        """Draw inside under any SVG transform."""
        self.add(f'<g transform="{transform}">')
        yield
        self.add("</g>")

    @contextmanager
    def within(self, d: str) -> Iterator[None]:
        """Draw inside the outline `d` only."""
        name = self._keep(f'<clipPath id="{{id}}"><path d="{d}"/></clipPath>')
        self.add(f'<g clip-path="url(#{name})">')
        yield
        self.add("</g>")

    @contextmanager
    def faint(self, opacity: float) -> Iterator[None]:
        """Draw inside as one sheet of `opacity`."""
        self.add(f'<g opacity="{opacity:.3g}">')
        yield
        self.add("</g>")

    @contextmanager
    def soft(self, amount: float) -> Iterator[None]:
        """Draw inside with a blur of `amount` canvas units."""
        box = 'x="-30%" y="-30%" width="160%" height="160%"'
        name = self._keep(f'<filter id="{{id}}" {box}><feGaussianBlur stdDeviation="{num(amount)}"/></filter>')
        self.add(f'<g filter="url(#{name})">')
        yield
        self.add("</g>")

    def svg(self) -> str:
        """The whole drawing as a self-contained SVG document."""
        defs = "".join(markup.replace("{id}", name, 1) for markup, name in self._defs.items())
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{defs}</defs>{"".join(self._body)}</svg>'

    def png(self, width: int) -> bytes:
        """The drawing as PNG bytes, so many pixels wide; needs no font and no file of the system."""
        return bytes(resvg_py.svg_to_bytes(svg_string=self.svg(), skip_system_fonts=True, width=width))
