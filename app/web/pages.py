"""Templates: one environment per language, what every page may call, and the answer made of a page or of a piece of it."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from babel import Locale
from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.web import formats
from app.web.language import own_name, translations
from app.web.state import State, View

ROOT: Final = Path(__file__).parent.parent.parent
_REMEMBERED: Final = 5_000
STATIC: Final = {"kiosk/": ROOT / "kiosk" / "static", "": ROOT / "app" / "static"}
_TEMPLATES: Final = (ROOT / "app" / "templates", ROOT / "kiosk" / "templates", ROOT / "app" / "static")


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """The page, or the piece of it, in the language of the request. `context` is what the template names."""
    view: View = request.state.view
    frame = view.frame
    language = request.state.language or (frame.centre.languages[0] if frame else "en")
    first = frame.centre.languages[0] if frame else "en"
    html = (
        environment(language)
        .get_template(template)
        .render(
            lang=language,
            frame=frame,
            here=frame.centre if frame else None,
            languages=[(code, own_name(code)) for code in (frame.centre.languages if frame else ["en"])],
            url=partial(link, language=language, first=first),
            speak=partial(same_page, request, first),
            address=public_address(request),
            request=request,
            path=request.url.path,
            query=dict(request.query_params),
            piece=request.state.piece,
            serial=view.serial,
            settings=_state(request).settings,
            **context,
        )
    )
    return Response(html, status_code=status, media_type="text/html; charset=utf-8")


def wants_piece(request: Request) -> str:
    """The id of the element that htmx will fill ("piece" when it has none); empty when the whole page is wanted."""
    piece: str = request.state.piece
    return piece


def public_address(request: Request) -> str:
    """Where the public site is reached from outside, without a slash at the end."""
    return (_state(request).settings.public_url or str(request.base_url)).rstrip("/")


def link(path: str, *, language: str, first: str, **query: Any) -> str:
    """An address of this installation that keeps the language; empty values are left out. `lang` may be given to switch."""
    language = query.pop("lang", None) or language
    asked = {name: value for name, value in query.items() if value not in (None, "", False)}
    # The kiosk speaks the centre's first language when nothing is said; on the website a browser may have another.
    if language != first or not path.startswith("/kiosk"):
        asked["lang"] = language
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path


def same_page(request: Request, first: str, language: str) -> str:
    """The address of this page in another language, with the same filters and place."""
    query: dict[str, Any] = {name: request.query_params.getlist(name) for name in request.query_params if name != "lang"}
    return link(request.url.path, language=language, first=first, **query)


@cache
def environment(language: str) -> Environment:
    """The environment of one language; templates are compiled once for each, which makes every text a constant look-up."""
    env = Environment(
        loader=FileSystemLoader([*(str(t) for t in _TEMPLATES), str(ROOT)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
    )
    env.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(asset=asset, icon=icon, own_name=own_name, country_name=partial(country_name, language))
    env.globals.update(remembered=_remembered())
    env.filters.update(
        money=partial(formats.money, language=language),
        net=partial(formats.net, language=language),
        number=partial(formats.number, language=language),
        unit=partial(formats.unit, language=language),
        quantity=partial(formats.quantity, language=language),
        day=lambda value, form="long": formats.day(value, language, form),
        tone=formats.tone,
        json=lambda value: Markup(_script_json(value)),  # noqa: S704  every < > & is escaped in it
    )
    return env


@cache
def asset(name: str) -> str:
    """The address of a static file, with the hash of its content, so that it may be kept for ever."""
    for prefix, folder in STATIC.items():
        if name.startswith(prefix):
            file = folder / name.removeprefix(prefix)
            return f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:10]}" if file.is_file() else f"/static/{name}"
    raise LookupError(name)


@cache
def icon(name: str, label: str = "") -> Markup:
    """An icon of the sprite; without a label it is decoration to a screen reader."""
    described = Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
    return Markup('<svg class="icon" width="24" height="24"{}><use href="{}#{}"/></svg>').format(described, asset("vendor/icons.svg"), name)


def country_name(language: str, code: str) -> str:
    return str(Locale.parse(language).territories.get(code, code))


def _remembered() -> Callable[..., Markup]:
    """For {% call remembered(serial, card.id, ...) %}: a piece of a page is made once for each set of these words.

    The serial must be among them, so that a write makes every piece anew. Lists show the same cards again and again under
    different filters, and making a card costs more than finding it.
    """
    kept: OrderedDict[tuple[Any, ...], Markup] = OrderedDict()

    def remembered(*words: Any, caller: Callable[[], str]) -> Markup:
        found = kept.get(words)
        if found is None:
            found = kept[words] = Markup(caller())  # noqa: S704  a template made it, escaped
            if len(kept) > _REMEMBERED:
                kept.popitem(last=False)
        return found

    return remembered


def _script_json(value: Any) -> str:
    """JSON that is safe between script tags: nothing in it can end the tag."""
    text = json.dumps(value, ensure_ascii=False)
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _state(request: Request) -> State:
    state: State = request.app.state.etalase
    return state
