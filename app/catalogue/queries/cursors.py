"""Cursors of keyset pages: the sort key and id of the last row, opaque to those who pass them back."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_

from app.errors import Invalid
from app.text import _


class BadCursor(Invalid):
    message = _("This page address is no longer valid. Please start from the first page.")


def cursor(key: Any, ident: UUID) -> str:
    return encoded([key.isoformat() if isinstance(key, datetime) else key, str(ident)])


def behind(key: SQLColumnExpression[Any], ident: SQLColumnExpression[Any], after: str, *, falling: bool) -> ColumnElement[bool]:
    value, last = _decoded(after, 2)
    try:
        place: Any = datetime.fromisoformat(value) if falling else str(value)
        owner = UUID(last)
    except (ValueError, TypeError, AttributeError) as error:
        raise BadCursor from error
    if falling:
        return or_(key < place, and_(key == place, ident < owner))
    return or_(key > place, and_(key == place, ident > owner))


def offset(after: str | None) -> int:
    if not after:
        return 0
    mark, offset = _decoded(after, 2)
    if mark != "r" or not isinstance(offset, int) or not 0 <= offset <= 100_000:
        raise BadCursor
    return offset


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
