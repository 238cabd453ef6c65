"""A cell as Excel and WPS show it in Chinese (ECMA-376 Part 1, 18.8.30 and 18.8.31). ssf is the one library that does
it: of 2020, with seven needs of its own. So what authorities' lists have is done here, and the rest is told."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from monitor.text.hygiene import printable, tidy

Piece = tuple[str, str]  # what it is, and its letters

_DAY, _DAY_AND_MONTH, _MONTH = 'yyyy"年"m"月"d"日"', 'm"月"d"日"', 'yyyy"年"m"月"'
_OF_SYSTEM = {"[$-f800]": _DAY, "[$-x-sysdate]": _DAY, "[$-f400]": "h:mm:ss", "[$-x-systime]": "h:mm:ss"}
# Numbers of formats whose code no file need say, where a Chinese program shows another than the standard's.
CHINESE = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: _MONTH, 28: _DAY_AND_MONTH, 29: _DAY_AND_MONTH, 30: "m-d-yy", 31: _DAY,
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: _MONTH, 50: _MONTH, 51: _DAY_AND_MONTH, 52: _MONTH,
    53: _DAY_AND_MONTH, 54: _DAY_AND_MONTH, 57: _MONTH, 58: _DAY_AND_MONTH,
}  # fmt: skip
# Of these the code is unknown: the signs of a currency are the viewer's own, or hours stand behind 上午.
LOCAL = frozenset((5, 6, 7, 8, 34, 35, 42, 44, 55, 56))
_PIECE = re.compile(
    r"""(?P<next>;)|"(?P<said>[^"]{0,255})"|[\\!](?P<escaped>.)|(?P<blank>_.)|(?P<fill>\*.)
    |\[(?P<colour>black|blue|cyan|green|magenta|red|white|yellow|colou?r\ ?\d{1,2}|黑色|蓝色|红色|绿色)\]
    |\[\$(?P<sign>[^\[\]-]{0,9})(?:-(?:[0-9a-f]{1,4}|[a-z]{2}-[a-z]{2}))?\]|(?P<general>general|g/通用格式)
    |(?P<date>y{1,4}|mm?(?!m)|dd?(?!d)|hh?(?!h)|ss?(?!s)|aaaa?(?!a))|(?P<text>@)|(?P<percent>%)
    |(?P<figures>(?:[\#0?][\#0?,]{0,255})(?:\.[\#0?]{0,15})?,{0,4}|\.[\#0?]{1,15})
    |(?P<plain>[-+\ $()/:^&'~{}<>=.,]|[^\x00-\x7f])""",
    re.IGNORECASE | re.VERBOSE,
)
_EXACT = Context(prec=60)
_LONGEST = 255  # characters of a format, by Excel
_LEAP, _LAST = 61, 2_958_466  # the first serial behind the day of 1900 that never was, and the first beyond 9999
_WIDE, _BEYOND = 11, 10**15  # characters of a number without a format; whole numbers beyond are not kept whole


class UnseenError(ValueError):
    """Of what a cell shows that nobody here knows; the argument says why, in Chinese."""


class UnknownFormatError(UnseenError):
    """A format, its argument, whose numbers are not known to be shown so or so."""

    def __init__(self, code: str) -> None:
        super().__init__(f"表格里的数字格式读不了：{tidy(printable(code))[:40]}")


def show_text(value: str, code: str) -> str:
    """Return what a cell shows that holds text: most formats leave it as it is."""
    if code.count(";") < 3 and code.strip("@") == code:
        return value
    sections = _sections(code)
    if len(sections) < 4 and not any(kind == "text" for kind, _ in sections[-1]):
        return value
    return "".join(value if kind == "text" else said for kind, said in sections[min(len(sections), 4) - 1])


def show_number(value: float, code: str, since: datetime) -> str:
    """Return what a cell shows that holds a number; `since` is the day zero of its file. Raises UnknownFormatError."""
    sections = _sections(code or "General")
    of_numbers = sections[:3]
    if len(sections) < 4 and any(kind == "text" for kind, _ in sections[-1]):
        of_numbers.pop()
    section = of_numbers[0] if of_numbers else [("general", "")]  # a number in a cell for text
    signed = value < 0
    if signed and len(of_numbers) > 1:
        section, signed = of_numbers[1], False
        if section == of_numbers[0] != []:  # told by red alone, which no text has
            raise UnknownFormatError(code)
    elif not value and len(of_numbers) > 2:
        section = of_numbers[2]
    kinds = [kind for kind, _ in section]
    if "date" in kinds:
        return _as_date(section, value, since, code)
    patterns = kinds.count("figures") + kinds.count("general")
    is_fraction, too_long = ("plain", "/") in section, "figures" in kinds and abs(value) >= _BEYOND
    if is_fraction or too_long or patterns > 1 or kinds.count("percent") > 1 or "text" in kinds:
        raise UnknownFormatError(code)
    exact = Decimal(f"{abs(value):.15g}") * 100 ** kinds.count("percent")
    shown = [_figures(said, exact) if kind == "figures" else said for kind, said in section]
    if "general" in kinds:
        shown[kinds.index("general")] = _general(abs(value))
    return "-" * (signed and bool(section)) + "".join(shown)


def _sections(code: str) -> list[list[Piece]]:
    code = next((its for name, its in _OF_SYSTEM.items() if code.lower().startswith(name)), code)
    sections: list[list[Piece]] = [[]]
    place = 0
    while place < len(code):
        found = _PIECE.match(code, place)
        if not found or len(code) > _LONGEST:
            raise UnknownFormatError(code)
        place, kind = found.end(), str(found.lastgroup)
        if kind == "next":
            sections.append([])
        elif kind not in ("fill", "colour"):
            sections[-1].append((kind, " " if kind == "blank" else str(found[kind] or "")))
    return sections


def _figures(pattern: str, exact: Decimal) -> str:
    thousands = len(pattern) - len(pattern.rstrip(","))
    whole, dot, parts = pattern.rstrip(",").partition(".")
    rounded = (exact / 1000**thousands).quantize(Decimal(1).scaleb(-len(parts)), ROUND_HALF_UP, _EXACT)
    before, _, behind = f"{rounded:f}".partition(".")
    places = whole.replace(",", "")
    before = before.lstrip("0").rjust(len(places) - places.index("0") if "0" in places else 0, "0")
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(?:\d{3}){1,99}$)", ",", before)
    kept = parts.rfind("0") + 1  # figures that are shown though they are zero
    return before + dot + behind[:kept] + behind[kept:].rstrip("0")


def _general(value: float) -> str:
    """A number without a format, as in a column that is wide enough."""
    if value and not 1e-9 < value < 10**_WIDE:
        figures, _, power = f"{value:.5e}".partition("e")
        return f"{figures.rstrip('0').rstrip('.')}E{power[0]}{power[1:].rjust(2, '0')}"
    room = max(_WIDE - 1 - len(str(int(value))), 0)
    shown = f"{Decimal(f'{value:.15g}').quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _as_date(section: list[Piece], value: float, since: datetime, code: str) -> str:
    kinds = [kind for kind, _ in section]
    of_days = {said[0].lower() for kind, said in section if kind == "date"} & set("yda")
    first = _LEAP if of_days and since.year < 1904 else 0
    if not first <= value < _LAST or {"figures", "percent", "general", "text"} & {*kinds}:
        raise UnknownFormatError(code)
    when = since + timedelta(seconds=round(value * 86400))
    parts = [at for at, kind in enumerate(kinds) if kind == "date"]
    letters = [section[at][1][0].lower() for at in parts]
    shown = [said for _, said in section]
    for before, at, letter, after in zip(["", *letters], parts, letters, [*letters[1:], ""], strict=False):
        length = len(shown[at])
        if letter == "a":
            shown[at] = "星期" * (length == 4) + "一二三四五六日"[when.weekday()]
        elif letter == "y":
            shown[at] = f"{when.year:04}" if length > 2 else f"{when.year % 100:02}"
        else:
            minutes = letter == "m" and (before == "h" or after == "s")
            figures = {"m": when.minute if minutes else when.month, "d": when.day, "h": when.hour, "s": when.second}
            shown[at] = str(figures[letter]).rjust(length, "0")
    return "".join(shown)
