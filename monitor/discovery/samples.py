"""A few answers of a run kept as they came, for what they lead to: they were asked for anyway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from monitor.discovery.survey import Site, Survey, survey
from monitor.exceptions import PageError

_EACH = 6  # articles, and lists, of one run; bodies alone, some 100 KB each
_DEPTH = 2  # folders of an address that tell one section from another


class Samples:
    """Keeps the first article of each section, and the first lists."""

    def __init__(self) -> None:
        self._kept: dict[tuple[bool, str], HtmlResponse] = {}

    def keep(self, response: Response, request: Request) -> None:
        """Look at an answer; most are let go."""
        is_article = "link" in request.cb_kwargs
        if not isinstance(response, HtmlResponse) or not (is_article or "source" in request.cb_kwargs):
            return
        place = (is_article, "/".join(response.url.split("/")[2 : 3 + _DEPTH]))
        few = sum(each == is_article for each, _ in self._kept) < _EACH
        if response.status == 200 and few and place not in self._kept:
            self._kept[place] = response.replace()  # without the tree that the run makes of it

    def surveys(self, site: Site, reference: date) -> Iterator[Survey]:
        """Yield what they are. `reference`: see `survey`."""
        for response in self._kept.values():
            try:
                yield survey(response, site, reference)
            except PageError:
                continue
