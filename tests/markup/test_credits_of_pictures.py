"""Whose picture it is: a credit on a line of its own belongs to the caption before it."""

from __future__ import annotations

import pytest

from monitor.markup.body import read_body
from monitor.markup.tree import parse
from monitor.text.markdown import Block, Paragraph, Picture

WORDS = "患者在自助机上打印影像报告单的情景。"
TEXT = "云州省影像云平台接入了全省各级医院，患者称方便。"
CAPTION = f"{WORDS} 张三摄"


def blocks(inside: str) -> list[Block]:
    page = parse(f"<html><body><div id=c><p>{TEXT}</p>{inside}<p>{TEXT}尾。</p></div></body></html>")
    return read_body(page.cssselect("#c")[0], lambda address: f"http://x.cn{address}")


@pytest.mark.parametrize(
    "inside",
    [
        "<figure><img src=/a.jpg><figcaption>{}<br>张三摄</figcaption></figure>", "<figure><img src=/a.jpg><figcaption><p>{}</p><p>张三摄</p></figcaption></figure>",
        "<figure><figcaption>{}<br>张三摄</figcaption><img src=/a.jpg></figure>", "<p align=center><img src=/a.jpg></p><p align=center>{}<br>张三摄</p>",
        "<p align=center><img src=/a.jpg></p><p align=center>{}</p><p align=center>张三摄</p>",
    ],
)  # fmt: skip
def test_a_credit_on_its_own_line_is_part_of_the_caption(inside: str) -> None:
    assert blocks(inside.format(WORDS)) == [
        Paragraph(TEXT),
        Picture("http://x.cn/a.jpg", CAPTION),
        Paragraph(f"{TEXT}尾。"),
    ]


def test_a_sentence_behind_a_caption_is_text() -> None:
    sentence = "张三摄下了这一幕，照片在网上传开。"
    found = blocks(f"<figure><img src=/a.jpg><figcaption>{WORDS}</figcaption></figure><p>{sentence}</p>")
    assert found == [
        Paragraph(TEXT),
        Picture("http://x.cn/a.jpg", WORDS),
        Paragraph(sentence),
        Paragraph(f"{TEXT}尾。"),
    ]
