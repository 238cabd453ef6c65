"""The links of a page that may lead to a list: navigation, 更多, sections that an article names, feeds, data files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from monitor.listing.channel_data import front_units
from monitor.listing.rows import HTML, MAPS, Row, Rows
from monitor.markup.page import Page, line_of
from monitor.text.hygiene import tidy
from monitor.text.urls import absolute, host_of

if TYPE_CHECKING:
    from monitor.markup.tree import Element

FRONT, SECTION, MENU, MORE, FEED, DATA, SITEMAP, NEXT, FRAME = (
    "front", "section", "menu", "more", "feed", "data", "sitemap", "next", "frame",
)  # fmt: skip
# Kind → what people are told of where a list was found.
WORDS = {
    FRONT: "首页", SECTION: "文章所在栏目", MENU: "导航", MORE: "更多", FEED: "订阅源",
    DATA: "数据文件", SITEMAP: "站点地图", NEXT: "续页", FRAME: "框架页",
}  # fmt: skip
# What is looked at first. The front page leads to all others; a file of a menu's data is all of the menu; the section
# that an article names exists; a sitemap is long and has no titles.
STANDING = {FRONT: 100, DATA: 75, SECTION: 70, FEED: 60, FRAME: 52, NEXT: 50, MORE: 45, MENU: 40, SITEMAP: 10}
_NAME = 12  # characters; the name of a section is no longer
_CRUMBS = 8  # links in one line of 当前位置
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|pdf|docx?|xlsx?|zip|rar|apk|exe|m3u8|txt)$", re.IGNORECASE
)
_NO_LIST = re.compile(  # whole words: an association holds sso, research search
    r"(?<![a-z])(?:(?:user)?log(?:in|on)|register|passport|sso|account|search|comments?|feedback|share|downloads?"
    r"|contact(?:us)?|about(?:us)?|copyright)(?![a-z])|/user|sitemap\.s?html?|/(?:app|ad|ads|jobs?|zhaopin|lianxi|guanyu|privacy|help)(?:/|$)",
    re.IGNORECASE,
)
_NO_HOST = re.compile(r"(?:login|passport|sso|user|account|my|search|so|download|mail)\.", re.IGNORECASE)
_NOT_NAMED = re.compile(
    r"登录|登陆|注册|退出|客户端|下载|关于|联系|招聘|广告|版权|声明|隐私|帮助|举报|投稿|繁体|无障碍|手机版|收藏|设为|邮箱"
    r"|English|APP|微信|微博|抖音|返回顶部|许可证|备案|打印|关闭|分享|评论",
    re.IGNORECASE,
)
_MORE = re.compile(r"\W{0,4}(?:查看|阅读|点击)?更多\S{0,6}\W{0,4}|more\W{0,4}|全部|查看全部|进入频道", re.IGNORECASE)
_CRUMB = re.compile(r"crumb|bread|position|location|path|daohang|dqwz|curr|nav-?sub|weizhi", re.IGNORECASE)
_HERE = re.compile(r"(?:当前|您的?|所在|现在)(?:所在)?(?:的)?位置|首页\s*(?:>|»|›|/|-|·|→)|正文\s*$")
_HEALTH = re.compile(r"健康|卫生|卫健|医疗|医药|医院|医保|中医|疾控|养生|大健康|名医|康养")
_HEALTH_FOLDER = re.compile(r"health|jiankang|yiliao|weisheng|/(?:jk|ws|yl|yy)\w{0,3}/")
_DATA_FILE = re.compile(r"""["']([^"'\s<>{}()]{1,200}\.json(?:\?[^"'\s<>]{0,100})?)["']""")
_MOST_FILES = 20  # data files that a page names
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")


@dataclass(frozen=True)
class Lead:
    """A page that may be a list: its address, what the link calls it (may be empty), and where the link stood (one of
    the constants above)."""

    url: str
    name: str
    kind: str

    @property
    def is_health(self) -> bool:
        """Whether its name, or that of its folder, is one of a health section."""
        return is_health(self.name) or bool(_HEALTH_FOLDER.search(self.url))


def is_health(name: str) -> bool:
    """Tell whether a section of this name is about health: the name is short, and it says so."""
    return len(name) <= _NAME and bool(_HEALTH.search(name))


def read_leads(rows: Rows, response: TextResponse, is_other: Callable[[str], bool], article: bool) -> Iterator[Lead]:
    """Yield what a page leads to, in its order; an address may come several times. `is_other` tells of an address
    whether it is the outlet's and no article's. Of an `article` only the sections that it names count: what stands
    beside it stands on every page."""
    if rows.form == MAPS:
        yield from (Lead(row.url, "", SITEMAP) for row in rows.rows if is_other(row.url))
        return
    if rows.form == HTML and rows.page:
        yield from _declared_feeds(rows.page, is_other)
        yield from _data_files(response, is_other)
        yield from (Lead(url, "", DATA) for url in front_units(rows.page) if is_other(url))
    crumbs = _Crumbs()
    for row in rows.rows:
        if not is_other(row.url) or not _may_be_list(row.url) or row.url == response.url:
            continue
        name = _name(row)
        if _NOT_NAMED.search(name):
            continue
        if row.node is not None and crumbs.hold(row.node):
            yield Lead(row.url, name, SECTION)
        elif article:
            continue
        elif _MORE.fullmatch(name):
            yield Lead(row.url, _heading_of(row.node) if row.node is not None else "", MORE)
        elif 0 < len(name) <= _NAME:
            yield Lead(row.url, name, MENU)


def section_names(page: Page) -> Iterator[str]:
    """Yield the names of the sections in which an article says that it stands (the metas of government sites and of
    the agencies' systems)."""
    name = page.meta("ColumnName", "article:section", "section", "channel", "catalogs")
    yield from (part for part in re.split(r"[>_/|,，\s]+", name) if 1 < len(part) <= _NAME)


def _name(row: Row) -> str:
    if row.node is None:
        return tidy(row.title)
    return (
        line_of(row.node)
        or tidy(row.node.get("title"))
        or next((tidy(image.get("alt")) for image in row.node.iter("img") if image.get("alt")), "")
    )


def _may_be_list(url: str) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return not (_NO_PAGE.search(path) or _NO_LIST.search(path) or _NO_HOST.match(host_of(url)))


class _Crumbs:
    """Tells which links stand in the line that says where the page is; each element is looked at once."""

    def __init__(self) -> None:
        self._known: dict[Element, bool] = {}

    def hold(self, node: Element) -> bool:
        """Tell it of one link."""
        parent = node.getparent()
        return parent is not None and (self._is_line(parent) or self._is_line(parent.getparent()))

    def _is_line(self, element: Element | None) -> bool:
        if element is None or element.tag in ("body", "html"):
            return False
        if element not in self._known:
            few = len(list(islice(element.iter("a"), _CRUMBS + 1))) <= _CRUMBS
            names = f"{element.get('class', '')} {element.get('id', '')}"
            self._known[element] = few and bool(_CRUMB.search(names) or _HERE.search(line_of(element)))
        return self._known[element]


def _heading_of(node: Element) -> str:
    """The heading of the block to which a 更多 belongs."""
    parent = node.getparent()
    for _ in range(3):
        if parent is None or parent.tag == "body":
            break
        for heading in parent.iter("h1", "h2", "h3", "h4", "strong", "span", "b"):
            text = _MORE.sub("", line_of(heading))
            if 1 < len(text) <= _NAME:
                return text
        parent = parent.getparent()
    return ""


def _declared_feeds(page: Page, is_other: Callable[[str], bool]) -> Iterator[Lead]:
    for node in page.root.iter("link"):
        if node.get("type", "").strip().lower() in _FEED_TYPES and "alternate" in (node.get("rel") or "").lower():
            url = page.absolute(node.get("href", ""))
            if url and is_other(url):
                yield Lead(url, tidy(node.get("title")), FEED)


def _data_files(response: TextResponse, is_other: Callable[[str], bool]) -> Iterator[Lead]:
    for href in list(dict.fromkeys(_DATA_FILE.findall(response.text)))[:_MOST_FILES]:
        url = absolute(response, href.replace("\\/", "/"))
        if url and is_other(url):
            yield Lead(url, "", DATA)
