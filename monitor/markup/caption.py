"""Whether a line is a picture's caption or a subhead: how it is set, how it ends, how it begins."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.markup.numbers import is_numbered
from monitor.styles.declarations import declarations

if TYPE_CHECKING:
    from monitor.markup.tree import Element


class Mark(IntEnum):
    """How surely the way in which a paragraph is set makes it a caption."""

    NONE = 0
    CENTRED = 1  # or navy, or 楷体: as captions are, and subheads too
    NAMED = 2  # <figcaption>, or a class with such a name


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LONGEST = 160  # characters of a caption
_LONGEST_SUBHEAD = 40
_NO_SUBHEAD_END = re.compile("[。；;，,：:…）)]$")  # a sentence, a signature, what a list follows
_LONGEST_LEGEND = 80  # of one that is known by 图为 alone, with which a sentence of the text may begin
_NAMED = re.compile(
    r"caption|pictext|(?:img|pic|image|photo)[-_]?(?:desc|note|title|info|text)|picture-?info|tu-?zhu|图说|图注",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile("[。！？!?；]")
_START = re.compile(r"[（(]?(?:图注|图片说明|[▲△↑])")
_PERHAPS_START = re.compile(
    r"[（(]?(?:[上下左右]?图[为:：]|图[说注示][:：]|资料(?:图片?|照片)[:：]|图\s?(?:\d{1,2}|[一二三四五六七八九十①-⑳])(?:[:：]|\s))"
)
_LITTLE = 60  # characters of a table that holds a picture and its caption
# What begins so is a subhead, though nothing but its place tells it from a caption.
_SUBHEAD_MARK = re.compile(
    r"(?:\d{2}|PART(?:[\s.]{0,2}(?:\d{1,2}|[IVXⅠ-Ⅻ]{1,4}|[一二三四五六七八九十])|[\s.]{1,2}(?:[A-Z]|one|two|three|four|five))|第\S{1,3}部分"
    r"|[Ⅰ-Ⅻ]|[壹贰叁肆柒捌玖])(?:\s|$)|(?:\d|[伍陆])$|第[一二三四五六七八九十][，、：]|[◆■●▍★☆▶►]|——|[\W_]{1,20}$|【[^】]{2,20}】$",
    re.IGNORECASE,
)  # 伍 and 陆 are names too, as a two-letter one that is spaced begins
# A credit ends a caption, in brackets, behind a blank or a bar, or as a word by itself:
# （受访者供图） / 新华社记者 才扬 摄 / 陈某/图 / 活动现场。医院供图 / 资料图片
_BRACKETS = re.compile(
    r"[（(【](?![详参]?[见如][上下左右]?图)[^（()）】]{0,40}(?:[摄攝]|摄影|供图|图|图片|照片|资料图片?|资料照片|视觉中国|截图|拍摄|资料)\s*[）)】][。.]?$"
    r"|[（(](?:资料[^（()）]{0,6}|图(?:片来源|源)[:：/／][^（()）]{2,20}|图片?(?:来自|来源于|源自)[^（()）]{2,12}|(?:图片?|照片)由(?:[\w·、]{2,20}提供|\w{0,10}(?:AI|人工智能|大模型)\w{0,6}生成))[）)]。?$"
)
# The same of no one's picture: a full stop behind it may end a sentence of the text.
_OF_NO_ONE = re.compile(r"[（(](?:资料图片?|资料照片|资料|图片?|照片|截图)[）)]。$")
_APART = re.compile(
    r"[\s/／丨|](?:[摄攝]|摄影|供图|图|图片|资料图片?|视觉中国|截图)[。.]?$|(?:摄影|制图|绘图|漫画)[:：/／][^。！？]{1,24}$"
    r"|(?:^|[\s。！？])[图摄]\s?[/／丨|｜]\s?[\u4e00-\u9fff·、]{2,12}$|(?:^|[\s。！？])供图[:：/／]\s?[\w·、]{2,20}$"
    r"|(?:^|\s)(?:图片?|照片)由(?:[\w·、]{2,20}提供|\w{0,10}(?:AI|人工智能|大模型)\w{0,6}生成)[。.]?$"
)
_ATTACHED = re.compile(
    r"[\w·、]{1,16}(?:(?<![拍航统录勿])摄|(?<![拍航統錄勿])攝|供图)|[\u4e00-\u9fff]{2,3}(?<![学空术])摄影|(?:记者|通讯员)[\w·、]{1,12}拍摄|资料图片?|资料照片|图片?(?:来自|来源于|源自)\w{2,12}"
    r"|(?:图片?)?(?:来源|源|来自|据)?[:：/／]?视觉中国|图(?:片来源|源)(?:[:：/／][\w·、]{2,20}|\w{2,8}(?:[报网社台]|官网|客户端))"
)
_SCREEN = re.compile(
    "(?:视频|网络|网页|网站|直播|节目|画面|新闻|报道|文章|央视|微博|微信|公众号|官网|客户端|平台|号|报|网|台|频道)截图$"
)
_PROSE = re.compile("[了请把被您需由]|欢迎|[为给]本|禁止|不得|不准|可以|上传|提交|发送|保存|出示")
_REPORTS = re.compile(
    r"(?:[说称]|表示|介绍|认为|指出|强调)[，：:]|^(?:据了解|据悉|据介绍|下一步|目前，|截至|此外|同时，|记者(?:了解|随后|从|在))"
)
_SEGMENT = re.compile(r"[。！？!?；;，,\s（()）]")
_LARGE = 18.0  # pixels; a caption is smaller than the text


def set_as_caption(element: Element) -> Mark:
    """Return how surely `element` sets what is in it as a caption."""
    told = element.names()
    if element.tag == "figcaption" or ("class" in told and _NAMED.search(element.get("class", ""))):
        return Mark.NAMED
    if element.tag == "td" and _is_under_a_picture(element):
        return Mark.NAMED
    centred = (
        element.tag == "center"
        or ("align" in told and element.get("align", "").lower() == "center")
        or ("style" in told and "text-align:center" in element.get("style", "").lower().replace(" ", ""))
        or ("color" in told and element.get("color", "").lower() in ("navy", "#000080"))
        or ("face" in told and "楷体" in element.get("face", ""))
    )
    return Mark.CENTRED if centred else Mark.NONE


def _is_under_a_picture(cell: Element) -> bool:
    """Tell whether a cell stands in a table of a picture and a line, as old editors set the two."""
    table = next(cell.iterancestors("table"), None)
    if table is None or table.find("img") is None or cell.find("img") is not None or cell.find("table") is not None:
        return False
    return len("".join(table.text_content().split())) <= _LITTLE


def set_as_subhead(element: Element) -> bool:
    """Tell whether `element` sets what is in it as a subhead: as a heading, or larger than a text."""
    if element.tag in HEADINGS:
        return True
    if element.tag == "font":
        return element.get("size", "") in ("4", "5", "6", "7", "+1", "+2")
    style = element.get("style", "") if "style" in element.names() else ""
    return "font-size" in style.lower() and _is_large(style)


@lru_cache(maxsize=512)
def _is_large(style: str) -> bool:
    size = re.fullmatch(r"([\d.]{1,6})(px|pt)", declarations(style).get("font-size", ""))
    return size is not None and size[1].count(".") < 2 and float(size[1]) * (4 / 3 if size[2] == "pt" else 1) > _LARGE


def is_subhead(text: str, strong: int, heading: bool) -> bool:
    """Tell whether a paragraph is a subhead: a short line, no sentence, that is a `heading` or bold altogether
    (`strong`: how many of its characters are)."""
    if len(text) > _LONGEST_SUBHEAD or _NO_SUBHEAD_END.search(text) or is_credited(text):
        return False
    return heading or strong >= len(text.replace(" ", ""))


def is_credited(text: str) -> bool:
    """Tell whether a line ends with a picture's credit, or begins as the legend of one."""
    if len(text) > LONGEST:
        return False
    begins = _START.match(text) or _PERHAPS_START.match(text)
    if not begins and (bare := _OF_NO_ONE.search(text)) and _PROSE.search(text[: bare.start()]):
        return False
    if _BRACKETS.search(text) or _APART.search(text) or _START.match(text):
        return True
    body = text.rstrip("。. ")
    segment = _SEGMENT.split(body)[-1]
    hobby = text.endswith(f"，{segment}。") and segment.endswith("摄影")  # …，喜欢摄影。
    credited = ("的" not in segment and not hobby and _ATTACHED.fullmatch(segment)) or _SCREEN.search(segment)
    if credited and not _PROSE.search(segment):
        return True
    return bool(_PERHAPS_START.match(text)) and len(text) <= _LONGEST_LEGEND and not _SENTENCE_END.search(body)


def is_caption(text: str, mark: Mark, strong: int, subhead: bool) -> bool:
    """Tell whether a paragraph behind a picture is its caption. `strong`: how many of its characters are bold;
    `subhead`: it is set as one."""
    if len(text) > LONGEST:
        return False
    if mark is Mark.NAMED or is_credited(text):
        return True
    set_so = mark is Mark.CENTRED and strong < len(text) and not subhead
    asks = text[-1:] in ("？", "?")
    return set_so and not (asks or is_numbered(text) or _SUBHEAD_MARK.match(text) or _REPORTS.search(text))
