"""Where a redirect leads, in a record whose headers are ASCII: a replay must come to the same page as the run did."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from scrapy import Request
from scrapy.http import Response
from w3lib.url import safe_url_string


def encode_location(value: bytes) -> str:
    """Return a Location as a record holds it: raw bytes percent-encoded, as Scrapy does before it follows them."""
    return value.decode() if value.isascii() else safe_url_string(value)


def decode_location(response: Response, known: Callable[[Request], object]) -> Response:
    """Return a replayed redirect with the Location that its server sent. Raw bytes that were given to warcio, as until
    2026 here, it took for characters one by one and percent-encoded with all else (`https%3A//…`); this is undone where
    what stands there leads to nothing that is `known`."""
    location = response.headers.get("Location") or b""
    try:
        sent = unquote_to_bytes(location).decode().encode("latin-1")
        if not sent.isascii() and not known(Request(response.urljoin(location.decode()))):
            response.headers["Location"] = sent
    except ValueError:  # it was never so encoded
        pass
    return response
