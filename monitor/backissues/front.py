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
_INTRODUCTION = re.compile(rf"{_ORDINAL}?本期导语:?")
_CONTENTS = re.compile(rf"{_ORDINAL}?(?:本期|信息)?目录:?|{_ORDINAL}?(?:本期)?信息目录:?")
_ARTICLES = re.compile(rf"{_ORDINAL}?(?:具体|详细)内容:?|{_ORDINAL}(?:主要|信息)内容:?")
_NUMERAL = "[〇○零O0-9一二三四五六七八九十百]{1,9}"
_NUMBER = re.compile(rf"(总?)第({_NUMERAL})期")
_COVER_NUMBER = re.compile(rf"(?:.{{0,20}}周报)?(?:20\d\d年第\d+期)?\(?(总?)第({_NUMERAL})期?\)*")
_COVER = re.compile(r".{0,20}周报|.{0,30}20\d\d年\d{1,2}月\d{1,2}日")
_DAY = r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_WINDOW = re.compile(rf"({_DAY})起?(?:到|至|-|—|~|–)+((?:20\d\d[-/.年])?\d{{1,2}}[-/.月]\d{{1,2}}日?)")
_COUNT = re.compile(r"(?:共|收集)(\d{1,3}|[一二三四五六七八九十]{1,3})[篇条]")
_BRACKETED = re.compile(r"\(([^()]{2,30})\)")
_NUMBERED = re.compile(
    r"^[(（]?(\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])(?:\s*[.．、:：)）]+\s*(?!\d)|\s+(?=\D))|^([①-⑳])\s*"
)
_LEADER = re.compile(r"[\s.…·]*[.…·]{2,}\s*\d{1,3}$")
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


def issues(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the lines of each issue of a file: another one begins with a cover or a 导语 behind the articles."""
    start, articles = 0, False
    for place, line in enumerate(lines):
        if _ARTICLES.fullmatch(line.bare):
            articles = True
        elif articles and (_COVER_NUMBER.fullmatch(line.bare) or _INTRODUCTION.match(line.bare)):
            begin = place
            while _COVER.fullmatch(plain(lines[begin - 1].bare)) or _COVER_NUMBER.fullmatch(lines[begin - 1].bare):
                begin -= 1
            yield lines[start:begin]
            start, articles = begin, False
    yield lines[start:]


def read(lines: Sequence[Line]) -> tuple[Front, Sequence[Line]]:
    """Return what the front of an issue tells, and the lines behind it. Raises MonitorError naming the place where the
    parts of an issue are not what they are in all others."""
    begin = next((place for place, line in enumerate(lines) if _ARTICLES.fullmatch(line.bare)), None)
    if begin is None:
        raise MonitorError(f"从{lines[0].place}起找不到“二、具体内容”，不像一期周报，或各部分不全")
    late = next((line for line in lines[begin:] if _CONTENTS.fullmatch(line.bare)), None)
    if late:
        raise MonitorError(f"{late.place}：“信息目录”在“具体内容”（{lines[begin].place}）之后，各部分次序不对")
    contents = next((place for place, line in enumerate(lines[:begin]) if _CONTENTS.fullmatch(line.bare)), None)
    edge = contents if contents is not None else begin
    told = next((place for place, line in enumerate(lines[:edge]) if _INTRODUCTION.match(line.bare)), edge)
    introduction = plain("".join(line.bare for line in lines[told:edge]))
    cover = lines[:told]
    counted = _COUNT.search(introduction)
    front = Front(
        number=_number(cover),
        day=_day(cover),
        window=_window(introduction),
        count=numeral(counted[1]) if counted else None,
        listed=tuple(_listed(lines[contents + 1 : begin])) if contents is not None else None,
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


def ordinal(text: str) -> tuple[int | None, str]:
    """Return the number before a headline, None if there is none, and the headline."""
    found = _NUMBERED.match(text)
    if not found:
        return None, text
    figures = found[1] or found[2]
    number = ord(figures) - 0x245F if "①" <= figures <= "⑳" else numeral(figures)
    return number, text[found.end() :]


def read_day(text: str) -> date | None:
    """Return the day that `text`, bare, writes; None for one that is none."""
    try:
        year, month, day = map(int, re.findall(r"\d+", text)[:3])
        return date(year, month, day)
    except ValueError:
        return None


def _number(cover: Sequence[Line]) -> int | None:
    found = [(match, line) for line in cover for match in _NUMBER.finditer(line.bare)]
    found += [(match, line) for line in cover if (match := _COVER_NUMBER.fullmatch(line.bare))]
    found = [each for each in found if each[0][1]] or found  # 2025年第50期（总第653期）
    numbers = {numeral(match[2]) for match, _ in found}
    if len(numbers) > 1:
        raise MonitorError(f"{found[0][1].place}：期号不止一个（{'、'.join(map(str, sorted(numbers)))}）")
    return numbers.pop() if numbers else None


def _day(cover: Sequence[Line]) -> date | None:
    for line in cover:
        if (found := re.search(_DAY, plain(line.bare))) and (day := read_day(found[0])):
            return day
    return None


def _window(introduction: str) -> tuple[date, date] | None:
    found = _WINDOW.search(introduction)
    since = read_day(found[1]) if found else None
    if found is None or since is None:
        return None
    yearless = len(re.findall(r"\d+", found[2])) == 2
    until = read_day(f"{since.year}-{found[2]}" if yearless else found[2])
    if until and yearless and until < since:
        until = read_day(f"{since.year + 1}-{found[2]}")
    return (since, until) if until else None


def _listed(lines: Sequence[Line]) -> Iterator[Listed]:
    """The entries of the 目录, whose headlines may go over several lines."""
    headline = ""
    for line in lines:
        outlet = _BRACKETED.fullmatch(line.bare)
        if outlet and headline:
            yield Listed(headline, outlet[1])
            headline = ""
            continue
        number, text = ordinal(_LEADER.sub("", line.text))
        if number and headline:
            yield _split(headline)
            headline = ""
        headline = join(headline, text) if headline else text
    if headline:
        yield _split(headline)


def _split(headline: str) -> Listed:
    """An entry whose outlet stands in the same line, or nowhere."""
    found = re.search(r"[（(]([^（）()]{2,20})[)）]\s*$", headline)
    return Listed(headline[: found.start()], found[1]) if found else Listed(headline, "")
