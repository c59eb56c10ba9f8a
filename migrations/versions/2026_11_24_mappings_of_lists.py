"""How the list of an enterprise is to be read the next time."""

import sqlalchemy as sa
from alembic import op

revision = "b7d15e0c93a4"
down_revision = "8c2f40b1d9e6"


def upgrade() -> None:
    op.create_table(
        "list_mapping",
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("enterprise_id", name=op.f("pk_list_mapping")),
    )


def downgrade() -> None:
    op.drop_table("list_mapping")
