"""What every listing source has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar, TypeVar

from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.links import CUT
from monitor.text.urls import Address

MOST_LINKS = 10_000  # articles on one list: a day's archive has 500, and each is a request or a line for the editor
_SEVERAL = 2  # rows beside one that must agree on its year
_NEAR, _BEYOND = timedelta(days=31), timedelta(days=3)
_LONGEST = 70  # characters; a link that is longer is a summary
LISTED = "listed"  # key in Request.meta under which an article's request carries its Link
S = TypeVar("S", bound="Source")
Identify = Callable[[str], Address | None]  # an outlet's test of an address, see OutletSpider.identify


@dataclass(frozen=True)
class Link:
    """One article as a listing announces it: absolute address, title (may be empty), what its address says, whether
    the listing is a health section, where a title need not say so, and what else the list says of it: summary,
    keywords, the name of a paper's page."""

    url: str
    title: str
    address: Address
    health: bool = False
    hint: str = ""

    @property
    def first_page(self) -> str:
        """Where a long article begins: lists link to its later pages too."""
        return self.url if self.address.page == 1 else self.address.url


@dataclass(frozen=True)
class Listing:
    """What one listing response holds: article links, listings behind it, and the next page of the same listing.

    `next_page` is followed only while the links still reach into the window; `deeper` always. `offered` is the address
    that the page itself names for its next one, empty if it names none, where `next_page` is worked out by a rule; None
    where it is not.
    """

    links: tuple[Link, ...]
    deeper: tuple[Request, ...] = ()
    next_page: Request | None = None
    offered: str | None = None


@dataclass(frozen=True, kw_only=True)
class Source(ABC):
    """One listing source. `optional`: its failure is counted but does not make the outlet broken (dossier: GUESS, or
    known to be refused at times). `instead_of`: the name of the source after whose failure alone this one is asked.
    `health`: all that it lists is about health.
    """

    name: str
    optional: bool = False
    instead_of: str = ""
    health: bool = False
    by_day: ClassVar[bool] = False  # it makes a request for each day
    needs_browser: ClassVar[bool] = False
    found: ClassVar[bool] = False  # nobody declared it: discovery found it
    missing_is_no_issue: ClassVar[bool] = False  # a dated paper's day without an issue answers 404

    @abstractmethod
    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the first requests for the days of `window`; `words` are the search words of the settings."""

    @abstractmethod
    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return what `response` announces, in page order, each address once. Raises LayoutChanged if the landmark
        of this kind of listing is missing: an empty result must be earned."""


def several(kind: Callable[..., S], name: str, address: str, paths: str, **facts: Any) -> tuple[S, ...]:
    """Return one source for each word of `paths`, put into the format strings `name` and `address`; `facts` are the
    attributes that they share. A word may be `label=path`, where the path is no name (chinadaily's are numbers)."""
    pairs = [(label, path or label) for label, _, path in (word.partition("=") for word in paths.split())]
    return tuple(
        kind(name=name.format(label.replace("/", "-")), url=address.format(path), **facts) for label, path in pairs
    )


def collect(rows: Iterator[tuple[str, str]], identify: Identify, most: int = MOST_LINKS) -> tuple[Link, ...]:
    """Return the article links among `rows` of (absolute address, title), the first of each article only, with the
    best of its titles. Raises LayoutChanged for more than `most`: that is no list of news, and would hold up all other
    outlets."""
    links: dict[str, Link] = {}
    for url, title in rows:
        if not (address := identify(url)):
            continue
        known = links.get(address.key)
        if known is None:
            links[address.key] = Link(url, title, address)
            if len(links) > most:
                raise LayoutChanged(f"列表上的文章链接超过 {most} 个：{url}")
        elif _is_better(title, known.title):
            links[address.key] = replace(known, title=title)
    return tuple(links.values())


def _is_better(title: str, known: str) -> bool:
    """Tell whether `title` says more of an article than `known`: it is whole where that is cut, or longer, as long as
    it is no summary."""
    if not title or len(title) > _LONGEST or "。" in title:
        return not known and bool(title)
    if len(known) > _LONGEST or "。" in known:
        return True
    return (CUT.search(title) is None, len(title)) > (CUT.search(known) is None and bool(known), len(known))


def without_slips(days: Mapping[str, date]) -> dict[str, date]:
    """Return the printed days of a list's rows, in the order of the rows, without those of January in which somebody
    wrote the year that had just ended: a year later they would stand between those beside them. Their pages say when
    they were published."""
    told = list(days.items())
    kept = dict(told)
    for place, (key, day) in enumerate(told):
        beside = [each for _, each in told[max(place - 1, 0) : place + 2] if each is not day]
        if place == 0 and len(told) > _SEVERAL:
            beside = [told[1][1], told[2][1]]
        meant = day.replace(year=day.year + 1) if day.month == 1 else day
        if len(beside) == 2 and meant != day and _lies_between(meant, *beside):
            del kept[key]
    return kept


def _lies_between(day: date, one: date, other: date) -> bool:
    first, last = sorted((one, other))
    return first - _BEYOND <= day <= last + _BEYOND and last - first <= _NEAR and first.year == last.year == day.year


def with_days(rows: Sequence[tuple[str, str, date | None]], identify: Identify) -> tuple[Link, ...]:
    """Return the article links among `rows` of (absolute address, title, day)."""
    days = {address.key: day for url, _, day in rows if (address := identify(url))}
    return tuple(on_day(link, days.get(link.address.key)) for link in collect(((u, t) for u, t, _ in rows), identify))


def on_day(link: Link, day: date | None) -> Link:
    """Return `link` with `day`, where its address says none."""
    return replace(link, address=replace(link.address, day=link.address.day or day))
