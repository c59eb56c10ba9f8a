"""Products, enterprises and search as JSON."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from app.catalogue import documents, queries
from app.catalogue.queries import Filters, Sort
from app.web.api.answers import OpenRoute, listed, spoken, whole
from app.web.api.responses import answers
from app.web.api.shapes import (
    EnterpriseDocument,
    EnterpriseList,
    EnterprisesAsked,
    FoundList,
    ProductDocument,
    ProductList,
    ProductsAsked,
    SearchAsked,
)
from app.web.asking import Asked, asking, described
from app.web.deps import Db, Frame, Language

router = APIRouter(prefix="/api/v1", tags=["catalogue"], route_class=OpenRoute)
Ident = Annotated[str, Path(max_length=80, description="The id, which never changes, or the slug.", examples=["kopi-koya"])]


@router.get("/products", responses=answers(ProductList, pages=True), openapi_extra=described(ProductsAsked))
def list_products(
    request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[ProductsAsked, asking(ProductsAsked)]
) -> Response:
    """Products on show, as cards. Follow `next`, or the Link header, until it is null."""
    language = spoken(asked, frame, language)
    page = queries.products(db, language=language, filters=_filters(asked), sort=_sort(asked), after=asked.after, limit=asked.limit)
    return listed(request, page)


@router.get("/products/{ident}", responses=answers(ProductDocument), openapi_extra=described(Asked))
def show_product(db: Db, frame: Frame, language: Language, ident: Ident, asked: Annotated[Asked, asking(Asked)]) -> Response:
    """A product with everything that may be known of it publicly."""
    language = spoken(asked, frame, language)
    return whole(documents.product(db, frame, queries.product(db, ident), language), language=language)


@router.get("/enterprises", responses=answers(EnterpriseList, pages=True), openapi_extra=described(EnterprisesAsked))
def list_enterprises(
    request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[EnterprisesAsked, asking(EnterprisesAsked)]
) -> Response:
    """Enterprises on show, in name order."""
    language = spoken(asked, frame, language)
    return listed(request, queries.enterprises(db, language=language, area=asked.area, q=asked.q, after=asked.after, limit=asked.limit))


@router.get("/enterprises/{ident}", responses=answers(EnterpriseDocument), openapi_extra=described(Asked))
def show_enterprise(db: Db, frame: Frame, language: Language, ident: Ident, asked: Annotated[Asked, asking(Asked)]) -> Response:
    """An enterprise with its story and contacts. Its products: `/products?enterprise=<id>`."""
    language = spoken(asked, frame, language)
    return whole(documents.enterprise(db, frame, queries.enterprise(db, ident), language), language=language)


@router.get("/search", responses=answers(FoundList, pages=True), openapi_extra=described(SearchAsked))
def search(request: Request, db: Db, frame: Frame, language: Language, asked: Annotated[SearchAsked, asking(SearchAsked)]) -> Response:
    """Products found by words in any language of the centre: prefixes, misspelt words and words of the same meaning count.

    `corrected` tells how misspelt words were understood: for `kpoi` it is `kopi`.
    """
    language = spoken(asked, frame, language)
    page = queries.products(
        db, language=language, filters=_filters(asked), sort=_sort(asked), q=asked.q, after=asked.after, limit=asked.limit
    )
    return listed(request, page, corrected=page.corrected)


def _sort(asked: ProductsAsked) -> Sort | None:
    return Sort(asked.sort) if asked.sort else None


def _filters(asked: ProductsAsked) -> Filters:
    return Filters(
        category=asked.category,
        area=asked.area,
        enterprise=asked.enterprise,
        certificate=asked.certificate,
        language=asked.text_language,
        price_min=asked.price_min,
        price_max=asked.price_max,
        currency=asked.currency,
        featured=asked.featured,
    )
