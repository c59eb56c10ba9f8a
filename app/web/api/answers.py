"""How the JSON catalogue answers: ready bytes, links to the next page, open to every origin for reading."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from app.catalogue.queries import Page
from app.catalogue.reference import Reference
from app.errors import Invalid, Problem
from app.text import _
from app.web.api.shapes import Asked

_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, X-Request-Id"}


AskedModel = TypeVar("AskedModel", bound=Asked)


def asking(model: type[AskedModel]) -> Any:
    """A dependency that reads the whole query string as one model.

    FastAPI can do so too, but takes it apart field by field for each request, which costs more than the query to the database;
    the description of the parameters comes from the same model, by `described`.
    """

    async def read(request: Request) -> AskedModel:
        try:
            return model.model_validate(dict(request.query_params))
        except ValidationError as error:
            raise RequestValidationError([{**wrong, "loc": ("query", *wrong["loc"])} for wrong in error.errors()]) from error

    return Depends(read)


def described(model: type[Asked]) -> dict[str, Any]:
    """The query parameters of an endpoint that takes this model, for its OpenAPI description."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    needed = schema.get("required", [])
    parameters = []
    for name, field in schema["properties"].items():
        plain = _resolved(field, schema.get("$defs", {}))
        words = plain.pop("description", "")
        parameters.append({"name": name, "in": "query", "required": name in needed, "description": words, "schema": plain})
    return {"parameters": parameters}


def _resolved(field: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one parameter without references and without null, which a query string cannot say."""
    options = [o for o in field.get("anyOf", [field]) if o.get("type") != "null"]
    merged = {k: v for k, v in field.items() if k not in ("anyOf", "default", "title") or (k == "default" and v is not None)}
    for option in options[:1]:
        target = definitions[option["$ref"].rpartition("/")[2]] if "$ref" in option else option
        merged |= {k: v for k, v in target.items() if k != "title"} | (
            {"description": field["description"]} if "description" in field else {}
        )
    merged.pop("$ref", None)
    return merged


class UnknownLanguage(Invalid):
    message = _("The centre does not speak this language.")


def spoken(asked: Asked, frame: Reference, language: str) -> str:
    """The language of the answer; raises UnknownLanguage when one was asked for that the centre has not."""
    if asked.lang and asked.lang not in frame.centre.languages:
        raise UnknownLanguage(
            (Problem("/lang", _("Expected is one of: {languages}").replace("{languages}", ", ".join(frame.centre.languages)), asked.lang),)
        )
    return language


def listed(request: Request, page: Page, **more: Any) -> Response:
    """A page of cards that are JSON already, and a Link header to the next one."""
    ends = json.dumps({"next": page.next, **more}, ensure_ascii=False, separators=(",", ":"))
    body = '{"items":[' + ",".join(page.cards) + "]," + ends[1:]
    answer = Response(body, media_type="application/json", headers=_OPEN)
    links = [f'<{_address(request, after=None)}>; rel="first"']
    if page.next:
        links.append(f'<{_address(request, after=page.next)}>; rel="next"')
    answer.headers["Link"] = ", ".join(links)
    return answer


def whole(document: dict[str, Any], *, language: str) -> Response:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json", headers=_OPEN | {"Content-Language": language})


def everything(items: Sequence[dict[str, Any]], *, language: str) -> Response:
    return whole({"items": list(items), "next": None}, language=language)


def _address(request: Request, *, after: str | None) -> str:
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    if after:
        query.append(("after", after))
    return f"{request.url.path}?{urlencode(query)}" if query else request.url.path
