"""Download handler for outlets that need a browser: scrapy-playwright's, whose other requests are as everybody's.

A module of its own, for the package is an optional extra.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from monitor.network.download import WebDownload
from monitor.network.public_network import PublicNetwork

CHALLENGES = frozenset((202, 412, 521))  # 瑞数, 加速乐 (dossier gov §5)
_NOT_NEEDED = ("image", "media", "font")


class BrowserDownload(ScrapyPlaywrightDownloadHandler, WebDownload):  # type: ignore[misc]  # the extra has no types
    """Carries out requests with a `playwright` meta key in the browser, the others as WebDownload does. Of what a page
    makes the browser ask only that is asked which the outlet itself could be asked."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self.abort_request = self._is_needless

    async def _download_request_with_page(self, request: Request, page: Any, spider: Spider) -> Response:
        """As theirs, but of a page that was shown behind a challenge the status is no refusal any more: theirs is that
        of the first answer, whose script has led on."""
        response: Response = await super()._download_request_with_page(request, page, spider)
        return response.replace(status=200) if response.status in CHALLENGES else response

    def _is_needless(self, request: Any) -> bool:
        network = self._crawler.get_downloader_middleware(PublicNetwork)
        return request.resource_type in _NOT_NEEDED or network is None or bool(network.refusal(request.url))
