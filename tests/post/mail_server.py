"""A mail server of this machine that keeps what it gets: as much of SMTP as a sender needs."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """`refuse` maps a recipient to the code that it is answered with."""

    port: int = 0
    refuse: dict[str, int] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        say("220 here")
        while line := (await reader.readline()).decode().strip():
            verb, _space, rest = line.partition(" ")
            if verb.upper() == "QUIT":
                break
            if verb.upper() == "RCPT":
                code = next((code for to, code in self.refuse.items() if to in rest), 250)
                say(f"{code} {'fine' if code == 250 else 'no'}")
            elif verb.upper() == "DATA":
                say("354 go on")
                data = await reader.readuntil(b"\r\n.\r\n")
                self.letters.append(message_from_bytes(data[:-3], EmailMessage, policy=policy.default))
                say("250 taken")
            else:
                say("250 fine")
        writer.close()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Listens on a free port of the loopback."""
    mail, ready, loop = MailServer(), threading.Event(), asyncio.new_event_loop()

    async def listen() -> None:
        server = await asyncio.start_server(mail.talk, "127.0.0.1", 0)
        mail.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await stopped.wait()

    stopped = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(listen(),), name="mail")
    thread.start()
    ready.wait(10)
    yield mail
    loop.call_soon_threadsafe(stopped.set)
    thread.join(10)
    loop.close()
