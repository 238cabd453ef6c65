"""What stands round the articles of an issue: where it begins, its number, its day, its window, its 目录."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.exceptions import MonitorError
from monitor.forms.line import Line, join
from monitor.text.date_forms import plain

_ORDINAL = r"(?:[一二三四五六][、.,]|\([一二三四五六]\))"
INTRODUCTION = re.compile(rf"{_ORDINAL}?(?:本期)?导[语读](?::|$)|本期(?:周报)?共?收集")
CONTENTS = re.compile(rf"{_ORDINAL}?(?:本期|信息)?目录:?|{_ORDINAL}?(?:本期)?信息目录:?")
ARTICLES = re.compile(rf"{_ORDINAL}?(?:具体|详细)内容:?|{_ORDINAL}(?:主要|信息)内容:?")
_NUMERAL = "[〇○零O0-9一二三四五六七八九十百]{1,9}"
NUMBER = re.compile(rf"(总?)第({_NUMERAL})期")
COVER_NUMBER = rf"(?:20\d\d年第\d{{1,3}}期)?\(?(总?)第({_NUMERAL})期?\)*"
_COVER_NUMBER = re.compile(rf"(?:.{{0,20}}周报)?{COVER_NUMBER}")
DAY = r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
WEEKDAY = r"(?:\((?:周|星期)?[一二三四五六日天]\)|(?:周|星期)[一二三四五六日天])"
CLOCK = r"(?:\d{1,2}[:时]\d{2}(?::\d\d|分)?|\d{1,2}时)"
_SENT = re.compile(r"(?:发送时间|发件时间|发送日期|Sent|Date):")  # of a mail that an issue was pasted from
_BESIDE_DAY = re.compile(rf"(?<=[日\d])(?:{WEEKDAY}|(?<=日){CLOCK})")
_PART_OF_DAY = r"(?:(?:20\d\d[-/.年])?\d{1,2}[-/.月])?\d{1,2}日?"
_WINDOW = re.compile(rf"((?:20\d\d[-/.年])?\d{{1,2}}[-/.月]\d{{1,2}}日?)起?(?:到|至|-|—|~|–)+({_PART_OF_DAY})")
_COUNT = re.compile(r"(?:共|收集)(\d{1,3}|[一二三四五六七八九十]{1,3})[篇条]")
_BRACKETED = re.compile(r"\(([^()]{2,30})\)")
_COUNTED = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(rf"[(（【]?({_COUNTED})\s*[.．、:：)）】]+\s*+(?!\d)|([①-⑳])[.．、]?\s*")
_BEFORE_FIGURE = re.compile(rf"[(（【]?({_COUNTED})\s*(?:[、)）】]\s*|[.．]\s+)(?=\d)")  # 1、2025年…, but also 2.10家
_IN_WORDS = re.compile(rf"(?:第(?=\w{{1,3}}篇)|(?:信息|文章)(?=\w{{1,3}}[:：、]))({_COUNTED})篇?[:：、\s]\s*")
_SET_APART = re.compile(rf"({_COUNTED})\s+(?=\D)")  # 3 标题, but also 49 家
_LEADER = re.compile(r"(?<![\s.…·])(?=(?:\s|[.…·](?![.…·]))*+[.…·]{2})[\s.…·]++\d{1,3}$")
_FIGURES = {figure: value for value, figures in enumerate(("〇○零O", *"一二三四五六七八九")) for figure in figures}


@dataclass(frozen=True)
class Listed:
    """An entry of the 目录."""

    headline: str
    outlet: str


@dataclass(frozen=True)
class Front:
    """What the front of an issue tells; None for what it does not."""

    number: int | None
    day: date | None
    window: tuple[date, date] | None
    count: int | None
    listed: tuple[Listed, ...] | None
    cover: Sequence[Line] = ()


def read(lines: Sequence[Line]) -> tuple[Front, Sequence[Line]]:
    """Return what the front of an issue tells, and the lines behind it. Raises MonitorError naming the place where the
    parts of an issue are not what they are in all others."""
    begin = next((place for place, line in enumerate(lines) if ARTICLES.fullmatch(line.bare)), None)
    if begin is None:
        raise MonitorError(f"从{lines[0].place}起找不到“二、具体内容”，不像一期周报，或各部分不全")
    contents = next((place for place, line in enumerate(lines) if CONTENTS.fullmatch(line.bare)), None)
    if contents is not None and contents > begin:
        late = f"{lines[contents].place}：“信息目录”在“具体内容”（{lines[begin].place}）之后"
        raise MonitorError(f"{late}，各部分次序不对")
    edge = contents if contents is not None else begin
    told = next((place for place, line in enumerate(lines[:edge]) if INTRODUCTION.match(line.bare)), edge)
    introduction = _BESIDE_DAY.sub("", plain("".join(line.bare for line in lines[told:edge])))
    cover = lines[:told]
    counted = _COUNT.search(introduction)
    front = Front(
        number=_number(cover),
        day=_day(cover),
        window=_window(introduction, _day(cover)),
        count=numeral(counted[1]) if counted else None,
        listed=tuple(_listed(lines[contents + 1 : begin])) if contents is not None else None,
        cover=cover,
    )
    return front, lines[begin + 1 :]


def numeral(text: str) -> int:
    """Return the number that figures write, Arabic or Chinese, one by one (六五三) or counted (六百五十三)."""
    if "十" not in text and "百" not in text:
        return int("".join(str(_FIGURES.get(figure, figure)) for figure in text))
    total, value = 0, 0
    for figure in text:
        if figure in "十百":
            total, value = total + (value or 1) * (10 if figure == "十" else 100), 0
        else:
            value = int(_FIGURES.get(figure, figure))
    return total + value


def without_ordinal(text: str, expected: int) -> tuple[bool, str]:
    """Tell whether `text` begins with the number `expected`, and return it without any number that stands before it."""
    found = _NUMBERED.match(text)
    if found:
        figures = found[1] or found[2]
        number = ord(figures) - 0x245F if "①" <= figures <= "⑳" else numeral(figures)
        return number == expected, text[found.end() :]
    found = _BEFORE_FIGURE.match(text) or _SET_APART.match(text) or _IN_WORDS.match(text)
    if found and numeral(found[1]) == expected:
        return True, text[found.end() :]
    return False, text


def read_day(text: str) -> date | None:
    """Return the day that `text`, bare, writes; None for one that is none."""
    try:
        year, month, day = map(int, re.findall(r"\d+", text)[:3])
        return date(year, month, day)
    except ValueError:
        return None


def _number(cover: Sequence[Line]) -> int | None:
    found = [(match, line) for line in cover for match in NUMBER.finditer(line.bare)]
    found += [(match, line) for line in cover if (match := _COVER_NUMBER.fullmatch(line.bare))]
    found = [each for each in found if each[0][1]] or found  # 2025年第50期（总第653期）
    numbers = {numeral(match[2]) for match, _ in found}
    if len(numbers) > 1:
        raise MonitorError(f"{found[0][1].place}：期号不止一个（{'、'.join(map(str, sorted(numbers)))}）")
    return numbers.pop() if numbers else None


def _day(cover: Sequence[Line]) -> date | None:
    for line in cover:
        if not _SENT.match(line.bare) and (found := re.search(DAY, plain(line.bare))) and (day := read_day(found[0])):
            return day
    return None


def _window(introduction: str, day: date | None) -> tuple[date, date] | None:
    """The days that are printed, the year and the month of which may be those of the day before, or of the issue."""
    found = _WINDOW.search(introduction)
    if found is None:
        return None
    first, last = ([int(figures) for figures in re.findall(r"\d+", text)] for text in found.groups())
    if len(first) == 2 and day is None:
        return None
    year = first[0] if len(first) == 3 else day.year if day else 0
    since, until = (_date(year, given, first[-2]) for given in (first, last))
    if since and until and until < since and len(first) == 3:
        until = _date(year + 1, last, first[-2])  # over the end of the year
    elif since and until and until < since:
        since = _date(year - 1, first, first[-2])
    return (since, until) if since and until else None


def _date(year: int, figures: Sequence[int], month: int) -> date | None:
    whole = (*(year, month)[: 3 - len(figures)], *figures)
    try:
        return date(*whole)
    except ValueError:
        return None


def _listed(lines: Sequence[Line]) -> Iterator[Listed]:
    """The entries of the 目录, whose headlines may go over several lines."""
    headline, number = "", 1
    for line in lines:
        outlet = _BRACKETED.fullmatch(line.bare)
        if outlet and headline:
            yield Listed(headline, outlet[1])
            headline, number = "", number + 1
            continue
        text = _LEADER.sub("", line.text)
        next_one, rest = without_ordinal(text, number + 1)
        if headline and next_one:
            yield _split(headline)
            headline, number = rest, number + 1
        else:
            headline = join(headline, text) if headline else without_ordinal(text, number)[1]
    if headline:
        yield _split(headline)


def _split(headline: str) -> Listed:
    """An entry whose outlet stands in the same line, or nowhere."""
    found = re.search(r"[（(]([^（）()]{2,20})[)）]\s*$", headline)
    return Listed(headline[: found.start()], found[1]) if found else Listed(headline, "")
