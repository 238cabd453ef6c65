"""What a cell of a spreadsheet shows by its format, in a Chinese program; a way of the proof's own, and no reader's."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

_LITERAL = re.compile(
    r'"([^"]{0,255})"|[\\!](.)|_.|\*.|\[\$([^\]\[-]{0,9})[^\]\[]{0,12}\]|\[(?![hms]{1,9}\])[^\]\[]{0,20}\]',
    re.IGNORECASE,
)
_EXACT = Context(prec=60)
_STAND_IN = 0xE000  # the first of the characters that no text uses
_DATE = re.compile(r"[ymdhsa]{1,4}", re.IGNORECASE)
_RUN = re.compile(r"(?i:y+|m+|d+|h+|s+|a+)")
_NUMBER = re.compile(r"[#0?][#0?,]{0,250}(?:\.[#0?]{0,30})?,{0,4}|\.[#0?]{1,30}")
_YEAR_MONTH, _MONTH_DAY, _WHOLE = "yyyy年m月", "m月d日", "yyyy年m月d日"
_SYSTEM = {"f800": _WHOLE, "x-sysdate": _WHOLE, "f400": "h:mm:ss", "x-systime": "h:mm:ss"}
# Formats that a file names by number alone.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _WHOLE, 32: "h时mm分",
    33: "h时mm分ss秒", 36: _YEAR_MONTH, 37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)", 41: '#,##0;(#,##0);"-"', 43: '#,##0.00;(#,##0.00);"-"', 45: "mm:ss", 49: "@",
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip


def code_of(number: int, codes: dict[int, str]) -> str:
    """Return the format that a file calls `number`; `codes` are those that it writes down."""
    if number in (14, 22) or 27 <= number <= 36 or 50 <= number <= 58:
        return _BUILT_IN.get(number, "")
    return codes.get(number) or _BUILT_IN.get(number, "General")


def displayed(value: float | str | bool, code: str, since: datetime) -> str:
    """Return what a cell shows; `since` is the day zero of its file."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[1] or found[2] or found[3] or "")
        return chr(_STAND_IN + len(kept) - 1)

    system = re.match(r"\[\$-([\w-]{4,9})\]", code)
    code = _SYSTEM.get(system[1].lower(), code) if system else code
    parts = _LITERAL.sub(keep, code[:255]).split(";")
    of_text = parts.pop() if len(parts) > 3 or "@" in parts[-1] else "@"
    if isinstance(value, str):
        shown = of_text.replace("@", value)
    else:
        parts = parts or ["General"]
        part = parts[1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) > 2 else 0]
        sign = "-" if value < 0 and len(parts) == 1 and part else ""
        if "general" in part.lower() or "通用格式" in part:
            shown = sign + re.sub("(?i)general|g/通用格式", _plain_number(abs(value)), part)
        elif _DATE.search(part):
            shown = _date(part, since + timedelta(seconds=round(value * 86400)))
        else:
            shown = sign + _NUMBER.sub(lambda found: _number(found[0], abs(value), part.count("%")), part)
    return re.sub(r"[\ue000-\ue0ff]", lambda found: kept[ord(found[0]) - _STAND_IN] if kept else found[0], shown)


def _number(pattern: str, value: float, percents: int) -> str:
    pure = pattern.rstrip(",")
    whole, dot, rest = pure.partition(".")
    exact = Decimal(format(value, ".15g")).scaleb(2 * percents - 3 * (len(pattern) - len(pure)))
    text = format(exact.quantize(Decimal((0, (1,), -len(rest))), ROUND_HALF_UP, _EXACT), "f")
    figures, _, decimals = text.partition(".")
    least = len(whole.replace(",", "").lstrip("#?"))
    figures = figures.zfill(least) if least else figures.lstrip("0")
    if "," in whole and figures:
        figures = _grouped(figures)
    while decimals and decimals[-1] == "0" and rest[len(decimals) - 1] != "0":
        decimals = decimals[:-1]
    return figures + dot + decimals


def _grouped(figures: str) -> str:
    first = len(figures) % 3
    groups = [figures[:first]] * bool(first) + [figures[at : at + 3] for at in range(first, len(figures), 3)]
    return ",".join(groups)


def _plain_number(value: float) -> str:
    if value >= 10**11 or 0 < value <= 1e-9:
        mantissa, power = format(value, ".5E").split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    text = format(Decimal(format(value, ".15g")), f".{max(10 - len(str(int(value))), 0)}f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(part: str, when: datetime) -> str:
    runs = [*_RUN.finditer(part)]
    shown, at = "", 0
    for number, run in enumerate(runs):
        name = run[0].lower()
        behind_hour = number > 0 and runs[number - 1][0][0] in "hH"
        before_second = number + 1 < len(runs) and runs[number + 1][0][0] in "sS"
        if name[0] == "m" and (behind_hour or before_second):
            name = "minute" if len(name) == 1 else "minutes"
        day = "一二三四五六日"[when.weekday()]
        words = {
            "yyyy": f"{when:%Y}", "yyy": f"{when:%Y}", "yy": f"{when:%y}", "y": f"{when:%y}", "mm": f"{when:%m}",
            "m": str(when.month), "dd": f"{when:%d}", "d": str(when.day), "hh": f"{when:%H}", "h": str(when.hour),
            "minutes": f"{when:%M}", "minute": str(when.minute), "ss": f"{when:%S}", "s": str(when.second),
            "aaaa": f"星期{day}", "aaa": day,
        }  # fmt: skip
        shown += part[at : run.start()] + words.get(name, run[0])
        at = run.end()
    return shown + part[at:]
