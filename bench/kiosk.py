"""The weight of the kiosk's first view in real Chromium, cold: bytes as they travel, scripts among them, origins, elements."""

import sys
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from app import migrating
from app.db import Databases
from app.demo import loading
from app.media.storage import store_from
from app.settings import Settings
from bench.processes import server

MOST: Final = {"bytes": 400_000, "script bytes": 45_000, "style bytes": 25_000, "elements": 1200}
PAGES: Final = ("/kiosk", "/kiosk/home", "/kiosk/browse", "/kiosk/search")
PORT: Final = 18305


def run(folder: Path) -> tuple[list[str], bool]:
    """Lines of the report, and whether every page is within its bounds."""
    settings = Settings(data=folder)
    migrating.upgrade(settings.database)
    databases = Databases(settings.database)
    loading.load(databases, store_from(settings), settings.pack)
    databases.dispose()
    lines, good = [], True
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve"]
    env = {"ETALASE_DATA": str(folder), "ETALASE_PORT": str(PORT)}
    with server(command, url=f"http://127.0.0.1:{PORT}/healthz", env=env), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"])
        for path in PAGES:
            context = browser.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True)
            page = context.new_page()
            talk = context.new_cdp_session(page)
            talk.send("Network.enable")
            kinds: dict[str, str] = {}
            sizes: dict[str, int] = {}
            talk.on("Network.responseReceived", lambda e, k=kinds: k.update({e["requestId"]: f"{e['type']} {e['response']['url']}"}))
            talk.on("Network.loadingFinished", lambda e, s=sizes: s.update({e["requestId"]: e["encodedDataLength"]}))
            page.goto(f"http://127.0.0.1:{PORT}{path}")
            page.wait_for_load_state("networkidle")
            elements = page.evaluate("document.querySelectorAll('*').length")
            context.close()
            origins = {urlsplit(kind.split(" ", 1)[1]).netloc for kind in kinds.values() if not kind.split(" ", 1)[1].startswith("data:")}
            found = {
                "bytes": sum(sizes.values()),
                "script bytes": sum(size for ident, size in sizes.items() if kinds.get(ident, "").startswith("Script")),
                "style bytes": sum(size for ident, size in sizes.items() if kinds.get(ident, "").startswith("Stylesheet")),
                "elements": elements,
            }
            within = all(found[name] <= most for name, most in MOST.items()) and len(origins) == 1
            good &= within
            figures = ", ".join(f"{name} {value:,} (at most {MOST[name]:,})" for name, value in found.items())
            lines.append(f"  {path:<14} {figures}, requests {len(sizes)}, origins {len(origins)}   {'reached' if within else 'MISSED'}")
        browser.close()
    return lines, good


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        report, reached = run(Path(place))
    print("\n".join(report))
    raise SystemExit(not reached)
