"""The table of pictures that are stored; what they show is said where they are used."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.db import Moment, now


class Media(SQLModel, table=True):
    """A picture whose renditions are in the store under public/<id>/. Sizes are those of the upright original, in pixels."""

    id: str = Field(primary_key=True, min_length=64, max_length=64, description="SHA-256 of the bytes as sent, in hex.")
    kind: str = Field(description="What the bytes were: jpeg, png, webp, avif, gif, heif.")
    width: int
    height: int
    tone: str = Field(description="Mean colour as #rrggbb, shown until the picture is there.")
    widths: list[int] = Field(sa_column=Column(JSON, nullable=False), description="Widths of the WebP renditions, ascending.")
    bytes: int = Field(description="Size as sent.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
