"""Where a redirect by status leads, whatever its server writes for an address."""

from __future__ import annotations

import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from monitor.network.redirects import Redirects

ASKED = "http://www.yunzhou.cn/yl/t1.html"


@pytest.fixture
def redirects() -> Redirects:
    crawler = get_crawler(Spider)
    crawler.spider = Spider.from_crawler(crawler, "yunzhou")
    return Redirects.from_crawler(crawler)


def test_a_backslash_in_a_path_is_a_slash(redirects: Redirects) -> None:
    for location, led in (
        (rb"\jk\t1.html", "http://www.yunzhou.cn/jk/t1.html"),
        (rb"..\jk\t1.html?a=1", "http://www.yunzhou.cn/jk/t1.html?a=1"),
        (rb"http:\\www.yunzhou.cn\jk\t1.html", "http://www.yunzhou.cn/jk/t1.html"),
        (rb"/jk/t1.html?file=a\b", "http://www.yunzhou.cn/jk/t1.html?file=a%5Cb"),
        ("/jk/誠.html".encode("gbk"), "http://www.yunzhou.cn/jk/%D5%5C.html"),
    ):
        answer = redirects.process_response(Request(ASKED), Response(ASKED, 302, headers={"Location": location}))
        assert isinstance(answer, Request), location
        assert answer.url == led
