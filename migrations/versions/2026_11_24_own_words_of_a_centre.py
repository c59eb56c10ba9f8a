"""What staff wrote over the pack, and who said yes for an enterprise that staff entered."""

import sqlalchemy as sa
from alembic import op

revision = "8c2f40b1d9e6"
down_revision = "204a1174cb27"


def upgrade() -> None:
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaced", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said_by", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("said_by")
    with op.batch_alter_table("centre", schema=None) as batch_op:
        batch_op.drop_column("replaced")
