"""What the objects of JSON and of scripts say: their values as text, their titles, and when they were published."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from monitor.data.notation import DECODER, parse

# An object of a script with no other in it, as menus and lists are written: {name: "健康", url: "/jk/"}.
_OBJECT = re.compile(r"\{[^{}]{8,2000}\}")
_FIELD = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
# A row without names, in brackets or handed to a function: ["标题", "/jk/1.html", "2026-07-09"], add("/jk/1.html", …).
_ARRAY = re.compile(
    r"""(?<=[\[(])\s{0,9}(?:(?:"(?:[^"\\\n]|\\.){0,300}+"|'(?:[^'\\\n]|\\.){0,300}+'|[\w.-]{1,20}+)\s{0,9}+,?\s{0,9}+){2,20}+"""
    r"(?=[\])])"
)
_VALUE = re.compile(r"""\"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'""")
ADDRESS = re.compile(
    r"(?:https?:)?//[^\s<>]+|/[^/\s<>][^\s<>]*|(?:\.{0,2}/)?(?<![\w-])[\w-]++(?:(?:/[\w.-]*)+|\.s?html?)"
)
_TOLD_DAY = re.compile(r"\d\d-\d\d(?:\s\d\d:\d\d)?|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?:日|\s|T|$)[\d:.+Z\s]{0,20}")
_HAN = re.compile("[\u4e00-\u9fff]")
_SHORT = 2  # letters of a name that is no word
_TITLE = 6  # Chinese characters of a row's string that may be its title
RECORD = re.compile(r"<record>\s{0,99}<!\[CDATA\[(.*?)\]\]>\s{0,99}</record>", re.DOTALL)  # of Hanweb's jpage
_TIME = re.compile(r"time|date|publish|day|(?:ed|_)at$|(?:sj|rq)$", re.IGNORECASE)
# What such a field tells, the best first: a program notes when it made and changed a row, too.
_TIMES = tuple(
    re.compile(kind, re.IGNORECASE)
    for kind in (
        r"publi|pub_?(?:date|time|day)|release|rel_?(?:date|time)|issue|display|show|fb|post|^p_?time",
        r"^(?!.*(?:creat|c(?:r_?)?time|add|input|insert|writ|updat|modif|edit|last))",
        r"creat|cr?_?time|add|input|insert|writ",
        r"",
    )
)
_NO_TIME = re.compile(r"end|expire|deadline|start|begin|valid|effect|stop|top", re.IGNORECASE)
_TITLES = (
    "title", "showtitle", "linktitle", "headline", "name", "columnname", "channelname", "text", "label", "doctitle",
    "newstitle", "articletitle", "infotitle", "contenttitle", "listtitle", "subject",
)  # fmt: skip
_WITHIN = re.compile(r'\s{0,99}(?:\[\s{0,99}[\[{]|\{\s{0,99}")')  # begins a document within a string; [图] does not
_STAMPS = ("time", "$date")  # in an object that is a moment: as json-lib, and MongoDB, write one
_SURE = 10**15  # whole numbers below it are exact in floating point, and none of ours is above


def objects(script: str) -> Iterator[dict[str, str]]:
    """Yield the objects with plain strings in a page's own script, each as name → string."""
    for found in _OBJECT.finditer(script):
        told = {match[1]: (match[2] or match[3] or "").replace("\\/", "/") for match in _FIELD.finditer(found[0])}
        yield from _as_named(told)


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


def arrays(script: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a script that name nothing (`var data = [["标题", "/jk/1.html", "2026-07-09"], …]`) as title,
    url and time."""
    for found in _ARRAY.finditer(script):
        yield from _as_row([(each[1] or each[2] or "").replace("\\/", "/") for each in _VALUE.finditer(found[0])])


def _as_row(values: Sequence[object]) -> Iterator[dict[str, str]]:
    """The row that some values are, if an address is among them and words that may be its title: the first of them, for
    a summary comes behind. The article's address and a picture's are told by who knows addresses."""
    told = [each.strip() for each in values if isinstance(each, str)]
    urls = [each for each in told if ADDRESS.fullmatch(each)]
    title = next((each for each in told if each not in urls and len(_HAN.findall(each)) >= _TITLE), "")
    if urls and title:
        named = {f"url{number}": url for number, url in enumerate(urls)}
        yield {"title": title, "time": next(filter(_TOLD_DAY.fullmatch, told), ""), **named}


def _as_named(fields: dict[str, str]) -> Iterator[dict[str, str]]:
    """An object; where its names are shorter than words (t, u, d) and its values are a row, that row."""
    short = fields and max(map(len, fields)) <= _SHORT
    rows = [*_as_row([*fields.values()])] if short else []
    yield from rows or (fields,)


def times(fields: dict[str, str]) -> list[str]:
    """Return the values of an object's fields that are times of an article by their names, that of its publication
    first; not when something else begins or ends."""
    told = [(name, value) for name, value in fields.items() if _is_time(name)]
    told.sort(key=lambda each: next(rank for rank, kind in enumerate(_TIMES) if kind.search(each[0])))
    return [value for _, value in told]


def title_in(fields: dict[str, str]) -> str:
    """Return the title that an object names, as it is written; empty if it names none."""
    names = {name.lower(): value for name, value in fields.items()}
    return next((names[name] for name in _TITLES if names.get(name, "").strip()), "")


def is_title(name: str) -> bool:
    """Tell whether a field of this name may hold a title."""
    return name.lower() in _TITLES


def within(document: object) -> Iterator[dict[str, str]]:
    """Yield the objects in a document, the outer before the inner, each as name → string or number, and its rows that
    name nothing as `arrays` does. What a string holds that is a document itself counts as if it stood there."""
    waiting: deque[object] = deque([_opened(document)])
    while waiting:
        each = waiting.popleft()
        inside: Collection[object] = each if isinstance(each, list) else ()
        if isinstance(each, dict):
            inside = each.values()
            texts = ((str(name), value_text(str(name), value)) for name, value in each.items())
            yield from _as_named({name: text for name, text in texts if text is not None})
        elif isinstance(each, list) and not any(isinstance(value, dict | list) for value in each):
            yield from _as_row(each)
        waiting.extend(value for value in map(_opened, inside) if isinstance(value, dict | list))


def _opened(value: object) -> object:
    if isinstance(value, str) and _WITHIN.match(value):
        with suppress(ValueError, RecursionError):
            return DECODER.raw_decode(value.lstrip())[0]
    return value


def _is_time(name: str) -> bool:
    return bool(_TIME.search(name)) and not _NO_TIME.search(name)


def value_text(name: str, value: object) -> str | None:
    """Return a field's value as text, None for one that is none. Programs write numbers as 1.7836E12 (Gson), moments as
    objects, and as lists of year, month, day and so on (Jackson)."""
    if type(value) in (str, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if abs(value) < _SURE and value.is_integer() else None
    if not _is_time(name):
        return None
    if isinstance(value, dict):
        stamp = next((value[key] for key in _STAMPS if key in value), None)
        return str(stamp) if type(stamp) in (str, int) else None
    if isinstance(value, list) and len(value) >= 3 and all(type(each) is int for each in value):
        year, month, day, *clock = value
        told = " " + ":".join(f"{each:02}" for each in clock[:2]) if len(clock) > 1 else ""
        return f"{year}-{month:02}-{day:02}{told}" if 2000 <= year < 2100 else None
    return None
