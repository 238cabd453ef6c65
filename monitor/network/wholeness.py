"""A page must have arrived whole, or it failed: half an article reads like an article; unpacked, and in its true
encoding.

Scrapy 2.19 tells of a body shorter than its Content-Length and of chunks without an end. It hands over what could be
unpacked of a packed body, what came before a server that announced no length hung up, and 206 Partial Content.
"""

from __future__ import annotations

import re
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from gzip import BadGzipFile
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes
from scrapy.utils._compression import _DecompressionMaxSizeExceeded, brotli, zstd  # type: ignore[attr-defined]

from monitor.data.whole import BLANK, has_its_end
from monitor.text.encoding import detect_encoding

# Scrapy's flags: it ended before its length or its last chunk; it had neither, and the connection's end was its own.
_LOST, _NO_LENGTH = "dataloss", "partial"
_GZIP, _LAYERS = b"\x1f\x8b", 3
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
PACKED = re.compile(rb"[\0-\x08\x0b\x0e-\x1f]")  # packed bytes soon have some of these, a text has none
BEGIN = 512  # bytes of a body among which they are


class Unpacking(HttpCompressionMiddleware):
    """Scrapy's, but for a packed body that is cut or damaged, of which Scrapy's gives what it could unpack."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return `response` unpacked, also a file that is packed in itself (sitemap.xml.gz), or a page. Raises
        ResponseDataLossError if it is not whole, IgnoreRequest if that unfolds to too much."""
        _refuse_part(response)
        answer = super().process_response(request, response)
        path, is_text = urlsplit(answer.url).path, isinstance(answer, TextResponse)
        if isinstance(answer, Request) or not answer.body.startswith(_GZIP) or not (is_text or path.endswith(".gz")):
            return answer
        try:
            body = answer.body
            for _ in range(_LAYERS if is_text else 1):
                body = unpack(body, b"gzip", self._max_size) if body.startswith(_GZIP) else body
        except _DecompressionMaxSizeExceeded as error:
            raise IgnoreRequest(f"too much during decompression: {answer.url}") from error
        if is_text:  # without a word of it, or twice
            return answer.replace(body=body)
        kind = responsetypes.from_args(url=path.removesuffix(".gz"), body=body)
        return kind(answer.url, status=answer.status, body=body, flags=answer.flags, request=answer.request)

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        return unpack(body, encoding, max_size) if body else body


class TrueEncodingMiddleware:
    """Downloader middleware: gives each text response the encoding that its bytes have. It stands between
    HttpCompressionMiddleware and the spiders, and leaves the archive's bytes alone."""

    def process_response(self, request: object, response: Response) -> Response:
        """Return `response` relabelled if it is text, else as it is."""
        if not isinstance(response, TextResponse):
            return response
        content_type = response.headers.get("Content-Type", b"") or b""
        encoding = detect_encoding(response.body, content_type.decode("latin-1"))
        if encoding != "utf-8" and response.body.startswith(BOM_UTF8):  # which would decide, though it is wrong
            return response.replace(body=response.body[len(BOM_UTF8) :], encoding=encoding)
        return response if response.encoding == encoding else response.replace(encoding=encoding)


def require_whole(response: Response, limit: int) -> None:
    """Raise ResponseDataLossError if what a server sent as `response`, the body still packed, is not a whole page;
    BadGzipFile if it is not packed as it says. A body that unfolds to more than `limit` bytes (0: any) is let through:
    Unpacking refuses it."""
    _refuse_part(response)
    packing = response.headers.get("Content-Encoding") or b""
    if _LOST in response.flags and not is_complete(response.body, packing, limit):
        raise ResponseDataLossError(f"less than was announced: {response.url}")
    if not 200 <= response.status < 300:
        return
    encodings, unknown = HttpCompressionMiddleware._split_encodings(response.headers.getlist("Content-Encoding"))
    body = response.body
    try:
        for encoding in encodings if body else ():
            body = unpack(body, encoding, limit)
    except _DecompressionMaxSizeExceeded:
        return
    packed = (encodings and not is_plain(response.body)) or unknown
    if _NO_LENGTH in response.flags and not (packed or has_its_end(body)):
        raise ResponseDataLossError(f"no length, and no end of a page: {response.url}")


def is_complete(body: bytes, encoding: bytes, limit: int) -> bool:
    """Tell whether a body that is shorter than announced shows that it is whole: what packed it ends, or its page."""
    name = b"" if is_plain(body) else encoding.strip().lower()
    if name in _PACKINGS and body:
        try:
            unpack(body, name, limit)
        except (ResponseDataLossError, BadGzipFile, _DecompressionMaxSizeExceeded):
            return False
        return True
    return not name and body.lstrip(BLANK)[:1] in (b"<", b"{", b"[") and has_its_end(body)


def unpack(body: bytes, encoding: bytes, limit: int) -> bytes:
    """Return `body` unpacked from gzip, x-gzip, deflate, br or zstd, whichever of the first two it is in truth; a page
    that is packed in none of them as it is, as browsers do. Raises ResponseDataLossError if it ends before its end or
    is damaged, BadGzipFile if it is no gzip, _DecompressionMaxSizeExceeded for more than `limit` bytes (0: any)."""
    if is_plain(body):
        return body
    if encoding.endswith(b"gzip") and body.startswith(_ZLIB):
        encoding = b"deflate"
    elif body.startswith(_GZIP):
        encoding = b"gzip"
    elif encoding.endswith(b"gzip"):
        raise BadGzipFile(f"not gzip: {body[:2]!r}")
    unpacked = bytearray()
    try:
        for piece in _PACKINGS[encoding](body, limit):
            unpacked += piece
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise ResponseDataLossError(f"{encoding.decode()}: {error}") from error
    if 0 < limit < len(unpacked):
        raise _DecompressionMaxSizeExceeded(len(unpacked), limit)
    return bytes(unpacked)


def is_plain(body: bytes) -> bool:
    """Tell whether a body is a page or a document as it stands, whatever its server says that it is packed in."""
    return body.lstrip(BLANK)[:1] in (b"<", b"{", b"[") and not PACKED.search(body, 0, BEGIN)


def _gunzip(body: bytes, limit: int) -> Iterator[bytes]:
    while body.startswith(_GZIP):  # members may follow one another; what follows the last is padding
        stream = zlib.decompressobj(wbits=31)
        yield stream.decompress(body, limit + 1 if limit else 0)
        body = _rest(stream.eof, stream.unconsumed_tail, stream.unused_data)


def _inflate(body: bytes, limit: int) -> Iterator[bytes]:
    # "deflate" is zlib's format (RFC 9110, 8.4.1.2), but some servers send the bare stream.
    zlib_head = len(body) > 1 and body[0] & 15 == 8 and (body[0] * 256 + body[1]) % 31 == 0
    stream = zlib.decompressobj(wbits=15 if zlib_head else -15)
    yield stream.decompress(body, limit + 1 if limit else 0)
    _rest(stream.eof, stream.unconsumed_tail, b"")


def _unbrotli(body: bytes, limit: int) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    unpacked = stream.process(body, **({"output_buffer_limit": limit + 1} if limit else {}))
    yield unpacked
    _rest(stream.is_finished(), b"more" if 0 < limit < len(unpacked) else b"", b"")


def _unzstd(body: bytes, limit: int) -> Iterator[bytes]:
    while body:  # frames may follow one another
        stream = zstd.ZstdDecompressor()
        yield stream.decompress(body, limit + 1 if limit else -1)
        body = _rest(stream.eof, b"" if stream.needs_input else b"more", stream.unused_data)


def _rest(ended: bool, more: bytes, rest: bytes) -> bytes:
    """Return what follows a stream that has ended, nothing after one that has `more` than the limit. Raises
    ResponseDataLossError for one that is cut."""
    if not ended and not more:
        raise ResponseDataLossError("a packed body ends before its end")
    return rest if ended else b""


_PACKINGS: dict[bytes, Callable[[bytes, int], Iterator[bytes]]] = {
    b"gzip": _gunzip, b"x-gzip": _gunzip, b"deflate": _inflate, b"br": _unbrotli, b"zstd": _unzstd,
}  # fmt: skip


def _refuse_part(response: Response) -> None:
    if response.status == 206:  # nobody asked for a part
        raise ResponseDataLossError(f"206 Partial Content: {response.url}")
