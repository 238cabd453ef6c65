"""A text that stands in several elements is read whole."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article
from monitor.reading.template import Template
from monitor.text.markdown import plain_text

ONE, TWO, THREE = (
    "云州省卫生健康委介绍，全省影像云平台已经覆盖96家医院。",
    "省卫生健康信息中心负责人说，年内将向县级医院延伸。",
    "截至8月底，平台累计调阅影像四百万人次，节约费用一亿元。",
)
TEMPLATE = Template("t", "made", headline="h1", body=".TRS_Editor, .inner, .article", source=".src", published=".time")


def read(body: str, *templates: Template) -> list[str]:
    page = f"<html><head><title>云州影像云</title></head><body><h1>云州影像云</h1>{body}</body></html>"
    item = read_article(HtmlResponse("https://h.cn/1.html", body=page, encoding="utf-8"), "h", "某报", templates)
    return plain_text(item.article_body).splitlines()


@pytest.mark.parametrize("templates", [(TEMPLATE,), ()], ids=["own", "platform"])
@pytest.mark.parametrize(
    "body",
    [
        f'<div class="TRS_Editor"><p>{ONE}</p></div><div class="TRS_Editor"><p>{TWO}</p><p>{THREE}</p></div>',
        f'<div><div class="TRS_Editor"><p>{ONE}</p></div><p>{TWO}</p><p>{THREE}</p></div>',
        f'<div><p>{ONE}</p><div class="TRS_Editor"><p>{TWO}</p></div><div>{THREE}</div></div>',
        f'<div class="box"><div class="TRS_Editor"><p>{ONE}</p></div></div><div class="box"><div class="TRS_Editor"><p>{TWO}</p><p>{THREE}</p></div></div>',
        f'<div><div class="TRS_Editor"><p>{ONE}</p><p>{TWO}</p></div>{THREE}</div>',
        f'<div>{ONE}<div class="TRS_Editor"><p>{TWO}</p><p>{THREE}</p></div></div>',
        f'<div class="TRS_Editor"> </div><div class="TRS_Editor"><p>{ONE}</p></div><div class="TRS_Editor"><p>{TWO}</p><p>{THREE}</p></div>',
    ],
    ids=["siblings", "beside", "around", "cousins", "loose text behind", "loose text before", "an empty first"],
)
def test_all_of_it_in_order(body: str, templates: tuple[Template, ...]) -> None:
    assert read(body, *templates) == [ONE, TWO, THREE]


@pytest.mark.parametrize(
    "beside",
    [
        '<p class="editor">责任编辑：李木，校对：林木，二〇二五年九月二十三日</p>', "<p>责任编辑：李木　校对：林木　二〇二五年九月</p>",
        "<p>声明：本网登载此文出于传递更多信息之目的，并不意味着赞同其观点。</p>", '<div id="related">相关新闻：另一家医院也接入了平台，患者称便。</div>',
        "<ul><li>另一篇新闻的标题，很长很长很长很长很长很长</li></ul>", "<p>分享到：微信，微博，朋友圈，复制链接，收藏，打印</p>",
    ],
)  # fmt: skip
def test_what_is_beside_and_none_of_it_stays_out(beside: str) -> None:
    assert read(f'<div><div class="TRS_Editor"><p>{ONE}</p><p>{TWO}</p></div>{beside}</div>', TEMPLATE) == [ONE, TWO]


def test_a_text_that_stands_twice_is_printed_once() -> None:
    twice = f'<div class="TRS_Editor"><p>{ONE}</p><p>{TWO}</p></div>'
    assert read(twice + twice, TEMPLATE) == [ONE, TWO]


def test_a_field_that_the_first_template_lacks_is_asked_of_the_others() -> None:
    page = (
        f'<html><body><h1>云州影像云</h1><p class="sou">2025年09月23日08:11 来源：云州日报</p><div class="ed">责任编辑：李木</div>'
        f'<div class="article"><p>{ONE}</p></div></body></html>'
    )
    first = Template("a", "made", headline="h1", body=".article", source=".none")
    second = Template("b", "made", headline="h1", body=".article", source=".sou", published=".sou", editor=".ed")
    stranger = Template("c", "made", headline="h2", body=".article", source=".sou")
    response = HtmlResponse("https://h.cn/1.html", body=page, encoding="utf-8")
    item = read_article(response, "h", "某报", (first, second))
    assert (item.reader, item.source, item.editor, str(item.date_published)) == (
        "own:a", "云州日报", "李木", "2025-09-23 08:11:00+08:00")  # fmt: skip
    assert read_article(response, "h", "某报", (first, stranger)).source == ""
