"""Channel pages of the Xinhua CMS (xinhuanet.com, news.cn, also nea.gov.cn) and the data files behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
