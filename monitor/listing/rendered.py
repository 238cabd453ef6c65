"""Lists that a script fills: they need a browser (`monitor.network.browser`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from scrapy import Request

from monitor.issue_calendar import Window
from monitor.listing.section import SectionList

WAIT_FOR = "wait_for"  # key in Request.meta: what the page shows once its script has filled the list


@dataclass(frozen=True, kw_only=True)
class RenderedList(SectionList):
    """A section list that is read once the page shows what the selector `wait_for` names."""

    wait_for: str
    needs_browser: ClassVar[bool] = True

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request that a browser is to carry out."""
        yield Request(self.url, meta={WAIT_FOR: self.wait_for})
