"""Scrapy's HTTP-cache storage as a web archive."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Headers, Response
from scrapy.settings import BaseSettings
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date

from monitor.archive.index import ArchiveIndex, open_index
from monitor.archive.leftovers import hold
from monitor.archive.location import decode_location, encode_location
from monitor.archive.packing import PackedWriter
from monitor.archive.record import CERTIFICATE, OPEN_SUFFIX, Record, describe, load_record
from monitor.archive.revalidation import LatestPages
from monitor.configuration import home
from monitor.exceptions import ArchiveError, OutputError
from monitor.items import EVIDENCE, Evidence
from monitor.network.certificates import fingerprint
from monitor.network.https_first import fetched_at, other_scheme

CAPTURED = "Zhoubao-Captured"  # a field of a record: when its body was received, if it was not now
_SECRET = frozenset((b"cookie", b"authorization", b"proxy-authorization"))


class WarcStorage:
    """Records each response of a run in `MONITOR_HOME/archive/<last day of the window>/<spider>-<UTC>.warc.gz`, or,
    where ARCHIVE_REPLAY names files, answers from those and records nothing. A recording run is never answered from
    an archive, unless the server itself says that a list is still the same: it is there to see what outlets say now."""

    def __init__(self, settings: BaseSettings) -> None:
        self._folder = home(settings) / "archive"
        self._replay = tuple(Path(path) for path in settings.getlist("ARCHIVE_REPLAY"))
        if self._replay and not settings.getbool("HTTPCACHE_IGNORE_MISSING"):
            raise ArchiveError("ARCHIVE_REPLAY 须与 HTTPCACHE_IGNORE_MISSING=True 同用，否则缺的页面会从网上取。")
        self._most = settings.getint("DOWNLOAD_MAXSIZE")
        self._index: ArchiveIndex | None = None
        self._torn = ""  # why a record could not be written
        self._confirmed: dict[str, Record] = {}  # address → its earlier capture
        self._stream: BinaryIO | None = None

    def open_spider(self, spider: Spider) -> None:
        """Open the files to replay, or begin a new one. Raises ArchiveError, OutputError."""
        if self._replay:
            self._index = open_index(self._replay)
            return
        self._latest = LatestPages(self._folder, spider.name, self._most)
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        if (window := getattr(spider, "window", None)) is None:
            return  # none of ours (scrapy runspider): it belongs to no issue
        folder = self._folder / str(window.until)
        self._path = folder / f"{spider.name}-{now}-{os.getpid()}.warc.gz"
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
            with self._writable():
                self._stream.flush()
                Path(self._stream.name).rename(self._path)  # still held: nobody takes it for a leftover
                self._stream.close()
            self._latest.save(getattr(spider, "unread", frozenset()))
        except OutputError as error:  # nothing that was read is lost by it
            spider.logger.error("%s", error)
            with suppress(OSError):
                self._stream.close()

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return the archived response when replaying; when recording, that of a page whose server is to be asked
        whether it has changed, else None."""
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
        self._point(request, record, capture.path, capture.offset)
        return decode_location(record.response.replace(url=request.url), self._index.find)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Append the pair of request and response; the body is kept as it came, content encoding included. Raises
        OutputError."""
        if not self._stream:
            return
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
            offset = self._stream.tell()
            self._writer.write_request_response_pair(question, answer)
            self._stream.flush()
        record = Record(url, response, datetime.now(UTC), certificate)
        self._point(request, record, self._path, offset)
        self._latest.note(request, response, self._path.relative_to(self._folder).as_posix(), offset)

    @contextmanager
    def _writable(self) -> Iterator[None]:
        if self._torn:  # behind a torn record nothing could be found
            raise OutputError(f"存档写不进 {self._path.parent}：{self._torn}")
        try:
            yield
        except OSError as error:
            self._torn = str(error.strerror)
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
            (name.decode("latin-1"), encode_location(value) if name == b"Location" else value.decode("latin-1"))
            for name, values in headers.items()
            for value in values
            if name.lower() not in _SECRET
        ]
        http = StatusAndHeaders(status, pairs, protocol=protocol)
        # With its length known, warcio digests the body where it is instead of copying it to a temporary file.
        return self._writer.create_warc_record(
            url, kind, io.BytesIO(body), length=len(body), warc_headers_dict=noted or {}, http_headers=http
        )


class EvidenceStorage:
    """Answers the requests of a spider from the archived pages that its attribute `again` names (address → Evidence),
    and nothing else: for reading them again."""

    def __init__(self, settings: BaseSettings) -> None:
        self._folder = home(settings) / "archive"
        self._most = settings.getint("DOWNLOAD_MAXSIZE")

    def open_spider(self, spider: Spider) -> None:
        """Nothing to open: each record is read where it lies."""

    def close_spider(self, spider: Spider) -> None:
        """Nothing to close."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return the archived page, None if there is no evidence for it or it cannot be read any more."""
        again = getattr(spider, "again", {})
        evidence: Evidence | None = again.get(request.url) or again.get(other_scheme(request.url))
        if evidence is None:
            return None
        try:
            record = load_record(self._folder / evidence.file, evidence.offset, self._most)
        except ArchiveError as error:
            spider.logger.warning("%s", error)
            return None
        request.meta[EVIDENCE] = evidence
        return record.response.replace(url=request.url)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Nothing is recorded: it is in the archive."""


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
