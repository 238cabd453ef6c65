"""Reading the moment of publication. Every value is Asia/Shanghai; the rule that gave it is told beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from monitor.text.hygiene import tidy

SHANGHAI = ZoneInfo("Asia/Shanghai")

_CLOCK = r"(?:\D{0,3}?(?P<h>[01]?\d|2[0-3])[:：时](?P<min>[0-5]\d)(?:[:：分](?P<s>[0-5]\d))?)?"
_FULL = re.compile(
    r"(?<!\d)(?P<y>20\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})"
    r"(?:(?!\d)|(?<=-\d\d-\d\d)(?=\d\d[:：]))日?" + _CLOCK  # day and time set into two elements without a blank
)
_MONTH_DAY = re.compile(r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日" + _CLOCK)
_SHORT = re.compile(r"(?<![\d-])(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])" + _CLOCK)
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日])")
_RELATIVE = re.compile(r"刚刚|[昨前今]天(?:\s*\d{1,2}:\d{2})?|\d+\s*(?:秒|分钟|小时|天)\s*前")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class Moment:
    """A publication day, the clock time where one was printed, and the rule that found them:
    `full`, `month-day`, `relative` (by dateparser), `address`, `meta`, `listing`."""

    day: date
    clock: time | None
    rule: str

    @property
    def value(self) -> datetime | date:
        """An aware datetime at +08:00 if the clock time is known, else the day."""
        return datetime.combine(self.day, self.clock, SHANGHAI) if self.clock else self.day


def read_moment(text: str, reference: date | datetime | None = None) -> Moment | None:
    """Return the first moment printed in `text`, or None.

    `reference` (a day, or an aware datetime) completes a month-day form: the year is that of the nearest such day.
    Relative forms (昨天, 3小时前) need an aware datetime, the time at which the page was served. Own rules come
    first because dateparser reads neither `9月21日` nor a date among other words, and takes `09-21` for 2009.
    """
    text = _NUMERAL.sub(lambda number: _arabic(number[0]), tidy(text))
    if match := _FULL.search(text):
        return _moment(int(match["y"]), match, "full")
    day = reference.date() if isinstance(reference, datetime) else reference
    if day and (match := _MONTH_DAY.search(text) or _SHORT.search(text)):
        moments = [_moment(year, match, "month-day") for year in (day.year, day.year - 1, day.year + 1)]
        return min(filter(None, moments), key=lambda moment: abs(moment.day - day), default=None)
    if isinstance(reference, datetime) and (match := _RELATIVE.search(text)):
        return _relative(match[0], reference)
    return None


def _moment(year: int, match: re.Match[str], rule: str) -> Moment | None:
    try:
        day = date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    clock = time(int(match["h"]), int(match["min"]), int(match["s"] or 0)) if match["h"] else None
    return Moment(day, clock, rule)


def _relative(text: str, now: datetime) -> Moment | None:
    import dateparser  # when it is needed: most commands are done before it is loaded

    base = now.astimezone(SHANGHAI).replace(tzinfo=None)
    found = dateparser.parse(text.replace(" ", ""), languages=["zh"], settings={"RELATIVE_BASE": base})
    if not found:
        return None
    exact = ":" in text or "天" not in text
    return Moment(found.date(), found.time().replace(microsecond=0) if exact else None, "relative")


def _arabic(numeral: str) -> str:
    if "十" not in numeral:
        return numeral.translate(_DIGITS)
    tens, _, ones = numeral.partition("十")
    return f"{tens.translate(_DIGITS) or '1'}{ones.translate(_DIGITS) or '0'}"


def shanghai(moment: datetime) -> datetime:
    """Return a moment of the store in Asia/Shanghai; one without a zone is UTC, for SQLite keeps none."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI)
