"""The pages of an article as different eyes may see them."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from html import escape

from scrapy.http import HtmlResponse
from selectolax.lexbor import LexborHTMLParser

from monitor.text.encoding import detect_encoding
from monitor.witness.files import drawn_lines, page_text
from monitor.witness.shown import ShownPages

_TAG = re.compile(r"<(?!(?:br|img|meta|link|input|hr|wbr|source)\b)(/?)[a-z]", re.IGNORECASE)
_DEEPEST = 3000  # open elements


class Views:
    """The pages with what may be hidden and without; decoded by a way of the proof's own, and as the reader did. What
    is wrong to all of these is wrong."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._views = [ShownPages(bodies)]
        self._others = self._make(bodies)
        self._found: list[str] = []

    @staticmethod
    def _make(bodies: Sequence[bytes]) -> Iterator[ShownPages]:
        yield ShownPages(bodies, sparing=True)
        if any(_as_read(body) != page_text(body) for body in bodies):
            yield ShownPages(bodies, decode=_as_read)
            yield ShownPages(bodies, sparing=True, decode=_as_read)
        if any(_is_pdf(body) for body in bodies):
            yield ShownPages([_as_drawn(body) if _is_pdf(body) else body for body in bodies])
        yield ShownPages(bodies, decode=_as_built)
        yield ShownPages(bodies, sparing=True, decode=_as_built)

    def _all(self) -> Iterator[ShownPages]:
        """Those that were needed before, then the others: most pages need one."""
        yield from self._views
        for view in self._others:
            for text in self._found:
                view.pass_over(text)
            self._views.append(view)
            yield view

    def find_paragraph(self, text: str, left_out: Collection[str] = ()) -> str:
        """As `ShownPages.find_paragraph`."""
        wrong, before = "", dict[ShownPages, int]()
        for view in self._all():
            before[view] = view.after
            told = view.find_paragraph(text, left_out)
            if not told:
                self._found.append(text)
                for other in (each for each in self._views if each is not view):
                    other.after = before.get(other, other.after)
                    other.pass_over(text)
                return ""
            wrong = wrong or told
        return wrong

    def has_line(self, text: str) -> bool:
        """As `ShownPages.has_line`."""
        return any(view.has_line(text) for view in self._all())

    def has_original(self, text: str) -> bool:
        """As `ShownPages.has_original`."""
        return any(view.has_original(text) for view in self._all())

    def has_picture(self, url: str) -> bool:
        """As `ShownPages.has_picture`."""
        return any(view.has_picture(url) for view in self._all())

    def has_day(self, day: date, *addresses: str) -> bool:
        """As `ShownPages.has_day`."""
        return any(view.has_day(day, *addresses) for view in self._all())


def _is_pdf(body: bytes) -> bool:
    return b"%PDF" in body[:1024]


def _as_drawn(pdf: bytes) -> bytes:
    """A PDF as a page of the lines that are drawn one behind the other: a table's cells stand row by row there."""
    return f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in drawn_lines(pdf))}</body></html>".encode()


def _as_built(body: bytes) -> str:
    """The page as browsers build it, by a parser of HTML5 that is not the reader's: `</br>` breaks a line, and what has
    no place in a table stands before it. It would take a page nested without an end the square of its depth."""
    text = _as_read(body)
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return LexborHTMLParser(text).html or "" if deepest <= _DEEPEST else text


def _as_read(body: bytes) -> str:
    encoding = detect_encoding(body)
    own = body if encoding == "utf-8" else body.removeprefix(BOM_UTF8)  # which would decide, though it is wrong
    return HtmlResponse("", body=own, encoding=encoding).text
