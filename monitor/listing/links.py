"""A link of a list: where it leads, by a script if need be, and the title that it gives its article. Lists cut titles,
put marks, days and summaries round them, and link to one article several times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.line import BREAKING, seen_line
from monitor.markup.page import line_of, text_of
from monitor.text.dates import moment_of_parts, read_moment
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
CUT = re.compile(r"(?<![….⋯])(?:[…⋯][….⋯]*+|\.[….⋯]++)$")
# A day at the end of a link's words is the list's, in figures alone: words may end in a day of their own.
_GLUED = re.compile(r"\s?[\[【(（]?(20\d\d[-./]\d{1,2}[-./]\d{1,2})[\]】)）]?$")
_BULLET = re.compile(r"(?:[·•●▪■◆◇▶►▷※☆★○◎❯・>]\s*|[-–—]\s+|\d{1,2}[.、．]\s+)+")
# TRS writes 标题：…, 作者：…, 时间：… into the attribute, a line each.
_ATTRIBUTE = re.compile(
    r"(?:文章)?标\s?题\s?[:：]\s*(.+?)(?=\s*(?:作者|发布时间|更新时间|时间|日期|点击数?|来源)\s?[:：]|$)", re.DOTALL
)
_DAY = re.compile(
    r"[\[【(（]?(?:(?:20)?\d\d[-./年])?\d\d[-./月]\d\d日?[\]】)）]?(?:\s?\d\d:\d\d(?::\d\d)?)?|20\d\d[-./年]\d{1,2}月?|\d\d:\d\d"
    r"|置顶|(?i:new|hot)!?|刚刚|[今昨前]天(?:\s?\d{1,2}:\d\d)?|(?:\d{1,3}|半)\s?个?(?:秒|分钟?|小时|天|周)钟?前"
)
_OF_DAY = re.compile(r"(?:^|[\s_-])(?:time|date|day|year|month|rq|sj|riqi|shijian)s?(?:$|[\s_-])", re.IGNORECASE)
_OF_PUBLICATION = re.compile(r"(?:发布|公布|公开|发表|刊登|上传|上网|发文)?(?:日期|时间)")  # the head of a column
_TITLED = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?s?|headline|bt|biaoti|subject)(?:$|[\s_-])", re.IGNORECASE)
_LINKS, _PARTS = 6, 30  # links of a row that are looked at; elements in a link, one with more is none to an article
# What a row quotes of its article is a sentence, with a day of its own: 10月10日，云州市…. One that a blank sets apart
# (摘要。 2026年8月14日) is the list's; figures with strokes are no sentence's.
_SENTENCE, _SAID, _HAN = re.compile(r"[，。；]"), 15, re.compile(r"[\u4e00-\u9fff]")  # 15 Chinese characters
_DAY_TOLD = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?!\s|$)")
_LABELLED = re.compile(r"(?:时间|日期)\s?[:：]|发布于")
# 12/31, 12.31, 25-12-31: a day where nothing else stands beside the link.
_SHORT = re.compile(r"[\s\[【(（]{0,3}(?:(\d\d)([-/.])(\d\d)\2|(\d\d)[/.])(\d\d)[\s\]】)）]{0,3}", re.ASCII)
_HEADINGS, _SHORTEST = ("h1", "h2", "h3", "h4", "h5", "h6"), 6  # characters; a shorter one in a link is no title
_BY_SCRIPT, _OF_LINKS = ("data-href", "data-url", "data-link"), ("data-src", "data-uri", "data-path")  # attributes
BY_SCRIPT = ", ".join(f"[{name}]" for name in ("onclick", *_BY_SCRIPT))  # what may lead somewhere without being a link
_NOWHERE = ("javascript:", "#", "about:")
_QUOTED = re.compile(
    r"""["']((?:https?:)?//[^"'\s]{4,500}|\.{0,2}/[^"'\s]{2,500}|(?=[\w?])(?:[\w-]{1,60}(?:/[\w.-]{1,60}){1,8}"""
    r"""|[\w-]{1,80}\.(?:s?html?|jhtml|aspx?|php|jspx?))?(?:\?[\w-]{1,40}=[^"'\s]{0,200})?)["']""",
    re.IGNORECASE,
)


def link_address(node: Element) -> str:
    """Return where a link leads, as the page writes it: its `href`, or where it has none the address that an attribute
    or a script of its own names (`onclick="window.open('/a/1.html')"`); empty if nothing does."""
    href = (node.get("href") or "").strip()
    if href and not href.lower().startswith(_NOWHERE):
        return href
    names = (*_BY_SCRIPT, *_OF_LINKS) if node.tag == "a" else _BY_SCRIPT
    if named := next(filter(None, ((node.get(name) or "").strip() for name in names)), ""):
        return named
    called = _QUOTED.search(f"{href} {node.get('onclick') or ''}")
    return called[1] if called else ""


def link_title(node: Element) -> str:
    """Return the title that a link gives its article: its text, that of a heading in it where more is in it, its
    `title` attribute where the text is cut or is none, the `alt` of its picture where it has neither."""
    text, attribute = without_marks(_GLUED.sub("", _words(node))), without_marks(_attribute(node))
    stem = CUT.sub("", text)
    if attribute and (not text or (len(attribute) > len(stem) and attribute.startswith(stem))):
        return attribute
    if text:
        return text
    return next((alt for img in node.iter("img") if (alt := without_marks(tidy(img.get("alt"))))), "")


def _words(node: Element) -> str:
    """The words of a link: those of its heading, else all but a day that is set apart."""
    if node.lone_text() is not None:  # most links
        return text_of(node)
    inside = list(islice(node.iterdescendants(), _PARTS))
    titled = (
        each
        for each in inside
        if each.tag in _HEADINGS or (each.tag in BREAKING and _TITLED.search(each.get("class") or ""))
    )
    if named := next((text for each in titled if len(text := text_of(each)) >= _SHORTEST), ""):
        return named
    return seen_line(node, without=_days(inside)) if inside else text_of(node)


def _days(inside: Iterable[Element]) -> list[Element]:
    """Those elements of a link that are a day, or a badge of the list's, and nothing else, or a day's number beside."""
    found = [
        each
        for each in inside
        if each.tag == "time" or _OF_DAY.search(each.get("class") or "") or _DAY.fullmatch(tidy(each.text_content()))
    ]
    beside = [near for each in found for back in (True, False) for near in islice(each.itersiblings(back), 1)]
    return [*found, *(each for each in beside if re.fullmatch(r"\s*\d{1,2}\s*", each.text_content()))]


def _attribute(node: Element) -> str:
    given = next(filter(None, (tidy(node.get(name)) for name in ("title", "aria-label", "alt"))), "")
    named = _ATTRIBUTE.match(given)
    return tidy(named[1]) if named else given


def day_within(node: Element, reference: date | None = None) -> date | None:
    """Return the day that a list has put into a link, at the end of its words or set apart. `reference` gives a day
    without a year its year."""
    glued = _GLUED.search(text_of(node))
    moment = read_moment(glued[1]) if glued else None
    if moment is not None or node.lone_text() is not None:
        return moment.day if moment else None
    if day := split_day(node, reference):
        return day
    apart = (tidy(each.text_content()) for each in _days(islice(node.iterdescendants(), _PARTS)))
    moment = next(filter(None, (read_moment(text, reference) for text in apart)), None)
    return moment.day if moment else None


def split_day(node: Element, reference: date | None) -> date | None:
    """Return the day whose parts stand in elements of their own in `node`: 14 over 2026-08."""
    texts = [text for each in islice(node.itertext(), _PARTS) if (text := tidy(each))]
    parts = (texts[place : place + count] for count in (3, 2) for place in range(len(texts) - count + 1))
    moment = next(filter(None, (moment_of_parts(each, reference) for each in parts)), None)
    return moment.day if moment else None


def beside(row: Element, link: Element, text: str) -> str:
    """Return what the `text` of a list's row says beside its `link`: without titles, which may hold a day of their own,
    what belongs to another article in the row, and the days that a summary tells."""
    own, others = [line_of(link)], list[str]()
    for each in islice(row.iter("a"), _LINKS):
        if len(_HAN.findall(title := line_of(each))) >= _SHORTEST and not _LABELLED.search(title):
            (own if link_address(each) == link_address(link) else others).append(title)
    rest = _share(text, own[0], others) if own[0] and others else text
    for title in (*own, *others):
        rest = rest.replace(title, "")
    for said in map(tidy, islice(row.itertext(), _PARTS)):
        if _SENTENCE.search(said) and len(_HAN.findall(said)) >= _SAID and not _LABELLED.search(said):
            rest = rest.replace(said, _DAY_TOLD.sub("", said))
    return rest


def _share(text: str, own: str, others: Sequence[str]) -> str:
    """The part of a row of several articles that is of the one with the title `own`: what stands before each title
    where something with figures stands before the first, else what follows it; all where that tells nothing."""
    before, _, behind = text.partition(own)
    places = [place for place in map(text.find, (own, *others)) if place >= 0]
    ahead = re.search(r"\d", text[: min(places, default=0)])
    for other in others:
        before, behind = before.rpartition(other)[2], behind.partition(other)[0]
    share = before if ahead else behind
    return share if re.search(r"\d", share) else text


def short_day(words: str, reference: date | None) -> date | None:
    """Return the day that these are, 12/31 or 26-12-31, where they are nothing else. `reference` gives the year."""
    found = _SHORT.fullmatch(words)
    if found is None or reference is None or (found[1] and abs(2000 + int(found[1]) - reference.year) > 1):
        return None
    year, _, month, alone, day = found.groups()
    moment = read_moment(f"20{year}-{month}-{day}" if year else f"{alone}-{day}", reference)
    return moment.day if moment else None


def column_day(row: Element, reference: date | None) -> date | None:
    """Return the day that a row of a table has in the column of 发布日期, where the table's first row names columns."""
    table = next((each for each in row.iterancestors() if each.tag == "table"), None)
    first = table.find("tr") if table is not None else None
    if first is None or first == row:
        return None
    heads = ["".join(each.text_content().split()) for each in first.iterchildren("td", "th")]
    cells = [*row.iterchildren("td", "th")]
    named = (cell for head, cell in zip(heads, cells, strict=False) if _OF_PUBLICATION.fullmatch(head))
    moment = next(filter(None, (read_moment(text_of(cell), reference) for cell in named)), None)
    return moment.day if moment and len(heads) == len(cells) else None


def without_marks(title: str) -> str:
    """Return `title` without a list's bullet, [图], 【视频】, [详细] and the like; empty if nothing else is in it, or
    only a date."""
    if bullet := _BULLET.match(title):
        title = title[bullet.end() :]
    for _ in range(3):
        title = _MARKS.sub("", title)
    return "" if _NO_TITLE.fullmatch(title) else title
