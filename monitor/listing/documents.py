"""JSON as servers send it: templates write it by hand, with an editor's tabs and line ends in it; and what pages' own
scripts hold."""

from __future__ import annotations

import ast
import json
import re
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import suppress
from urllib.parse import parse_qs, urlencode, urlsplit

from monitor.markup.page import Page

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
_UNIT = "/build/unit"  # of JPAAS: the interface that fills a page's blocks
_OF_COLUMN = re.compile("当前栏目")  # block that holds the list of the column on whose page it stands
_MOST_UNITS = 20  # blocks of one page
_OF_LIST = re.compile("列表|list", re.IGNORECASE)
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


def within(document: object) -> Iterator[dict[str, str]]:
    """Yield the objects in a document, the outer before the inner, each as name → string or number."""
    waiting: deque[object] = deque([document])
    while waiting:
        each = waiting.popleft()
        inside: Collection[object] = each if isinstance(each, list) else ()
        if isinstance(each, dict):
            inside = each.values()
            yield {str(name): str(value) for name, value in each.items() if type(value) in (str, int)}
        waiting.extend(value for value in inside if isinstance(value, dict | list))


def objects(script: str) -> Iterator[dict[str, str]]:
    """Yield the objects with plain strings in a page's own script, each as name → string."""
    for found in _OBJECT.finditer(script):
        yield {match[1]: (match[2] or match[3] or "").replace("\\/", "/") for match in _FIELD.finditer(found[0])}


def records(text: str) -> str:
    """Return the markup that a page of Hanweb's jpage holds in CDATA inside a script; empty if it holds none."""
    return "".join(RECORD.findall(text)) if "<record>" in text else ""


def items(script: str) -> list[dict[str, str]]:
    """Return the rows of UCAP's `var itemObj = [{aT: title, aPd: day, aU: addresses}]` as title, time and url; the
    addresses are JSON inside a JSON string, of which the first counts. Empty if the script holds none."""
    found: object = None
    with suppress(ValueError, RecursionError):
        found = parse(script.partition("itemObj")[2].partition("=")[2].strip())
    rows = []
    for row in found if isinstance(found, list) else ():
        addresses: object = None
        with suppress(ValueError, RecursionError):
            addresses = parse(str(row.get("aU") or "")) if isinstance(row, dict) else None
        if isinstance(addresses, dict) and addresses:
            url = str(next(iter(addresses.values())))
            rows.append({"title": str(row.get("aT") or ""), "time": str(row.get("aPd") or ""), "url": url})
    return rows


def is_unit(url: str) -> bool:
    """Tell whether `url` asks JPAAS for the content of a block."""
    return _UNIT in url


def units(page: Page) -> dict[str, str]:
    """Return the blocks that an interface of JPAAS fills on a page: name (tagId) → address that is asked."""
    found: dict[str, str] = {}
    for node in page.all("[querydata]"):
        address, query = node.get("url") or "", None
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            query = ast.literal_eval(node.get("querydata") or "")
        if is_unit(address) and isinstance(query, dict):
            base = page.absolute(address).partition("?")[0]
            found.setdefault(str(query.get("tagId")), f"{base}?{urlencode(query)}")
    return found


def list_unit(page: Page) -> str:
    """Return the address of the block in which the list of a column's page stands, empty if it names none."""
    found = units(page)
    ranked = sorted(found, key=lambda name: (not _OF_COLUMN.search(name), not _OF_LIST.search(name)))
    return next((found[name] for name in ranked if _OF_COLUMN.search(name) or _OF_LIST.search(name)), "")


def front_units(page: Page) -> list[str]:
    """Return the addresses of the blocks of a page that is no column's: of a front page, its menu and its headlines."""
    found = units(page)
    return [] if any(map(_OF_COLUMN.search, found)) else list(found.values())[:_MOST_UNITS]


def next_unit(url: str, size: int) -> str:
    """Return the address of the page behind that at `url` of a block; its pages hold `size` rows unless it says so."""
    before, _, _ = url.partition("&paramJson=")
    given: object = None
    with suppress(ValueError, RecursionError):
        given = json.loads(parse_qs(urlsplit(url).query).get("paramJson", ["{}"])[0])
    said = given if isinstance(given, dict) else {}
    number, size = (
        value if isinstance(value := said.get(name), int) else usual
        for name, usual in (("pageNo", 1), ("pageSize", size))
    )
    following = {"pageNo": number + 1, "pageSize": size}
    return f"{before}&{urlencode({'paramJson': json.dumps(following)})}"
