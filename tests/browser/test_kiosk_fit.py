"""The kiosk for every hand and eye: targets, reach, reading without sight, long words, colours."""

import re
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.browser.kiosk_screens import LANDSCAPE, PORTRAIT, PX_PER_MM, panel, screens

TWENTY_MM: Final = 20 * PX_PER_MM
AXE: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}

# Links in a line of their own count whole; what is moved out of sight, or lies in a closed panel, is no target.
TARGETS: Final = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary, [role=button]')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('dialog:not([open])'))
    .filter(e => e.getBoundingClientRect().width > 1)
    .map(e => { const b = e.getBoundingClientRect(); return [e.outerHTML.slice(0, 90), b.width, b.height]; })"""

BOXES: Final = """() => { const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
    return [...document.querySelectorAll('svg.map')].map(map => ({
        whole: box(map),
        names: [...map.querySelectorAll('.map-name')].map(e => [e.textContent, ...box(e)]),
        frames: [...map.querySelectorAll('.map-inset')].map(box),
    })); }"""


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_every_target_is_as_large_as_a_finger(browser: Browser, site: str, size: dict[str, int]) -> None:
    with panel(browser, size) as page:
        for address in screens(page, site):
            page.goto(address, wait_until="networkidle")
            small = [t for t in page.evaluate(TARGETS) if t[1] < TWENTY_MM or t[2] < TWENTY_MM]
            assert small == [], address


def test_the_answer_to_the_question_is_as_large_as_a_finger(browser: Browser, site: str) -> None:
    with panel(browser) as page:
        page.goto(f"{site}/kiosk/home")
        page.evaluate("document.querySelector('#still-there').showModal()")
        box = page.locator("[data-continue]").bounding_box()
        assert box
        assert box["height"] >= TWENTY_MM
        assert _violations(page) == []


def test_every_way_on_is_within_reach_from_a_wheelchair(browser: Browser, site: str) -> None:
    """Below 1220 mm on a portrait panel whose lower edge is at 800 mm: the ways, the languages, the choices, the keyboard."""
    highest = PORTRAIT["height"] - (1220 - 800) * PX_PER_MM
    with panel(browser) as page:
        for screen, controls in {
            "home": ".find-it, .panel, .way, .tongues a",
            "browse": ".chip, .way",
            "search": ".ask, .hg-button",
        }.items():
            page.goto(f"{site}/kiosk/{screen}", wait_until="networkidle")
            tops = page.eval_on_selector_all(controls, "all => all.map(e => e.getBoundingClientRect().top)")
            assert tops
            assert min(tops) >= highest, screen


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_every_screen_can_be_read_without_sight(browser: Browser, site: str, size: dict[str, int]) -> None:
    with panel(browser, size, reduced_motion="reduce") as page:
        for address in screens(page, site):
            page.goto(address, wait_until="networkidle")
            assert _violations(page) == [], address


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_words_of_twice_the_length_stay_on_the_screen(browser: Browser, site: str, size: dict[str, int]) -> None:
    longer = """() => { for (const e of document.querySelectorAll('h1, h2, .card-name, .card-from, .tile-name, .way span, .by-name')) {
        if (!e.children.length) e.textContent += ' ' + e.textContent.replaceAll(' ', ''); } }"""
    with panel(browser, size) as page:
        for address in screens(page, site):
            page.goto(address, wait_until="networkidle")
            page.evaluate(longer)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
            outside = page.evaluate(
                """width => [...document.querySelectorAll('h1, .card-name, .tile-name, .way, .by-name')]
                .filter(e => !e.closest('.strip') && e.checkVisibility() && e.getBoundingClientRect().right > width + 1)
                .map(e => e.textContent)""",
                size["width"],
            )
            assert outside == [], address


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("language", ["id", "en", "ms", "fil"])
def test_names_on_the_map_stand_apart_and_within_their_frame(browser: Browser, site: str, size: dict[str, int], language: str) -> None:
    with panel(browser, size) as page:
        page.goto(f"{site}/kiosk/places?lang={language}", wait_until="networkidle")
        maps = page.evaluate(BOXES)
        assert [len(map_["names"]) > 2 for map_ in maps] == [True, True]
        for map_ in maps:
            names, frames = map_["names"], map_["frames"]
            met = [(a[0], b[0]) for n, a in enumerate(names) for b in names[:n] if _overlap(a[1:], b[1:]) > 2]
            assert met == []
            crossing = [name for name, *box in names for frame in frames if _overlap(box, frame) > 0 and not _holds(frame, box)]
            assert crossing == []
            assert all(_holds([*map_["whole"]], box) for _name, *box in names)


def test_every_chosen_filter_is_whole_on_the_screen(browser: Browser, site: str) -> None:
    with panel(browser) as page:
        page.goto(f"{site}/kiosk/browse?category=drinks&area=ID-SA&certificate=halal", wait_until="networkidle")
        edges = page.eval_on_selector_all(".chip", "all => all.map(e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right])")
        assert len(edges) >= 6
        assert all(left >= 0 and right <= PORTRAIT["width"] for left, right in edges)


def test_a_lying_window_shows_the_whole_of_an_upright_picture(browser: Browser, site: str) -> None:
    with panel(browser, LANDSCAPE) as page:
        page.goto(f"{site}/kiosk", wait_until="networkidle")
        shown = page.locator(".slide .shown")
        box = shown.bounding_box()
        wide, tall = shown.evaluate("e => [e.naturalWidth, e.naturalHeight]")
        assert box
        assert box["width"] / box["height"] == pytest.approx(wide / tall, rel=0.01)
        assert box["y"] == 0
        assert box["height"] == LANDSCAPE["height"]


def _overlap(a: list[float], b: list[float]) -> float:
    """By how many pixels two boxes (left, top, right, bottom) lie on each other, in the direction where it is less."""
    return min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1]))


def _holds(frame: list[float], box: list[float]) -> bool:
    return frame[0] < box[0] and frame[1] < box[1] and frame[2] > box[2] and frame[3] > box[3]


def test_nothing_moves_for_those_who_asked_for_calm(browser: Browser, site: str) -> None:
    with panel(browser, reduced_motion="reduce") as page:
        page.goto(f"{site}/kiosk", wait_until="networkidle")
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.eval_on_selector_all(".invitation-words span", "all => all.map(e => getComputedStyle(e).opacity)") == ["1", "1"]


def test_the_code_on_the_screen_has_whole_pixels(browser: Browser, site: str) -> None:
    with panel(browser) as page:
        page.goto(f"{site}/kiosk/browse")
        page.locator("a.card").first.tap()
        code = page.locator("svg.code")
        box, side = code.bounding_box(), re.search(r"0 0 (\d+)", code.get_attribute("viewBox") or "")
        assert box
        assert side
        assert box["width"] / int(side[1]) >= 4
        assert box["width"] % int(side[1]) == 0
        assert box["width"] >= 50 * PX_PER_MM


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]]
