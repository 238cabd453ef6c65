"""Redirects stay at home. Scrapy drops one that leaves a spider's hosts without a word to its errback, and lets it pass
if the request was retried before; here it fails as any other page does."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Protocol, runtime_checkable
from urllib.parse import quote, urlsplit

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from w3lib.url import canonicalize_url

from monitor.network.failures import ENDLESS, HOME, NO_ADDRESS
from monitor.network.shells import has_text, script_targets
from monitor.text.urls import absolute

_REFRESH = re.compile(
    r"\s{0,20}(?P<seconds>\d{1,6})(?:\.\d{0,9})?\s{0,20}[;,\s]\s{0,20}(?:url\s{0,20}=\s{0,20})?[\"']?(?!ur[li]\s{0,20}=)(?P<url>[^\"'\s;,]{1,2000})[\"']?\s{0,20}",
    re.IGNORECASE,
)
_FRONT = re.compile(r"/?(?:(?:index|default|home)\.\w{3,5})?", re.IGNORECASE)  # the path of a front page
_GIVEN = "cookie_given"  # key in Request.meta: on its way it was given a cookie


@runtime_checkable
class AtHome(Protocol):
    """A spider that knows which addresses are its outlet's."""

    def claims(self, url: str) -> bool:
        """Tell whether `url` lies on the outlet's hosts."""
        ...

    def leads_on(self, request: Request, url: str) -> bool:
        """Tell whether `url` may be where the page that `request` asked for lies now."""
        ...


def with_slashes(location: bytes) -> bytes:
    """Return a Location with slashes for backslashes in its path, which browsers take them for."""
    path, mark, query = location.partition(b"?")
    if b"\\" not in path or not path.isascii():  # in GBK it is half of a character
        return location
    return path.replace(b"\\", b"/") + mark + query


class Redirects(RedirectMiddleware):
    """Scrapy's, for redirects by status."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request to which it leads. Raises IgnoreRequest if that is not the outlet's, no
        address, or, instead of a list, the site's front page."""
        if location := response.headers.get("Location"):
            response.headers["Location"] = with_slashes(location)
        try:
            answer = super().process_response(request, response)
        except ValueError as error:
            raise IgnoreRequest(f"{NO_ADDRESS}: {response.headers.get('Location')!r}") from error
        if isinstance(answer, Request):
            _go_round_with_cookies(request, response, answer)
            if _retires(request, answer.url):
                raise IgnoreRequest(f"{HOME}: {answer.url}")
        return _at_home(self.crawler.spider, request, answer)


class Refreshes(MetaRefreshMiddleware):
    """Scrapy's, for redirects by a meta tag, and by a script on a page without a text. Which refreshes count is in the
    settings: none inside a script or noscript, none that comes after a minute. One that loads the page itself again is
    a clock, or a challenge whose cookie we have not; one that leads from a page with a text to another page is an
    advertisement; one on an error page is a courtesy. All these are left."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request to which it leads. Raises IgnoreRequest if that is not the outlet's, or,
        instead of a list, the site's front page."""
        home = self.crawler.spider
        if not isinstance(response, HtmlResponse) or response.status != 200:
            return response
        try:
            answer = super().process_response(request, response)
        except ValueError:  # it leads to what is no address
            answer = response
        if isinstance(answer, Request):
            retired = _retires(request, answer.url)
            known = isinstance(home, AtHome) and home.leads_on(request, answer.url) and not retired
            if _same(answer.url, response.url) or (not known and has_text(response)):
                answer = response
            elif retired:
                raise IgnoreRequest(f"{HOME}: {answer.url}")
        if answer is response and isinstance(home, AtHome) and not request.meta.get("dont_redirect"):
            for url in (*_refreshed(response, self._maxdelay), *script_targets(response)):
                known = not _same(url, response.url) and home.claims(url) and home.leads_on(request, url)
                if known and not _retires(request, url):  # a script may hold the way home for other cases
                    answer = self._redirect_request_using_get(request, response, url)
                    answer = self._redirect(answer, request, "script")
                    break
        return _at_home(home, request, answer)


def _refreshed(response: HtmlResponse, most: float) -> Iterator[str]:
    """Yield where a page without a text leads in less than `most` seconds, in the forms that Scrapy does not read: the
    header Refresh, and a meta tag without `url=` (HTML, "shared declarative refresh steps")."""
    if has_text(response):
        return
    tags = response.css('meta[http-equiv="refresh" i]').xpath("self::*[not(ancestor::noscript)]/@content").getall()
    header = quote(response.headers.get("Refresh") or b"", safe=string.printable)
    for written in (header, *tags):
        told = _REFRESH.fullmatch(written)
        if told and float(told["seconds"]) < most and (url := absolute(response, told["url"])):
            yield url


def _go_round_with_cookies(request: Request, response: Response, answer: Request) -> None:
    """A server that sets a cookie and leads back wants to see it again: the dupefilter must not have the request. That
    it goes round no more than REDIRECT_MAX_TIMES is Scrapy's care. Raises IgnoreRequest for one without a cookie, which
    would have no end."""
    been = {request.url, *request.meta.get("redirect_urls", ())}
    given = bool(response.headers.getlist("Set-Cookie")) or request.meta.get(_GIVEN, False)
    answer.meta[_GIVEN] = given
    if answer.url in been and answer.method == request.method:
        if not given:
            raise IgnoreRequest(f"{ENDLESS}: {answer.url} leads back to itself")
        answer.dont_filter = True


def _retires(request: Request, url: str) -> bool:
    """Tell whether a list that is no front page leads to one, of its own host or of the whole site: so sites retire a
    column."""
    if "source" not in request.cb_kwargs:
        return False
    asked, led = urlsplit(request.url), urlsplit(url)
    if not _FRONT.fullmatch(led.path) or led.query or _FRONT.fullmatch(asked.path):
        return False
    return led.netloc == asked.netloc or (led.netloc.startswith("www.") and ":" not in led.netloc)


def _same(one: str, other: str) -> bool:
    return canonicalize_url(one) == canonicalize_url(other)


def _at_home(spider: Spider | None, request: Request, answer: Request | Response) -> Request | Response:
    if isinstance(answer, Request) and isinstance(spider, AtHome):
        if not spider.claims(answer.url):
            raise IgnoreRequest(f"redirected off site: {answer.url}")
        if "link" in request.cb_kwargs:  # what became of an article must be heard, wherever others were led too
            answer.dont_filter = True
    return answer
