"""What visitors did, as pages and files show it: to an enterprise its own, to the centre everything."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import Response
from sqlmodel import Session, col, select

from app.catalogue import listing
from app.catalogue.content import PictureRef
from app.catalogue.models import Enterprise, Product
from app.catalogue.reference import Reference
from app.media.models import Media
from app.text import _
from app.visits import counting, figures
from app.visits.figures import Scope
from app.visits.models import NOTHING, Kind, Surface
from app.web.language import translations
from app.web.lists import ListForm, list_file

WORDS: Final = {
    Kind.SEEN: _("Seen in a list"),
    Kind.OPENED: _("Page opened"),
    Kind.CODE_SHOWN: _("Code shown"),
    Kind.CODE_OPENED: _("Opened by the code"),
    Kind.CONTACTED: _("Contact tapped"),
    Kind.ASKED: _("Questions"),
}
MEANING: Final = {
    Kind.SEEN: _("Its card stood on the screen for a second or longer."),
    Kind.OPENED: _("Somebody opened its page."),
    Kind.CODE_SHOWN: _("The square code was on the screen of a kiosk, or was printed."),
    Kind.CODE_OPENED: _("Somebody scanned the square code and the page opened on a phone."),
    Kind.CONTACTED: _("Somebody tapped WhatsApp, the telephone number or the e-mail address."),
    Kind.ASKED: _("Somebody sent a question from the website."),
}
MOST: Final = 50
"""Products on the page; the file has all."""
_SURFACES: Final = {Surface.WEB: _("Website"), Surface.KIOSK: _("Kiosk")}


def told(session: Session, frame: Reference, scope: Scope) -> dict[str, Any]:
    """What the template office/_visits.html names."""
    today = counting.today(frame)
    return {
        "series": figures.series(session, scope, today),
        "words_of": WORDS,
        "meaning_of": MEANING,
        "began": counting.began(session),
        "first": figures.first_day(today),
        "today": today,
    }


def products(session: Session, frame: Reference, language: str, scope: Scope, *, most: int = MOST) -> dict[str, Any]:
    """The products that happened most, each with its weeks: `products`, and how many `others` there are besides."""
    today = counting.today(frame)
    found = figures.totals(session, scope, figures.first_day(today))
    own = [product for product in found if product != NOTHING]
    if scope.enterprise_id:  # what nobody looked at is news to its maker
        own += session.exec(select(Product.id).where(Product.enterprise_id == scope.enterprise_id, col(Product.id).not_in(own))).all()
    order = (Kind.ASKED, Kind.CONTACTED, Kind.CODE_OPENED, Kind.OPENED, Kind.SEEN)
    own.sort(key=lambda product: ([-found[product][kind] for kind in order] if product in found else [0] * len(order), str(product)))
    shown = own[:most]
    rows = {row.id: row for row in session.exec(select(Product).where(col(Product.id).in_(shown)))}
    weeks = figures.sparks(session, shown, Kind.OPENED, today)
    names = named(frame, rows, language)
    shots = pictures(session, rows)
    lines: list[dict[str, Any]] = [
        {
            "id": product,
            "name": names.get(product, ""),
            "category": rows[product].category if product in rows else "other",
            "picture": shots.get(product),
            "times": found.get(product, {}),
            "weeks": weeks[product],
        }
        for product in shown
    ]
    return {"products": lines, "others": len(own) - len(shown), "makers_page": found.get(NOTHING, {})}


def named(frame: Reference, rows: Mapping[UUID, Product], language: str) -> dict[UUID, str]:
    """The names of products in the reader's language or another one."""
    found = {ident: frame.words(row.content["name"], language) for ident, row in rows.items()}
    return {ident: words.value for ident, words in found.items() if words}


def file(session: Session, frame: Reference, language: str, scope: Scope, form: ListForm) -> Response:
    """Every week, product and surface as a file."""
    say = translations(language).gettext
    headings = [say(_("Week of")), say(_("Enterprise")), say(_("Product")), say(_("Where")), *(say(words) for words in WORDS.values())]
    return list_file(form, "visits", headings, _cells(session, frame, language, scope, headings), title=say(_("Visits")))


def _cells(session: Session, frame: Reference, language: str, scope: Scope, headings: list[str]) -> Iterator[dict[str, str]]:
    say = translations(language).gettext
    found = list(figures.rows(session, scope, counting.today(frame)))
    wanted = {product for _week, _maker, product, _surface, _times in found}
    rows = {row.id: row for row in session.exec(select(Product)) if row.id in wanted}
    names = named(frame, rows, language)
    makers = {row.id: str(row.content["name"]) for row in session.exec(select(Enterprise))}
    for week, maker, product, surface, times in found:
        called = say(_("The page of the enterprise")) if product == NOTHING else names.get(product, say(_("No longer on show")))
        facts = (week.isoformat(), makers.get(maker, ""), called, say(_SURFACES[surface]), *(str(times[kind]) for kind in WORDS))
        yield dict(zip(headings, facts, strict=True))


def pictures(session: Session, rows: Mapping[UUID, Product]) -> dict[UUID, Any]:
    """The first picture of each product that has one, as decoration."""
    firsts = {ident: shots[0] for ident, row in rows.items() if (shots := row.content.get("pictures"))}
    wanted = {shot["media_id"] for shot in firsts.values()}
    media = {row.id: row for row in session.exec(select(Media).where(col(Media.id).in_(wanted)))} if wanted else {}
    return {
        ident: listing.picture_card(media[shot["media_id"]], PictureRef(media_id=shot["media_id"])) | {"alt": ""}
        for ident, shot in firsts.items()
        if shot["media_id"] in media
    }
