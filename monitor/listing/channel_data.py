"""What fills a channel's page: of the Xinhua CMS (xinhuanet.com, news.cn, also nea.gov.cn) its data files, of JPAAS the
interface of its blocks."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode, urlsplit

from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.search import plain, read_json
from monitor.listing.section import read_links
from monitor.listing.source import Identify, Listing, Source, collect
from monitor.markup.page import Page
from monitor.text.urls import absolute

_MOST_FILES = 200  # of a channel page, each a request: a page has one for each of its blocks
_UNIT = "/build/unit"  # of JPAAS: the interface that fills a page's blocks
_OF_COLUMN = re.compile("当前栏目")  # block that holds the list of the column on whose page it stands
_MOST_UNITS = 20  # blocks of one page
_OF_LIST = re.compile("列表|list", re.IGNORECASE)
_DATA_FILE = re.compile(r"datasource:([0-9a-f]{32})")


@dataclass(frozen=True, kw_only=True)
class ChannelData(Source):
    """A channel page at `url` and its `ds_{32 hex}.json` files, which are found anew in each run because their ids
    change with a redesign. The page's own links count too: a page without data files is still a listing.
    """

    url: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the channel page; a data file has no second page, so the window plays no part."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return a data file's rows, or the channel page's links with its data files behind them. Raises
        LayoutChanged for a page with neither or with too many, or a file without its list."""
        if response.url.split("?")[0].endswith(".json"):
            rows = list(self._rows(response))
            hints = {address.key: hint for url, _, hint in rows if (address := identify(url))}
            links = collect(((url, title) for url, title, _ in rows), identify)
            return Listing(tuple(replace(link, hint=hints[link.address.key]) for link in links))
        page = Page(response)
        files = dict.fromkeys(
            page.absolute(f"{node.get('preview') or 'ds_'}{match[1]}.json")
            for node in page.all('[datatype="ds"], ul.wz-list[data]')
            if (match := _DATA_FILE.search(node.get("data") or ""))
        )
        links = read_links(page, "a[href]", identify)
        if len(files) > _MOST_FILES:
            raise LayoutChanged(f"频道页上的数据文件超过 {_MOST_FILES} 个：{response.url}")
        if not files and not links:
            raise LayoutChanged(f"频道页上没有数据文件，也没有文章链接：{response.url}")
        return Listing(links, deeper=tuple(Request(url) for url in files if url))

    def _rows(self, response: TextResponse) -> Iterator[tuple[str, str, str]]:
        document = read_json(response)
        rows = document.get("datasource") if isinstance(document, dict) else None
        if not isinstance(rows, list):
            raise LayoutChanged(f"频道数据文件里没有 datasource 列表：{response.url}")
        for row in filter(lambda row: isinstance(row, dict), rows):
            # A `Link` row may hold several links; its own time is when it was inserted, so only addresses give days.
            inserted = row.get("linkUrls")
            linked = [link for link in inserted if isinstance(link, dict)] if isinstance(inserted, list) else []
            pairs = [(row.get("publishUrl"), row.get("showTitle") or row.get("title"))]
            pairs += [(link.get("linkUrl"), link.get("linkTitle") or row.get("title")) for link in linked]
            for url, title in pairs:
                if url:
                    yield (
                        absolute(response, str(url)),
                        plain(title),
                        f"{plain(row.get('keywords'))} {plain(row.get('summary'))}",
                    )


def is_unit(url: str) -> bool:
    """Tell whether `url` asks JPAAS for the content of a block."""
    return _UNIT in url


def units(page: Page) -> dict[str, str]:
    """Return the blocks that an interface of JPAAS fills on a page: name (tagId) → address that is asked."""
    found: dict[str, str] = {}
    for node in page.all("[querydata]"):
        address, query = node.get("url") or "", None
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            query = ast.literal_eval(node.get("querydata") or "")
        if is_unit(address) and isinstance(query, dict):
            base = page.absolute(address).partition("?")[0]
            found.setdefault(str(query.get("tagId")), f"{base}?{urlencode(query)}")
    return found


def list_unit(page: Page) -> str:
    """Return the address of the block in which the list of a column's page stands, empty if it names none."""
    found = units(page)
    ranked = sorted(found, key=lambda name: (not _OF_COLUMN.search(name), not _OF_LIST.search(name)))
    return next((found[name] for name in ranked if _OF_COLUMN.search(name) or _OF_LIST.search(name)), "")


def front_units(page: Page) -> list[str]:
    """Return the addresses of the blocks of a page that is no column's: of a front page, its menu and its headlines."""
    found = units(page)
    return [] if any(map(_OF_COLUMN.search, found)) else list(found.values())[:_MOST_UNITS]


def next_unit(url: str, size: int) -> str:
    """Return the address of the page behind that at `url` of a block; its pages hold `size` rows unless it says so."""
    before, _, _ = url.partition("&paramJson=")
    given: object = None
    with suppress(ValueError, RecursionError):
        given = json.loads(parse_qs(urlsplit(url).query).get("paramJson", ["{}"])[0])
    said = given if isinstance(given, dict) else {}
    number, size = (
        value if isinstance(value := said.get(name), int) else usual
        for name, usual in (("pageNo", 1), ("pageSize", size))
    )
    following = {"pageNo": number + 1, "pageSize": size}
    return f"{before}&{urlencode({'paramJson': json.dumps(following)})}"
