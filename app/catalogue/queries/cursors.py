"""Cursors of keyset pages: the sort key and id of the last row, or its score; opaque to those who pass them back."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from app.errors import Invalid
from app.text import _

_SCORE: Final = "s"
_HIGHEST: Final = (1 << 63) - 1  # more is no whole number to either database


class BadCursor(Invalid):
    message = _("This page address is no longer valid. Please start from the first page.")


def cursor(key: Any, ident: str) -> str:
    return encoded([key.isoformat() if isinstance(key, datetime) else key, ident])


def place(after: str, *, moment: bool = False) -> tuple[Any, UUID]:
    """The sort key (a moment, or a text) and the id of the row that a page goes on behind. Raises BadCursor."""
    value, last = _decoded(after, 2)
    try:
        return (datetime.fromisoformat(value) if moment else _text(value)), UUID(last)
    except (ValueError, TypeError, AttributeError) as error:
        raise BadCursor from error


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    return value


def score(after: str) -> int:
    """The score of the match that a page of matches goes on below. Raises BadCursor."""
    mark, score = _decoded(after, 2)
    if mark != _SCORE or type(score) is not int or not 0 <= score <= _HIGHEST:
        raise BadCursor
    return score


def below(score: int) -> str:
    """The cursor behind the match of this score."""
    return encoded([_SCORE, score])


def encoded(parts: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).decode().rstrip("=")


def _decoded(cursor: str, size: int) -> list[Any]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(parts, list) or len(parts) != size:
        raise BadCursor
    return parts
