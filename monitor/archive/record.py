"""One response record of a WARC file, read by its offset."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.statscollectors import StatsCollector
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.timeutils import iso_date_to_datetime

from monitor.exceptions import ArchiveError
from monitor.items import Evidence
from monitor.network.encoding import TrueEncodingMiddleware
from monitor.network.wholeness import Unpacking

_LEFT_OUT = frozenset((b"set-cookie", b"content-length"))  # a secret; what replaying cannot tell
OPEN_SUFFIX = ".open"  # Heritrix's mark for a file that is still being written, or was when its process died


@dataclass(frozen=True)
class Record:
    """An archived response: its address, what was answered (the body still content-encoded as it was sent), and when
    (UTC)."""

    url: str
    response: Response
    fetched_at: datetime


def load_record(path: Path, offset: int) -> Record:
    """Return the record at `offset` (bytes) of `path`, or of the file that a killed run left under its open name.
    Raises ArchiveError if there is none or it is damaged."""
    unfinished = path.with_name(path.name + OPEN_SUFFIX)
    try:
        with (path if path.exists() else unfinished).open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)))
            url = str(record.rec_headers.get_header("WARC-Target-URI")).strip("<>")
            fetched_at = iso_date_to_datetime(record.rec_headers.get_header("WARC-Date"), tz_aware=True)
            status = int(record.http_headers.get_statuscode())
            headers = Headers(record.http_headers.headers)
            raw = record.raw_stream
            if b"chunked" in (headers.pop("Transfer-Encoding", None) or [b""])[-1].lower():
                raw = ChunkedDataReader(raw, decomp_type=None)
            body = raw.read()
    except OSError as error:
        raise ArchiveError(f"存档文件打不开：{path}（{error.strerror or error}）") from error
    except (ArchiveLoadFailed, StopIteration, zlib.error, EOFError, ValueError, TypeError, AttributeError) as error:
        # AttributeError is how warcio meets a record that is no response, or whose header ends early.
        raise ArchiveError(f"存档记录读不出：{path} 第 {offset} 字节") from error
    headers.pop("Content-Length", None)
    kind = responsetypes.from_args(headers=headers, url=url, body=body)
    response = kind(url=url, status=status, headers=headers, body=body)
    return Record(url, response, fetched_at)


def unpack(response: Response) -> Response:
    """Return an archived response as Scrapy hands one to a spider: decompressed, its text in its true encoding. Raises
    ArchiveError if it cannot be decompressed."""
    crawler = Crawler(Spider)
    crawler.stats = StatsCollector(crawler)  # outside a crawl there is none yet
    try:
        unpacked = Unpacking(crawler=crawler).process_response(Request(response.url), response)
    except (IgnoreRequest, OSError, ResponseDataLossError) as error:
        raise ArchiveError(f"存档内容解不开：{response.url}") from error
    assert isinstance(unpacked, Response)
    return TrueEncodingMiddleware().process_response(None, unpacked)


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
    )


def digest(body: bytes) -> str:
    """Return the SHA-256 of `body` in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()
