"""JSON as servers send it: templates write it by hand, with an editor's tabs and line ends in it."""

from __future__ import annotations

import json
import re

_OPENING = re.compile(r"[\[{]")
# `callback(`, `var data =`, `/**/`, a comment of HTML before the document: little, and no letters of a page.
_BEFORE = re.compile(
    r"\s*+(?:<!--.{0,500}?-->\s*+|/\*.{0,500}?\*/\s*+)*+(?:(?:var\s++)?[\w$.\[\]'\"]{0,80}\s*+[(=]\s*+)?", re.DOTALL
)
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])', re.DOTALL)
_DECODER = json.JSONDecoder(strict=False)  # raw control characters in strings are let pass


def parse(text: str) -> object:
    """Return the JSON document in `text`: with control characters in its strings, commas before a closing bracket, a
    byte-order mark, a script's callback or a comment round it. Raises ValueError if there is none, RecursionError if it
    is nested too deep."""
    text = text.lstrip("\ufeff \t\r\n")
    start = _BEFORE.match(text)
    if start and _OPENING.match(text, start.end()):
        text = text[start.end() :]
    try:
        return _DECODER.raw_decode(text)[0]
    except ValueError:
        return _DECODER.raw_decode(_STRING_OR_COMMA.sub(lambda found: found[1] or "", text))[0]
