"""What every screen of the kiosk carries: its own address in the other languages, the way back, and the square code for phones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from fastapi import Request, Response

from app.web import squares
from app.web.language import own_name
from app.web.pages import link, page, public_address
from app.web.state import View

START: Final = "/kiosk"
HOME: Final = "/kiosk/home"
_SHORT: Final = 60 - len(squares.MARK)
square_code: Final = lru_cache(maxsize=500)(squares.square_code)


@dataclass(frozen=True)
class Tongue:
    """One language of the centre, and the same screen in it."""

    code: str
    name: str
    href: str
    on: bool


def screen(
    request: Request, template: str, here: str, kept: Mapping[str, str] | None = None, *, up: str = HOME, **context: Any
) -> Response:
    """A screen, or a piece of one. `here` and `kept` are its address, which the language switch keeps; `up` is the way back."""
    return page(request, template, tongues=_tongues(request, here, kept or {}), up=up, **context)


def href(request: Request, path: str, **query: Any) -> str:
    """An address of the kiosk in the language of this screen."""
    return link(path, language=request.state.language, first=_languages(request)[0], **query)


def phone_address(request: Request, room: str, slug: str, ident: str) -> str:
    """The public address of a thing, for the code: by its slug or, when that makes it long, by the shorter of slug and id."""
    base = f"{public_address(request)}/{room}/"
    return base + (slug if len(base + slug) <= _SHORT or len(slug) <= len(ident) else ident)


def _tongues(request: Request, here: str, kept: Mapping[str, str]) -> list[Tongue]:
    codes = _languages(request)
    return [
        Tongue(code, own_name(code), link(here, language=code, first=codes[0], **kept), code == request.state.language) for code in codes
    ]


def _languages(request: Request) -> list[str]:
    view: View = request.state.view
    return list(view.frame.centre.languages) if view.frame else ["en"]
