"""Two ways of using a page: with a finger on a phone, and with a keyboard alone. Both know it by what it says, in its own language."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import FileChooser, Locator, Page, TimeoutError, expect

from app.web.language import translations
from tests.live import until

FINGER: Final = 44
"""The least height of what a finger presses, in CSS pixels (WCAG 2.2, 2.5.5, level AAA; AA asks for 24)."""
_TABS: Final = 200
_TRIES: Final = 10

_FOCUSED: Final = "e => e === document.activeElement"
# With an outline, and with nothing above it that stays in its place (WCAG 2.2, 2.4.7 and 2.4.11).
_SEEN: Final = """e => {
  const shown = (one) => { const s = getComputedStyle(one); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 };
  const seen = e.closest("label") || e;
  const box = seen.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return seen.contains(hit) && (shown(e) || shown(seen));
}"""


class Hand(Protocol):
    """What a person does with one control."""

    def press(self, control: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def choose(self, field: Locator, words: str) -> None: ...
    def tick(self, box: Locator) -> None: ...
    def attach(self, field: Locator, file: Path) -> None: ...


class Finger:
    """Taps what is large enough for it; the phone's own keyboard and lists do the rest."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        control.scroll_into_view_if_needed()
        height = control.evaluate("e => e.getBoundingClientRect().height")
        assert height >= FINGER, f"{control} is {height} px high"
        control.tap()

    def write(self, field: Locator, text: str) -> None:
        field.tap()
        field.fill(text)

    def choose(self, field: Locator, words: str) -> None:
        field.tap()
        self.page.keyboard.press("Escape")  # the phone draws the list itself
        field.select_option(label=words)

    def tick(self, box: Locator) -> None:
        label = self.page.locator(f"label[for='{box.get_attribute('id')}']")
        label.tap(position={"x": 8, "y": 8})
        expect(box).to_be_checked()

    def attach(self, field: Locator, file: Path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(self.page.locator("label.button").filter(has=field))
        chooser.value.set_files(file)


class Keys:
    """Tab goes from one control to the next until it is reached; where it is can be seen each time."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator) -> None:
        expect(control).to_be_visible()
        for _tab in range(_TABS):
            if control.evaluate(_FOCUSED):
                break
            self.page.keyboard.press("Tab")
        assert control.evaluate(_FOCUSED), f"Tab does not lead to {control}"
        assert until(lambda: control.evaluate(_SEEN)), f"the focus cannot be seen at {control}"

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.type(words)
        expect(field.locator("option:checked")).to_have_text(re.compile(f"^{re.escape(words)}"))

    def tick(self, box: Locator) -> None:
        self.reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def attach(self, field: Locator, file: Path) -> None:
        self.reach(field)
        self._chooser().set_files(file)

    def _chooser(self) -> FileChooser:
        """Of the field that has the focus. Chromium opens none while the one before is still closing, so it is asked again."""
        for _try in range(_TRIES):
            with suppress(TimeoutError), self.page.expect_file_chooser(timeout=2_000) as chooser:
                self.page.keyboard.press("Space")
                return chooser.value
        raise AssertionError("no files can be chosen here")


class Person:
    """Somebody at a page, in one language. Every page that `sound` is asked of has nothing that axe finds, and fits its screen."""

    def __init__(self, page: Page, hand: Hand, site: str, language: str) -> None:
        self.page, self.hand, self.site, self.language = page, hand, site, language
        self._words = translations(language)

    def said(self, sentence: str) -> str:
        """A text of the interface as this person reads it."""
        return self._words.gettext(sentence)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}?lang={self.language}")

    def press(self, words: str, role: str = "button") -> None:
        self.hand.press(self.page.get_by_role(role, name=self.said(words), exact=True).first)  # type: ignore[arg-type]

    def write(self, label: str, text: str) -> None:
        self.hand.write(self.field(label), text)

    def choose(self, label: str, words: str) -> None:
        self.hand.choose(self.field(label), words)

    def field(self, label: str) -> Locator:
        # What is optional, or the language of a text, may stand behind the label.
        labelled = self.page.get_by_label(re.compile(f"^{re.escape(self.said(label))}( |$)"))
        return labelled.and_(self.page.locator("input, select, textarea")).locator("visible=true").first

    def reads(self, words: str) -> None:
        expect(self.page.get_by_text(self.said(words)).locator("visible=true").first).to_be_visible(timeout=30_000)

    def stands_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading, timeout=30_000)

    def sound(self) -> None:
        results = Axe().run(self.page)
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        assert self.page.locator("html").get_attribute("lang") == self.language
