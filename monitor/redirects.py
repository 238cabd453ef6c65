"""Redirects stay at home. Scrapy drops one that leaves a spider's hosts without a word to its errback, and lets it pass
if the request was retried before; here it fails as any other page does."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from monitor.outlet import Outlet


class Redirects(RedirectMiddleware):
    """Scrapy's, for redirects by status."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request to which it leads. Raises IgnoreRequest if that is not the outlet's."""
        return _at_home(self.crawler.spider, request, super().process_response(request, response))


class Refreshes(MetaRefreshMiddleware):
    """Scrapy's, for redirects by a meta tag."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request to which it leads. Raises IgnoreRequest if that is not the outlet's."""
        return _at_home(self.crawler.spider, request, super().process_response(request, response))


def _at_home(spider: Spider | None, request: Request, answer: Request | Response) -> Request | Response:
    if isinstance(answer, Request) and isinstance(spider, Outlet):
        if not spider.claims(answer.url):
            raise IgnoreRequest(f"redirected off site: {answer.url}")
        if request.cb_kwargs.get("head"):  # of a long article what was read must not end in the dupefilter
            answer.dont_filter = True
    return answer
