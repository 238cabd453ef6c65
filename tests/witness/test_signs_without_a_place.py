"""A sign of Word whose place is none shows nothing, and takes no other paragraph of its file from the proof."""

from __future__ import annotations

from monitor.witness.symbols import symbol


def test_a_place_that_no_font_has_shows_nothing() -> None:
    for font, code in ((None, "-5"), ("Arial", "-4"), ("Symbol", "-1"), ("Arial", "110000"), ("Arial", "D800"), ("Arial", "0x")):  # fmt: skip
        assert symbol(font, code) == "", (font, code)
    assert symbol("Symbol", "F061") == "α" and symbol(None, "2103") == "℃"
