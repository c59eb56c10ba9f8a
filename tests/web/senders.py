"""Who sends files, for tests: people with their tokens, a sender that speaks tus, and one whose connection breaks."""

import base64
import http.client
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from httpx2 import Response
from starlette.testclient import TestClient

from app.accounts import people, roles, sessions
from app.accounts.models import MemberRole, StaffRole
from app.db import Databases, transaction
from tests.live import until

TUS: Final = {"tus-resumable": "1.0.0", "origin": "http://testserver"}


class Cast(NamedTuple):
    """Tokens of people, and the enterprise that the member works for."""

    enterprise: UUID
    member: str
    stranger: str
    staff: str


def a_cast(databases: Databases) -> Cast:
    enterprise = uuid4()
    with transaction(databases) as db:
        member, stranger, staff = (
            people.register(db, name=name, login=f"{name}@example.org", password_hash=None, language="id")
            for name in ("altje", "budi", "rina")
        )
        roles.join(db, member, enterprise, MemberRole.OWNER)
        roles.join(db, stranger, uuid4(), MemberRole.OWNER)
        roles.appoint(db, staff, StaffRole.MODERATOR)
        return Cast(enterprise, *(sessions.begin(db, user, device="") for user in (member, stranger, staff)))


class Sender:
    """Speaks tus as one person."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client = client
        self.cookies = {"cookie": f"etalase={token}"}

    def ask(self, method: str, path: str, *, content: bytes = b"", **headers: str) -> Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(method, path, content=content, headers=TUS | self.cookies | given)

    def begin(self, length: int, enterprise: UUID, *, purpose: str = "picture", name: str = "foto é.jpg") -> Response:
        return self.ask("POST", "/portal/uploads", upload_length=str(length), upload_metadata=metadata(enterprise, purpose, name))

    def send(self, path: str, content: bytes, offset: int, **headers: str) -> Response:
        return self.ask(
            "PATCH", path, content=content, upload_offset=str(offset), content_type="application/offset+octet-stream", **headers
        )

    def offset(self, path: str) -> int:
        return int(self.ask("HEAD", path).headers["upload-offset"])


def metadata(enterprise: UUID, purpose: str = "picture", name: str = "foto.jpg") -> str:
    known = {"enterprise": str(enterprise), "purpose": purpose, "filename": name}
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in known.items())


class Wire:
    """A sender whose connection breaks: bytes on a socket, at the address of a server that listens."""

    def __init__(self, address: str, cast: Cast) -> None:
        self.host = urlsplit(address)
        self.cast = cast
        self.known = {"Host": self.host.netloc, "Origin": address, "Cookie": f"etalase={cast.member}", "Tus-Resumable": "1.0.0"}

    def ask(self, method: str, path: str, **headers: str) -> dict[str, str]:
        """The headers of the answer."""
        connection = http.client.HTTPConnection(self.host.netloc, timeout=20)
        connection.request(method, path, headers=self.known | {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return {name.lower(): value for name, value in answer.getheaders()}

    def begin(self, length: int) -> str:
        told = self.ask("POST", "/portal/uploads", upload_length=str(length), upload_metadata=metadata(self.cast.enterprise, "photos"))
        return told["location"]

    def offset(self, path: str) -> int:
        return int(self.ask("HEAD", path)["upload-offset"])

    def has(self, path: str, offset: int) -> bool:
        """Whether the server tells so much within half a minute."""
        return until(lambda: self.offset(path) >= offset)

    @contextmanager
    def sending(self, path: str, data: bytes, offset: int, count: int) -> Iterator[socket.socket]:
        """`count` bytes of a body that promised more, while the connection stays open."""
        own = {"Upload-Offset": offset, "Content-Type": "application/offset+octet-stream", "Content-Length": len(data)}
        lines = [f"PATCH {path} HTTP/1.1", *(f"{name}: {value}" for name, value in (self.known | own).items()), "", ""]
        with socket.create_connection((str(self.host.hostname), int(self.host.port or 0)), timeout=20) as connection:
            connection.sendall("\r\n".join(lines).encode() + data[:count])
            yield connection


def answered(connection: socket.socket) -> bool:
    """Whether the server has said something."""
    return bool(select.select([connection], [], [], 0)[0])
