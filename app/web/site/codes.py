"""The square code of a public address, for paper."""

import io

import segno
from fastapi import Response


def code(address: str) -> Response:
    """An SVG of the QR code; medium correction survives a fold and keeps the dots large enough to print small."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None)
    return Response(drawn.getvalue(), media_type="image/svg+xml")
