"""The elements that hold an article's text together: one, several of a kind, or one with paragraphs beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml.html import HtmlElement

from monitor.markup.body import read_body
from monitor.markup.page import text_of
from monitor.markup.visibility import is_hidden
from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Paragraph

_SENTENCE = 20  # characters of a paragraph that stands beside the container
_PUNCTUATION = re.compile("[，。！？；]")
# What stands beside a text and is none of it.
_NOT_OF_IT = re.compile(
    r"^[（(【\[]?(?:责任编辑|责编|编辑|校对|来源|稿源|作者|原标题|声明|免责|版权|特别声明|相关|推荐|延伸阅读|更多|扫|上一篇|下一篇|分享)"
)


def read_containers(
    nodes: Sequence[HtmlElement], absolute: Callable[[str], str], drop: tuple[str, ...] = ()
) -> list[Block]:
    """Return the blocks of the first of `nodes` (what one selector matches, in the order of the page) and of those that
    go on with it: its siblings, or children of its parent's siblings of the same kind; and of the paragraphs that
    stand beside it, which an editor's last addition does."""
    first = nodes[0]
    together = [first, *(node for node in nodes[1:] if _goes_on(first, node))]
    if len(together) > 1:
        return _without_repeats([block for node in together for block in read_body(node, absolute, drop)])
    parent = first.getparent()
    if parent is None or parent.tag in ("body", "html"):
        return read_body(first, absolute, drop)
    beside = [node for node in parent if node is not first and _is_paragraph(node)]
    loose = [parent.text, *(node.tail for node in parent)]
    if not beside and not any(_is_sentence(tidy(text)) for text in loose if text):
        return read_body(first, absolute, drop)
    kept = {first, *beside}
    return read_body(parent, absolute, drop, leave_out=[node for node in parent if node not in kept])


def _goes_on(first: HtmlElement, node: HtmlElement) -> bool:
    if first in node.iterancestors():
        return False
    here, there = first.getparent(), node.getparent()
    if here is None or there is None or not (text_of(node) or node.find(".//img") is not None):
        return False
    if here is there:
        return True
    alike = here.tag == there.tag and here.get("class") == there.get("class") and here.getparent() is there.getparent()
    return alike and here.find(".//h1") is None and there.find(".//h1") is None


def _is_paragraph(node: HtmlElement) -> bool:
    """Tell whether an element beside the container is a paragraph of its text: bare, and a sentence."""
    if node.tag not in ("p", "div") or node.get("id") or not (node.get("class") or "Mso").startswith("Mso"):
        return False
    return not is_hidden(node) and _is_sentence(text_of(node))


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and _PUNCTUATION.search(text) is not None and not _NOT_OF_IT.match(text)


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """A container may stand on the page twice, for print and for the screen."""
    paragraphs = [block.text for block in blocks if isinstance(block, Paragraph)]
    half = len(paragraphs) // 2
    if paragraphs and len(paragraphs) % 2 == 0 and paragraphs[:half] == paragraphs[half:]:
        return blocks[: len(blocks) // 2]
    return blocks
