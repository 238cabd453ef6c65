"""HTML lists of links: columns, channel indexes, home-page blocks, also those that a script fills in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import TextResponse

from monitor.data.scripts import call_in, opened_by
from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.links import BY_SCRIPT, link_address, link_title
from monitor.listing.source import Identify, Link, Listing, Source, collect
from monitor.markup.page import Page, line_of
from monitor.text.hygiene import tidy
from monitor.text.urls import host_of, is_web_address

if TYPE_CHECKING:
    from monitor.markup.tree import Element

NEXT = re.compile(
    r"\W{0,4}(?:下\s?一?\s?[页頁]|后一?页|[往向]后翻?页?|next(?: page)?|older(?: posts)?"
    r"|(?:点击|点此)?(?:加载|显示|浏览)更多(?:新闻|内容|文章|资讯|信息)?)\W{0,4}|[>›»→]{1,2}",
    re.IGNORECASE,
)
_WORD = 20  # characters
_FRAMED = "framed"  # key in Request.meta: a page shows this one in a frame
_MOST_FRAMES = 4
_NO_LIST = re.compile(
    r"(?<![a-z])(?:ads?|advert\w*|banner|stat|count\w*|weather|tianqi|share|log(?:in|on)|comment|play(?:er)?|video|captcha|verify)(?![a-z])",
    re.IGNORECASE,
)
_SCRIPTS = 300_000  # characters of a page's own scripts that are looked at
# A document in JSON that an attribute holds, and the markup of one.
_DOCUMENT = re.compile(r"\s{0,9}(?:\[\s{0,9})?\{\s{0,9}\"")
_HOLDS = re.compile(r"=\s?(?:'\s{0,9}(?:\[\s{0,9})?\{\s{0,9}\"|\"\s{0,9}(?:\[\s{0,9})?\{\s{0,9}&(?:quot|#34);)")
WAIT_FOR = "wait_for"  # key in Request.meta: what the page shows once its script has filled the list


@dataclass(frozen=True, kw_only=True)
class SectionList(Source):
    """A page of links at `url`. `rows` are selectors of links in the order to be tried; where none gives an article,
    every link of the page is looked at, for the address says what is an article. The landmark is an article link.

    Pages after the first are called `next_name` with {n} = `second`, and so on. Where `next_link` selects links, one of
    them must lead to the next number ({x} stands for a word that only the link knows); else the name is put beside the
    first page's.
    """

    url: str
    rows: tuple[str, ...] = ()
    next_link: str = ""
    next_name: str = ""
    second: int = 2

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the first page; the window is reached by paging."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the links of one page and its next page, or what it shows in frames. Raises LayoutChanged if there is
        no article link at all."""
        page = Page(response)
        for css in (*self.rows, f"a[href], {BY_SCRIPT}"):
            if links := self._links(page, css, identify):
                following = self._next(page)
                offered = next_offered(page) if following else None
                if offered and response.url != self.url and self._number(response.url) < self.second:
                    following = Request(offered)  # the pages are called otherwise now
                return Listing(links, next_page=following, offered=offered)
        if frames := frames_of(page):
            return Listing((), deeper=frames)
        raise LayoutChanged(f"列表页上没有一个文章链接：{response.url}")

    def _links(self, page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
        return read_links(page, css, identify)

    def _next(self, page: Page) -> Request | None:
        if not self.next_name:
            return None
        following = self._number(page.response.url) + 1
        if self.next_link:
            hrefs = [node.get("href", "").strip() for node in page.all(self.next_link)]
            targets = [page.absolute(href) for href in hrefs if href and not href.startswith("javascript")]
            return next((Request(url) for url in targets if self._number(url) == following), None)
        return Request(urljoin(self.url, self.next_name.format(n=following)))

    def _number(self, url: str) -> int:
        name = re.escape(self.next_name).replace(r"\{n\}", r"(\d{1,6})(?!\d)").replace(r"\{x\}", r"\w+")
        match = re.search(name, url)
        return int(match[1]) if match else self.second - 1


@dataclass(frozen=True, kw_only=True)
class RenderedList(SectionList):
    """A section list that is read once the page shows what the selector `wait_for` names."""

    wait_for: str
    needs_browser: ClassVar[bool] = True

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request that a browser is to carry out."""
        yield Request(self.url, meta={WAIT_FOR: self.wait_for})


def _is_next(node: Element) -> bool:
    """Tell whether a page calls what an element leads to its next one, whatever words it has: `rel=next`."""
    return "next" in (node.get("rel") or "").lower().split()


def declared_next(page: Page) -> list[tuple[Element, str]]:
    """Return what the head of a page calls its next page, each with its address."""
    return [(node, page.absolute(node.get("href", ""))) for node in page.root.iter("link") if _is_next(node)]


def paging_words(node: Element) -> str:
    """Return what a link to another page of a list says: its words, else those of its picture, or of what it shows to
    who points at it, or those of a button."""
    names = ("alt", "title", "aria-label", "value")
    told = (tidy(each.get(name)) for each in (*node.iter("img"), node) for name in names)
    return "下一页" if _is_next(node) else line_of(node, _WORD) or next(filter(None, told), "")


def next_offered(page: Page) -> str:
    """Return the address of the link by which a list leads to its next page (下一页), empty without one."""
    links = (page.absolute(link_address(node)) for node in page.root.iter("a") if NEXT.fullmatch(paging_words(node)))
    here = page.response.url
    return next((url for url in links if is_web_address(url) and host_of(url) == host_of(here) and url != here), "")


def own_script(page: Page) -> str:
    """Return what stands in the scripts of a page, without those that are files, and the documents that its elements
    have for a script to draw."""
    scripts = [node.text or "" for node in page.root.iter("script") if not node.get("src")]
    held = page.root.iter() if _HOLDS.search(page.response.text) else ()
    scripts += (value for node in held for value in node.attrib.values() if _DOCUMENT.match(value))
    return "\n".join(scripts)[:_SCRIPTS]


class Links:
    """Where the links of a page lead, also those that hand a function of its own script what tells their article."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def address(self, node: Element) -> str:
        """Return it as the page writes it, empty if it leads nowhere."""
        if address := link_address(node):
            return address
        name, value = next(filter(any, (call_in(node.get(each) or "") for each in ("href", "onclick"))), ("", ""))
        stem, end = self._functions.get(name, ("", "")) if name else ("", "")
        return f"{stem}{value}{end}" if stem else ""

    @cached_property
    def _functions(self) -> dict[str, tuple[str, str]]:
        return opened_by(own_script(self._page))


def frames_of(page: Page) -> tuple[Request, ...]:
    """Return requests for what the site shows in frames on a page, as old sites do with their lists; none for a page
    that stands in a frame itself."""
    if page.response.request and page.response.request.meta.get(_FRAMED):
        return ()
    found = dict.fromkeys(page.absolute(node.get("src") or "") for node in page.root.iter("frame", "iframe"))
    here = host_of(page.response.url)
    own = [url for url in found if is_web_address(url) and host_of(url) == here and not _NO_LIST.search(url)]
    return tuple(Request(url, meta={_FRAMED: True}) for url in own[:_MOST_FRAMES])


def read_links(page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
    """Return the article links that `css` selects, each with its title (monitor.listing.links)."""
    links = Links(page)
    found = ((node, links.address(node)) for node in page.all(css))
    return collect(((page.absolute(href), link_title(node)) for node, href in found if href), identify)
