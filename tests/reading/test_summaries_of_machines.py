"""A machine's summary in a box that is called so, though nothing says that a machine made it."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article
from monitor.witness.views import Views

LINES = [
    f"云州市第{n}批医院接入检查互认平台，患者在任何一家医院都能调阅以往的检查结果，不必再做一遍。" for n in "一二三四"
]
SUMMARY = "云州市分批建成检查互认平台，患者不必重复检查，每年可以少花三千万元。"


def read(body: str) -> tuple[list[str], list[str]]:
    page = (
        "<html><head><title>云州检查互认平台上线_云州网</title></head><body><h1>云州检查互认平台上线</h1>"
        f"<div>2026-07-09 10:00 来源：云州日报</div>{body}</body></html>"
    )
    item = read_article(
        HtmlResponse("https://www.yunzhou.cn/t.html", body=page.encode(), encoding="utf-8"), "x", "云州日报"
    )
    found, views = item.article_body.split("\n\n"), Views([page.encode()])
    return found, [wrong for line in found if (wrong := views.find_paragraph(line))]


@pytest.mark.parametrize(
    "named",
    [
        "class=ai-summary",
        "class=aisummary",
        'class="box ai_abstract"',
        "id=aiSummary",
        'class="article-ai-summary"',
        "class=articleAiSummary",
    ],
)
@pytest.mark.parametrize(
    "place", ["{}<div class=text>{}{}</div>", "<div class=text>{}{}{}</div>", "<div class=TRS_Editor>{1}{0}{2}</div>"]
)
def test_it_is_none_of_the_text(named: str, place: str) -> None:
    text = [f"<p>{line}</p>" for line in LINES]
    for inner in (
        f"<p>{SUMMARY}</p>",
        f"<span>内容提要</span><p>{SUMMARY}</p>",
        f"<ul><li>{SUMMARY}</li><li>{SUMMARY}</li></ul>",
    ):
        box = f"<div {named}>{inner}</div>"
        assert read(place.format(box, "".join(text[:2]), "".join(text[2:]))) == (LINES, []), inner


def test_what_only_has_such_a_box_or_speaks_of_one_stays() -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES)
    for named in ("has-ai-summary", "with-ai-summary", "summary", "main-summary", "ai-news"):
        assert read(f'<div class="text {named}">{text}</div>') == (LINES, []), named
    for said in (
        "AI摘要功能上线后，医生先看摘要、再看全文，每份病历少读十分钟。",
        "智能摘要：系统自动写出病历的要点，是这次升级的第一项功能。",
    ):
        assert read(f"<div class=TRS_Editor><p>{said}</p>{text}</div>") == ([said, *LINES], [])
