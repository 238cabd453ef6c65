"""JSON as servers send it: templates write it by hand, with an editor's tabs and line ends in it; scripts hold it as
objects of their own."""

from __future__ import annotations

import json
import re
from html import unescape

_OPENING = re.compile(r"[\[{]")
# `callback(`, `var data =`, `/**/`, `for(;;);`, a comment of HTML before the document: little, no letters of a page.
_BEFORE = re.compile(
    r"\s*+(?:<!--.{0,500}?-->\s*+|/\*.{0,500}?\*/\s*+|//[^\n]{0,500}\n\s*+|\)\]\}',?\s*+|(?:for|while)\([;\d]{1,3}\);\s*+)*+(?:(?:var\s++)?[\w$.\[\]'\"]{0,80}\s*+[(=]\s*+)?",
    re.DOTALL,
)
_STRING = r'"(?:[^"\\]|\\.)*+"'
_TORN_STRING = r'"(?:[^"\\]|\\.|"(?!\s*[,:\]}])){0,4000}+"'  # with an editor's own quotes in it
# Where a document begins behind a server's warnings, or behind another statement of a script.
_LATER = re.compile(r"(?:^|[=;>(]|\breturn\b)\s{0,20}(?=[\[{])", re.MULTILINE)
_LEAD = 3000  # characters before it
_NO_DOCUMENT = re.compile(
    r"[\"']|\s{0,20}<(?:!doctype|html|head|body|meta|title)", re.IGNORECASE
)  # a page has scripts too
# Warnings of PHP before a document; the body in small letters.
WARNINGS = re.compile(
    rb"^(?:\s*+(?:<br ?/?>\s*+)?<b>(?:warning|notice|deprecated|strict standards)</b>:"
    rb"[^\n]{0,600}?on line (?:<b>)?\d{1,6}(?:</b>)?(?:<br ?/?>)?\s*+)++"
)
# What a script may have and JSON may not: quotes of one stroke, comments, names without quotes, undefined, 09.
_TOKENS = tuple(
    re.compile(
        rf"({string})|'((?:[^'\\]|\\.)*+)'|(/\*.{{0,2000}}?\*/|//[^\n]*+|[\xa0\u3000]+)|((?<=[{{,\s])[A-Za-z_$][\w$]*+(?=\s*+:))"
        r"|(\bundefined\b)|((?<![\w.])(?:\+?0++|\+)(?=\d))",
        re.DOTALL,
    )
    for string in (_STRING, _TORN_STRING)
)
# A comma too many; and what a site's template leaves out, a value that a row has not, or the comma between two rows.
_MARK = re.compile(rf"({_STRING})|,(?=\s*+[,\]}}])|(?<=[\[{{])\s*+,|:(?=\s*+[,}}\]])|\}}(?=\s*+\{{)", re.DOTALL)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|)', re.DOTALL)
_OR_QUOTE = re.compile(r'\\.|"', re.DOTALL)
# As a browser shows a document, and as services of ASP.NET wrap one (`<string xmlns="http://tempuri.org/">`).
_SHOWN = re.compile(r"<(pre|string)\b[^>]{0,200}>(.{2,}?)</\1>", re.DOTALL | re.IGNORECASE)
DECODER = json.JSONDecoder(strict=False)  # raw control characters in strings are let pass


def parse(text: str) -> object:
    """Return the JSON document in `text`: with control characters or an editor's own quotes in its strings, commas too
    many, written as a script's object, within a string, a byte-order mark, a callback or a comment round it. Raises
    ValueError if there is none, RecursionError if it is nested too deep."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<") and (shown := _SHOWN.search(text)):
        text = unescape(shown[2]).strip()
    start = _BEFORE.match(text)
    if start and _OPENING.match(text, start.end()):
        text = text[start.end() :]
    elif not _NO_DOCUMENT.match(text) and (later := _LATER.search(text, 0, _LEAD)):
        text = text[later.end() :]
    try:
        found: object = DECODER.raw_decode(text)[0]
    except ValueError:
        try:
            found = DECODER.raw_decode(_mended(text, 0))[0]
        except ValueError:
            found = DECODER.raw_decode(_mended(text, 1))[0]
    return DECODER.raw_decode(found)[0] if isinstance(found, str) and _OPENING.match(found) else found


def _mended(text: str, torn: int) -> str:
    """Return a script's object as JSON; with `torn`, quotes within its strings are taken for letters."""
    text = _TOKENS[torn].sub(_token, text)
    return _MARK.sub(lambda found: found[1] or {":": ":null", "}": "},"}.get(found[0], ""), text)


def _token(found: re.Match[str]) -> str:
    string, single, between, name, _, number = found.groups()
    if number is not None:  # 09, +1
        return ""
    if string is not None or single is not None:
        inner = string[1:-1] if string is not None else single.replace("\\'", "'")
        escaped = _ESCAPE.sub(lambda each: f"\\{each[1]}" if each[1] else f"\\u00{each[2]}" if each[2] else "", inner)
        return '"' + _OR_QUOTE.sub(lambda each: r"\"" if each[0] == '"' else each[0], escaped) + '"'
    return " " if between is not None else f'"{name}"' if name is not None else "null"
