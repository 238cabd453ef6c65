"""Which elements of a page no reader sees, by their own attributes and by the page's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.markup.tree import Element


class Sight(IntEnum):
    """Whether a reader sees an element."""

    SEEN = 0
    VEILED = 1  # a script may be meant to show it: pages fade their whole text in so
    TINY = 2  # its letters have no size, unless what is inside gives them one
    NEVER = 3


# Classes that hide in every style sheet which has them: Discuz's jammer, Bootstrap's and WordPress's for blind readers.
_HIDING = frozenset(("jammer", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))
_EMPHASIS = frozenset(("br", "i", "b", "em", "strong", "font"))
_COMMENT = re.compile(r"/\*[^*]*\*/")
_LENGTH = re.compile(r"(-?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})) ?([a-z%]{0,9})")
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 38.0, "mm": 3.8, "em": 16.0, "rem": 16.0, "ex": 8.0,
    "%": 10.0, "vw": 13.0, "vh": 8.0,
}  # fmt: skip  # a percentage and a part of the window as on a window of a thousand pixels
_FAR = 900.0  # pixels beyond an edge; an indent or an overlap is nearer
_BEYOND = 5000.0  # pixels to the right or down, where a wide page may still have something
_SPECK = 1.0  # pixels; what is not larger shows no letter
_PLACES = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top", "margin-right")
_SIZES = ("width", "height", "max-width", "max-height")
_MOVED = re.compile(r"translate(?:x|y|3d)?\([^)]{0,40}?-\d{4}|scale(?:x|y|3d)?\( ?0?\.?0* ?[,)]")
_CLIPPED = re.compile(r"inset\( ?(?:[5-9]\d|100)(?:\.\d+)?%|circle\( ?0")
_CLEAR = re.compile(r"transparent$|(?:rgb|hsl)a?\([^)]{0,40}[,/] ?0?\.?0*%? ?\)$")
_NO_SIZE = re.compile(r"(?:[a-z]{1,20} ){0,3}0(?:\.0{1,20})?[a-z%]{0,9}(?:/| )")  # of the short form `font: 0/0 a`
_COMPOUND = r"(?:[a-z][a-z0-9]{0,10}(?:[.#]-?[^\W\d][\w-]{0,60}){0,4}|(?:[.#]-?[^\W\d][\w-]{0,60}){1,4})"
_SELECTOR = re.compile(rf"{_COMPOUND}(?:(?: ?[>+~] ?| ){_COMPOUND}){{0,4}}", re.IGNORECASE)
_COMBINED = re.compile(r"[ >+~]")
_OF_A_LINE = frozenset(("span", "font", "i", "b", "em", "strong", "small", "sup", "sub", "u", "s", "a"))
_IN_A_LINE = f":is({','.join(sorted(_OF_A_LINE))})"
_MOST = 200  # selectors; a sheet of more hides the parts of a whole site
# What a rule has that may hide or show: most pages' own sheets have none of it.
_TELLING = re.compile(r"display|visibility|opacity|font-size\s*:\s*0|-\d{3}|clip|overflow|transparent|font\s*:\s*0")
_SHOWING = frozenset(
    ("display", "visibility", "opacity", "font-size", "font", "position", "clip", "overflow", *_PLACES, *_SIZES)
)


def declarations(style: str) -> dict[str, str]:
    """Return the properties of a style attribute, names and values in lower case, without `!important`."""
    found = {}
    for each in _COMMENT.sub("", style.lower()).split(";"):
        name, _, value = each.partition(":")
        found[name.strip()] = " ".join(value.partition("!")[0].split())
    return found


def is_hidden(element: Element, lenient: bool = False) -> bool:
    """Tell whether `element` hides itself and what is in it; its ancestors are not asked. With `lenient`, what a script
    may be meant to show (visibility, opacity) counts as seen."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    if (name := attributes.get("class")) and not _HIDING.isdisjoint(name.split()):
        return True
    if "aria-hidden" in attributes and _is_jammer(element):
        return True
    style = attributes.get("style")
    if not style:
        return False
    sight = _sight(style)
    if sight is Sight.VEILED:
        return not lenient and element.tag != "img" and not _is_shown_inside(element)
    return sight is Sight.NEVER or (sight is Sight.TINY and not _has_sizes(element))


def _is_jammer(element: Element) -> bool:
    """Tell whether what `aria-hidden` marks is one line of text: a page behind a window and a formula that is set for
    the eye are marked so too, and they have parts."""
    few = _EMPHASIS | {"span", "a"} if element.tag in ("p", "div", "li") else _EMPHASIS
    seen_by_all = (element.get("aria-hidden") or "").lower() != "true" or element.tag == "img"
    return not seen_by_all and all(each.tag in few for each in element.iterdescendants())


@lru_cache(maxsize=2048)
def _sight(style: str) -> Sight:
    said = declarations(style)
    if said.get("display") == "none" or said.get("content-visibility") == "hidden" or _is_away(said):
        return Sight.NEVER
    if said.get("visibility") in ("hidden", "collapse") or _pixels(said.get("opacity", "")) == 0:
        return Sight.VEILED
    if _is_at_most(said.get("font-size", ""), _SPECK) or _NO_SIZE.match(said.get("font", "")):
        return Sight.TINY
    return Sight.SEEN


def _is_away(said: dict[str, str]) -> bool:
    """Tell whether the element is moved off the page, cut to nothing, or written in no colour."""
    if any(_is_at_most(said.get(name, ""), -_FAR) for name in _PLACES):
        return True
    if said.get("position") in ("absolute", "fixed") and any(
        (_pixels(said.get(name, "")) or 0) >= _BEYOND for name in ("left", "top")
    ):
        return True
    if _MOVED.search(said.get("transform", "")) or _CLIPPED.search(said.get("clip-path", "")):
        return True
    clip = said.get("clip", "")
    if clip.startswith("rect(") and all(_is_at_most(side, _SPECK) for side in re.split(r"[ ,]+", clip[5:].strip(" )"))):
        return True
    cut = {said.get(name, "").partition(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if cut & {"hidden", "clip"} and any(_is_at_most(said.get(name, ""), _SPECK) for name in _SIZES):
        return True
    # Letters that a background shines through are written in no colour of their own.
    return bool(_CLEAR.match(said.get("color", ""))) and not any("background" in name for name in said)


def _pixels(length: str) -> float | None:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2]] if match and match[2] in _PIXELS else None


def _is_at_most(length: str, limit: float) -> bool:
    pixels = _pixels(length)
    return pixels is not None and pixels <= limit


def _is_shown_inside(element: Element) -> bool:
    """Tell whether something in a veiled element shows: what says so itself, or a picture that fades in."""
    inside = list(element.iterdescendants())
    if any(declarations(each.get("style") or "").get("visibility") == "visible" for each in inside):
        return True
    return any(each.tag == "img" for each in inside) and not element.text_content().strip()


def _has_sizes(element: Element) -> bool:
    """Tell whether elements inside may have a size of their own, by their style, as `<font size>` or by a class: a
    row of blocks is set in no size to be rid of the blanks between them."""
    return any(
        each.tag == "img" or "font" in (each.get("style") or "").lower() or each.get("class") or each.get("size")
        for each in element.iterdescendants()
    )


def hidden_selectors(root: Element) -> tuple[str, ...]:
    """Return the selectors (`.ad`, `p#x`, `.text > .more i`) of what the page's own `<style>` elements hide, for every
    medium and window, and do not show again. They end in a class, an id or an element of a line: what hides all
    paragraphs of a part is for a script to open. What is veiled or set in no size is hidden for good within a line."""
    gone: dict[str, frozenset[str]] = {}
    shown: list[tuple[str, frozenset[str]]] = []
    for sheet in root.iter("style"):
        text = sheet.text_content()
        if _TELLING.search(_lowered(text)):
            for selectors, style in _rules(_COMMENT.sub("", text)):
                names, sight = _SHOWING & declarations(style).keys(), _sight(style)
                if sight is Sight.SEEN:
                    shown.append((selectors, names))
                    continue
                for each in filter(None, map(_selector, selectors.split(","))):
                    gone[each if sight is Sight.NEVER else each + _IN_A_LINE] = names
    hiding = (each for each, names in gone.items() if not _is_shown(each.partition(":")[0], names, shown))
    return tuple(hiding)[:_MOST]


def _selector(written: str) -> str:
    """Return a selector as it is to be asked for, empty for one that is not."""
    selector = " ".join(written.split())
    last = _COMBINED.split(selector)[-1]
    named = "." in last or "#" in last or (last.lower() in _OF_A_LINE and ("." in selector or "#" in selector))
    return selector if named and _SELECTOR.fullmatch(selector) else ""


def _is_shown(selector: str, names: frozenset[str], shown: list[tuple[str, frozenset[str]]]) -> bool:
    """Tell whether a rule for `selector`, wherever it stands, sets one of the properties that hide it otherwise."""
    return any(names & others and selector in selectors for selectors, others in shown)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of those rules of a style sheet that may hide or show something; rules inside an
    @-rule are for some only."""
    depth = 0
    for rule, lowered in zip(sheet.split("}")[:-1], _lowered(sheet).split("}"), strict=False):
        depth += rule.count("{")
        if depth == 1 and _TELLING.search(lowered):
            yield rule.rpartition("{")[0].rpartition(";")[2], lowered.rpartition("{")[2]
        depth = max(depth - 1, 0)


def _lowered(sheet: str) -> str:
    """A style sheet with its Latin letters in lower case: CSS knows no others, and with one Chinese word in it `lower`
    takes twenty times as long."""
    return sheet.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
