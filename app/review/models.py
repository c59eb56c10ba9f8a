"""Proposals and their history. Nothing here is public; what is approved goes through the one door."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.db import Moment, now


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = (State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED)
_OPEN = text("state IN ('draft', 'submitted', 'changes_requested')")


class Submission(SQLModel, table=True):
    """A proposal for one product or one enterprise, from the first keystroke to the decision. At most one of a thing is open.

    `typed` is what stands in the form, word for word, so that nothing is lost that does not fit yet:
    {"fields": {name: text}, "pictures": [{"media_id", "alt": {language: text}}], "certificates": [{field: text}]}.
    `content` is ProductContent or EnterpriseContent and `facts` what goes with it that is confidential, there once it was submitted.
    """

    __table_args__ = (
        Index("uq_submission_open", "kind", "entity_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_submission_queue", "state", "submitted_at"),
        Index("ix_submission_enterprise_id", "enterprise_id", "state"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: str = Field(description="product or enterprise.")
    entity_id: UUID = Field(description="Of the product or enterprise, in the catalogue or not yet.")
    enterprise_id: UUID
    state: str = Field(default=State.DRAFT, description="State.")
    typed: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    content: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    facts: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON), description="ProductConfidential or EnterpriseConfidential.")
    base: str = Field(default="", description="Fingerprint of the live thing when the edit began; empty for a new one.")
    begun: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSON), description="What stood in the form when the edit began; None for a new thing."
    )
    conflicts: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"), description="Open ones of merging.Conflict."
    )
    version: int = Field(default=1, description="Raised by each save; whoever saves over another's version is told.")
    author_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))
    claimed_by: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))
    automatic: bool = Field(default=False, description="Approved by a rule of trust, without a person.")
    reason: str = Field(default="", description="Key of the reason, from the list.")
    note: str = Field(default="", description="To the enterprise.")
    internal_note: str = Field(default="", description="Between staff.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    saved_at: datetime = Field(default_factory=now, sa_type=Moment)
    submitted_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class Event(SQLModel, table=True):
    """A line of the record: who did what to which thing, when and why. The database refuses to change or delete one."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_entity", "kind", "entity_id"),
        Index("ix_audit_event_enterprise_id", "enterprise_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=Moment)
    actor_id: UUID | None = Field(default=None, description="None: the program itself.")
    actor: str = Field(default="", description="The actor's name at that time.")
    action: str = Field(description="submitted, approved, declined, suspended, signed_in_as ...")
    kind: str = ""
    entity_id: UUID | None = None
    enterprise_id: UUID | None = None
    submission_id: UUID | None = None
    why: str = ""
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Notice(SQLModel, table=True):
    """Something that the people of an enterprise are told: a decision, a paper that ends. Shown in the portal, and gathered into letters.

    `key` says what it is about, so that the same is never told twice, whoever is killed and however often it is tried.
    """

    __table_args__ = (
        Index("ix_notice_enterprise_id", "enterprise_id", "at"),
        UniqueConstraint("enterprise_id", "key", name="uq_notice_key"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    enterprise_id: UUID
    at: datetime = Field(default_factory=now, sa_type=Moment)
    about: str = Field(description="app.review.notices.About.")
    key: str
    kind: str = Field(default="", description="product or enterprise.")
    entity_id: UUID | None = None
    names: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False), description="Of the thing, by language; an enterprise's under und."
    )
    facts: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False), description="reason and note; of a paper scheme, number and valid_to."
    )
    lettered_at: datetime | None = Field(default=None, sa_type=Moment, description="When it was gathered into letters.")


class Trust(SQLModel, table=True):
    """How far an enterprise is believed: level 0 is looked at always, higher ones within the limits of app.review.trust."""

    enterprise_id: UUID = Field(primary_key=True)
    level: int = 0
    since: datetime = Field(default_factory=now, sa_type=Moment)
    by: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))


class ListMapping(SQLModel, table=True):
    """How the last list of products of an enterprise was to be read, for the next one."""

    __tablename__ = "list_mapping"

    enterprise_id: UUID = Field(primary_key=True)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False), description="Mapping.")
    headings: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False), description="All of the list, so that one left out stays out."
    )
    saved_at: datetime = Field(default_factory=now, sa_type=Moment)


class TranslationDraft(SQLModel, table=True):
    """A draft of a translation of a live text, mostly a machine's. It is not public: a person confirms it, then it goes through the door.

    `source` is what it was made from; where the live thing says something else by now, whoever confirms is told.
    """

    __tablename__ = "translation_draft"

    kind: str = Field(primary_key=True, description="product or enterprise.")
    entity_id: UUID = Field(primary_key=True)
    field: str = Field(primary_key=True, description="As in catalogue.translations.")
    language: str = Field(primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    source: str = Field(sa_column=Column(Text, nullable=False))
    by: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))
    at: datetime = Field(default_factory=now, sa_type=Moment)
