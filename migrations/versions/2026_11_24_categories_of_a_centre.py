"""What a centre makes of the shared tree of categories: its own ones, names, order, hidden and merged ones."""

import sqlalchemy as sa
from alembic import op

revision = "5e91c7d20ab4"
down_revision = "b7d15e0c93a4"


def upgrade() -> None:
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("merged_into", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("replaced", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("category", schema=None) as batch_op:
        for name in ("replaced", "merged_into", "hidden", "local"):
            batch_op.drop_column(name)
