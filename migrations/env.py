"""What Alembic runs for every command: the models to compare with, and the connection to work on.

`etalase migrate` and the server hand their connection over (app/migrating.py). Without one, as when a developer runs
`make migration`, the database of the settings is used.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel import AutoString, SQLModel

import app.accounts.models
import app.catalogue.models
import app.inquiries.models
import app.jobs.models
import app.media.models
import app.review.models
import app.visits.models  # noqa: F401 - importing the models fills the metadata
from app.db import Moment
from app.migrating import connected, listed
from app.settings import Settings


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,  # SQLite can change little of a table in place
        transactional_ddl=True,  # both databases can; Alembic believes that SQLite cannot
        compare_type=True,
        include_name=listed(connection),
        render_item=plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Old migrations must not change when our own column types do, so they are written with SQLAlchemy's."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String({f'length={item.length}' if item.length else ''})"
    return False


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    migrate(handed_over)
else:
    with connected(Settings().database) as own:
        migrate(own)
