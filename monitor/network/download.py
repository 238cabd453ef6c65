"""Download handler for http and https: Scrapy's, with a bound on headers, a say in whose certificate is believed, and
an answer that came whole or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, DownloadFailedError, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.web._newclient import STATUS
from twisted.web.http import _ChunkedTransferDecoder, maxChunkSizeLineLength

from monitor.exceptions import WrongCertificate
from monitor.network.certificates import Certificates, is_wrong_certificate
from monitor.network.failures import PRIVATE
from monitor.network.https_first import HttpsFirst
from monitor.network.public_network import PublicResolver
from monitor.network.wholeness import require_whole

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as TwistedRequest
    from twisted.web.iweb import IResponse

_NAME = re.compile(rb"[\w!#$%&'*+.^`|~-]+")  # of a header (RFC 9110, 5.6.2)
_HEADERS_AT_MOST = 256 * 1024  # bytes; Chromium's limit. Twisted bounds a line, but not how many there are


class WebDownload(HTTP11DownloadHandler):
    """Set by DOWNLOAD_HANDLERS. What fails here is asked again (RETRY_EXCEPTIONS) and is not archived."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._contextFactory = Certificates(crawler)  # type: ignore[assignment]  # an IPolicyForHTTPS
        self._pool._factory = _BoundedFactory
        self._https = HttpsFirst(crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the answer to `request`, by https where its host answers so. Raises what `_download` raises."""
        return await self._https.ask(request, self._download)

    async def _download(self, request: Request) -> Response:
        """Return the answer to `request`. Raises what Scrapy's raises, and WrongCertificate, ResponseDataLossError for
        a page that is not whole, DownloadCancelledError for headers without an end, IgnoreRequest for a name that leads
        to a private address."""
        try:
            # Whether a body that is shorter than announced is whole all the same, require_whole can tell.
            request.meta.setdefault("download_fail_on_dataloss", False)
            response = await super().download_request(request)
        except DownloadFailedError as error:
            raise _reason(error) from error
        except CannotResolveHostError as error:
            if (urlparse_cached(request).hostname or "").rstrip(".") in PublicResolver.refused:
                raise IgnoreRequest(f"{PRIVATE}: {request.url}") from error
            raise
        require_whole(response, self._default_maxsize)
        return response


class _HeadersTooLong(Exception):
    """Raised in the parser; Twisted closes the connection."""


class _PaddedChunks(_ChunkedTransferDecoder):
    """Twisted's, but for blanks around a chunk's size, which old servers write and all browsers read over."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:
        end = self._buffer.find(b"\r\n", self._start)
        if 0 <= end < maxChunkSizeLineLength:
            size, mark, more = bytes(self._buffer[:end]).partition(b";")
            self._buffer[:end] = size.strip(b" \t") + mark + more
            self._start = 0
        return super()._dataReceived_CHUNK_LENGTH()


class _BoundedParser(_LenientHTTPClientParser):
    _transferDecoders: ClassVar = {b"chunked": _PaddedChunks}  # type: ignore[misc]  # where Twisted has it
    _received = 0  # bytes of headers

    def lineReceived(self, line: bytes) -> None:
        self._received += len(line) + 1
        if self._received > _HEADERS_AT_MOST:
            raise _HeadersTooLong(f"more than {_HEADERS_AT_MOST} bytes of headers")
        if self.state == STATUS:  # blank lines before it, and blanks in it, browsers read over
            line = b" ".join(line.split(None, 2))
            if not line:
                return
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        if _NAME.fullmatch(name := name.strip(b" \t")):  # they leave out a header whose name is none
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:
        told = self.connHeaders.getRawHeaders(b"Transfer-Encoding") or [b""]
        if told[0].strip().lower() == b"identity":  # what was of HTTP/1.1 in 1999, and says nothing
            self.connHeaders.removeHeader(b"Transfer-Encoding")
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: TwistedRequest) -> Deferred[IResponse]:
        answer = super().request(request)
        assert self._parser is not None
        self._parser.__class__ = _BoundedParser  # Scrapy's way: Twisted names the class of its parser in a function
        return answer


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


def _reason(error: DownloadFailedError) -> Exception:
    """Return what lies behind the failure of a connection, where it has a kind of its own."""
    for failure in getattr(error.__cause__, "reasons", ()):
        if is_wrong_certificate(failure.value):
            return WrongCertificate(str(failure.value))
        if isinstance(failure.value, _HeadersTooLong):
            return DownloadCancelledError(str(failure.value))
    return error
