"""Download handler for outlets that need a browser: scrapy-playwright's, whose other requests are as everybody's.

A module of its own, for the package is an optional extra.
"""

from __future__ import annotations

from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from monitor.network.download import WebDownload


class BrowserDownload(ScrapyPlaywrightDownloadHandler, WebDownload):  # type: ignore[misc]  # the extra has no types
    """Carries out requests with a `playwright` meta key in the browser, the others as WebDownload does."""
