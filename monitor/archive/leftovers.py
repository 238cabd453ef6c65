"""What killed runs left of their archives: whole up to the last record, under the name of a file being written."""

from __future__ import annotations

import fcntl
import os
import zlib
from pathlib import Path
from typing import BinaryIO

from monitor.archive.record import OPEN_SUFFIX
from monitor.exceptions import OutputError, system_reason

_PIECE = 1 << 16  # bytes read at a time; what they unfold to is thrown away piece by piece


def hold(stream: BinaryIO) -> bool:
    """Mark the file of `stream` as being written by this process, until it is closed or the process dies. Returns
    False if another has it."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def close_leftovers(archive: Path) -> list[Path]:
    """Give the files that nobody writes any more their names, without the record that was torn; a file without any
    response goes. Returns the files that were closed. Raises OutputError."""
    closed = []
    for path in sorted(archive.glob(f"????-??-??/*.warc.gz{OPEN_SUFFIX}")):
        try:
            with path.open("r+b") as stream:
                if not hold(stream):
                    continue
                ends = _ends(stream)
                if len(ends) < 2:  # the first record tells of the file itself
                    path.unlink()
                    continue
                stream.truncate(ends[-1])
                os.fsync(stream.fileno())
                closed.append(path.rename(path.with_name(path.name.removesuffix(OPEN_SUFFIX))))
        except OSError as error:
            raise OutputError(f"中断的存档收不了尾：{path}（{system_reason(error)}）；请检查权限。") from error
    return closed


def _ends(stream: BinaryIO) -> list[int]:
    """Where the whole records of a file end, each being a gzip member of its own."""
    ends: list[int] = []
    member, place = zlib.decompressobj(wbits=31), 0
    while piece := stream.read(_PIECE):
        while piece:
            before = len(piece)
            try:
                member.decompress(piece, _PIECE)
            except zlib.error:
                return ends
            rest = member.unused_data if member.eof else member.unconsumed_tail
            place += before - len(rest)
            piece = rest
            if member.eof:
                ends.append(place)
                member = zlib.decompressobj(wbits=31)
    return ends
