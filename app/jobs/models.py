"""The table of jobs."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from app.db import Moment, now


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(SQLModel, table=True):
    """A piece of work. Whoever runs it holds a lease; when the lease ends without a word, somebody else runs it again."""

    __table_args__ = (Index("ix_job_due", "state", "due_at"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: str
    given: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    owner_id: UUID | None = Field(default=None, index=True, description="The enterprise that it is for.")
    asked_by: UUID | None = Field(default=None, description="The person who may look at it and cancel it.")
    state: str = Field(default=JobState.WAITING, description="JobState.")
    done: int = Field(default=0, description="Steps of `total` that are done.")
    total: int = 0
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    problem: str = Field(default="", description="Why the last try failed, in one line.")
    tries: int = 0
    lease: UUID | None = None
    due_at: datetime = Field(default_factory=now, sa_type=Moment, description="Not before; when running, the end of the lease.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
