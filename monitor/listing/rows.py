"""What any page offers as rows of a list, in whatever form it comes: HTML, JSON, a feed, a sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from scrapy.http import HtmlResponse, TextResponse

from monitor.data.notation import WARNINGS, parse
from monitor.data.objects import ADDRESS, arrays, is_title, items, objects, records, times, title_in, within
from monitor.data.scripts import written_by
from monitor.exceptions import LayoutChanged
from monitor.listing import links
from monitor.listing.links import BY_SCRIPT, link_title, without_marks
from monitor.listing.search import plain, refuse_error
from monitor.listing.section import Links, own_script
from monitor.listing.sitemap import INDEX, URLS, read_entries, read_lines
from monitor.markup.page import Page, line_of
from monitor.text.dates import day_ago, read_moment
from monitor.text.urls import absolute, base_of, is_web_address

if TYPE_CHECKING:
    from monitor.markup.tree import Element

HTML, JSON, FEED, MAP, MAPS = "html", "json", "feed", "sitemap", "sitemap-index"
_MOST = 10_000  # rows of one page; what has more is no list of news
_NO_ADDRESS = ("javascript:", "mailto:", "tel:", "#", "data:")
_ROOTED = re.compile(r"/[\w%~-][\w./%~-]*")  # a path from the root, in its plainest form
_WHOLE = re.compile(r"https?://[a-z\d.-]+/[\w/%~-]*(?:\.[\w/%~-]+)*")
_LEVELS, _ROW = 3, 200  # elements round a link in which its row's day may stand; characters of one that is a row
_DAYS = 2_000  # printed days that are remembered: a list's rows share a few
_LINKS, _LOOKED_AT = 2, 20  # of one row: the title's and its section's, each several times
_FIGURES = re.compile(r"\d")
_OF_SCRIPTS = re.compile(rb"json|javascript")  # kinds of content
_CALL = re.compile(rb"(?:var |let |const )?[\w$.]{1,80}\s{0,9}(?:\(|=\s{0,9}(?=[\[{]))\s{0,9}[\[{]?")
_HEAD = 2_000  # bytes of a body that tell what it is
_BEFORE_ROOT = re.compile(
    rb"^(?:\s|<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,1500}-->"
    rb"|<!doctype (?!html)[^>\[]{0,300}(?:\[[^\]]{0,1000}\])?\s?>)*+"
)
_ROOTS = re.compile(rb"<(?:[a-z]\w{0,20}:)?(?:rss|feed|urlset|sitemapindex|rdf)[\s>]")
_YEARLESS = re.compile(r"\d\d-\d\d(?:\s\d\d:\d\d)?|\d{1,2}月\d{1,2}日(?:\s?\d\d:\d\d)?|刚刚|[今昨前].{1,7}|.{2,7}前")


@dataclass(frozen=True)
class Row:
    """One link of a page: its absolute address without a fragment, its words (may be empty), the day that the row
    prints, and the element that it is, in HTML."""

    url: str
    title: str
    day: date | None = None
    node: Element | None = None
    told: str = ""  # the day as a program writes it, where it has no year


@dataclass(frozen=True)
class Rows:
    """All rows of a page in its order, and its form (`HTML`, `JSON`, `FEED`, `MAP`, `MAPS`)."""

    form: str
    rows: tuple[Row, ...]
    page: Page | None = None  # of HTML
    document: object = None  # of JSON


def read_rows(response: TextResponse) -> Rows:
    """Return the rows of `response`. Of HTML the titles are read by who knows which rows count (`title_of`), and so is
    the day (`day_beside`). Raises LayoutChanged for what has no form of these, EmptyPage for an empty page."""
    text = response.text.encode("utf-8", "replace") if response.encoding.startswith("utf-16") else response.body
    body = text.lstrip()[:_HEAD].lstrip(b"\xef\xbb\xbf\0 \t\r\n").lower()
    begun = _BEFORE_ROOT.sub(b"", WARNINGS.sub(b"", body))
    if begun.startswith(b"http") and (lines := read_lines(response)):
        return Rows(MAP, tuple(Row(url, "") for url in lines[:_MOST]))
    if begun[:1] in (b"{", b"[") or begun.startswith(b"<string "):
        return _json(response)
    if _ROOTS.match(begun) or (body.startswith(b"<?xml") and not begun.startswith((b"<html", b"<!doctype html"))):
        return _xml(response)
    scripted = _OF_SCRIPTS.search(response.headers.get("Content-Type") or b"") or _CALL.match(body)
    if scripted and body[:1] != b"<":
        return _json(response)
    page = Page(response)
    rows = (*_anchors(page), *_scripted(response, script := own_script(page)))
    held = "".join(node.text for node in page.root.iter("textarea") if "<a " in node.text) + written_by(script)
    rows += tuple(_held(response, html)) if (html := records(response.text) + held) else ()
    return Rows(HTML, rows, page)


def title_of(row: Row) -> str:
    """Return the title that `row` gives an article."""
    return link_title(row.node) if row.node is not None else without_marks(row.title)


def day_beside(row: Row, reference: date | None, served: datetime | None = None) -> date | None:
    """Return the day that `row` prints beside its link, or within it. `reference` gives a day without a year its
    year; days that are told by how long ago they were count from `served`."""
    if row.day or row.node is None:
        return row.day or day_ago(row.told, served) or _stamped(row.told, reference)
    node = within = row.node
    for _ in range(_LEVELS):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "ul", "ol", "table", "tbody"):
            break
        node = parent
        if len({each.get("href") for each in islice(node.iter("a"), _LOOKED_AT)}) > _LINKS:
            break
        text = line_of(node)
        if len(text) > _ROW:
            break
        within = node
        if node.tag == "tr" and (day := links.column_day(node, reference)):
            return day
        if _FIGURES.search(text):
            rest = links.beside(node, row.node, text)
            if day := _day(rest, reference) or links.split_day(node, reference) or links.short_day(rest, reference):
                return day
    told = (day_ago(text, served) for text in islice(within.itertext(), _LOOKED_AT)) if served else ()
    return links.day_within(row.node, reference) or next(filter(None, told), None)


def _anchors(page: Page) -> Iterator[Row]:
    root = re.match(r"https?://[\w.-]+(?=/)", base_of(page.response))
    met, leads = dict[str, str](), Links(page)
    others = (node for node in page.all(BY_SCRIPT) if node.tag not in ("a", "area"))
    for number, node in enumerate((*page.root.iter("a", "area"), *others)):
        href = leads.address(node)
        if not href or href.lower().startswith(_NO_ADDRESS):
            continue
        if number >= _MOST:
            raise LayoutChanged(f"列表上的链接超过 {_MOST} 个：{page.response.url}")
        if href not in met:  # most addresses need no joining, which would be half of the time
            whole = root[0] + href if root and _ROOTED.fullmatch(href) else href
            whole = root[0].partition("//")[0] + href if root and href.startswith("//") else whole
            met[href] = (whole if _WHOLE.fullmatch(whole) else page.absolute(href)).partition("#")[0]
        if met[href]:
            yield Row(met[href], "", node=node)


def _held(response: TextResponse, html: str) -> Iterator[Row]:
    """The links of markup that a string holds."""
    return _anchors(Page(HtmlResponse(response.url, body=html.encode("utf-8", "replace"), encoding="utf-8")))


def _scripted(response: TextResponse, script: str) -> Iterator[Row]:
    """The objects with an address and a name in the page's own scripts: menus and lists that a script draws."""
    for fields in (*objects(script), *items(script), *arrays(script)):
        yield from _row(response, fields)


def _json(response: TextResponse) -> Rows:
    lines = response.text.strip("\ufeff \t\r\n").splitlines()
    each_one = len(lines) > 1 and all(line.startswith("{") and line.rstrip().endswith("}") for line in lines)
    try:
        document = [parse(line) for line in lines] if each_one else parse(response.text)  # JSON Lines
    except (ValueError, RecursionError) as error:
        raise LayoutChanged(f"应为 JSON，实际不是：{response.url}") from error
    rows: list[Row] = []
    for fields in within(document):
        rows += _row(response, fields)
        rows += [row for value in fields.values() if "<a " in value for row in _held(response, value)]
        if len(rows) >= _MOST:
            break
    return Rows(JSON, tuple(rows) or refuse_error(document, response), document=document)


def _row(response: TextResponse, fields: dict[str, str]) -> Iterator[Row]:
    """The row that an object with an address and a title is."""
    title, told = plain(title_in(fields)), times(fields)
    day = next(filter(None, map(_stamped, told)), None)
    yearless = "" if day else next(filter(_YEARLESS.fullmatch, told), "")
    for name, value in fields.items() if title else ():
        if is_title(name) or not ADDRESS.fullmatch(value.strip()):
            continue
        if url := absolute(response, value.replace("&amp;", "&")).partition("#")[0]:
            yield Row(url, title, day, told=yearless)


def _xml(response: TextResponse) -> Rows:
    root, entries = read_entries(response)
    found = ((absolute(response, each.url).partition("#")[0], each) for each in islice(entries, _MOST))
    rows = tuple(Row(url, plain(each.title), _stamped(each.day)) for url, each in found if is_web_address(url))
    return Rows({INDEX: MAPS, URLS: MAP}.get(root, FEED), rows)


def _stamped(value: str, reference: date | None = None) -> date | None:
    """The day of what a program names a time: it may be in seconds since 1970."""
    return _day(f"pubdate: {value}", reference) if value else None


@lru_cache(maxsize=_DAYS)
def _day(text: str, reference: date | None = None) -> date | None:
    moment = read_moment(text, reference) if text else None
    return moment.day if moment else None
