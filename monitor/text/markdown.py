"""The one form in which an article's text travels: Markdown in which nothing is markup but paragraphs and pictures.

`article_body` is blocks with one blank line between them. A block is a paragraph on one line, its text escaped so
that CommonMark, GitHub and Python-Markdown all print it as it stands, a subhead `**text**`, or a picture
`![caption](address)`. This module is the only writer of that form and its only reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from monitor.text.hygiene import tidy

# Python-Markdown knows no backslash before `<`, `&` and `~`, CommonMark knows references for all: hence two ways.
_INLINE = re.compile(r"[\\`*\[\]{]|(?<![^\W_])_|_(?![^\W_])|#(?=#{0,40}$)")
_MARK = re.compile(r"[\\`*\[\]{_#&<~]")  # what none of the rules below needs to look at lacks these,
_FIRST = re.compile(r"[\d>+-]")  # and does not begin so
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# Nine figures make a list for CommonMark, any number for Python-Markdown.
_LINE_START = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[#>])|(?=[+-](?:\s|$))|(?=-\s*-))")
_PICTURE = re.compile(r"!\[((?:\\.|[^\]\[\\])*)\]\((\S*)\)")
_SUBHEAD = re.compile(r"\*\*(.+)\*\*")  # a star of the text is escaped
# What `escape` writes and nothing else: a reader of all references would make ®ion of the address …&region=1.
_ESCAPED = re.compile(r"\\([\\`*\[\]{_#>+.)-])|&(amp|lt|#126);")
_MEANT = {"amp": "&", "lt": "<", "#126": "~"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, as plain text."""

    text: str


@dataclass(frozen=True)
class Subhead(Paragraph):
    """A paragraph that is the heading of what follows."""


@dataclass(frozen=True)
class Picture:
    """A picture at its place in the text: its absolute address and its caption as plain text. Either may be empty: a
    picture whose address the page does not tell is known by its caption alone."""

    url: str
    caption: str = ""


Block = Paragraph | Picture


def escape(text: str) -> str:
    """Return one line of plain text as Markdown that renders to exactly that text."""
    text = tidy(text)
    if not _MARK.search(text) and not _FIRST.match(text):  # most texts: each of the rules would look through all of it
        return text
    text = _INLINE.sub(lambda mark: "\\" + mark[0], text)
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
        line = escape(block.caption if isinstance(block, Picture) else block.text)
        if isinstance(block, Picture) and (block.url or line):
            lines.append(f"![{line}]({quote(block.url, safe=':/?#@!$&*+,;=%~._-')})")
        elif isinstance(block, Paragraph) and line:
            lines.append(f"**{line}**" if isinstance(block, Subhead) else line)
    return "\n\n".join(lines)


def read(markdown: str) -> list[Block]:
    """Return the blocks of Markdown that `write` wrote."""
    blocks: list[Block] = []
    for line in filter(None, markdown.split("\n\n")):
        if picture := _PICTURE.fullmatch(line):
            blocks.append(Picture(picture[2], unescape(picture[1])))
        elif subhead := _SUBHEAD.fullmatch(line):
            blocks.append(Subhead(unescape(subhead[1])))
        else:
            blocks.append(Paragraph(unescape(line)))
    return blocks


def plain_text(markdown: str) -> str:
    """Return the text of `markdown` without pictures, a line a paragraph: what is scored and compared."""
    return "\n".join(block.text for block in read(markdown) if isinstance(block, Paragraph))
