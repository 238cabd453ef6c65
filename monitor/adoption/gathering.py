"""The links of all pages that were met, each once, with the most that any page calls it."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy.http import TextResponse

from monitor.exceptions import PageError
from monitor.guessing.clusters import is_headline
from monitor.listing.links import link_title
from monitor.listing.rows import MAPS, read_rows, title_of

_MOST = 20_000  # links that are remembered


class Gathering:
    """`titles`: address → the words of its links, the longest."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        self._seen: set[str] = set()

    def add(self, response: TextResponse) -> bool:
        """Take the links of a page; tell whether there was anything new. A page counts once."""
        if response.url in self._seen:
            return False
        self._seen.add(response.url)
        try:
            rows = read_rows(response)
        except PageError:
            return False
        before = len(self.titles)
        for row in rows.rows if rows.form != MAPS else ():
            known = self.titles.get(row.url)
            if (known is not None and (is_headline(known) or row.node is None)) or len(self.titles) >= _MOST:
                continue
            title = title_of(row)
            if known is None or len(title) > len(known):
                self.titles[row.url] = title
        if rows.page:
            for node in rows.page.all("a[data-href]"):  # an e-paper's page for telephones
                self.titles.setdefault(rows.page.absolute(node.get("data-href", "")), link_title(node))
        return len(self.titles) > before

    def headlines(self) -> Iterator[str]:
        """Yield the addresses whose links have the length of headlines."""
        return (url for url, title in self.titles.items() if is_headline(title))
