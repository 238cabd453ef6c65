from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.numbers import Numbers, is_numbered


@pytest.mark.parametrize(
    ("attributes", "items", "marks"),
    [
        ("", "<li><li><li>", "1. |2. |3. "), ('start="3"', "<li><li>", "3. |4. "), ("", '<li><li value="7"><li>', "1. |7. |8. "),
        ('type="a"', "<li><li>", "a. |b. "), ('type="A" start="26"', "<li><li>", "Z. |AA. "), ('type="i" start="4"', "<li><li>", "iv. |v. "),
        ('type="I" start="1999"', "<li>", "MCMXCIX. "), ("reversed", "<li><li>", "2. |1. "), ('reversed start="10"', "<li><li>", "10. |9. "),
        ('style="list-style-type: NONE"', "<li>", ""), ('style="list-style:none outside"', "<li>", ""), ('style="list-style-type:lower-alpha"', "<li>", "a. "),
        ('style="list-style-type:cjk-ideographic" start="19"', "<li><li>", "十九、|二十、"), ('start="x"', "<li>", "1. "), ('type="a" start="0"', "<li>", "0. "),
    ],
)  # fmt: skip
def test_marks_of_a_list(attributes: str, items: str, marks: str) -> None:
    page = parse_part(f"<div><ol {attributes}>{items}</ol></div>")
    numbers = Numbers()
    assert "|".join(numbers.mark(item) for item in page.iter("li")) == marks


def test_only_items_of_ordered_lists_are_marked() -> None:
    item = parse_part("<ul><li></ul>").find("li")
    assert item is not None
    assert Numbers().mark(item) == ""


@pytest.mark.parametrize("text", ["1、甲", "2. 甲", "（三）甲", "四、甲", "(5)甲", "⑥甲", "第七条 甲", "a) 甲"])
def test_a_text_with_a_number(text: str) -> None:
    assert is_numbered(text)


@pytest.mark.parametrize("text", ["1.5万人", "96家", "一是甲", "3月1日，甲", "AI辅助", "第一人民医院"])
def test_a_text_without_one(text: str) -> None:
    assert not is_numbered(text)
