"""Whether a style hides what it is given to, strikes it out, or sets it in bold."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from monitor.styles.declarations import declarations, is_at_most, pixels

_HIDDEN = (("display", "none"), ("content-visibility", "hidden"), ("mso-hide", "all"), ("zoom", "0"))
_FAR = 900.0  # pixels beyond an edge; an indent or an overlap is nearer
_BEYOND = 5000.0  # pixels to the right or down, where a wide page may still have something
_SPECK = 1.0  # pixels; what is not larger shows no letter
_OFFSETS = ("left", "top", "right", "bottom")  # which say nothing of what has no position
PLACES = (*_OFFSETS, "text-indent", "margin-left", "margin-top", "margin-right", "inset")
SIZES = ("width", "height", "max-width", "max-height")
_MOVED = re.compile(r"translate(?:x|y|3d)?\([^)]{0,40}?-\d{4}|scale(?:x|y|3d)?\( ?0?\.?0* ?[,)]")
_CLIPPED = re.compile(r"inset\( ?(?:[5-9]\d|100)(?:\.\d+)?%|circle\( ?0|polygon\([0 ,px%]{1,80}\)")
_CLEAR = re.compile(r"transparent$|(?:rgb|hsl)a?\([^)]{0,40}[,/] ?0?\.?0*%? ?\)$")
_UNSEEN = re.compile(r"opacity\( ?(?:0?\.0\d?|0)%? ?\)")
_NAMED = {"white": "#ffffff", "black": "#000000"}
_CHANNELS = re.compile(r"rgba?\( ?(\d{1,3})(?: ?, ?| )(\d{1,3})(?: ?, ?| )(\d{1,3})(?: ?[,/] ?1(?:\.0)?)? ?\)")
_BOLD = 600  # weight from which on a face is bold
_FAINT = 0.02  # of a colour; nobody reads what is fainter
_NO_SIZE = re.compile(r"(?:[a-z]{1,20} ){0,3}0(?:\.0{1,20})?[a-z%]{0,9}(?:/| )")  # of the short form `font: 0/0 a`


class Sight(IntEnum):
    """Whether a reader sees an element."""

    SEEN = 0
    VEILED = 1  # a script may be meant to show it: pages fade their whole text in so
    TINY = 2  # its letters have no size, unless what is inside gives them one
    NEVER = 3


@lru_cache(maxsize=2048)
def sight_of(style: str) -> Sight:
    """Return how an element with this style attribute, or of a rule with these declarations, is seen."""
    said = declarations(style)
    if any(said.get(name) == value for name, value in _HIDDEN) or _is_away(said) or _is_struck(said):
        return Sight.NEVER
    faint = is_at_most(said.get("opacity", ""), _FAINT) or _UNSEEN.search(said.get("filter", ""))
    if faint or said.get("visibility") in ("hidden", "collapse"):
        return Sight.VEILED
    if is_at_most(said.get("font-size", ""), _SPECK) or _NO_SIZE.match(said.get("font", "")):
        return Sight.TINY
    return Sight.SEEN


def _is_away(said: dict[str, str]) -> bool:
    """Tell whether the element is moved off the page, cut to nothing, or written in no colour."""
    moved = PLACES if said.get("position", "static") != "static" else PLACES[len(_OFFSETS) :]
    if any(is_at_most(each, -_FAR) for name in moved for each in said.get(name, "").split()):
        return True
    if said.get("position") in ("absolute", "fixed") and any(
        (pixels(said.get(name, "")) or 0) >= _BEYOND for name in ("left", "top")
    ):
        return True
    if _MOVED.search(said.get("transform", "")) or _CLIPPED.search(said.get("clip-path", "")):
        return True
    clip = said.get("clip", "")
    if clip.startswith("rect(") and all(is_at_most(side, _SPECK) for side in re.split(r"[ ,]+", clip[5:].strip(" )"))):
        return True
    cut = {said.get(name, "").partition(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if cut & {"hidden", "clip"} and any(is_at_most(said.get(name, ""), _SPECK) for name in SIZES):
        return True
    if cut & {"hidden", "clip"} and pixels(said.get("line-height", "")) == 0:
        return True
    # Letters that a background shines through are written in no colour of their own.
    colour = said.get("-webkit-text-fill-color") or said.get("color", "")
    ground = said.get("background-color") or said.get("background", "")
    if ground and colour_of(colour) and colour_of(colour) == colour_of(ground):
        return True
    return bool(_CLEAR.match(colour)) and not any("background" in name for name in said)


def colour_of(written: str) -> str:
    """Return a colour (lower case) as rrggbb, empty for one that is written otherwise."""
    written = _NAMED.get(written, written)
    if channels := _CHANNELS.fullmatch(written):
        return "".join(f"{min(int(each), 255):02x}" for each in channels.groups())
    digits = written.removeprefix("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    return digits if re.fullmatch(r"[0-9a-f]{6}", digits) else ""


def _is_struck(said: dict[str, str]) -> bool:
    """Tell whether a line goes through the letters: an editor has struck them out."""
    return any("line-through" in said.get(name, "") for name in ("text-decoration", "text-decoration-line"))


def sets_bold(tag: str, style: str) -> bool:
    """Tell whether an element of this tag sets what is in it in bold; what its `style` says goes before its tag."""
    bold = _is_bold(style) if "weight" in style.lower() else None
    return tag in ("strong", "b") if bold is None else bold


@lru_cache(maxsize=512)
def _is_bold(style: str) -> bool | None:
    weight = declarations(style).get("font-weight", "")
    number = re.fullmatch(r"[1-9]\d{0,3}", weight)
    return int(number[0]) >= _BOLD if number else {"bold": True, "bolder": True, "normal": False}.get(weight)
