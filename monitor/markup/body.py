"""From the element that holds an article's text to paragraphs and pictures, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Collection

from lxml import etree
from lxml.html import HtmlElement

from monitor.markup.captions import WEAK, is_caption, look_of, says_so
from monitor.markup.inline import ListNumbers, set_off
from monitor.markup.pictures import address_of, caption_of, without_placeholders
from monitor.markup.selection import Selection
from monitor.markup.visibility import is_no_text
from monitor.text.hygiene import join_lines, tidy
from monitor.text.markdown import Block, Paragraph, Picture

_BREAKING = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
        "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
_CELL = frozenset(("td", "th"))
_SET_OFF = frozenset(("sup", "sub"))
_NUMBERED = "0123456789一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨"  # an item that begins so numbers itself


def read_body(
    node: HtmlElement,
    absolute: Callable[[str], str],
    drop: tuple[str, ...] = (),
    leave_out: Collection[HtmlElement] = (),
) -> list[Block]:
    """Return the blocks of `node`, leaving out what the selectors in `drop` match inside it, the elements `leave_out`,
    and what no reader sees.

    A short centred, navy, 楷体 or credited line right after a picture is its caption. `absolute` turns an address in
    the page into an absolute one. The node itself is not changed.
    """
    inside = Selection(node)
    junk = {found for css in drop for found in inside.all(css)} | set(leave_out)
    collector = _Collector(absolute)
    walk = etree.iterwalk(node, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        is_element = event in ("start", "end")
        left_out = is_element and element is not node and (element in junk or is_no_text(element))
        if left_out and event == "start":
            walk.skip_subtree()  # its end comes all the same
        elif is_element and element.tag in _SET_OFF:
            if event == "start":
                collector.text.append(set_off(element))
                walk.skip_subtree()
        elif is_element and not left_out:
            collector.take(event, element)
        if event != "start" and element is not node:
            collector.text.append(element.tail or "")
    return collector.finish()


class _Collector:
    def __init__(self, absolute: Callable[[str], str]) -> None:
        self.absolute = absolute
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.look = 0  # something in this paragraph is set as captions are
        self.strong = 0  # characters set bold, to tell a subhead from a caption
        self.number = ""  # of the list's item that begins here
        self.numbers = ListNumbers()
        self.figure: list[int] = []  # blocks before each figure that is open
        self.centred: list[int] = []  # captions that only their being centred makes such
        self.subheads = False  # a centred line stands elsewhere too

    def take(self, event: str, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BREAKING:
            self.flush()
        elif tag in _CELL and event == "end":
            self.text.append(" ")
        if tag == "figure":
            self.open_figure() if event == "start" else self.close_figure()
        if event == "end":
            return
        if tag == "img":
            self.picture(element)
            return
        if tag == "li":
            self.number = self.numbers.before(element)
        self.look = max(self.look, look_of(element))
        if tag in ("strong", "b"):
            self.strong += len(tidy("".join(element.itertext())))
        self.text.append(element.text or "")

    def picture(self, element: HtmlElement) -> None:
        if address := address_of(element):
            self.flush()
            self.blocks.append(Picture(self.absolute(address), caption_of(element)))

    def open_figure(self) -> None:
        self.figure.append(len(self.blocks))

    def close_figure(self) -> None:
        """A figure of one picture with its caption above it: the caption belongs to it all the same."""
        first = self.figure.pop() if self.figure else len(self.blocks)
        inside = self.blocks[first:]
        if len(inside) == 2 and isinstance(inside[0], Paragraph) and isinstance(inside[1], Picture):
            self.blocks[first:] = [Picture(inside[1].url, inside[1].caption or inside[0].text)]

    def flush(self) -> None:
        text, look, strong = tidy(join_lines("".join(self.text))), self.look, self.strong
        self.text, self.look, self.strong = [], 0, 0
        if not text:
            return
        if self.number:
            text = text if text[0] in _NUMBERED else self.number + text
            self.number = ""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Picture) and last.caption in ("", text) and is_caption(text, look, strong):
            if look == WEAK and not says_so(text):
                self.centred.append(len(self.blocks) - 1)
            self.blocks[-1] = Picture(last.url, text)
            return
        # At the head of a text a centred line is its date or author; among paragraphs it is a subhead.
        self.subheads = self.subheads or (look == WEAK and isinstance(last, Paragraph) and len(self.blocks) > 1)
        self.blocks.append(Paragraph(text))

    def finish(self) -> list[Block]:
        self.flush()
        if self.subheads:  # then a centred line after a picture is one too, or cannot be told from one: it stays text
            for place in reversed(self.centred):
                picture = self.blocks[place]
                assert isinstance(picture, Picture)
                self.blocks[place : place + 1] = [Picture(picture.url), Paragraph(picture.caption)]
        return without_placeholders(self.blocks)
