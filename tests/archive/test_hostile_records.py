"""WARC files by anyone's hand: what can be read answers, what cannot is refused by name."""

from __future__ import annotations

import contextlib
import gzip
import io
import tempfile
from pathlib import Path

from hostile_inputs import FRAGMENTS, URLS, WORDS
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from tried import hostile
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.archive.index import ArchiveIndex
from monitor.archive.record import describe, load_record, unpack
from monitor.exceptions import ArchiveError

URL = "http://x.cn/a"


def written() -> bytes:
    """A request and its packed answer, as this project writes them."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    asked = StatusAndHeaders("GET /a HTTP/1.1", [("Host", "x.cn")], is_http_request=True)
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Location", "http://x.cn/b"),
    ]
    body = gzip.compress("<p>电子病历</p>".encode(), mtime=0)
    answered = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    response = writer.create_warc_record(URL, "response", io.BytesIO(body), http_headers=answered)
    request = writer.create_warc_record(URL, "request", io.BytesIO(), http_headers=asked)
    writer.write_request_response_pair(request, response)
    request.raw_stream.close()  # a file of the library's in which it measured the record
    response.raw_stream.close()
    return stream.getvalue()


SOUND = written()
LINES = SOUND.split(b"\r\n")
FOLDER = Path(tempfile.mkdtemp())
_VALUES = st.one_of(
    st.sampled_from(["-1", "10" * 15, "1e9", "", "0", "application/http", "response", "revisit", "warcinfo", "2025-13-01T00:00:00Z", "chunked", "br"]),
    URLS, WORDS, st.sampled_from(FRAGMENTS),
)  # fmt: skip


def look(content: bytes) -> None:
    file = FOLDER / "a.warc.gz"
    file.write_bytes(content)
    try:
        capture = ArchiveIndex((file,)).find(Request(URL))
    except ArchiveError as error:
        assert str(file) in str(error)
    else:
        if capture:
            try:
                record = capture.load(1 << 16)
                describe(record, "a.warc.gz", capture.offset)
                unpack(record.response, 1 << 16)
            except ArchiveError:
                pass
    with contextlib.suppress(ArchiveError):
        unpack(load_record(file, 0, 1 << 16).response, 1 << 16)


@hostile("archives", 150)
@given(
    st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, 3), _VALUES), min_size=1, max_size=3),
    st.booleans(), st.floats(0, 3),
)  # fmt: skip
def test_records_with_other_lines(changes: list[tuple[int, int, str]], packed: bool, rest: float) -> None:
    """A header has another value or another name, or stands twice, or is gone; some are cut."""
    lines = [*LINES]
    for place, kind, value in changes:
        name, _, _ = lines[place].partition(b": ")
        word = value.encode("utf-8", "surrogatepass")
        lines[place] = (name + b": " + word, word, lines[place] + b"\r\n" + lines[place], b"")[kind]
    content = b"\r\n".join(lines)
    content = gzip.compress(content) if packed else content
    look(content[: int(len(content) * rest)])


@hostile("archives", 100)
@given(st.integers(0, len(SOUND)), st.binary(max_size=60), st.integers(0, 60), st.booleans())
def test_records_with_other_bytes(place: int, noise: bytes, gone: int, packed: bool) -> None:
    content = gzip.compress(SOUND, mtime=0) if packed else SOUND
    place = min(place, len(content))
    look(content[:place] + noise + content[place + gone :])
