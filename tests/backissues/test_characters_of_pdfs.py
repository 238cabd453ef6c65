"""A PDF with a character that no typeface has is read again as a past issue: but for that character, all of it."""

from __future__ import annotations

import pytest
from made_issue import bulletin, entry

from monitor.forms.pdf import read
from monitor.forms.pdf_characters import _is_identity, set_on_line
from monitor.text.markdown import Paragraph, write


def test_the_font_of_a_missing_character_is_read() -> None:
    pdf = pytest.importorskip("exports.pdf", exc_type=OSError)
    told = ["医生甲接诊。", "云州市影像云平台上线。"]
    body = write(map(Paragraph, [told[0], "医生\ue000乙接诊。", told[1]]))  # a private place: no font has it
    lines = [line.text for line in read(pdf.render(bulletin(653, [entry(body=body)])))]
    assert lines[:2] == ["全国卫生信息化舆情监测周报", "（第六五三期）"]
    assert (lines[-3], lines[-1]) == (told[0], told[1])
    assert lines[-2].startswith("医生") and lines[-2].endswith("乙接诊。")


def test_a_table_that_says_another_rule_is_none() -> None:
    space = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    assert _is_identity(space + b"2 begincidchar\n<0013> 19\n<ffff> 0\nendcidchar")
    assert not _is_identity(space + b"2 begincidchar\n<0013> 20\n<ffff> 0\nendcidchar")
    assert not _is_identity(space + b"1 begincidrange\n<0000> <ffff> 0\nendcidrange")
    assert not _is_identity(b"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n1 begincidchar\n<13> 19\nendcidchar")


def placed(*runs: tuple[str, float, float]) -> list[dict[str, object]]:
    """Characters of `runs` (text, size, how far raised), side by side, as a font that hangs a fifth below the line."""
    chars, x = list[dict[str, object]](), 0.0
    for text, size, raised in runs:
        for letter in text:
            bottom = 100 + size / 5 - raised
            sides = {"x0": x, "x1": x + size, "top": bottom - size, "doctop": bottom - size, "bottom": bottom}
            chars.append({"text": letter, "size": size, **sides})
            x += size
    return chars


def test_figures_that_are_raised_or_lowered() -> None:
    for runs, text in (
        ([("下限10", 14, 0), ("6", 8, 6), ("个，10", 14, 0), ("-4", 8, 5), ("克，log", 14, 0), ("2", 8, -2), ("8", 14, 0)], "下限10⁶个，10⁻⁴克，log₂8"),
        ([("据统计", 14, 0), ("[1]", 8, 6), ("显示", 14, 0), ("注", 8, 6)], "据统计[1]显示注"),
        ([("大字", 14, 0), ("2025年12家", 9, 0), ("又大", 14, 0)], "大字2025年12家又大"),
        ([("一样大10", 14, 0), ("6", 14, 5)], "一样大106"),
    ):  # fmt: skip
        chars = placed(*runs)
        set_on_line(chars)
        assert "".join(str(each["text"]) for each in chars) == text
        assert text.startswith("一样大") or len({each["bottom"] for each in chars}) == 1
    apart = placed(("上一行", 14, 0), ("12", 8, -16))
    set_on_line(apart)
    assert [each["bottom"] for each in apart[3:]] == [117.6, 117.6]
