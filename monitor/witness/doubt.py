"""What a page may hide, told broadly and by rules of its own: whoever proves what was read must neither believe that a
text is hidden nor that it shows."""

from __future__ import annotations

import re

from lxml import html

_MAY_HIDE = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility|opacity|filter|clip|transform|position\s{0,9}:\s{0,9}(?:absolute|fixed)"
    r"|(?:left|top|right|indent|margin[a-z-]{0,9})\s{0,9}:\s{0,9}-\d|(?:height|width)\s{0,9}:\s{0,9}[01](?!\d)"
    r"|font(?:-size)?\s{0,9}:\s{0,9}(?:[012](?!\d)|\.\d)|line-through"
    r"|color\s{0,9}:\s{0,9}(?:#f|white|transparent|rgba?\(\s{0,3}25)",
    re.IGNORECASE,
)
_KEEPS_LINES = re.compile(r"white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_NAME = re.compile(r"[.#]([\w-]{1,80})")
_KNOWN = re.compile(  # classes of frameworks, forums and advertisements
    r"jammer|sr-only|visually|screen-reader|hid(?:e|den)|invisible|d-none|print|modal|katex|adsby", re.IGNORECASE
)
_TAGS = frozenset(("dialog", "ins", "annotation", "annotation-xml", "xml"))
_KEEPING_TAGS = frozenset(("pre", "listing", "xmp"))


class Doubt:
    """What the `sheet` of a page, all its `<style>` together, may do to elements by their classes and ids."""

    def __init__(self, sheet: str) -> None:
        self._hiding, self._keeping = _names(sheet, _MAY_HIDE), _names(sheet, _KEEPS_LINES)

    def may_hide(self, node: html.HtmlElement) -> bool:
        """Tell whether an element may be hidden, or be none of a text: by its tag, style or colour, by what it tells
        blind readers, by a class that hides elsewhere or here; or is a form that somebody can fill in."""
        called = _called(node)
        if node.tag in _TAGS or "aria-hidden" in node.attrib or _KNOWN.search(called):
            return True
        if self._hiding & {*called.split()} or _is_form(node):
            return True
        return bool(_MAY_HIDE.search(f"{node.get('style', '')};color:{node.get('color', '')}"))

    def keeps_lines(self, node: html.HtmlElement) -> bool:
        """Tell whether an element may show the line ends of its source."""
        if node.tag in _KEEPING_TAGS or _KEEPS_LINES.search(node.get("style", "")):
            return True
        return bool(self._keeping & {*_called(node).split()})


def _called(node: html.HtmlElement) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


def _is_form(node: html.HtmlElement) -> bool:
    fields = node.iter("input", "textarea", "select", "button") if node.tag == "form" else ()
    return any(field.get("type", "").lower() != "hidden" for field in fields)


def _names(sheet: str, what: re.Pattern[str]) -> set[str]:
    rules = (rule for rule in _RULE.finditer(sheet) if what.search(rule[2]))
    return {name for rule in rules for name in _NAME.findall(rule[1])}
