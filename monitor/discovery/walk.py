"""Which page to look at next: what a walk through an outlet's pages has seen, and where it goes. It asks for nothing
itself, so that the same walk is one over saved pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from monitor.discovery.leads import DATA, FEED, FRONT, NEXT, SECTION, STANDING, Lead, is_health
from monitor.discovery.survey import Site, Survey, bare, survey
from monitor.discovery.worth import Frame, Passes, in_window
from monitor.issue_calendar import Window
from monitor.listing.source import Link
from monitor.text.urls import host_of

_HEALTH, _KIN, _NAMED = 30, 25, 15  # a health section; perhaps where a lost list has gone; named by an article
_TRIED = 6  # less for each page of the same folder that gave nothing: of 120 places in a menu two or three tell
_BARREN = 5  # pages of a folder that gave nothing, after which nothing in it promises anything
_DEEPER = 4  # less for each page between the front page and this
_YIELD = 20  # at most, for a further page of a list: two for each article that the page before it added
_NEARLY = 0.25  # share of a page's articles, at least, that must reach into the window for the page behind it
_NO_NAME = re.compile(r"index\w*|default|list\w*|node_\d+|GB|\d{1,3}")  # what many lists are called
_KEPT = 20_000  # addresses of which a walk remembers what they are
_PATIENCE = 8  # plain leads one after the other without an article that the gate lets through; the rest is left


@dataclass(frozen=True)
class Step:
    """One page that was looked at: what led there, the first page of its list where it is a further one, whether it is
    a health section, how many articles of the window it has, and those with a title that no page before it gave."""

    survey: Survey
    lead: Lead
    first: str
    health: bool
    here: int
    fresh: tuple[Link, ...]


class Walk:
    """A walk over at most `most` pages of `site`, for the articles of `window` that the gate (`passes`) lets through.
    `known` are the keys of articles that are no news, `lost` the addresses of lists that are gone, `alone` the hosts
    that are not asked."""

    def __init__(
        self,
        site: Site,
        window: Window,
        passes: Passes,
        most: int,
        known: Collection[str] = (),
        lost: Sequence[str] = (),
        alone: Collection[str] = (),
    ) -> None:
        self._site, self._window, self._passes, self._most = _Remembering(site), window, passes, most
        self._met = set(known)
        self._alone = frozenset(alone)
        self._lost = {name for url in lost if (name := stem(url))}
        self._waiting: dict[str, tuple[Lead, int, int]] = {}  # its standing, the pages between it and the front page
        self._asked: dict[str, int] = {}
        # Further page → the first page of its list, whether that is of health, the further page's number.
        self._first: dict[str, tuple[str, bool, int]] = {}
        self._frame = Frame()
        self._named: set[str] = set()
        self._barren = 0
        self._tried: Counter[str] = Counter()  # folders → pages in them that gave nothing
        self.steps: list[Step] = []
        self.asked = 0  # pages that were asked for
        self.failed: dict[str, str] = {}  # address → kind of failure
        self.arrived = False  # a front page answered

    def offer(self, leads: Iterable[Lead], depth: int = 0, promise: int = 0) -> None:
        """Take note of what may be looked at, `depth` pages from the front page; `promise` is added to its standing."""
        for lead in leads:
            place = bare(lead.url)
            if place in self._asked:
                continue
            standing = STANDING[lead.kind] - _DEEPER * depth + promise + _HEALTH * lead.is_health
            standing += _KIN * (bool(self._lost) and stem(lead.url) in self._lost)
            known = self._waiting.get(place)
            if (known is None or standing > known[1]) and host_of(lead.url) not in self._alone:
                self._waiting[place] = (lead, standing, depth)

    def leave(self, urls: Iterable[str]) -> None:
        """These pages are not worth a look: they were seen, or are known to be gone."""
        self._asked.update((bare(url), 0) for url in urls)

    def name(self, sections: Iterable[str]) -> None:
        """Articles say that they stand in sections of these names."""
        self._named.update(sections)

    def next(self) -> Lead | None:
        """Return what is to be asked for now; None if nothing is worth it, or the budget is spent."""
        if self.asked >= self._most or not self._waiting:
            return None
        place = max(self._waiting, key=self._score)  # of equals the first
        lead, _, depth = self._waiting[place]
        if self._barren >= _PATIENCE and not self._is_promising(lead):
            return None
        del self._waiting[place]
        self._asked[place] = depth
        self.asked += 1
        return lead

    def take(self, lead: Lead, response: TextResponse) -> Step:
        """Look at what `lead` led to. Raises a PageError (monitor.discovery.survey)."""
        place = bare(lead.url)
        first, health, number = self._first.get(place, (response.url, False, 1))
        page = survey(response, self._site, self._window.until, number)
        health = health or (lead.kind != FRONT and (lead.is_health or is_health(page.name)))
        self._asked.setdefault(bare(response.url), self._asked.get(place, 0))
        self._frame.add(page)
        here = [link for link in page.links if in_window(link, self._window)]
        # The gate lets through whatever has no title, so a map of addresses tells of articles, and announces none.
        fresh = tuple(link for link in here if link.title and link.address.key not in self._met)
        self._met.update(link.address.key for link in fresh)
        wanted = sum(self._passes(link.title, health) for link in fresh)
        self._barren = 0 if wanted else self._barren + (not self._is_promising(lead))
        self._tried[_folder(lead.url)] += not fresh
        self.arrived |= lead.kind == FRONT and bool(page.links or page.leads)
        self.name(page.sections)
        depth = self._asked[place] + 1 if place in self._asked else 1
        self.offer((each for each in page.leads if each.kind != NEXT), depth)
        if page.further and (lead.kind != FRONT or page.filled) and self._reaches(page):
            self._first.setdefault(bare(page.further), (first, health, number + 1))
            promise = _DEEPER * depth + min(_YIELD, 2 * wanted) if fresh else 0
            self.offer([Lead(page.further, lead.name, NEXT)], depth, promise)
        step = Step(page, lead, first, health, len(here), fresh)
        self.steps.append(step)
        return step

    def fail(self, lead: Lead, kind: str) -> None:
        """What `lead` led to could not be had."""
        self.failed[lead.url] = kind
        self._tried[_folder(lead.url)] += 1
        self._barren += not self._is_promising(lead)

    @property
    def left(self) -> list[Lead]:
        """What would have been worth a look, had the budget not been spent. Further pages of lists that were seen hide
        no list."""
        waiting = [lead for lead, _, _ in self._waiting.values() if lead.kind != NEXT]
        return [lead for lead in waiting if self._barren < _PATIENCE or self._is_promising(lead)]

    @property
    def complete(self) -> bool:
        """Whether what the outlet's own pages lead to was looked at: a front page answered, and it was not the budget
        that ended the walk, but that nothing was left, or that page after page gave nothing that the gate lets through.
        """
        return self.arrived and not self.left

    def _reaches(self, page: Survey) -> bool:
        """Tell whether the page behind `page` may hold articles of the window: not nearly all of its own are older.
        What stands on a page whose list a script fills says nothing of that."""
        if page.filled:
            return True
        own = [link.address.day for link in self._frame.without(page.links)]
        young = sum(day is None or day >= self._window.since for day in own)
        return young > _NEARLY * len(own)

    def _is_promising(self, lead: Lead) -> bool:
        if lead.kind != FRONT and self._tried[_folder(lead.url)] >= _BARREN:
            return False
        sure = lead.kind in (FRONT, DATA, SECTION, FEED, NEXT) or lead.is_health
        return sure or (bool(self._lost) and stem(lead.url) in self._lost)

    def _score(self, place: str) -> int:
        lead, standing, _ = self._waiting[place]
        return standing + _NAMED * (lead.name in self._named) - _TRIED * self._tried[_folder(lead.url)]


class _Remembering:
    """A site whose answers are kept: menus and rails stand on every page."""

    def __init__(self, site: Site) -> None:
        self.claims = lru_cache(maxsize=_KEPT)(site.claims)
        self.identify = lru_cache(maxsize=_KEPT)(site.identify)


def _folder(url: str) -> str:
    return bare(url).rpartition("/")[0]


def stem(url: str) -> str:
    """Return the part of an address by which a list that has moved is known again: the last folder or name that is its
    own; empty if it has none."""
    parts = [part.partition(".")[0] for part in urlsplit(url).path.split("/") if part]
    own = [part for part in parts if len(part) > 1 and not _NO_NAME.fullmatch(part)]
    return own[-1].lower() if own else ""
