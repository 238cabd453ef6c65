"""From the element that holds an article's text to paragraphs and pictures, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from monitor.markup.beside import Piece, belonging, without_lead
from monitor.markup.caption import HEADINGS, Mark, is_caption, is_credited, is_subhead, set_as_caption, set_as_subhead
from monitor.markup.gallery import Gallery, ground, part_from_pictures, settle
from monitor.markup.line import BLANK, Line, breaks, is_row
from monitor.markup.numbers import Numbers, is_numbered
from monitor.markup.page import text_of
from monitor.markup.picture import is_ornament
from monitor.markup.visibility import is_small_form, is_unprinted
from monitor.styles.sight import sets_bold
from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Paragraph, Picture, Subhead

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_CELL = frozenset(("td", "th"))
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break)", re.IGNORECASE)


def read_body(
    node: Element,
    absolute: Callable[[str], str],
    drop: tuple[str, ...] = (),
    core: Collection[Element] = (),
    known: Collection[str] = (),
    without: Collection[Element] = (),
) -> list[Block]:
    """Return the blocks of `node`, leaving out what no reader sees, what the selectors in `drop` match inside it, and
    the elements `without`.
    With `core`, elements inside `node`, what stands beside them counts only if it is a text like theirs, and none of
    the lines `known` (see `monitor.markup.beside`). A credited or named line, or a short centred, navy or 楷体 one,
    right after a picture is its caption. `absolute` turns an address in the page into an absolute one. The node itself
    is not changed.
    """
    junk = {*without, *(found for css in drop for found in node.cssselect(css))}
    pieces = _collect(node, _Collector(absolute, core, junk))
    if not any(isinstance(piece.block, Paragraph) for piece in pieces):  # a page that fades its whole text in
        pieces = _collect(node, _Collector(absolute, core, junk, lenient=True))
    pieces = settle(pieces)
    return belonging(pieces, known) if core else [piece.block for piece in pieces]


def read_pictures(node: Element, absolute: Callable[[str], str]) -> list[Block]:
    """Return the pictures of an element that holds no text of the article. The caption of one is the element's own
    text, or that of its figure or of a caption behind it; that of several what follows each; else what the attributes
    say."""
    pieces = _collect(node, _Collector(absolute, trusting=True))
    pictures = [piece for piece in pieces if isinstance(piece.block, Picture)]
    if len(pictures) == 1:
        _give(pictures[0], text_of(node) or _caption_around(node))
    else:
        for piece, following in pairwise(pieces):
            if isinstance(piece.block, Picture) and isinstance(following.block, Paragraph):
                _give(piece, following.block.text)
    return [piece.block for piece in settle(pictures)]


def _give(piece: Piece, caption: str) -> None:
    if isinstance(piece.block, Picture) and caption:
        piece.block = Picture(piece.block.url, caption)


def _caption_around(node: Element) -> str:
    figure = next((each for each in islice(node.iterancestors(), 3) if each.tag == "figure"), None)
    legend = figure.find("figcaption") if figure is not None else next(node.itersiblings(), None)
    return text_of(legend) if legend is not None and set_as_caption(legend) is Mark.NAMED else ""


def _collect(node: Element, collector: _Collector) -> list[Piece]:
    node.visit(collector)
    collector.flush()
    if collector.subheads or collector.sentences:
        part_from_pictures(collector.pieces, sentences=not collector.subheads)
    return collector.pieces


class _Collector:
    def __init__(
        self,
        absolute: Callable[[str], str],
        core: Collection[Element] = (),
        junk: Collection[Element] = (),
        lenient: bool = False,
        trusting: bool = False,
    ) -> None:
        self.pieces: list[Piece] = []
        self.gallery = Gallery(absolute, trusting)
        self.core, self.junk, self.lenient = core, junk, lenient
        self.depth = 0  # how many elements of the core are open
        self.lines: list[Element] = []  # open elements in which a line end of the source is one
        self.links = self.bold = 0  # how many such elements are open
        self.row: Element | None = None  # of a table of data, that is open
        self.line = Line()
        self.numbers = Numbers()
        self.number = ""  # of the list's item whose first paragraph has not come
        self.subheads = self.sentences = False  # centred lines stand among the paragraphs, or a centred sentence
        self._begin()

    def _begin(self) -> None:
        self.mark = Mark.NONE  # how this paragraph is set
        self.subhead = self.heading = False
        self.strong = self.linked = 0  # its characters set bold, and those of links

    def enters(self, element: Element) -> bool:
        if element in self.junk or is_unprinted(element, self.lenient) or is_small_form(element):
            if element.tag in ("noscript", "svg", "object", "embed"):
                self.gallery.twin(element, self.pieces, self.depth > 0)
            return False
        return True

    def say(self, text: str, apart: bool = False) -> None:
        if self.lines and "\n" in text:
            for place, line in enumerate(text.split("\n")):
                if place:
                    self.flush()
                self.say(line.strip("\r"))
            return
        self.line.add(text)
        length = len(tidy(text)) if self.links or self.bold else 0
        self.linked += length if self.links else 0
        self.strong += length if self.bold else 0

    def start(self, element: Element) -> None:
        tag = element.tag
        self._break(element)
        self.bold += sets_bold(tag, element.get("style", ""))
        if tag == "tr" and self.row is None and is_row(element):
            self.row = element
        self.depth += element in self.core
        if tag == "img" or ground(element):
            if not is_ornament(element):
                self.flush()
                self.gallery.hang(element, self.pieces, self.depth > 0)
            return
        if tag == "pre" or ("style" in element.names() and _KEEPS_LINES.search(element.get("style", ""))):
            self.lines.append(element)
        if tag == "li":
            self.number = self.numbers.mark(element)
        elif tag == "a":
            self.links += 1
        elif tag in ("figure", "figcaption"):
            self.gallery.open(element)
        self.mark = max(self.mark, set_as_caption(element))
        self.subhead = self.subhead or set_as_subhead(element)
        self.heading = self.heading or tag in HEADINGS
        self.line.start(element)

    def end(self, element: Element) -> None:
        tag = element.tag
        self.line.end(element)
        if element == self.row:
            self.row = None
        self._break(element)
        if tag in _CELL:
            self.line.add(BLANK)
        self.depth -= element in self.core
        self.bold -= sets_bold(tag, element.get("style", ""))
        if self.lines and self.lines[-1] is element:
            self.lines.pop()
        if tag == "li":
            self.number = ""
        elif tag == "a":
            self.links -= 1
        elif tag in ("figure", "figcaption"):
            self.gallery.close(element, self.pieces, self.depth > 0)

    def _break(self, element: Element) -> None:
        if breaks(element) or element in self.core:
            if self.row is None:
                self.flush()
            else:
                self.line.add(BLANK)

    def flush(self) -> None:
        if text := without_lead(self.line.take(), self.linked):
            fits = self.gallery.waits(self.pieces) and is_caption(text, self.mark, self.strong, self.subhead)
            centred = self.mark is Mark.CENTRED and not is_credited(text)
            if self.gallery.take_caption(self.pieces, text, fits):
                if fits:
                    self.pieces[-1].centred = centred
            else:
                # At the head of a text a centred line is its date or author; among paragraphs it is a subhead.
                alone = centred and not (self.pieces and isinstance(self.pieces[-1].block, Picture))
                self.subheads |= alone and len(self.pieces) > 1
                self.sentences |= alone and text.endswith("。")
                numbered = text if not self.number or is_numbered(text) else self.number + text
                kind = Subhead if is_subhead(text, self.strong, self.heading) else Paragraph
                self.pieces.append(Piece(kind(numbered), self.depth > 0, self.linked))
                self.number = ""
        self._begin()
