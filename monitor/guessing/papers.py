"""A digital paper by its addresses: where a day's issue begins, and how its pages are known. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.guessing.clusters import is_headline
from monitor.guessing.platforms import family_of_paper
from monitor.guessing.shapes import DAY, read_shape
from monitor.text.urls import host_of

_SHEET = re.compile(r"\W{0,3}(?:第\s?)?[A-Za-z]?\d{1,3}\s?版|\W{0,3}[A-Z]?\d{2}\s?[:：]|\W{0,3}[A-Z]\d{2}(?:\W|$)")
_NAMED = re.compile(r"/(?:node|layout|page|ban|v\d|nbs)[^/]*$", re.IGNORECASE)
_WHOLE = re.compile(r"_m\.html?$")  # a page that holds a whole issue


@dataclass(frozen=True)
class Paper:
    """A digital paper: the family, the format string of its issue's first page, the day of the issue that was seen, its
    pages there, and the mark in their addresses by which they are told from articles."""

    family: str
    first: str
    day: date
    sheets: tuple[str, ...]
    mark: str


def recognise(front: str, links: Mapping[str, str]) -> Paper | None:
    """Return the paper to which `front` (address) and its `links` (address → words) belong; None where it is none: of
    the links that lie in a day's folder some are called 第01版 or the like."""
    shapes = {url: shape for url in (front, *links) if host_of(url) == host_of(front) and (shape := read_shape(url))}
    dated = {url: day for url, shape in shapes.items() if (day := shape.day or _whole_day(url))}
    sheets = [url for url in dated if _is_sheet(url, links.get(url, ""))]
    if not sheets:
        return None
    day = max(dated[url] for url in sheets)
    own = sorted({url.partition("?")[0].partition("#")[0] for url in sheets if dated[url] == day}, key=_order)
    first = next((url for url in own if _WHOLE.search(url)), own[0])
    if len(own) < 2 and not _NAMED.search(first) and not _WHOLE.search(first):
        return None
    return Paper(family_of_paper(first), to_format(first, day), day, tuple(own), _without_number(first))


def to_format(url: str, day: date) -> str:
    """Return `url` as a format string of its day."""
    shape = read_shape(url)
    written = next((part.text for part in shape.parts if part.kind == DAY), "") if shape else ""
    fields = {"{y}": "%Y", "{m}": "%m", "{d}": "%d"}
    shown = written.format(y=f"{day:%Y}", m=f"{day:%m}", d=f"{day:%d}")
    made = written
    for name, directive in fields.items():
        made = made.replace(name, directive)
    made = "/".join(f"{{day:{piece}}}" for piece in made.split("/")) if made else ""
    text = (url.replace(shown, "\0") if shown else url).replace(f"{day:%Y%m%d}", "\1").replace(f"/{day:%Y}/", "/\2/")
    return text.replace("\0", made).replace("\1", "{day:%Y%m%d}").replace("\2", "{day:%Y}")


def _whole_day(url: str) -> date | None:
    found = re.search(r"/(20\d{2})(\d{2})(\d{2})_m\.html?$", url)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _is_sheet(url: str, words: str) -> bool:
    if _WHOLE.search(url) or (_SHEET.match(words) and "content" not in url):
        return True
    return bool(_NAMED.search(url.partition("?")[0])) and not is_headline(words)


def _order(url: str) -> tuple[int, str]:
    return len(url), url


def _without_number(url: str) -> str:
    """The part of a page's file name that all pages share: `node_` of node_01.html; empty if it is a number alone."""
    name = url.rpartition("/")[2]
    return re.match(r"[A-Za-z_-]*", name)[0]  # type: ignore[index]
