"""Addresses of links."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from monitor.text.urls import absolute, pasted_address, plain_address, tidied


@pytest.mark.parametrize(
    "href", ["http://[", "http://x.cn:99999/1", "//x.cn:port/1", "http://x.cn:-1/", "/\ud800", "http://＼/1"]
)
def test_a_link_of_which_no_request_can_be_made_is_none(href: str) -> None:
    assert absolute(HtmlResponse("http://x.cn/"), href) == ""


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/1", "http://x.cn/1"),
        ("//x.cn:8080/1", "http://x.cn:8080/1"),
        ("http:///x.cn/1", "http://x.cn/1"),
        ("https:\\\\\\y.cn\\1", "https://y.cn/1"),
        ("/a?u=http:///y", "http://x.cn/a?u=http:///y"),
    ],
)
def test_others_are(href: str, address: str) -> None:
    assert Request(absolute(HtmlResponse("http://x.cn/"), href)).url == address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("HTTPS://WWW.X.CN/A/b.HTML?Q=C", "https://www.x.cn/A/b.HTML?Q=C"),
        ("http://x.cn:80/1", "http://x.cn/1"),
        ("https://x.cn:443", "https://x.cn"),
        ("https://x.cn:80/1", "https://x.cn:80/1"),
        (" https://x.cn/a/\n 1.html\ufeff", "https://x.cn/a/1.html"),
        ("/a B", "/aB"),
        ("http://x.cn//a//1.html", "http://x.cn/a//1.html"),
        ("http://x.cn/zwgk/./202603/././1.html", "http://x.cn/zwgk/202603/1.html"),
        ("http://x.cn/a/1.jhtml;jsessionid=0A1B2C.node1!-7?b=2", "http://x.cn/a/1.jhtml?b=2"),
        ("http://x.cn/a/1.jhtml;JSESSIONID=0A1B2C", "http://x.cn/a/1.jhtml"),
        ("http://x.cn/./r?u=http://y.cn/./d#/./e", "http://x.cn/r?u=http://y.cn/./d#/./e"),
        ("http://x.cn/d?spm=a2.b&id=7", "http://x.cn/d?id=7"),
        ("http://x.cn/d?id=7&utm_source=wx&utm_medium=m", "http://x.cn/d?id=7"),
        ("http://x.cn/d?spm=1&scm=2&id=7&spm=3&page=2", "http://x.cn/d?id=7&page=2"),
        ("http://x.cn/d.html?spm=1&isappinstalled=0", "http://x.cn/d.html"),
        ("http://x.cn/d.html?spm=1#top", "http://x.cn/d.html#top"),
        ("http://x.cn/d?xspm=1&id=7", "http://x.cn/d?xspm=1&id=7"),
        ("http://x.cn/d?u=http://y.cn/?b#spm=1", "http://x.cn/d?u=http://y.cn/?b#spm=1"),
        ("http://x.cn/d?", "http://x.cn/d?"),
        ("http://x.cn/a;b=1/c.html?u=http://y.cn//d", "http://x.cn/a;b=1/c.html?u=http://y.cn//d"),
    ],
)
def test_an_address_has_one_form(typed: str, address: str) -> None:
    assert tidied(typed) == address


@pytest.mark.parametrize(
    "pasted",
    [
        "HTTPS://X.cn/a/1.html",
        "“https://x.cn/a/1.html”",
        "'https://x.cn/a/1.html',",
        "<https://x.cn/a/1.html>",
        "（https://x.cn/a/1.html）",
        "(https://x.cn/a/1.html)",
        "来源：https://x.cn/a/1.html。",
        "电子病历上线 https://x.cn/a/1.html 云州网",
        "https://x.cn/a/\n1.html",
        "https://x.cn/a/1.html https://x.cn/a/2.html",
        "ｈｔｔｐ不是；https：//x.cn/a/1.html",
        "https：／／x.cn/a/1.html，详见",
    ],
)
def test_an_address_is_found_in_what_is_pasted(pasted: str) -> None:
    assert pasted_address(pasted) == "https://x.cn/a/1.html"


@pytest.mark.parametrize("words", ["", "x.cn/a/1.html", "javascript:alert(1)", "https://", "https://（）", "file:///x"])
def test_words_without_one_have_none(words: str) -> None:
    assert pasted_address(words) == ""


@pytest.mark.parametrize("url", ["http://＼/1. 第一条", "http://[", "http://x.cn:99999/"])
def test_an_address_of_no_host_has_a_plain_form_too(url: str) -> None:
    assert plain_address(url).url


def test_a_bracket_of_its_own_stays() -> None:
    assert pasted_address("https://x.cn/a_(1)") == "https://x.cn/a_(1)"
