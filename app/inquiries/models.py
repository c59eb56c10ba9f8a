"""Questions. No row here is public, none of it is ever written to a log, and none of it travels to another centre."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Column, ForeignKey, Index
from sqlmodel import Field, SQLModel

from app.db import Moment, now


class State(StrEnum):
    """Where a question stands. Only the centre sees a reported one."""

    NEW = "new"
    ANSWERED = "answered"
    ARCHIVED = "archived"
    REPORTED = "reported"


class Inquiry(SQLModel, table=True):
    """A question to an enterprise. Purpose: that it can answer. Kept until `expires_at`, or until whoever asked deletes it."""

    __table_args__ = (Index("ix_inquiry_enterprise_id", "enterprise_id", "state"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    enterprise_id: UUID
    product_id: UUID | None = Field(default=None, description="None: to the enterprise as such. No foreign key: products may go.")
    about: str = Field(description="What the asker read as the name of the product or enterprise.")
    name: str
    phone: str | None = Field(default=None, index=True, description="E.164.")
    email: str | None = Field(default=None, index=True, description="Lower case.")
    message: str
    language: str = Field(description="In which it was asked.")
    text_version: str = Field(description="Of the text that the asker agreed to.")
    digest: str = Field(unique=True, description="SHA-256 of the token in the link that deletes it.")
    state: str = Field(default=State.NEW, description="State.")
    note: str = Field(default="", description="What the enterprise wrote down for itself.")
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_by: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))
    handed_at: datetime | None = Field(default=None, sa_type=Moment, description="When the centre handed it on to a maker without account.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment, description="Also when consent was given.")
    expires_at: datetime = Field(sa_type=Moment, index=True)


class InquiriesOff(SQLModel, table=True):
    """An enterprise that takes no questions through the website."""

    __tablename__ = "inquiries_off"

    enterprise_id: UUID = Field(primary_key=True)
    since: datetime = Field(default_factory=now, sa_type=Moment)
