"""Whether a page or a document shows by its end that it is whole."""

from __future__ import annotations

import json
import re

from monitor.text.encoding import detect_encoding

BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"  # between characters too, in a page of two bytes each
_TAG = re.compile(rb"<(/?)(?:html|body)(?=[\s>])", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\s|<(?:urlset|sitemapindex|rss|feed)[\s>]", re.IGNORECASE)
_ROOT, _FOOT = re.compile(rb"<([\w:.-]{1,80})"), 2000  # bytes at the end of XML, in which a comment may follow its root


def has_its_end(body: bytes) -> bool:
    """Tell whether `body` shows that it is whole: the end of HTML, of XML or of a JSON document. Of plain text and of
    pictures nothing can be said: True."""
    text = body.replace(b"\0", b"").strip(BLANK)
    if text[:1] in (b"{", b"["):
        return _is_closed(body.decode(detect_encoding(body), "replace").lstrip("\ufeff \t\r\n\0"))
    if text[:1] != b"<":
        return bool(text)
    root = _ROOT.search(text) if _XML.match(text) else None
    if root and root[1].lower() != b"html":
        return b"</" + root[1] + b">" in text[-_FOOT:]
    tags = _TAG.findall(text)
    return bool(tags) and tags[-1] == b"/"


def _is_closed(text: str) -> bool:
    """Tell whether a JSON document is whole. An editor's tabs and quotes, a comma too many and what stands behind it,
    all of which its readers let pass, do not mean that it was cut."""
    try:
        json.JSONDecoder(strict=False).raw_decode(text)
    except RecursionError:
        return False
    except ValueError:
        pairs = (text.count(opened) == text.count(closed) for opened, closed in ("{}", "[]"))
        return text.rstrip(" \t\r\n;").endswith(("}", "]")) and all(pairs)
    return True
