"""Whether a page names a day, in any way of writing it, by forms of the proof's own for the day that is wanted."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice

_CHINA = timezone(timedelta(hours=8))
_FIGURES = str.maketrans("０１２３４５６７８９／－．：", "0123456789/-.:")
_NUMERALS = "〇一二三四五六七八九"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SECONDS = re.compile(r"(?<!\d)1\d{9}(?:\d{3})?(?!\d)")
_MOST = 500  # numbers of a page that may be seconds since 1970


def names_day(text: str, day: date) -> bool:
    """Tell whether `text` names `day`: with figures or numerals, in English, as a moment of that day in China that is
    written in UTC or in seconds since 1970, or by month and day alone."""
    text = text.translate(_FIGURES)
    if any(re.search(form, text, re.IGNORECASE) for form in _forms(day)):
        return True
    began = datetime.combine(day, time(), _CHINA).timestamp()
    told = (int(found[0][:10]) for found in islice(_SECONDS.finditer(text), _MOST))
    return any(began <= seconds < began + 24 * 3600 for seconds in told)


def _forms(day: date) -> tuple[str, ...]:
    year = "".join(f"[{_NUMERALS[int(each)]}○零]" if each == "0" else _NUMERALS[int(each)] for each in str(day.year))
    month, before = f"{_MONTHS[day.month - 1]}[a-z]{{0,6}}\\.?", day - timedelta(days=1)
    return (
        rf"{day.year}\D{{0,9}}0?{day.month}\D{{0,3}}(?:0?{day.day}(?!\d)|{day.day:02}(?=\d\d:))",
        rf"(?<!\d){day:%Y%m%d}(?:\d{{4}}|\d{{6}})(?!\d)",
        rf"{year}年{_numeral(day.month)}月{_numeral(day.day)}日",
        rf"{month}\s{{0,3}}0?{day.day}(?:st|nd|rd|th)?,?\s{{1,3}}{day.year}",
        rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?{month},?\s{{1,3}}{day.year}",
        rf"{before}[T ](?:1[6-9]|2[0-3]):\d\d(?::\d\d(?:\.\d{{1,9}})?)?\s?(?:Z|[+-]00:?00|UTC|GMT)",
        rf"(?<![\d年])0?{day.month}月0?{day.day}日",
        rf"(?<![\d/.-])0?{day.month}-0?{day.day}(?![\d-])",
    )


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _NUMERALS[tens]) + "十" * (tens > 0) + (_NUMERALS[ones] if ones else "")
