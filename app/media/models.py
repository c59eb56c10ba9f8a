"""The table of pictures that are stored; what they show is said where they are used."""

from datetime import datetime
from uuid import UUID, uuid4

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
    digests: dict[str, str] | None = Field(
        default=None,
        sa_column=Column(JSON(none_as_null=True)),
        description="SHA-256 of each rendition by its file name, in hex; None for pictures that were stored before this was kept.",
    )
    source: str | None = Field(default=None, index=True, description="Of a part of a picture: the id of the picture as it was sent.")
    frame: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)), description="Which part: framing.Frame.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class PaperFile(SQLModel, table=True):
    """The file of a certificate: kept under papers/<id>/ in the store, for its enterprise and for staff alone."""

    __tablename__ = "paper_file"

    id: UUID = Field(primary_key=True, description="That of the upload that brought it.")
    owner_id: UUID = Field(index=True, description="The enterprise whose it is.")
    user_id: UUID = Field(description="Who sent it.")
    kind: str = Field(description="pdf or picture.")
    name: str = Field(default="", description="As the sender calls it; shown, never used as a path.")
    bytes: int = Field(description="Size as sent.")
    digests: dict[str, str] = Field(sa_column=Column(JSON, nullable=False), description="SHA-256 of each stored file by its name, in hex.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class Upload(SQLModel, table=True):
    """A file on its way in, piece by piece (tus 1.0). `offset` is what is durably stored; the bytes lie in the upload folder.

    When it is whole and was accepted, `media_id` names what was made of it; the row stays as the record of who brought it.
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    owner_id: UUID = Field(index=True, description="The enterprise whose it is.")
    user_id: UUID = Field(index=True, description="Who sends it.")
    purpose: str = Field(description="picture, paper, sheet, photos.")
    name: str = Field(default="", description="As the sender calls it; shown, never used as a path.")
    length: int = Field(description="Bytes in all.")
    offset: int = 0
    digest: str = Field(default="", description="SHA-256 of the whole, once it is whole.")
    media_id: str | None = Field(default=None, index=True, description="The picture or, of a paper, the id of its file.")
    problem: str = Field(default="", description="Why it was not accepted: JSON of the sentence and its facts.")
    advice: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False), description="Keys of app.media.coaching.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment, description="Removed then, unless it is whole and accepted.")
