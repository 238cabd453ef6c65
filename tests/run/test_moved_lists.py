"""A list whose address leads elsewhere: `probe` and a run tell where to."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from answering import Answer, Handler
from conftest import Scrapy
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from test_odd_servers import GIVEN, TITLES, WINDOW, article, listed

from monitor.outlet.lists import led_to

LOGIN = '<html><head><title>用户登录</title></head><body><form><input name="u"><input type="password" name="p"><button>登录</button></form></body></html>'


class Leads:
    """The list leads to an address; the other pages are sound."""

    def __init__(self, place: str) -> None:
        self.place = place

    def __call__(self, handler: Handler) -> None:
        parts = urlsplit(handler.path)
        if parts.path in TITLES:
            handler.send(200, article(parts.path))
        elif parts.path == "/list/" and parts.hostname == "new-pager.example":
            handler.send(301, Location=self.place)
        elif "login" in parts.path:
            handler.send(200, LOGIN.encode())
        else:
            handler.send(200, listed(1, 2, 3))


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("http://moved.example/list/", "跳转到站外"),
        ("http://new-pager.example/", "跳转到别的页面"),
        ("http://new-pager.example/login.html?from=list", "被拦截"),
    ],
    ids=["other-host", "front-page", "login"],
)
@pytest.mark.parametrize("command", ["crawl", "probe"])
def test_where_a_list_leads_is_told(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], command: str, place: str, told: str
) -> None:
    env = {**serve(Leads(place)), "PYTHONPATH": "tests"}
    words = ("crawl", "new_pager", *WINDOW) if command == "crawl" else ("probe", "new_pager")
    done = scrapy(*words, *GIVEN, "-s", "DISCOVERY_MAX_PAGES=0", "-s", "MONITOR_TODAY=2025-12-12", env=env)
    assert done.returncode == 3
    assert told in done.stderr
    assert place.partition("?")[0] in done.stderr


@pytest.mark.parametrize("place", ["http://new-pager.example/news/", "/list"], ids=["other-folder", "no-slash"])
def test_a_list_that_is_read_where_it_leads_is_no_fault(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], place: str
) -> None:
    env = {**serve(Leads(place)), "PYTHONPATH": "tests"}
    done = scrapy("crawl", "new_pager", *WINDOW, *GIVEN, "-s", "MONITOR_TODAY=2025-12-12", env=env)
    assert (done.returncode, " → " in done.stderr) == (0, False), done.stderr


LIST = "http://new-pager.example/list/"


@pytest.mark.parametrize(
    ("been", "answer", "led"),
    [
        ([], Response(LIST), ""),
        ([LIST], Response(LIST.replace("http:", "https:")), ""),
        ([LIST], Response("http://new-pager.example/list?x=1"), ""),
        ([LIST], Response("http://new-pager.example/login?from=list"), "http://new-pager.example/login"),
        ([], IgnoreRequest("redirected off site: http://moved.example/"), "http://moved.example/"),
        ([], IgnoreRequest("Forbidden by robots.txt"), ""),
        ([], TimeoutError("http://moved.example/"), ""),
    ],
)
def test_where_a_request_was_led(been: list[str], answer: Response | BaseException, led: str) -> None:
    meta = {"redirect_urls": been} if been else {}
    assert led_to(Request(LIST, meta=meta), answer) == led
