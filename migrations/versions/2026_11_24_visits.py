"""What visitors did: events as they came, and their counts of each day."""

import sqlalchemy as sa
from alembic import op

revision = "b7d3a15c08f2"
down_revision = "5e91c7d20ab4"


def upgrade() -> None:
    op.create_table(
        "visit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kiosk_id", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_event")),
    )
    op.create_index(op.f("ix_visit_event_day"), "visit_event", ["day"])
    op.create_table(
        "visit_count",
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("enterprise_id", "day", "product_id", "kind", "surface", "language", name=op.f("pk_visit_count")),
    )
    op.create_index(op.f("ix_visit_count_day"), "visit_count", ["day"])


def downgrade() -> None:
    op.drop_table("visit_count")
    op.drop_table("visit_event")
