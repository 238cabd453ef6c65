"""What is no outlet: one article, a wall, a login, a search engine, a page without lists; and how that is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from scrapy.http import TextResponse

from monitor.exceptions import MonitorError, PageError
from monitor.guessing.clusters import is_headline
from monitor.guessing.shapes import read_shape
from monitor.guessing.site import domain_of
from monitor.markup.page import Page
from monitor.network.failures import describe
from monitor.reading.article import read_article
from monitor.reading.guards import refusal_on
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import plain_text
from monitor.text.urls import host_of, is_web_address

_ARTICLE = 100  # characters of text from which a page whose address could be an article's is one
_FOREIGN = 5  # headlines that lead to other sites, from which a page without own articles is one that finds for others
_NAMELESS = 5  # headlines of its own, from which what is wrong with them is the reason
_DOOR = 5  # links; a page that only leads to the front page has fewer
_NOTE = 60  # characters of text, with its title; a page that says more is a page
_LED = re.compile(r"location(?:\.href)?\s{0,9}(?:=|\.(?:replace|assign)\s{0,9}\()\s{0,9}[\"']([^\"'\s]{1,300})[\"']")
_SPELT = re.compile("(?:%[0-9A-Fa-f]{2}){6}")  # a title, with digits that number nothing
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:")
_HAN, _LETTER = re.compile("[\u4e00-\u9fff]"), re.compile(r"[^\W\d_]")
_SCARCE = 10  # letters of which one at least is Han in a Chinese text, whatever names and abbreviations are in it
_SHOWN = 3  # addresses in one line
_LOGIN = 40  # links; a front page on which one can log in has more


class NoOutlet(MonitorError):
    """Raised for an address that is no outlet's front page."""


class Unreachable(MonitorError):
    """Raised where the front page cannot be had."""

    exit_code = 3


def refuse_front(front: TextResponse) -> None:
    """Raise NoOutlet for a front page that says itself that it is none: a wall, a notice, a login."""
    page = _page(front)
    if page and page.first("input[type=password]") is not None and len(page.all("a[href]")) < _LOGIN:
        raise NoOutlet(f"这是登录页，不是媒体的首页：{front.url}")
    kind = refusal_on(front)
    if (kind or page is None) and (door := _door(front)):
        raise NoOutlet(door)
    if kind:
        raise NoOutlet(f"这不是媒体的首页，是别的页面（{describe(kind.kind)}）：{front.url}")
    if page is None and not front.body.strip():
        raise NoOutlet(f"这不是媒体的首页，是空页面：{front.url}")


def refuse_article(front: TextResponse, is_known: bool) -> None:
    """Raise NoOutlet for an article. `is_known`: its address has the form that those on it have."""
    if is_known or (read_shape(front.url) and _reads(front)):
        host = host_of(front.url)
        raise NoOutlet(
            f"这是一篇文章，不是媒体的首页：{front.url}；请给首页的网址，例如 {front.url[:5].rstrip(':')}://{host}/"
        )


def refuse_without_articles(front: TextResponse, links: Mapping[str, str], looked_at: int) -> NoReturn:
    """Raise NoOutlet for a page that leads to no article of its own. `links`: address → words of all its links;
    `looked_at`: how many pages were looked at."""
    own = domain_of(host_of(front.url))
    foreign = {host_of(url) for url, title in links.items() if is_headline(title) and domain_of(host_of(url)) != own}
    headlines = [url for url, title in links.items() if is_headline(title) and domain_of(host_of(url)) == own]
    nameless = [url for url in headlines if read_shape(url) is None or _SPELT.search(url)]
    if len(nameless) >= _NAMELESS:
        raise NoOutlet(
            f"页面上有 {len(nameless)} 条标题，网址里却没有分得清每一篇的编号（例如 {nameless[0]}），"
            "scrapy adopt 认不出这样的文章；请用 scrapy genspider 写模块，自己写 articles（docs/新增媒体.md）"
        )
    if door := _door(front):
        raise NoOutlet(door)
    if not _HAN.search(_text(front)):
        raise NoOutlet(f"页面不是中文的，这个系统只读中文：{front.url}；有中文站的，请给它首页的网址")
    if len(foreign) >= _FOREIGN:
        raise NoOutlet(f"这不是媒体：标题都链接到别的网站，像是搜索引擎或导航站：{front.url}")
    if len(headlines) - len(nameless) >= _NAMELESS and looked_at > 1:
        raise NoOutlet(
            f"页面上有 {len(headlines)} 条标题，打开看的几篇却认不出文章：打不开，或页面里找不到那条标题和正文"
            f"（看了 {looked_at} 页）：{front.url}；请先用浏览器看看，再用 scrapy genspider 写模块"
        )
    raise NoOutlet(f"这里没有文章列表，不像媒体的首页（看了 {looked_at} 页）：{front.url}")


def is_chinese(text: str) -> bool:
    """Tell whether a text is Chinese: of a foreign one no more than names are."""
    return len(_HAN.findall(text)) * _SCARCE >= len(_LETTER.findall(text))


def _door(front: TextResponse) -> str:
    """What a page is that only leads to the front page, and what to give instead; empty if it is none."""
    links = [url for url in front.css("a::attr(href), area::attr(href)").getall() if not url.startswith(_NO_PAGE)]
    whole = front.css("frameset frame::attr(src)").getall()
    if len(links) >= _DOOR or (not whole and len(tidy(_text(front))) > _NOTE):
        return ""
    frames = whole or front.css("iframe::attr(src)").getall()
    led = _LED.findall(" ".join(front.css("script::text").getall()))
    for what, found in (("框架页，内容在框架里", frames), ("由脚本选定去处的页", led), ("过场页", links)):
        own = domain_of(host_of(front.url))
        places = dict.fromkeys(map(front.urljoin, found))
        if there := [
            url for url in places if is_web_address(url) and domain_of(host_of(url)) == own and url != front.url
        ]:
            return f"这是{what}，不是首页：{front.url}；请给里面那一页的网址：{' 或 '.join(there[:_SHOWN])}"
    return ""


def _text(front: TextResponse) -> str:
    return " ".join(front.xpath("//text()[not(ancestor::script or ancestor::style)]").getall())


def _page(response: TextResponse) -> Page | None:
    try:
        return Page(response)
    except PageError:
        return None


def _reads(response: TextResponse) -> bool:
    try:
        item = read_article(response, "adopt", response.url)
    except PageError:
        return False
    title = fold(Page(response).title)
    return len(plain_text(item.article_body)) >= _ARTICLE and bool(title) and fold(item.headline)[:12] in title
