"""The reference of the JSON catalogue, for people who write programs: Swagger UI, served by ourselves."""

from fastapi import APIRouter, Request, Response

from app.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/api/docs")
def reference(request: Request) -> Response:
    return page(request, "api/docs.html")


@router.get("/problems/{kind}")
def problem(request: Request, kind: str) -> Response:
    """What the `type` of a problem document leads to."""
    return page(request, "api/problem.html", kind=kind[:60])
