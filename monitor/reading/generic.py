"""Last rung: a page of which nothing is known. readability-lxml finds the text, `head` the rest.

Chosen by measure over the 20 real article pages that the project knows (mean character F1 of the text, each library
as it comes, measured once): readability-lxml 0.918, GNE 0.877, trafilatura 0.841. Its licence is Apache 2.0. What is
made of it here is measured in tests/reading/test_real_pages.py.
"""

from __future__ import annotations

import logging
import re
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING

from lxml.etree import LxmlError

from monitor.markup.body import read_body
from monitor.markup.page import Page, text_of
from monitor.markup.picture import picture_address
from monitor.markup.surroundings import Surroundings
from monitor.markup.visibility import is_hidden
from monitor.reading.credits import is_credit, read_source
from monitor.reading.head import read_liability, read_origin, read_published
from monitor.reading.headline import read_headline
from monitor.reading.template import Draft
from monitor.text.dates import best_moment
from monitor.text.hygiene import printable, tidy
from monitor.text.markdown import Block, Paragraph

if TYPE_CHECKING:
    from monitor.markup.tree import Element

logging.getLogger("readability.readability").setLevel(logging.WARNING)
_HEAD = 6  # blocks among which a headline, breadcrumbs and a date line may stand
_TEASER = 60  # characters; the link to another article is shorter
_PLACE = re.compile(r"^(?:您?(?:所在|当前)的?位置|首页\s*>)")
_DATE = re.compile(r"20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}")
_LABEL = re.compile(r"来源|作者|发布时间")
_DATE_LINE = 80  # characters; it has no sentence, as a paragraph has in which a date and 来源 stand
_IN_SENTENCE = re.compile(r"[，。！？；]")
_AFTER = re.compile(
    r"^[【（(]?(?:(?:免责|版权|特别)?声明[:：】]|相关(?:新闻|阅读|链接|报道|推荐)|推荐阅读|延伸阅读|扫一扫|更多精彩|上一篇|下一篇|本文来源)"
)
_ENOUGH = 40  # characters of text; less is a menu or a notice
_FORM = 40  # characters; a search or a log-in has less text
_FORMS = 20  # of one page; further ones are those of its comments
_FIELDS = frozenset(("input", "button", "select", "textarea"))
_VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_RAW = frozenset(("script", "style"))


def read_generic(page: Page, reference: date | datetime | None) -> tuple[str, Draft] | None:
    """Return the extractor's name and what was found, None if there is no headline or next to no text."""
    if len(text_of(page.root)) < _ENOUGH:  # a hundred thousand empty paragraphs took the library seconds
        return None
    # When it is needed, for it brings two detectors of encodings: most commands are done before it is loaded.
    from readability import Document
    from readability.readability import Unparseable

    from monitor.markup.tree import parse_part

    try:
        # The tree, not the response's text: of two roots in one page the library would see the first only.
        summary = Document(_written(page.root)).summary(html_partial=True)
        body = parse_part(summary)
    except (Unparseable, LxmlError):
        return None
    around = Surroundings(page, body)
    headline = read_headline(around)
    whole = read_body(body, page.absolute, page.hidden)
    taken = [block.text for block in whole[:_HEAD] if isinstance(block, Paragraph) and _precedes(block.text, headline)]
    blocks = trim(whole, headline)
    if not headline or _length(blocks) < _ENOUGH:
        return None
    return "readability", Draft(
        headline=headline,
        moment=read_published(around, reference) or best_moment(taken, reference),
        source=read_origin(around) or next(filter(None, map(read_source, taken)), ""),
        editor=read_liability(page),
        blocks=blocks,
    )


def trim(blocks: list[Block], headline: str) -> list[Block]:
    """Return `blocks` without what surrounds a text inside one element: breadcrumbs, headline and date line before
    it; notices, teasers and pictures without a caption after it."""
    head: list[Block] = []
    for block in blocks[:_HEAD]:
        if not isinstance(block, Paragraph) or not _precedes(block.text, headline):
            head.append(block)
        elif not any(isinstance(each, Paragraph) and each.text[-1] in "。！？" for each in head):
            head.clear()
    kept = [*head, *blocks[_HEAD:]]
    for index, block in enumerate(kept):
        if isinstance(block, Paragraph) and index and _AFTER.match(block.text):
            kept = kept[:index]
            break
    while kept and not _closes(kept[-1]):
        kept.pop()
    return kept


def _precedes(text: str, headline: str) -> bool:
    """Tell whether `text` is the headline again, a breadcrumb or a date line."""
    if text == headline or _PLACE.match(text):
        return True
    return bool(
        len(text) <= _DATE_LINE and _DATE.search(text) and _LABEL.search(text) and not _IN_SENTENCE.search(text)
    )


def _closes(block: Block) -> bool:
    """Tell whether a text can end with `block`: a captioned picture, a credit, a full or a long sentence."""
    if isinstance(block, Paragraph):
        return len(block.text) > _TEASER or block.text[-1] in "。！？!?”」』）)…；" or is_credit(block.text)
    return bool(block.caption)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if isinstance(block, Paragraph))


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._forms: list[Element] = []  # those that are written as plain blocks and are open
        self._seen = 0

    def enters(self, element: Element) -> bool:
        if element.tag in _RAW or is_hidden(element, lenient=True):
            return False
        return not (self._forms and element.tag in _FIELDS)

    def start(self, element: Element) -> None:
        tag, attributes = element.tag, dict(element.attrib)
        if tag == "form":
            self._seen += 1
            if self._seen <= _FORMS and len(tidy(element.text_content())) > _FORM:
                self._forms.append(element)
                tag = "div"
        elif tag == "img" and not picture_address(element) and (twin := _twin(element)):
            attributes["src"] = twin
        written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        self.pieces.append(f"<{tag}{written}>")

    def say(self, text: str, apart: bool) -> None:
        self.pieces.append(escape(text, quote=False))

    def end(self, element: Element) -> None:
        form = bool(self._forms) and self._forms[-1] is element
        if form:
            self._forms.pop()
        if element.tag not in _VOID:
            self.pieces.append("</div>" if form else f"</{element.tag}>")


def _twin(image: Element) -> str:
    """The address of the picture in the `<noscript>` behind a placeholder."""
    holder = image.getnext()
    twin = holder.find("img") if holder is not None and holder.tag == "noscript" else None
    return picture_address(twin) if twin is not None else ""


def _written(root: Element) -> str:
    """Return the markup of `root` for an extractor that knows no style, takes any form for a search and no picture out
    of a `<noscript>`: without what never shows, scripts and styles; forms with a text as plain blocks, pictures in
    their places."""
    writer = _Writer()
    root.visit(writer)
    return printable("".join(writer.pieces))
