"""Which part of a picture is shown, and how it is turned."""

import sqlalchemy as sa
from alembic import op

revision = "e17f4c62a8d0"
down_revision = "d40c6e92b7a1"


def upgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("frame", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_media_source"), ["source"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_media_source"))
        batch_op.drop_column("frame")
        batch_op.drop_column("source")
