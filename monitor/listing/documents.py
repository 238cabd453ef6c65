"""JSON as servers send it: templates write it by hand, with an editor's tabs and line ends in it; and what pages' own
scripts hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_OPENING = re.compile(r"[\[{]")
# `callback(`, `var data =`, `/**/`, a comment of HTML before the document: little, and no letters of a page.
_BEFORE = re.compile(
    r"\s*+(?:<!--.{0,500}?-->\s*+|/\*.{0,500}?\*/\s*+)*+(?:(?:var\s++)?[\w$.\[\]'\"]{0,80}\s*+[(=]\s*+)?", re.DOTALL
)
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])', re.DOTALL)
# An object of a script with no other in it, as menus and lists are written: {name: "健康", url: "/jk/"}.
_OBJECT = re.compile(r"\{[^{}]{8,2000}\}")
_FIELD = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
RECORD = re.compile(r"<record>\s{0,99}<!\[CDATA\[(.*?)\]\]>\s{0,99}</record>", re.DOTALL)  # of Hanweb's jpage
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


def objects(script: str) -> Iterator[dict[str, str]]:
    """Yield the objects with plain strings in a page's own script, each as name → string."""
    for found in _OBJECT.finditer(script):
        yield {match[1]: (match[2] or match[3] or "").replace("\\/", "/") for match in _FIELD.finditer(found[0])}


def records(text: str) -> str:
    """Return the markup that a page of Hanweb's jpage holds in CDATA inside a script; empty if it holds none."""
    return "".join(RECORD.findall(text)) if "<record>" in text else ""
