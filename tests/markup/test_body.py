from __future__ import annotations

import lxml.html
import pytest
from scrapy.http import HtmlResponse

from monitor.markup.body import read_body
from monitor.reading.credits import read_author
from monitor.text.markdown import Paragraph, Picture

IMAGE = '<p><img src="a.jpg"></p>'


def read(page: str, *drop: str) -> list[Paragraph | Picture]:
    return read_body(lxml.html.fromstring(f"<div>{page}</div>"), lambda url: f"https://x.cn/{url}", drop)


@pytest.mark.parametrize(
    "line",
    [
        "<p>新华社记者 才扬 摄</p>", "<p>图为柯某。（受访者供图）</p>", "<p>（资料图片）</p>", "<p>陈某 图</p>", "<p>记者/图</p>",
        '<p align="center">活动现场</p>', '<p style="text-align: center">活动现场</p>', '<p><font color="navy">活动现场</font></p>',
        "<figcaption>活动现场</figcaption>", '<p class="pictext">活动现场</p>',
    ],
)  # fmt: skip
def test_captions(line: str) -> None:
    blocks = read(f"{IMAGE}{line}<p>正文。</p>")
    assert blocks == [Picture("https://x.cn/a.jpg", lxml.html.fromstring(line).text_content()), Paragraph("正文。")]


@pytest.mark.parametrize(
    "line",
    ["<p>绘就便民惠民新蓝图。</p>", "<p>各地提交了申报资料。</p>", '<p align="center"><strong>小标题</strong></p>', "<p>普通的一段。</p>", f"<p>{'长' * 200}摄</p>"],
)  # fmt: skip
def test_no_captions(line: str) -> None:
    blocks = read(f"{IMAGE}{line}")
    assert blocks == [Picture("https://x.cn/a.jpg"), Paragraph(lxml.html.fromstring(line).text_content())]


def test_order_breaks_and_furniture() -> None:
    page = (
        "开头<br>　　第二段<script>var x</script><div>第三段<b>粗</b>体<div style='display:none'>藏</div></div>"
        "<table><tr><td>甲</td><td>乙</td></tr></table><ul><li>一</li><li>二</li></ul><!-- 注释 -->尾<ins class='adsbygoogle'>广告</ins>"
    )
    assert [block.text for block in read(page) if isinstance(block, Paragraph)] == [
        "开头",
        "第二段",
        "第三段粗体",
        "甲 乙",
        "一",
        "二",
        "尾",
    ]


def test_dropped_elements_keep_what_follows_them() -> None:
    assert read("<p>前<span class='ad'>广告</span>后</p>", ".ad") == [Paragraph("前后")]


def test_two_pictures_and_data_addresses() -> None:
    page = (
        '<img src="data:image/gif;base64,x" data-src="a.jpg"><img src="b.jpg"><p>新华社记者 甲 摄</p><img src="data:x">'
    )
    assert read(page) == [Picture("https://x.cn/a.jpg"), Picture("https://x.cn/b.jpg", "新华社记者 甲 摄")]


def test_deep_nesting_is_read_without_recursion() -> None:
    page = f"<html><body>{'<div>' * 1_500}深{'</div>' * 1_500}</body></html>"
    root = HtmlResponse("https://x.cn/", body=page.encode(), encoding="utf-8").selector.root
    assert read_body(root, str) == [Paragraph("深")]


@pytest.mark.parametrize(
    "line",
    ["作者：本报记者 沈南桥", "作者：沈南桥", "本报记者 沈南桥", "作者：记者 沈南桥", "文：本报评论员 沈南桥"],
)
def test_a_reporter_is_named_without_the_papers_own_word(line: str) -> None:
    assert read_author([line]) == "沈南桥"
