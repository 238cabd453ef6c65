"""Text that was written as Markdown comes out of two independent renderers as it went in."""

from __future__ import annotations

import html
import re

import lxml.html
import markdown as python_markdown
import pytest
from hostile_lines import HOSTILE, LINES
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tried import hostile

from monitor.text.hygiene import tidy
from monitor.text.markdown import Paragraph, Picture, Subhead, escape, plain_text, read, write


def rendered(markdown: str) -> list[str]:
    """Text as CommonMark (markdown-it-py) shows it."""
    return [tidy(node.text_content()) for node in lxml.html.fromstring(f"<div>{MarkdownIt().render(markdown)}</div>")]


def rendered_by_python(markdown: str) -> list[str]:
    """Text as Python-Markdown shows it."""
    return [
        tidy(node.text_content()) for node in lxml.html.fromstring(f"<div>{python_markdown.markdown(markdown)}</div>")
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_lines_stay_text(text: str) -> None:
    markdown = write([Paragraph(text)])
    assert rendered(markdown) == [tidy(text)]
    assert rendered_by_python(markdown) == [tidy(text)]
    subhead = write([Subhead(text)])
    assert rendered(subhead) == rendered_by_python(subhead) == [tidy(text)]
    assert MarkdownIt().render(subhead).startswith("<p><strong>")
    assert not re.search(r"<(?!/?p>)", MarkdownIt().render(markdown))


@hostile("lines", 100)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_any_paragraphs_survive_rendering(lines: list[str]) -> None:
    markdown = write((Subhead if place % 2 else Paragraph)(line) for place, line in enumerate(lines))
    expected = [tidy(line) for line in lines]
    assert rendered(markdown) == expected
    assert plain_text(markdown) == "\n".join(expected)


@hostile("lines", 100)
@given(
    st.lists(
        st.one_of(
            LINES.map(Paragraph), LINES.map(Subhead), LINES.map(lambda text: Picture("https://x.cn/图 (1).jpg", text))
        ),
        max_size=5,
    )
)
def test_what_is_written_is_read_again(blocks: list[Paragraph | Picture]) -> None:
    again = read(write(blocks))
    kept = [
        type(b)(tidy(b.text)) if isinstance(b, Paragraph) else Picture(p.url, tidy(b.caption))
        for b, p in zip(blocks, again, strict=True)
    ]
    assert again == kept
    assert write(again) == write(blocks)


def test_a_picture_is_one_image_with_its_caption() -> None:
    page = MarkdownIt().render(write([Picture("https://x.cn/a (1).jpg?x=1&y=2", "图为*医生*[左]")]))
    image = lxml.html.fromstring(page).find(".//img")
    assert image is not None
    assert html.unescape(str(image.get("src"))) == "https://x.cn/a%20%281%29.jpg?x=1&y=2"
    assert image.get("alt") == "图为*医生*[左]"


@pytest.mark.parametrize(
    "text", ["http://x.cn/?a=1&region=110000&section=2&copy=1&times=3&lt=4&amp=5", "&nbsp; &copy; &#60; &lt"]
)
def test_an_address_with_names_of_marks_stays(text: str) -> None:
    assert read(write([Paragraph(text)])) == [Paragraph(text)]


def test_a_picture_without_an_address_stays_for_its_caption() -> None:
    blocks = [Picture("", "图为门诊。"), Paragraph("正文。")]
    assert read(write(blocks)) == blocks
    assert write([Picture("", " ")]) == ""


def test_plain_text_is_barely_touched() -> None:
    text = "7月2日，诺思罗普-格鲁曼公司（DeepSeek）说：“AI+医疗”覆盖率达78%，1.5万人次受益。"
    assert escape(text) == text
