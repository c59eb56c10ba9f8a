"""Templates: one environment per language, what every page may call, and the answer made of a page or of a piece of it."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, MutableMapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote_plus, urlencode

from babel import Locale
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.catalogue.listing import Card
from app.catalogue.reference import Reference
from app.web import formats
from app.web.language import own_name, translations
from app.web.state import State, View

ROOT: Final = Path(__file__).parent.parent.parent
_REMEMBERED: Final = 5_000
_ENVIRONMENTS: Final = 24
STATIC: Final = {"kiosk/": ROOT / "kiosk" / "static", "": ROOT / "app" / "static"}
_TEMPLATES: Final = (ROOT / "app" / "templates", ROOT / "kiosk" / "templates", ROOT / "app" / "static")


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """The page, or the piece of it, in the language of the request. `context` is what the template names."""
    view: View = request.state.view
    frame = view.frame
    language = request.state.language or (frame.centre.languages[0] if frame else "en")
    same = partial(same_page, request.scope["path"], request.scope["query_string"])
    known = environment(language, frame)
    html = known.get_template(template).render(speak=same, piece=request.state.piece, settings=_state(request).settings, **context)
    return Response(html, status_code=status, media_type="text/html; charset=utf-8")


def wants_piece(request: Request) -> str:
    """The id of the element that htmx will fill ("piece" when it has none); empty when the whole page is wanted."""
    piece: str = request.state.piece
    return piece


def moved_to(address: str) -> Response:
    """The same page under another address now. Browsers ask again after an hour, because what moved may move back."""
    return RedirectResponse(address, status_code=301, headers={"cache-control": "public, max-age=3600"})


def public_address(request: Request) -> str:
    """Where the public site is reached from outside, without a slash at the end."""
    return (_state(request).settings.public_url or str(request.base_url)).rstrip("/")


def known_address(request: Request) -> str:
    """The same for a letter that any stranger can cause: empty where only the request says it, which a stranger makes up.

    Else somebody could have a link for a new password sent that leads to a site of their own. While no server for letters is
    set nothing leaves the house, and the address of the request will do.
    """
    settings = _state(request).settings
    named = settings.public_url or settings.allowed_hosts != ("*",)
    return public_address(request) if named or not settings.smtp_host else ""


def link(path: str, *, language: str, first: str, **query: Any) -> str:
    """An address of this installation that keeps the language; empty values are left out. `lang` may be given to switch."""
    language = query.pop("lang", None) or language
    asked = {name: value for name, value in query.items() if value not in (None, "", False)}
    # The kiosk speaks the centre's first language when nothing is said; on the website a browser may have another.
    if language != first or not path.startswith("/kiosk"):
        asked["lang"] = language
    return f"{path}?{'&'.join([f'{name}={_quoted(value)}' for name, value in asked.items()])}" if asked else path


def same_page(path: str, query: bytes, language: str) -> str:
    """The address of this page in another language, with the same filters and place."""
    asked = [(name, value) for name, value in parse_qsl(query.decode("latin-1")) if name != "lang"]
    return f"{path}?{urlencode([*asked, ('lang', language)])}"


@lru_cache(maxsize=10_000)
def _quoted(value: str | int) -> str:
    return quote_plus(str(value))


def environment(language: str, frame: Reference | None) -> Environment:
    """What the templates of one language know. It is made anew when the frame changes, which is rare, not when the catalogue does.

    So languages and frame are globals of the environment, and macros that use them are made once, not at each page.
    """
    key = (language, frame.digest if frame else "")
    if key not in _environments:
        if len(_environments) >= _ENVIRONMENTS:
            _environments.pop(next(iter(_environments)))
        _environments[key] = _environment(language, frame)
    return _environments[key]


_environments: Final[dict[tuple[str, str], Environment]] = {}


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as the plain dictionary that they are: each page and each include copies them, and a chain copies slowly."""
        return super().make_globals(d) if d else self.globals


def _environment(language: str, frame: Reference | None) -> Environment:
    env = _Environment(
        loader=FileSystemLoader([*(str(t) for t in _TEMPLATES), str(ROOT)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
    )
    words = translations(language)
    env.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    env.globals["_"] = cache(lambda text: Markup(words.gettext(text)))  # noqa: S704  our own sentences, as {% trans %} takes them
    spoken = frame.centre.languages if frame else ["en"]
    env.globals.update(asset=asset, icon=icon, own_name=own_name, country_name=partial(country_name, language))
    made = Made()
    env.globals.update(once=made.once, items=made.items)
    env.globals.update(frame=frame, here=frame.centre if frame else None, lang=language)
    env.globals.update(languages=[(code, own_name(code)) for code in spoken], url=partial(link, language=language, first=spoken[0]))
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


class Made:
    """Pieces of pages that were made before: what a macro makes of the same words is made once.

    Lists show the same cards again and again under different filters, and making a card costs more than finding it. The
    macro must show nothing but its words and what the environment knows.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], Markup] = OrderedDict()

    def once(self, macro: Callable[..., Markup], *words: Any) -> Markup:
        """{{ once(macro, word, ...) }} for {{ macro(word, ...) }}."""
        return self._made((macro, *words), macro, words, {})

    def items(self, macro: Callable[..., Markup], cards: Iterable[Card], *, eager: int = 0, **named: Any) -> Markup:
        """{{ items(macro, cards) }}: a list item of each card; pictures of the first `eager` ones are fetched at once."""
        parts = []
        for n, card in enumerate(cards):
            first = n < eager
            parts.append(self._made((macro, card.raw, first, *named.values()), macro, (card,), {**named, "eager": first}))
        return Markup("<li>{}</li>").format(Markup("</li>\n<li>").join(parts)) if parts else Markup("")

    def _made(self, key: tuple[Any, ...], macro: Callable[..., Markup], words: tuple[Any, ...], named: dict[str, Any]) -> Markup:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = macro(*words, **named)
            if len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)
        return found


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
