"""The query string of a request, read as one model that knows every parameter."""

from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Query(BaseModel):
    """Parameters of a page. What a page does not know it leaves alone, because links from elsewhere carry marks of their own."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Asked(Query):
    """Parameters of the JSON catalogue. One that is not known is an error, so that a misspelt filter never gives the whole list."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[
        str | None,
        Field(description="Language of the words: one of the centre's. Without it, the Accept-Language header decides.", examples=["en"]),
    ] = None


Model = TypeVar("Model", bound=Query)


def read(model: type[Model], request: Request) -> Model:
    """The whole query string as one model, of a repeated word the last; raises RequestValidationError with all that does not fit."""
    try:
        return model.model_validate(dict(parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)))
    except ValidationError as error:
        raise RequestValidationError([{**wrong, "loc": ("query", *wrong["loc"])} for wrong in error.errors()]) from error


def asking(model: type[Model]) -> Any:
    """The model as a word of an endpoint's signature."""

    async def dependency(request: Request) -> Model:
        return read(model, request)

    return Depends(dependency)


def described(model: type[Asked]) -> dict[str, Any]:
    """The query parameters of an endpoint that takes this model, and the header that all know, for its OpenAPI description."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    needed = schema.get("required", [])
    parameters: list[dict[str, Any]] = [
        {"name": "If-None-Match", "in": "header", "required": False, "description": "An `ETag` of before.", "schema": {"type": "string"}}
    ]
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
