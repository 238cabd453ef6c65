"""Which line after a picture is its caption, and not the next paragraph or subhead of the text."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_MARK = re.compile(r"caption|pictext|img_descr|picture-?info|图说|图注", re.IGNORECASE)
# A credit ends a caption: 新华社记者 才扬 摄 / （受访者供图） / 资料图片 / 视觉中国. Before a full stop only in
# brackets or behind a blank, for a sentence too may end in 截图 or 供图.
_CREDIT = re.compile(
    r"(?:摄|供图|资料图片?|视觉中国|截图|[\s/／]图|[（(]资料)\s*[）)】]?$|摄影[:：/／]"
    r"|[（(【][^（）()【】]{0,30}(?:摄|供图|资料图片?|视觉中国|截图|图)[）)】]。$|\s\S{0,12}(?:摄|供图|截图)。$"
)
_START = re.compile(r"^[（(]?(?:图为|图注|图[:：]|图片说明|[▲△↑])")
_SENTENCE = re.compile(r"[。！？!?](?=[^（(\s）)”])")  # the end of one, with another behind it
_ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)"
    r"|第[一二三四五六七八九十\d]{1,3}[章节条部篇]|[●■◆▶])"
)
_LENGTH = 160
_ONE_SENTENCE = 100  # characters of a caption that only its first word tells

WEAK, STRONG = (
    1,
    2,
)  # how an element's look speaks for a caption: centred, as subheads are too; or as captions alone are


def look_of(element: HtmlElement) -> int:
    """Return 0, WEAK or STRONG for the way in which an element is set."""
    attributes = element.attrib
    if element.tag == "figcaption" or ("class" in attributes and _MARK.search(attributes["class"])):
        return STRONG
    if (attributes.get("color") or "").lower() in ("navy", "#000080") or "楷体" in (attributes.get("face") or ""):
        return STRONG
    style = attributes.get("style")
    centred = (attributes.get("align") or "").lower() == "center" or (
        style is not None and "text-align:center" in style.lower().replace(" ", "")
    )
    return WEAK if centred or element.tag == "center" else 0


def is_caption(text: str, look: int, strong: int) -> bool:
    """Tell whether the line after a picture is its caption. `strong` characters of it are bold, as subheads are."""
    if len(text) > _LENGTH:
        return False
    if says_so(text):
        return True
    return look == STRONG or (look == WEAK and strong < len(text) and not _ENUMERATED.match(text))


def says_so(text: str) -> bool:
    """Tell whether its words alone make a line a caption."""
    if _CREDIT.search(text):
        return True
    return bool(_START.match(text)) and len(text) <= _ONE_SENTENCE and not _SENTENCE.search(text)
