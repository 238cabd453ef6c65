"""The lines of an element, and whether a line with links says something itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from monitor.extraction.beside import is_file
from monitor.extraction.sounding import is_notice
from monitor.markup.line import breaks
from monitor.markup.visibility import is_unprinted
from monitor.text.bylines import read_author
from monitor.text.hygiene import fold, tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_MARK = re.compile(r"[，。；！？]")
_FEWEST = 4  # characters beside the links of a line that says something itself
_SHARE = 3  # times so many characters may be the links'
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CREDIT = 40  # characters of a line that names who wrote a text
_LABEL = re.compile(r"[:：]\s?$")
_LABELLED = re.compile(r"[（(【][^（()）【】]{1,12}[:：]\s?[）)】]")  # （来源：…）
_FILE = re.compile(r"[（(]?附[件表录]?\s?\d{0,2}\s?[:：]|(?:[^，。：:更多]{0,6}(?:名单|清单|目录))\s?[:：]")
_LEADS = re.compile(
    r"[【（(\[▶►●■>\s]{0,4}(?:(?:点击|详细|更多)(?:查看|阅读|了解|报道|内容|详情|链接)|(?:查看|阅读)更多|(?:扩展|拓展|相关|更多|关联)(?:阅读|新闻|报道|链接)"
    r"|前情(?:提要|回顾)|此前报道|往期回顾)[】）)\]]?\s?[:：>»]{1,4}"
)
_MORE = re.compile(  # a button that leads on, behind a sentence or in brackets
    r"\s?(?:[\[【（(]|(?<=[。！？…”；])|(?<=[。！？…”；]\s))[>》»\s]{0,4}"
    r"(?P<more>(?:点击|查看|阅读|了解){0,2}(?:详细|详情|全文|更多|原文)(?:内容|报道|阅读|信息)?)[>》»\s…]{0,4}[\]】）)]?$"
)
_FRAME = "【】[]（）() >＞»●■▶·・-—"
_LISTED = re.compile(r"\W{0,2}(?:\d|[一二三四五六七八九十]{1,3}、|附)")
_TITLE, _NEAR = 8, 3  # characters of a headline; elements around a line that may make it a subhead
_NO_PAGE = re.compile(r"(?:mailto|tel|sms):", re.IGNORECASE)
_BUTTON = re.compile(r"javascript:|#|$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,200}$|\S{1,60}@\S{3,60}$")
_NUMBER = re.compile(r"^(?:\d{1,3}\s?[.、．)）]|[①-⑳•·●])\s?")


@dataclass(eq=False)
class Line:
    """A line of a page: its text, the characters that are no link's, its links, and the innermost element with lines of
    its own that it stands in."""

    around: Element
    pieces: list[str] = field(default_factory=list)
    own: str = ""
    links: list[Element] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """All that it says."""
        return tidy("".join(self.pieces))

    def is_file(self) -> bool:
        """Tell whether it names a file (附件：…)."""
        return _FILE.match(self.text) is not None

    def is_sentence(self) -> bool:
        """Tell whether a mark of a sentence stands beside its links."""
        return self.says() and _MARK.search(self.own) is not None

    def words(self) -> list[Element]:
        """Return its links that are words of it, and no button (【纠错】 before an editor's name)."""
        sentence = self.is_sentence()
        return [link for link in self.links if sentence or not _BUTTON.match((link.get("href") or "").strip())]

    def leads_on(self) -> bool:
        """Tell whether a link that is a button to more ends it: …。[详细]."""
        found = _MORE.search(self.text) if self.links else None
        return found is not None and found["more"] in self.links[-1].text_content()

    def boxes(self, most: int) -> Iterator[Element]:
        """Return the elements around it from the innermost on, `most` at the most."""
        return islice(chain((self.around,), self.around.iterancestors()), most)

    def leads_to_pages(self) -> bool:
        """Tell whether its links, if it has any, lead to other pages, and are no buttons or files."""
        hrefs = [(link, (link.get("href") or "").strip()) for link in self.links]
        return not any(_BUTTON.match(href) or _NO_PAGE.match(href) or is_file(link) for link, href in hrefs)

    def is_bare(self) -> bool:
        """Tell whether it has no word beside its links, and its element is nothing else."""
        return self.is_links() and self._is_all()

    def is_links(self) -> bool:
        """Tell whether it has links, and no word beside them."""
        return bool(self.links) and not _WORDS.search(self.own)

    def is_headline(self) -> bool:
        """Tell whether it is a link to another page and no more, as long as a headline and set as no subhead; the name
        of a law, or a number before it, is part of a list."""
        title = self.text.strip(_FRAME)
        if _WORDS.search(self.own) or _LISTED.match(self.text) or title[-1:] in ("。", "》") or len(title) < _TITLE:
            return False
        return self.leads_to_pages() and not any(each.tag in _HEADINGS for each in self.boxes(_NEAR))

    def whole(self) -> list[Element]:
        """Return its element, if that is nothing else, or its links."""
        return [self.around] if self._is_all() else self.links

    def is_lead(self) -> bool:
        """Tell whether it is a link behind a label of what leads away (点击查看：), and its element no more."""
        return bool(self.links) and _LEADS.fullmatch(tidy(self.own)) is not None and self._is_all()

    def _is_all(self) -> bool:
        return fold(self.around.text_content()) == fold(self.text)

    def says(self) -> bool:
        """Tell whether it says something beside its links, or these are no articles'."""
        if not self.links or self.is_file() or any(map(_is_no_article, self.links)):
            return True
        if len(self.text) <= _CREDIT and read_author([self.text]):
            return True
        words = len(_WORDS.findall(self.own))
        if not words or is_notice(self.text, last=False):
            return False
        if _LABELLED.fullmatch(self.own.strip()):
            return True
        if _LABEL.search(self.own.strip()):
            return False
        whole = words >= _FEWEST and _SHARE * words >= sum(
            len(_WORDS.findall(link.text_content())) for link in self.links
        )
        return whole or _MARK.search(self.own) is not None


def _is_no_article(link: Element) -> bool:
    return bool(_NO_PAGE.match((link.get("href") or "").strip()) or _ADDRESS.match(link.text_content().strip()))


def key(text: str) -> str:
    """What a line and the block that is read of it have in common: a list's number is none of it."""
    return fold(_NUMBER.sub("", text))


def without_button(text: str) -> str:
    """Return a line that leads on without its button."""
    return _MORE.sub("", text)


def lines_of(body: Element) -> list[Line]:
    """Return the lines in `body` that say something, in the order of the page."""
    walk = _Walk(body)
    body.visit(walk)
    return [line for line in walk.lines if line.text]


class _Walk:
    """Gathers lines."""

    def __init__(self, body: Element) -> None:
        self._open = [body]
        self._link: Element | None = None
        self.lines = [Line(body)]

    def enters(self, element: Element) -> bool:
        return not is_unprinted(element)

    def start(self, element: Element) -> None:
        if breaks(element):
            if element.tag != "br":
                self._open.append(element)
            self._break()
        if element.tag == "a" and element.get("href") is not None:
            self._link = element

    def say(self, text: str, apart: bool) -> None:
        line = self.lines[-1]
        line.pieces.append(text)
        if self._link is None:
            line.own += text
        elif not line.links or line.links[-1] != self._link:
            line.links.append(self._link)

    def end(self, element: Element) -> None:
        if self._link is not None and element == self._link:
            self._link = None
        if element == self._open[-1] and len(self._open) > 1:
            self._open.pop()
            self._break()

    def _break(self) -> None:
        if self.lines[-1].pieces:
            self.lines.append(Line(self._open[-1]))
        else:
            self.lines[-1].around = self._open[-1]
