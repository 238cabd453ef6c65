"""How a list goes on: by a link that leads to its next page, by the script that draws such links, in JSON by its own
address or by what the document says."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from scrapy.http import TextResponse

from monitor.listing.channel_data import is_unit, next_unit
from monitor.listing.rows import JSON, Rows
from monitor.listing.section import NEXT, declared_next, paging_words
from monitor.markup.page import Page, line_of
from monitor.text.urls import host_of

# What an address calls the number of its page.
PAGE = r"(?:page|page_?no|page_?num|page_?index|curr?(?:ent)?_?page|pn|p)"
_PAGE_NUMBER = re.compile(rf"([?&]{PAGE}=)(\d{{1,4}})(?=&|$)", re.IGNORECASE)
_SCRIPTS = 300_000  # characters of a page's own scripts that are looked at
# TRS and its kin: createPageHTML(25, 0, "index", "shtml"), the number of pages, this page's from 0, name and ending.
_PAGER = re.compile(
    r"createPage\w*\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']", re.IGNORECASE
)
# UCAP and its kin: createPageHTML("page_div", 6, 1, "list", "shtml", 120), this page's number from 1.
_PAGER_IN = re.compile(
    r"createPage\w*\(\s*[\"'][\w-]+[\"']\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']",
    re.IGNORECASE,
)
# An address that a page's own script puts together: "index_" + n + ".html", "?page=" + n.
_BUILT = re.compile(
    r"[\"'](?P<stem>[\w./-]{0,60}[_-])\\?[\"']\s?\+[^\"';\n]{1,40}\+\s?\\?[\"'](?P<end>\.\w{3,5})\b"
    r"|[\"'](?P<query>[\w./-]{0,60}\?(?:[\w-]{1,20}=[\w-]{0,20}&){0,3}" + PAGE + r"=)\\?[\"']\s?\+",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?:count_?page|page_?count|total_?pages?|page_?total)\s?[=:]\s?[\"']?(\d{1,4})\b", re.IGNORECASE)
_HERE = re.compile(r"(?:current|cur|now|this)_?page\w{0,5}\s?[=:]\s?[\"']?(\d{1,4})\b", re.IGNORECASE)
_ENDING = re.compile(r"(?:/\d{1,4})?/?$|\.\w{3,5}$")  # of a list's path
_CALLED = re.compile(r"javascript:\s*[\w.]{1,30}\(\s*[\"']?(\d{1,4})[\"']?\s*\)", re.IGNORECASE)


def next_page(rows: Rows, response: TextResponse, number: int) -> str:
    """Return the address of the page behind page `number` (from 1) of a list, empty if it names none: by a link that
    says 下一页 or the next number and lies in the same folder, or by the script that draws such links (`_drawn`); of
    JSON by the number of the page in its own address."""
    if rows.form == JSON:
        url = next_unit(response.url, len(rows.rows)) if is_unit(response.url) else _counted_on(response.url, number)
        return url if rows.rows else ""
    folder, host = _folder(response.url), host_of(response.url)
    stem = f"{_ENDING.sub('', urlsplit(response.url).path)}/"  # /news.htm may go on at /news/11.htm
    numbered = re.compile(rf"{re.escape(stem)}(?:(?:page|p|list|index)[/_-]?)?{number + 1}(?:/|\.\w{{3,5}})?")
    found = [(row.node, row.url) for row in rows.rows if row.node is not None]
    found += declared_next(rows.page) if rows.page else []
    words = [(paging_words(node), url) for node, url in found if url != response.url and host_of(url) == host]

    def is_beside(text: str, url: str) -> bool:
        path = urlsplit(url).path
        return _folder(url) == folder or ("页" in text and path.startswith(stem)) or bool(numbered.fullmatch(path))

    said = (NEXT, re.compile(rf"\W{{0,2}}第?{number + 1}页?\W{{0,2}}"))
    told = (url for each in said for text, url in words if each.fullmatch(text) and is_beside(text, url))
    return next(told, "") or (_drawn(rows.page, number) if rows.page else "")


def _drawn(page: Page, number: int) -> str:
    """The address of the next page where a script draws the links to it: by the call that draws them, or by how the
    script puts addresses together, where it tells how many there are, or which is the next."""
    text, url = page.response.text, page.response.url
    for call, least in ((_PAGER.search(text), 1), (_PAGER_IN.search(text), 0)):
        if call:
            following = int(call[2]) + 1
            return urljoin(url, f"{call[3]}_{following}.{call[4]}") if following + least <= int(call[1]) else ""
    script = "".join((node.text or "") for node in page.root.iter("script") if not node.get("src"))[:_SCRIPTS]
    built = _BUILT.search(script)
    if built is None:
        return ""
    called = next(
        (_CALLED.match(node.get("href", "")) for node in page.root.iter("a") if NEXT.fullmatch(line_of(node))), None
    )
    count, here = _COUNT.search(script), _HERE.search(script)
    if number >= int(count[1]) if count else called is None:
        return ""
    following = int(called[1]) if called else int(here[1]) + 1 if here else number + 1
    href = f"{built['query'] or built['stem']}{following}{built['end'] or ''}"
    ways = (page.absolute(href), urljoin(url, href))  # a script may know nothing of the page's <base>
    return next((each for each in ways if _folder(each) == _folder(url) and each != url), "")


def _counted_on(url: str, number: int) -> str:
    found = _PAGE_NUMBER.search(url)
    if found is None or int(found[2]) not in (number, number - 1):
        return ""
    return f"{url[: found.start(2)]}{int(found[2]) + 1}{url[found.end(2) :]}"


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]
