"""Where a redirect leads, in a record whose headers are ASCII: a replay must come to the same page as the run did."""

from __future__ import annotations

import string
from collections.abc import Callable
from urllib.parse import quote, unquote_to_bytes

from scrapy import Request
from scrapy.http import Response
from w3lib.url import safe_url_string

from monitor.network.redirects import with_slashes


def encode_header(name: bytes, value: bytes) -> str:
    """Return the value of a header as a record holds it: raw bytes percent-encoded, those of a Location as Scrapy does
    before it follows it. warcio would rewrite the header by the rules of mail, and `charset=gbk` beside a name in GBK,
    or the address of a Refresh, could not be read again."""
    if value.isascii():
        return value.decode()
    return safe_url_string(with_slashes(value)) if name == b"Location" else quote(value, safe=string.printable)


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
