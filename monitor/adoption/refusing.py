"""What is no outlet: one article, a wall, a login, a search engine, a page without lists; and how that is told."""

from __future__ import annotations

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
from monitor.text.hygiene import fold
from monitor.text.markdown import plain_text
from monitor.text.urls import host_of

_ARTICLE = 100  # characters of text from which a page whose address could be an article's is one
_FOREIGN = 5  # headlines that lead to other sites, from which a page without own articles is one that finds for others
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
    if kind := refusal_on(front):
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
    if len(foreign) >= _FOREIGN:
        raise NoOutlet(f"这不是媒体：标题都链接到别的网站，像是搜索引擎或导航站：{front.url}")
    raise NoOutlet(f"这里没有文章列表，不像媒体的首页（看了 {looked_at} 页）：{front.url}")


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
