"""Who put a page there is its source where nobody else is named; and a clock that only programs are told."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.reading.template import Template
from monitor.text.zone import SHANGHAI

LINES = [
    f"云州市第{n}批医院接入检查互认平台，患者在任何一家医院都能调阅以往的检查结果，不必再做一遍。" for n in "一二三四"
]
MOMENT = datetime(2025, 12, 8, 9, 30, tzinfo=SHANGHAI)
OWN = Template("t", "made", headline="h1", body=".text", published=".pub")


def read(head: str, text: str = "text", *templates: Template, more: str = "") -> ArticleItem:
    page = (
        f"<html><head><title>云州检查互认平台上线_云州网</title></head><body><h1>云州检查互认平台上线</h1>{head}"
        f"<div class={text}>{''.join(f'<p>{line}</p>' for line in LINES)}{more}</div></body></html>"
    )
    response = HtmlResponse("https://www.yunzhou.cn/t.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "x", "云州日报", templates)


@pytest.mark.parametrize("text", ["text", "TRS_Editor"])
def test_an_office_that_put_it_there_is_the_source(text: str) -> None:
    for head, name in (
        ("<div>2025-12-08 09:30 发布者：云州市卫健委</div>", "云州市卫健委"), ("<div>发布机构：云州市卫生健康委员会 2025-12-08 09:30</div>", "云州市卫生健康委员会"),
        ("<p>发布单位：</p><p>云州市医保局</p><p>2025-12-08 09:30</p>", "云州市医保局"),
    ):  # fmt: skip
        item = read(head, text)
        assert (item.source, item.date_published) == (name, MOMENT), head


@pytest.mark.parametrize("text", ["text", "TRS_Editor"])
def test_a_person_a_program_or_who_comes_behind_a_source_is_none(text: str) -> None:
    for head, name in (
        ("<div>2025-12-08 09:30 发布者：admin</div>", ""), ("<div>2025-12-08 09:30 发布者：李小明</div>", ""), ("<div>2025-12-08 09:30 发布者：办公室</div>", ""),
        ("<div>2025-12-08 09:30 来源：云州日报 发布者：云州市卫健委</div>", "云州日报"),
    ):  # fmt: skip
        assert read(head, text).source == name, head
    assert (
        read("<div>2025-12-08 09:30 发布者：云州市卫健委</div>", text, more="<p>（来源：宁州晚报）</p>").source
        == "宁州晚报"
    )


def test_the_attribute_of_a_line_knows_its_clock() -> None:
    for line in ("12月8日", "2025年12月8日", "2025-12-08"):
        for head in (
            f'<time class=pub datetime="2025-12-08T09:30:00+08:00">{line}</time>',
            f'<div class=pub><time datetime="2025-12-08T01:30:00Z">{line}</time></div>',
        ):
            assert read(head, "text", OWN).date_published == MOMENT, head
    for given in ("2025-12-09T09:30:00+08:00", "2025-12-08T00:00:00+08:00", "2025-12-08", "soon"):
        head = f'<time class=pub datetime="{given}">2025年12月8日</time>'
        assert read(head, "text", OWN).date_published == date(2025, 12, 8), "another day, or no clock"
