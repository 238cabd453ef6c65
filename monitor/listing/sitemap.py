"""Sitemaps: addresses without titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import LxmlError
from scrapy import Request
from scrapy.http import TextResponse
from scrapy.utils.sitemap import Sitemap

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.source import Identify, Listing, Source, collect

_MAP = "map_of_an_index"  # key in Request.meta: a sitemap that an index names, and that is no index itself
_MOST_MAPS = 500  # of an index; that of 人民网 has 76 (dossier people)
_MOST_ADDRESSES = 50_000  # of a map, by the protocol (sitemaps.org)


@dataclass(frozen=True, kw_only=True)
class SitemapIndex(Source):
    """A sitemap or sitemap index at `url`; of an index's maps those whose address matches `maps` are read."""

    url: str
    maps: str = ""

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the sitemap."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the article addresses of a map, or the maps of an index. Raises LayoutChanged if it is neither, or
        without an end: an index that an index names, or more maps or addresses than there can be."""
        try:
            sitemap = Sitemap(response.body)
            entries = [entry["loc"] for entry in sitemap if entry.get("loc")]
        except (LxmlError, AttributeError, StopIteration, UnicodeDecodeError) as error:  # no element; half a surrogate
            raise LayoutChanged(f"应为站点地图，实际不是：{response.url}") from error
        if sitemap.type == "sitemapindex":
            maps = [url for url in entries if re.search(self.maps, url)]
            named = response.request is not None and response.request.meta.get(_MAP)
            if named or len(maps) > _MOST_MAPS:
                raise LayoutChanged(f"站点地图索引没有尽头：{response.url}")
            return Listing((), deeper=tuple(Request(url, meta={_MAP: True}) for url in maps))
        if sitemap.type != "urlset":
            raise LayoutChanged(f"应为站点地图，实际不是：{response.url}")
        return Listing(collect(((url, "") for url in entries), identify, _MOST_ADDRESSES))
