"""The search index."""

from alembic import op

from app.catalogue import search

revision = "5c1e9a40b7d2"
down_revision = "859bc6764305"


def upgrade() -> None:
    search.create(op.get_bind())


def downgrade() -> None:
    search.drop(op.get_bind())
