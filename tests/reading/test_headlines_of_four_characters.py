"""A headline of four characters that is set as one, where a blank parts it from the site's name in the title."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

TEXT = "".join(
    f"<p>云州市第{n}批医院接入检查互认平台，患者在任何一家医院都能调阅以往的检查结果，不必再做一遍。</p>"
    for n in "一二三四"
)


def headline(title: str, above: str, text: str = "text") -> str:
    page = f"<html><head><title>{title}</title></head><body>{above}<div>2026-07-09 10:00</div><div class={text}>{TEXT}</div></body></html>"
    return read_article(
        HtmlResponse("https://www.yunzhou.cn/t.html", body=page.encode(), encoding="utf-8"), "x", "云州日报"
    ).headline


@pytest.mark.parametrize("site", ["云州日报数字报", "云州新闻网", "云州日报", "云州市人民政府"])
@pytest.mark.parametrize("text", ["text", "TRS_Editor"])
def test_it_is_the_headline(site: str, text: str) -> None:
    for words in ("云医上线", "数据跑腿", "AI问诊"):
        for above in (f"<h1>{words}</h1>", f"<h1 class=title><span>{words}</span></h1>"):
            assert headline(f"{words} {site}", above, text) == words, above


def test_a_column_of_four_characters_is_none() -> None:
    for column in ("健康云州", "杏林春秋"):
        for own in ("<h2>云州影像云平台上线运行</h2>", "<div class=title>云州影像云平台上线运行</div>"):
            assert headline(f"{column} 云州日报", f"<div><h1>{column}</h1></div>{own}") == "云州影像云平台上线运行"
