"""A picture's address is the one that a reader's browser ends with."""

from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body
from monitor.text.markdown import Block, Paragraph, Picture


def read(page: str) -> list[Block]:
    return read_body(parse_part(f"<div>{page}</div>"), lambda url: url)


_PLACEHOLDERS = [
    "/static/loading.gif", "data:image/gif;base64,R0lGOD", "/img/blank.png", "/s/grey.gif", "https://h.cn/placeholder.png",
    "/1x1.gif", "/none.gif", "",
]  # fmt: skip


@pytest.mark.parametrize(
    "attribute",
    [
        "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-echo", "data-url", "data-lazyload", "data-origin",
        "lazy-src", "original", "file", "zoomfile", "_src", "data-lazy", "data-real-src", "data-any-new-name", "DATA-SRC",
    ],
)  # fmt: skip
def test_the_real_address_stands_in_another_attribute(attribute: str) -> None:
    images = [f'<img src="{placeholder}" {attribute}="/a/1.jpg">' for placeholder in _PLACEHOLDERS]
    assert [image for image in images if read(image) != [Picture("/a/1.jpg")]] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<img srcset="/a/1.jpg 1x, /a/2.jpg 2x">',
        '<img src="/loading.gif" srcset="/a/0.jpg 320w, /a/1.jpg 1200w">',
        '<img src="data:," data-srcset="/a/1.jpg 640w">',
        '<picture><source srcset="/a/1.jpg"><img src="/loading.gif"></picture>',
        '<img src="/loading.gif"><noscript><img src="/a/1.jpg"></noscript>',
        '<noscript><img src="/a/1.jpg"></noscript><img src="data:x">',
        '<img data-cfsrc="/a/1.jpg" style="display:none;visibility:hidden"><noscript><img src="/a/1.jpg"></noscript>',
        '<img src="/a/1.jpg" data-thumb="/t/1.jpg">',
        '<img src="/a/1.jpg"><img src="/dot.gif" width="1" height="1">',
    ],
)
def test_other_places_of_the_address(markup: str) -> None:
    assert read(markup) == [Picture("/a/1.jpg")]


def test_what_stands_there_again_and_again_is_a_placeholder() -> None:
    page = "".join(f'<p>第{n}段。</p><img src="/theme/wait.png">' for n in range(3)) + '<img src="/a/1.jpg">'
    assert read(page) == [*(Paragraph(f"第{n}段。") for n in range(3)), Picture("/a/1.jpg")]


@pytest.mark.parametrize("attribute", ["data-original-title", "data-caption", "data-title"])
def test_an_attribute_is_the_caption(attribute: str) -> None:
    assert read(f'<img src="/a.jpg" {attribute}="活动现场"><p>正文。</p>') == [
        Picture("/a.jpg", "活动现场"),
        Paragraph("正文。"),
    ]


def test_a_caption_stands_anywhere_in_its_figure() -> None:
    below = '<figure><div><img src="/a.jpg"></div><div><figcaption>活动现场</figcaption></div></figure><p>正文。</p>'
    above = '<figure><figcaption>活动现场</figcaption><div><img src="/a.jpg"></div></figure><p>正文。</p>'
    assert read(below) == read(above) == [Picture("/a.jpg", "活动现场"), Paragraph("正文。")]


@pytest.mark.parametrize(
    "line",
    [
        "<p>患者只需在小程序里上传检查报告的截图。</p>", "<p>照片由云州市人民医院供图。</p>", "<p>图为媒，文为证。她用一年时间走访了三十个村。</p>",
        '<p style="text-align:center">一、数据多跑路</p>', '<p align="center">（二）群众少跑腿</p>', '<center>第三章 互认</center>', '<p align="center">3.下一步</p>',
    ],
)  # fmt: skip
def test_a_paragraph_or_subhead_after_a_picture_is_no_caption(line: str) -> None:
    text = parse_part(line).text_content()
    assert read(f'<p>开头。</p><p><img src="/a.jpg"></p>{line}<p>正文。</p>') == [
        Paragraph("开头。"), Picture("/a.jpg"), Paragraph(text), Paragraph("正文。")]  # fmt: skip


def test_where_subheads_are_centred_a_centred_line_after_a_picture_stays_text() -> None:
    page = '<p>开头一段。</p><p>第二段。</p><p align="center">数据多跑路</p><p>第三段。</p><img src="/a.jpg"><p align="center">群众少跑腿</p><p>末段。</p>'
    assert Paragraph("群众少跑腿") in read(page)
    assert Picture("/a.jpg") in read(page)


@pytest.mark.parametrize(
    "line",
    [
        "图为云州市人民医院。",
        "图为患者在自助机前取报告。 新华社记者 才扬 摄",
        "央视新闻截图",
        "资料图片：医生在调阅影像。",
        "▲活动现场",
        "会诊现场。（受访者供图）。",
    ],
)
def test_captions_that_their_words_tell(line: str) -> None:
    assert read(f'<img src="/a.jpg"><p>{line}</p>') == [Picture("/a.jpg", line)]


def test_a_line_in_a_table_under_a_picture_is_its_caption() -> None:
    page = "<p>平台上线。</p><table><tr><td><img src='/1.jpg'></td></tr><tr><td>调阅影像</td></tr></table><p>患者称便。</p>"
    assert read(page) == [Paragraph("平台上线。"), Picture("/1.jpg", "调阅影像"), Paragraph("患者称便。")]
    laid_out = f"<table><tr><td><img src='/1.jpg'></td><td><p>{'平台上线。' * 20}</p></td></tr></table>"
    assert read(laid_out) == [Picture("/1.jpg"), Paragraph("平台上线。" * 20)]


def test_a_line_that_points_down_is_the_caption_of_the_next_picture() -> None:
    page = "<p>平台上线。</p><p>▼调阅影像</p><img src='/1.jpg'><p>患者称便。</p>"
    assert read(page) == [Paragraph("平台上线。"), Picture("/1.jpg", "▼调阅影像"), Paragraph("患者称便。")]


@pytest.mark.parametrize("mark", ["<p align=center>{}</p>", "<p><font face=楷体>{}</font></p>"])
def test_where_the_sentences_are_set_like_captions_a_sentence_behind_a_picture_is_none(mark: str) -> None:
    texts = ["平台上线。", "患者在窗口称便。", "年内覆盖全省。"]
    page = mark.format(texts[0]) + "<img src='/1.jpg'>" + mark.format(texts[1]) + mark.format(texts[2])
    assert read(page) == [Paragraph(texts[0]), Picture("/1.jpg"), Paragraph(texts[1]), Paragraph(texts[2])]
    legend = mark.format(texts[0]) + "<img src='/1.jpg'>" + mark.format("调阅影像") + f"<p>{texts[2]}</p>"
    assert read(legend) == [Paragraph(texts[0]), Picture("/1.jpg", "调阅影像"), Paragraph(texts[2])]


def test_a_placeholder_that_only_its_repeating_tells_gives_way_to_the_other_address() -> None:
    page = "".join(f'<p>第{n}段。</p><img src="/theme/a.gif" data-aa="/p/{n}.jpg">' for n in range(2))
    assert read(page) == [Paragraph("第0段。"), Picture("/p/0.jpg"), Paragraph("第1段。"), Picture("/p/1.jpg")]
