"""What an edit began from, and where it and a change on show meanwhile touched the same."""

import sqlalchemy as sa
from alembic import op

revision = "c3a90e7b5d16"
down_revision = "b7d3a15c08f2"


def upgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("begun", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("conflicts", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_column("conflicts")
        batch_op.drop_column("begun")
