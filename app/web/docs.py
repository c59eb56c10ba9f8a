"""The reference of the JSON catalogue, for people who write programs: Swagger UI, served by ourselves."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from app.web.pages import page

router = APIRouter(include_in_schema=False)


class Described(FastAPI):
    """Says of errors what they are, problem details only; FastAPI would add that they may also be plain JSON."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        for operations in document["paths"].values():
            for answer in (a for operation in operations.values() for a in operation["responses"].values()):
                if "application/problem+json" in answer.get("content", {}):
                    answer["content"].pop("application/json", None)
        return document


@router.get("/api/docs")
def reference(request: Request) -> Response:
    return page(request, "api/docs.html")


@router.get("/problems/{kind}")
def problem(request: Request, kind: str) -> Response:
    """What the `type` of a problem document leads to."""
    return page(request, "api/problem.html", kind=kind[:60])
