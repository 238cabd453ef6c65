"""How a printed text and a shown one are compared: every character, but for blanks and what nobody sees."""

from __future__ import annotations

import re
from collections.abc import Collection

from monitor.text.hygiene import STAND_INS, written

_BLANK = re.compile(
    "[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ue5e5\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
_BEYOND = re.compile("[\U00010000-\U0010ffff]")  # of each plane the last two places are no characters (Unicode 23.7)
# Figures that a page raises by its markup and print by their own characters (10<sup>2</sup>, 10²), degrees of Word's.
_RAISED = STAND_INS | str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎０１２３４５６７８９°–−—―", "0123456789+-=()ni0123456789+-=()0123456789o----"
)
_SENTENCE = re.compile("[。！？]”?$")
_NOTICE = re.compile(
    "(?:原标题|原题|版权声明|免责声明|声明|相关阅读|相关链接|延伸阅读|推荐阅读)[:：]"
)  # no part of a text
# What a site says of its rights, or wants of its readers, on a line of its own among paragraphs: no part of a text.
_OF_SITE = re.compile(
    r"[（(【\[▲▼]{0,3}(?:(?:本文|本图|图文|图片|文中|文章|内容|素材|部分){0,3}(?:版权(?:归|属|所有[，,。])|未经.{0,10}(?:授权|许可|同意|允许)|来源于?网络|来自网络)"
    r"|(?:如需|欢迎)?转载[，,]?请(?!求)|(?:以上|本文|我们|文章|图文|部分|内容|转载).{0,50}(?:侵权|侵犯|版权).{0,14}(?:联系|告知)|[^，。]{0,16}版权所有[，,。]"
    r"|欢迎关注|(?:长按|扫描|扫码|识别).{0,14}(?:关注|二维码)|(?:点击|轻触|戳).{0,20}(?:阅读原文|关注)|(?:打开|下载|安装).{0,12}(?:app|客户端)"
    r"|.{0,12}浏览器.{0,10}不支持|[您你](?:的|正在|使用).{0,12}(?:过时|过旧|过低|太旧|太低|低版本|旧版).{0,12}[，,](?:请|建议|为)|(?:平台|特别)声明|本文为澎湃号|申请澎湃号|本文来自【|以上内容.{0,12}不构成投资|本文系.{0,12}授权"
    r"|(?:.{0,300}[。！？；…])?[（(【*※]{0,2}(?:注[:：])?(?:以上|上述|本|该|此)?(?:文章|本文|全文|ai|[文页])?(?:内容|摘要|总结|要点|导读|概要|速览|信息)?[由为](?:ai|人工智能|大模型|智能).{0,12}生成.?仅供参考)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:[\[【（(]|(?<=[。！？…”；]))[>》»]{0,4}(?:点击|查看|阅读|了解){0,2}(?:详细|详情|全文|更多|原文)(?:内容|报道|阅读|信息)?[>》»…]{0,4}[\]】）)]?"
)
_MARKS = "_-|｜丨—–－·•>»/"  # between a headline and the names of its site
_SENTENCE_LENGTH = 15  # characters; a line that is shorter may be a button


def plain(text: str) -> str:
    """Return `text` as it is compared here: every character, but for blanks and what nobody sees."""
    text = written(text)  # before what it stands for is taken out
    seen = _BEYOND.sub(lambda found: "" if ord(found[0]) & 0xFFFE == 0xFFFE else found[0], _BLANK.sub("", text))
    return seen.translate(_RAISED)


def is_sentence(line: str) -> bool:
    """Tell whether a line reads like a sentence of a text."""
    told = len(line) >= _SENTENCE_LENGTH and _SENTENCE.search(line) is not None
    return told and not _NOTICE.match(line) and not _OF_SITE.match(line)


def before_buttons(text: str, edges: Collection[int]) -> set[int]:
    """Return where in `text` buttons that lead to more, and end at one of `edges`, begin: …。[详细]."""
    return {found.start() for found in _BUTTON.finditer(text) if found.end() in edges}


def begins_or_ends(title: str, headline: str) -> bool:
    """Tell whether a title is a headline and, behind or before it and a mark, something else."""
    if not headline or len(title) <= len(headline):
        return False
    begins = title.startswith(headline) and title[len(headline)] in _MARKS
    return begins or (title.endswith(headline) and title[-len(headline) - 1] in _MARKS)
