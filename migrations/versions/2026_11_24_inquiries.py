"""Questions of visitors to makers, and the makers who take none."""

import sqlalchemy as sa
from alembic import op

revision = "d40c6e92b7a1"
down_revision = "c3a9d4f1e672"


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["account.id"], name=op.f("fk_inquiry_answered_by_account"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("digest", name=op.f("uq_inquiry_digest")),
    )
    op.create_index("ix_inquiry_enterprise_id", "inquiry", ["enterprise_id", "state"])
    for column in ("phone", "email", "expires_at"):
        op.create_index(op.f(f"ix_inquiry_{column}"), "inquiry", [column])
    op.create_table(
        "inquiries_off",
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("enterprise_id", name=op.f("pk_inquiries_off")),
    )


def downgrade() -> None:
    op.drop_table("inquiries_off")
    op.drop_table("inquiry")
