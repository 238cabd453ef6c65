"""The day that a list prints with an article: in the row, within the link, in parts, in a table, in JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from monitor.listing.any_list import _UNTIL, AnyList
from monitor.listing.government import GovernmentList
from monitor.listing.source import Source
from monitor.text.urls import AddressForm

FORM = AddressForm(r"^https://h\.cn/(?P<id>\d+)\.html$", "https://h.cn/{id}.html")
TITLE = "云州市建成市级影像云平台实现检查结果互认"
DAY = date(2026, 8, 14)


def days(list_: Source, body: str, kind: str = "text/html") -> list[date | None]:
    request = Request("https://h.cn/", meta={_UNTIL: date(2026, 8, 16)})
    made = HtmlResponse if kind == "text/html" else TextResponse
    response = made(request.url, body=body.encode(), encoding="utf-8", request=request, headers={"Content-Type": kind})
    return [link.address.day for link in list_.read(response, lambda url: FORM.match(url, {})).links]


ANY = AnyList(name="x", url="https://h.cn/")
GOVERNMENT = GovernmentList(name="x", url="https://h.cn/")


@pytest.mark.parametrize("list_", [ANY, GOVERNMENT])
@pytest.mark.parametrize(
    "row",
    [
        "<a href=/1.html><span class=date>2026-08-14</span><h4>{}</h4></a>", "<a href=/1.html>{}<span>2026-08-14</span></a>",
        "<a href=/1.html title={}>{}2026-08-14</a>", "<a href=/1.html><div class=date><p>14</p><span>2026-08</span></div><h3>{}</h3></a>",
        "<div class=sj><b>14</b><i>2026.08</i></div><a href=/1.html>{}</a>", "<span>14</span><span>2026/08</span><a href=/1.html>{}</a>",
        "<div><h2>08/14</h2><p>2026</p></div><a href=/1.html>{}</a>", "<a href=/1.html>{}</a><em>2026年</em><em>8月14日</em>",
        "<b>14</b><i>8月</i><em>2026</em><a href=/1.html>{}</a>", "<b>2026年8月</b><i>14日</i><a href=/1.html>{}</a>",
        "<strong>08-14</strong><br>2026<a href=/1.html>{}</a>",
        "<a href=/1.html>{}</a><span>2026-08-14</span><a href=/jk>健康</a>",
    ],
)  # fmt: skip
def test_a_day_beside_a_link_or_in_it_is_its(list_: Source, row: str) -> None:
    other = row.replace("14", "13").replace("/1.html", "/2.html")
    body = f"<ul><li>{row.format(TITLE, TITLE)}</li>\n<li>{other.format('另一篇', '另一篇')}</li></ul>"
    assert days(list_, body) == [DAY, date(2026, 8, 13)]


@pytest.mark.parametrize(
    "row",
    [
        "<em>14<span>/08</span></em><a href=/1.html>{}</a>",
        "<a href=/1.html><span>14</span><em>08月</em><p>{}</p></a>",
        "<a href=/1.html>{}</a><i>08-14</i>",
        "<a href=/1.html>{}<i class=date>08-14</i></a>",
    ],
)
def test_a_day_without_a_year_lies_near_the_window(row: str) -> None:
    assert days(ANY, f"<ul><li>{row.format(TITLE)}</li></ul>") == [DAY]


@pytest.mark.parametrize(
    "row",
    [
        "<span>1</span><a href=/1.html>{}</a>", "<b>14</b><a href=/1.html>{}</a><i>128</i>", "<i>3</i><i>2026</i><a href=/1.html>{}</a>",
        "<b>45</b><i>2026-08</i><a href=/1.html>{}</a>", "<a href=/1.html>8月14日起{}</a>", "<a href=/1.html><b>14</b>家医院{}</a>",
        "<a href=/1.html>{}<em>2026</em></a>", "<span>08:14</span><a href=/1.html>{}</a><i>2026</i>",
    ],
)  # fmt: skip
def test_figures_that_are_no_day_are_none(row: str) -> None:
    assert days(ANY, f"<ul><li>{row.format(TITLE)}</li></ul>") == [None]


HEADS = "<tr><th>标题</th><th>文号</th><th>{}</th><th>{}</th></tr>"
ROW = "<tr><td><a href=/1.html>{}</a></td><td>云卫〔2026〕1号</td><td>{}</td><td>{}</td></tr>"


@pytest.mark.parametrize("list_", [ANY, GOVERNMENT])
@pytest.mark.parametrize("cell", ["th", "td"])
@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("成文日期", "发布日期"), ("2026-07-10", "2026-08-14")), (("成文日期", "公开时间"), ("2026年7月10日", "2026年8月14日")),
        (("发布日期", "成文日期"), ("2026-08-14", "2026-07-10")), (("生效日期", "发布 日期"), ("2026-09-10", "2026-08-14")),
        (("更新时间", "发文日期"), ("2026-08-15", "2026-08-14")), (("发布机构", "日期"), ("云州市卫健委", "2026-08-14")),
    ],
)  # fmt: skip
def test_of_a_table_the_column_of_publication_counts(
    list_: Source, cell: str, heads: tuple[str, str], cells: tuple[str, str]
) -> None:
    table = HEADS.format(*heads).replace("th>", f"{cell}>") + ROW.format(TITLE, *cells)
    assert days(list_, f"<table>{table}</table>") == [DAY]
    assert days(list_, f"<table><thead>{HEADS.format(*heads)}</thead><tbody>{ROW.format(TITLE, *cells)}</tbody>") == [
        DAY
    ]


@pytest.mark.parametrize(
    ("other", "own"),
    [
        ("createTime", "publishTime"), ("updateTime", "publishTime"), ("create_time", "pub_date"), ("modifyDate", "releaseDate"),
        ("expireDate", "publishDate"), ("crtime", "docpubtime"), ("create_time", "first_publish_time"), ("updatedAt", "createdAt"),
        ("endDate", "date"), ("gmt_modified", "time"), ("writeDate", "publicDate"), ("startTime", "showTime"), ("writeTime", "fbDate"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_of_the_times_of_an_object_that_of_publication_counts(other: str, own: str, turned: bool) -> None:
    told = [(other, "2026-07-01 09:00:00"), (own, "2026-08-14 10:00:00")]
    row = {"id": 710, **dict(told[::-1] if turned else told), "title": TITLE, "url": "/1.html"}
    assert days(ANY, json.dumps({"data": {"list": [row]}}), "application/json") == [DAY]


def test_a_time_of_creation_alone_is_a_day_and_one_of_an_end_is_none() -> None:
    for name, day in (
        ("createTime", DAY),
        ("update_time", DAY),
        ("ctime", DAY),
        ("endTime", None),
        ("deadline_date", None),
    ):
        row = {name: "2026-08-14 10:00:00", "title": TITLE, "url": "/1.html"}
        assert days(ANY, json.dumps([row]), "application/json") == [day], name


@pytest.mark.parametrize("list_", [ANY, GOVERNMENT])
@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2026-01-05 2025-01-04 2026-01-03", "2026-01-05 - 2026-01-03"),
        ("2025-01-05 2026-01-04 2026-01-03 2026-01-02", "- 2026-01-04 2026-01-03 2026-01-02"),
        ("2026-01-05 2025-01-05 2026-01-05", "2026-01-05 - 2026-01-05"),
        ("2026-01-05 2025-12-30 2025-12-29", "2026-01-05 2025-12-30 2025-12-29"),
        ("2025-01-05 2025-01-04 2025-01-03", "2025-01-05 2025-01-04 2025-01-03"),
        ("2026-01-05 2025-01-20 2026-01-03", "2026-01-05 2025-01-20 2026-01-03"),
        ("2026-02-05 2025-02-04 2026-02-03", "2026-02-05 2025-02-04 2026-02-03"),
        ("2025-01-05 2026-01-04", "2025-01-05 2026-01-04"),
        ("2026-01-05 2025-01-04 2024-01-03", "2026-01-05 2025-01-04 2024-01-03"),
        ("2026-01-05 2024-01-04 2026-01-03", "2026-01-05 2024-01-04 2026-01-03"),
        ("2024-01-30 2024-02-29 2025-01-29", "2024-01-30 2024-02-29 2025-01-29"),
    ],
)
def test_in_january_the_old_year_is_a_slip_between_rows_of_the_new_one(list_: Source, printed: str, read: str) -> None:
    rows = (f"<li><a href=/{n}.html>{TITLE}第{n}批</a><i>{day}</i></li>" for n, day in enumerate(printed.split(), 1))
    assert days(list_, f"<ul>{''.join(rows)}</ul>") == [
        None if day == "-" else date.fromisoformat(day) for day in read.split()
    ]
