"""Who may be asked. Redirects over real connections: tests/run/test_hostile.py; pictures: tests/issue/test_pictures.py."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

import pytest
from answering import Answer, Handler
from conftest import PROJECT, Scrapy
from faulty_outlets import made
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from monitor.network.public_network import PublicNetwork, is_public


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "[fe80::1]", "0.0.0.0", "localhost", "a.localhost",
     "intranet", "nas.local", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "224.0.0.1", "::ffff:127.0.0.1", "", "fec0::1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::808:808", "x.mail",
     "100.64.0.1", "printer.corp", "db.internal", "nas.home.arpa", "1.0.0.127.in-addr.arpa", "app.test", "a.invalid", "x.onion", "wiki.intranet", "NAS.LOCAL", "nas.local.",
     "127。0。0。1", "１２７.0.0.1", "nas｡local", "ｎａｓ.ｌｏｃａｌ", "127%2e0%2e0%2e1", "a..cn", "-", "x.cn/y", f"{'a' * 70}.cn"],
)  # fmt: skip
def test_a_private_host_is_refused(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    "host",
    ["www.news.cn", "8.8.8.8", "2001:4860:4860::8888", "img3.chinadaily.com.cn", "xn--fiq228c.cn", "中文网.中国", "local.cn", "test.corp.com", "steady.example", "a_b.cn", "www.x.cn."],
)  # fmt: skip
def test_a_public_host_is_not(host: str) -> None:
    assert is_public(host)


def middleware(host: str = "paper.example") -> PublicNetwork:
    crawler = get_crawler(Spider)
    crawler.spider = made("paper", "报", host)()
    return PublicNetwork(crawler)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "data:text/html,x", "ftp://x.cn/a.jpg", "http://127.0.0.1/a.jpg", "http://127.0.0.1:9/",
     "http://paper.example:22/", "https://paper.example:8443/", "http://img.x.cn:6379/a.jpg", "http:///a",
     "http://paper.example:0/", "http://paper.example@nas.corp/", "http://NAS.Local./",
     "http://１２７。0。0。1/", "http://nas%2elocal/", "http://office.x.cn/"],
)  # fmt: skip
@pytest.mark.parametrize("proxy", ["", "http://office.x.cn:3128"])
def test_nothing_else_is_asked_not_even_of_a_proxy(monkeypatch: pytest.MonkeyPatch, url: str, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", "http://office.x.cn:3128")  # that it is there is nobody's affair
    with pytest.raises(IgnoreRequest):
        middleware().process_request(Request(url, meta={"proxy": proxy} if proxy else {}))


@pytest.mark.parametrize(
    "url", ["http://paper.example/", "https://paper.example:443/", "http://img.x.cn:80/a.jpg", "http://8.8.8.8/"]
)
def test_the_public_network_is_asked(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("no_proxy", "paper.example")
    middleware().process_request(Request(url))


def test_what_a_declaration_names_is_asked_and_a_port_that_a_first_request_names() -> None:
    asking = middleware("127.0.0.1:8080")
    first, moved = {"is_start_request": True}, {"is_start_request": True, "redirect_times": 1}
    asking.process_request(Request("http://127.0.0.1:8080/list", meta=first))
    asking.process_request(Request("http://127.0.0.1:8080/1.html"))
    for url in ("http://127.0.0.1:22/", "http://10.0.0.1:8080/"):
        with pytest.raises(IgnoreRequest):
            asking.process_request(Request(url, meta=moved))


@pytest.mark.parametrize("address", ["192.168.1.1", "127.0.0.1", "fe80::1"])
def test_an_answer_from_a_private_address_is_refused_but_not_a_proxys(address: str) -> None:
    response = Response("http://rebound.x.cn/a.jpg", ip_address=ip_address(address))
    with pytest.raises(IgnoreRequest):
        middleware().process_response(Request(response.url), response)
    behind = Request(response.url, meta={"proxy": "http://192.168.1.1:3128"})
    assert middleware().process_response(behind, response) is response


@pytest.mark.parametrize(
    ("outlet", "admitted", "asked"),
    [("rebound", "", False), ("rebound", "10.0.0.0/8, 127.0.0.0/8", True), ("local", "", True)],
)
def test_a_name_that_leads_home_is_not_connected_to(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], outlet: str, admitted: str, asked: bool
) -> None:
    paths: list[str] = []

    def answer(handler: Handler) -> None:
        paths.append(handler.path)
        handler.send(200, b'<ul class="list"><a href="/20251205/1.html">x</a></ul>')

    port = serve(answer)["http_proxy"].rsplit(":", 1)[1]
    env = {"SITE_PORT": port, "PYTHONPATH": str(PROJECT / "tests"), "http_proxy": "", "no_proxy": f"{outlet}.example"}
    given = ("-a", "since=2025-12-06", "-a", "until=2025-12-12", "-s", "SPIDER_MODULES=rebound_outlets",
             "-s", "DOWNLOAD_DELAY=0", "-s", f"PRIVATE_NETWORKS_ADMITTED={admitted}")  # fmt: skip
    process = scrapy("crawl", outlet, *given, env=env)
    assert process.returncode == (0 if asked else 3), process.stderr
    assert ("不是公网地址" in process.stderr) != asked
    assert paths == (["/list/"] if asked else [])


def test_a_setting_that_names_no_network_is_refused_in_one_line(scrapy: Scrapy) -> None:
    process = scrapy("weekly", "653", "-s", "PRIVATE_NETWORKS_ADMITTED=home")
    assert process.returncode == 2
    assert "PRIVATE_NETWORKS_ADMITTED" in process.stderr.splitlines()[-1]
    assert "Traceback" not in process.stderr
