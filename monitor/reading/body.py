"""From the element that holds an article's text to paragraphs and pictures, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from monitor.markup.selection import Selection
from monitor.reading.page import text_of
from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Paragraph, Picture

# Never text of an article, on any site.
_FURNITURE = frozenset(
    (
        "script", "style", "noscript", "template", "iframe", "form", "input", "button", "select", "textarea", "audio",
        "video", "object", "embed", "ins", "svg", "canvas",
    )
)  # fmt: skip
_HIDDEN = re.compile("display: ?none")
_BREAKING = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
        "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
_CELL = frozenset(("td", "th"))
_CAPTION_MARK = re.compile(r"caption|pictext|img_descr|picture-?info|图说|图注", re.IGNORECASE)
# A credit ends a caption: 新华社记者 才扬 摄 / （受访者供图） / 资料图片 / 视觉中国
_CREDIT = re.compile(r"(?:摄|供图|资料图片?|视觉中国|截图|[\s/／]图|[（(]资料)\s*[）)】]?。?$|摄影[:：/／]")
_CAPTION_START = re.compile(r"^[（(]?(?:图为|图注|图[:：]|图片说明|[▲△↑])")
_CAPTION_LENGTH = 160
_REDUCED = re.compile(r"(\.(?:jpe?g|png|gif))\.\d$", re.IGNORECASE)


def read_body(node: HtmlElement, absolute: Callable[[str], str], drop: tuple[str, ...] = ()) -> list[Block]:
    """Return the blocks of `node`, leaving out what the selectors in `drop` match inside it.

    A short centred, navy, 楷体 or credited line right after a picture is its caption. `absolute` turns an address in
    the page into an absolute one. The node itself is not changed.
    """
    inside = Selection(node)
    junk = {found for css in drop for found in inside.all(css)}
    collector = _Collector(absolute)
    walk = etree.iterwalk(node, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        left_out = element is not node and event in ("start", "end") and (element in junk or _is_furniture(element))
        if left_out and event == "start":
            walk.skip_subtree()  # its end comes all the same
        elif not left_out:
            collector.take(event, element)
        if event != "start" and element is not node:
            collector.text.append(element.tail or "")
    collector.flush()
    return collector.blocks


def read_pictures(node: HtmlElement, absolute: Callable[[str], str]) -> list[Block]:
    """Return the pictures of an element that holds no text of the article; the caption is the element's own text, or
    what the picture's attributes say."""
    images = list(node.iter("img"))
    own = text_of(node) if len(images) == 1 else ""
    captions = [own or tidy(image.get("title") or image.get("alt")) for image in images]
    pairs = zip(map(_address, images), captions, strict=True)
    return [Picture(absolute(address), caption) for address, caption in pairs if address]


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _FURNITURE or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _address(image: HtmlElement) -> str:
    """The picture's address, empty if there is none. E-papers show a reduced copy called `….jpg.1` (epaper-layout)."""
    names = ("data-src", "data-original", "_src", "src")
    address = next(filter(None, (image.get(name) for name in names)), "").strip()
    return "" if address.startswith("data:") else _REDUCED.sub(r"\1", address)


class _Collector:
    def __init__(self, absolute: Callable[[str], str]) -> None:
        self.absolute = absolute
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.marked = False  # something in this paragraph is set as captions are
        self.strong = 0  # characters set bold, to tell a subhead from a caption

    def take(self, event: str, element: HtmlElement) -> None:
        tag = element.tag
        if event in ("comment", "pi"):
            return
        if tag in _BREAKING:
            self.flush()
        elif tag in _CELL and event == "end":
            self.text.append(" ")
        if event == "end":
            return
        if tag == "img":
            self.picture(element)
            return
        self.marked = self.marked or _set_as_caption(element)
        if tag in ("strong", "b"):
            self.strong += len(tidy("".join(element.itertext())))
        self.text.append(element.text or "")

    def picture(self, element: HtmlElement) -> None:
        if address := _address(element):
            self.flush()
            self.blocks.append(Picture(self.absolute(address)))

    def flush(self) -> None:
        text, marked, strong = tidy("".join(self.text)), self.marked, self.strong
        self.text, self.marked, self.strong = [], False, 0
        if not text:
            return
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Picture) and not last.caption and _is_caption(text, marked, strong):
            self.blocks[-1] = Picture(last.url, text)
        else:
            self.blocks.append(Paragraph(text))


def _is_caption(text: str, marked: bool, strong: int) -> bool:
    if len(text) > _CAPTION_LENGTH:
        return False
    if _CREDIT.search(text) or _CAPTION_START.match(text):
        return True
    return marked and strong < len(text)


def _set_as_caption(element: HtmlElement) -> bool:
    style = (element.get("style") or "").lower().replace(" ", "")
    return (
        element.tag in ("figcaption", "center")
        or (element.get("align") or "").lower() == "center"
        or "text-align:center" in style
        or (element.get("color") or "").lower() in ("navy", "#000080")
        or "楷体" in (element.get("face") or "")
        or bool(_CAPTION_MARK.search(element.get("class") or ""))
    )
