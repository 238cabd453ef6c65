"""The forms in which Chinese pages, and the programs behind them, write a day and a clock time: a table.

Each form has a name, which is stored beside the date, a pattern, and what is made of a match: a day, or an aware
moment where a clock time stands with it; None for what is no day. Patterns look at text that `plain` has made. They
bound every repetition, because they meet whatever a stranger puts into an element named `time`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from monitor.text.zone import SHANGHAI

Reference = date | datetime | None
Reading = date | datetime | None

_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_ZONE = (  # a clock time without a zone is Asia/Shanghai's; a minus is an offset behind seconds only, else a span
    r"(?:\s?(?P<zone>Z(?![A-Za-z])|(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?"
    r"|(?(s)[+-]|\+)\d\d:?\d\d(?![\d:])))?"
)
_CLOCK = (
    rf"(?:\D{{0,3}}?(?:(?:{_WEEKDAY})\D{{0,2}})?"
    r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|深夜|早|晚|[ap]\.?m\.?)?\s?"
    r"(?P<h>[01]?\d|2[0-3])"
    r"(?:(?::|(?<=\d\d)\s?:\s?|\s?[时点時點](?:\s(?=[0-5]?\d\s?分))?)(?P<min>[0-5]\d|[0-5]?\d(?=\s?分)|半)"
    r"(?:(?::|\s?分\s?)(?P<s>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"|[时点時點](?=[\s,.。)许]|$))"
    rf"(?:\s?(?P<late>[ap]\.?m(?![a-z])))?{_ZONE})?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?,?"
_FULL = (
    r"(?<!\d)(?P<y>20\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})"
    r"(?:(?!\d)|(?<=[-./]\d\d[-./]\d\d)(?=\d\d:))(?:\s?[日号])?"  # day and time set into two elements without a blank
)
_COMPACT = r"(?<![\w.-])(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
_RELATIVE = r"刚刚|[昨前今]天(?!是)(?:\s?\d{1,2}:\d{2})?|(?<!\d)\d{1,4}\s?(?:秒|分钟|小时|天)\s?前"

_FIGURES = str.maketrans("０１２３４５６７８９：∶﹕／．，－–—−（）", "0123456789:::/.,----()")
_ZERO = re.compile("(?<=[一二三四五六七八九])[OoОо◯](?=[一二三四五六七八九])")  # typed for 〇: 二O二五年
_NUMERAL = re.compile(
    r"(?<![〇○零0-9一二三四五六七八九十廿卅])[〇○零0一二三四五六七八九十廿卅]{1,4}(?=\s?[年月日号时点分])"
)
_REPUBLIC = re.compile(r"(?:中[華华])?民[國国]\s?(\d{2,3})(?=\s?年)")  # its first year was 1912
_AFTER_NOON = ("下", "傍", "晚", "深", "p")  # the first letter tells
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True)
class Form:
    """One way of writing a day. `certain` tells whether it names the year, or counts from a moment that is known;
    `sign` is in each text that holds one, and is looked for in less time."""

    name: str
    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reference], Reading]
    certain: bool = True


def plain(text: str) -> str:
    """Return tidied `text` with figures and marks in half width, Chinese numerals before 年月日时点分 as figures, and
    years of the Republic (民國114年) as those of everybody."""
    text = _NUMERAL.sub(lambda numeral: _arabic(numeral[0]), _ZERO.sub("〇", text.translate(_FIGURES)))
    return _REPUBLIC.sub(lambda year: str(1911 + int(year[1])), text)


def _arabic(numeral: str) -> str:
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if "十" not in numeral:
        return numeral.translate(_DIGITS)
    tens, _, ones = numeral.partition("十")
    return f"{tens.translate(_DIGITS) or '1'}{ones.translate(_DIGITS) or '0'}"


def _numbered(match: re.Match[str], _: Reference) -> Reading:
    return _moment(int(match["y"]), int(match["m"]), match)


def _named(match: re.Match[str], _: Reference) -> Reading:
    return _moment(int(match["y"]), _MONTHS.index(match["month"].lower()) + 1, match)


def _yearless(match: re.Match[str], reference: Reference) -> Reading:
    """The year is that of the nearest such day; of no later one where the server has told when it answered."""
    day = reference.date() if isinstance(reference, datetime) else reference
    if day is None:
        return None
    years = (year for year in (day.year, day.year - 1, day.year + 1) if 1 <= year <= 9999)
    found = [moment for year in years if (moment := _moment(year, int(match["m"]), match))]
    if isinstance(reference, datetime):
        found = [moment for moment in found if day_of(moment) <= day + timedelta(days=1)] or found
    return min(found, key=lambda moment: abs(day_of(moment) - day), default=None)


def _epoch(match: re.Match[str], _: Reference) -> Reading:
    return datetime.fromtimestamp(int(match[0][:10]), SHANGHAI)


def _relative(match: re.Match[str], reference: Reference) -> Reading:
    if not isinstance(reference, datetime):
        return None
    import dateparser  # when it is needed: most commands are done before it is loaded

    base = reference.astimezone(SHANGHAI).replace(tzinfo=None)
    text = match[0].replace(" ", "")
    found: datetime | None = dateparser.parse(text, languages=["zh"], settings={"RELATIVE_BASE": base})
    if found is None:
        return None
    exact = ":" in text or "天" not in text
    return found.replace(microsecond=0, tzinfo=SHANGHAI) if exact else found.date()


def day_of(reading: date | datetime) -> date:
    """Return the day of what a form has read."""
    return reading.date() if isinstance(reading, datetime) else reading


def _moment(year: int, month: int, match: re.Match[str]) -> Reading:
    try:
        day, clock = date(year, month, int(match["d"])), _clock(match)
        zone = _zone(match.groupdict().get("zone"))
        return datetime.combine(day, clock, zone).astimezone(SHANGHAI) if clock else day
    except (ValueError, OverflowError):
        return None


def _clock(match: re.Match[str]) -> time | None:
    groups = match.groupdict()
    if not groups.get("h"):
        return None
    hour, half = int(groups["h"]), (groups.get("half") or groups.get("late") or "").lower()[:1]
    minute = 30 if groups["min"] == "半" else int(groups["min"] or 0)
    if (half in _AFTER_NOON and hour < 12) or (half == "中" and hour < 3):
        hour += 12
    elif half in ("凌", "a") and hour == 12:
        hour = 0
    elif half in ("晚", "深") and hour == 12:
        return None  # midnight, but of which day?
    return time(hour, minute, int(groups.get("s") or 0))


def _zone(text: str | None) -> tzinfo:
    if not text:
        return SHANGHAI
    digits = re.sub(r"\D", "", text)
    if not digits:
        return UTC
    hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if "-" in text else shift) if shift < timedelta(hours=24) else SHANGHAI


_SIGNS = {
    "full": re.compile("20"), "english": re.compile("[A-Za-z]{3}"), "compact": re.compile(r"\d{8}"),
    "epoch": re.compile(r"\d{10}"), "month-day": re.compile("[月-]"), "relative": re.compile("[刚天前]"),
}  # fmt: skip


def _form(name: str, pattern: str, read: Callable[[re.Match[str], Reference], Reading], certain: bool = True) -> Form:
    return Form(name, _SIGNS[name], re.compile(pattern, re.IGNORECASE | re.ASCII), read, certain)


FORMS = (
    _form("full", _FULL + _CLOCK, _numbered),
    # As Java prints a feed's moment where the machine is set to Chinese: 星期四, 09 七月 2026 10:00:00 +0800.
    _form("full", rf"(?<![\d.])(?P<d>\d{{1,2}})\s(?P<m>\d{{1,2}})月\s(?P<y>20\d\d)(?=\s\d\d:){_CLOCK}", _numbered),
    _form("english", rf"(?<![a-z]){_MONTH}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s?(?P<y>20\d\d)(?!\d){_CLOCK}", _named),
    _form(
        "english",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?[\s-]{_MONTH}[\s-]?(?P<y>20\d\d)(?!\d){_CLOCK}",
        _named,
    ),
    _form(
        "english",  # as Java prints a moment; its CST is China's
        rf"(?<![a-z]){_MONTH}\s(?P<d>\d{{1,2}})\s(?P<h>[01]\d|2[0-3]):(?P<min>[0-5]\d):(?P<s>[0-5]\d)"
        r"\s(?:(?P<zone>GMT|UTC)|CST)\s(?P<y>20\d\d)(?!\d)",
        _named,
    ),
    _form("compact", rf"{_COMPACT}(?=\s\d{{1,2}}:){_CLOCK}", _numbered),
    _form(
        "compact",
        rf"{_COMPACT}(?:T?(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?P<s>[0-5]\d)?(?![\d]){_ZONE}|(?![\w.-]))",
        _numbered,
    ),
    _form("epoch", r"(?<![\w.-])1[3-9]\d{8}(?:\d{3})?(?![\w.-])", _epoch),
    _form("month-day", rf"(?<![\d年])(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]{_CLOCK}", _yearless, certain=False),
    _form("month-day", rf"(?<![\d-])(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?![\d-]){_CLOCK}", _yearless, certain=False),
    _form("relative", _RELATIVE, _relative, certain=False),
)
