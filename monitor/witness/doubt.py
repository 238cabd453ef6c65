"""What a page may hide, by rules of its own and in doubt for hiding: whoever proves what was read must neither believe
that a text is hidden nor that it shows."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from itertools import islice, pairwise

from cssselect import SelectorError
from lxml import etree, html
from PIL import ImageColor

from monitor.witness.opening import Opening

_NOISE = re.compile(r"/\*[^*]{0,400}\*/|\s|!important")
_NUMBER = re.compile(r"(-?\d{0,6}\.?\d{1,6})(px|pt|em|rem|%|vw|vh)?")
_FAINT, _SPECK, _FAR = 0.1, 2.0, -200.0  # of opacity; pixels of a letter; pixels beyond an edge
_PLACES = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top", "margin-right", "margin")
_SIZES = ("height", "width", "max-height", "max-width")
_GONE = re.compile(
    r"display:none|mso-hide:all|zoom:0(?![.\d])|visibility:(?:hidden|collapse)|line-through|opacity[(=]0(?![.\d])|clip:rect\([01]|scale\(0"
    r"|translate[xy]?\([^)]{0,30}-\d{3}|clip-path:(?:inset\((?:[5-9]\d|100)|circle\(0)|content-visibility:hidden|line-height:0(?![.\d])|font:0"
)
_COLOUR = re.compile(r"(rgb|hsl)a?\(([^()]{1,60})\)")  # with a fourth part, which Pillow does not know
_APART = re.compile(r"(?<=[\d%.g])\s{1,9}(?=[\d.])")  # the blank between two numbers, as in rgb(0 0 0)
_WHITE = 253  # of 255
_KEEPS_LINES = re.compile("white-space:(?:pre|break-spaces)")
_COMMENT = re.compile(r"/\*[^*]{0,400}\*/")
_NAME = re.compile(r"[.#]([\w-]{1,80})")
_LONGEST, _MOST = 200, 200  # characters of a selector, and selectors that are asked for
_KNOWN = frozenset((  # classes of frameworks, forums and advertisements
    "jammer", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden", "hide", "invisible",
    "d-none", "is-hidden", "ng-hide", "uk-hidden", "layui-hide", "visible-print", "visible-print-block",
    "visible-print-inline", "print-only", "katex-html", "modal", "element-invisible", "display-none",
    "displaynone", "display_none", "fn-hide", "dis-none", "adsbygoogle", "line-through", "text-decoration-line-through",
))  # fmt: skip
# Classes and ids of what stands beside a text or is set into it: advertisements, related matter, buttons, editors.
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:ads?(?:box|vert\w{0,12})?|gg|guanggao|related?|relevant|xgyd|xgxw|recommend\w{0,6}|tuijian|tj|share|bdshare"
    r"|editor|edit|bjname|zdfy|bza|tadd|selectpage|pages?|channel|newsletter|subscribe|copyright|statement"
    r"|disclaimer|sidebar)(?:box)?(?:$|[\s_-])|^ad[A-Z]",
)
_OF_MACHINE = re.compile(r"(?:ai|gpt)[_-]?(?:summar|abstract|zhaiyao)", re.IGNORECASE)
_TAGS = frozenset(("dialog", "aside", "marquee", "annotation", "annotation-xml", "xml"))
_KEEPING_TAGS = frozenset(("pre", "listing", "xmp"))
_BULLET = re.compile(r"^(?:\d{1,2}\s?[.、．]|[·•●■◆▶>-])\s{0,3}")
_OTHERS = re.compile("[【（(]?(?:相关|延伸|推荐|热门|更多|往期)(?:新闻|阅读|报道|推荐|文章|资讯|回顾)[】）)]?[:：]?")
_FEW, _MANY = 5, 60  # texts of a heading; elements and texts of an item
_BOX = 300  # characters
_FORM, _WRITTEN = 80, 400  # characters; a form with more holds the text; one to write in may have rules for writers


@lru_cache(maxsize=4)  # of one article's pages several views are taken
class Doubt:
    """What the `sheet` of a page, all its `<style>` together, may do to its elements, and its `script` undo."""

    def __init__(self, sheet: str, script: str = "") -> None:
        self.opening = Opening(script)
        rules = [chunk.rpartition("{") for chunk in sheet.split("}")]
        hiding = (each for head, _, body in rules if _hides(body) for each in _selectors(head))
        self._hiding = [*islice(dict.fromkeys(hiding), _MOST)]
        self._keeping = {name for head, _, body in rules if _KEEPS_LINES.search(_plain(body)) for name in _names(head)}

    def hidden_in(self, root: html.HtmlElement) -> set[html.HtmlElement]:
        """Return the elements that a rule of the sheet hides, whether another shows them again or not."""
        found: set[html.HtmlElement] = set()
        for selector in self._hiding:
            with suppress(SelectorError, etree.XPathError):  # ::before, and what is no selector
                found.update(root.cssselect(selector))
        return found

    def may_hide(self, node: html.HtmlElement) -> bool:
        """Tell whether an element may be hidden by itself: by its tag, style or colour, by what it tells blind readers,
        by a class that hides elsewhere; is a box beside the text by its name, or a line that is a link and nothing
        else; or a small form that somebody can fill in."""
        called = {*_called(node).split()}
        if node.tag in _TAGS or node.get("aria-hidden", "").lower() == "true" or called & _KNOWN:
            return True
        if _is_box(node) or _is_link_alone(node) or _is_entry(node):
            return True
        return _hides(node.get("style", "")) or _is_white(node.get("color", "")) or _is_form(node)

    def keeps_lines(self, node: html.HtmlElement) -> bool:
        """Tell whether an element may show the line ends of its source."""
        if node.tag in _KEEPING_TAGS or _KEEPS_LINES.search(_plain(node.get("style", ""))):
            return True
        return bool(self._keeping & {*_called(node).split()})


def _hides(style: str) -> bool:
    if not style:
        return False
    told = _plain(style)
    if _GONE.search(told):
        return True
    said = dict(each.partition(":")[::2] for each in told.split(";"))
    if _at_most(said.get("opacity", ""), _FAINT) or _at_most(said.get("font-size", ""), _SPECK, ("px", "pt")):
        return True
    if any(_at_most(said.get(name, ""), _FAR) for name in _PLACES):
        return True
    if "hidden" in said.get("overflow", "") and any(_at_most(said.get(name, ""), 1.0, ("px",)) for name in _SIZES):
        return True
    return any(_is_white(said.get(name, "")) for name in ("color", "-webkit-text-fill-color"))


def _plain(style: str) -> str:
    return _NOISE.sub("", _APART.sub(",", style[:4000].lower()))


def _at_most(value: str, most: float, units: tuple[str, ...] = ("px", "pt", "em", "rem", "%", "vw", "vh")) -> bool:
    """Tell whether a value is a number of such units, or of none, that is not greater; nothing is at most anything."""
    if not (found := _NUMBER.match(value)):
        return False
    return float(found[1]) <= most if not found[2] or found[2] in units else float(found[1]) == 0


def _is_white(colour: str) -> bool:
    told = _plain(colour)
    if parted := _COLOUR.fullmatch(told):
        parts = re.split("[,/]", parted[2].replace("deg", ""))
        if len(parts) > 3 and _at_most(parts[3], _FAINT):
            return True
        told = f"{parted[1]}({','.join(parts[:3])})"
    with suppress(ValueError):
        red, green, blue, *solid = ImageColor.getrgb(told)
        return min(red, green, blue) >= _WHITE or any(each <= 255 * _FAINT for each in solid)
    return told == "transparent"


def _selectors(head: str) -> list[str]:
    """The selectors before a rule's declarations, behind what opens a part for some windows, an import, a comment."""
    written = _COMMENT.sub("", head[-2000:]).rpartition("{")[2].rpartition(";")[2]
    places, depth = [-1], 0
    for place, letter in enumerate(written):
        depth += (letter in "[(") - (letter in "])")
        if letter == "," and depth <= 0:  # one in :is(p, div) or [alt="a,b"] parts no selectors
            places.append(place)
    found = (written[start + 1 : end].strip() for start, end in pairwise([*places, len(written)]))
    return [each for each in found if 0 < len(each) <= _LONGEST]


def _names(selectors: str) -> list[str]:
    """The classes and ids in the last part of each selector: what stands before says only where."""
    last = (re.split(r"[\s>+~]", each.strip())[-1] for each in selectors[-2000:].split(","))
    return [name for part in last for name in _NAME.findall(part)]


def _is_box(node: html.HtmlElement) -> bool:
    """Tell whether an element is a box beside the text by its name; one with more text than a box has may hold it."""
    called = (node.get("class", ""), node.get("id", ""))
    most = 2 * _BOX if any(map(_OF_MACHINE.search, called)) else _BOX if any(map(_BESIDE.search, called)) else -1
    return most > 0 and len("".join(node.itertext()).strip()) <= most


def _is_link_alone(node: html.HtmlElement) -> bool:
    """Tell whether a link is all that its line says, but for a number or a mark before it: the headline of another
    article may end in a full stop."""
    above = node.getparent() if node.tag == "a" and node.get("href") else None
    if above is None or above.tag not in ("li", "p", "div", "td", "dd", "h3", "h4", "h5"):
        return False
    line, link = "".join(above.itertext()).strip(), "".join(node.itertext()).strip()
    return link in (line, _BULLET.sub("", line, count=1))


def _is_entry(node: html.HtmlElement) -> bool:
    """Tell whether an item of a list leads to another article and says a little of it, under a heading that calls the
    list so."""
    items = node.getparent() if node.tag == "li" else node if node.tag == "dl" else None
    heading = items.getprevious() if items is not None else None
    if heading is None or not _OTHERS.fullmatch("".join(islice(heading.itertext(), _FEW)).strip()):
        return False
    inside, texts = [*islice(node.iter(), _MANY + 1)], [*islice(node.itertext(), _MANY + 1)]
    if max(len(inside), len(texts)) > _MANY:  # to look at all of them at every depth would take the square of it
        return False
    return any(each.tag == "a" for each in inside) and len("".join(texts).strip()) <= _BOX


def _called(node: html.HtmlElement) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


def _is_form(node: html.HtmlElement) -> bool:
    fields = [*node.iter("input", "textarea", "select", "button")] if node.tag == "form" else []
    if all(field.get("type", "").lower() == "hidden" for field in fields):
        return False
    writes = any(field.tag == "textarea" for field in fields)
    return len("".join(node.itertext()).strip()) < (_WRITTEN if writes else _FORM)
