"""The title of a listed article: lists cut it, put marks round it, and link to one article several times."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from monitor.markup.page import text_of
from monitor.text.dates import read_moment
from monitor.text.hygiene import tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_WORDS = (
    "图|组图|图片|图文|图集|图解|高清图?|视频|音频|直播|专题|详细|详情|详细内容"
    "|全文|查看全文|查看详情|阅读全文|更多|点击"
)
# A mark stands in brackets, or behind the title on its own after a blank.
_MARKS = re.compile(
    rf"^[\[【(（](?:{_WORDS})[\]】)）]\s*|\s?[\[【(（](?:{_WORDS})[\]】)）]$|\s(?:{_WORDS})(?:>>|»|→)?$"
)
_NO_TITLE = re.compile(rf"(?:{_WORDS})?(?:>>|»|→|>)?|[\d\s:：/.年月日-]+")  # a link to an article that does not name it
_CUT = re.compile(r"(?<![….⋯])(?:[…⋯][….⋯]*+|\.[….⋯]++)$")
# A day at the end of a link's words is the list's, in figures alone: words may end in a day of their own.
_GLUED = re.compile(r"\s?[\[【(（]?(20\d\d[-./]\d{1,2}[-./]\d{1,2})[\]】)）]?$")
_LONGEST = 70  # characters; a link that is longer is a summary


def link_title(node: Element) -> str:
    """Return the title that a link gives its article: its text, its `title` attribute where the text is cut or is none,
    the `alt` of its picture where it has neither."""
    text, attribute = without_marks(_GLUED.sub("", text_of(node))), without_marks(tidy(node.get("title")))
    stem = _CUT.sub("", text)
    if attribute and (not text or (len(attribute) > len(stem) and attribute.startswith(stem))):
        return attribute
    if text:
        return text
    return next((alt for img in node.iter("img") if (alt := without_marks(tidy(img.get("alt"))))), "")


def day_within(node: Element) -> date | None:
    """Return the day that a list has put at the end of a link's words."""
    glued = _GLUED.search(text_of(node))
    moment = read_moment(glued[1]) if glued else None
    return moment.day if moment else None


def without_marks(title: str) -> str:
    """Return `title` without [图], 【视频】, [详细] and the like; empty if nothing else is in it, or only a date."""
    for _ in range(3):
        title = _MARKS.sub("", title)
    return "" if _NO_TITLE.fullmatch(title) else title


def better(title: str, known: str) -> bool:
    """Tell whether `title` says more of an article than `known`: it is whole where that is cut, or longer, as long as
    it is no summary."""
    if not title or len(title) > _LONGEST:
        return not known and bool(title)
    return (_CUT.search(title) is None, len(title)) > (_CUT.search(known) is None and bool(known), len(known))
