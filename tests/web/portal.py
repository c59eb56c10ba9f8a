"""People of an enterprise and their browsers, for tests of the portal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from httpx2 import Response
from sqlmodel import Session
from starlette.testclient import TestClient

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole, StaffRole
from app.catalogue.content import EnterpriseContent
from app.db import now
from app.media.models import Upload
from tests import factories
from tests.web.reading import Read

WHOLE = {"name.id": "Klappertaart", "category": "bakery", "origin": "ID-7171", "price": "25.000", "currency": "IDR", "net": "250 g"}
"""What a draft must have, and a little more, as it is typed."""


@dataclass
class Browser:
    """One person's browser without scripts; `script` sends as the page's own script does."""

    client: TestClient
    token: str
    enterprise: UUID

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=self._as(headers))

    def read(self, path: str, status: int = 200) -> Read:
        answer = self.get(path)
        assert answer.status_code == status, answer.text[:500]
        return Read(answer.text)

    def post(self, path: str, data: dict[str, Any] | None = None, *, files: Any = None, **headers: str) -> Response:
        return self.client.post(path, data=data or {}, files=files, headers=self._as(headers))

    def script(self, path: str, data: dict[str, Any]) -> Response:
        return self.post(path, data, accept="application/json")

    def draft(self, **data: str) -> str:
        """The address of a new draft."""
        answer = self.post(f"/portal/{self.enterprise}/products", data)
        assert answer.status_code == 303, answer.text[:500]
        return str(answer.headers["location"]).partition("?")[0]

    def _as(self, headers: dict[str, str]) -> dict[str, str]:
        plain = {"origin": "http://testserver", "accept-language": "en"}
        return plain | ({"cookie": f"etalase={self.token}"} if self.token else {}) | headers


@dataclass
class Cast:
    """Altje and Ani work for the enterprise, Budi for another one; Rina decides, Tari translates."""

    maker: EnterpriseContent
    altje: str
    ani: str
    budi: str
    rina: str
    tari: str


def a_cast(db: Session) -> Cast:
    factories.a_frame(db)
    maker = factories.an_enterprise(db)
    users = {
        name: people.register(db, name=name.capitalize(), login=f"{name}@example.org", password_hash=None, language="en")
        for name in ("altje", "ani", "budi", "rina", "tari")
    }
    for name in ("altje", "ani"):
        roles.join(db, users[name], maker.id, MemberRole.OWNER)
    roles.join(db, users["budi"], factories.an_id("elsewhere"), MemberRole.OWNER)
    roles.appoint(db, users["rina"], StaffRole.MODERATOR)
    roles.appoint(db, users["tari"], StaffRole.TRANSLATOR)
    return Cast(maker, **{name: sessions.begin(db, user, device="") for name, user in users.items()})


def sent_in(db: Session, enterprise: UUID, *, advice: tuple[str, ...] = ()) -> str:
    """The id of a picture that an enterprise has uploaded."""
    picture = factories.a_picture(db).media_id
    user = people.register(db, name="Somebody", login=f"{picture[-6:]}@example.org", password_hash=None, language="en")
    moment = now()
    db.add(
        Upload(owner_id=enterprise, user_id=user.id, purpose="picture", length=9, media_id=picture, advice=list(advice), expires_at=moment)
    )
    return picture
