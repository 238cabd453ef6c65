"""An http address is asked by https where its host answers so: on the plain line anybody could put words into an
outlet's mouth. Lists and search engines write http for years after a site has turned to https."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from monitor.configuration import read_proxy
from monitor.network.failures import describe, kind_of
from monitor.text.urls import host_of

logger = logging.getLogger(__name__)
Download = Callable[[Request], Awaitable[Response]]
_LED_BACK = "redirected"


class HttpsFirst:
    """Remembers for a run which hosts answer https. A host does that has answered a page of ours so, with less than a
    400; from then on it is not asked otherwise, whatever fails. One that does not answer so is asked by plain http for
    the rest of the run. A proxy for http alone is not gone around."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._answers: dict[str, bool] = {}  # by host
        self._has_proxy = read_proxy("https") is not None  # as Scrapy's middleware, asked once a run

    async def ask(self, request: Request, download: Download) -> Response:
        """Return the answer to `request` as `download` brings it, under the address that was asked for; by which scheme
        it came tells `fetched_at`. Raises what `download` raises."""
        host = urlparse_cached(request).hostname or ""
        secure = self._by_https(request) if self._answers.get(host, True) else None
        if secure is None:
            return await download(request)
        known = self._answers.get(host, False)
        try:
            answer = await download(secure)
        except Exception as error:  # whatever a network can raise; by plain http it is raised again if it is none of it
            if known:
                raise
            return await self._plainly(request, download, host, kind_of(error))
        led = _led_to(answer, request)
        if led == request.url:
            return await self._plainly(request, download, host, _LED_BACK)
        if not known and (answer.status >= 400 or (led.startswith("http:") and host_of(led) == host_of(request.url))):
            plain = await download(request)  # by its mistake, or for all who ask
            if plain.status < (300 if led else 400):
                self._note_plain(host, _LED_BACK if led else f"http-{answer.status}")
                return plain
            if not led:
                return plain
        self._answers[host] = True
        return answer.replace(url=request.url)

    async def _plainly(self, request: Request, download: Download, host: str, why: str) -> Response:
        self._note_plain(host, why)
        return await download(request)

    def _note_plain(self, host: str, why: str) -> None:
        self._answers[host] = False
        logger.info("%s 不答 https（%s），本次运行改用明文 http。", host, describe(why))

    def _by_https(self, request: Request) -> Request | None:
        """`request` as one by https, None for one that is, or must not be."""
        url = urlparse_cached(request)
        by_scheme = request.meta.get("_scheme_proxy")  # Scrapy's: the environment's proxy for http
        if url.scheme != "http" or url.port not in (None, 80) or (by_scheme and not self._has_proxy):
            return None
        meta = {name: value for name, value in request.meta.items() if name != "proxy" or not by_scheme}
        secure = request.replace(url=url._replace(scheme="https", netloc=url.hostname or "").geturl(), meta=meta)
        proxies = self._crawler.get_downloader_middleware(HttpProxyMiddleware)
        if proxies:
            proxies.process_request(secure)
        return secure


def fetched_at(response: Response) -> str:
    """Return the address at which `response` was fetched: one of http that came with a certificate came by https."""
    if response.certificate and response.url.startswith("http:"):
        return f"https:{response.url.removeprefix('http:')}"
    return response.url


def other_scheme(url: str) -> str:
    """Return the address of the same page by https where `url` is by http, and the other way round."""
    scheme, mark, rest = url.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}{mark}{rest}"


def _led_to(answer: Response, request: Request) -> str:
    """Where an answer by https sends its reader, empty if nowhere."""
    location = answer.headers.get("Location") if 300 <= answer.status < 400 else None
    return urljoin(answer.url, (location or b"").decode("latin-1")) if location else ""
