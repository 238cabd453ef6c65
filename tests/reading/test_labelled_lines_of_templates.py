"""A template that finds no source hears the line 来源：… between headline and text, and no other."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article
from monitor.reading.template import Template

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家二级以上医院全部接入。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)


def read(between: str, above: str = "", behind: str = "", own: str = "b.src", tag: str = "h1") -> str:
    template = Template("2020", "", f"{tag}.t", ".wz", published=".day", source=own)
    markup = (
        f"<html><head><title>{TITLE}_云州网</title></head><body>{above}<div class=art>"
        f"<{tag} class=t>{TITLE}</{tag}>{between}<div class=wz>{TEXT}</div>{behind}</div></body></html>"
    )
    response = HtmlResponse("http://www.yz.example.cn/a/1.html", body=markup.encode(), encoding="utf-8")
    item = read_article(response, "", "", (template,))
    assert item.reader == "own:2020"
    return item.source


@pytest.mark.parametrize("own", ["b.src", ""])
@pytest.mark.parametrize(
    "line",
    [
        "<div class=day>2025年09月23日 08:11</div><div class='source'>来源：云州日报</div>",
        '<div class="sou"><span>来源：云州日报</span><b id="newstime">2026年10月04日08:16</b></div>',
        '<p class="info"><em class=day>2026-10-04 08:16</em> 来源:云州日报 字号:<a>大</a></p>',
        "<div><span>2026-10-04</span><span>来源：</span><a>云州日报</a><span>阅读：102</span></div>",
        "<div><div>2026-10-04</div><div>文章来源：云州<b>日报</b></div></div>",
        "<p>来源：云州日报</p><div class=sou>来源：云州日报</div>",
        "<p class=lead>数据来源：云州统计局</p><p>来源：云州日报</p>",
    ],
)
def test_a_labelled_line_between_headline_and_text_is_heard(line: str, own: str) -> None:
    assert read(line, own=own) == read(line, own=own, tag="div") == "云州日报"  # a headline may be no heading


@pytest.mark.parametrize(
    "line",
    [
        "<p>2026-10-04 云州日报</p>", "<div class=source>云州日报</div>", "<p>图片来源：云州日报</p>", "<p>药品来源：云州医院</p>", "<p>数据来源：云州统计局</p>",
        "<p style='display:none'>来源：云州日报</p>", "<p>来源：云州日报</p><p>来源：云州晚报</p>", "<p>来源：</p>", "<p>转自云州日报</p>",
        "<script>var a='来源：云州日报'</script>", "<p>这批数据来源：医院、社区和药店，全部经过脱敏。</p>",
    ],
)  # fmt: skip
def test_no_other_line_is(line: str) -> None:
    assert read(line) == read(line, tag="div") == ""


def test_lines_elsewhere_are_of_others() -> None:
    line = "<p>来源：云州日报</p>"
    assert read("", above=line) == read("", behind=line) == read("", above=f"<div class=info>{line}</div>") == ""
    assert read("", above=f"<h1>影像</h1>{line}", tag="div") == ""


def test_the_templates_own_line_goes_first() -> None:
    assert read("<b class=src>云州晚报</b><p>来源：云州日报</p>") == "云州晚报"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("<center>云州晚报 2025/12/12 13:41</center>", "云州晚报"), ("<center>健康云州</center><center>2025/12/12</center>", "健康云州"),
        ("<center>2025/12/12 13:41</center>", ""), ("<center>云州晚报</center><center>云州网 2025/12/12</center>", "云州网"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("button", ["关闭窗口", "【打印】", "【大 中 小】", ""])
def test_of_elements_of_one_kind_the_one_with_the_day_names_the_source_and_no_button(
    line: str, source: str, button: str
) -> None:
    assert read(line, behind=f"<center>{button}</center>", own="center") == source
