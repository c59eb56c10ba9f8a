"""The centre and its frame as JSON: who it is, categories, areas."""

from typing import Annotated

from fastapi import APIRouter, Response

from app.catalogue import documents, queries
from app.web.api.answers import OpenRoute, everything, spoken, whole
from app.web.api.responses import answers
from app.web.api.shapes import AreaList, CategoryList, CentreWithNeighbours
from app.web.asking import Asked, asking, described
from app.web.deps import Db, Frame, Language

router = APIRouter(prefix="/api/v1", tags=["centre"], route_class=OpenRoute)


@router.get("/centre", responses=answers(CentreWithNeighbours), openapi_extra=described(Asked))
def show_centre(frame: Frame, language: Language, asked: Annotated[Asked, asking(Asked)]) -> Response:
    """The centre of this installation and the neighbours whose products it shows."""
    language = spoken(asked, frame, language)
    neighbours = [documents.centre(frame, c, language) for c in frame.centres.values() if not c.home]
    return whole(documents.centre(frame, frame.centre, language) | {"neighbours": neighbours}, language=language)


@router.get("/categories", responses=answers(CategoryList), openapi_extra=described(Asked))
def list_categories(db: Db, frame: Frame, language: Language, asked: Annotated[Asked, asking(Asked)]) -> Response:
    """The whole tree of categories, parents before children of the same rank, with the number of products in each."""
    language = spoken(asked, frame, language)
    counts = queries.facets(db, language=language).categories
    nodes = [documents.category(frame, c, language) | {"products": counts.get(c.key, 0)} for c in frame.categories.values()]
    return everything(nodes, language=language)


@router.get("/areas", responses=answers(AreaList), openapi_extra=described(Asked))
def list_areas(db: Db, frame: Frame, language: Language, asked: Annotated[Asked, asking(Asked)]) -> Response:
    """The countries, provinces and regencies that products come from, with the number of products of each."""
    language = spoken(asked, frame, language)
    counts = queries.facets(db, language=language).areas
    nodes = [documents.area(frame, a, language) | {"products": counts.get(a.key, 0)} for a in frame.areas.values()]
    return everything(nodes, language=language)
