"""The drawn map of the region, with its areas as links: the server writes them in, so that it needs no script."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from markupsafe import Markup

from app.web.pages import STATIC

_AREA: Final = re.compile(r'<g id="[^"]*" (class="map-area" data-area="([^"]+)"[^>]*>.*?</g>)', re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


def map_with_links(links: Mapping[str, tuple[str, str]]) -> Markup:
    """The map; `links` gives areas by key an address and words. The same links stand beside it as a list, so readers skip these."""

    def linked(match: re.Match[str]) -> str:
        shape, key = match[1], match[2]
        if key not in links:
            return f"<g {shape}"
        address, words = links[key]
        opened = Markup('<a class="map-lit" tabindex="-1" href="{}"><title>{}</title>').format(address, words)
        return f"{opened}<g {shape}</a>"

    return Markup(_AREA.sub(linked, _drawn()))  # noqa: S704  our own drawing; addresses and words are escaped above


@cache
def _drawn() -> str:
    return _COMMENT.sub("", (STATIC[""] / "art" / "region.svg").read_text("utf-8"))
