"""What content names that nobody knows: centres, areas, categories, headings, schemes, pictures. Publishing refuses it."""

from collections.abc import Iterator

from sqlmodel import Session

from app.catalogue.content import CertificateContent, EnterpriseContent, PictureRef, ProductContent
from app.catalogue.models import Enterprise, HsHeading
from app.catalogue.reference import Reference
from app.errors import Problem
from app.media.models import Media
from app.text import _


def of_enterprise(session: Session, frame: Reference, content: EnterpriseContent) -> Iterator[Problem]:
    """A problem for each field that names something unknown."""
    if content.centre not in frame.centres:
        yield Problem("/centre", _("There is no centre of this key."), content.centre)
    if content.area not in frame.areas:
        yield Problem("/area", _("There is no area of this key."), content.area)
    yield from _papers(frame, content.certificates)
    yield from _pictures(session, content.pictures)


def of_product(session: Session, frame: Reference, content: ProductContent, enterprise: Enterprise | None) -> Iterator[Problem]:
    """A problem for each field that names something unknown; `enterprise` is the one of the content's id, if there is one."""
    if enterprise is None:
        yield Problem("/enterprise_id", _("There is no enterprise of this id."), str(content.enterprise_id))
    if frame.category_here(content.category) not in frame.categories:
        yield Problem("/category", _("There is no category of this key."), content.category)
    if content.origin not in frame.areas:
        yield Problem("/origin", _("There is no area of this key."), content.origin)
    if content.hs_code and session.get(HsHeading, content.hs_code[:6]) is None:
        yield Problem("/hs_code", _("This HS code is not in the table of headings."), content.hs_code)
    yield from _papers(frame, content.certificates)
    yield from _pictures(session, content.pictures)


def _papers(frame: Reference, papers: list[CertificateContent]) -> Iterator[Problem]:
    for n, paper in enumerate(papers):
        if paper.scheme not in frame.schemes:
            yield Problem(f"/certificates/{n}/scheme", _("There is no certificate scheme of this key."), paper.scheme)


def _pictures(session: Session, pictures: list[PictureRef]) -> Iterator[Problem]:
    for n, picture in enumerate(pictures):
        if session.get(Media, picture.media_id) is None:
            yield Problem(f"/pictures/{n}", _("This picture is not in the store."), picture.media_id)
