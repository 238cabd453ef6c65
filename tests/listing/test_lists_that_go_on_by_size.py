"""Lists that go on by how many rows they have, by a button, by a form; and rows whose day is told by how long ago."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scrapy.http import HtmlResponse, TextResponse

from monitor.issue_calendar import Window
from monitor.listing.any_list import AnyList
from monitor.listing.source import Listing
from monitor.text.urls import AddressForm

FORM = AddressForm(r"^https?://z\.cn/(?P<id>\d+)\.html", "https://z.cn/{id}.html")
TITLE = "云州互认平台第{}批检查项目上线"
PAGE = "".join(f"<li><a href=/{n}.html>{TITLE.format(n)}</a><i>2026-12-30</i></li>" for n in range(1, 6))
WEEK = Window(date(2026, 12, 26), date(2027, 1, 1))


def read(body: str, path: str, before: int = 0, number: int = 1, **headers: str) -> Listing:
    source = AnyList(name="x", url=f"https://z.cn{path}")
    (request,) = source.requests(WEEK, ())
    request.meta.update({"page_number": number, "rows_before": before})
    made = HtmlResponse if body.startswith("<") else TextResponse
    response = made(source.url, body=body.encode(), encoding="utf-8", request=request, headers=headers)
    return source.read(response, lambda url: FORM.match(url, {}))


def behind(listing: Listing) -> str:
    return listing.next_page.url.removeprefix("https://z.cn") if listing.next_page else ""


def rows(count: int, **said: object) -> str:
    given = [{"title": TITLE.format(n), "url": f"/{n}.html", "time": "2026-12-30"} for n in range(1, count + 1)]
    return json.dumps({"rows": given, **said})


def further(link: str, path: str = "/jk/") -> str:
    return behind(read(f"<html><body><ul>{PAGE}</ul><p>{link}</p></body></html>", path))


def test_rows_that_are_still_to_come_are_asked_for() -> None:
    for path, total, expected in (
        ("/l?c=3&size=5", 50, "/l?c=3&size=50"), ("/l?c=3&rows=5", 700, "/l?c=3&rows=100"), ("/l?c=3&size=5", 5, ""),
        ("/l?c=3&size=100", 700, ""), ("/l?c=3", 50, ""), ("/l?page=7&size=5", 50, ""),
        ("/jk/list_1.json", 50, "/jk/list_2.json"), ("/jk/list_1.json", 5, ""), ("/jk/20250101.json", 50, ""),
        ("/l/page/1", 0, "/l/page/2"), ("/l?s=/list/id/3/p/1.html", 0, "/l?s=/list/id/3/p/2.html"), ("/l?s=/list/id/1.html", 50, ""),
    ):  # fmt: skip
        assert behind(read(rows(5, total=total), path)) == expected, (path, total)
    for said in ({"data": {"page": {"total": 50}}}, {"data": {"hasMore": True}}, {"has_next": True}):
        assert behind(read(rows(5, **said), "/jk/list_1.json")) == "/jk/list_2.json", said
    assert behind(read(rows(5, hasMore=False), "/jk/list_1.json")) == ""
    assert behind(read(rows(2, total=7), "/jk/list_2.json", before=5, number=2)) == "", "those were the last"
    assert behind(read(rows(5, total=17), "/jk/list_2.json", before=5, number=2)) == "/jk/list_3.json"


def test_a_button_may_name_what_it_asks_for_in_an_attribute() -> None:
    for link, expected in (
        ('<div data-url="index_2.html">查看更多</div>', "/jk/index_2.html"), ('<a href="/jk/index_2.html">点击查看更多</a>', "/jk/index_2.html"),
        ('<button data-next="/jk/?page=2">加载更多</button>', "/jk/?page=2"), ('<div data-api="/api/jk?page=2">点击加载更多</div>', "/api/jk?page=2"),
        ('<button data-page="2" data-url="/jk/list">加载更多</button>', "/jk/list?page=2"),
        ('<button data-page="2" data-url="/jk/list?c=1&amp;p=">加载更多</button>', "/jk/list?c=1&p=2"),
        ('<a href="/kj/">查看更多</a>', ""), ('<a href="/list.php?cid=2">查看更多</a>', ""), ('<a href="/jk/2.html">查看更多</a>', ""),
        ('<a href="list_2.html">查看更多</a><a href="list_3.html">查看更多</a>', ""), ('<a data-url="/jk/2026.html">分享</a>', ""),
    ):  # fmt: skip
        assert further(link) == expected, link


def test_a_query_may_hold_the_path_of_the_list() -> None:
    for link, expected in (
        ('<a href="/index.php?s=/jk/list/p/2.html">下一页</a>', "/index.php?s=/jk/list/p/2.html"),
        ('<a href="/index.php?s=%2Fjk%2Fp%2F2.html">下一页</a>', "/index.php?s=%2Fjk%2Fp%2F2.html"),
        ('<a href="/index.php?s=/kj/p/2.html">下一页</a>', ""),
        ('<a href="/index.php?s=/jk/p/2.html">2</a>', ""),
    ):
        assert further(link) == expected, link


def test_a_form_or_a_script_may_hold_the_number() -> None:
    form = '<a href="javascript:go(2)">下一页</a><form action="list.do"{}><input type=hidden name=pageNo value=1><input type=hidden name=cid value=7></form>'
    script = "<script>function go(n){document.forms[0].pageNo.value=n;document.forms[0].submit()}</script>"
    assert further(form.format("") + script) == "/jk/list.do?pageNo=2&cid=7"
    for other in (
        form.format(" method=post") + script,
        form.format(""),
        form.format("").replace("go(2)", "go()") + script,
    ):
        assert further(other) == "", other
    built = '<a href="javascript:go(2)">下一页</a><script>function go(n){{location.replace({})}}</script>'
    for put, expected in (
        ('"?page=" + n', "/jk/?page=2"),
        ('"?page=" + n + "&cid=3"', "/jk/?page=2&cid=3"),
        ('"?s=/list/id/7/p/" + n + ".html"', "/jk/?s=/list/id/7/p/2.html"),
    ):
        assert further(built.format(put)) == expected, put


@pytest.mark.parametrize(
    "row",
    [
        "<a href=/1.html>{}</a><i>{}</i>",
        "<a href=/1.html>{} <em>{}</em></a>",
        "<a href=/1.html>{}</a><p>云州日报 {}</p>",
    ],
)
def test_days_that_are_told_by_how_long_ago(row: str) -> None:
    for told, day in (
        ("3小时前", 30), ("23小时前", 29), ("昨天 12:30", 29), ("刚刚", 30), ("半小时前", 30), ("2天前", 28), ("前天", 28), ("1周前", 23), ("今天 08:00", 30),
    ):  # fmt: skip
        body = f"<html><body><ul><li>{row.format(TITLE.format(1), told)}</li></ul></body></html>"
        (link,) = read(body, "/jk/", Date="Wed, 30 Dec 2026 04:00:00 GMT").links
        assert (link.address.day, link.title) == (date(2026, 12, day), TITLE.format(1)), told
        (link,) = read(body, "/jk/").links
        assert link.address.day is None, "nobody has said when that was"


def test_an_interface_tells_how_long_ago_too() -> None:
    body = json.dumps({"rows": [{"title": TITLE.format(1), "url": "/1.html", "time": "3小时前"}]})
    assert read(body, "/l", Date="Wed, 30 Dec 2026 04:00:00 GMT").links[0].address.day == date(2026, 12, 30)


def test_words_of_a_title_or_a_summary_are_no_day() -> None:
    for row in (
        "<a href=/1.html>昨天云州市互认平台上线</a>",
        f"<a href=/1.html>{TITLE.format(1)}</a><p>昨天，市卫健委召开了会议。</p>",
    ):
        (link,) = read(
            f"<html><body><ul><li>{row}</li></ul></body></html>", "/jk/", Date="Wed, 30 Dec 2026 04:00:00 GMT"
        ).links
        assert link.address.day is None, row
