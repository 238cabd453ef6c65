"""A PDF with a character that no typeface has is read again as a past issue: but for that character, all of it."""

from __future__ import annotations

import pytest
from made_issue import bulletin, entry

from monitor.forms.pdf import _is_identity, read
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
