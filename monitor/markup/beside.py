"""Which blocks beside the element of a text belong to the text: its sentences, not the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from monitor.text.hygiene import fold
from monitor.text.markdown import Block, Paragraph, Picture

_SENTENCE = re.compile("[。！？!?…；][”」』’）)】]?$")
_SIGNED = re.compile(r"[（(](?:完|[^（()）]{0,24}(?:记者|通讯员|作者)[^（()）]{1,40}|[^（()）]{1,24}(?:摄|供图))[）)]$")
_SHORTEST = 8  # characters of a sentence that stands alone
_SUBHEAD = 40  # characters; a subhead between two sentences is no longer
# What stands on a page before and after its text, and what a paper says of itself under each.
_NOTICE = re.compile(
    r"^[【（(\[]?(?:(?:免责|版权|特别|郑重)?声明|相关|推荐|延伸阅读|更多|热门|扫一扫|扫码|上一篇|下一篇|本文来源|来源|责任?编辑?|责编|编辑|校对"
    r"|审核|监制|分享|打印|字号|评论|网友|关键词|标签|当前位置|发布时间|摘要|导读|提示[:：]|温馨提示|网站|主办|承办|备案)"
    r"|版权归|版权所有|未经.{0,8}(?:授权|许可|书面)|不得转载|请注明出处|新闻(?:线索|热线)|(?:下载|扫描|长按).{0,12}(?:客户端|二维码)"
    r"|违法和?不良信息|京ICP|文明(?:发言|上网)|20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*\d{1,2}[:：]\d\d"
)
_LEAD = re.compile(
    r"\s?(?:[>＞》]{2,6}|»)\s?[^。！？]{0,12}(?:点击(?:阅读|查看)|阅读(?:全文|更多)|查看(?:详情|全文|更多)|更多(?:内容)?|详情|全文)$"
)


@dataclass
class Piece:
    """A block; `core`: it stands in the element that is the text for certain; `linked`: its characters in links."""

    block: Block
    core: bool = False
    linked: int = 0
    legend: str = ""  # what a picture's own attributes say of it
    centred: bool = False  # only its being centred makes its caption one
    spare: str = ""  # where else a picture may be
    within: bool = False  # a picture's file is written in the page itself
    stated: bool = False  # its address is that of `src`, and of no other attribute


def is_like_text(text: str, linked: int = 0) -> bool:
    """Tell whether a line beside a text may be a part of it. `linked`: how many of its characters are links."""
    if _NOTICE.search(text) or linked * 2 > len(text):
        return False
    return (len(text) >= _SHORTEST and bool(_SENTENCE.search(text))) or bool(_SIGNED.search(text))


def belonging(pieces: list[Piece], known: Collection[str]) -> list[Block]:
    """Return the blocks of the core, and those around and between that join them without a break: sentences, a subhead
    or pictures before a further sentence, pictures with a caption. `known` lines (the headline) are none of them."""
    inside = [place for place, piece in enumerate(pieces) if piece.core]
    if not inside:
        return []
    first, last = inside[0], inside[-1] + 1
    texts = (piece.block.text for piece in pieces if piece.core and isinstance(piece.block, Paragraph))
    lines = {fold(line) for line in (*known, *texts)}  # a summary may stand before the text that it is taken from
    before = _joined(reversed(pieces[:first]), lines)[::-1]
    between = [piece for piece in pieces[first:last] if piece.core or _is_part(piece, lines)]
    return [piece.block for piece in before + between + _joined(pieces[last:], lines)]


def _joined(pieces: Iterable[Piece], lines: Collection[str]) -> list[Piece]:
    joined: list[Piece] = []
    waiting: list[Piece] = []  # kept if a sentence follows
    subheads = 0
    for piece in pieces:
        if _is_part(piece, lines):
            joined += [*waiting, piece]
            waiting, subheads = [], 0
            continue
        if isinstance(piece.block, Paragraph):
            subheads += 1
            if subheads > 1 or not _is_subhead(piece.block.text, piece.linked, lines):
                break
        waiting.append(piece)
    return joined


def _is_part(piece: Piece, lines: Collection[str]) -> bool:
    if isinstance(piece.block, Picture):
        return bool(piece.block.caption)
    return fold(piece.block.text) not in lines and is_like_text(piece.block.text, piece.linked)


def _is_subhead(text: str, linked: int, lines: Collection[str]) -> bool:
    return 1 < len(text) <= _SUBHEAD and not linked and not _NOTICE.search(text) and fold(text) not in lines


def without_lead(text: str, linked: int) -> str:
    """Return a line without the link to another page at its end (>>>更多内容，点击阅读), as round-ups have it behind
    each item; `linked` characters of the line are those of links."""
    return _LEAD.sub("", text) if linked else text
