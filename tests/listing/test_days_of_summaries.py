"""Of what a row holds beside the day: a summary's days are the text's, a second link's words are the title's."""

from __future__ import annotations

from datetime import date

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from monitor.listing.any_list import _UNTIL, AnyList
from monitor.listing.government import GovernmentList
from monitor.listing.source import Source
from monitor.text.urls import AddressForm

FORM = AddressForm(r"^https://h\.cn/(?P<id>\d+)\.html$", "https://h.cn/{id}.html")
TITLE = "云州市建成市级影像云平台实现检查结果互认"
SAID = "云州市卫健委介绍，全市九十六家医院已接入影像云平台，居民看病少带片子。"
ANY, GOVERNMENT = AnyList(name="x", url="https://h.cn/"), GovernmentList(name="x", url="https://h.cn/")


def day(row: str, list_: Source = ANY) -> date | None:
    request = Request("https://h.cn/", meta={_UNTIL: date(2027, 1, 1)})
    body = f"<ul><li>{row.format(title=TITLE, said=SAID)}</li></ul>".encode()
    (link,) = list_.read(
        HtmlResponse(request.url, body=body, encoding="utf-8", request=request), lambda url: FORM.match(url, {})
    ).links
    return link.address.day


LINK = "<h3><a href=/1.html>{title}</a></h3>"


@pytest.mark.parametrize("list_", [ANY, GOVERNMENT])
def test_the_day_of_a_summary_is_not_the_lists(list_: Source) -> None:
    """It was taken for the day of publication, so the article was of another week, and never fetched."""
    for row in (
        LINK + "<p>2025年12月31日，{said}</p><span>2026-12-31</span>",
        LINK + "<p>本报讯 2026年10月8日{said}</p><span>2026-12-31</span>",
        "<span>2026-12-31</span>" + LINK + "<p>新华社云州12月1日电 {said}</p>",
        "<p>10月8日，{said}</p>" + LINK + "<i>[2026-12-31]</i>",
        LINK + "<div>10月8日起，{said}<a href=/1.html>[详细]</a><i>2026-12-31</i></div>",
        LINK + "<p>{said} 2026年12月31日</p>",
        LINK + "<p>{said}2026-12-31</p>",
        LINK + "<p>2026-12-31 {said}</p>",
        LINK + "<p>来源：云州市卫生健康委员会规划信息处，发布时间：2026年12月31日，阅读：12</p>",
    ):
        assert day(row, list_) == date(2026, 12, 31), row
    for row in (LINK + "<p>2026年10月8日，{said}</p>", LINK + "<p>截止2026年10月8日，{said}</p><b>昨天</b>"):
        assert day(row, list_) is None, row


def test_of_a_summary_and_a_day_without_a_year_the_latter_counts() -> None:
    for row in (
        LINK + "<p>2025年10月8日，{said}</p><span>12-31</span>",
        LINK + "<p>10月8日，{said}</p><span>12月31日</span>",
        "<b>31</b><i>2026/12</i>" + LINK + "<p>10月8日，{said}</p>",
    ):
        assert day(row) == date(2026, 12, 31), row
    assert day(LINK + "<p>10月8日，{said}</p><span>3小时前</span>") is None


def test_a_day_within_a_title_is_the_titles_whichever_link_says_it() -> None:
    image = "<a href=/1.html><img src=1.jpg></a>"
    for rest in ("<span>12-31</span>", "<span>12月31日</span>", "<a href=/1.html>12-31</a>"):
        assert day(image + "<a href=/1.html>云州市10月8日启动影像云建设</a>" + rest) == date(2026, 12, 31), rest
    assert day(image + "<a href=/1.html>云州市10月8日启动影像云建设</a><span>昨天</span>") is None


@pytest.mark.parametrize("list_", [ANY, GOVERNMENT])
def test_of_two_articles_in_a_row_each_has_its_own_day(list_: Source) -> None:
    """The second had the first one's, and was of another week where that was."""
    one, two = "<a href=/1.html>云州市影像云平台全面启用</a>", "<a href=/2.html>石湾区电子病历评级通过五级</a>"
    by = "<a href=/by/>云州市卫生健康委员会</a>"
    other = "".join(f"<p><a href=/9{n}.html>其他的新闻第{n}条</a></p>" for n in range(3))
    for row, expected in (
        ("<table><tr><td>{one}</td><td>2026-10-01</td><td>{two}</td><td>2026-12-31</td></tr></table>", (1, 31)),
        ("<table><tr><td>2026-10-01</td><td>{one}</td><td>2026-12-31</td><td>{two}</td></tr></table>", (1, 31)),
        ("<p>{one} 2026-10-01<br>{two} 2026-12-31</p>", (1, 31)),
        ("<p>1. {one} 2026-10-01</p><p>2. {two} 2026-12-31</p>", (1, 31)),
        ("<p>{one}{by}<i>2026-10-01</i></p><p>{two}{by}<i>2026-12-31</i></p>", (1, 31)),
        ("<p><i>2026-10-01</i>{by}{one}</p><p><i>2026-12-31</i>{by}{two}</p>", (1, 31)),
        ("<dl><dt>2026-12-31</dt><dd>{one}</dd><dd>{two}</dd></dl>", (31, 31)),
    ):
        body = f"<html><body><div>{row.format(one=one, two=two, by=by)}</div>{other}</body></html>".encode()
        request = Request("https://h.cn/", meta={_UNTIL: date(2027, 1, 1)})
        response = HtmlResponse(request.url, body=body, encoding="utf-8", request=request)
        found = [each.address.day for each in list_.read(response, lambda url: FORM.match(url, {})).links[:2]]
        assert [each and each.day for each in found] == [*expected], row


def test_a_short_day_that_stands_alone_beside_the_link_is_one() -> None:
    for told in ("12/31", "12.31", "（12/31）", "26-12-31", "[26/12/31]", "26.12.31"):
        assert day(f"<a href=/1.html>{{title}}</a><span>{told}</span>") == date(2026, 12, 31), told
    assert day("<a href=/1.html>{title}</a><span>01/02</span>") == date(2027, 1, 2), "the nearest"
    for told in ("13/31", "12/32", "12.3", "1.31", "96/98", "2.12.31", "20-12-31", "版本 12.31", "12.31%"):
        assert day(f"<a href=/1.html>{{title}}</a><span>{told}</span>") is None, told
