"""How each kind of answer is described: its headers, the short one that nothing changed, and what can go wrong."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, Field


class FieldProblem(BaseModel):
    pointer: Annotated[str, Field(description="JSON pointer to the parameter or field.")]
    detail: Annotated[str, Field(description="What is expected, in your language.")]
    found: Annotated[str | None, Field(description="What was sent.")] = None


class ProblemDocument(BaseModel):
    """RFC 9457."""

    type: Annotated[str, Field(description="Kind of problem, the same in every language.", examples=["/problems/invalid"])]
    title: Annotated[str, Field(description="The problem in your language.")]
    status: Annotated[int, Field(description="HTTP status.", examples=[422])]
    instance: Annotated[str, Field(description="Path that was asked for.", examples=["/api/v1/products"])]
    request_id: Annotated[str, Field(description="Name it when you report a fault.", examples=["1a20ab7f7e7-5a6"])]
    errors: Annotated[list[FieldProblem], Field(description="What is wrong with which parameter.")] = []


def _header(words: str, example: str) -> dict[str, Any]:
    return {"description": words, "schema": {"type": "string"}, "example": example}


_TAG: Final = {"ETag": _header("Strong. Send it back as If-None-Match.", '"541.261124.9f0c2d11.en"')}
_LINK: Final = {"Link": _header("RFC 8288: the first page, and the next one unless this is the last.", '</api/v1/products>; rel="first"')}
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}


def answers(model: type[BaseModel], *, pages: bool = False) -> dict[int | str, dict[str, Any]]:
    """What an address that answers `model` can answer. `pages`: a list that goes on behind a Link."""
    errors: dict[int | str, dict[str, Any]] = {
        code: {"model": ProblemDocument, "description": words, "content": _PROBLEM}
        for code, words in {
            422: "A parameter is unknown or does not fit.",
            404: "There is no such thing on show.",
            503: "Try again in a moment.",
        }.items()
    }
    errors[503]["headers"] = {"Retry-After": _header("Seconds to wait.", "5")}
    return {
        200: {"model": model, "headers": _TAG | (_LINK if pages else {})},
        304: {"description": "Nothing changed since the answer with this tag.", "headers": _TAG},
        **errors,
    }
