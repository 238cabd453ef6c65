"""Scrapy's HTTP-cache storage as a web archive."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.settings import BaseSettings
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date

from monitor.archive.index import ArchiveIndex, open_index
from monitor.archive.leftovers import hold
from monitor.archive.location import decode_location, encode_header
from monitor.archive.opening import find_files
from monitor.archive.packing import PackedWriter
from monitor.archive.record import CERTIFICATE, OPEN_SUFFIX, Record, describe
from monitor.archive.revalidation import LatestPages
from monitor.configuration import home
from monitor.exceptions import ArchiveError, OutputError, system_reason
from monitor.items import EVIDENCE
from monitor.network.certificates import fingerprint
from monitor.network.https_first import fetched_at

CAPTURED = "Zhoubao-Captured"  # a field of a record: when its body was received, if it was not now
_SECRET = frozenset((b"cookie", b"authorization", b"proxy-authorization"))


class WarcStorage:
    """Records each response of a run in `MONITOR_HOME/archive/<last day of the window>/<spider>-<UTC>.warc.gz`, or,
    where ARCHIVE_REPLAY names files, answers from those and records nothing. A recording run is never answered from
    an archive, unless the server itself says that a list is still the same: it is there to see what outlets say now."""

    def __init__(self, settings: BaseSettings) -> None:
        self._folder = home(settings) / "archive"
        self._replay = find_files(settings, settings.getlist("ARCHIVE_REPLAY"))
        if self._replay and not settings.getbool("HTTPCACHE_IGNORE_MISSING"):
            raise ArchiveError("ARCHIVE_REPLAY 须与 HTTPCACHE_IGNORE_MISSING=True 同用，否则缺的页面会从网上取。")
        self._most = settings.getint("DOWNLOAD_MAXSIZE")
        self._index: ArchiveIndex | None = None
        self._torn = ""  # why a record could not be written
        self._confirmed: dict[str, Record] = {}  # address → its earlier capture
        self._stream: BinaryIO | None = None
        bounds = settings.getint("ARCHIVE_FILE_BYTES"), settings.getint("ARCHIVE_FILE_SECONDS")
        self._bounds = bounds if settings["ARCHIVE_URL"] else ()  # else a run has one file for each spider

    def open_spider(self, spider: Spider) -> None:
        """Open the files to replay, or begin a new one. Raises ArchiveError, OutputError."""
        if self._replay:
            self._index = open_index(self._replay)
            return
        self._latest = LatestPages(self._folder, spider.name, self._most)
        if (window := getattr(spider, "window", None)) is None:
            return  # none of ours (scrapy runspider): it belongs to no issue
        self._begin(spider, str(window.until))

    def _begin(self, spider: Spider, day: str) -> None:
        folder, now = self._folder / day, datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        self._path = folder / f"{spider.name}-{now}-{os.getpid()}.warc.gz"
        self._began, self._empty = time.monotonic(), True
        with self._writable():
            folder.mkdir(parents=True, exist_ok=True)
            self._stream = self._path.with_name(self._path.name + OPEN_SUFFIX).open("wb")
            hold(self._stream)
            self._writer = PackedWriter(self._stream)
            self._writer.write_record(self._writer.create_warcinfo_record(self._path.name, {"software": "zhoubao"}))

    def close_spider(self, spider: Spider) -> None:
        """Finish the file and give it its name; one in which a record is torn keeps the name of an open one."""
        if not self._stream:
            return
        try:
            self._finish(self._stream)
            self._latest.save(getattr(spider, "unread", frozenset()))
        except OutputError as error:  # nothing that was read is lost by it
            spider.logger.error("%s", error)
            with suppress(OSError):
                self._stream.close()

    def _finish(self, stream: BinaryIO) -> None:
        with self._writable():
            stream.flush()
            Path(stream.name).rename(self._path)  # still held: nobody takes it for a leftover
            stream.close()

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return the archived response when replaying; when recording, that of a page whose server is to be asked
        whether it has changed, else None. Raises ResponseDataLossError for one that is known to be a part."""
        if self._index is None:
            earlier = self._latest.find(request)
            if earlier is None:
                return None
            self._confirmed[request.url] = earlier
            return earlier.response.replace(url=request.url)
        capture = self._index.find(request)
        if capture is None:
            return None
        try:
            record = capture.load(self._most)
        except ArchiveError as error:
            spider.logger.warning("%s：%s", error, request.url)
            return None
        if record.cut:
            raise ResponseDataLossError(f"the archive holds a part: {request.url}")
        self._point(request, record, capture.path, capture.offset)
        # As it came: a page that was asked for by http may have been answered by https.
        came: Any = record.certificate or None
        return decode_location(record.response.replace(url=request.url, certificate=came), self._index.find)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Append the pair of request and response; the body is kept as it came, content encoding included. Raises
        OutputError."""
        if not self._stream:
            return
        if self._is_full(self._stream):
            self._finish(self._stream)
            self._begin(spider, self._path.parent.name)
        status = f"{response.status} {_phrase(response.status)}"
        # A page that the server said is still the same: the body is that of an earlier capture. WARC has a kind of
        # record for this, "revisit", which points into another file: then this one could not be replayed alone.
        same = self._confirmed.get(request.url) if "cached" in response.flags else None
        url, certificate = (same.url, same.certificate) if same else (fetched_at(response), fingerprint(response))
        noted = {CAPTURED: datetime_to_iso_date(same.fetched_at)} if same else {}
        noted |= {CERTIFICATE: certificate} if certificate else {}
        answer = self._record("response", url, response.body, status, "HTTP/1.1", response.headers, noted)
        parts = urlsplit(request.url)
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        asked, line = url if response.url == request.url else request.url, f"{target} HTTP/1.1"
        question = self._record("request", asked, request.body, line, request.method, request.headers)
        with self._writable():
            offset, self._empty = self._stream.tell(), False
            self._writer.write_request_response_pair(question, answer)
            self._stream.flush()
        record = Record(url, response, datetime.now(UTC), certificate)
        self._point(request, record, self._path, offset)
        self._latest.note(request, response, self._path.relative_to(self._folder).as_posix(), offset)

    def _is_full(self, stream: BinaryIO) -> bool:
        """Tell whether the file is to be closed, so that it can be sent while the run goes on."""
        if self._torn or self._empty or not self._bounds:
            return False
        reached = (stream.tell(), time.monotonic() - self._began)
        return any(value >= bound for value, bound in zip(reached, self._bounds, strict=True))

    @contextmanager
    def _writable(self) -> Iterator[None]:
        if self._torn:  # behind a torn record nothing could be found
            raise OutputError(f"存档写不进 {self._path.parent}：{self._torn}")
        try:
            yield
        except OSError as error:
            self._torn = system_reason(error)
            raise OutputError(f"存档写不进 {self._path.parent}：{self._torn}") from error

    def _point(self, request: Request, record: Record, path: Path, offset: int) -> None:
        file = path.resolve()
        inside = file.is_relative_to(self._folder.resolve())
        name = file.relative_to(self._folder.resolve()) if inside else file
        request.meta[EVIDENCE] = describe(record, name.as_posix(), offset)

    def _record(
        self, kind: str, url: str, body: bytes, status: str, protocol: str, headers: Headers,
        noted: dict[str, str] | None = None,
    ) -> object:  # fmt: skip
        pairs = [
            (name.decode(), encode_header(name, value))
            for name, values in headers.items()
            for value in values
            if name.isascii() and name.lower() not in _SECRET
        ]
        http = StatusAndHeaders(status, pairs, protocol=protocol)
        # With its length known, warcio digests the body where it is instead of copying it to a temporary file.
        return self._writer.create_warc_record(
            url, kind, io.BytesIO(body), length=len(body), warc_headers_dict=noted or {}, http_headers=http
        )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
