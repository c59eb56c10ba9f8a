"""The frame of a centre, the public catalogue, its pictures, and facts that are not public."""

import sqlalchemy as sa
from alembic import op

revision = "859bc6764305"
down_revision = None


def upgrade() -> None:

    op.create_table(
        "area",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("parent_key", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_area")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_country"), ["country"], unique=False)
        batch_op.create_index(batch_op.f("ix_area_parent_key"), ["parent_key"], unique=False)

    op.create_table(
        "category",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("parent_key", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("icon", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_category")),
    )
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_category_parent_key"), ["parent_key"], unique=False)

    op.create_table(
        "centre",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("home", sa.Boolean(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("full_names", sa.JSON(), nullable=False),
        sa.Column("tagline", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("visit", sa.JSON(), nullable=False),
        sa.Column("contact", sa.JSON(), nullable=False),
        sa.Column("brand", sa.JSON(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
        sa.UniqueConstraint("key", name=op.f("uq_centre_key")),
    )
    op.create_table(
        "change",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "entity_id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_serial", ["serial"], unique=True)

    op.create_table(
        "concept",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_concept")),
    )
    op.create_table(
        "confidential",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "entity_id", name=op.f("pk_confidential")),
    )
    op.create_table(
        "hs_heading",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_hs_heading")),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("widths", sa.JSON(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    op.create_table(
        "scheme",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("explained", sa.JSON(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_scheme")),
    )
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scheme_family"), ["family"], unique=False)

    op.create_table(
        "enterprise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.key"], name=op.f("fk_enterprise_area_area")),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_enterprise_centre_id_centre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise")),
        sa.UniqueConstraint("slug", name=op.f("uq_enterprise_slug")),
    )
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enterprise_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_enterprise_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "picture_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("media_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_picture_use_media_id_media")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_use")),
        sa.UniqueConstraint("entity_id", "position", name=op.f("uq_picture_use_entity_id_position")),
    )
    with op.batch_alter_table("picture_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_use_media_id"), ["media_id"], unique=False)

    op.create_table(
        "enterprise_listing",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("sort_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"], name=op.f("fk_enterprise_listing_centre_id_centre")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_enterprise_listing_enterprise_id_enterprise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("language", "enterprise_id", name=op.f("pk_enterprise_listing")),
    )
    with op.batch_alter_table("enterprise_listing", schema=None) as batch_op:
        batch_op.create_index("ix_enterprise_listing_area", ["language", "area", "sort_key", "enterprise_id"], unique=False)
        batch_op.create_index("ix_enterprise_listing_name", ["language", "sort_key", "enterprise_id"], unique=False)

    op.create_table(
        "product",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("gtin", sa.String(), nullable=True),
        sa.Column("hs_code", sa.String(), nullable=True),
        sa.Column("price_hundredths", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("net_kind", sa.String(), nullable=True),
        sa.Column("net_milli", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["category"], ["category.key"], name=op.f("fk_product_category_category")),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_product_enterprise_id_enterprise")),
        sa.ForeignKeyConstraint(["origin"], ["area.key"], name=op.f("fk_product_origin_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("slug", name=op.f("uq_product_slug")),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_category"), ["category"], unique=False)
        batch_op.create_index("ix_product_enterprise_id_reference", ["enterprise_id", "reference"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_gtin"), ["gtin"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_hs_code"), ["hs_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_origin"), ["origin"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_certificate_enterprise_id_enterprise"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_certificate_product_id_product"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["scheme"], ["scheme.key"], name=op.f("fk_certificate_scheme_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_enterprise_id"), ["enterprise_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_family"), ["family"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_scheme"), ["scheme"], unique=False)

    op.create_table(
        "listing",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("sort_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("enterprise_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("name_language", sa.String(), nullable=False),
        sa.Column("price_hundredths", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("featured", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_until", sa.Date(), nullable=True),
        sa.Column("card", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_listing_enterprise_id_enterprise")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_listing_product_id_product"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("language", "product_id", name=op.f("pk_listing")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index("ix_listing_area", ["language", "area", "sort_key", "product_id"], unique=False)
        batch_op.create_index("ix_listing_category", ["language", "category", "country", "sort_key", "product_id"], unique=False)
        batch_op.create_index("ix_listing_country", ["language", "country", "sort_key", "product_id"], unique=False)
        batch_op.create_index("ix_listing_enterprise", ["language", "enterprise_id", "sort_key", "product_id"], unique=False)
        batch_op.create_index("ix_listing_name", ["language", "sort_key", "product_id"], unique=False)
        batch_op.create_index("ix_listing_newest", ["language", "added_at", "product_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index("ix_listing_newest")
        batch_op.drop_index("ix_listing_name")
        batch_op.drop_index("ix_listing_enterprise")
        batch_op.drop_index("ix_listing_country")
        batch_op.drop_index("ix_listing_category")
        batch_op.drop_index("ix_listing_area")

    op.drop_table("listing")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_scheme"))
        batch_op.drop_index(batch_op.f("ix_certificate_product_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_family"))
        batch_op.drop_index(batch_op.f("ix_certificate_enterprise_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_origin"))
        batch_op.drop_index(batch_op.f("ix_product_hs_code"))
        batch_op.drop_index(batch_op.f("ix_product_gtin"))
        batch_op.drop_index("ix_product_enterprise_id_reference")
        batch_op.drop_index(batch_op.f("ix_product_category"))

    op.drop_table("product")
    with op.batch_alter_table("enterprise_listing", schema=None) as batch_op:
        batch_op.drop_index("ix_enterprise_listing_name")
        batch_op.drop_index("ix_enterprise_listing_area")

    op.drop_table("enterprise_listing")
    with op.batch_alter_table("picture_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_use_media_id"))

    op.drop_table("picture_use")
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enterprise_centre_id"))
        batch_op.drop_index(batch_op.f("ix_enterprise_area"))

    op.drop_table("enterprise")
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scheme_family"))

    op.drop_table("scheme")
    op.drop_table("media")
    op.drop_table("hs_heading")
    op.drop_table("confidential")
    op.drop_table("concept")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_serial")

    op.drop_table("change")
    op.drop_table("centre")
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_category_parent_key"))

    op.drop_table("category")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_parent_key"))
        batch_op.drop_index(batch_op.f("ix_area_country"))

    op.drop_table("area")
