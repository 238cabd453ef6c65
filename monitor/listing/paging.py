"""How a list goes on: by a link that leads to its next page, by the script that draws such links, in JSON by its own
address or by what the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode, urljoin, urlsplit

from scrapy.http import TextResponse

from monitor.data.pages import PAGE, built_by, called_for, number_called
from monitor.listing.channel_data import is_unit, next_unit
from monitor.listing.rows import JSON, Rows
from monitor.listing.section import NEXT, declared_next, own_script, paging_words
from monitor.markup.page import Page
from monitor.text.urls import absolute, host_of

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_PAGE_NUMBER = re.compile(rf"([?&]{PAGE}=)(\d{{1,4}})(?=&|$)", re.IGNORECASE)
_OFFSET = re.compile(r"([?&](?:offset|start|skip|from|begin|first)=)(\d{1,6})(?=&|$)", re.IGNORECASE)
_SIZE = re.compile(r"[?&](?:limit|size|rows|count|num|take|page_?size|per_?page)=(\d{1,3})(?=&|$)", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<=[/_-])(\d{1,4})(?=\.js(?:on)?(?:\?|$))", re.IGNORECASE)
_IN_PATH = re.compile(rf"(/{PAGE}/)(\d{{1,4}})(?=[./?&]|$)", re.IGNORECASE)  # of a query, too: ?s=/list/id/7/p/1.html
# How a document calls the address behind it, and the number of its pages.
_FOLLOWING = ("next", "nextpage", "nexturl", "nextpageurl", "nextlink", "more", "moreurl")
_PAGES = ("pages", "pagecount", "totalpage", "totalpages", "pagetotal", "countpage", "pagenums", "maxpage", "lastpage")
_ROWS = (
    "total", "totalcount", "totalrows", "totalrecords", "totalelements", "totalnum", "totalsize", "recordcount",
    "recordstotal", "count",
)  # fmt: skip
_GOES_ON = ("hasnext", "hasnextpage", "hasmore", "more")
_ASKED_FOR = 100  # rows that are asked for at once of an interface whose address has no page
_MORE = re.compile(r"加载|显示|浏览|查看")  # of a button that has rows added to those on its page
_SEE_MORE = re.compile(
    r"\W{0,4}(?:点击|点此)?查看更多(?:新闻|内容|文章|资讯|信息)?\W{0,4}"
)  # or of the way to a section
_TO_GO_ON = ("data-url", "data-href", "data-next", "data-next-url", "data-nexturl", "data-api", "data-link", "data-src")
_PATH = re.compile(r"(?:https?:)?/{0,2}[\w./%~:-]{0,200}(?:[/?]|\.s?html?)[^\s\"'<>]{0,500}", re.IGNORECASE)
_ENDING = re.compile(r"(?:/\d{1,4})?/?$|\.\w{3,5}$")  # of a list's path


def next_page(rows: Rows, response: TextResponse, number: int, before: int = 0) -> str:
    """Return the address of the page behind page `number` (from 1) of a list, empty if it names none: by a link that
    says 下一页 or the next number and lies in the same folder, or by the script that draws such links (`_drawn`); of
    JSON by its own address, or by what it says (`_counted_on`). `before`: how many rows the pages before it had."""
    if rows.form == JSON:
        of_unit = is_unit(response.url)
        url = next_unit(response.url, len(rows.rows)) if of_unit else _counted_on(rows, response, number, before)
        return url if rows.rows else ""
    folder, host = _folder(response.url), host_of(response.url)
    stem = f"{_ENDING.sub('', urlsplit(response.url).path)}/"  # /news.htm may go on at /news/11.htm
    numbered = re.compile(rf"{re.escape(stem)}(?:(?:page|p|list|index)[/_-]?)?{number + 1}(?:/|\.\w{{3,5}})?")
    found = [*_pressed(rows.page)] if rows.page else []
    found += [(row.node, row.url) for row in rows.rows if row.node is not None]
    found += [*declared_next(rows.page), *_selected(rows.page)] if rows.page else []
    words = [(paging_words(node), url) for node, url in found if url != response.url and host_of(url) == host]

    def is_beside(text: str, url: str) -> bool:
        path = urlsplit(url).path
        if _SEE_MORE.fullmatch(text) and not re.search(
            rf"(?:[?&/]{PAGE}[=/]|[_-])0?{number + 1}(?!\d)", url, re.IGNORECASE
        ):
            return False
        if _MORE.search(text):  # it may lead to an interface; its address has the number
            return re.search(rf"(?<!\d)(?:{number}|{number + 1})(?!\d)", url.rpartition("/")[2]) is not None
        if _folder(url) == folder:
            return True
        asked = unquote(urlsplit(url).query)  # /index.php?s=/jk/p/2.html goes on where /jk/ ends
        own = path.startswith(stem) or (len(stem) > 1 and stem in asked)
        return ("页" in text and own) or bool(numbered.fullmatch(path))

    in_words = "一二三四五六七八九十"[number : number + 1]
    named = f"第{in_words}页|" if in_words else ""
    said = [NEXT, re.compile(rf"\W{{0,2}}(?:{named}第?0?{number + 1}页?)\W{{0,2}}")]
    if len({url for text, url in words if _SEE_MORE.fullmatch(text)}) == 1:  # several lead to sections
        said.append(_SEE_MORE)
    told = (url for each in said for text, url in words if each.fullmatch(text) and is_beside(text, url))
    return next(told, "") or (_drawn(rows.page, number) if rows.page else "")


def _drawn(page: Page, number: int) -> str:
    """The address of the next page where a script draws the links to it: by the call that draws them, or by how the
    script puts addresses together, where it tells how many there are, or which is the next; or by a form."""
    url = page.response.url
    name = called_for(page.response.text, number)
    if name is not None:
        return urljoin(url, name) if name else ""
    saying = (
        node for node in page.root.iter("a", "button", "span", "li", "input") if NEXT.fullmatch(paging_words(node))
    )
    calls = (number_called(node.get(name) or "") for node in saying for name in ("href", "onclick"))
    called, script = next(filter(None, calls), 0), own_script(page)
    href = built_by(script, number, called)
    if not href and called and ".submit(" in script:
        href = _sent(page, called)
    ways = (page.absolute(href), urljoin(url, href)) if href else ()  # a script may know nothing of the page's <base>
    return next((each for each in ways if _folder(each) == _folder(url) and each != url), "")


def _sent(page: Page, number: int) -> str:
    """What the form that holds the number of a list's page asks for page `number`, empty without one that is sent in an
    address."""
    for form in page.root.iter("form"):
        fields = [
            each for each in form.iter("input", "select") if each.get("name") and each.get("type") in (None, "hidden")
        ]
        given = {each.get("name", ""): each.get("value", "") for each in fields}
        named = next((name for name in given if re.fullmatch(PAGE, name, re.IGNORECASE)), "")
        if named and (form.get("method") or "get").lower() == "get":
            return f"{(form.get('action') or '').partition('?')[0]}?{urlencode({**given, named: number})}"
    return ""


def _pressed(page: Page) -> Iterator[tuple[Element, str]]:
    """What a button that adds rows to a list asks for, by its attributes: an address, or one and the number of a
    page (`data-url="/jk/list" data-page="2"`)."""
    for node in page.root.iter("a", "button", "div", "span", "p", "li"):
        given = next(
            (value for name in _TO_GO_ON if name in node.names() and (value := node.get(name, "").strip())), ""
        )
        number = node.get("data-page") or ""
        if given and not given.startswith(("javascript:", "#")):
            if number.isdecimal() and not re.search(rf"(?<!\d){number}(?!\d)", given):
                given += number if given.endswith("=") else f"{'&' if '?' in given else '?'}page={number}"
            yield node, page.absolute(given)


def _selected(page: Page) -> Iterator[tuple[Element, str]]:
    """The pages of a list that stand in a menu to choose from."""
    for node in page.root.iter("option"):
        if _PATH.fullmatch(value := (node.get("value") or "").strip()):
            yield node, page.absolute(value)


def _counted_on(rows: Rows, response: TextResponse, number: int, before: int) -> str:
    """The address behind that of a document in JSON: that which it names, else its own with the number of the next page
    or row; with the number in its file's name only where it says that there are more pages, or more rows."""
    url = response.url
    parts = [rows.document, *_values(rows.document)]
    parts += [each for part in parts[1:] for each in _values(part)]  # {"data": {"page": {"total": 50}}}
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
    in_all = _most(told, _ROWS)
    more = any(told.get(name) is True for name in _GOES_ON)
    more = more or _most(told, _PAGES) > number or in_all > before + titles
    for form, here, step in (
        (_PAGE_NUMBER, (number, number - 1), 1),
        (_OFFSET, ((number - 1) * size,), size),
        (_IN_PATH, (number, number - 1), 1),
        (_IN_NAME, (number, number - 1) if more else (), 1),
    ):
        counted = form.search(url)
        if counted and int(counted[form.groups]) in here:
            start, end = counted.span(form.groups)
            return f"{url[:start]}{int(url[start:end]) + step}{url[end:]}"
    numbered = any(form.search(url) for form in (_PAGE_NUMBER, _OFFSET, _IN_PATH))
    if asked and not numbered and size < min(in_all, _ASKED_FOR):  # it gives more at once, or no more
        return f"{url[: asked.start(1)]}{min(in_all, _ASKED_FOR)}{url[asked.end(1) :]}"
    return ""


def _values(part: object) -> list[object]:
    return [*part.values()] if isinstance(part, dict) else []


def _most(told: dict[str, object], names: tuple[str, ...]) -> int:
    """The greatest number that a document says under one of these names, 0 if it says none."""
    return max((int(text[:9]) for name in names if (text := str(told.get(name))).isdecimal()), default=0)


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]
