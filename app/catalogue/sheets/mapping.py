"""A mapping: which column is which field, what holds where a cell says nothing, and which words mean which value. A small TOML file."""

import re
import tomllib
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from app.catalogue.content import LANGUAGE
from app.catalogue.sheets.fields import FIELDS, TEXTS
from app.errors import Invalid, Problem
from app.text import _, fold

_LARGEST: Final = 1 << 20


class BadMapping(Invalid):
    message = _("This mapping cannot be used: {reason}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Strict):
    """Rows that have one of the `words` in one of the fields get the `value`. Rules are tried in order, the first that fits counts."""

    value: str
    words: list[str] = Field(min_length=1)
    fields: list[str] = Field(default=["name"], alias="in")

    @field_validator("fields")
    @classmethod
    def _known(cls, names: list[str]) -> list[str]:
        return [_field(name) for name in names]


class Mapping(_Strict):
    """How to read one kind of list.

    `columns` maps a field (`name`, `price` ..., or `name[en]` for one language of a text) to its heading; `defaults` to the value
    that holds for rows without one; `values` to a table from words as typed to what they mean; `rules` to rules, for categories and
    the like. `publish` names facts of the sheet that may be public though they are private by default (`phone`, by consent of those
    it belongs to); `private` the reverse (`capacity`). `language` is the language of the texts, `und` when nobody knows.
    """

    sheets: list[str] = []
    header: list[int] = Field(default=[], max_length=3)
    language: str = Field(default="und", pattern=LANGUAGE)
    dates: Literal["dmy", "mdy", "ymd"] = "dmy"
    encoding: str | None = None
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    columns: dict[str, str] = {}
    defaults: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    rules: dict[str, list[Rule]] = {}
    publish: list[Literal["phone", "email", "note", "turnover"]] = []
    private: list[Literal["capacity", "wholesale"]] = []

    @field_validator("header", "sheets", mode="before")
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        return [value] if isinstance(value, int | str) else value

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: dict[str, str]) -> dict[str, str]:
        return {_field(name): heading for name, heading in columns.items()}

    @field_validator("defaults")
    @classmethod
    def _known_defaults(cls, defaults: dict[str, str]) -> dict[str, str]:
        return {_field(name): value for name, value in defaults.items()}

    @field_validator("values")
    @classmethod
    def _folded(cls, values: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        return {_field(name): {fold(word): meant for word, meant in words.items()} for name, words in values.items()}

    @field_validator("rules")
    @classmethod
    def _known_rules(cls, rules: dict[str, list[Rule]]) -> dict[str, list[Rule]]:
        return {_field(name): listed for name, listed in rules.items()}


def mapping_from(source: str | Path) -> Mapping:
    """Read a mapping from TOML text or a file. Raises BadMapping with a sentence that says what is wrong."""
    try:
        text = source if isinstance(source, str) else source.read_bytes()[:_LARGEST].decode("utf-8-sig")
        return Mapping.model_validate(tomllib.loads(text))
    except OSError as error:
        raise BadMapping(reason=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(reason=str(error)) from error
    except ValidationError as error:
        problems = tuple(Problem("/" + "/".join(str(step) for step in e["loc"]), e["msg"], str(e["input"])[:100]) for e in error.errors())
        raise BadMapping(problems, reason="; ".join(f"{p.pointer[1:] or 'mapping'}: {p.message}" for p in problems[:3])) from error


def as_toml(mapping: Mapping) -> str:
    """The mapping as a file that `mapping_from` reads: what is proposed to a person, who may edit it.

    Where nothing says who makes the products, a comment says how to.
    """
    plain = mapping.model_dump(exclude_defaults=True, by_alias=True)
    nobody = "enterprise" not in {*mapping.columns, *mapping.defaults, *mapping.rules}
    if nobody:
        plain.setdefault("defaults", {})
    tables = {name: plain.pop(name) for name in ("columns", "defaults", "values", "rules") if name in plain}
    lines = [f"{name} = {_toml(value)}" for name, value in plain.items()]
    for name, table in tables.items():
        if name == "rules":
            for target, rules in table.items():
                for rule in rules:
                    lines += ["", f"[[rules.{_key(target)}]]", *(f"{key} = {_toml(value)}" for key, value in rule.items())]
        elif name == "values":
            for target, words in table.items():
                lines += ["", f"[values.{_key(target)}]", *(f"{_toml(word)} = {_toml(meant)}" for word, meant in words.items())]
        else:
            lines += ["", f"[{name}]", *(f"{_key(key)} = {_toml(value)}" for key, value in table.items())]
        if name == "defaults" and nobody:
            lines += ["# No column says who makes the products. If all are of one enterprise, write its name:", '# enterprise = "..."']
    return "\n".join(lines).lstrip("\n") + "\n"


def _field(name: str) -> str:
    match = re.fullmatch(r"([a-z_]+)(?:\[([A-Za-z-]{2,12})\])?", name)
    if match is None or match[1] not in FIELDS or (match[2] and match[1] not in TEXTS):
        raise ValueError(_("there is no field “{name}”; the fields are: {fields}").format(name=name, fields=", ".join(FIELDS)))
    return name


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, AnyMapping):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
