"""The measure of colours: as WCAG counts, with the same defaults as the style sheet, and never rounded up."""

import re
from pathlib import Path

import pytest

from app.catalogue import colours
from tests.conftest import ROOT

TOKENS = (Path(ROOT) / "app/static/css/tokens.css").read_text("utf-8")


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_defaults_are_those_of_the_style_sheet() -> None:
    named = {name.replace("-", "_"): value for name, value in re.findall(r"var\(--brand-([\w-]+), (#[0-9a-f]{6})\)", TOKENS)}
    assert named == colours.DEFAULTS


def test_every_fixed_colour_that_is_measured_stands_in_the_style_sheet() -> None:
    fixed = {key for pair in colours.pairs({}) for key in (pair.front, pair.back) if key not in colours.DEFAULTS} - {"#ffffff"}
    assert fixed
    assert [colour for colour in fixed if colour not in TOKENS] == []


def test_the_house_itself_can_be_read() -> None:
    assert [pair for pair in colours.pairs({}) if pair.faint] == []


def test_a_figure_is_never_rounded_up_to_what_is_needed() -> None:
    assert colours.Pair("a", "b", 4.499, 4.5).shown == 4.4


def test_the_closest_pair_is_the_one_that_falls_short_most() -> None:
    pair = colours.closest({"mace": "#e0a0a0"})["mace"]
    assert pair.faint
    assert pair.ratio == min(p.ratio for p in colours.pairs({"mace": "#e0a0a0"}) if "mace" in (p.front, p.back))
