"""Lists that an outlet answers in JSON: its own search, asked once for each search word, or its channels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote_plus

import jmespath
from scrapy import Request
from scrapy.http import TextResponse

from monitor.data.notation import parse
from monitor.data.objects import value_text
from monitor.exceptions import BlockedPage, LayoutChanged, ServerFault
from monitor.issue_calendar import Window
from monitor.listing.links import without_marks
from monitor.listing.section import SectionList, read_links
from monitor.listing.source import MOST_LINKS, Identify, Listing, Source, with_days
from monitor.markup.page import Page
from monitor.text.dates import read_moment
from monitor.text.hygiene import tidy
from monitor.text.urls import absolute

_CODES = (
    "code", "errcode", "errno", "err", "error_code", "ret", "retcode", "resultcode", "success", "status", "state", "ok",
)  # fmt: skip
# How answers call the number of their pages, and of their hits.
_PAGES = ("pages", "pagecount", "totalpage", "totalpages")
_TOTALS = ("total", "totalcount", "totalnum", "recordcount", "totalrecord", "totalrecords", "numfound")
_FINE = frozenset(
    ("0", "00", "0000", "000000", "1", "100", "200", "1000", "10000", "20000", "true", "ok", "success", "")
)
_SURELY = frozenset(("false", "-1", "401", "403", "429", "500", "502", "503"))  # an error without a word
_WORDS_OF_ERROR = ("msg", "message", "errmsg", "error_msg", "errormsg", "error", "info", "desc", "reason")
# No hit is no error, and some call their success by numbers of their own.
_NOTHING = re.compile(
    r"成功|succe|(?<![a-z])ok(?![a-z])|[无没]有?(?:数据|结果|内容|记录|更多)|未[找查]到|no (?:data|results?|more)|为空",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"登[录陆]|授权|权限|签名|令牌|验证|频繁|拒绝|token|unauthor|forbidden|denied|sign\b|too many", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class JsonSearch(Source):
    """A search, or a list by numbered channels, that answers with rows. `ask(term, page, window)` makes the request
    for a page (from 1); the terms are `terms`, or the search words of the settings. JMESPath expressions: `rows` the
    list of hits (the landmark), in each hit its `url`, `title` (may hold markup) and `published`, which counts where
    the address holds no day.
    """

    ask: Callable[[str, int, Window], Request]
    rows: str
    page_size: int
    url: str = "url"
    title: str = "title"
    published: str = ""
    terms: tuple[str, ...] = ()

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the first page for every term."""
        for term in self.terms or words:
            yield self._page(term, 1, window)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the hits and, if the page is full, the next page. Raises LayoutChanged if the list is missing
        or without an end."""
        document = read_json(response)
        hits = jmespath.search(self.rows, document)
        if not hits:
            refuse_error(document, response)
        if not isinstance(hits, list):
            raise LayoutChanged(f"接口没有返回结果列表：{response.url}")
        if len(hits) > MOST_LINKS:
            raise LayoutChanged(f"接口一页返回的结果超过 {MOST_LINKS} 条：{response.url}")
        found = [self._hit(hit, response) for hit in hits if isinstance(hit, dict)]
        links = with_days(found, identify)
        term, number, window = response.meta["search"]
        goes_on = len(found) >= self.page_size or (found and _says_more(document, number, self.page_size))
        return Listing(links, next_page=self._page(term, number + 1, window) if goes_on else None)

    def _hit(self, hit: dict[str, object], response: TextResponse) -> tuple[str, str, date | None]:
        told = value_text("time", jmespath.search(self.published, hit) or "") if self.published else ""
        window = response.meta["search"][2]
        moment = read_moment(f"pubdate: {told}", window and window.until) if told else None  # it may count from 1970
        url = absolute(response, str(jmespath.search(self.url, hit) or "").replace("&amp;", "&"))
        return url, plain(jmespath.search(self.title, hit)), moment.day if moment else None

    def _page(self, term: str, number: int, window: Window) -> Request:
        request = self.ask(term, number, window)
        return request.replace(meta={**request.meta, "search": (term, number, window)})


@dataclass(frozen=True, kw_only=True)
class SearchPage(SectionList):
    """A search that answers with a page of links: {term} in `url` is a search word. `landmark` selects what a page of
    results has even without a hit."""

    landmark: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the first page for every word; the newest hits stand first."""
        for word in words:
            yield Request(self.url.format(term=quote_plus(word)))

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the hits of one page and its next page. Raises LayoutChanged if it is no page of results."""
        page = Page(response)
        if page.first(self.landmark) is None:
            raise LayoutChanged(f"这不是检索结果页：{response.url}")
        return Listing(read_links(page, ", ".join(self.rows), identify), next_page=self._next(page))


def by_address(address: str, **headers: str) -> Callable[[str, int, Window], Request]:
    """Return an `ask` that fills the format string `address` with {term} (quoted), {page} (from 1), {index} (from 0)
    and the window's {since} and {until}, and sends `headers`."""
    return partial(_ask, address, headers)  # no function inside this one: a source goes into a job's folder by pickle


def _ask(address: str, headers: Mapping[str, str], term: str, page: int, window: Window) -> Request:
    url = address.format(term=quote_plus(term), page=page, index=page - 1, since=window.since, until=window.until)
    return Request(url, headers=headers)


def _says_more(document: object, number: int, size: int) -> bool:
    """Tell whether an answer says itself that hits follow its page `number`: a server may take some out of a page."""
    parts = [document, *document.values()] if isinstance(document, dict) else []
    told = {
        name.lower().replace("_", ""): int(value)
        for part in parts
        if isinstance(part, dict)
        for name, value in part.items()
        if re.fullmatch(r"\d{1,9}", str(value))
    }
    least = {**dict.fromkeys(_PAGES, number), **dict.fromkeys(_TOTALS, number * size)}
    return any(told.get(name, 0) > most for name, most in least.items())


def read_json(response: TextResponse) -> object:
    """Return the JSON document of `response`, however it is wrapped (monitor.data.notation). Raises LayoutChanged
    if there is none."""
    try:
        return parse(response.text)
    except (ValueError, RecursionError) as error:  # the latter: nested without an end
        raise LayoutChanged(f"应为 JSON，实际不是：{response.url}") from error


def refuse_error(document: object, response: TextResponse) -> tuple[()]:
    """Return no rows for a JSON document without any. Raises the PageError that it tells of: interfaces say with status
    200 that they failed, or that nobody is logged in."""
    said = {name.lower(): value for name, value in document.items()} if isinstance(document, dict) else {}
    words = " ".join(str(said[name]) for name in _WORDS_OF_ERROR if isinstance(said.get(name), str))
    codes = [str(said[name]).lower() for name in _CODES if isinstance(said.get(name), str | int)]
    if _FINE.issuperset(codes) or _NOTHING.search(words) or not (words or _SURELY.intersection(codes)):
        return ()
    refused = {"401", "403", "429"} & {*codes} or _REFUSED.search(words)
    told = f"接口答复出错（{'，'.join([*codes, words])[:80]}）：{response.url}"
    raise BlockedPage(told) if refused else ServerFault(told)


def plain(title: object) -> str:
    """Return a title of a JSON row without its markup (`<em>`, `<font color=red>`, line breaks)."""
    text = tidy(str(title or ""))
    if "<" in text or "&" in text:
        from monitor.markup.tree import parse as parse_markup

        text = tidy(parse_markup(text).text_content())
    return without_marks(text)
