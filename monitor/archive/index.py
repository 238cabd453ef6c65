"""Finding the answer to a request in WARC files, our own or those of wget, warcio, Heritrix, browsertrix."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from scrapy import Request
from w3lib.url import canonicalize_url
from warcio.exceptions import ArchiveLoadFailed

from monitor.archive.record import DAMAGE, MOST, Record, first_record, load_record, open_records
from monitor.exceptions import ArchiveError, MonitorError, system_reason
from monitor.files import check_file
from monitor.text.urls import tidied

_REDIRECTS = frozenset(("301", "302", "303", "307", "308"))
Key = tuple[str, str, str]  # method, address, digest of the request's body


@dataclass(frozen=True)
class Capture:
    """Where one response lies: the file, the offset of its record, its status."""

    path: Path
    offset: int
    status: int
    date: str = ""  # when it was fetched, as its record writes it (ISO 8601, UTC)

    def load(self, most: int = MOST) -> Record:
        """Return the record. Raises ArchiveError if its body has more than `most` bytes, or the file has changed since
        it was indexed."""
        return load_record(self.path, self.offset, most)

    @property
    def good(self) -> bool:
        """Whether it is an answer of its own: no error, and no "not modified"."""
        return self.status < 400 and self.status != 304


@dataclass(frozen=True)
class Revisit:
    """A record without a body, for what was answered is what another one holds: the key of that, or its record's id."""

    date: str
    repeats: Key | None
    id: str


class ArchiveIndex:
    """The captures in `paths`. Raises ArchiveError naming the file (and the offset) if one is missing, damaged or no
    WARC file. Of several captures of one address the latest good one answers."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._exact: dict[Key, Capture] = {}
        self._loose: dict[Key, Capture] = {}
        revisits: list[tuple[Key, Revisit]] = []
        ids: dict[str, Capture] = {}
        for path in paths:
            for key, found, id_ in _scan(path):
                if isinstance(found, Revisit):
                    revisits.append((key, found))
                else:
                    ids[id_] = found
                    self._enter(key, found)
        for key, revisit in revisits:
            if held := (revisit.id and ids.get(revisit.id)) or (
                self._exact.get(revisit.repeats) if revisit.repeats else None
            ):
                self._enter(key, replace(held, date=revisit.date))
        if not self._exact:
            raise ArchiveError(f"回放文件里没有任何响应记录：{'、'.join(map(str, paths))}")

    def find(self, request: Request) -> Capture | None:
        """Return where the response to `request` lies, None if there is none. Addresses are compared as they stand,
        then without scheme, fragment and order of the query."""
        key = (request.method, tidied(request.url), _digest(request.body))
        exact, loose = self._exact.get(key), self._loose.get(_loosen(key))
        return loose if loose and loose.good and not (exact and exact.good) else exact or loose

    def _enter(self, key: Key, capture: Capture) -> None:
        self._add(self._exact, key, capture)
        # A redirect to https must not answer for https; one by https does for the http that was listed.
        if capture.status < 300 or capture.status >= 400 or key[1].startswith("https:"):
            with suppress(ValueError):  # nobody will ask for an address that is none
                self._add(self._loose, _loosen(key), capture)

    @staticmethod
    def _add(index: dict[Key, Capture], key: Key, capture: Capture) -> None:
        known = index.get(key)
        if known is None or (capture.good, capture.date) >= (known.good, known.date):
            index[key] = capture


@lru_cache(maxsize=4)
def open_index(paths: tuple[Path, ...]) -> ArchiveIndex:
    """Return the index of `paths`, built once in a process: all outlets of a run replay from the same files."""
    return ArchiveIndex(paths)


def _scan(path: Path) -> Iterator[tuple[Key, Capture | Revisit, str]]:
    """Yield the captures and revisits of `path`, each with its record's id, reading every byte, so that damage is found
    before a run and not in it."""
    requests: dict[str, tuple[str, str]] = {}  # id of a request record, or of its response → method, digest of body
    responses: list[tuple[tuple[str, str], str, Capture | Revisit]] = []
    offset = end = 0
    try:
        check_file(path)
        start = first_record(path)
        with path.open("rb") as stream:
            stream.seek(start)
            records = open_records(stream, check_digests=True)
            for record in records:
                header, http = record.rec_headers, record.http_headers
                if not str(header.protocol).startswith("WARC/"):
                    raise ArchiveLoadFailed("not a WARC record")
                # Writers link a pair from either side: warcio from the request, wget from the response.
                ids = header.get_header("WARC-Record-ID") or "", header.get_header("WARC-Concurrent-To") or ""
                if record.rec_type == "request" and http:
                    asked = http.protocol, _digest_all(record.content_stream())  # before the offset is asked for
                    requests |= dict.fromkeys(filter(None, ids), asked)
                offset = records.get_record_offset()  # reads the record to its end
                end = offset + records.get_record_length()
                date = header.get_header("WARC-Date") or ""
                url = tidied(str(header.get_header("WARC-Target-URI")).strip("<>"))
                if (record.rec_type == "response" or _leads(record)) and http and str(http.get_statuscode()).isdigit():
                    responses.append((ids, url, Capture(path, offset, int(http.get_statuscode()), date)))
                # A revisit has no body of its own: the response that it repeats answers, if the files hold it.
                elif record.rec_type == "revisit":
                    told = tidied((header.get_header("WARC-Refers-To-Target-URI") or "").strip("<>"))
                    repeats = ("GET", told, _digest(b"")) if told and told != url else None
                    responses.append((ids, url, Revisit(date, repeats, header.get_header("WARC-Refers-To") or "")))
                _check(record)
            stream.seek(end)
            if stream.read(1024).strip():  # warcio stops at half a header without a word
                raise EOFError("there is more than was read")
    except (*DAMAGE, gzip.BadGzipFile) as error:
        if "non-chunked gzip" in str(error):
            raise ArchiveError(
                f"回放文件整个压成了一个 gzip，记录找不到各自的位置：{path}；请先用 gunzip 解开。"
            ) from error
        raise ArchiveError(f"回放文件已损坏或不是 WARC：{path}（从第 {offset} 字节的记录起读不下去）") from error
    except MonitorError as error:
        raise ArchiveError(f"回放{error}") from error
    except OSError as error:
        raise ArchiveError(f"回放文件打不开：{path}（{system_reason(error)}）") from error
    for ids, url, found in responses:
        method, digest = next((requests[id_] for id_ in ids if id_ in requests), ("GET", _digest(b"")))
        yield (method, url, digest), found, ids[0]


def _leads(record: Any) -> bool:
    """Tell whether a revisit is a redirect, which needs no body: those of two with different ways are the same."""
    is_redirect = record.http_headers and str(record.http_headers.get_statuscode()) in _REDIRECTS
    return bool(record.rec_type == "revisit" and is_redirect and record.http_headers.get_header("Location"))


def _check(record: Any) -> None:
    length = record.rec_headers.get_header("Content-Length")
    missing = getattr(record.raw_stream, "limit", 0)
    if (
        not re.fullmatch("[0-9]{1,18}", length or "")
        or missing
        or any("block digest failed" in problem for problem in record.digest_checker.problems)
    ):
        raise EOFError("a record is shorter than, or other than, its header says")


def _loosen(key: Key) -> Key:
    return key[0], canonicalize_url(key[1]).split("://", 1)[-1], key[2]


def _digest_all(stream: Any) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
