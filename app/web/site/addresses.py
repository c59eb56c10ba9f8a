"""For those who list a whole site: robots.txt, the site map, and the manifest of the site as an application."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.catalogue.queries import counts
from app.errors import NotFound
from app.web.deps import Db, Frame, Language
from app.web.pages import asset, link, public_address
from app.web.structured import Place

router = APIRouter(include_in_schema=False)
PAGES: Final = ("/", "/products", "/makers", "/about", "/certificates")
# A file of a site map may name 50,000 addresses and weigh 50 MB; each thing has one per language, with all its alternates beside it.
THINGS_PER_FILE: Final = 5_000
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    rules = [
        "User-agent: *",
        "Disallow: /kiosk",
        "Disallow: /api/",
        "Allow: /api/docs",
        f"Sitemap: {public_address(request)}/sitemap.xml",
        "",
    ]
    return Response("\n".join(rules), media_type="text/plain; charset=utf-8")


@router.get("/sitemap.xml")
def sitemap(request: Request, db: Db, frame: Frame) -> Response:
    """Everything in one file while it fits, else an index of files."""
    site, totals = public_address(request), counts.totals(db)
    things = totals.products + totals.enterprises
    if things <= THINGS_PER_FILE:
        return _file(site, frame.centre.languages, [*_pages(), *_things(db, 0, things + 1)])
    files = (f"<sitemap><loc>{escape(f'{site}/sitemap-{n}.xml')}</loc></sitemap>" for n in range(-(-things // THINGS_PER_FILE)))
    return _xml(f"{_HEAD}<sitemapindex {_SPACE}>{''.join(files)}</sitemapindex>")


@router.get("/sitemap-{number}.xml")
def sitemap_file(request: Request, db: Db, frame: Frame, number: int) -> Response:
    """One file of the index. Raises NotFound behind the last."""
    start = number * THINGS_PER_FILE
    if not 0 <= start < sum(vars(counts.totals(db)).values()):
        raise NotFound
    return _file(
        public_address(request), frame.centre.languages, [*(_pages() if number == 0 else ()), *_things(db, start, THINGS_PER_FILE)]
    )


@router.get("/manifest.webmanifest")
def manifest(frame: Frame, language: Language) -> Response:
    brand = frame.centre.brand
    return JSONResponse(
        {
            "id": "/",
            "name": frame.name(frame.centre, language),
            "short_name": "Etalase",
            "lang": language,
            "start_url": link("/", language=language, first=""),
            "display": "standalone",
            "background_color": brand.get("paper", "#fbf6ec"),
            "theme_color": brand.get("sea", "#0c2b36"),
            "icons": [
                {"src": asset("art/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": asset("art/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            ],
        },
        media_type="application/manifest+json",
    )


def _pages() -> Iterator[tuple[str, datetime | None]]:
    return ((path, None) for path in PAGES)


def _things(db: Db, start: int, limit: int) -> Iterator[tuple[str, datetime | None]]:
    """Products, then makers, as one row of things."""
    found = 0
    for slug, at in counts.slugs(db, "product", start=start, limit=limit):
        found += 1
        yield f"/p/{slug}", at
    behind = max(0, start - counts.totals(db).products)
    for slug, at in counts.slugs(db, "enterprise", start=behind, limit=limit - found):
        yield f"/makers/{slug}", at


def _file(site: str, languages: list[str], entries: Iterable[tuple[str, datetime | None]]) -> Response:
    parts = [f'{_HEAD}<urlset {_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">']
    for path, at in entries:
        place = Place(site, path)
        each = [(code, place.address(code)) for code in languages]
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
            for code, address in [*each, ("x-default", place.address())]
        )
        changed = f"<lastmod>{at:%Y-%m-%d}</lastmod>" if at else ""
        parts += [f"<url><loc>{escape(address)}</loc>{changed}{others}</url>" for _code, address in each]
    parts.append("</urlset>")
    return _xml("\n".join(parts))


def _xml(text: str) -> Response:
    return Response(text, media_type="application/xml; charset=utf-8")
