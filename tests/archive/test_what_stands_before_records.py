"""A file of records that somebody copied as text: a mark of UTF-8, or blank lines, before the first."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from scrapy import Request
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.archive.index import ArchiveIndex
from monitor.exceptions import ArchiveError


def written(packed: bool) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for number in range(2):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"http://x.cn/{number}", "response", io.BytesIO(b"page %d" % number), http_headers=head
        )
        writer.write_record(record)
        record.raw_stream.close()
    return stream.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\n", b"\xef\xbb\xbf\r\n", b"  \n"])
def test_the_records_behind_it_are_read(tmp_path: Path, packed: bool, before: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(before + written(packed))
    index = ArchiveIndex((path,))
    for number in range(2):
        found = index.find(Request(f"http://x.cn/{number}"))
        assert found is not None
        assert found.load().response.body == b"page %d" % number


def test_other_words_before_it_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    for before in (b"log\n", b"\xef\xbb\xbf<html>", b"\n" * 200):
        path.write_bytes(before + written(False))
        with pytest.raises(ArchiveError):
            ArchiveIndex((path,))
