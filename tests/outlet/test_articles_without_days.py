"""An outlet whose articles say no day: what is said elsewhere on the page is read, and the rest is told."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.outlet.health import judge
from monitor.reading.article import read_article
from monitor.reading.template import Template

TEXT = "<p>云桥区启用电子病历共享平台已有三个月，负责人说，当初最难的是把旧资料一张张理清。</p>" * 3


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:published_time" content="2025-12-10T08:30:00+08:00">', '<meta name="PubDate" content="2025-12-10 08:30">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-12-10T08:30:00+08:00"}</script>',
    ],
)  # fmt: skip
def test_a_template_that_names_no_line_for_the_day_leaves_it_to_the_page(said: str) -> None:
    template = Template(name="web", evidence="made", headline="h1", body=".entry-content", source=".byline")
    markup = (
        f"<html><head><meta charset=utf-8>{said}<title>云桥区启用平台 - 医信</title></head><body><h1>云桥区启用平台</h1><time>3天前</time>"
        f"<span class=byline>来源：云州晚报</span><div class=entry-content>{TEXT}</div></body></html>"
    )
    response = HtmlResponse("http://w.example/archives/1310001", body=markup.encode(), encoding="utf-8")
    item = read_article(response, "x", "x", templates=(template,))
    assert (item.reader, str(item.date_published)) == ("own:web", "2025-12-10 08:30:00+08:00")


@pytest.mark.parametrize(
    ("undated", "read", "told"), [(6, 6, True), (5, 6, True), (4, 6, False), (2, 2, False), (0, 6, False)]
)
def test_articles_without_a_day_are_told_and_are_no_whole_week(undated: int, read: int, told: bool) -> None:
    stats = {
        "article/ok": read,
        "no_date": undated,
        "links/seen": 6,
        "links/in_window": 6,
        "on_topic": 6,
        "listing/ok/list": 1,
    }
    found = judge("x", {f"monitor/{name}": value for name, value in stats.items()} | {"finish_reason": "finished"})
    assert any("读不出日期" in note for note in found.notes) is told
    assert (found.verdict == "partial") is told
