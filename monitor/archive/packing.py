"""Writing WARC records: warcio's writer, each record a gzip member of its own, at another level of compression."""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

from warcio.warcwriter import WARCWriter

# zlib's own default. At warcio's level 9 a page costs up to three times as long, more than to read it, and is no
# smaller by a hundredth.
_LEVEL = 6


class PackedWriter(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Writes packed records to a `stream`."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, gzip=False)  # this packs

    def _write_warc_record(self, out: BinaryIO, record: Any) -> None:
        super()._write_warc_record(_Member(out), record)


class _Member:
    """A file of one gzip member, which is whole when it is flushed."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._packer = zlib.compressobj(_LEVEL, wbits=31)

    def write(self, data: bytes) -> None:
        self._out.write(self._packer.compress(data))

    def flush(self) -> None:
        self._out.write(self._packer.flush())
        self._out.flush()
