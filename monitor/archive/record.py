"""One response record of a WARC file, read by its offset."""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
import zlib
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import StatsCollector
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.timeutils import iso_date_to_datetime

from monitor.exceptions import ArchiveError, system_reason
from monitor.items import Evidence
from monitor.network.wholeness import BEGIN, PACKED, TrueEncodingMiddleware, Unpacking, is_complete

_PARTS = ("WARC-Truncated", "WARC-Segment-Number")  # fields of records that hold a part of what was sent
_GZIP = b"\x1f\x8b\x08"
_DIGEST = re.compile("[0-9a-f]{64}")
_LEFT_OUT = frozenset((b"set-cookie", b"content-length"))  # a secret; what replaying cannot tell
OPEN_SUFFIX = ".open"  # Heritrix's mark for a file that is still being written, or was when its process died

REPLAYED = "replayed-"  # so begin the files that were taken in from a replay
MOST = 16 << 20  # bytes of a body, where DOWNLOAD_MAXSIZE is not at hand: its value, if nobody sets another
CERTIFICATE = "Zhoubao-Certificate"  # a field of a record: SHA-256 of the certificate that the server showed
_LEAD = 100  # bytes before the first record of a file
_HEAD = 1 << 20  # bytes of a record's headers; theirs are read line by line into memory, and may unfold to gigabytes
# What warcio, zlib and int() say of a record that is none, ends early or was made to do harm; AttributeError is how
# warcio meets one that is no response.
DAMAGE = (
    ArchiveLoadFailed, StopIteration, zlib.error, EOFError, ValueError, TypeError, AttributeError, OverflowError,
)  # fmt: skip


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio has no types
    """warcio's, with an end to the lines that it reads at a stretch."""

    _lines = 0

    def read(self, length: int | None = None) -> bytes:
        self._lines = 0
        return bytes(super().read(length))

    def readline(self, length: int | None = None) -> bytes:
        line = bytes(super().readline(min(length or _HEAD, _HEAD)))
        self._lines += len(line)
        if self._lines >= _HEAD:
            raise ArchiveLoadFailed("headers without an end")
        return line


def open_records(stream: BinaryIO, check_digests: bool = False) -> ArchiveIterator:
    """Return warcio's iterator over the records of `stream`, which may be by anyone's hand: one whose headers do not
    end raises ArchiveLoadFailed, and nothing of a body is read ahead."""
    records = ArchiveIterator(stream, check_digests=check_digests)
    records.reader = _Reader(stream)
    return records


def first_record(path: Path) -> int:
    """Return where the first record of a file begins: who copies files as text puts a mark of UTF-8 or blank lines
    before it. Raises EOFError for a packed file that is cut, and what `gzip` raises for one that is damaged."""
    # warcio takes the end of a cut gzip member for the end of the file; the gzip module knows better.
    with path.open("rb") as stream:
        head = stream.read(_LEAD + 2)
        start = len(head) - len(head.removeprefix(BOM_UTF8).lstrip()) if head.strip() else 0
        stream.seek(start)
        if head.startswith(b"\x1f\x8b", start):
            with gzip.open(stream) as unpacked:
                while unpacked.read(1 << 20):
                    pass
    return start


@dataclass(frozen=True)
class Record:
    """An archived response: its address, what was answered (the body still content-encoded as it was sent), when (UTC),
    the SHA-256 of the server's certificate (empty: none, or not written down), and whether it is known to be a part."""

    url: str
    response: Response
    fetched_at: datetime
    certificate: str = ""
    cut: bool = False


def load_record(path: Path, offset: int, most: int = MOST) -> Record:
    """Return the record at `offset` (bytes) of `path`, or of the file that a killed run left under its open name.
    Raises ArchiveError if there is none, it is damaged, or its body has more than `most` bytes (DOWNLOAD_MAXSIZE: what
    would not have been taken from the network either; 0: there is no bound)."""
    unfinished = path.with_name(path.name + OPEN_SUFFIX)
    try:
        with (path if path.exists() else unfinished).open("rb") as stream:
            stream.seek(offset)
            return read_record(stream, str(path), offset, most)
    except OSError as error:
        raise ArchiveError(f"存档文件打不开：{path}（{system_reason(error)}）") from error
    except DAMAGE as error:  # no place in a file
        raise ArchiveError(f"存档记录读不出：{path} 第 {offset} 字节") from error


def read_record(stream: BinaryIO, name: str, offset: int, most: int) -> Record:
    """Return the record that begins where `stream` stands: at `offset` of the file that errors call `name`. Raises
    ArchiveError as `load_record` does."""
    try:
        record = next(iter(open_records(stream)))
        url = str(record.rec_headers.get_header("WARC-Target-URI")).strip("<>")
        fetched_at = iso_date_to_datetime(record.rec_headers.get_header("WARC-Date"), tz_aware=True)
        certificate = record.rec_headers.get_header(CERTIFICATE) or ""
        parts = [name for name in _PARTS if record.rec_headers.get_header(name)]
        status = int(record.http_headers.get_statuscode())
        headers = Headers(record.http_headers.headers)
        raw = packed = LimitReader(record.raw_stream, 2 * most or sys.maxsize)  # with the marks between chunks
        if b"chunked" in (headers.pop("Transfer-Encoding", None) or [b""])[-1].lower():
            raw = ChunkedDataReader(raw, decomp_type=None)
        body = raw.read(most + 1 if most else None)
    except OSError as error:
        raise ArchiveError(f"存档文件打不开：{name}（{system_reason(error)}）") from error
    except DAMAGE as error:
        raise ArchiveError(f"存档记录读不出：{name} 第 {offset} 字节") from error
    if most and (len(body) > most or not packed.limit):
        raise ArchiveError(f"存档记录过大：{name} 第 {offset} 字节，超过 {most} 字节（DOWNLOAD_MAXSIZE）")
    announced = (headers.pop("Content-Length", None) or [b""])[-1]
    short = announced.isdigit() and int(announced[:18]) > len(body) and record.rec_type != "revisit"
    # Some writers unpack a page, or pack it anew, and keep what its server said.
    if not PACKED.search(body, 0, BEGIN):
        headers.pop("Content-Encoding", None)
    elif body.startswith(_GZIP) and headers.get("Content-Encoding"):
        headers["Content-Encoding"] = "gzip"
    cut = bool(parts) or (short and not is_complete(body, headers.get("Content-Encoding") or b"", most))
    try:
        kind = responsetypes.from_args(headers=headers, url=url, body=body)
    except ValueError:  # an address that is none, such as `http://[`
        kind = responsetypes.from_args(headers=headers, body=body)
    return Record(url, kind(url=url, status=status, headers=headers, body=body), fetched_at, certificate, cut)


def unpack(response: Response, most: int = MOST) -> Response:
    """Return an archived response as Scrapy hands one to a spider: decompressed, its text in its true encoding. Raises
    ArchiveError if it cannot be decompressed, or unfolds to more than `most` bytes."""
    try:
        unpacked = _unpacking(most).process_response(Request(response.url), response)
    except (IgnoreRequest, OSError, ResponseDataLossError, ValueError) as error:  # ValueError: an address that is none
        raise ArchiveError(f"存档内容解不开：{response.url}") from error
    assert isinstance(unpacked, Response)
    return TrueEncodingMiddleware().process_response(None, unpacked)


@lru_cache(maxsize=4)
def _unpacking(most: int) -> Unpacking:
    # What of a crawler the middleware asks for: a real one would take the log of the command for its own.
    parts = SimpleNamespace(settings=Settings({"DOWNLOAD_MAXSIZE": most}), signals=SignalManager())
    parts.stats = StatsCollector(cast(Crawler, parts))
    return Unpacking(crawler=cast(Crawler, parts))


def describe(record: Record, file: str, offset: int) -> Evidence:
    """Return the pointer to a record that the store keeps. `file` as the store is to name it."""
    response = record.response
    headers = {
        name.decode("latin-1"): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values and name.lower() not in _LEFT_OUT
    }
    return Evidence(
        record.url,
        file,
        offset,
        digest(response.body),
        record.fetched_at.replace(microsecond=0),
        response.status,
        headers,
        record.certificate if _DIGEST.fullmatch(record.certificate) else "",
    )


def digest(body: bytes) -> str:
    """Return the SHA-256 of `body` in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()
