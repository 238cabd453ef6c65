"""Markdown (CommonMark with tables): its blocks are the lines, a list's numbers stand before its items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from monitor.forms.line import Line, cells, split, without_marks
from monitor.forms.plain import decode
from monitor.forms.signs import shifted

_PARSER = MarkdownIt("commonmark").enable("table").disable("text_join")  # what was escaped stays apart
_PARSER.normalizeLinkText = str  # type: ignore[assignment,method-assign]  # an address as it is written, not with %E4 as a word
# The 目录 as exports.markdown writes it; pandoc has two blanks behind a number.
_OURS = re.compile(r"^### 一、信息目录\r?\n\r?\n1\. (?! ).{1,999}\r?\n\r?\n {4}（.{1,200}）\r?$", re.MULTILINE)
# pandoc writes “”‘’……—— as "" '' ...... ------, and what was so in its source with a backslash.
_STRAIGHT = re.compile("""["']""")
_OPENS_BEHIND, _CLOSES_BEFORE = "：（《", "，。、；！？）》"
_GOES_ON = 50  # cells of a line that may end within a quotation
_SHIFTED = {"</sup>": "superscript", "</sub>": "subscript"}
_CARETS = re.compile(r"(?<=[\w)])\^([-+−]?\d{1,3}|n)\^(?!\d)")  # pandoc's 10^6^
_SHORT = (("...", "…"), ("---", "—"), ("--", "–"))


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a Markdown file. Raises MonitorError if its encoding is not known."""
    text = decode(content)
    ours = bool(_OURS.search(text))
    quotes = None if ours or re.search("[“”]", text) else _Quotes()
    counters: list[int | None] = []  # of the lists that are open; None for one without numbers
    mark = shown = ""
    for token in _PARSER.parse(text):
        match token.type:
            case "ordered_list_open":
                counters.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                counters.append(None)
            case "ordered_list_close" | "bullet_list_close":
                counters.pop()
            case "list_item_open":
                number = counters[-1]
                mark = f"{number}. " if number is not None else ""
                counters[-1] = number + 1 if number is not None else None
            case "inline" | "code_block" | "fence":
                if quotes:
                    quotes.begin(shown)
                shown, address = _render(token, quotes)
                if not ours:
                    shown = _CARETS.sub(lambda found: shifted(found[1], "superscript"), shown)
                first = (token.map or [0])[0] + 1
                lines = split(mark + shown, f"第 {first} 行", address, literal=bool(token.children))
                for offset, line in enumerate(lines if token.children else without_marks(lines, written=True)):
                    yield replace(line, place=f"第 {first + offset} 行")
                mark = ""


def _render(token: Token, quotes: _Quotes | None) -> tuple[str, str]:
    """The text of a block with its line ends, and where its first link leads."""
    words, address, begun = list[str](), "", list[int]()
    children = token.children or [token]
    for each in children:
        if each.type == "link_open":
            address = address or str(each.attrGet("href"))
        if each.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif each.type == "text" and quotes and not address:
            words.append(quotes.mend(each.content, each is children[0], each is children[-1]))
        elif each.type == "html_inline" and each.content in ("<sup>", "<sub>"):
            begun.append(len(words))
        elif each.type == "html_inline" and each.content in _SHIFTED and begun:
            begin = begun.pop()
            words[begin:] = [shifted("".join(words[begin:]), _SHIFTED[each.content])]
        elif each.type not in ("image", "html_inline"):
            words.append(each.content)
    return "".join(words), address


class _Quotes:
    """Puts Chinese marks back where pandoc wrote others; a quotation may go on in the next block."""

    def __init__(self) -> None:
        self._open = {'"': False, "'": False}

    def begin(self, before: str) -> None:
        """A block begins behind one that shows the text `before`: a quotation goes on only where a line was broken."""
        if cells(before) < _GOES_ON or before.endswith("。"):
            self._open = dict.fromkeys(self._open, False)

    def mend(self, text: str, first: bool, last: bool) -> str:
        """Return `text` with its marks; whether it is the `first` and the `last` of its block tells of one at its
        edge."""
        for straight, mark in _SHORT:
            text = text.replace(straight, mark)
        return _STRAIGHT.sub(lambda found: self._mark(found, first, last), text)

    def _mark(self, found: re.Match[str], first: bool, last: bool) -> str:
        sign, text = found[0], found.string
        before = text[found.start() - 1 : found.start()] if found.start() else "" if first else "x"
        behind = text[found.end() : found.end() + 1] if found.end() < len(text) else "" if last else "x"
        if sign == "'" and before.isascii() and before.isalnum() and behind.isascii() and behind.isalnum():
            return sign  # it's
        if not before or before in _OPENS_BEHIND:
            opens = True
        elif not behind or behind in _CLOSES_BEFORE:
            opens = False
        else:
            opens = not self._open[sign]
        self._open[sign] = opens
        return ("“" if opens else "”") if sign == '"' else ("‘" if opens else "’")
