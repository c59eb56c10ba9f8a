"""What pages tell of themselves: that something on them was seen or opened. No cookie is set, and no address is kept.

Nothing is counted when a page is asked for, so pages go on coming from memory, and programs that run no scripts do not count.
"""

from datetime import timedelta
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.accounts.access import staffs
from app.db import now
from app.visits import counting
from app.visits.counting import Happened
from app.visits.models import Kind, Surface
from app.web.account.signing import address_of
from app.web.deps import Frame, Tx, state_of
from app.web.people import Visitor

router = APIRouter(include_in_schema=False)
MOST: Final = 50
"""Events in one batch."""


class Told(BaseModel):
    """One event, as a page tells it: what happened to which product or enterprise, and how many seconds ago."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    kind: Literal[Kind.SEEN, Kind.OPENED, Kind.CODE_SHOWN, Kind.CODE_OPENED, Kind.CONTACTED]
    of: UUID
    ago: Annotated[float, Field(ge=0, le=counting.KEPT.total_seconds())] = 0


class Batch(BaseModel):
    """What one page tells at once. Its clock is not asked, since it may be wrong."""

    model_config = ConfigDict(extra="forbid")

    surface: Surface
    language: Annotated[str, Field(max_length=8)]
    events: Annotated[list[Told], Field(max_length=MOST)]


@router.post("/visits", status_code=204)
def tell(request: Request, tx: Tx, frame: Frame, visitor: Visitor, batch: Batch) -> Response:
    """Counts what is new of it. Staff are not visitors, nor are members of an enterprise before its own things."""
    state_of(request).limits.hit("visits", address_of(request))
    if not (visitor and staffs(visitor)):
        moment = now()
        events = [
            Happened(
                id=told.id,
                kind=told.kind,
                surface=batch.surface,
                thing_id=told.of,
                language=batch.language,
                at=moment - timedelta(seconds=told.ago),
            )
            for told in batch.events
        ]
        counting.count(tx, frame, events, without=visitor.memberships if visitor else ())
    return Response(status_code=204)
