"""Lists as programs of all kinds write them: JSON within JSON, their moments, and what servers put around a document."""

from __future__ import annotations

import json
from datetime import date

from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from monitor.issue_calendar import Window
from monitor.listing.rows import MAP, day_beside, read_rows, title_of
from monitor.listing.search import JsonSearch, by_address
from monitor.text.urls import absolute, plain_address

LIST = "http://www.yunzhou.cn/api/list"
ROW = {"title": "影像云平台接入96家医院", "url": "/jk/2026/07/t1.html", "publishTime": "2026-07-09 10:00:00"}
FOUND = [("http://www.yunzhou.cn/jk/2026/07/t1.html", "影像云平台接入96家医院", date(2026, 7, 9))]
STAMP = 1783562400  # 2026-07-09 10:00 in Shanghai
UNTIL = date(2026, 7, 10)


def read(body: str, reference: date = UNTIL) -> list[tuple[str, str, date | None]]:
    response = TextResponse(LIST, body=body.encode(), encoding="utf-8")
    return [(row.url, title_of(row), day_beside(row, reference)) for row in read_rows(response).rows]


def written(**fields: object) -> str:
    return json.dumps({"data": [ROW | fields]}, ensure_ascii=False)


def test_a_document_within_a_string_is_opened() -> None:
    inner = json.dumps([ROW])
    for document in ({"d": inner}, {"data": {"list": inner}}, {"d": json.dumps({"rows": inner})}, [json.dumps(ROW)]):
        assert read(json.dumps(document)) == FOUND, document


def test_a_string_that_only_looks_like_a_document_is_text() -> None:
    for title in ("[图]影像云平台", "{影像云}平台", '["影像云"平台', "[2026]影像云平台"):
        assert len(read(written(title=title))) == 1


def test_moments_as_programs_write_them() -> None:
    for moment in (
        STAMP, STAMP * 1000, float(STAMP), STAMP * 1e3, str(STAMP), {"time": STAMP * 1000, "year": 126, "month": 6, "date": 9},
        {"$date": "2026-07-09T02:00:00Z"}, {"$date": STAMP * 1000}, [2026, 7, 9, 10, 0], [2026, 7, 9], "07-09", "07-09 10:00", "7月9日",
    ):  # fmt: skip
        assert read(written(publishTime=moment)) == FOUND, moment


def test_a_search_hears_the_same_moments() -> None:
    source = JsonSearch(name="s", ask=by_address("/s?q={term}"), rows="data", page_size=9, published="publishTime")
    week = Window(date(2026, 7, 4), UNTIL)
    for moment in (ROW["publishTime"], STAMP * 1000, str(STAMP), STAMP * 1e3, {"time": STAMP * 1000}, "07-09"):
        request = Request(LIST, meta={"search": ("影像", 1, week)})
        body = written(publishTime=moment, url="/jk/show?id=1&amp;c=2").encode()
        links = source.read(TextResponse(LIST, body=body, encoding="utf-8", request=request), plain_address).links
        found = [(link.url, link.address.day) for link in links]
        assert found == [("http://www.yunzhou.cn/jk/show?id=1&c=2", date(2026, 7, 9))], moment


def test_what_is_no_moment_gives_no_day() -> None:
    for moment in (
        True,
        None,
        [1, 2, 3],
        [2026, 13, 40],
        ["2026", "7"],
        {"year": 126},
        0.5,
        "3-5",
        "07-09-",
        "99-99",
        float("inf"),
    ):
        assert read(written(publishTime=moment))[0][2] is None, moment


def test_a_day_without_a_year_is_the_nearest() -> None:
    assert read(written(publishTime="12-30"), date(2027, 1, 2))[0][2] == date(2026, 12, 30)
    assert read(written(publishTime="01-02"), date(2026, 12, 31))[0][2] == date(2027, 1, 2)


def test_an_address_with_an_entity_is_the_address() -> None:
    assert read(written(url="/jk/show?id=1&amp;c=2"))[0][0] == "http://www.yunzhou.cn/jk/show?id=1&c=2"


def test_what_stands_around_a_document_costs_nothing() -> None:
    document = written()
    warning = "<br />\n<b>Warning</b>:  Undefined index: p in <b>/www/list.php</b> on line <b>3</b><br />\n"
    service = f'<string xmlns="http://tempuri.org/">{document}</string>'
    feed = (
        '<rss><channel><item><title>影像云平台接入96家医院</title><link>http://www.yunzhou.cn/jk/2026/07/t1.html</link>'
        "<description><p>云州<br>影像</p><img src='/a.jpg'></description><dc:date>2026-07-09T10:00:00+08:00</dc:date></item></channel></rss>"
    )  # fmt: skip
    for body in (
        warning + document,
        warning * 2 + document,
        document.replace("[{", "[,{"),
        document.replace("[{", "[\n, {"),
        service,
        '<?xml version="1.0" encoding="utf-8"?>\n' + service,
        feed,
        warning + feed,
        warning + '<?xml version="1.0"?>' + feed,
    ):
        assert read(body) == FOUND, body


def test_a_feed_may_name_its_months_in_chinese() -> None:
    body = (
        "<rss><channel><item><title>影像云平台接入96家医院</title><link>/jk/2026/07/t1.html</link>"
        "<pubDate>{}, 09 {} 2026 10:00:00 +0800</pubDate></item></channel></rss>"
    )
    for weekday, month in (("星期四", "七月"), ("周四", "7月"), ("Thu", "Jul")):
        assert read(body.format(weekday, month)) == FOUND


def test_a_title_of_atom_may_hold_elements() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>影像<b>云</b>平台接入96家医院</div></title>'
        '<link href="/jk/2026/07/t1.html"/><published>2026-07-09T02:00:00Z</published></entry></feed>'
    )
    assert read(body) == FOUND


def test_a_map_may_be_plain_text() -> None:
    lines = "http://www.yunzhou.cn/jk/t1.html\r\nhttp://www.yunzhou.cn/jk/t2.html\r\n"
    rows = read_rows(TextResponse(LIST, body=b"\xef\xbb\xbf" + lines.encode(), encoding="utf-8"))
    assert (rows.form, [row.url for row in rows.rows]) == (MAP, lines.split())
    assert read("http://www.yunzhou.cn/ 的列表") == []


def test_a_base_counts_wherever_it_stands_in_the_head() -> None:
    style = f"<style>{'p{margin:0}' * 900}</style>"
    for head, expected in (
        ('<base href="/jk/">', "http://www.yunzhou.cn/jk/t1.html"),
        (style + '<base href="/jk/">', "http://www.yunzhou.cn/jk/t1.html"),
        ('<base href="javascript:">', "http://www.yunzhou.cn/api/t1.html"),
        ('<base href="http://[">', "http://www.yunzhou.cn/api/t1.html"),
        ('<!-- <base href="/jk/"> -->', "http://www.yunzhou.cn/api/t1.html"),
        (f"</head>{style}<base href='/jk/'>", "http://www.yunzhou.cn/api/t1.html"),
    ):
        body = f"<html><head>{head}</head><body></body></html>".encode()
        assert absolute(HtmlResponse(LIST, body=body, encoding="utf-8"), "t1.html") == expected, head[-40:]


def test_rows_in_an_attribute_of_the_page() -> None:
    """As Vue and Inertia are given what they draw."""
    held = json.dumps([ROW], ensure_ascii=False)
    for attribute in (
        f":list='{held}'",
        f"data-page='{json.dumps({'props': {'list': [ROW], 'n': 1}}, ensure_ascii=False)}'",
        f'data-rows="{held.replace(chr(34), "&quot;")}"',
        f":list='{json.dumps([{'t': ROW['title'], 'u': ROW['url'], 'd': '2026-07-09'}], ensure_ascii=False)}'",
    ):
        markup = f"<html><body><div id=app {attribute}></div><a href=/>首页</a></body></html>"
        response = HtmlResponse("http://www.yunzhou.cn/jk/", body=markup.encode(), encoding="utf-8")
        rows = [(row.url, title_of(row), day_beside(row, UNTIL)) for row in read_rows(response).rows]
        assert [row for row in rows if row[1] == ROW["title"]] == FOUND, attribute


def test_markup_in_a_field_of_one_letter() -> None:
    """As ASP.NET answers its own scripts."""
    held = f"<ul><li><a href='{ROW['url']}'>{ROW['title']}</a><span>2026-07-09</span></li></ul>"
    assert read(json.dumps({"d": held})) == FOUND
