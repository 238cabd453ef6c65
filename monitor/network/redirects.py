"""Redirects stay at home. Scrapy drops one that leaves a spider's hosts without a word to its errback, and lets it pass
if the request was retried before; here it fails as any other page does."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response


@runtime_checkable
class AtHome(Protocol):
    """A spider that knows which addresses are its outlet's."""

    def claims(self, url: str) -> bool:
        """Tell whether `url` lies on the outlet's hosts."""
        ...


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
    if isinstance(answer, Request) and isinstance(spider, AtHome):
        if not spider.claims(answer.url):
            raise IgnoreRequest(f"redirected off site: {answer.url}")
        if request.cb_kwargs.get("head"):  # of a long article what was read must not end in the dupefilter
            answer.dont_filter = True
    return answer
