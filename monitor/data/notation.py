"""JSON as servers send it: templates write it by hand, with an editor's tabs and line ends in it; scripts hold it as
objects of their own."""

from __future__ import annotations

import json
import re
from html import unescape

_OPENING = re.compile(r"[\[{]")
_WHOLE = ("[", "{", '"')  # so a string begins that is a document itself
# `callback(`, `var data =`, `/**/`, `for(;;);`, a comment of HTML before the document: little, no letters of a page.
_BEFORE = re.compile(
    r"\s*+(?:<!--.{0,500}?-->\s*+|/\*.{0,500}?\*/\s*+|//[^\n]{0,500}\n\s*+|\)\]\}',?\s*+|(?:for|while)\([;\d]{1,3}\);\s*+"
    r"|&&&\w{1,9}&&&\s*+|\{\}\s?&&\s*+|export\s+default\s++)*+(?:(?:var\s++)?[\w$.\[\]'\"]{0,80}\s*+[(=]\s*+)?",
    re.DOTALL,
)
_HELD = re.compile(r"\bJSON\.parse\(\s{0,9}(?=[\"'`])")  # the document is the string behind it
_ESCAPED = re.compile(r"[\[{\s]{1,20}&(?:quot|#34);")  # a template made references of all its quotes
# One without an end takes the rest, or each of its quotes would be looked behind for another.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
# With an editor's own quotes in it: one that is followed by a mark ends it; at last, one behind which the next name, or
# no string, comes, and a stroke before that is no escape.
_ENDS = r"""\s*(?:[:\]}]|,\s*(?:"[\w$-]{1,40}"\s*:|[\[{\d]))"""
_STRINGS = (
    _STRING,
    r'"(?:[^"\\]|\\.|"(?!\s*[,:\]}]))*+(?:"|\\?\Z)',
    rf'"(?:[^"\\]|\\(?="{_ENDS})|\\.|"(?!{_ENDS}))*+(?:"|\\?\Z)',
)
# Where a document begins behind a server's warnings, or behind another statement of a script.
_LATER = re.compile(r"(?:^|[=;>(]|\breturn\b)\s{0,20}(?=[\[{])", re.MULTILINE)
_LEAD = 3000  # characters before it
_DEEP = 3  # documents within strings
_NO_DOCUMENT = re.compile(
    r"[\"']|\s{0,20}<(?:!doctype|html|head|body|meta|title)", re.IGNORECASE
)  # a page has scripts too
# Warnings of PHP before a document; the body in small letters.
WARNINGS = re.compile(
    rb"^(?:\s*+(?:<br ?/?>\s*+)?<b>(?:warning|notice|deprecated|strict standards)</b>:"
    rb"[^\n]{0,600}?on line (?:<b>)?\d{1,6}(?:</b>)?(?:<br ?/?>)?\s*+)++"
)
# What a script may have and JSON may not: other quotes, comments, names without quotes, values of other languages, 09;
# what stands between by accident; marks of a Chinese input method.
_TOKENS = tuple(
    re.compile(
        rf"(?P<string>{string})|'(?P<single>(?:[^'\\]|\\.)*+)(?:'|\\?\Z)|`(?P<template>(?:[^`\\]|\\.)*+)(?:`|\\?\Z)"
        r"|“(?P<curly>[^“”\"]{0,2000})”(?=\s*+[:,}\]：，])"
        r"|(?P<between>/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|//[^\n]*+|[\x00-\x08\x0b-\x0c\x0e-\x1f\xa0\u2028\u2029\u200b\u3000\ufeff]+)"
        r"|(?<=[{,\s])(?P<name>[A-Za-z_$][\w$]*+)(?=\s*+[:：])|(?P<none>\b(?:undefined|None|NaN)\b)|\b(?P<bool>True|False)\b"
        r"|(?<![\w.])(?:new\s)?(?:Date|ISODate|ObjectId|NumberLong)"
        r"\(\s?(?P<made>[\"'][\w :.,+/-]{0,40}[\"']|\d{0,19})\s?\)"
        r"|(?P<day>\b20\d\d-\d\d-\d\d\b(?:[ T]\d\d:\d\d(?::\d\d)?\b)?)|(?P<number>(?<![\w.-])(?:\+?0++|\+)(?=\d))"
        r"|(?P<point>(?<![\w.])(?=\.\d))|(?P<mark>[，：；;])",
        re.DOTALL,
    )
    for string in _STRINGS
)
_MARKS = {"，": ",", "：": ":", "；": ",", ";": ","}
# A comma too many; and what a site's template leaves out, a value that a row has not, or the comma between two rows or
# two fields.
_MARK = re.compile(
    rf"({_STRING})(\s*+(?=\"))?|,(?=\s*+[,\]}}])|(?<=[\[{{])\s*+,|:(?=\s*+[,}}\]])|[\]}}](?=\s*+[\[{{\"])", re.DOTALL
)
_LACKING = {":": ":null", "}": "},", "]": "],"}
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|)', re.DOTALL)
_OR_QUOTE = re.compile(r'\\.|"', re.DOTALL)
# As a browser shows a document, and as services of ASP.NET wrap one (`<string xmlns="http://tempuri.org/">`).
_SHOWN = re.compile(r"<(pre|string)\b[^>]{0,200}>(.{2,}?)</\1>", re.DOTALL | re.IGNORECASE)
DECODER = json.JSONDecoder(strict=False)  # raw control characters in strings are let pass


def parse(text: str) -> object:
    """Return the JSON document in `text`: with control characters or an editor's own quotes in its strings, commas too
    many, written as a script's object, within a string, a byte-order mark, a callback or a comment round it. Raises
    ValueError if there is none, RecursionError if it is nested too deep."""
    text = text.lstrip("\ufeff\u200b\0 \t\r\n")
    if text.startswith("<") and (shown := _SHOWN.search(text)):
        text = unescape(shown[2]).strip()
    if _ESCAPED.match(text):
        text = unescape(text)
    start = _BEFORE.match(text)
    if start and _OPENING.match(text, start.end()):
        text = text[start.end() :]
    elif not _OPENING.match(text) and (held := _HELD.search(text, 0, _LEAD)):
        text = text[held.end() :]
    elif not _NO_DOCUMENT.match(text) and (later := _LATER.search(text, 0, _LEAD)):
        text = text[later.end() :]
    found = _read(text)
    for _ in range(_DEEP):
        if isinstance(found, str) and (inside := found.lstrip()).startswith(_WHOLE):
            found = DECODER.raw_decode(inside)[0]
    return found


def _read(text: str) -> object:
    try:
        return DECODER.raw_decode(text)[0]
    except ValueError as error:
        refused = error
    for torn in range(len(_TOKENS)):
        try:
            return DECODER.raw_decode(_mended(text, torn))[0]
        except ValueError:
            continue
    raise refused


def _mended(text: str, torn: int) -> str:
    """Return a script's object as JSON; the more it is `torn`, the more quotes within its strings are letters."""
    text = _TOKENS[torn].sub(_token, text.rstrip("\0"))
    return _MARK.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    if found[1] is not None:
        return f"{found[1]}," if found[2] is not None else found[1]
    return _LACKING.get(found[0], "")


def _token(found: re.Match[str]) -> str:
    kind, given = str(found.lastgroup), found[str(found.lastgroup)]
    match kind:
        case "between":
            return " "
        case "name" | "day":
            return f'"{given}"'
        case "none":
            return "null"
        case "bool":
            return given.lower()
        case "number" | "point":  # 09, +1, .5
            return "0" if kind == "point" else ""
        case "mark":
            return _MARKS[given]
        case "made":
            return given if given.isdigit() else f'"{given[1:-1]}"'
        case "string":
            given = given[1:-1]
        case "single":
            given = given.replace("\\'", "'")
    escaped = _ESCAPE.sub(lambda each: f"\\{each[1]}" if each[1] else f"\\u00{each[2]}" if each[2] else "", given)
    return '"' + _OR_QUOTE.sub(lambda each: r"\"" if each[0] == '"' else each[0], escaped) + '"'
