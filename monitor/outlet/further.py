"""Where the next page of a long article lies, however its page names it: a link, a select, a script, a count; and the
files in which a notice has its text.

Facts: TRS WCM writes `createPageHTML(PAGES, INDEX, NAME, EXTENSION)` or `var countPage = PAGES` and names page 2 NAME_1
(crawlers of government sites); others write the addresses of all pages, or 下一页 alone.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from monitor.attachments.links import Attachment, find_attachments
from monitor.attachments.reading import READ, read_attachment
from monitor.data.scripts import live_source
from monitor.items import EVIDENCE, UNREAD, ArticleItem
from monitor.listing.source import Link
from monitor.markup.page import Page, line_of
from monitor.network.failures import NO_ARCHIVE, describe, kind_of_failure
from monitor.outlet.declaration import Outlet
from monitor.text import markdown
from monitor.text.hygiene import unified
from monitor.text.urls import PAGE_MARK, SHORTEST_NAME, Address, absolute, host_of, page_counts, page_number

_ATTRIBUTE = re.compile(r"^(?:href|value|content|action|src|data-[\w-]{1,20})=", re.IGNORECASE)  # without quotes
_IN_ADDRESS = string.ascii_letters + string.digits + "./:\\%-_?=&;"
# Looked for first: hundreds of links need not be read where the page does not have the words, nor letters by number.
_SAYS_NEXT = ("下一页", "下页", "下一頁", "后一页", "后页", "next", "Next", "NEXT", "&#")
_NEXT = re.compile(r"\W{0,4}(?:下一?页|后一?页|下一頁|next(?: page)?)\W{0,4}", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?P<name>\w{1,9})[_-])?(?P<n>\d{1,3})\.s?html?")
_BRIEF = 400  # characters; a notice with less that links to files has its text in them (dossier gov §2)
_FILES = 3  # of one notice that are read
_BEFORE, _OCCURRENCES = 200, 400  # characters of an address before the name; names in one page

Output = Iterator[Request | ArticleItem]


@dataclass(frozen=True)
class Further:
    """The address of the page that was looked for, empty if it is not told; `named`: whether the article has it."""

    url: str = ""
    named: bool = False


def further_page(
    response: TextResponse, first: str, key: str, number: int, identify: Callable[[str], Address | None]
) -> Further:
    """Return where page `number` (from 2) of the article `key` lies, by what `response`, the page before it, says.
    `first` is the address of page 1; `identify` tells what an address of the outlet is."""
    name, text = _name(first, key), live_source(response.text)

    def page_of(url: str) -> int:
        """Which page of the article the outlet's forms say that this is; 1 also where they cannot tell, 0 of none."""
        address = identify(url)
        return address.page if address and address.key == key else 0

    def is_untold(url: str) -> bool:
        return url != first and (identify(url) is None or page_of(url) == 1)

    said, links = list(_said(response, text, name)), list(_next_links(response, first))
    if url := next((url for url in (*(url for url, _ in said), *links) if page_of(url) == number), ""):
        return Further(url, True)
    # Addresses of which the outlet's forms do not tell the page. Page 2 is named 2, or 1 where the first has no number;
    # from there on they are counted.
    foreign = {each: url for url, each in reversed(said) if each and is_untold(url)}
    here = page_number(response.url, name)
    if url := foreign.get(here + 1 if here else number - (1 in foreign), ""):
        return Further(url, True)
    if url := next((url for url in links if is_untold(url) and _is_beside(url, first, number)), ""):
        return Further(url, True)
    if pages := max(page_counts(text, name), default=0):
        by_rule = [_numbered(first, each) for each in (number - 1, number)] if pages >= number else []
        known = (url for url in by_rule if page_of(url) == number)
        return Further(next(known, next(filter(is_untold, by_rule), "")), pages >= number)
    return Further("", any(each >= number or (each == 0 and number == 2) for _, each in said))


def _name(first: str, key: str) -> str:
    stem = urlsplit(first).path.rpartition("/")[2].partition(".")[0]
    return stem if len(stem) >= SHORTEST_NAME and re.search(r"\d", stem) else key


def _said(response: TextResponse, text: str, name: str) -> Iterator[tuple[str, int]]:
    """The addresses anywhere in a page that hold an article's name with a number behind it, and that number; 0 for one
    that a script completes."""
    for match in islice(re.finditer(re.escape(name), text) if len(name) >= SHORTEST_NAME else (), _OCCURRENCES):
        if mark := PAGE_MARK.match(text, match.end()):
            before = text[max(match.start() - _BEFORE, 0) : match.start()]
            before = before[len(before.rstrip(_IN_ADDRESS)) :].rpartition(";")[2].lstrip("=\\")
            before = _ATTRIBUTE.sub("", before)
            url = absolute(response, html.unescape(before + name + mark[0]).replace("\\/", "/"))
            if host_of(url) == host_of(response.url):
                yield url, int(mark["n"] or mark["q"] or 0)


def _next_links(response: TextResponse, first: str) -> Iterator[str]:
    """The addresses of links that say 下一页, or that the page calls its next."""
    if not any(word in response.text for word in _SAYS_NEXT):
        return
    for node in Page(response).root.iter("a", "link", "area"):
        href = node.get("href", "")
        if href and ("next" in (node.get("rel") or "").split() or (node.tag == "a" and _NEXT.fullmatch(line_of(node)))):
            url = absolute(response, href)
            if host_of(url) == host_of(first) and url not in (first, response.url):
                yield url


def _is_beside(url: str, first: str, number: int) -> bool:
    """Tell whether an address of an unknown form may be a page of the article at `first`: its path with another query,
    its name with something behind it (of a short one the number alone), or a bare number in the same folder."""
    path, own = urlsplit(url).path, urlsplit(first).path
    folder, _, file = path.rpartition("/")
    home, _, name = own.rpartition("/")
    if path == own:
        return urlsplit(url).query != urlsplit(first).query
    stem = name.partition(".")[0]
    numbered = _NUMBERED.fullmatch(file)
    bare = numbered is not None and int(numbered["n"]) in (number, number - 1) and numbered["name"] in (None, stem)
    named = len(stem) >= SHORTEST_NAME and (file.startswith(stem) or folder == f"{home}/{stem}")
    return folder.startswith(home) and (named or (bare and folder == home))


def _numbered(first: str, number: int) -> str:
    path, dot, extension = first.partition("?")[0].rpartition(".")
    return f"{path}_{number}{dot}{extension}"


class NoticeFiles(Outlet, Spider):
    """The part of a spider that opens the files behind a notice of few words; ArticleSpider has the rest."""

    name: str
    as_a_person: Callable[[Request], Request]
    hand_over: Callable[[ArticleItem, Link], Iterator[ArticleItem]]
    count: Callable[..., None]

    def files_instead(self, response: TextResponse, item: ArticleItem) -> list[Attachment]:
        """The files in which a notice of few words has its text; of those of a kind that nobody reads only the name."""
        if len(markdown.plain_text(item.article_body)) >= _BRIEF:
            return []
        for each in (files := find_attachments(response)):
            if self.challenged:  # a browser shows a file in a viewer of its own, and hands out that
                item.flags.append(UNREAD.format("网站要验证，附件请用浏览器打开", each.name, each.url))
            elif each.ending not in READ:
                item.flags.append(UNREAD.format(f"{each.ending.upper()} 格式读不了", each.name, each.url))
        return [] if self.challenged else [each for each in files if each.ending in READ][:_FILES]

    def open_files(self, files: list[Attachment], head: ArticleItem, link: Link) -> Output:
        """Ask for the first of `files`; without any, hand the notice over to the stages."""
        if not files:
            yield from self.hand_over(head, link)
            return
        given = {"link": link, "head": head, "files": files}
        asked = Request(files[0].url, self.parse_attachment, errback=self.attachment_failed, cb_kwargs=given)
        yield self.as_a_person(asked)

    def parse_attachment(self, response: Response, link: Link, head: ArticleItem, files: list[Attachment]) -> Output:
        """Put the text of the first of `files` behind the notice `head`, which says next to nothing itself."""
        found = read_attachment(response.body)
        archived = response.request.meta.get(EVIDENCE) if response.request else None
        if found.blocks:
            head.article_body += "\n\n" + unified(markdown.write(found.blocks))
            head.evidence += [archived] if archived else []
        else:
            head.flags.append(UNREAD.format(found.doubt, files[0].name, files[0].url))
        self.count(f"attachment/{'read' if found.blocks else 'unread'}")
        yield from self.open_files(files[1:], head, link)

    def attachment_failed(self, failure: Failure) -> Output:
        """Tell that a file could not be fetched; the notice stays."""
        given, kind = failure.request.cb_kwargs, kind_of_failure(failure)  # type: ignore[attr-defined]
        files, head = given["files"], given["head"]
        head.flags.append(UNREAD.format(describe(kind), files[0].name, files[0].url))
        self.count("attachment/unread")
        yield from self.open_files(files[1:], head, given["link"])
        self.stop_if_nothing_is_kept(kind)

    @staticmethod
    def stop_if_nothing_is_kept(kind: str) -> None:
        """On a full disk no outlet is asked for what has no evidence. Raises CloseSpider."""
        if kind == NO_ARCHIVE:
            raise CloseSpider(kind)
