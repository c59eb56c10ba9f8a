"""Square codes (QR) as part of a page."""

from typing import Final

import segno
from markupsafe import Markup

MARK: Final = "?qr"
"""Behind the address of a page in a square code, so that it can be counted that somebody came by it (static/js/visits.js)."""
_DOT: Final = 5
_QUIET: Final = 4


def square_code(address: str, label: str) -> Markup:
    """The code as an SVG: dark on white in its own white margin of four dots, whole pixels a dot, medium correction."""
    code = segno.make(address, error="m", micro=False)
    side = (code.symbol_size(border=_QUIET)[0]) * _DOT
    rows = code.matrix_iter(border=_QUIET)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    dots = side // _DOT
    return Markup(
        '<svg class="code" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>'
    ).format(label, side, side, dots, dots, dots, dots, path)
