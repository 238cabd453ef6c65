"""What of a body is taken for a whole page. Over real connections: tests/run/test_hostile.py."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from backports import zstd
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.test import get_crawler
from twisted.web.http import _MalformedChunkedDataError

from monitor.network.download import _PaddedChunks
from monitor.network.wholeness import Unpacking, require_whole

PAGE = "<html><body><p>云州市人民医院的电子病历已经接入全民健康信息平台。</p></body></html>".encode() * 50
BARE = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:999]) + gzip.compress(PAGE[999:]),
    "deflate": zlib.compress(PAGE),
    "deflate ": BARE.compress(PAGE) + BARE.flush(),
    "br": brotli.compress(PAGE),
    "zstd": zstd.compress(PAGE[:9]) + zstd.compress(PAGE[9:]),
    "gzip, br": brotli.compress(gzip.compress(PAGE)),
}


def answer(body: bytes, packing: str = "", *flags: str, status: int = 200) -> Response:
    headers = {"Content-Type": "text/html", **({"Content-Encoding": packing} if packing else {})}
    return HtmlResponse("http://x.cn/", status, headers, body, [*flags])


def unpacked(response: Response) -> bytes:
    got = Unpacking(crawler=get_crawler(Spider, {"DOWNLOAD_MAXSIZE": 1 << 20})).process_response(
        Request("http://x.cn/"), response
    )
    assert isinstance(got, Response)
    return got.body


@pytest.mark.parametrize("packing", PACKED)
def test_a_packed_body_is_whole_or_it_failed(packing: str) -> None:
    whole = PACKED[packing]
    require_whole(answer(whole, packing, "partial"), 0)
    assert unpacked(answer(whole, packing)) == PAGE
    for end in (len(whole) - 1, len(whole) - 4, len(whole) // 2, 12, 5, 2):
        with pytest.raises(ResponseDataLossError):
            require_whole(answer(whole[:end], packing), 1 << 20)
        with pytest.raises(ResponseDataLossError):
            unpacked(answer(whole[:end], packing))


def test_a_map_that_is_packed_in_itself_is_unpacked() -> None:
    text, url = b"<?xml version='1.0'?><urlset><url><loc>http://x.cn/1</loc></url></urlset>", "http://x.cn/map.xml.gz"
    middleware = Unpacking(crawler=get_crawler(Spider, {"DOWNLOAD_MAXSIZE": 1 << 20}))
    whole = Response(url, body=gzip.compress(text), headers={"Content-Type": "application/x-gzip"})
    found = middleware.process_response(Request(url), whole)
    assert isinstance(found, TextResponse)
    assert (found.body, found.url) == (text, url)
    with pytest.raises(ResponseDataLossError):
        middleware.process_response(Request(url), whole.replace(body=whole.body[:-9]))
    with pytest.raises(IgnoreRequest):
        middleware.process_response(Request(url), whole.replace(body=gzip.compress(bytes(2 << 20))))


@pytest.mark.parametrize("said", ["", "gzip"])
def test_a_page_that_is_packed_without_a_word_of_it_or_twice_is_unpacked(said: str) -> None:
    body = gzip.compress(gzip.compress(PAGE)) if said == "gzip" else gzip.compress(PAGE)
    assert unpacked(answer(body, said)) == PAGE
    with pytest.raises(ResponseDataLossError):
        unpacked(answer(body[:-9], said))
    picture = Response("http://x.cn/", headers={"Content-Type": "image/png"}, body=gzip.compress(PAGE))
    assert unpacked(picture) == picture.body


@pytest.mark.parametrize("where", [14, 40, -6])
def test_a_packed_body_with_a_wrong_byte_failed(where: int) -> None:
    body = bytearray(PACKED["gzip"])
    body[where] ^= 0xFF
    with pytest.raises(ResponseDataLossError):
        require_whole(answer(bytes(body), "gzip"), 0)


def test_the_inner_of_two_packings_may_be_cut_too() -> None:
    with pytest.raises(ResponseDataLossError):
        require_whole(answer(brotli.compress(gzip.compress(PAGE)[:-9]), "gzip, br"), 0)


@pytest.mark.parametrize("after", [b"\0" * 512, b"\n", b"<!-- served in 3 ms -->"])
def test_what_follows_the_last_member_is_padding(after: bytes) -> None:
    require_whole(answer(PACKED["gzip"] + after, "gzip"), 0)
    assert unpacked(answer(PACKED["gzip"] + after, "gzip")) == PAGE


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, brotli.compress, zstd.compress])
def test_a_bomb_is_left_to_the_limit(pack: object) -> None:
    packing = {gzip.compress: "gzip", zlib.compress: "deflate", brotli.compress: "br", zstd.compress: "zstd"}[pack]
    bomb = answer(pack(bytes(9 << 20)), packing)
    require_whole(bomb, 1 << 20)
    with pytest.raises(IgnoreRequest, match="during decompression"):
        unpacked(bomb)


SITEMAP = b'<?xml version="1.0"?>\n<urlset><url><loc>http://x.cn/</loc></url></urlset>\n'


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (PAGE, True),
        (PAGE + b"<!-- end -->\n", True),
        (PAGE.replace(b"</html>", b""), True),
        (PAGE.upper(), True),
        (PAGE.decode().encode("utf-16"), True),
        (PAGE[:-20], False),
        (PAGE[: len(PAGE) // 2 + 30], False),
        (PAGE.decode()[:-20].encode("utf-16"), False),
        (b"<h1>a</h1><p>b</p>", False),
        (b"", False),
        (b" \n", False),
        (SITEMAP, True),
        (SITEMAP[:-10], False),
        (b"<rss><channel><item>&lt;/html&gt;</item><item>", False),
        (b'{"data": [1, 2]}', True),
        (b'\xef\xbb\xbf[{"a": 1}]\n', True),
        (b'{"data": [1, 2', False),
        (b"[" * 100_000, False),
        (b"User-agent: *\nDisallow:", True),
        (b"\x89PNG\r\n", True),
    ],
)  # fmt: skip
def test_without_a_length_a_page_shows_its_own_end(body: bytes, whole: bool) -> None:
    require_whole(answer(body), 0)
    if whole:
        require_whole(answer(body, "", "partial"), 0)
    else:
        with pytest.raises(ResponseDataLossError):
            require_whole(answer(body, "", "partial"), 0)


@pytest.mark.parametrize(
    ("body", "packing", "whole"),
    [
        (PACKED["gzip"], "gzip", True), (PACKED["br"], " BR", True), (PACKED["gzip"][:-2], "gzip", False), (PAGE, "gzip", True), (PAGE[:-20], "gzip", False), (PACKED["gzip, br"], "gzip, br", False), (PAGE, "", True),
        (PAGE[:-20], "", False), (b'{"a": [1]}', "", True), (b'{"a": [1]', "", False), (SITEMAP, "", True), (b"User-agent: *\nDisallow:", "", False), (b"\x89PNG\r\n", "", False), (b"", "", False), (b"", "gzip", False),
    ],
)  # fmt: skip
def test_a_body_that_is_shorter_than_announced_may_show_that_it_is_whole(
    body: bytes, packing: str, whole: bool
) -> None:
    """A server announced its length before it packed it, or forgot the last chunk: browsers show the page."""
    for status in (200, 404):
        if whole:
            require_whole(answer(body, packing, "dataloss", status=status), 1 << 20)
        else:
            with pytest.raises(ResponseDataLossError):
                require_whole(answer(body, packing, "dataloss", status=status), 1 << 20)


@pytest.mark.parametrize("size", [b"5", b"5 ", b"5   ", b" 5", b"0005 ", b"5 ;a=b", b"5\t"])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_chunks_size_may_have_blanks_around_it(size: bytes, at_once: bool) -> None:
    got, ends = list[bytes](), list[bytes]()
    decoder = _PaddedChunks(got.append, ends.append)
    sent = size + b"\r\nhello\r\n" + size + b"\r\nagain\r\n0  \r\n\r\n"
    for piece in [sent] if at_once else [bytes([each]) for each in sent]:
        decoder.dataReceived(piece)
    assert (b"".join(got), len(ends)) == (b"helloagain", 1)


@pytest.mark.parametrize("size", [b"", b" ", b"5 5", b"-5", b"x", b"0x5", b"5_0"])
def test_a_chunks_size_is_a_number(size: bytes) -> None:
    with pytest.raises(_MalformedChunkedDataError):
        _PaddedChunks(list[bytes]().append, list[bytes]().append).dataReceived(size + b"\r\nhello\r\n0\r\n\r\n")


def test_a_part_is_no_page_but_an_error_needs_no_end() -> None:
    with pytest.raises(ResponseDataLossError):
        require_whole(answer(PAGE, status=206), 0)
    with pytest.raises(ResponseDataLossError):
        unpacked(answer(PAGE, status=206))
    for status in (302, 404, 503):
        require_whole(answer(b"<html>gone", "", "partial", status=status), 0)
