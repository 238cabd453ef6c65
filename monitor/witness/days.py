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
_APART = r"(?:[日\s/|-]|<[^<>]{0,200}>){1,12}"  # between figures that stand in elements of their own
_MOST = 500  # numbers of a page that may be seconds since 1970


def names_day(text: str, day: date) -> bool:
    """Tell whether `text` names `day`: with figures or numerals, in English, as a moment of that day in China that is
    written in UTC or in seconds since 1970, in parts that have elements of their own, or by month and day alone."""
    text = text.translate(_FIGURES)
    if any(re.search(form, text, re.IGNORECASE) for form in _forms(day)):
        return True
    began = datetime.combine(day, time(), _CHINA).timestamp()
    told = (int(found[0][:10]) for found in islice(_SECONDS.finditer(text), _MOST))
    return any(began <= seconds < began + 24 * 3600 for seconds in told)


def _forms(day: date) -> tuple[str, ...]:
    year = "".join(
        f"[{_NUMERALS[int(each)]}○零OoＯОо◯]" if each == "0" else _NUMERALS[int(each)] for each in str(day.year)
    )
    month, before = f"{_MONTHS[day.month - 1]}[a-z]{{0,6}}\\.?", day - timedelta(days=1)
    republic = day.year - 1911
    spelt = "".join(_NUMERALS[int(each)] for each in str(republic))
    months, days = (
        rf"(?:0?{day.month}|{_numeral(day.month)})",
        rf"(?:0?{day.day}|{_numeral(day.day)}|{_short(day.day)})",
    )
    return (
        rf"(?:{day.year}|{year}|民[国國]\s?(?:{republic}|{spelt}))\s?年\s?{months}\s?月\s?{days}\s?日",
        rf"(?<!\d)0?{day.day}{_APART}{day.year}\s?[-./年]\s?0?{day.month}(?!\d)",
        rf"(?<!\d)0?{day.day}{_APART}0?{day.month}(?:月[,，]?|\s?[/.-])?{_APART}{day.year}(?!\d)",
        rf"(?<!\d)0?{day.day}{_APART}0?{day.month}(?:月[,，]?|\s?[/.-])\s?{day.year}(?!\d)",
        rf"(?<!\d)0?{day.month}[-./月]\s?(?:{_APART})?0?{day.day}{_APART}{day.year}(?!\d)",
        rf"{day.year}年?\s?[-./]?(?:{_APART})?0?{day.month}[-./月]?(?:{_APART})0?{day.day}(?!\d)",
        rf"{day.year}年?{_APART}0?{day.month}[-./月]0?{day.day}(?!\d)",
        rf"{day.year}\D{{0,9}}0?{day.month}\D{{0,3}}(?:0?{day.day}(?!\d)|{day.day:02}(?=\d\d:))",
        rf"(?<!\d){day:%Y%m%d}(?:\d{{4}}|\d{{6}})(?!\d)",
        rf"{month}\s{{0,3}}0?{day.day}(?:st|nd|rd|th)?,?\s{{1,3}}{day.year}",
        rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?{month},?\s{{1,3}}{day.year}",
        rf"{before}[T ](?:1[6-9]|2[0-3]):\d\d(?::\d\d(?:\.\d{{1,9}})?)?\s?(?:Z|[+-]00:?00|UTC|GMT)",
        rf"(?<![\d年])0?{day.month}月0?{day.day}日",
        rf"(?<![\d/.-])0?{day.month}-0?{day.day}(?![\d-])",
    )


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _NUMERALS[tens]) + "十" * (tens > 0) + (_NUMERALS[ones] if ones else "")


def _short(number: int) -> str:
    return _numeral(number).replace("二十", "廿").replace("三十", "卅")
