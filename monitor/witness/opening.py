"""What of a hidden text a page may open: behind a button that says so, or by its own script. A rule of the proof's own,
in doubt for showing; other views of the page show less."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html

_BUTTON = 12  # characters
_CALLED = re.compile(
    r"(?:[#.\"']([\w-]{1,80})[\"']\s?\)|document\.(body)(?=\.))(?=.{0,400}?(?:show|display|remove|fadeIn|slideDown|hidden))",
    re.DOTALL,
)
_TEXT = 60  # characters


class Opening:
    """What the own `script` of a page, all its `<script>` together, and its buttons may open."""

    def __init__(self, script: str) -> None:
        self._called = {name for pair in _CALLED.findall(script) for name in pair if name}

    def shows(self, node: html.HtmlElement, sparing: bool) -> bool:
        """Tell whether a hidden element may be shown: a script calls it by its name, and it holds a text; `sparing`,
        most of what the page says; or else a button opens it."""
        if not self._called.isdisjoint((node.get("id"), *node.get("class", "").split(), node.tag)):
            text = "".join(node.itertext()).strip()
            if "。" in text and len(text) > (_length(node.getroottree()) // 2 if sparing else _TEXT):
                return True
        return not sparing and "hidden" not in node.attrib and opens_behind(node)


def opens_behind(node: html.HtmlElement) -> bool:
    """Tell whether a button right behind an element, or before it, says that it opens the rest of a text."""
    behind = islice(node.itersiblings(etree.Element), 2)
    before = islice(node.itersiblings(etree.Element, preceding=True), 1)
    return any(
        re.search("展开|全文", text)
        for each in (*behind, *before)
        if len(text := "".join(each.itertext()).strip()) <= _BUTTON
    )


def _length(page: etree._ElementTree) -> int:
    return sum(len(text.strip()) for text in page.xpath("//body//text()[not(parent::script or parent::style)]"))
