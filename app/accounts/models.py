"""People of the portal and the desk. No row here is public, and none of it is ever written to a log."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import Column, ForeignKey, Index, LargeBinary
from sqlmodel import Field, SQLModel

from app.db import Moment, now


class MemberRole(StrEnum):
    """What somebody may do for an enterprise: an owner also invites and removes others."""

    OWNER = "owner"
    EDITOR = "editor"


class StaffRole(StrEnum):
    """What somebody does at the centre. A manager may what moderator, floor and translator may; an administrator everything."""

    MODERATOR = "moderator"
    FLOOR = "floor"
    TRANSLATOR = "translator"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Purpose(StrEnum):
    """What a link that was handed to somebody is good for."""

    JOIN = "join"
    """Become a member of an enterprise, or staff."""
    PASSWORD = "password"  # noqa: S105
    """Choose a new password."""
    CONFIRM = "confirm"
    """Confirm what staff entered on behalf of an enterprise."""


class User(SQLModel, table=True):
    """A person. Signs in by e-mail or by phone; at least one of them is there."""

    __tablename__ = "account"  # "user" is a word of SQL

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str
    email: str | None = Field(default=None, unique=True, description="Lower case.")
    phone: str | None = Field(default=None, unique=True, description="E.164.")
    language: str = Field(description="Of letters to this person, and of the pages after signing in.")
    password: str | None = Field(default=None, description="Argon2id, encoded; none until one is chosen.")
    letters: bool = Field(default=True, description="Wants letters about decisions and papers; those about signing in come anyway.")
    totp_secret: str | None = Field(default=None, description="Base32; there when the second step is on.")
    totp_step: int = Field(default=0, description="Time step of the last code that was taken, so that none is taken twice.")
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)


class Membership(SQLModel, table=True):
    """A person works for an enterprise. It may not be in the catalogue yet, so its id is no foreign key."""

    user_id: UUID = Field(sa_column=Column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True))
    enterprise_id: UUID = Field(primary_key=True, index=True)
    role: str = Field(description="MemberRole.")
    since: datetime = Field(default_factory=now, sa_type=Moment)
    noticed_at: datetime | None = Field(default=None, sa_type=Moment, description="Up to here the person has seen the notices.")


class Staff(SQLModel, table=True):
    """A person works at the centre, in one or more roles."""

    user_id: UUID = Field(sa_column=Column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True))
    role: str = Field(primary_key=True, description="StaffRole.")
    since: datetime = Field(default_factory=now, sa_type=Moment)


class UserSession(SQLModel, table=True):
    """Somebody is signed in on one device. The row ends at sign-out, at a change of password and when the person is disabled."""

    __tablename__ = "user_session"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    digest: str = Field(unique=True, description="SHA-256 of the cookie's token; the token itself is stored nowhere.")
    user_id: UUID = Field(sa_column=Column(ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True))
    second_step: bool = Field(default=False, description="Still owes the second step; good for nothing else until then.")
    device: str = Field(default="", description="The browser and system, as shown in the list of devices.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    seen_at: datetime = Field(default_factory=now, sa_type=Moment, description="Written at most every few minutes.")
    expires_at: datetime = Field(sa_type=Moment, description="Ends then however busy it is.")


class Ticket(SQLModel, table=True):
    """A link handed to somebody: single use, expiring, good for one purpose."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    digest: str = Field(unique=True, description="SHA-256 of the token in the link.")
    purpose: str = Field(description="Purpose.")
    user_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="CASCADE"), index=True))
    enterprise_id: UUID | None = Field(default=None, index=True)
    role: str = Field(default="", description="MemberRole or StaffRole that joining gives.")
    subject_id: UUID | None = Field(default=None, description="What is to be confirmed.")
    issued_by: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")))
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class Passkey(SQLModel, table=True):
    """A key of a person's device (WebAuthn)."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    credential_id: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    public_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sign_count: int = 0
    user_id: UUID = Field(sa_column=Column(ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True))
    name: str = Field(description="As the person calls the device.")
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class Challenge(SQLModel, table=True):
    """What a passkey is to sign now: taken once, good for some minutes."""

    digest: str = Field(primary_key=True, description="SHA-256 of the challenge.")
    user_id: UUID | None = Field(default=None, description="Who registers a key; none when signing in.")
    expires_at: datetime = Field(sa_type=Moment)


class Consent(SQLModel, table=True):
    """Somebody agreed to a text. Rows are added, never changed but for `confirmed_at` and `withdrawn_at`."""

    __table_args__ = (Index("ix_consent_enterprise_id", "enterprise_id", "purpose"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    enterprise_id: UUID
    user_id: UUID | None = Field(default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")), description="Who agreed.")
    purpose: str = Field(description="publish, contact.")
    text_version: str
    language: str
    recorded_by: UUID | None = Field(
        default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL")), description="Staff, where they entered it for them."
    )
    said_by: str = Field(default="", description="The name of who agreed, where staff entered it and that person has no account.")
    given_at: datetime = Field(default_factory=now, sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment, description="When the enterprise confirmed what staff had entered.")
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
