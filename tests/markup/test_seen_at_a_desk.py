"""What a reader at a desk sees: rules for wide windows, what is important in a sheet, offsets without a position."""

from __future__ import annotations

import pytest

from monitor.markup.tree import parse
from monitor.markup.visibility import hidden_selectors, is_hidden


def is_seen(sheet: str, attributes: str = "class=a1") -> bool:
    page = parse(f"<html><head><style>{sheet}</style></head><body><p {attributes}>字</p></body></html>")
    (line,) = page.iter("p")
    return not is_hidden(line) and not any(
        found == line for css in hidden_selectors(page) for found in page.cssselect(css)
    )


@pytest.mark.parametrize(
    "condition",
    [
        "(min-width:600px)", "screen and (min-width: 768px)", "only screen and (min-width:1024px)", "all and (min-width:48em)", "(min-width:37.5rem)", "(width>=600px)", "( min-width : 600px )",
        "screen", "all", "(MIN-WIDTH:600PX)",
    ],
)  # fmt: skip
def test_a_rule_for_every_desk_hides(condition: str) -> None:
    assert not is_seen(f"@media {condition}{{.a1{{display:none}}}}")
    assert not is_seen(f"@media {condition} {{ .b{{color:red}} .a1{{display:none}} }} .c{{color:red}}")
    assert is_seen(f".a1{{display:none}} @media {condition}{{.a1{{display:block}}}}")


@pytest.mark.parametrize(
    "condition",
    [
        "(max-width:600px)", "screen and (max-width:768px)", "(min-width:600px) and (max-width:900px)", "(min-width:1200px)", "screen and (min-width:1921px)", "print", "print and (min-width:600px)",
        "(min-height:600px)", "(min-device-width:600px)", "(width<=600px)", "not all and (min-width:600px)", "screen and (min-width:600px) and (orientation:portrait)", "(min-width:90em)", "(min-width:65em)",
        "(min-width:600px), print and (min-width:1px)",
    ],
)  # fmt: skip
def test_a_rule_for_some_hides_nothing(condition: str) -> None:
    assert is_seen(f"@media {condition}{{.a1{{display:none}}}}")


@pytest.mark.parametrize(
    ("sheet", "style", "seen"),
    [
        (".a1{display:none!important}", "display:block", False), (".a1{display : none ! important}", "display:block", False), (".a1{color:red!important;display:none}", "display:block", True),
        (".a1{display:none!important}", "display:block!important", True), (".a1{display:none}", "display:block", True), (".a1{display:none;color:red!important}", "display:block", True),
        (".a1{display:none!important}", "color:red", False), (".a1{display:none!important}.a1{display:block}", "", True), (".a1{display:none}", "", False),
    ],
)  # fmt: skip
def test_what_is_important_in_a_sheet_goes_before_an_elements_style(sheet: str, style: str, seen: bool) -> None:
    assert is_seen(sheet, f'class=a1 style="{style}"') is seen


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("left:-9999px", True), ("top:-9999px", True), ("left:-9999px;position:static", True), ("left:-9999px;position:absolute", False), ("position:relative;left:-9999px", False),
        ("text-indent:-9999px", False), ("margin-left:-9999px", False), ("position:fixed;top:-9999px", False),
    ],
)  # fmt: skip
def test_an_offset_needs_a_position(style: str, seen: bool) -> None:
    assert is_seen("", f'style="{style}"') is seen
