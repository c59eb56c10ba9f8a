"""The filters of the queue, as they stand in the address; they go along from one decision to the next."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends

from app.review import live
from app.review.queue import AGES, Wanted

KINDS: Final = (live.PRODUCT, live.ENTERPRISE)


@dataclass(frozen=True)
class Narrowing:
    """What was chosen, as text; what cannot be meant counts as not chosen."""

    kind: str = ""
    maker: str = ""
    area: str = ""
    age: str = ""
    """Days that it waits at least."""
    looked: str = ""
    """Whether somebody looks at it: yes or no."""

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            kind=self.kind if self.kind in KINDS else None,
            enterprise_id=_id(self.maker),
            area=self.area or None,
            older_than=next((limit for limit in AGES if str(limit.days) == self.age), None),
            claimed={"yes": True, "no": False}.get(self.looked),
        )

    @property
    def query(self) -> dict[str, str]:
        """For an address; empty ones are left out there."""
        return {"kind": self.kind, "maker": self.maker, "area": self.area, "age": self.age, "looked": self.looked}


def _narrowing(kind: str = "", maker: str = "", area: str = "", age: str = "", looked: str = "") -> Narrowing:
    return Narrowing(kind, maker, area, age, looked)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


Narrowed = Annotated[Narrowing, Depends(_narrowing)]
