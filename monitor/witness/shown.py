"""What a page shows, line by line, by a walk of its own, which no reader shares: a fault of theirs cannot prove
itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from datetime import date
from html import unescape
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from monitor.witness.comparing import before_buttons, begins_or_ends, is_sentence, plain
from monitor.witness.days import names_day
from monitor.witness.doubt import Doubt
from monitor.witness.files import file_lines, page_text

_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "samp", "small", "span", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
_UNSHOWN = frozenset(
    (
        "script", "style", "template", "head", "noscript", "iframe", "input", "button", "select", "datalist",
        "textarea", "audio", "video", "object", "svg", "canvas", "noframes", "noembed", "rt", "rp", "rtc",
        "del", "s", "strike", "title",
    )
)  # fmt: skip
_BLOCK = re.compile(r"(?<![\w-])display\s{0,9}:\s{0,9}(?:block|flex|grid|list-item|table(?!-))", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_SHIFTED = re.compile(r"[\^_]\(([^()]{1,40})\)")
_QUOTED = ("“", "‘", '"', "'", "「", "『", "《")
_LEAD = re.compile(">>+|(?:[＞》]{2}|»)(?=[^。]{0,12}(?:点击|阅读|查看|更多|详情|全文))")  # >>>点击阅读 is a button
_LIST_NUMBER = re.compile(r"^(?:\d{1,6}\.\s|[a-zA-Z]{1,8}\.\s|[一二三四五六七八九十]{1,3}、)")
_ATTRIBUTE = 600  # characters; what is longer is no headline and no caption


class ShownPages:
    """The pages of one article, `bodies` as they were sent, unpacked; with all that stands there, or, if `sparing`,
    without what may be hidden or a form. `decode` makes the text of a page."""

    def __init__(
        self, bodies: Sequence[bytes], sparing: bool = False, decode: Callable[[bytes], str] = page_text
    ) -> None:
        self._sparing = sparing
        self._keeping = 0  # elements that are open and keep the line ends of their source
        self._pieces: list[str] = []
        self._end = 0
        self._blocks: set[int] = {0}  # where a line begins or ends
        self._elements: set[int] = {0}  # where any element does
        self._said: set[str] = set()  # texts of attributes and of <title>
        files = [file_lines(body) for body in bodies]
        self.source = "\n".join(decode(body) for body, lines in zip(bodies, files, strict=True) if lines is None)
        self._pages: list[int] = []  # where each page begins
        for body, lines in zip(bodies, files, strict=True):
            self._pages.append(self._end)
            if lines is None:
                self._walk(decode(body))
            for line in lines or ():
                self._blocks.add(self._end)
                self._add(line)
                self._blocks.add(self._end)
        self._text = "".join(self._pieces)
        self._blocks |= before_buttons(self._text, self._blocks)
        self._edges = sorted(self._blocks)
        self.after = 0  # behind the paragraph that was found last

    def find_paragraph(self, text: str, left_out: Collection[str] = ()) -> str:
        """Look for a whole line, or lines, behind the paragraph that was found last, and return what is wrong, nothing
        if it is there and nothing that reads like a sentence stands between, but `left_out` (plain texts)."""
        wanted = plain(text)
        for form in (wanted, _SHIFTED.sub(r"\1", wanted), plain(_LIST_NUMBER.sub("", text, count=1))):
            place = self._find(form, self._blocks, self.after)
            if place >= 0:
                same = bisect_left(self._pages, self.after) == bisect_right(self._pages, place)
                between = self._lines(self.after, place) if self.after and same else []
                between = [each for each in between if not self._text.endswith(each, 0, self.after)]  # said again
                missed = [each for each in between if is_sentence(each) and each not in left_out]
                self.after = place + len(form)
                return f"页面上在它前面还有一段没有刊出：“{missed[0]:.60}”" if missed else ""
        if self._find(wanted, self._blocks, 0) >= 0:
            return "页面上它在前一段之前，或只有一次"
        if (place := self._text.find(wanted)) >= 0 and wanted:
            return f"页面上它不是整段，整段是“{self._whole(place, place + len(wanted)):.80}”"
        return "页面上没有这一段"

    def pass_over(self, text: str) -> None:
        """Go on behind a paragraph that was found in another view of the same pages, if it is in this one."""
        place = self._text.find(wanted := plain(text), self.after)
        self.after = place + len(wanted) if place >= 0 else self.after

    def has_line(self, text: str) -> bool:
        """Tell whether an element's whole text, or an attribute, or a title up to a dash, is `text`."""
        wanted = plain(text)
        if self._find(wanted, self._elements, 0) >= 0 or wanted in self._said:
            return True
        return any(begins_or_ends(each, wanted) for each in self._said)

    def has_original(self, text: str) -> bool:
        """Tell whether a line says that `text` is the 原标题."""
        return re.search(rf"原(?:标题|题).{{0,4}}{re.escape(plain(text))}", self._text) is not None

    def has_picture(self, url: str) -> bool:
        """Tell whether the page's source names the file of a picture."""
        name = urlsplit(url).path.rpartition("/")[2] or urlsplit(url).netloc
        as_read = re.sub("[\t\r\n]", "", unescape(self.source))  # as browsers read attributes
        return name in self.source or unquote(name) in self.source or unquote(name) in as_read

    def has_day(self, day: date, *addresses: str) -> bool:
        """Tell whether the page or one of its `addresses` names a day."""
        return any(names_day(each, day) for each in (*addresses, self.source, self._text))

    def _find(self, wanted: str, edges: set[int], start: int) -> int:
        while wanted and (start := self._text.find(wanted, start)) >= 0:
            if start in edges and start + len(wanted) in edges:
                return start
            start += 1
        return -1

    def _lines(self, start: int, end: int) -> list[str]:
        inside = self._edges[bisect_left(self._edges, start) : bisect_left(self._edges, end) + 1]
        return [self._text[one:other] for one, other in pairwise(inside)]

    def _whole(self, start: int, end: int) -> str:
        first, last = bisect_left(self._edges, start + 1) - 1, bisect_left(self._edges, end)
        return self._text[self._edges[first] : self._edges[min(last, len(self._edges) - 1)]]

    def _walk(self, source: str) -> None:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        try:
            root = html.document_fromstring(source.replace("\0", "").encode(), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return
        self._doubt = Doubt(*("\n".join(each.text or "" for each in root.iter(tag)) for tag in ("style", "script")))
        self._gone = self._doubt.hidden_in(root) if self._sparing else set()
        for tree in (root, *root.itersiblings(etree.Element)):  # what follows an early </html> is shown too
            self._walk_tree(tree)

    def _walk_tree(self, tree: html.HtmlElement) -> None:
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        unshown: html.HtmlElement | None = None
        quotes: list[html.HtmlElement] = []  # that are open
        for event, node in walk:
            if event == "start":
                self._note(node)
                if self._is_unshown(node):
                    walk.skip_subtree()  # its end comes all the same
                    unshown = node
                    for inner in node.iter("meta", "title"):
                        self._note(inner)
                    continue
                self._edge(node)
                if node.getprevious() is not None and (above := node.getparent()) is not None and above.tag == "mfrac":
                    self._add("/")
                self._keeping += self._doubt.keeps_lines(node)
                if node.tag == "q" and plain(node.text or "")[:1] not in _QUOTED:  # its marks are the browser's
                    quotes.append(node)
                    self._add("‘“"[len(quotes) % 2])
                self._add(node.text)
                continue
            if event == "end" and node is not unshown:
                if quotes and quotes[-1] is node:
                    quotes.pop()
                    self._add("”’"[len(quotes) % 2])
                self._edge(node)
                self._keeping -= self._doubt.keeps_lines(node)
            if node is not tree:
                self._add(node.tail)

    def _is_unshown(self, node: html.HtmlElement) -> bool:
        hides = "hidden" in node.attrib or _HIDDEN.search(node.get("style") or "") is not None
        hides = hides or (self._sparing and (node in self._gone or self._doubt.may_hide(node)))
        return node.tag in _UNSHOWN or (hides and not self._doubt.opening.shows(node, self._sparing))

    def _note(self, node: html.HtmlElement) -> None:
        texts = [*node.attrib.values(), *([node.text or ""] if node.tag == "title" else [])]
        self._said.update(plain(each) for each in texts if 1 < len(each) < _ATTRIBUTE)

    def _edge(self, node: html.HtmlElement) -> None:
        self._elements.add(self._end)
        # What HTML does not know stands in its line: <o:p>, <st1:date>, <x-word>.
        inline = node.tag in _INLINE or ":" in str(node.tag) or "-" in str(node.tag)
        if not inline or _BLOCK.search(node.get("style") or ""):
            self._blocks.add(self._end)

    def _add(self, text: str | None) -> None:
        for line in (text or "").splitlines() if self._keeping else [text or ""]:
            if piece := plain(line):
                self._blocks.update(self._end + lead.start() for lead in _LEAD.finditer(piece))
                self._pieces.append(piece)
                self._end += len(piece)
            if self._keeping:
                self._blocks.add(self._end)
