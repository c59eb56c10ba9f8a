"""Who may see which stored picture: everybody while something on show uses it, else those whose picture it is."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select

from app.catalogue.models import Enterprise, PictureUse, Product
from app.db import Prepared
from app.media.models import Media, Upload

_MAKER: Final = select(col(Enterprise.id)).where(col(Enterprise.suspended).is_(False))
_SHOWN: Final = or_(
    _MAKER.where(col(Enterprise.id) == col(PictureUse.entity_id)).exists(),
    _MAKER.join(Product, col(Product.enterprise_id) == col(Enterprise.id)).where(col(Product.id) == col(PictureUse.entity_id)).exists(),
)
_PUBLIC: Final = Prepared(select(col(PictureUse.id)).where(col(PictureUse.media_id) == bindparam("media_id"), _SHOWN))


def is_public(session: Session, media_id: str) -> bool:
    """Whether something on show uses this picture: asked for each picture that is fetched."""
    return bool(_PUBLIC.rows(session, {"media_id": media_id}))


def theirs(session: Session, media_ids: Collection[str], enterprises: Collection[UUID]) -> set[str]:
    """Those of the pictures that these enterprises sent in, or that their products and their profiles use, and parts of such pictures."""
    if not media_ids or not enterprises:
        return set()
    rows = session.exec(select(Media.id, col(Media.source)).where(col(Media.id).in_(media_ids), col(Media.source).is_not(None)))
    parts = {media_id: str(source) for media_id, source in rows}
    known = _sent_or_used(session, [*media_ids, *parts.values()], enterprises)
    return {media_id for media_id in media_ids if media_id in known or parts.get(media_id) in known}


def _sent_or_used(session: Session, media_ids: Collection[str], enterprises: Collection[UUID]) -> set[str]:
    sent = select(col(Upload.media_id)).where(col(Upload.media_id).in_(media_ids), col(Upload.owner_id).in_(enterprises))
    own = select(col(Product.id)).where(col(Product.enterprise_id).in_(enterprises))
    used = select(col(PictureUse.media_id)).where(
        col(PictureUse.media_id).in_(media_ids), or_(col(PictureUse.entity_id).in_(enterprises), col(PictureUse.entity_id).in_(own))
    )
    return {media_id for media_id in (*session.exec(sent), *session.exec(used)) if media_id}
