"""Sitemaps, robots.txt and addresses by anyone's hand: read, or refused by the named exceptions."""

from __future__ import annotations

import time
from contextlib import suppress

from hostile_inputs import HTML, URLS, WORDS, encoded
from hypothesis import given
from hypothesis import strategies as st
from page_bench import OUTLETS
from protego import Protego
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings
from scrapy.utils.test import get_crawler
from tried import hostile

from monitor.exceptions import PageError
from monitor.listing.sitemap import SitemapIndex
from monitor.network.public_network import PublicNetwork, is_public
from monitor.network.redirects import Redirects, Refreshes, _same
from monitor.network.robots import _concerning
from monitor.network.shells import has_text, script_targets
from monitor.outlet.registry import find_outlet
from monitor.text.urls import absolute, host_of, is_web_address, plain_address

PEOPLE = OUTLETS["people"]
SITEMAP = next(source for source in PEOPLE.sources if isinstance(source, SitemapIndex))
_CRAWLER = get_crawler(Spider)
NETWORK, REDIRECTS, REFRESHES = (each.from_crawler(_CRAWLER) for each in (PublicNetwork, Redirects, Refreshes))
AGENT = get_project_settings()["USER_AGENT"]
PAGE = HtmlResponse("http://x.cn/a/b.html", body=b"<p>x", encoding="utf-8")

_ENTRIES = st.one_of(
    st.builds("<url><loc>{}</loc>{}</url>".format, st.one_of(URLS, st.just("http://health.people.com.cn/n1/2025/1212/c14739-40600001.html")), HTML),
    st.builds("<sitemap><loc>{}</loc></sitemap>".format, URLS),
    st.sampled_from(["<loc>", "<url/>", "<loc/>", "</urlset>", "&a;", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<url><loc><loc>x</loc></loc></url>"]),
    HTML,
)  # fmt: skip
_MAPS = st.builds(
    lambda head, root, entries: f"{head}<{root}>{''.join(entries)}</{root}>",
    st.sampled_from(
        ["", "\ufeff", '<?xml version="1.0" encoding="utf-16"?>', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>']
    ),
    st.sampled_from(["urlset", "sitemapindex", 'urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', "html", ""]),
    st.lists(_ENTRIES, max_size=6),
)  # fmt: skip


@hostile("sitemaps", 150)
@given(_MAPS, st.sampled_from(["utf-8", "utf-16", "gb18030"]), st.floats(0, 2))
def test_sitemaps(text: str, encoding: str, rest: float) -> None:
    body = encoded(text, encoding)
    response = TextResponse(SITEMAP.url, body=body[: int(len(body) * rest)], request=Request(SITEMAP.url))
    try:
        listing = SITEMAP.read(response, PEOPLE.identify)
    except PageError:
        return
    assert all(PEOPLE.claims(link.url) for link in listing.links)
    assert all(request.url for request in listing.deeper)


_RULES = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["User-agent:", "Disallow:", "Allow:", "Crawl-delay:", "Sitemap:", "Request-rate:", "Visit-time:", "", "user agent"]),
        st.one_of(WORDS, URLS, st.sampled_from(["*", " *", " zhoubao", "/" + "*" * 60 + "$", "/*a*a*a*a*b$", "nan", "inf", "-1", "1e999", "1/0s", "%%", "/%"])),
        st.sampled_from(["\n", "\r", "\r\n", "#", "\x00", " "]),
    ),
    max_size=20,
)  # fmt: skip


@hostile("robots", 200)
@given(_RULES.map("".join), st.sampled_from(["utf-8", "utf-16", "gb18030", "latin-1"]), URLS)
def test_robots(text: str, encoding: str, url: str) -> None:
    body = _concerning(encoded(text, encoding), AGENT.lower().encode())
    rules = Protego.parse(body.decode("utf-8", "ignore"))
    start = time.process_time()
    for each in ("http://x.cn/", "http://x.cn/" + "a" * 60):
        assert isinstance(rules.can_fetch(each, AGENT), bool)
    rules.crawl_delay(AGENT)
    assert time.process_time() - start < 5, "a rule of stars takes no time without an end"


@hostile("addresses", 300)
@given(URLS, st.sampled_from([None, *OUTLETS.values()]))
def test_addresses(url: str, outlet: type | None) -> None:
    """Of a link on a page: what becomes a request is one, and to the public network alone."""
    settings: Settings = get_project_settings()
    found = absolute(PAGE, url)
    if found and is_web_address(found):
        Request(found)
        NETWORK.refusal(found)
        _same(found, "http://x.cn/")
        find_outlet(settings, found)
        assert plain_address(found).key
    assert isinstance(is_public(host_of(url)), bool)
    for each in [outlet] if outlet else OUTLETS.values():
        address = each.identify(url)  # type: ignore[attr-defined]
        assert address is None or address.page >= 0
        assert isinstance(each.claims(url), bool)  # type: ignore[attr-defined]


@hostile("refreshes", 100)
@given(
    st.sampled_from(
        ["<script>location.href='{}'</script>", "<script>window.location=\"{}\"", "<meta http-equiv=refresh content='0;url={}'>", "<body onload=\"location='{}'\">"]
    ),
    URLS, HTML,
)  # fmt: skip
def test_pages_that_lead_on(form: str, url: str, rest: str) -> None:
    response = HtmlResponse("http://x.cn/", body=encoded(form.format(url) + rest, "utf-8"), encoding="utf-8")
    assert isinstance(has_text(response), bool)
    for target in script_targets(response):
        Request(target)
    asked = Request("http://x.cn/")
    assert isinstance(REFRESHES.process_response(asked, response), Request | HtmlResponse)
    with suppress(IgnoreRequest):
        moved = Response("http://x.cn/", 302, headers={"Location": encoded(url, "utf-8")})
        assert isinstance(REDIRECTS.process_response(asked, moved), Request | Response)
