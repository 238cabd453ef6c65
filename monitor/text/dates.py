"""Reading the moment of publication. Every value is Asia/Shanghai; the rule that gave it is told beside it.

A line may print several moments: of publication, of the last change, of the event, of the clock in the page's header.
Which is which the words around it say (`Standing`); how a moment may be written is the table in `date_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from itertools import islice

from monitor.text.date_forms import FORMS, Form, Reference, day_of, plain
from monitor.text.hygiene import tidy
from monitor.text.zone import SHANGHAI

_MOST = 8  # moments of one form in one line that are looked at
_NEAR = 24  # characters before and behind a date in which words about it stand
_ANY = re.compile(r"\d|刚刚|[昨前今]天|[一二三四五六七八九十][月日]")
_TAIL = " :([【|-·"  # between a label and its date
# A label stands right before the date: a word of time, or a mark, ends it. The last word decides: 最后更新时间 is of a
# change, 活动 发布时间 of publication.
_WHEN = r"(?:(?:[于在为是]|时\s?[间刻]|日\s?期|[_-]?(?:date|time|on|at)){1,3}:?|:)$"
_UPDATED = re.compile(rf"(?:更\s?新|修\s?改|编辑|updated?|modified|revised){_WHEN}", re.IGNORECASE)
_TODAY = re.compile(r"(?:今天|今日|现在|当前|系统|服务器|today)(?:是|的|为|is|时间|日期|北京){0,4}:?$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:发\s?布|发\s?表|发\s?稿|刊\s?发|刊\s?登|刊\s?出|首发|上传|录入|添加|发文|公布|公开|登载|推送|见报|出版|创建"
    rf"|pub(?:lish(?:ed)?)?|posted|released?|created?|issued){_WHEN}"
    r"|(?<![\u4e00-\u9fffa-z])(?:时\s?间|日\s?期|date|time):?$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:直播|播出|开播|预约|办理|出诊|义诊|接种|报到|面试|有效期|截止|截至|截稿|讲话|致辞|活动|会议?|召开|举行|举办|开幕|闭幕|报名|考试|开标|投标|成文|印发|制定|生效|施行|实施|有效"
    r"|失效|拍摄|采访|签署|通过|成立|始建|创刊|演出|培训|论坛|调研|农历|版权所有|备案|deadline|expires?|event|copyright|©)"
    rf"(?:将|自|从|至|到)?(?:{_WHEN}|$)",
    re.IGNORECASE,
)
# A body whose name ends as a meeting's does; where a source is credited, the day behind it is the line's.
_BODY = re.compile(r"(?:委员|人大常委|[管组居村]委|学|协|工|商|联合|红十字|理事|基金|研究|促进)会:?$")
_EVENT_BEHIND = re.compile(
    r"[日号]?\s?(?:(?:至|到|[~～]|-{1,2})\s?\d{1,4}[-./年月日号]|起|止|前\S{0,4}(?:截止|报名|提交)"
    r"|在?[^\s:]{0,40}?通过[)）]?$|在?[^\s:]{0,20}?(?:讲话|致辞|召开|举行|举办|开幕|闭幕|截止|施行|实施|地点))"
)
_RANGE_BEFORE = re.compile(
    r"(?:\d[-./年]\d{1,2}[-./]|月)\d{1,2}[日号]?(?:\s?\d{1,2}:\d\d)?\s?(?:至|到|[~～]|-{1,2})\s?$"
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_CREDITED = re.compile(r"来\s?源|稿源|作者|编辑|记者|浏览|阅读|点击|字号|字体|打印|评论|发布(?:[人者]|机构|单位)")
_IN_WORDS = re.compile(r"[\u4e00-\u9fff]$")
# A day in parts, a line each, and how it is written in one: 14 | 2026-08, 08/14 | 2026, 14 | 8月 | 2026, 14 | /08.
_IN_PARTS = tuple(
    (re.compile(parts), whole)
    for parts, whole in (
        (r"(\d{1,2})日?\n(20\d\d) ?[-./年] ?(\d{1,2})月?", r"\2-\3-\1"),
        (r"(20\d\d) ?[-./年] ?(\d{1,2})月?\n(\d{1,2})日?", r"\1-\2-\3"),
        (r"(\d{1,2})[-./月](\d{1,2})日?\n(20\d\d)年?", r"\3-\1-\2"),
        (r"(20\d\d)年?\n(\d{1,2})[-./月](\d{1,2})日?", r"\1-\2-\3"),
        (r"(\d{1,2})日?\n(\d{1,2})月\n(20\d\d)年?", r"\3-\2-\1"),
        (r"(20\d\d)年?\n(\d{1,2})月?\n(\d{1,2})日?", r"\1-\2-\3"),
        (r"(\d{1,2})\n(?:[-./](\d{1,2})|(\d{1,2})月)", r"\2\3月\1日"),
        (r"(\d{1,2})月\n(\d{1,2})日?", r"\1月\2日"),
    )
)
_PART = 9  # characters of such a part
# How long ago, in a line of its own as a list sets it, perhaps behind the name of a press.
_AGO = re.compile(
    r"(?:\S{2,12}\s)?(?:发布于|更新于)?(?:(?P<word>刚刚|今[天日]|昨[天日]|前天)(?:\s?\d{1,2}:\d\d)?"
    r"|(?P<number>\d{1,3}|半)\s?个?(?P<unit>秒|分钟?|小时|天|周|星期)钟?[之以]?前)(?:发布|更新)?"
)
_WORDS = {"前": 2, "昨": 1}  # days before the day itself
_UNITS = {"秒": timedelta(seconds=1), "分": timedelta(minutes=1), "小": timedelta(hours=1), "天": timedelta(days=1)}


class Standing(IntEnum):
    """What the words around a moment make of it, the best first; from OTHER on it is never one of publication."""

    LABELLED = 0  # 发布时间：…
    PRINTED = 1
    LOOSE = 2  # within a sentence, in round brackets, or eight digits that may be a number
    UPDATED = 3  # 更新时间：…, where nothing else is told
    WEEKDAY = 4  # as the clock of a page's header prints it
    OTHER = 5  # 截止, 讲话, 活动, 成文
    TODAY = 6  # 今天是…


@dataclass(frozen=True)
class Moment:
    """A publication day, the clock time where one was printed, and the rule that found them: a form's name
    (`monitor.text.date_forms`), `updated` for a labelled change, `address`, `meta`, `json-ld`, `listing`."""

    day: date
    clock: time | None
    rule: str

    @property
    def value(self) -> datetime | date:
        """An aware datetime at +08:00 if the clock time is known, else the day."""
        return datetime.combine(self.day, self.clock, SHANGHAI) if self.clock else self.day


@dataclass(frozen=True)
class Sighting:
    """A moment and what the words around it make of it."""

    moment: Moment
    standing: Standing


def read_moment(text: str, reference: Reference = None) -> Moment | None:
    """Return the moment of publication printed in `text`, or None: the labelled one before the first.

    `reference` (a day, or an aware datetime) completes a month-day form: the year is that of the nearest such day.
    Relative forms (昨天, 3小时前) need an aware datetime, the time at which the page was served. A zone or offset that
    is printed is honoured; without one a clock time is Asia/Shanghai's.
    """
    return best_moment([text], reference)


def day_ago(text: str, served: datetime | None) -> date | None:
    """Return the day that a line tells by how long before `served` it was (3小时前, 昨天 12:30, 刚刚) and says next to
    nothing else; None of any other."""
    found = _AGO.fullmatch(tidy(text)) if served else None
    if found is None or served is None:
        return None
    here = served.astimezone(SHANGHAI)
    if found["word"]:
        return here.date() - timedelta(days=_WORDS.get(found["word"][0], 0))
    unit = _UNITS.get(found["unit"][0], timedelta(days=7))
    return (here - (unit / 2 if found["number"] == "半" else unit * int(found["number"]))).date()


def moment_of_parts(parts: Sequence[str], reference: Reference = None) -> Moment | None:
    """Return the day whose parts are these, each of them in an element of its own: 14 | 2026-08; None if they are
    none, or without a year where there is no `reference`."""
    joined = "\n".join(parts) if all(len(part) <= _PART for part in parts) else ""
    found = (match.expand(whole) for pattern, whole in _IN_PARTS if (match := pattern.fullmatch(joined)))
    return next(filter(None, (read_moment(day, reference) for day in found)), None)


def best_moment(texts: Iterable[str], reference: Reference = None) -> Moment | None:
    """Return the moment in `texts` (lines of which it is known that they hold it) that is told best, the first of
    equals; None if there is none."""
    found = [sighting for text in texts for sighting in sightings(text, reference)]
    told = [sighting for sighting in found if sighting.standing < Standing.OTHER]
    return min(told, key=lambda sighting: sighting.standing).moment if told else None


def sightings(text: str, reference: Reference = None) -> list[Sighting]:
    """Return all moments in one line, those with a year first, then in the order of the line."""
    text = tidy(text)
    if not _ANY.search(text):
        return []
    text = plain(text)
    found: list[tuple[bool, int, Sighting]] = []
    taken: list[tuple[int, int]] = []
    for form in FORMS:
        if not form.sign.search(text):
            continue
        for match in islice(form.pattern.finditer(text), _MOST):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            reading = form.read(match, reference)
            standing = _standing(text, start, end, form)
            if reading is None or (form.name == "epoch" and standing != Standing.LABELLED):
                continue
            taken.append((start, end))
            rule = "updated" if standing == Standing.UPDATED else form.name
            clock = reading.time() if isinstance(reading, datetime) else None
            found.append((not form.certain, start, Sighting(Moment(day_of(reading), clock, rule), standing)))
    return [sighting for _, _, sighting in sorted(found, key=lambda item: item[:2])]


def _standing(text: str, start: int, end: int, form: Form) -> Standing:
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    label = before.rstrip(_TAIL)
    label += ":" * (label != before)
    for pattern, standing in ((_TODAY, Standing.TODAY), (_UPDATED, Standing.UPDATED), (_PUBLISHED, Standing.LABELLED)):
        if pattern.search(label):
            return standing
    credited = _CREDITED.search(text)
    if _RANGE_BEFORE.search(before):
        return Standing.OTHER
    if (_OTHER.search(label) and not (credited and _BODY.search(label))) or _EVENT_BEHIND.match(behind):
        return Standing.OTHER
    if credited:
        return Standing.PRINTED  # with 来源, 字号, 浏览 beside it: the article's own line
    if _WEEKDAY.search(text[start:end] + behind[:6]):
        return Standing.WEEKDAY
    bracketed = before.endswith("(") and behind.startswith(")") and ":" not in text[start:end]
    loose = bracketed or form.name == "compact" or _IN_WORDS.search(before)
    return Standing.LOOSE if loose else Standing.PRINTED
