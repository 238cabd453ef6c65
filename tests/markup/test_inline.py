"""What a line of print shows and its source does not say: raised figures, numbers of lists, line ends, readings."""

from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body
from monitor.markup.page import text_of
from monitor.text.hygiene import tidy
from monitor.text.markdown import Paragraph, plain_text, unescape, write


def read(page: str) -> list[str]:
    blocks = read_body(parse_part(f"<div>{page}</div>"), str)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("10<sup>6</sup>个/升", "10⁶个/升"),
        ("3.2×10<sup>-4</sup>", "3.2×10⁻⁴"),
        ("3.2×10<sup>—4</sup>、Cl<sup>―</sup>", "3.2×10⁻⁴、Cl⁻"),
        ("10<i class=sup>5</i>个，10<em class='superscript'>6</em>，H<small class=sub>2</small>O", "10⁵个，10⁶，H₂O"),
        ("第<em class=num>5</em>批<b class=subject>3</b>", "第5批3"),
        ("2<SUP>3</SUP>次", "2³次"),
        ("log<sub>2</sub>8", "log₂8"),
        ("CO<sub>2</sub>", "CO₂"),
        ("x<sup>n+1</sup>", "xⁿ⁺¹"),
        ("10<sup><span>12</span></sup>", "10¹²"),
        ("10<sup>2k</sup>", "10^(2k)"),
        ("云州<sup>[1]</sup>", "云州[1]"),
        ("第5<sup>th</sup>", "第5th"),
        ("平台已<ins>覆盖</ins>全省<del>90</del><ins>96</ins>家", "平台已覆盖全省96家"),
        ("有<s>（征求意见稿）</s><strike>旧</strike>新", "有新"),
        ('有<span style="text-decoration: line-through">旧</span>新', "有新"),
        ('正<ins class="adsbygoogle" data-ad-client="x">广告</ins>文', "正文"),
        ("<ruby>云<rp>(</rp><rt>yún</rt><rp>)</rp></ruby>州", "云州"),
        ("<ruby>云州<rtc><rt>yún zhōu</rt></rtc></ruby>", "云州"),
    ],
)
def test_a_line_is_read_as_it_is_printed(markup: str, printed: str) -> None:
    assert read(f"<p>{markup}</p>") == [printed]
    if "data-ad" not in markup:
        assert text_of(parse_part(f"<h1>{markup}</h1>")) == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("云州省影像云\n平台已经覆盖\r\n九十六家", "云州省影像云平台已经覆盖九十六家"),
        ("云州省影像云\n\t\t平台，\n    AI 辅助", "云州省影像云平台， AI 辅助"),
        ("接入\nAI\n平台", "接入 AI 平台"),
        ("他说：\n“互认”\n已经", "他说：“互认”已经"),
        ("在“云州”\n“影像云”上", "在“云州”“影像云”上"),
        ("a “b”\n“c” d", "a “b” “c” d"),
        ("云州\u2028平台", "云州平台"),
        ("张三\u3000李四", "张三 李四"),
        ("张三 李四", "张三 李四"),
        ("张三\u00a0李四", "张三 李四"),
        ("影像\n<b>云</b>\n平台", "影像云平台"),
    ],
)
def test_line_ends_of_the_source_between_wide_characters_are_nothing(source: str, printed: str) -> None:
    assert read(f"<p>{source}</p>") == [printed]
    assert text_of(parse_part(f"<h1>{source}</h1>")) == printed


def test_lines_of_a_headline_are_parted() -> None:
    assert (
        text_of(parse_part("<h1>云州省影像云<br>接入96家医院<br/>\n患者少跑腿</h1>"))
        == "云州省影像云 接入96家医院 患者少跑腿"
    )
    assert text_of(parse_part('<h1>标题<span style="DISPLAY:none">暗</span><i hidden>藏</i></h1>')) == "标题"


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
        ('<ol start="4"><li>甲</li><li><p>乙</p><p>续</p></li></ol>', ["4. 甲", "5. 乙", "续"]),
        ('<ol><li>甲</li><li value="7">乙</li><li>丙</li></ol>', ["1. 甲", "7. 乙", "8. 丙"]),
        ("<ol reversed><li>甲</li><li>乙</li><li>丙</li></ol>", ["3. 甲", "2. 乙", "1. 丙"]),
        ('<ol type="a"><li>甲</li><li>乙</li></ol>', ["a. 甲", "b. 乙"]),
        ('<ol type="I"><li>甲</li><li>乙</li><li>丙</li><li>丁</li></ol>', ["I. 甲", "II. 乙", "III. 丙", "IV. 丁"]),
        ("<ol><li>甲<ol><li>子</li><li>丑</li></ol></li><li>乙</li></ol>", ["1. 甲", "1. 子", "2. 丑", "2. 乙"]),
        ("<ol><li>一、甲</li><li>（二）乙</li><li>3.丙</li></ol>", ["一、甲", "（二）乙", "3.丙"]),
        ('<ol style="list-style: none"><li>甲</li></ol>', ["甲"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ('<ol start="99999999999999999999"><li>甲</li></ol>', ["1. 甲"]),
    ],
)
def test_numbers_of_lists_are_printed(markup: str, printed: list[str]) -> None:
    assert read(markup) == printed


@pytest.mark.parametrize(
    "text",
    ["http://x.cn/q?type=1&region=110000&section=2&copy=3&times=4", "R&D &lt; &amp;lt; &#60;", "3 < 5 & 7 > 2", "&amp;", "&nbsp;&hellip;"],
)  # fmt: skip
def test_what_looks_like_a_reference_is_text(text: str) -> None:
    markdown = write([Paragraph(text)])
    assert plain_text(markdown) == text
    assert unescape(markdown) == text


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff"])
def test_a_noncharacter_is_in_no_text(character: str) -> None:
    assert tidy(f"云{character}州") == "云州"
