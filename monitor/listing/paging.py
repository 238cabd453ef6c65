"""How a list goes on: by a link that leads to its next page, by the script that draws such links, in JSON by its own
address or by what the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapy.http import TextResponse

from monitor.listing.channel_data import is_unit, next_unit
from monitor.listing.rows import JSON, Rows
from monitor.listing.section import NEXT, declared_next, own_script, paging_words
from monitor.markup.page import Page, line_of
from monitor.text.urls import absolute, host_of

if TYPE_CHECKING:
    from monitor.markup.tree import Element

# What an address calls the number of its page, and the number of the first row that it asks for, and of how many.
PAGE = (
    r"(?:page|page_?no|page_?num(?:ber)?|page_?index|(?:curr?(?:ent)?|now|this|to)_?page(?:_?(?:no|num))?|pg|pno|pn|p"
    r"|page(?:\[|%5B)number(?:\]|%5D))"
)
_PAGE_NUMBER = re.compile(rf"([?&]{PAGE}=)(\d{{1,4}})(?=&|$)", re.IGNORECASE)
_OFFSET = re.compile(r"([?&](?:offset|start|skip|from|begin|first)=)(\d{1,6})(?=&|$)", re.IGNORECASE)
_SIZE = re.compile(r"[?&](?:limit|size|rows|count|num|take|page_?size|per_?page)=(\d{1,3})(?=&|$)", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<=[/_-])(\d{1,4})(?=\.js(?:on)?(?:\?|$))", re.IGNORECASE)
# How a document calls the address behind it, and the number of its pages.
_FOLLOWING = ("next", "nextpage", "nexturl", "nextpageurl", "nextlink", "more", "moreurl")
_PAGES = ("pages", "pagecount", "totalpage", "totalpages", "pagetotal", "countpage", "pagenums", "maxpage", "lastpage")
# TRS and its kin: createPageHTML(25, 0, "index", "shtml"), the number of pages, this page's from 0 or 1, name and
# ending; so do functions of other names. UCAP and its kin: createPageHTML("page_div", 6, 1, "list", "shtml", 120).
_PAGER = re.compile(
    r"(?<!\w)\w{2,30}\(\s{0,5}(?P<of>[\"'][\w-]{1,40}[\"']\s{0,5},\s{0,5})?[\"']?(?P<pages>\d{1,4})[\"']?\s{0,5},\s{0,5}"
    r"[\"']?(?P<here>\d{1,4})[\"']?\s{0,5},\s{0,5}[\"'](?P<stem>[\w-]{1,60})[\"']\s{0,5},\s{0,5}[\"']\.?(?P<end>s?html?|\w{3,5})[\"']",
)
_PAGING = re.compile(r"^\w*(?:pag|fenye|list)|[\"'](?:index|list|default)", re.IGNORECASE)
# An address that a page's own script puts together: "index_" + n + ".html", "list_{page}.html", "?page=" + n.
_BUILT = re.compile(
    r"[\"'=](?P<stem>[\w./-]{0,60}[_-])(?:\\?[\"']\s?\+[^\"';\n]{1,40}\+\s?\\?[\"']|\$?\{\w{1,9}\}|%d)(?P<end>\.\w{3,5})\b"
    r"|[\"'](?P<query>[\w./-]{0,60}\?(?:[\w-]{1,20}=[\w-]{0,20}&){0,3}" + PAGE + r"=)\\?[\"']\s?\+"
    r"|[\"'](?P<pattern>[\w./?&=-]{1,80})\$?\{" + PAGE + r"\}(?P<close>[\w./&=-]{0,30})[\"']",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:count_?page|page_?count|total_?pages?(?:_?(?:num|count))?|page_?total(?:_?num)?|(?:max|all|sum|end|last)_?pages?"
    r"|pages_?count|page_?nums|\bn?pages)[\"']?\s?[=:]\s?[\"']?(\d{1,4})\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\btotal[\"']?\s?:\s?[\"']?(\d{1,6})\b")  # of a plugin that draws the links: of pages, or of rows
_HERE = re.compile(r"(?:current|cur|now|this)_?page\w{0,5}\s?[=:]\s?[\"']?(\d{1,4})\b", re.IGNORECASE)
_MORE = re.compile(r"加载|显示|浏览")  # of a button that has rows added to those on its page
_PATH = re.compile(r"(?:https?:)?/{0,2}[\w./%~:-]{0,200}(?:[/?]|\.s?html?)[^\s\"'<>]{0,500}", re.IGNORECASE)
_ENDING = re.compile(r"(?:/\d{1,4})?/?$|\.\w{3,5}$")  # of a list's path
_CALLED = re.compile(r"(?:javascript:|return)?\s{0,5}[\w.]{1,30}\(\s*[\"']?(\d{1,4})[\"']?\s*\)", re.IGNORECASE)


def next_page(rows: Rows, response: TextResponse, number: int) -> str:
    """Return the address of the page behind page `number` (from 1) of a list, empty if it names none: by a link that
    says 下一页 or the next number and lies in the same folder, or by the script that draws such links (`_drawn`); of
    JSON by its own address, or by what it says (`_counted_on`)."""
    if rows.form == JSON:
        url = next_unit(response.url, len(rows.rows)) if is_unit(response.url) else _counted_on(rows, response, number)
        return url if rows.rows else ""
    folder, host = _folder(response.url), host_of(response.url)
    stem = f"{_ENDING.sub('', urlsplit(response.url).path)}/"  # /news.htm may go on at /news/11.htm
    numbered = re.compile(rf"{re.escape(stem)}(?:(?:page|p|list|index)[/_-]?)?{number + 1}(?:/|\.\w{{3,5}})?")
    found = [(row.node, row.url) for row in rows.rows if row.node is not None]
    found += [*declared_next(rows.page), *_selected(rows.page)] if rows.page else []
    words = [(paging_words(node), url) for node, url in found if url != response.url and host_of(url) == host]

    def is_beside(text: str, url: str) -> bool:
        path = urlsplit(url).path
        if _MORE.search(text):  # it may lead to an interface; its address has the number
            return re.search(rf"(?<!\d)(?:{number}|{number + 1})(?!\d)", url.rpartition("/")[2]) is not None
        if _folder(url) == folder:
            return True
        return ("页" in text and path.startswith(stem)) or bool(numbered.fullmatch(path))

    in_words = "一二三四五六七八九十"[number : number + 1]
    named = f"第{in_words}页|" if in_words else ""
    said = (NEXT, re.compile(rf"\W{{0,2}}(?:{named}第?0?{number + 1}页?)\W{{0,2}}"))
    told = (url for each in said for text, url in words if each.fullmatch(text) and is_beside(text, url))
    return next(told, "") or (_drawn(rows.page, number) if rows.page else "")


def _drawn(page: Page, number: int) -> str:
    """The address of the next page where a script draws the links to it: by the call that draws them, or by how the
    script puts addresses together, where it tells how many there are, or which is the next."""
    text, url = page.response.text, page.response.url
    for call in _PAGER.finditer(text):
        if call[0].lower().startswith("createpage") or (
            _PAGING.search(call[0]) and call["end"].endswith(("htm", "html"))
        ):
            pages, here = int(call["pages"]), int(call["here"])
            from_one = bool(call["of"]) or here == number
            return urljoin(url, f"{call['stem']}_{here + 1}.{call['end']}") if here + 2 - from_one <= pages else ""
    script = own_script(page)
    built = _BUILT.search(script)
    if built is None:
        return ""
    saying = (node for node in page.root.iter("a", "button", "span", "li") if NEXT.fullmatch(line_of(node)))
    calls = (node.get(name) or "" for node in saying for name in ("href", "onclick"))
    called = next(filter(None, map(_CALLED.match, calls)), None)
    count, at = _COUNT.search(script) or (_TOTAL.search(script) if built["pattern"] else None), _HERE.search(script)
    if number >= int(count[1]) if count else called is None:
        return ""
    following = int(called[1]) if called else int(at[1]) + 1 if at else number + 1
    href = f"{built['query'] or built['stem'] or built['pattern']}{following}{built['end'] or built['close'] or ''}"
    ways = (page.absolute(href), urljoin(url, href))  # a script may know nothing of the page's <base>
    return next((each for each in ways if _folder(each) == _folder(url) and each != url), "")


def _selected(page: Page) -> Iterator[tuple[Element, str]]:
    """The pages of a list that stand in a menu to choose from."""
    for node in page.root.iter("option"):
        if _PATH.fullmatch(value := (node.get("value") or "").strip()):
            yield node, page.absolute(value)


def _counted_on(rows: Rows, response: TextResponse, number: int) -> str:
    """The address behind that of a document in JSON: that which it names, else its own with the number of the next page
    or row; with the number in its file's name only where it says that there are more pages."""
    url = response.url
    parts = [rows.document, *rows.document.values()] if isinstance(rows.document, dict) else []
    told = {
        str(name).lower().replace("_", ""): value
        for each in parts
        if isinstance(each, dict)
        for name, value in each.items()
    }
    for name in _FOLLOWING:
        if _PATH.fullmatch(str(told.get(name) or "")):
            named = absolute(response, str(told[name]))
            return named if host_of(named) == host_of(url) and named != url else ""
    titles = len({row.title for row in rows.rows})
    asked = _SIZE.search(url)
    size = int(asked[1]) if asked else titles
    more = any(str(told.get(name)).isdigit() and int(str(told[name])[:9]) > number for name in _PAGES)
    for form, here, step in (
        (_PAGE_NUMBER, (number, number - 1), 1),
        (_OFFSET, ((number - 1) * size,), size),
        (_IN_NAME, (number, number - 1) if more else (), 1),
    ):
        counted = form.search(url)
        if counted and int(counted[form.groups]) in here:
            start, end = counted.span(form.groups)
            return f"{url[:start]}{int(url[start:end]) + step}{url[end:]}"
    return ""


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]
