"""Other articles as plain paragraphs of links at the end of a text, under whatever a site calls them."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

LINES = [
    f"云州市第{n}批医院接入检查互认平台，患者在任何一家医院都能调阅以往的检查结果，不必再做一遍。" for n in "一二三四"
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
TITLES = ("宁州医保电子凭证用户超百万", "宁州互联网医院开通复诊续方", "宁州急救平台接入九家医院")
LINKS = "".join(f"<p><a href=/2026/07/t{number}.html>{title}</a></p>" for number, title in enumerate(TITLES))


def read(body: str) -> list[str]:
    page = (
        "<html><head><title>云州检查互认平台上线_云州网</title></head><body><h1>云州检查互认平台上线</h1>"
        f"<div>2026-07-09 10:00 来源：云州日报</div>{body}</body></html>"
    )
    response = HtmlResponse("https://www.yunzhou.cn/2026/07/t9.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "x", "云州日报").article_body.split("\n\n")


@pytest.mark.parametrize(
    "name", ["热门文章", "推荐文章", "最新文章", "精彩推荐", "相关文章：", "热门排行", "大家都在看"]
)
def test_they_are_none_of_it(name: str) -> None:
    for label in (f"<p>{name}</p>", f"<p><strong>{name}</strong></p>", f"<div>{name}</div>"):
        for links in (
            LINKS,
            LINKS.replace("</p>", " 07-08</p>"),
            LINKS.replace("</p><p>", "<br>"),
            f"{LINKS}<p>责任编辑：张三</p>",
        ):
            for place in ("text", "TRS_Editor"):
                assert read(f"<div class={place}>{TEXT}{label}{links}</div>") == LINES, (label, links, place)


def test_a_subhead_of_such_words_stays() -> None:
    first, second = TEXT[: len(TEXT) // 2], TEXT[len(TEXT) // 2 :]
    for place in ("text", "TRS_Editor"):
        found = read(f"<div class={place}>{first}<h3>最新内容</h3>{second}</div>")
        assert [line.strip("# *") for line in found] == [*LINES[:2], "最新内容", *LINES[2:]]
