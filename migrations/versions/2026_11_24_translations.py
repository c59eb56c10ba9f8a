"""From which words translations were made, and drafts of translations that nobody has confirmed yet."""

import sqlalchemy as sa
from alembic import op

revision = "c3a9e61f7b20"
down_revision = "e17f4c62a8d0"


def upgrade() -> None:
    op.create_table(
        "translation",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source_language", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "entity_id", "field", "language", name=op.f("pk_translation")),
    )
    op.create_table(
        "translation_draft",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_translation_draft_by_account"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("kind", "entity_id", "field", "language", name=op.f("pk_translation_draft")),
    )


def downgrade() -> None:
    op.drop_table("translation_draft")
    op.drop_table("translation")
