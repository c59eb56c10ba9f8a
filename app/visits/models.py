"""Events as they came, for a while, and what they come to for each day, for good."""

from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

NOTHING: Final = UUID(int=0)
"""Stands where an event is of no product, or of no enterprise; a part of a primary key cannot be empty."""


class Kind(StrEnum):
    """What happened. A kiosk will tell more (visits, searches, time looked): those are further words here, not further columns."""

    SEEN = "seen"
    """Its card was on the screen, half of it for a second."""
    OPENED = "opened"
    """Its page was opened."""
    CODE_SHOWN = "code_shown"
    """Its square code was on a kiosk's screen, or was printed."""
    CODE_OPENED = "code_opened"
    """Somebody came to its page by the square code."""
    CONTACTED = "contacted"
    """A way to its maker was tapped: WhatsApp, telephone, e-mail."""
    ASKED = "asked"
    """A question to its maker was sent. Counted by the server alone."""


class Surface(StrEnum):
    """Where it happened."""

    WEB = "web"
    KIOSK = "kiosk"


class VisitEvent(SQLModel, table=True):
    """One thing that happened, under an id that its sender made, so that what is sent twice counts once. Swept after counting.KEPT."""

    __tablename__ = "visit_event"

    id: UUID = Field(primary_key=True)
    day: date = Field(index=True, description="At the centre.")
    hour: int = Field(description="At the centre, 0 to 23.")
    kind: str = Field(description="Kind.")
    surface: str = Field(description="Surface.")
    enterprise_id: UUID = NOTHING
    product_id: UUID = NOTHING
    language: str = Field(default="", description="Of the screen.")
    kiosk_id: UUID | None = Field(default=None, description="Which of the centre's screens; none for the website.")
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="What the kind says besides, such as seconds.")


class VisitCount(SQLModel, table=True):
    """How often something happened on a day. Withdrawn things keep their past, so the ids are no foreign keys."""

    __tablename__ = "visit_count"

    enterprise_id: UUID = Field(primary_key=True)
    day: date = Field(primary_key=True, index=True)
    product_id: UUID = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    surface: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    times: int
