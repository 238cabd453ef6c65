"""Downloader middleware: what a page says of its encoding is not believed."""

from __future__ import annotations

from typing import Any

from scrapy.http import Response, TextResponse

from monitor.text.encoding import detect_encoding


class TrueEncodingMiddleware:
    """Downloader middleware: gives each text response the encoding that its bytes have. It stands between
    HttpCompressionMiddleware and the spiders, and leaves the archive's bytes alone."""

    def process_response(self, request: Any, response: Response) -> Response:
        """Return `response` relabelled if it is text, else as it is."""
        if not isinstance(response, TextResponse):
            return response
        content_type = response.headers.get("Content-Type", b"") or b""
        encoding = detect_encoding(response.body, content_type.decode("latin-1"))
        return response if response.encoding == encoding else response.replace(encoding=encoding)
