"""Which encoding a page's bytes really have, whatever its header and meta say.

A page may have two: a server puts a header or footer in GBK around a text in UTF-8, or the other way round. `MIXED` is
a codec of Python's that reads each piece of such a page by itself.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

MIXED = "utf-8-or-gb18030"
_ENOUGH, _SHARE = 20, 0.02  # characters in UTF-8, and their part of all others: in GB text some are by chance
_PIECE = re.compile(rb"[^<>\n]+")  # none of these is a part of a character in GB18030
_ASCII = bytes(range(128))
_SHORT = re.compile("[\x00-\u07ff]+")
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))  # the first character of a page, in UTF-16 without a mark
_MULTIBYTE = re.compile(r"utf|gb|big5|euc|hz|iso2022|shift", re.IGNORECASE)


def detect_encoding(body: bytes, content_type: str | None = None) -> str:
    """Return the Python codec name with which `body` decodes with the fewest losses.

    A byte-order mark decides, or the zeros of UTF-16. Else UTF-8 is tried before every label, because Chinese text in a
    GB encoding is never valid UTF-8 while pages relabelled by a CDN or an editor are common (people.com.cn and
    bjd.com.cn dossiers). A page with a good deal of both is MIXED: losses would not show it, for as GB18030 nearly
    every pair of bytes is some character. Then the HTTP header, the meta tag and GB18030, of which GB2312 and GBK are
    parts. A Latin label is passed over: every byte is a letter there, so it would never fail. No statistics: a crawler
    that guessed by them got
    MacCyrillic.
    """
    bom, _ = read_bom(body)
    if bom:
        return bom
    if wide := next((name for start, name in _WIDE if body.lstrip().startswith(start)), None):
        return wide
    losses: dict[str, int] = {}
    for name in _candidates(body, content_type):
        if name not in losses:
            losses[name] = _losses(body, name)
        if not losses[name]:
            return name
        if name == "utf-8" and (mixed := _mixed(body)):
            return mixed
    return min(losses, key=losses.__getitem__)


def _candidates(body: bytes, content_type: str | None) -> Iterator[str]:
    yield "utf-8"  # most pages need no more: their labels are not looked for
    for label in (http_content_type_encoding(content_type), html_body_declared_encoding(body)):
        name = resolve_encoding(label) if label else None
        if name and _MULTIBYTE.match(name):
            yield name
    yield "gb18030"


def _mixed(body: bytes) -> str:
    """Return what to read `body` as, which is no UTF-8 throughout: MIXED if a part of it is, UTF-8 if all but next to
    nothing is; empty if next to nothing is."""
    characters, others = _counts(body)
    if others < 2 and characters > others:
        return "utf-8"
    mostly = characters > others or (characters >= _ENOUGH and characters > _SHARE * others)
    return MIXED if mostly else ""


def _counts(body: bytes) -> tuple[int, float]:
    """Return how many characters of `body` beyond ASCII stand in UTF-8 sequences of three bytes, as Chinese does, and
    how many are left for encodings of two. A sixth of GB text makes sequences of two by chance, next to none of three.
    """
    characters = len(_SHORT.sub("", body.decode("utf-8", "ignore")))
    return characters, (len(body.translate(None, _ASCII)) - 3 * characters) / 2


def _piece(found: re.Match[bytes]) -> bytes:
    """A piece of a page in two encodings, in UTF-8."""
    piece = found[0]
    if piece.isascii():
        return piece
    characters, others = _counts(piece)
    name = "utf-8" if characters > others else "gb18030"
    return piece.decode(name, "replace").encode()


def _read_mixed(body: Buffer, errors: str = "strict", /) -> tuple[str, int]:
    content = bytes(body)
    return _PIECE.sub(_piece, content).decode("utf-8", errors), len(content)


def _find(name: str) -> codecs.CodecInfo | None:
    known = name.replace("_", "-") == MIXED
    return codecs.CodecInfo(codecs.lookup("utf-8").encode, _read_mixed, name=MIXED) if known else None


codecs.register(_find)


def _losses(body: bytes, encoding: str) -> int:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return body.decode(encoding, errors="replace").count("\ufffd")
    return 0
