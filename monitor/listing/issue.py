"""Dated papers: one issue a day, its articles listed page by page (版) or all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

import jmespath
from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged, NoIssue
from monitor.issue_calendar import Window
from monitor.listing.links import link_title
from monitor.listing.search import plain, read_json
from monitor.listing.source import Identify, Listing, Source, collect, on_day
from monitor.markup.page import Page
from monitor.text.hygiene import tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

DAY = "issue_day"  # key in Request.meta: the day whose issue is asked for
# Rows of a page that are no articles (dossiers epaper-founder, epaper-layout).
_VIEW = re.compile(r'view\("(.*?)"\)', re.DOTALL)
_FILES = (".pdf", ".jpg", ".jpeg", ".png")  # of a whole page, as it was printed
_NUMBERED = re.compile(r"\d\s?版|^第?[A-Z]?\d{1,3}[:：]")
_NO_ARTICLE = re.compile(r"^(?:公益|图片)?广告$|^导读$|^(?:本版)?(?:责编|编辑|责任编辑|校对)[:：]|^本版责编")


@dataclass(frozen=True, kw_only=True)
class IssuePages(Source):
    """A paper's issues by day. `first` is the address of a day's first page, a format string with {day:%Y-%m/%d} or
    the like; `pages` selects the links to its other pages, `articles` those of its articles, `attribute` holds their
    address. Only articles of the day itself count: a page also links to older issues. `folder`, a format string too, is
    what an address of the day's issue holds, where that is not the folder of its first page.

    A day without an issue answers 404, or serves another day's issue (`NoIssue`), and is no failure.
    """

    first: str
    articles: str
    pages: str = ""
    folder: str = ""
    attribute: str = "href"
    by_day: ClassVar[bool] = True
    missing_is_no_issue: ClassVar[bool] = True

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the first page of each day's issue."""
        for number in range((window.until - window.since).days + 1):
            day = window.since + timedelta(days=number)
            yield Request(self.first.format(day=day), meta={DAY: day})

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return one page's articles and the issue's other pages. Raises NoIssue if another day's issue was served,
        LayoutChanged if the page names neither pages nor articles."""
        day: date = response.meta[DAY]
        if self._folder(day) not in response.url:
            raise NoIssue(f"{day} 没有出版：服务器给出 {response.url}")
        page = Page(response)

        def row(node: Element) -> tuple[str, str]:
            title = link_title(node) or _written_by_script(node)
            return page.absolute(node.get(self.attribute, "")), title

        rows = [row(node) for node in page.all(self.articles) if node.get(self.attribute)]
        links = collect(((url, title) for url, title in rows if title and not _NO_ARTICLE.match(title)), identify)
        pages = {page.absolute(node.get("href", "")).split("#")[0]: link_title(node) for node in page.all(self.pages)}
        others = [url for url in pages if self._folder(day) in url and url != response.url]
        if self.pages and links and not others:
            others = self._renamed(page, day, identify)
        if not links and not others:
            raise LayoutChanged(f"报纸版面上没有版面链接，也没有文章链接：{response.url}")
        name = pages.get(response.url) or ""
        today = tuple(replace(link, hint=name) for link in links if link.address.day == day)
        return Listing(today, deeper=tuple(Request(url, meta={DAY: day}) for url in others))

    def _renamed(self, page: Page, day: date, identify: Identify) -> list[str]:
        """The pages of an issue whose addresses no longer are as `pages` says: what lies in the folder of its day, is
        no article, and goes by the number of a page (第02版)."""
        named = (node for node in page.all("a[href]") if _NUMBERED.search(link_title(node)))
        found = dict.fromkeys(page.absolute(node.get("href", "")).split("#")[0] for node in named)
        own = [url for url in found if self._folder(day) in url and url != page.response.url]
        return [url for url in own if not url.lower().endswith(_FILES) and identify(url) is None]

    def _folder(self, day: date) -> str:
        if self.folder:
            return self.folder.format(day=day)
        return self.first.format(day=day).rsplit("/", 1)[0].split("://", 1)[-1].split("/", 1)[-1]


def _written_by_script(node: Element) -> str:
    """The title in `document.write(view("first line<br>second line  "))`, as the central papers' pages had it."""
    match = _VIEW.search(node.text_content())
    return tidy(match[1].replace("<br>", " ")) if match else ""


@dataclass(frozen=True, kw_only=True)
class DayArchive(IssuePages):
    """A site's archive of everything it published, a page a day: a day that is missing is a failure."""

    missing_is_no_issue: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class IssueInterface(IssuePages):
    """A paper's issues that an interface answers in JSON, a page of the paper at a time. `articles` and `pages` are
    JMESPath expressions for their rows, `article` and `page` format strings for the addresses, which {day} and a row's
    own values fill; a row's `title` is the article's."""

    article: str
    page: str

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return one page's articles and the issue's other pages. Raises NoIssue if there is none that day,
        LayoutChanged if the answer has no list of articles, or one that holds none."""
        day: date = response.meta[DAY]
        found = read_json(response)
        rows, pages = (jmespath.search(each, found) for each in (self.articles, self.pages))
        if rows is None and pages is None and isinstance(found, dict) and found.get("success") is False:
            raise NoIssue(f"{day} 没有出版：接口说没有：{response.url}")
        if not isinstance(rows, list) or not isinstance(pages, list):
            raise LayoutChanged(f"接口没有给出版面和文章（接口可能已换）：{response.url}")
        titled = [
            (self._fill(self.article, day, row), plain(row.get("title"))) for row in rows if isinstance(row, dict)
        ]
        links = collect(((url, title) for url, title in titled if url and not _NO_ARTICLE.match(title)), identify)
        others = [url for row in pages if isinstance(row, dict) and (url := self._fill(self.page, day, row))]
        if titled and not links:
            raise LayoutChanged(f"接口给出的文章拼不成网址：{response.url}")
        further = tuple(Request(url, meta={DAY: day}) for url in dict.fromkeys(others) if url != response.url)
        return Listing(tuple(on_day(link, day) for link in links), deeper=further)

    @staticmethod
    def _fill(address: str, day: date, row: dict[str, object]) -> str:
        try:
            filled = address.format(day=day, **{str(name): value for name, value in row.items()})
            filled.encode()  # half a surrogate pair, as JSON can write it, is in no address
        except (KeyError, ValueError, TypeError):
            return ""  # a row without what the address needs
        return filled
