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

from monitor.text.traditional import gb_or_big5

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

MIXED = "utf-8-or-gb18030"
_PIECE = re.compile(rb"[^<>\n]+")  # none of these is a part of a character in GB18030
_ASCII = bytes(range(128))
_HIGH = re.compile(rb"[\x80-\xff]+")
_CHARACTER = rb"(?:[\xe2-\xef][\x80-\xbf]{2})"  # of Chinese in UTF-8
# Some of them with nothing of another kind beside them. In GB text two would be three characters of which the first is
# rare, four be six, of which two are; two bytes of one and one of the next make such a sequence often (武汉, 年，).
_SOME, _RUN = (re.compile(rb"(?<![\x80-\xff])(%b{%d,})(?![\x80-\xff])" % (_CHARACTER, least)) for least in (2, 4))
_SURE = re.compile(rb"%b{4,}|(?<![\x80-\xff])%b{1,3}(?![\x80-\xff])" % (_CHARACTER, _CHARACTER))
# Words in GB2312, of its commoner characters at first, and in UTF-8, that touch: two characters of UTF-8 tell them
# where a page is in it, five where it is not, for in GB2312 two such sequences come by chance.
_APART = {
    least: re.compile(
        rb"(?P<own>%b{%d,})|[%b-\xd7][\xa1-\xfe](?:[\xa1-\xf7][\xa1-\xfe]){%d,400}?(?=%b{%d}|%b?\Z)|(?P<last>%b)\Z"
        % (_CHARACTER, least, first, more, _CHARACTER, least, _CHARACTER, _CHARACTER)
    )
    for least, first, more in ((2, b"\xb0", 1), (5, b"\xa1", 0))
}
_FIVE = re.compile(rb"%b{5}" % _CHARACTER)
# Halves of a surrogate pair, each in UTF-8, as Java and old MySQL write what lies beyond U+FFFF (Unicode TR 26).
_HALF = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf](?:\xed[\xb0-\xbf][\x80-\xbf])?|\xed[\xb0-\xbf][\x80-\xbf]")
# The first characters of a page, a feed or a document in UTF-16 without a mark.
_WIDE = (
    (re.compile(rb"(?:[\t\n\r -~]\x00){3}"), "utf-16-le"),
    (re.compile(rb"(?:\x00[\t\n\r -~]){3}"), "utf-16-be"),
)
# GB2312 in seven bits (RFC 1843): two characters of ASCII for each, between the two marks or up to the line's end.
_HZ = re.compile(rb"~\{((?:[!-w][!-~]){1,2000}+)(?:~\}|\r?\n)")
_HZ_BYTES = 40  # of them; a page without so many is ASCII
_MULTIBYTE = re.compile(r"utf|gb|big5|euc|hz|iso2022|shift", re.IGNORECASE)


def detect_encoding(body: bytes, content_type: str | None = None) -> str:
    """Return the Python codec name with which `body` decodes with the fewest losses.

    A byte-order mark of UTF-16 decides, or its zeros, or the marks of HZ; that of UTF-8 may stand before a page that a
    template puts together from files in GBK. Else UTF-8 is tried before every label, because Chinese text in a GB
    encoding is never valid UTF-8 while pages relabelled by a CDN or an editor are common (people.com.cn and bjd.com.cn
    dossiers). A page with some of both is MIXED: losses would not show it, for as GB18030 nearly every pair of bytes is
    some character.
    Then the HTTP header, the meta tag and GB18030, of which GB2312 and GBK are parts. A Latin label is passed over:
    every byte is a letter there, so it would never fail. No statistics, but between GB18030 and Big5 (`gb_or_big5`): a
    crawler that guessed by them got MacCyrillic.
    """
    bom, _ = read_bom(body)
    if bom and bom != "utf-8":
        return bom
    if wide := next((name for start, name in _WIDE if start.match(body)), None):
        return wide
    if b"~{" in body and body.isascii() and sum(map(len, _HZ.findall(body))) >= _HZ_BYTES:
        return "hz"
    losses: dict[str, int] = {}
    for name in _candidates(body, content_type):
        if name not in losses:
            losses[name] = _losses(body, name)
        if not losses[name]:
            return gb_or_big5(body, name)
        if name == "utf-8" and (mixed := _mixed(body)):
            return mixed
    return gb_or_big5(body, min(losses, key=losses.__getitem__))


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
        return MIXED if _HALF.search(body) else "utf-8"
    part = _RUN.search(body) or any(map(_is_word, _SOME.findall(body)))
    touching = not part and _FIVE.search(body) and any(_apart(run, 5) for run in _HIGH.findall(body))
    return MIXED if characters > others or part or touching else ""


def _is_word(run: bytes) -> bool:
    """Tell whether a short run between ASCII, which is UTF-8, is for certain no word in GB18030: it has characters that
    GB2312 lacks, or half a one, while in UTF-8 it has none of these."""
    try:
        run.decode().encode("gb2312")
    except UnicodeError:
        return False
    try:
        run.decode("gb2312")
    except UnicodeDecodeError:
        return True
    return False


def _counts(body: bytes) -> tuple[int, float]:
    """Return how many characters of `body` surely stand in UTF-8 sequences of three bytes, as Chinese does: many in
    succession, or between ASCII; and how many are left for encodings of two."""
    characters = sum(map(len, _SURE.findall(body))) // 3
    return characters, (len(body.translate(None, _ASCII)) - 3 * characters) / 2


def _piece(found: re.Match[bytes]) -> bytes:
    """A piece of a page in two encodings, in UTF-8: a title may be in one, the site's name behind it in the other."""
    piece = found[0]
    if piece.isascii():
        return piece
    if _is_utf_8(piece):
        return _HIGH.sub(_segment, _HALF.sub(_whole, piece))
    kept, end = list[bytes](), 0
    for run in _HIGH.finditer(piece) if _FIVE.search(piece) else ():
        if apart := _apart(run[0], 5):
            kept += [_gb18030(piece[end : run.start()]), apart]
            end = run.end()
    return b"".join([*kept, _gb18030(piece[end:])])


def _gb18030(piece: bytes) -> bytes:
    parts = enumerate(_SOME.split(piece))
    return b"".join(part if number % 2 else part.decode("gb18030", "replace").encode() for number, part in parts)


def _apart(segment: bytes, least: int) -> bytes:
    """A segment whose words in GB2312 touch words in UTF-8, of `least` characters, in UTF-8; empty if it is none."""
    parts, end = list[tuple[bytes, bool]](), 0
    while part := _APART[least].match(segment, end):
        parts.append((part[0], bool(part["own"] or part["last"])))
        end = part.end()
    if end < len(segment) or len({own for _, own in parts}) < 2:
        return b""
    return b"".join(part if own else part.decode("gb18030", "replace").encode() for part, own in parts)


def _whole(found: re.Match[bytes]) -> bytes:
    """The character of a pair of halves; a half alone is lost."""
    halves = found[0].decode("utf-8", "surrogatepass").encode("utf-16-be", "surrogatepass")
    return halves.decode("utf-16-be", "replace").encode()


def _segment(found: re.Match[bytes]) -> bytes:
    segment = found[0]
    try:
        segment.decode()
    except UnicodeDecodeError:
        whole = "utf-8" if _is_utf_8(segment) else "gb18030"
        return _apart(segment, 2) or _apart(segment, 5) or segment.decode(whole, "replace").encode()
    return segment


def _is_utf_8(piece: bytes) -> bool:
    characters, others = _counts(piece)
    return characters > others


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
