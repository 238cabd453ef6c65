"""The one form in which an article's text travels: Markdown in which nothing is markup but paragraphs and pictures.

`article_body` is blocks with one blank line between them. A block is a paragraph on one line, its text escaped so
that CommonMark, GitHub and Python-Markdown all print it as it stands, or a picture `![caption](address)`. This
module is the only writer of that form and its only reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from monitor.text.hygiene import tidy

# Python-Markdown knows no backslash before `<`, `&` and `~`, CommonMark knows references for all: hence two ways.
_INLINE = re.compile(r"[\\`*\[\]{]|(?<![^\W_])_|_(?![^\W_])|#(?=#{0,40}$)")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[#>])|(?=[+-](?:\s|$))|(?=-\s*-))")
_PICTURE = re.compile(r"!\[((?:\\.|[^\]\[\\])*)\]\((\S*)\)")
# What `escape` writes and nothing else: a reader of all references would make ®ion of the address …&region=1.
_ESCAPED = re.compile(r"\\([\\`*\[\]{_#>+.)-])|&(amp|lt|#126);")
_MEANT = {"amp": "&", "lt": "<", "#126": "~"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or subhead, as plain text."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A picture at its place in the text: its absolute address and its caption as plain text. Either may be empty: a
    picture whose address the page does not tell is known by its caption alone."""

    url: str
    caption: str = ""


Block = Paragraph | Picture


def escape(text: str) -> str:
    """Return one line of plain text as Markdown that renders to exactly that text."""
    text = _INLINE.sub(lambda mark: "\\" + mark[0], tidy(text))
    text = _REFERENCE.sub("&amp;", text).replace("<", "&lt;")
    if text.count("~") > 1:  # a lone tilde strikes nothing out
        text = text.replace("~", "&#126;")
    return _LINE_START.sub(lambda start: (start[1] or "") + "\\", text, count=1)


def unescape(text: str) -> str:
    """Return the plain text of a line that `escape` wrote."""
    return _ESCAPED.sub(lambda found: found[1] or _MEANT[found[2]], text)


def write(blocks: Iterable[Block]) -> str:
    """Return `blocks` as Markdown; empty paragraphs and pictures with neither address nor caption are left out."""
    lines = []
    for block in blocks:
        if isinstance(block, Picture) and (block.url or tidy(block.caption)):
            lines.append(f"![{escape(block.caption)}]({quote(block.url, safe=':/?#@!$&*+,;=%~._-')})")
        elif isinstance(block, Paragraph) and tidy(block.text):
            lines.append(escape(block.text))
    return "\n\n".join(lines)


def read(markdown: str) -> list[Block]:
    """Return the blocks of Markdown that `write` wrote."""
    blocks: list[Block] = []
    for line in filter(None, markdown.split("\n\n")):
        picture = _PICTURE.fullmatch(line)
        blocks.append(Picture(picture[2], unescape(picture[1])) if picture else Paragraph(unescape(line)))
    return blocks


def plain_text(markdown: str) -> str:
    """Return the text of `markdown` without pictures, a line a paragraph: what is scored and compared."""
    return "\n".join(block.text for block in read(markdown) if isinstance(block, Paragraph))
