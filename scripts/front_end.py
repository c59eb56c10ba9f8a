"""Copies what the pages use from node_modules into app/static/vendor, and draws one sprite of the icons in app/static/icons.txt.

Needs nothing but Python's own library, because it also runs where the environment is not made yet (the image's build stage).
"""

import re
import shutil
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

ROOT: Final = Path(__file__).resolve().parent.parent
MODULES: Final = ROOT / "node_modules"
VENDOR: Final = ROOT / "app/static/vendor"
ICONS: Final = ROOT / "app/static/icons.txt"
SVG: Final = "http://www.w3.org/2000/svg"

# Only the scripts of our four languages: latin holds them, latin-ext the peso sign and the names of neighbours.
FONT: Final = "@fontsource-variable/plus-jakarta-sans"
FILES: Final = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "simple-keyboard.js": "simple-keyboard/build/index.modern.js",
    "tus.js": "tus-js-client/dist/tus.min.js",
    "simple-keyboard.css": "simple-keyboard/build/css/index.css",
    "swagger-ui.js": "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "plus-jakarta-sans-latin-wght-normal.woff2": f"{FONT}/files/plus-jakarta-sans-latin-wght-normal.woff2",
    "plus-jakarta-sans-latin-ext-wght-normal.woff2": f"{FONT}/files/plus-jakarta-sans-latin-ext-wght-normal.woff2",
}
LICENSES: Final = ("htmx.org", "simple-keyboard", "tus-js-client", "lucide-static", "swagger-ui-dist", FONT)


def sprite(names: list[str]) -> str:
    """One SVG with a <symbol> for each icon: <svg class="icon"><use href=".../icons.svg#house"/></svg>.

    The width of the stroke is left to the page's style sheet (the icons are drawn for 2 on a grid of 24), because a
    value on the symbol could not be changed from outside.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    missing = [name for name in names if not _drawing(name).is_file()]
    if missing:
        sys.exit(f"{ICONS.relative_to(ROOT)} names icons that Lucide does not have: {', '.join(missing)}")
    for name in names:
        drawn = ElementTree.fromstring(_drawing(name).read_text("utf-8"))  # noqa: S314 - a package pinned by its hash
        symbol = ElementTree.SubElement(
            root,
            f"{{{SVG}}}symbol",
            {
                "id": name,
                "viewBox": "0 0 24 24",
                "fill": "none",
                "stroke": "currentColor",
                "stroke-linecap": "round",
                "stroke-linejoin": "round",
            },
        )
        symbol.extend(drawn)
    text = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r">\s+<", "><", text) + "\n"


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for target, source in FILES.items():
        shutil.copyfile(MODULES / source, VENDOR / target)
    names = [line.split("#")[0].strip() for line in ICONS.read_text("utf-8").splitlines()]
    (VENDOR / "icons.svg").write_text(sprite(sorted({name for name in names if name})), "utf-8")
    licenses = (f"{package}\n\n{(MODULES / package / 'LICENSE').read_text('utf-8').strip()}\n" for package in LICENSES)
    (VENDOR / "LICENSES.txt").write_text(f"\n{'-' * 80}\n\n".join(licenses), "utf-8")


def _drawing(name: str) -> Path:
    return MODULES / "lucide-static/icons" / f"{name}.svg"


if __name__ == "__main__":
    main()
