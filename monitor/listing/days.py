"""The days of links: an address's own, else that which the list prints beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from monitor.listing.section import read_links
from monitor.listing.source import Identify, Link, collect
from monitor.markup.page import Page, line_of
from monitor.text.dates import read_moment

_ROW = 300  # characters; what is longer is no row of a list
_ROWS = 4  # elements above a link among which its row is
_LINKS = 2  # of one row: the article's, and its picture's or column's


def dated_links(page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
    """Return the article links that `css` selects; where an address says no day, with the day that its row prints."""
    links = read_links(page, css, identify)
    days: dict[str, date] = {}
    for node in page.all(css):
        address = identify(page.absolute(node.get("href", "")))
        if address and address.day is None and (day := _day_beside(node)):
            days.setdefault(address.key, day)
    return tuple(_on(link, days.get(link.address.key)) for link in links)


def with_days(rows: Sequence[tuple[str, str, date | None]], identify: Identify) -> tuple[Link, ...]:
    """Return the article links among `rows` of (absolute address, title, day)."""
    days = {address.key: day for url, _, day in rows if (address := identify(url))}
    return tuple(_on(link, days.get(link.address.key)) for link in collect(((u, t) for u, t, _ in rows), identify))


def _on(link: Link, day: date | None) -> Link:
    return replace(link, address=replace(link.address, day=link.address.day or day))


def _day_beside(node: HtmlElement) -> date | None:
    """The day in the row of a link, outside the link itself: 自2027年1月1日起施行 is a part of a title."""
    own = line_of(node)
    for row in islice(node.iterancestors(), _ROWS):
        text = line_of(row)
        if not text or len(text) > _ROW or next(islice(row.iter("a"), _LINKS, None), None) is not None:
            return None
        if moment := read_moment(text.replace(own, " ", 1)):
            return moment.day
    return None
