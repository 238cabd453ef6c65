"""The properties of a style attribute, and its lengths in pixels."""

from __future__ import annotations

import re

COMMENT = re.compile(r"/\*[^*]*\*/")
_LENGTH = re.compile(r"(-?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})) ?([a-z%]{0,9})")
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 38.0, "mm": 3.8, "em": 16.0, "rem": 16.0, "ex": 8.0,
    "%": 10.0, "vw": 13.0, "vh": 8.0,
}  # fmt: skip  # a percentage and a part of the window as on a window of a thousand pixels


def declarations(style: str) -> dict[str, str]:
    """Return the properties of a style attribute, names and values in lower case, of two of one name that with
    `!important`, else the last."""
    found: dict[str, str] = {}
    sure: set[str] = set()
    for each in COMMENT.sub("", style.lower()).split(";"):
        name, _, value = each.partition(":")
        name, (value, important, _) = name.strip(), value.partition("!")
        if important or name not in sure:
            found[name] = " ".join(value.split())
        if important:
            sure.add(name)
    return found


def pixels(length: str) -> float | None:
    """Return a length in pixels, None for what is none."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2]] if match and match[2] in _PIXELS else None


def is_at_most(length: str, limit: float) -> bool:
    """Tell whether a length is one of `limit` pixels or less."""
    value = pixels(length)
    return value is not None and value <= limit
