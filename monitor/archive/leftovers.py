"""Files that break off: what killed runs left of their archives, whole up to the last record, under the name of a file
being written; and copies by others that were stopped."""

from __future__ import annotations

import fcntl
import gzip
import os
import re
import zlib
from codecs import BOM_UTF8
from pathlib import Path
from typing import BinaryIO

from monitor.archive.record import OPEN_SUFFIX
from monitor.exceptions import OutputError, system_reason

_LEAD, _HEAD = 100, 1 << 16  # bytes before the first record of a file; of a record's own headers
_LENGTH = re.compile(rb"^content-length:[ \t]{0,9}(\d{1,18})", re.IGNORECASE | re.MULTILINE)
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


def first_record(path: Path) -> tuple[int, int]:
    """Return where the first record of a file begins, for who copies files as text puts a mark of UTF-8 or blank lines
    before it; and of a packed one that breaks off, its size, else 0. Raises what `gzip` raises for one that is damaged.
    """
    # warcio takes the end of a cut gzip member for the end of the file; the gzip module knows better.
    with path.open("rb") as stream:
        head = stream.read(_LEAD + 2)
        start = len(head) - len(head.removeprefix(BOM_UTF8).lstrip()) if head.strip() else 0
        stream.seek(start)
        if head.startswith(b"\x1f\x8b", start):
            with gzip.open(stream) as unpacked:
                try:
                    while unpacked.read(1 << 20):
                        pass
                except EOFError:
                    return start, path.stat().st_size
    return start, 0


def breaks_off(path: Path, end: int) -> bool:
    """Tell whether the last whole record of a file that is not packed ends at `end`, and what follows is the beginning
    of another, shorter than that says of itself, up to the file's end."""
    with path.open("rb") as stream:
        stream.seek(end)
        rest = stream.read(_HEAD).lstrip()
        left = path.stat().st_size - stream.tell() + len(rest)
    head, whole, _ = rest.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    begun = rest.startswith(b"WARC/") or b"WARC/".startswith(rest)
    return begun and (not whole or (length is not None and int(length[1]) > left - len(head) - len(whole)))
