"""Headers that servers fill with raw bytes: a replay reads of them what the run did."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings

from monitor.archive.storage import WarcStorage
from monitor.issue_calendar import IssueCalendar
from monitor.network.redirects import _refreshed

URL = "http://x.cn/a.html"


def again(home: Path, response: Response) -> Response:
    """What a replay makes of `response`."""
    spider = Spider("people")
    spider.window = IssueCalendar().by_number(653).window  # type: ignore[attr-defined]
    recording = WarcStorage(Settings({"MONITOR_HOME": str(home)}))
    recording.open_spider(spider)
    recording.store_response(spider, Request(URL), response)
    recording.close_spider(spider)
    (path,) = home.rglob("people-*.warc.gz")
    given = {"MONITOR_HOME": "nowhere", "ARCHIVE_REPLAY": [str(path)], "HTTPCACHE_IGNORE_MISSING": True}
    replaying = WarcStorage(Settings(given))
    replaying.open_spider(spider)
    replayed = replaying.retrieve_response(spider, Request(URL))
    assert replayed is not None
    return replayed


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_refresh_leads_where_it_led(tmp_path: Path, encoding: str) -> None:
    live = HtmlResponse(URL, headers={"Refresh": "0; url=/云/1.html?k=州".encode(encoding)}, body=b" ")
    replayed = again(tmp_path, live)
    assert isinstance(replayed, HtmlResponse)
    led = f"http://x.cn/{quote('云'.encode(encoding))}/1.html?k={quote('州'.encode(encoding))}"
    assert [*_refreshed(live, 60)] == [*_refreshed(replayed, 60)] == [led]


def test_a_name_in_gbk_hides_no_charset(tmp_path: Path) -> None:
    kind = "text/html; charset=gbk; name=云".encode("gb18030")
    replayed = again(tmp_path, Response(URL, headers={"Content-Type": kind, "云": b"1", "X-A": b"1"}, body=b"a"))
    assert (replayed.headers["Content-Type"] or b"").startswith(b"text/html; charset=gbk;")
    assert replayed.headers["X-A"] == b"1"
    assert responsetypes.from_headers(replayed.headers) is HtmlResponse
