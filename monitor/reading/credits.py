"""The lines that say who wrote, edited and first printed an article."""

from __future__ import annotations

import re

from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Paragraph

_NAME = r"(?!整合|摄影|报道|编辑|整理)[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])"
_NAMES = rf"({_NAME}(?:[、，,；;\s]+(?:(?:通讯员|实习生|见习记者|记者)[:：\s]*)?{_NAME})*)"
_BYLINES = (
    re.compile(rf"[（(][^（）()]{{0,16}}?(?:记者|评论员|通讯员)[:：\s]*{_NAMES}\s*(?:[，,、]?\s*整合)?\s*[）)]"),
    re.compile(rf"^[（(]?(?:[\u4e00-\u9fff]{{0,12}})(?:记者|评论员)[:：\s]+{_NAMES}[）)]?$"),
    re.compile(
        rf"^[（(]?(?:作者|文字?)\s*[:：/／︱|]\s*(?:本[报网刊台]?(?:记者|评论员)[:：\s]*)?{_NAMES}[）)]?(?:$|\s)"
    ),
)
_ROLE = re.compile(r"通讯员|实习生|见习记者|记者")
_SOURCE = re.compile(r"(?:来\s*源|稿源|出处)\s*[:：]\s*(?P<name>[^|｜【]+)")
_SOURCE_END = re.compile(
    r"\s*(?:(?:作者|编辑|责任编辑|责编|记者|发布时间|时间|日期|字体|字号)\s*[:：]|浏览|点击|分享|举报|参与互动|\d+人参与).*$"
    r"|\s+\d.*$|\d{4}[-年].*$"
)
_EDITOR = re.compile(
    r"(?:责任编辑|责\s*编|编辑)(?:\s*[:：]\s*|\s+)"
    r"(?P<names>[^】\](（)）\s]+(?:[\s、，]+[\u4e00-\u9fff]{2,4}(?=[\s、，】\])）]|$))*)"
)
_EDITOR_LINE = re.compile(r"^[（(【\[]?\s*(?:本文)?(?:责任编辑|责\s*编|编辑|编审|校对)(?:\s*[:：]|\s+)[^。]{1,40}$")
_ORIGINAL = re.compile(r"^[（(【]?原(?:标题|题)(?:为)?\s*[:：]?\s*(?P<title>.+?)[）)】]?$")
_BYLINE_PARAGRAPHS = 2  # a reporter is credited at the head or at the foot of a text
_FOOT = 3


def read_source(text: str) -> str:
    """Return the name after 来源： in `text`, empty if the label or the name is missing."""
    match = _SOURCE.search(text)
    return tidy(_SOURCE_END.sub("", match["name"])).strip("() （）") if match else ""


def read_editor(text: str) -> str:
    """Return the names after 责任编辑： in `text`, as printed."""
    match = _EDITOR.search(text)
    return tidy(match["names"]) if match else ""


def read_author(texts: list[str]) -> str:
    """Return the reporters credited in the first or last paragraphs, joined by 、; empty if nobody is named."""
    foot = max(_BYLINE_PARAGRAPHS, len(texts) - _BYLINE_PARAGRAPHS)
    for text in texts[:_BYLINE_PARAGRAPHS] + texts[foot:]:
        for pattern in _BYLINES:
            if match := pattern.search(text):
                return "、".join(dict.fromkeys(re.findall(_NAME, _ROLE.sub(" ", match[1]))))
    return ""


def is_credit(text: str) -> bool:
    """Tell whether a paragraph is an editor's line or 原标题：…"""
    return bool(_EDITOR_LINE.match(text) or _ORIGINAL.match(text))


def take_editor(blocks: list[Block]) -> tuple[list[Block], str]:
    """Return `blocks` without the editor's lines at their foot, and the last of these (责任编辑 stands last)."""
    kept, editor = [], ""
    for index, block in enumerate(blocks):
        if index >= len(blocks) - _FOOT and isinstance(block, Paragraph) and _EDITOR_LINE.match(block.text):
            editor = read_editor(block.text) or editor
        else:
            kept.append(block)
    return kept, editor


def take_original_headline(blocks: list[Block]) -> tuple[list[Block], str]:
    """Return `blocks` without the line 原标题：… at their head or foot, and the headline that it names."""
    for index, block in enumerate(blocks):
        at_an_end = index < _FOOT or index >= len(blocks) - _FOOT
        if at_an_end and isinstance(block, Paragraph) and (match := _ORIGINAL.match(block.text)):
            return blocks[:index] + blocks[index + 1 :], match["title"]
    return blocks, ""
