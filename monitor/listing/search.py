"""An outlet's own search, asked once for each search word, answered in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import jmespath
import lxml.html
from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.source import Identify, Listing, Source, collect
from monitor.text import tidy


@dataclass(frozen=True, kw_only=True)
class JsonSearch(Source):
    """A search that answers with rows. `ask(word, page, window)` makes the request for a page (from 1); `rows` is
    the JMESPath of the list of hits (the landmark), `url` and `title` their fields. Titles may hold markup."""

    ask: Callable[[str, int, Window], Request]
    rows: str
    page_size: int
    url: str = "url"
    title: str = "title"

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the first page for every search word."""
        for word in words:
            yield self._page(word, 1, window)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the hits and, if the page is full, the next page. Raises LayoutChanged if the list is missing."""
        hits = jmespath.search(self.rows, read_json(response))
        if not isinstance(hits, list):
            raise LayoutChanged(f"检索接口没有返回结果列表：{response.url}")
        found = [hit for hit in hits if isinstance(hit, dict)]
        rows = ((response.urljoin(str(hit.get(self.url) or "").strip()), plain(hit.get(self.title))) for hit in found)
        links = collect(rows, identify)
        word, number, window = response.meta["search"]
        return Listing(links, next_page=self._page(word, number + 1, window) if len(found) >= self.page_size else None)

    def _page(self, word: str, number: int, window: Window) -> Request:
        request = self.ask(word, number, window)
        return request.replace(meta={**request.meta, "search": (word, number, window)})


def read_json(response: TextResponse) -> object:
    """Return the JSON document of `response`; raises LayoutChanged if it is none."""
    try:
        return response.json()
    except ValueError as error:
        raise LayoutChanged(f"应为 JSON，实际不是：{response.url}") from error


def plain(title: object) -> str:
    """Return a title of a JSON row without its markup (`<em>`, `<font color=red>`, line breaks)."""
    text = tidy(str(title or ""))
    return tidy(lxml.html.fromstring(f"<i>{text}</i>").text_content()) if "<" in text or "&" in text else text
