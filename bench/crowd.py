"""The people of bench.load: phones that send photos, kiosks that are looked at, staff who decide; each keeps count of what it saw."""

import asyncio
import base64
import hashlib
import random
import re
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

import httpx2

_LINK: Final = re.compile(r'href="(/kiosk/(?!media)[^"#]+)"')
_PICTURE: Final = re.compile(r'(?:src|srcset)="(/media/[^" ]+)')
_VERSION: Final = re.compile(r'name="version" value="(\d+)"')
_KIOSK_SECONDS: Final = 2.0
_DECISION_SECONDS: Final = 6.0
_LOOK_SECONDS: Final = 2.0
_SPOON: Final = 32 << 10
_TRIES: Final = 5


@dataclass(frozen=True)
class Seen:
    """One answer: of what kind of page, its status (0: none came), and the seconds until it was there."""

    surface: str
    status: int
    seconds: float


@dataclass
class Crowd:
    """`pace` is bytes a second of each phone. `acknowledged`: SHA-256 of each photo whose last byte the server said to have."""

    address: str
    photos: list[bytes]
    pace: float
    seen: list[Seen] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    drained: float = 0.0
    _open: set[str] = field(default_factory=set)
    """Uploads that are whole and were not looked at yet."""

    async def live(self, senders: list[tuple[str, UUID]], kiosks: int, staff: list[str], seconds: float, patience: float) -> None:
        """Everybody goes on for so long; then wait, at most `patience`, until every photo was looked at."""
        until = time.monotonic() + seconds
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=200)
        async with httpx2.AsyncClient(base_url=self.address, timeout=120, limits=limits) as client:
            roles: list[Coroutine[Any, Any, None]] = [self._send(client, *sender, until) for sender in senders]
            roles += [self._look(client, until) for _kiosk in range(kiosks)]
            roles += [self._decide(client, token, until) for token in staff]
            roles.append(self._listen(client, until))
            await asyncio.gather(*roles)
            last = time.monotonic()
            await asyncio.gather(*(self._watch(client, *sender, last + patience) for sender in senders))
            self.drained = time.monotonic() - last

    async def _ask(self, client: httpx2.AsyncClient, surface: str, method: str, path: str, **given: Any) -> httpx2.Response | None:
        began = time.monotonic()
        try:
            answer = await client.request(method, path, **given)
        except httpx2.HTTPError:
            self.seen.append(Seen(surface, 0, time.monotonic() - began))
            return None
        self.seen.append(Seen(surface, answer.status_code, time.monotonic() - began))
        return answer

    # --- phones ----------------------------------------------------------------------------------------------------------------

    async def _send(self, client: httpx2.AsyncClient, token: str, maker: UUID, until: float) -> None:
        while time.monotonic() < until:
            photo = random.choice(self.photos) + uuid4().hex.encode() + b"last"
            about = {"enterprise": str(maker), "purpose": "picture", "filename": "foto.jpg"}
            told = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in about.items())
            headers = self._headers(token) | {"Upload-Length": str(len(photo)), "Upload-Metadata": told}
            begun = await self._ask(client, "upload", "POST", "/portal/uploads", headers=headers)
            if begun is None or begun.status_code != 201:
                await asyncio.sleep(1)
                continue
            await self._sent(client, token, begun.headers["location"], photo)

    async def _sent(self, client: httpx2.AsyncClient, token: str, path: str, photo: bytes) -> None:
        """As the page does: all in one request, and after a failure from where the server says."""
        offset = 0
        for _try in range(_TRIES):
            headers = self._headers(token) | {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            body = self._spooned(photo[offset:])
            answer = await self._ask(
                client, "sending", "PATCH", path, headers=headers | {"Content-Length": str(len(photo) - offset)}, content=body
            )
            if answer is not None and answer.status_code == 204:
                self.acknowledged.add(hashlib.sha256(photo).hexdigest())
                self._open.add(f"{token} {path}")
                return
            told = await self._ask(client, "upload", "HEAD", path, headers=self._headers(token))
            offset = int(told.headers.get("upload-offset", offset)) if told is not None else offset

    async def _spooned(self, data: bytes) -> AsyncIterator[bytes]:
        """At the pace of a phone's line."""
        began = time.monotonic()
        for at in range(0, len(data), _SPOON):
            await asyncio.sleep(max(0.0, began + at / self.pace - time.monotonic()))
            yield data[at : at + _SPOON]

    async def _watch(self, client: httpx2.AsyncClient, token: str, _maker: UUID, until: float) -> None:
        mine = [one.partition(" ")[2] for one in self._open if one.startswith(f"{token} ")]
        for path in mine:
            while time.monotonic() < until:
                answer = await self._ask(client, "upload", "GET", path, headers=self._headers(token))
                if answer is not None and answer.status_code == 200 and (answer.json()["picture"] or answer.json()["problem"]):
                    break
                await asyncio.sleep(_LOOK_SECONDS)

    async def _listen(self, client: httpx2.AsyncClient, until: float) -> None:
        """An answer that needs no work: how long it takes is how busy the machine is, and who asks."""
        while time.monotonic() < until:
            await self._ask(client, "healthz", "GET", "/healthz")
            await asyncio.sleep(_KIOSK_SECONDS / 4)

    # --- kiosks and staff --------------------------------------------------------------------------------------------------------

    async def _look(self, client: httpx2.AsyncClient, until: float) -> None:
        """From page to page by the links on them; what has no way on begins anew."""
        known, path = set[str](), "/kiosk/home"
        await asyncio.sleep(random.random() * _KIOSK_SECONDS)
        while time.monotonic() < until:
            began = time.monotonic()
            page = await self._ask(client, "kiosk", "GET", path, headers={"Accept-Encoding": "br"})
            text = page.text if page is not None and page.status_code == 200 else ""
            for picture in sorted(set(_PICTURE.findall(text)) - known):
                known.add(picture)
                await self._ask(client, "picture", "GET", picture)
            ways = [way.replace("&amp;", "&") for way in _LINK.findall(text)]
            path = random.choice(ways) if ways else "/kiosk/home"
            await asyncio.sleep(max(0.0, began + _KIOSK_SECONDS - time.monotonic()))

    async def _decide(self, client: httpx2.AsyncClient, token: str, until: float) -> None:
        await asyncio.sleep(random.random() * _DECISION_SECONDS)
        while time.monotonic() < until:
            began = time.monotonic()
            headers = {"Cookie": f"etalase={token}", "Origin": self.address}
            await self._ask(client, "desk", "GET", "/desk", headers=headers)
            taken = await self._ask(client, "desk", "POST", "/desk/next", headers=headers)
            place = taken.headers.get("location", "") if taken is not None else ""
            if place.startswith("/desk/submissions/"):
                page = await self._ask(client, "desk", "GET", place, headers=headers)
                if page is not None and (version := _VERSION.search(page.text)):
                    where = place.partition("?")[0]
                    await self._ask(client, "decision", "POST", f"{where}/approval", headers=headers, data={"version": version[1]})
            await asyncio.sleep(max(0.0, began + _DECISION_SECONDS - time.monotonic()))

    def _headers(self, token: str) -> dict[str, str]:
        return {"Cookie": f"etalase={token}", "Origin": self.address, "Tus-Resumable": "1.0.0"}
