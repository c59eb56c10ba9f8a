"""The digests of a picture's renditions. Pictures that are there already have none: what their files were is not known any more."""

import sqlalchemy as sa
from alembic import op

revision = "204a1174cb27"
down_revision = "5e43c5772865"


def upgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digests", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_column("digests")
