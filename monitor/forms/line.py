"""A line of a past issue, as the readers of all forms hand it over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from monitor.text.hygiene import tidy, unified

_MARKUP = re.compile(r"[*_`\[<\\]")
_HEADING = re.compile(r"^#{1,6}\s+")
# What stands in a text for itself: single stars and many, brackets before others that hold no address.
_STARS = re.compile(r"(?<![*\\])(?:\*|\*{3,60})(?!\*)")
_NO_LINK = re.compile(r"\](?=\((?!https?:|www\.|mailto:|<))")
_MARKS = MarkdownIt("zero").enable(["emphasis", "link", "autolink", "escape"])
_WIDE = frozenset("WFA")  # East Asian widths that take two cells; A: “”—… in a Chinese font


@dataclass(frozen=True)
class Line:
    """One line of a file: its text, tidied and never empty, and where it stands, in Chinese (第 3 行).

    `address` is where a link in it leads. `soft`: the form says that it goes on with the paragraph of the line before,
    so that only the line was broken there. `left` and `right` are where it begins and ends on its page, in cells (half
    a Chinese character), None where a form has no pages. `apart`: there is more room above it than a line needs.
    `literal`: none of its characters is a mark of Markdown, for its form has read these, or this system wrote it.
    """

    text: str
    place: str
    address: str = ""
    soft: bool = False
    left: float | None = None
    right: float | None = None
    apart: bool = False
    literal: bool = False

    @property
    def bare(self) -> str:
        """The text as labels are told by: half width, without blanks."""
        return bare(self.text)

    @property
    def width(self) -> float:
        """The cells that the line takes."""
        return self.right if self.right is not None else cells(self.text)


def bare(text: str) -> str:
    """Return `text` in half width (NFKC) and without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def cells(text: str) -> int:
    """Return the room that `text` takes, in halves of a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(mark) in _WIDE else 1 for mark in text)


def clean(text: str) -> str:
    """Return `text` tidied, with characters in place of radicals that only look like them: fonts of some programs say
    2F00 ⼀ for 4E00 一, which no search would find."""
    return tidy(unified(text))


def split(text: str, place: str, address: str = "", literal: bool = False) -> Iterator[Line]:
    """Yield the lines of a paragraph in which line ends stand as \\n, but for those without text."""
    soft = False
    for each in text.split("\n"):
        if line := clean(each):
            yield Line(line, place, address, soft, literal=literal)
        soft = bool(line)


def without_marks(lines: Iterable[Line], written: bool = False) -> Iterator[Line]:
    """Yield `lines` without the marks of Markdown (headings, bold, links, escapes), which programs that read a text out
    of a page leave in it, whatever form it has later. A single star (2*3*4毫克) is a mark only in a file that is
    `written` in Markdown, and none is in a line that is `literal`."""
    for line in lines:
        if line.literal:
            yield line
            continue
        text, address = line.text, line.address
        if written or "#" not in text.lstrip("#"):  # # 话题 #智慧医疗# is no heading
            text = _HEADING.sub("", text)
        if _MARKUP.search(text):
            text = text if written else _NO_LINK.sub(r"\\]", _STARS.sub(lambda stars: r"\*" * len(stars[0]), text))
            text, found = _render(text)
            address = address or found
        if text := tidy(text):
            yield Line(text, line.place, address, line.soft, line.left, line.right, line.apart)


def _render(text: str) -> tuple[str, str]:
    """The text that a line of Markdown shows, and where its first link leads."""
    words, address = [], ""
    for token in _MARKS.parseInline(text)[0].children or []:
        if token.type == "link_open":
            address = address or str(token.attrGet("href"))
        words.append(token.content)
    return "".join(words), address


def join(first: str, second: str, known: str = "") -> str:
    """Return two lines of one paragraph as one. A blank stands between two words of Latin letters only, and not where
    the word that they make stands in the text that is `known` (DeepSee, k)."""
    if re.search(r"[A-Za-z,.;:)]$", first) and (head := re.match("[A-Za-z]+", second)):
        tail = re.search("[A-Za-z]*$", first)
        if not (tail and tail[0] and tail[0] + head[0] in known):
            return f"{first} {second}"
    return first + second
