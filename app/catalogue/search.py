"""Search rows and how they are asked. (Being written.)"""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session


@dataclass(frozen=True)
class Words:
    """What a thing is found by, strongest first: its names, its kind (category), its maker and place, everything else."""

    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def put(session: Session, kind: str, entity_id: UUID, words: Words, *, fresh: bool = False) -> None:
    """Make a thing findable by these words in place of earlier ones. `fresh` says that there are none yet."""


def withdraw(session: Session, kind: str, entity_id: UUID) -> None:
    """Make a thing unfindable."""
