"""A server that listens, and a real browser to look at it with."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import which
from typing import Final

import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from starlette.types import ASGIApp

# Without the last ones Chromium asks its maker's servers for updates at every start.
FLAGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The application on a free port of this machine; answers its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    try:
        deadline = time.monotonic() + 30
        while not server.started:
            if not thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(15)


def until(true: Callable[[], object]) -> bool:
    """Whether it comes true within half a minute."""
    deadline = time.monotonic() + 30
    while not (seen := true()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(seen)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a screen. RuntimeError with what to do when it is not installed."""
    program = which("chromium")
    if program is None:
        raise RuntimeError("The tests need a browser. On Debian: sudo apt-get install chromium")
    # Chromium's own sandbox needs a user that is not root.
    flags = [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else [*FLAGS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=flags)
        yield browser
        browser.close()


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page whose scripts must not fail, and which must keep its own content security policy."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    page = context.new_page()
    page.set_default_timeout(10_000)
    # Chromium tells the page that is left when the next one does not want to be faded in; that is no fault of either.
    page.on("pageerror", lambda error: complaints.extend([str(error)] * ("ViewTransition opt-in disabled" not in str(error))))
    page.on("console", listen)
    yield page
    assert complaints == [], complaints
