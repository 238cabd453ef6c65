"""The labels of the articles (来源, 链接, 日期, 主要内容), which stand together before each text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from monitor.forms.line import Line, bare, join

_LABEL = re.compile(
    r"(?:\d[.、)]|\(\d\))?(?:(?:信息|文章|新闻|稿件)?(?P<outlet>来源)|(?:原文|文章|信息|新闻|网页)?(?P<link>链接|网址)(?:地址)?[1-9一二三]?"
    r"|(?:发布|发表|刊发|刊登)?(?P<day>日期|时间)|(?P<text>主要内容|内容摘要|正文))(?::|$)"
)
_BY_THE_WAY = re.compile("(?:作者|记者|(?:责任)?编辑|责编|版次|版面|栏目):.{1,40}")
_REMARK = re.compile(r"编者按\s*[:：]\s*")
_LONGEST_REMARK = 40  # lines
# **来源：**央广网: stars that Markdown leaves as they are, for a mark stands before them and a word behind.
_STARRED = re.compile(r"\*\*([^*：:]{2,8}[：:]?)\*\*(?!\*)")
_NEXT_LABEL = re.compile(r"(?<!\s)\s+(?=(?:来源|原文链接|链接|网址|主要内容)\s*[:：])")
# 标题（来源：央广网）: what a headline's own line says behind it.
_BEHIND_HEADLINE = re.compile(r"[(（\s]\s{0,9}(?:信息|稿件)?来源\s{0,9}[:：]\s{0,9}([^()（）:：，。]{2,40})[)）]?$")
_ADDRESS_GOES_ON = re.compile(r"[!-~]+")


@dataclass
class Header:
    """The labels of an article, from line `start` to before line `end`."""

    start: int
    end: int
    fields: dict[str, str] = field(default_factory=dict)
    link: list[Line] = field(default_factory=list)
    note: str = ""
    headline: str = ""
    begin: int = 0  # the line where its headline begins


def headers(lines: Sequence[Line]) -> Iterator[Header]:
    """Yield the labels of each article in `lines`: at least two of 来源, 链接 and 主要内容."""
    place = 0
    while place < len(lines):
        header = _header(lines, place)
        if len(header.fields.keys() - {"day"}) > 1:
            yield header
        place = max(header.end, place + 1)


def apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield `lines` with each label in a line of its own, where an office printed several in one."""
    for line in lines:
        if (starred := _STARRED.match(line.text)) and _LABEL.match(bare(starred[1] + "：")):
            line = replace(line, text=starred[1] + line.text[starred.end() :])
        if not _LABEL.match(line.bare):
            yield line
            continue
        for text in filter(None, _NEXT_LABEL.split(line.text)):
            yield replace(line, text=text)


def without_outlet(headline: str) -> tuple[str, str]:
    """Return a headline and the outlet that its line names behind it, empty for none."""
    found = _BEHIND_HEADLINE.search(headline, 1)
    return (headline[: found.start()].rstrip(), found[1].strip()) if found else (headline, "")


def _header(lines: Sequence[Line], start: int) -> Header:
    """The labels that stand from line `start` on; one that is alone, or repeated, belongs to a text."""
    header = Header(start, start)
    while header.end < len(lines):
        line = lines[header.end]
        found = _LABEL.match(line.bare)
        if header.fields and (remark := _REMARK.match(line.text)):
            more = _remark_goes_on(lines[header.end + 1 : header.end + 1 + _LONGEST_REMARK])
            header.note = reduce(join, (each.text for each in more), line.text[remark.end() :])
            header.end += 1 + len(more)
            continue
        kind = next((name for name, value in found.groupdict().items() if value), "") if found else ""
        if not kind and _is_among_labels(lines, header):
            header.end += 1
            continue
        again = kind == "link" and list(header.fields)[-1:] == ["link"]  # another one at once
        if not kind or (kind in header.fields and not again):
            break
        header.end += 1
        value = _behind(line.text)
        if kind == "link":
            printed = [replace(line, text=value), *_going_on(lines[header.end :])]
            header.link += printed
            header.end += len(printed) - 1
        elif kind == "outlet" and not value and header.end < len(lines) and not _LABEL.match(lines[header.end].bare):
            value = lines[header.end].text
            header.end += 1
        header.fields[kind] = value
        if kind == "text":
            break
    return header


def _remark_goes_on(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a 编者按 behind its first: those before 主要内容, if that is the next label."""
    labels = ((at, found) for at, line in enumerate(lines) if (found := _LABEL.match(line.bare)))
    end, label = next(labels, (0, None))
    return lines[:end] if label and label["text"] else []


def _is_among_labels(lines: Sequence[Line], header: Header) -> bool:
    """Whether the next line names an author or the like, and a label stands before it and behind it."""
    if not header.fields or header.end + 1 >= len(lines) or not _BY_THE_WAY.fullmatch(lines[header.end].bare):
        return False
    return _LABEL.match(lines[header.end + 1].bare) is not None


def _behind(text: str) -> str:
    """What stands behind the colon of a label."""
    return re.split("[:：]", text, maxsplit=1)[1].strip() if re.search("[:：]", text) else ""


def _going_on(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines over which an address was broken."""
    for line in lines:
        linked = line.address and not _LABEL.match(line.bare)
        if not (linked or _ADDRESS_GOES_ON.fullmatch(line.bare)):
            return
        yield line
