"""A link's words beyond ASCII, as a browser sends them."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.text.urls import absolute


def test_a_query_goes_in_the_encoding_of_the_page_and_a_path_in_utf_8() -> None:
    for encoding, href, address in (
        ("gb18030", "list.asp?class=健康&p=1", "http://x.cn/a/list.asp?class=%BD%A1%BF%B5&p=1"),
        ("gb18030", "/健康/1.html?c=健", "http://x.cn/健康/1.html?c=%BD%A1"),
        ("gb18030", "/健康/1.html", "http://x.cn/健康/1.html"),
        ("gb18030", "?c=%BD%A1", "http://x.cn/a/?c=%BD%A1"),
        ("utf-8", "list.asp?class=健康", "http://x.cn/a/list.asp?class=健康"),
    ):
        page = HtmlResponse("http://x.cn/a/", body=b"<p>", encoding=encoding)
        assert absolute(page, href) == address
