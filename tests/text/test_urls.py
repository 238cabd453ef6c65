"""Addresses of links."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from monitor.text.urls import absolute


@pytest.mark.parametrize("href", ["http://[", "http://x.cn:99999/1", "//x.cn:port/1", "http://x.cn:-1/", "/\ud800"])
def test_a_link_of_which_no_request_can_be_made_is_none(href: str) -> None:
    assert absolute(HtmlResponse("http://x.cn/"), href) == ""


@pytest.mark.parametrize(("href", "address"), [("/1", "http://x.cn/1"), ("//x.cn:8080/1", "http://x.cn:8080/1")])
def test_others_are(href: str, address: str) -> None:
    assert Request(absolute(HtmlResponse("http://x.cn/"), href)).url == address
