"""A body that is packed otherwise than its server says, or not at all: browsers show the page."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy import Request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes

from monitor.archive.record import unpack
from monitor.exceptions import ArchiveError
from monitor.network.wholeness import require_whole

PAGE = ("<html><body><p>" + "云州互认平台上线。" * 30 + "</p></body></html>").encode()
ONCE = gzip.compress(PAGE, mtime=0)  # tests are called by it
TWICE = gzip.compress(ONCE, mtime=0)
LIMIT = 1 << 20


def answer(body: bytes, encoding: str, *flags: str) -> Response:
    headers = Headers({"Content-Type": "text/html", **({"Content-Encoding": encoding} if encoding else {})})
    kind = responsetypes.from_args(headers=headers, url="https://h.cn/a.html", body=body)
    return kind(
        "https://h.cn/a.html", headers=headers, body=body, flags=[*flags], request=Request("https://h.cn/a.html")
    )


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PAGE, "gzip"), (PAGE, "x-gzip"), (PAGE, "br"), (PAGE, "deflate"), (PAGE, "zstd"), (ONCE, "br"), (ONCE, "deflate"), (zlib.compress(PAGE), "gzip"),
        (TWICE, "gzip"), (ONCE, "gzip, gzip"), (TWICE, ""), (gzip.compress(TWICE, mtime=0), "gzip"),
    ],
)  # fmt: skip
def test_the_body_tells_what_it_is_packed_in(body: bytes, encoding: str) -> None:
    response = answer(body, encoding)
    require_whole(response, LIMIT)
    read = unpack(response, LIMIT)
    assert isinstance(read, TextResponse)
    assert read.body == PAGE


def test_what_is_no_page_and_what_is_cut_is_refused_as_before() -> None:
    for body, encoding in ((b"\0\1\2" * 50, "gzip"), (ONCE[:-9], "gzip"), (b"\0\1\2" * 50, "br"), (b"plain", "gzip")):
        with pytest.raises((OSError, ResponseDataLossError)):
            require_whole(answer(body, encoding), LIMIT)
        with pytest.raises(ArchiveError):
            unpack(answer(body, encoding), LIMIT)


def test_a_page_that_is_not_packed_must_show_its_end_where_its_length_does_not() -> None:
    for flag in ("partial", "dataloss"):
        require_whole(answer(PAGE, "gzip", flag), LIMIT)
        with pytest.raises(ResponseDataLossError):
            require_whole(answer(PAGE[:-20], "gzip", flag), LIMIT)


def test_layers_without_end_are_left() -> None:
    body = PAGE
    for _ in range(9):
        body = gzip.compress(body)
    assert unpack(answer(body, "gzip"), LIMIT).body.startswith(b"\x1f\x8b")
