"""The centre itself: what it is, when it is open, its neighbours, and what its certificates mean."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.catalogue import documents, queries
from app.catalogue.models import Scheme
from app.catalogue.queries import counts
from app.catalogue.reference import Reference
from app.web import structured
from app.web.deps import Db, Frame, Language
from app.web.language import translations
from app.web.pages import page, public_address
from app.web.reading import ReadingRoute
from app.web.site.home import places
from app.web.site.narrowing import families_named

router = APIRouter(route_class=ReadingRoute, include_in_schema=False)


@router.get("/about")
def about(request: Request, db: Db, frame: Frame, language: Language) -> Response:
    site, centre = public_address(request), documents.centre(frame, frame.centre, language)
    facets = queries.facets(db, language=language)
    head = structured.head(
        structured.Place(site, "/about"),
        language,
        frame.centre.languages,
        title=translations(language).gettext("About the centre"),
        description=(centre["about"] or centre["tagline"] or {"text": centre["name"]})["text"],
        site=centre["name"],
        data=[structured.centre(site, centre)],
    )
    neighbours = [
        documents.centre(frame, c, language) | {"total": facets.areas.get(c.area, 0)} for c in frame.centres.values() if not c.home
    ]
    context: dict[str, Any] = {
        "head": head,
        "centre": centre,
        "neighbours": neighbours,
        "totals": counts.totals(db),
        "place_total": places(frame, facets),
    }
    return page(request, "site/about.html", **context)


@router.get("/certificates")
def certificates(request: Request, db: Db, frame: Frame, language: Language) -> Response:
    words = translations(language)
    head = structured.head(
        structured.Place(public_address(request), "/certificates"),
        language,
        frame.centre.languages,
        title=words.gettext("What the certificates mean"),
        description=words.gettext("A certificate is a promise that somebody checked. Here is who checked, and what."),
        site=frame.name(frame.centre, language),
    )
    return page(request, "site/certificates.html", head=head, groups=_groups(frame, language, queries.facets(db, language=language)))


def _groups(frame: Reference, language: str, facets: queries.Facets) -> list[dict[str, Any]]:
    """Schemes by family, halal first, those in use before the others."""
    named = families_named(language)
    families = sorted({s.family for s in frame.schemes.values()}, key=lambda f: (f != "halal", -facets.certificates.get(f, 0), f))
    return [
        {
            "key": family,
            "name": named.get(family, family),
            "total": facets.certificates.get(family, 0),
            "schemes": [_explained(frame, s, language) for s in frame.schemes.values() if s.family == family],
        }
        for family in families
    ]


def _explained(frame: Reference, scheme: Scheme, language: str) -> dict[str, Any]:
    label, explained = frame.words(scheme.labels, language), frame.words(scheme.explained, language)
    return {
        "key": scheme.key,
        "family": scheme.family,
        "name": frame.name(scheme, language),
        "label": label.value if label else frame.name(scheme, language),
        "explained": explained,
        "issuer": scheme.issuer,
        "scope": scheme.scope,
        "country": scheme.country,
    }
