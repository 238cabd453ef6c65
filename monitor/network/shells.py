"""Shells: pages without a text of their own whose script leads to the real one (moved channels of 新华网, 人民网 and
TRS sites; dossiers ynet, bjd, epaper-founder)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from scrapy.http import HtmlResponse

from monitor.text.urls import absolute, is_web_address

_LARGE = 20_000  # bytes; a shell has some hundred
_TEXT = 60  # characters; 正在跳转，如果没有自动跳转，请点击这里 is no text
_NO_TEXT = frozenset(("script", "style", "title", "noscript", "template"))
# The address must be written out: of one that a script puts together half is known.
_LOCATION = re.compile(
    r"""(?<![\w$-])location(?:\s{0,9}\.\s{0,9}href|\s{0,9}\[\s{0,9}["']href["']\s{0,9}\])?"""
    r"""(?:\s{0,9}=|\s{0,9}\.\s{0,9}(?:replace|assign)\s{0,9}\()\s{0,9}(["'`])(?P<url>[^"'`\n]{1,2000})\1"""
    r"""(?!\s{0,9}[+.])"""
)
_COMMENTED_OUT = re.compile(r"""(?<![:"'`\\])//.*""")  # not the two bars of an address


def has_text(response: HtmlResponse) -> bool:
    """Tell whether the page shows its reader more than a notice that it leads on."""
    if len(response.body) > _LARGE:
        return True
    root = response.selector.root if response.body.strip() else None
    pieces = _shown(root) if isinstance(root, HtmlElement) else iter(())
    return sum(len("".join(piece.split())) for piece in pieces) > _TEXT


def script_targets(response: HtmlResponse) -> list[str]:
    """Return the absolute addresses to which the scripts of a page without text lead (`location`, its `href`,
    `replace`, `assign`, of any window), in page order; a base address counts. None for a page with a text."""
    if len(response.body) > _LARGE or b"location" not in response.body or has_text(response):
        return []
    root = response.selector.root
    if not isinstance(root, HtmlElement):
        return []
    scripts = (node for node in root.iter("script") if next(node.iterancestors("noscript", "template"), None) is None)
    found = (match["url"] for node in scripts for match in _LOCATION.finditer(_without_comments(node.text or "")))
    targets = (absolute(response, url.replace("\\/", "/")) for url in found)
    return [url for url in dict.fromkeys(targets) if is_web_address(url)]


def _shown(root: HtmlElement) -> Iterator[str]:
    for node in root.iter():
        inside = node.tag in _NO_TEXT or not isinstance(node.tag, str)
        if not inside:
            yield node.text or ""
        yield node.tail or ""


def _without_comments(script: str) -> str:
    kept, rest = "", script
    while rest:
        before, _, behind = rest.partition("/*")
        kept, rest = kept + before, behind.partition("*/")[2]
    return _COMMENTED_OUT.sub("", kept)
