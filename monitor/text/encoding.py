"""Which encoding a page's bytes really have, whatever its header and meta say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

_ASCII = bytes(range(128))
_SHORT = re.compile("[\x00-\u07ff]+")
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))  # the first character of a page, in UTF-16 without a mark
_MULTIBYTE = re.compile(r"utf|gb|big5|euc|hz|iso2022|shift", re.IGNORECASE)


def detect_encoding(body: bytes, content_type: str | None = None) -> str:
    """Return the Python codec name with which `body` decodes with the fewest losses.

    A byte-order mark decides, or the zeros of UTF-16. Else UTF-8 is tried before every label, because Chinese text in a
    GB encoding is never valid UTF-8 while pages relabelled by a CDN or an editor are common (people.com.cn and
    bjd.com.cn dossiers). A page most of whose bytes beyond ASCII are UTF-8 is such with a fragment of another encoding
    in it, a footer that the server includes: losses would not show it, for as GB18030 nearly every pair of bytes is
    some character. Then the HTTP header, the meta tag and GB18030, of which GB2312 and GBK are parts. A Latin label is
    passed over: every byte is a letter there, so it would never fail. No statistics: a crawler that guessed by them got
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
        if not losses[name] or (name == "utf-8" and _mostly_utf8(body)):
            return name
    return min(losses, key=losses.__getitem__)


def _candidates(body: bytes, content_type: str | None) -> Iterator[str]:
    yield "utf-8"  # most pages need no more: their labels are not looked for
    for label in (http_content_type_encoding(content_type), html_body_declared_encoding(body)):
        name = resolve_encoding(label) if label else None
        if name and _MULTIBYTE.match(name):
            yield name
    yield "gb18030"


def _mostly_utf8(body: bytes) -> bool:
    """Tell whether more characters of `body` beyond ASCII stand in UTF-8 sequences of three bytes, as Chinese does,
    than are left for encodings of two. A sixth of GB text makes sequences of two by chance, next to none of three."""
    characters = len(_SHORT.sub("", body.decode("utf-8", "ignore")))
    return characters > (len(body.translate(None, _ASCII)) - 3 * characters) / 2


def _losses(body: bytes, encoding: str) -> int:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return body.decode(encoding, errors="replace").count("\ufffd")
    return 0
