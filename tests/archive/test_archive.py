"""Recording and replaying with real WARC files, a real local server and wget."""

from __future__ import annotations

import gzip
import io
import logging
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, SECONDS
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import HtmlResponse, JsonRequest, Response, TextResponse
from scrapy.settings import Settings
from scrapy.utils.log import get_scrapy_root_handler, install_scrapy_root_handler
from scrapy.utils.test import get_crawler
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.archive.index import ArchiveIndex
from monitor.archive.record import _unpacking, load_record, unpack
from monitor.archive.storage import OPEN_SUFFIX, WarcStorage
from monitor.exceptions import ArchiveError
from monitor.issue_calendar import IssueCalendar
from monitor.items import EVIDENCE
from monitor.network.redirects import Redirects

TEXT = "<html><body>电子病历互联互通</body></html>"
PACKED_TEXT = gzip.compress(TEXT.encode(), mtime=0)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/chunked":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in (TEXT[:10].encode(), TEXT[10:].encode(), b""):
                self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            return
        packed = self.path == "/gzip"
        body = gzip.compress(TEXT.encode()) if packed else TEXT.encode()
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def spider() -> Spider:
    spider = Spider("people")
    spider.window = IssueCalendar().by_number(653).window  # type: ignore[attr-defined]
    return spider


def replaying(paths: list[Path], spider: Spider) -> WarcStorage:
    given = {
        "MONITOR_HOME": "nowhere",
        "ARCHIVE_REPLAY": [str(path) for path in paths],
        "HTTPCACHE_IGNORE_MISSING": True,
    }
    storage = WarcStorage(Settings(given))
    storage.open_spider(spider)
    return storage


def test_what_is_recorded_is_replayed(tmp_path: Path, spider: Spider) -> None:
    packed = gzip.compress(TEXT.encode())
    pairs = [
        (Request("http://x.cn/a?b=1"), Response("http://x.cn/a?b=1", body=b"plain", headers={"X-A": ["1", "2"]})),
        (
            Request("http://x.cn/z"),
            Response("http://x.cn/z", body=packed, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}),
        ),
        (Request("http://x.cn/gone"), Response("http://x.cn/gone", status=404, body=b"")),
        (JsonRequest("http://x.cn/s", data={"q": "一"}), TextResponse("http://x.cn/s", body=b"first")),
        (JsonRequest("http://x.cn/s", data={"q": "二"}), TextResponse("http://x.cn/s", body=b"second")),
    ]
    recording = WarcStorage(Settings({"MONITOR_HOME": str(tmp_path)}))
    recording.open_spider(spider)
    (unfinished,) = (tmp_path / "archive" / "2025-12-12").iterdir()
    assert unfinished.name.endswith(OPEN_SUFFIX)
    for request, response in pairs:
        request.headers["Cookie"] = "secret"
        assert recording.retrieve_response(spider, request) is None
        recording.store_response(spider, request, response)
    recording.close_spider(spider)
    (path,) = (tmp_path / "archive" / "2025-12-12").iterdir()
    assert path.name.startswith("people-")
    assert path.name.endswith(".warc.gz")
    storage = replaying([path], spider)
    for request, response in pairs:
        again = storage.retrieve_response(spider, request)
        assert again is not None
        assert (again.status, again.body, again.url) == (response.status, response.body, response.url)
        assert again.headers.getlist("X-A") == response.headers.getlist("X-A")
    assert storage.retrieve_response(spider, Request("http://x.cn/other")) is None
    assert storage.retrieve_response(spider, JsonRequest("http://x.cn/s", data={"q": "三"})) is None
    with path.open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]
    assert kinds == ["warcinfo", *["response", "request"] * 5]
    assert b"secret" not in gzip.decompress(path.read_bytes())


@pytest.mark.parametrize("bound", [{"ARCHIVE_FILE_BYTES": 1}, {"ARCHIVE_FILE_SECONDS": 0}, {}], ids=str)
def test_files_that_are_sent_are_closed_by_size_and_time(tmp_path: Path, spider: Spider, bound: dict[str, int]) -> None:
    defaults = {"ARCHIVE_FILE_BYTES": 1 << 20, "ARCHIVE_FILE_SECONDS": 3600, "DOWNLOAD_MAXSIZE": 1 << 20}
    given = {"MONITOR_HOME": str(tmp_path), "ARCHIVE_URL": str(tmp_path / "there"), **defaults, **bound}
    storage = WarcStorage(Settings(given))
    storage.open_spider(spider)
    requests = [Request(f"http://x.cn/{number}") for number in range(3)]
    for request in requests:
        storage.store_response(spider, request, TextResponse(request.url, body=TEXT.encode(), encoding="utf-8"))
    closed = [*tmp_path.rglob("*.warc.gz")]
    assert len(closed) == (2 if bound else 0), "while the run goes on"
    storage.close_spider(spider)
    for request in requests:
        evidence = request.meta[EVIDENCE]
        assert load_record(tmp_path / "archive" / evidence.file, evidence.offset).url == request.url
    assert len({request.meta[EVIDENCE].file for request in requests}) == len(closed) + 1


def test_a_file_that_wget_wrote(tmp_path: Path, server: str, spider: Spider) -> None:
    if not shutil.which("wget"):
        pytest.skip("wget is not installed: apt-get install -y wget")
    pages = [f"{server}/{name}" for name in ("plain", "gzip", "chunked", "missing")]
    subprocess.run(
        ["wget", "--quiet", "--no-proxy", "--header=Accept-Encoding: gzip", f"--warc-file={tmp_path / 'w'}", "--delete-after", *pages],
        cwd=tmp_path, check=False, timeout=SECONDS,
    )  # fmt: skip
    storage = replaying([tmp_path / "w.warc.gz"], spider)
    decode = HttpCompressionMiddleware.from_crawler(get_crawler())
    for url in pages:
        found = storage.retrieve_response(spider, Request(url))
        assert found is not None, url
        response = decode.process_response(Request(url), found)
        assert isinstance(response, TextResponse)
        assert response.text == TEXT
        assert response.status == (404 if url.endswith("missing") else 200)


def write(path: Path, records: list[tuple[str, str, bytes]], packed: bool = True) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for url, status, body in records:
            http = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body), length=len(body), http_headers=http)
            )
    return path


def test_addresses_are_matched_exactly_then_loosely_and_the_last_good_capture_answers(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc",
        [
            ("http://x.cn/a", "301 Moved", b""),
            ("https://x.cn/b?y=2&x=1", "200 OK", b"old"),
            ("https://x.cn/b?y=2&x=1", "200 OK", b"new"),
            ("https://x.cn/b?y=2&x=1", "503 Busy", b"busy"),
        ],
        packed=False,
    )
    index = ArchiveIndex((path,))
    found = {url: index.find(Request(url)) for url in ("http://x.cn/a", "https://x.cn/a", "http://x.cn/b?x=1&y=2#top")}
    assert found["http://x.cn/a"].status == 301  # type: ignore[union-attr]
    assert found["https://x.cn/a"] is None, "a redirect to https must not answer for https"
    assert found["http://x.cn/b?x=1&y=2#top"].load().response.body == b"new"  # type: ignore[union-attr]


def test_a_record_without_a_body_does_not_replace_one_that_has(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc.gz", [("http://x.cn/a", "200 OK", b"text"), ("http://x.cn/a", "304 Not Modified", b"")]
    )
    with path.open("ab") as stream:
        writer = WARCWriter(stream, gzip=True)
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_revisit_record("http://x.cn/a", "sha1:X", "http://x.cn/a", "2025-12-12T00:00:00Z", http)
        )
    found = ArchiveIndex((path,)).find(Request("http://x.cn/a"))
    assert found is not None
    assert (found.status, found.load().response.body) == (200, b"text")


def test_replaying_without_the_setting_that_forbids_the_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="HTTPCACHE_IGNORE_MISSING"):
        WarcStorage(Settings({"MONITOR_HOME": str(tmp_path), "ARCHIVE_REPLAY": [str(SAMPLE_WEEK)]}))


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_anywhere_but_between_records_is_refused(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "a.warc", [(f"http://x.cn/{n}", "200 OK", b"hello %d " % n * 9) for n in range(2)], packed)
    content = path.read_bytes()
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        whole = [records.get_record_offset() for _ in records]
    for length in range(1, len(content), 7 if packed else 13):
        path.write_bytes(content[:length])
        # What follows a record's own bytes, two line ends, can be missing without loss.
        if length in whole or (not packed and any(start - 4 <= length <= start for start in [*whole, len(content)])):
            continue
        try:
            ArchiveIndex((path,))
        except ArchiveError as error:
            assert "a.warc" in str(error)
        else:
            pytest.fail(f"the first {length} of {len(content)} bytes passed for a whole file")


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("harm", ["cut", "flip"])
def test_damage_is_found_when_the_file_is_opened(tmp_path: Path, packed: bool, harm: str) -> None:
    path = write(tmp_path / "a.warc", [(f"http://x.cn/{n}", "200 OK", b"hello world " * 500) for n in range(5)], packed)
    content = bytearray(path.read_bytes())
    if harm == "cut":
        del content[-len(content) // 8 :]
    else:
        content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"a\.warc"):
        ArchiveIndex((path,))


@pytest.mark.parametrize("content", [b"", b"<html>no archive</html>", b"WARC/1.0\r\n"])
def test_what_is_no_archive_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"b\.warc\.gz"):
        ArchiveIndex((path,))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.warc.gz", tmp_path):
        with pytest.raises(ArchiveError, match=str(path.name)):
            ArchiveIndex((path,))


PAGE = "http://x.cn/云/州?k=云州"
LEADS = "http://x.cn/%E4%BA%91/%E5%B7%9E?k=%E4%BA%91%E5%B7%9E"
LOCATIONS = [
    PAGE.encode(), PAGE.removeprefix("http://x.cn").encode(), PAGE.removeprefix("http:").encode(), LEADS.encode(), PAGE.encode("gb18030"),
    "/云;p=州?k=云州".encode("gb18030"), "http://x.cn/a b/云%20".encode(), b"/caf%C3%A9",
    "\\\\x.cn\\a\\1.html?k=云".encode(), "\\a\\1.html?k=云\\州".encode("gb18030"), b"\\a\\1.html",
]  # fmt: skip


@pytest.mark.parametrize(
    ("location", "old"),
    [
        (each, old) for each in LOCATIONS for old in (False, True) if not (old and re.search(rb"[;\\]", each))
    ],  # warcio lost those
)
def test_a_redirect_leads_where_it_led(tmp_path: Path, spider: Spider, location: bytes, old: bool) -> None:
    """An old recording is one in which warcio was given the raw bytes as characters."""

    def followed(response: Response) -> str:
        redirects = Redirects.from_crawler(get_crawler())
        request = redirects.process_response(Request("http://x.cn/1"), response.copy())
        assert isinstance(request, Request)
        return request.url

    response = Response("http://x.cn/1", status=302, headers={"Location": location})
    live = followed(response)
    path = tmp_path / "a.warc.gz"
    if old:
        with path.open("wb") as stream:
            writer = WARCWriter(stream)
            for url, status, headers in (
                ("http://x.cn/1", "302 Found", [("Location", location.decode("latin-1"))]),
                (live, "200 OK", []),
            ):
                http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
                writer.write_record(
                    writer.create_warc_record(url, "response", io.BytesIO(b""), length=0, http_headers=http)
                )
    else:
        recording = WarcStorage(Settings({"MONITOR_HOME": str(tmp_path)}))
        recording.open_spider(spider)
        for each in (response, Response(live)):
            recording.store_response(spider, Request(each.url), each)
        recording.close_spider(spider)
        (path,) = tmp_path.rglob("people-*.warc.gz")
    storage = replaying([path], spider)
    again = storage.retrieve_response(spider, Request("http://x.cn/1"))
    assert again is not None
    assert followed(again) == live
    assert storage.retrieve_response(spider, Request(live)) is not None


def raw_record(head: str, body: bytes = b"") -> bytes:
    return (
        f"WARC/1.0\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-12-12T00:00:00Z\r\n{head}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
    )


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhello"
ANSWER = "WARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nWARC-Target-URI: {}\r\nContent-Length: {}"


@pytest.mark.parametrize("length", [10**30, "9" * 5000, -1, "x", "", "²"])
@pytest.mark.parametrize("kind", ["response", "request", "warcinfo"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_length_that_is_none_is_damage(tmp_path: Path, length: object, kind: str, packed: bool) -> None:
    content = raw_record(ANSWER.format("http://x.cn/a", length).replace("response", kind), HTTP)
    (tmp_path / "a.warc").write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(ArchiveError, match=r"a\.warc"):
        ArchiveIndex((tmp_path / "a.warc",))


@pytest.mark.parametrize(
    "url",
    ["http://[", "http://[::1", "http://x.cn:99999999/", "http://x.cn:" + "9" * 5000, "", "\ufffe", "http://\x00/"],
)
def test_an_address_that_is_none_costs_no_other(tmp_path: Path, url: str) -> None:
    content = b"".join(raw_record(ANSWER.format(each, len(HTTP)), HTTP) for each in (url, "http://x.cn/b?y=2&x=1"))
    (tmp_path / "a.warc").write_bytes(content)
    found = ArchiveIndex((tmp_path / "a.warc",)).find(Request("https://x.cn/b?x=1&y=2"))
    assert found is not None
    assert found.load().response.body == b"hello"


def of_another(path: Path, *heads: str, http: bytes = HTTP) -> ArchiveIndex:
    """Records of http://x.cn/a, each with `heads` of its own in the header of WARC."""
    head = ANSWER.format("http://x.cn/a", len(http))
    path.write_bytes(
        b"".join(
            raw_record(f"{head}{more}", http.replace(b"hello", f"{n:05}".encode())) for n, more in enumerate(heads)
        )
    )
    return ArchiveIndex((path,))


def test_of_several_captures_the_latest_answers_wherever_it_lies(tmp_path: Path) -> None:
    given = [
        raw_record(ANSWER.format("http://x.cn/a", len(HTTP)), HTTP).replace(b"2025-12-12", day)
        for day in (b"2025-12-12", b"2025-12-10")
    ]
    (tmp_path / "a.warc").write_bytes(given[0].replace(b"hello", b"newer") + given[1])
    found = ArchiveIndex((tmp_path / "a.warc",)).find(Request("http://x.cn/a"))
    assert found is not None
    assert found.load().response.body == b"newer"


def test_an_error_by_http_does_not_answer_for_a_page_by_https(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc", [("http://x.cn/a", "404 Not Found", b"none"), ("https://x.cn/a", "200 OK", b"text")]
    )
    found = ArchiveIndex((path,)).find(Request("http://x.cn/a"))
    assert found is not None
    assert found.load().response.body == b"text"


@pytest.mark.parametrize("head", ["", "\r\nWARC-Truncated: length", "\r\nWARC-Segment-Number: 1"])
@pytest.mark.parametrize("length", [4, 5, 6])
def test_a_part_of_a_page_is_none(tmp_path: Path, spider: Spider, head: str, length: int) -> None:
    http = HTTP.replace(b"\r\n\r\n", f"\r\nContent-Length: {length}\r\n\r\n".encode())
    of_another(tmp_path / "a.warc", head, http=http)
    storage = replaying([tmp_path / "a.warc"], spider)
    if not head and length < 6:  # a writer may store more than was sent, unpacked
        assert storage.retrieve_response(spider, Request("http://x.cn/a")) is not None
    else:
        with pytest.raises(ResponseDataLossError):
            storage.retrieve_response(spider, Request("http://x.cn/a"))


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
@pytest.mark.parametrize(
    "page", [f"<!DOCTYPE html><html>{TEXT}</html>", f"<div>{TEXT}</div>", f'{{ "a": "{TEXT}"}}', f"\tcb(['{TEXT}'])"]
)
def test_a_page_that_its_writer_unpacked_is_not_unpacked_again(
    tmp_path: Path, spider: Spider, encoding: str, page: str
) -> None:
    body = page.encode()
    http = HTTP.replace(b"\r\n\r\nhello", f"\r\nContent-Encoding: {encoding}\r\n\r\n".encode() + body)
    of_another(tmp_path / "a.warc", "", http=http)
    found = replaying([tmp_path / "a.warc"], spider).retrieve_response(spider, Request("http://x.cn/a"))
    assert found is not None
    assert unpack(found).body == body


def test_a_redirect_may_be_noted_as_the_repetition_of_another(tmp_path: Path, spider: Spider) -> None:
    """Their bodies are the same, where they lead is not."""
    path = write(tmp_path / "a.warc.gz", [("http://x.cn/a", "200 OK", b"text")])
    noted = {
        "b": ("302 Found", [("Location", "/c")]),
        "c": ("200 OK", []),
        "a": ("304 Not Modified", [("Location", "/c")]),
    }
    with path.open("ab") as stream:
        for name, (status, headers) in noted.items():
            http = StatusAndHeaders(status, [*headers, ("Content-Length", "154")], protocol="HTTP/1.1")
            of = "http://x.cn/other", "2025-12-12T00:00:00Z"
            writer = WARCWriter(stream, gzip=True)
            writer.write_record(writer.create_revisit_record(f"http://x.cn/{name}", "sha1:X", *of, http))
    storage = replaying([path], spider)
    found = {name: storage.retrieve_response(spider, Request(f"http://x.cn/{name}")) for name in noted}
    assert found["b"] is not None
    assert (found["b"].status, found["b"].headers["Location"]) == (302, b"/c")
    assert found["c"] is None
    assert found["a"] is not None
    assert found["a"].status == 200


@pytest.mark.parametrize("told", ["address", "id", "both", "port"])
def test_a_page_that_was_noted_as_the_repetition_of_another_has_its_text(
    tmp_path: Path, spider: Spider, told: str
) -> None:
    """Crawlers note so what came with the same bytes from another address: a twin host, https."""
    by = {
        "address": "\r\nWARC-Refers-To-Target-URI: http://x.cn/b", "id": "\r\nWARC-Refers-To: <urn:uuid:b>",
        "port": "\r\nWARC-Refers-To-Target-URI: <http://x.cn:80/b>",
    }  # fmt: skip
    by["both"] = by["address"] + by["id"]
    head = HTTP.partition(b"hello")[0]
    revisit = ANSWER.format("http://x.cn/a", len(head)).replace("response", "revisit", 1) + by[told]
    missing = HTTP.replace(b"200 OK", b"404 Not Found")
    records = {
        "a": raw_record(ANSWER.format("http://x.cn/a", len(missing)), missing), "b": raw_record(revisit, head),
        "c": raw_record(ANSWER.format("http://x.cn/b", len(HTTP)), HTTP).replace(b"<urn:uuid:1>", b"<urn:uuid:b>"),
        "d": raw_record(ANSWER.format("http://x.cn/d", len(head)).replace("response", "revisit", 1), head),
    }  # fmt: skip
    for name, record in records.items():
        (tmp_path / f"{name}.warc").write_bytes(record)
    storage = replaying([tmp_path / f"{name}.warc" for name in records], spider)
    found = storage.retrieve_response(spider, Request("http://x.cn/a"))
    assert found is not None
    assert (found.status, found.url, found.body) == (200, "http://x.cn/a", b"hello")
    assert storage.retrieve_response(spider, Request("http://x.cn/d")) is None, "it repeats what nobody has"


@pytest.mark.parametrize("target", ["https://x.cn:443/a", "<https://x.cn:443/a>", "https://X.cn/a", "https://x.cn//a"])
def test_what_an_address_may_have_and_means_nothing(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.warc").write_bytes(raw_record(ANSWER.format(target, len(HTTP)), HTTP))
    index = ArchiveIndex((tmp_path / "a.warc",))
    assert index.find(Request("https://x.cn/a")) is not None
    assert index.find(Request(target.strip("<>"))) is not None
    assert index.find(Request("https://x.cn:8443/a")) is None


def test_a_file_that_is_packed_as_a_whole_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.warc", [("http://x.cn/a", "200 OK", b"text"), ("http://x.cn/b", "200 OK", b"text")], packed=False
    )
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(ArchiveError, match="gunzip"):
        ArchiveIndex((tmp_path / "b.warc.gz",))


@pytest.mark.parametrize(
    ("headers", "body", "whole"),
    [
        ("Content-Encoding: br", PACKED_TEXT, True), ("Content-Encoding: deflate", PACKED_TEXT, True),
        ("Content-Encoding: gzip, gzip", PACKED_TEXT, True), ("Content-Type: text/html", PACKED_TEXT, True),
        ("Content-Encoding: gzip\r\nContent-Length: 99999", PACKED_TEXT, True), ("Content-Length: 99999", TEXT.encode(), True),
        ("Content-Length: 99999", b'{"a": [1]}', True), ("Content-Length: 99999", TEXT.encode()[:-8], False), ("Content-Length: 99999", b"hello", False),
        ("Content-Encoding: gzip\r\nContent-Length: 99999", PACKED_TEXT[:-4], False), ("Content-Length: 99999", b'{"a": [1', False), ("Content-Length: 99999", b"", False),
    ],
)  # fmt: skip
def test_a_body_tells_better_than_its_headers_whether_it_is_packed_and_whole(
    tmp_path: Path, spider: Spider, headers: str, body: bytes, whole: bool
) -> None:
    http = HTTP.partition(b"\r\n")[0] + f"\r\n{headers}\r\n\r\n".encode() + body
    of_another(tmp_path / "a.warc", "", http=http)
    storage = replaying([tmp_path / "a.warc"], spider)
    if not whole:
        with pytest.raises(ResponseDataLossError):
            storage.retrieve_response(spider, Request("http://x.cn/a"))
        return
    found = storage.retrieve_response(spider, Request("http://x.cn/a"))
    assert found is not None
    assert unpack(found).body in (TEXT.encode(), b'{"a": [1]}')


def test_a_record_without_a_status_costs_no_other(tmp_path: Path) -> None:
    odd = HTTP.replace(b" 200 OK", b" OK  ok")
    content = b"".join(
        raw_record(ANSWER.format(f"http://x.cn/{n}", len(each)), each) for n, each in enumerate((odd, HTTP))
    )
    (tmp_path / "a.warc").write_bytes(content)
    index = ArchiveIndex((tmp_path / "a.warc",))
    assert index.find(Request("http://x.cn/0")) is None
    assert index.find(Request("http://x.cn/1")) is not None


UNFOLDED = 64 << 20
MEMORY = """
import resource, sys
from pathlib import Path
from monitor.archive.index import ArchiveIndex
from scrapy import Request
room = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in map(Path, sys.argv[1:]):
    try:
        ArchiveIndex((path,)).find(Request("http://x.cn/a")).load(1 << 20)
    except Exception as error:
        print(path.name, type(error).__name__, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - room)
"""
UNFOLDING = (
    (ANSWER.format("http://x.cn/a", UNFOLDED), HTTP), (ANSWER.format("http://x.cn/a", UNFOLDED), b"HTTP/1.1 200 OK\r\nX: "),
    (ANSWER.format("http://x.cn/a", UNFOLDED).replace("response", "request"), b"POST / HTTP/1.1\r\n\r\n"), ("X: ", b""),
    (ANSWER.format("http://x.cn/a", UNFOLDED), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"),
)  # fmt: skip


def test_a_small_file_that_unfolds_fills_no_memory(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.warc.gz" for number in range(len(UNFOLDING))]
    zeros = b"0" * (1 << 20)
    for path, (head, fill) in zip(paths, UNFOLDING, strict=True):
        with gzip.open(path, "wb", 1) as stream:
            stream.write(raw_record(head).rstrip() + (b"\r\n\r\n" if fill else b"") + fill)
            for _ in range(64):
                stream.write(zeros)
    process = subprocess.run(
        [sys.executable, "-c", MEMORY, *map(str, paths)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    told = [line.split() for line in process.stdout.splitlines()]
    assert [(path, name) for path, name, _ in told] == [(path.name, "ArchiveError") for path in paths]
    # What the process has had in memory at most: no file may add to it what its record unfolds to.
    assert max(int(kibibytes) for *_, kibibytes in told) < 40 << 10, process.stdout


def test_what_is_unpacked_leaves_the_log_of_a_command_alone() -> None:
    install_scrapy_root_handler(Settings({"LOG_ENABLED": False}))
    handler, level = get_scrapy_root_handler(), logging.root.level
    try:
        _unpacking.cache_clear()
        assert unpack(HtmlResponse("http://x.cn/a", body=b"hello")).body == b"hello"
        assert get_scrapy_root_handler() is handler
        assert handler in logging.root.handlers
    finally:
        logging.root.removeHandler(handler)  # type: ignore[arg-type]
        logging.root.setLevel(level)


def test_the_sample_week_can_be_read() -> None:
    assert ArchiveIndex((SAMPLE_WEEK,)).find(Request("https://www.news.cn/health/")) is not None
