"""The reporters whom a line credits. Every pattern is bounded: a byline of 24 reporters once took minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u4e00-\u9fff"
_ROLE = re.compile(
    rf"(?:(?:^|(?<=[\s、，,；;]))[{_HAN}]{{1,8}}?[报網网台社刊])?(?:见习|实习|特约|首席|驻站|融媒)?"
    r"(?:[记記]者|[评評][论論][员員]|通[讯訊][员員]|撰稿人?)[:：]?|[实實][习習]生[:：]?"
)
_BRACKETED = re.compile(r"[（(]([^（）()]{2,400})[）)]")
# 本报记者 李木 / 中青报·中青网记者 李木 / 云州日报社全媒体首席记者李木
_REPORTER = re.compile(
    rf"[{_HAN}A-Za-z0-9·“”]{{0,20}}?\s?(?:[记記]者|[评評][论論][员員]|通[讯訊][员員])[:：\s丨｜|︱]*(?P<names>.{{2,400}})$"
)
_LABELLED = re.compile(
    r"[（(【]?(?:作者|文字?|撰文|采写|撰稿|执笔)\s?[:：/／︱|丨｜]\s?"
    rf"(?:[{_HAN}·]{{0,12}}?(?:[记記]者|[评評][论論][员員])[:：\s]*)?(?P<names>.{{2,400}}?)[）)】]?$"
)
_SIGNED = re.compile(
    rf"[（(]?(?P<names>[{_HAN}]{{2,4}}(?:[\s、][{_HAN}]{{2,4}}){{0,3}})\s?[/／]\s?文(?:[\s，,、].{{0,40}})?[）)]?$"
)
_PHOTOGRAPHER = re.compile(rf"(?<![{_HAN}])[{_HAN}]{{1,3}}(?!文)[{_HAN}]\s?[/／]\s?(?:图|摄影?)(?![{_HAN}])")
_WROTE = re.compile(rf"(?<=[{_HAN}]{{2}})\s?[/／]\s?文(?![{_HAN}])")
_OFFICE = re.compile(r"[（(][^（）()]{0,60}[）)]?$")  # 作者：李木（云州大学公共卫生学院）
_FRAME = "（()） □■◎●○◆◇▪▲△☆★※"
_LEAD = re.compile(r"[^。]{2,30}?[电讯]\s(?:本[报网台刊])?(?:[记記]者|通[讯訊][员員])\s?(?P<names>[^。，]{2,120}?)报道")
_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}(?:[·•・‧][{_HAN}]{{1,8}}){{1,3}}")
_NO_NAME = re.compile(
    r"整合|摄影|报道|编辑|整理|调查|手记|札记|日记|观察|采访|获悉|了解|注意|发现|综合|从|在|就|对|近日|昨[日天]|今[日天]|日前"
)
_ENDING = re.compile(
    r"\s?[，,、]?\s?(?:文\s?[/／、]?\s?图|图\s?[/／]\s?文|文并摄|(?:摄影|综合|联合)?报道|整合|整理|编译)$"
)
_PLACE = re.compile(rf"\s[{_HAN}]{{2,5}}(?:报道|电|综合)$")  # 本报记者 李木 云州报道
_PICTURE = re.compile(r"(?:摄|摄影|供图|[\s/／]图)$")
_PARAGRAPHS = 2  # a reporter is credited at the head or at the foot of a text


def read_author(texts: list[str]) -> str:
    """Return the reporters credited in the first or last paragraphs, joined by 、; empty if nobody is named.
    Correspondents and trainees beside them are counted; who took a picture is not."""
    foot = max(_PARAGRAPHS, len(texts) - _PARAGRAPHS)
    for text in texts[:_PARAGRAPHS] + texts[foot:]:
        for credit, whole in _credits(text):
            if names := _names(credit, whole):
                return "、".join(dict.fromkeys(names))
    return ""


def _credits(text: str) -> Iterator[tuple[str, bool]]:
    """The places in `text` that may name reporters, and whether there must be nothing but names."""
    if match := _LABELLED.match(text):
        yield match["names"], False
    if match := _REPORTER.match(text.strip(_FRAME)):
        yield match["names"], True
    for bracketed in _BRACKETED.finditer(text):
        if match := _REPORTER.match(bracketed[1].strip()):
            yield match["names"], True
    if match := _SIGNED.match(text):
        yield match["names"], True
    if match := _LEAD.match(text):
        yield match["names"], True


def _names(credit: str, whole: bool) -> list[str]:
    credit = _OFFICE.sub("", _WROTE.sub("", _PHOTOGRAPHER.sub("", credit)))
    credit = _PLACE.sub("", _ROLE.sub(" ", credit).strip())
    if not (ended := _ENDING.sub("", credit)) or (ended == credit and _PICTURE.search(credit)):
        return []
    found: list[str] = []
    for part in re.split(r"[、，,；;/／]", ended):
        for token in _joined(part.split()):
            if not _NAME.fullmatch(token) or _NO_NAME.match(token):
                return [] if whole else found
            found.append(token)
    return found


def _joined(tokens: list[str]) -> list[str]:
    """Put together what a typesetter took apart: 李 木 is one name of two letters."""
    joined: list[str] = []
    alone = False
    for token in tokens:
        if alone and len(token) == 1:
            joined[-1] += token
            alone = False
        else:
            joined.append(token)
            alone = len(token) == 1
    return joined
