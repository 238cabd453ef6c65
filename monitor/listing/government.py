"""Lists of the systems by which government sites publish: TRS WCM, Hanweb's jpage and JPAAS, UCAP (dossier gov).

Their addresses often say no day, or only a month: the day beside a link counts then, or a list would be followed
without an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urlencode, urljoin

from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from monitor.data.objects import RECORD, items
from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.channel_data import is_unit, next_unit, units
from monitor.listing.rows import Row, day_beside
from monitor.listing.search import plain, read_json
from monitor.listing.section import SectionList, read_links
from monitor.listing.source import MOST_LINKS, Identify, Link, Listing, Source, on_day, with_days, without_slips
from monitor.markup.page import Page
from monitor.text.dates import read_moment
from monitor.text.urls import absolute

# The call, not the function's definition, whose arguments are names.
_CALL = re.compile(
    r"createPageHTML\(\s{0,9}(?P<pages>\d{1,5})\s{0,9},\s{0,9}(?P<at>\d{1,5})\s{0,9},\s{0,9}[\"'](?P<stem>[\w-]{1,60})"
    r"[\"']\s{0,9},\s{0,9}[\"'](?P<kind>s?html?)[\"']"
)
_TOTAL = re.compile(r"(?:<totalrecord>\s{0,9}|\btotalrecord[\"']?\s{0,3}:\s{0,3}[\"']?)(\d{1,7})\b", re.IGNORECASE)
_GROUP = re.compile(r"<nextgroup>\s{0,9}<!\[CDATA\[[^\]]{0,99}?href=[\"']([^\"'\]]{1,600})[\"']")
_PROXY = re.compile(r"[\"'](/[\w/]{1,80}dataproxy\.jsp)")
_ASKED = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_JPAGE, _UNIT = "jpage", "unit"  # keys in Request.meta: what a page of the list is asked with


@dataclass(frozen=True, kw_only=True)
class GovernmentList(SectionList):
    """A section list whose rows print their days, and whose further pages TRS's `createPageHTML(pages, this, "index",
    "html")` may name: page 2 is `index_1.html`. Without the call, `next_name` says how they are called."""

    def _links(self, page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
        return dated_links(page, css, identify)

    def _next(self, page: Page) -> Request | None:
        call = _CALL.search(page.response.text)
        if call is None:
            return super()._next(page)
        following = int(call["at"]) + 1
        name = f"{call['stem']}_{following}.{call['kind']}"
        return Request(urljoin(page.response.url, name)) if following < int(call["pages"]) else None


@dataclass(frozen=True, kw_only=True)
class JpageList(Source):
    """A column page of Hanweb's jpage at `url`: its links lie in CDATA inside a script, and `dataproxy.jsp` gives those
    behind them, asked by the address that the page names (nextgroup), or with what its script says."""

    url: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the column page; the window is reached by paging."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the links of the records, and the request for those behind them. Raises LayoutChanged if there is no
        record, none is an article, or further ones are there and the script does not say how to ask."""
        records = RECORD.findall(response.text)
        links = dated_links(_fragment(self.url, "".join(records)), "a[href]", identify) if records else ()
        if not links:
            raise LayoutChanged(f"栏目页的数据里没有文章（栏目号或单元号可能已换）：{response.url}")
        asked = response.meta.get(_JPAGE) or {"shown": 0, "total": 0, "given": None}
        shown, told = asked["shown"] + len(records), _TOTAL.search(response.text)
        total = int(told[1]) if told else asked["total"]
        if shown >= total:
            return Listing(links)
        group, given = _GROUP.search(response.text), asked["given"]
        if group:
            address = urljoin(self.url, unescape(group[1]))
        else:
            proxy, given = given or self._given(response)
            query = {"startrecord": shown + 1, "endrecord": shown + len(records), "perpage": len(records), **given}
            address, given = f"{urljoin(self.url, proxy)}?{urlencode(query)}", (proxy, given)
        meta = {_JPAGE: {"shown": shown, "total": total, "given": given}}
        return Listing(links, next_page=Request(address, meta=meta))

    @staticmethod
    def _given(response: TextResponse) -> tuple[str, dict[str, str]]:
        text, proxy = response.text, _PROXY.search(response.text)
        found = {
            name: match[1]
            for name in _ASKED
            if (match := re.search(rf"(?<![\w$]){name}[\"']?\s{{0,3}}[:=]\s{{0,3}}[\"']?([^\"'&,}}\s]{{1,80}})", text))
        }
        if "columnid" not in found or "unitid" not in found:
            raise LayoutChanged(f"栏目页的脚本里没有翻页用的栏目号和单元号：{response.url}")
        return proxy[1] if proxy else "/module/web/jpage/dataproxy.jsp", found


@dataclass(frozen=True, kw_only=True)
class UnitList(Source):
    """A column page of JPAAS at `url`, whose lists an interface fills (`…/front/page/build/unit`); of the units
    that the page names `block` is a part of the name (tagId) of the one that is meant."""

    url: str
    block: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the column page: it says with what the interface is asked, and sets its cookie."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return where the column page's unit lies, or a unit's links and its next page. Raises LayoutChanged if the
        page names no such unit, or its first page holds no article: a wrong pageId is answered so."""
        if not is_unit(response.url):
            return Listing((), deeper=(self._unit(response),))
        found = read_json(response)
        data = found.get("data") if isinstance(found, dict) else None
        html = data.get("html") if isinstance(data, dict) else None
        number = int(response.meta.get(_UNIT, 1))
        links = dated_links(_fragment(self.url, html), "a[href]", identify) if isinstance(html, str) and html else ()
        if not links:
            if number > 1 and isinstance(html, str):
                return Listing(())  # behind the last page
            raise LayoutChanged(f"接口没有给出文章（pageId 或栏目块的名字可能已换）：{response.url}")
        address = next_unit(response.url, len(links))
        return Listing(links, next_page=Request(address, meta={_UNIT: number + 1}))

    def _unit(self, response: TextResponse) -> Request:
        for name, address in units(Page(response)).items():
            if self.block in name:
                return Request(address)
        raise LayoutChanged(f"栏目页上没有名为“{self.block}”的栏目块：{response.url}")


@dataclass(frozen=True, kw_only=True)
class ItemObjects(Source):
    """A list at `url` that a script of UCAP holds: `var itemObj = [{aT: title, aPd: day, aU: addresses}]`, whose
    addresses are JSON inside a JSON string."""

    url: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the list; how it goes on is not known."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the links. Raises LayoutChanged if the script or every article in it is missing."""
        rows = items(response.text)
        if not rows or len(rows) > MOST_LINKS:
            raise LayoutChanged(f"列表页的脚本里没有 itemObj：{response.url}")
        links = with_days([_item(row, response) for row in rows], identify)
        if not links:
            raise LayoutChanged(f"列表页的 itemObj 里没有文章：{response.url}")
        return Listing(links)


def _item(row: dict[str, str], response: TextResponse) -> tuple[str, str, date | None]:
    moment = read_moment(row["time"])
    return absolute(response, row["url"]), plain(row["title"]), moment.day if moment else None


def dated_links(page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
    """Return the article links that `css` selects; where an address says no day, with the day that its row prints."""
    days: dict[str, date] = {}
    for node in page.all(css):
        url = page.absolute(node.get("href", ""))
        address = identify(url)
        if address and address.day is None:
            day = day_beside(Row(url, "", node=node), None)
            days |= {address.key: day} if day and address.key not in days else {}
    printed = without_slips(days)
    return tuple(on_day(link, printed.get(link.address.key)) for link in read_links(page, css, identify))


def _fragment(url: str, html: str) -> Page:
    return Page(HtmlResponse(url, body=f"<div>{html}</div>".encode("utf-8", "replace"), encoding="utf-8"))
