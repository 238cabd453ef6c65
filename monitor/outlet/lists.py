"""What one list of an outlet brought in one run, as it is kept among the run's counters."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from monitor.listing.search import JsonSearch, SearchPage
from monitor.listing.source import Source
from monitor.text.zone import SHANGHAI

_PREFIX = "monitor/list/"
_LONGEST = 60  # characters of a label


@dataclass(frozen=True)
class ListFacts:
    """One list in one run. Days are as the addresses or rows say them, YYYY-MM-DD or empty; counts are articles but for
    `answers` (questions that were answered: a search asks one for each word, a paper one for each day), `empty` (those
    of them that brought no article) and `unanswered` (requests that were dropped before they were sent)."""

    label: str = ""  # for people (`label_of`)
    optional: bool = False
    lenient: bool = False  # one answer without an article is honest: a rare word, a day without a paper
    answers: int = 0
    empty: int = 0
    unanswered: int = 0
    foreign: bool = False  # an address of the list itself is not the outlet's
    links: int = 0
    in_window: int = 0
    days: int = 0  # of the window, on which an article is listed
    newest: str = ""
    still: int = 0  # days from the newest to the last day of the window that had come
    titled: int = 0
    hollow: int = 0  # of the titled, those that share one title or say that the title is still to come
    hollow_title: str = ""
    cut: int = 0  # page at which LISTING_MAX_PAGES ended it though the window went on; 0: it ended by itself
    reached: str = ""  # the day that it had got to by then
    unreached: float = 0.0  # share of the window's days that lie before it
    health: bool = False  # a health section
    found: bool = False  # nobody declared it: discovery found it
    successor: bool = False  # and it stands for a declared one that fell away
    # Of the articles in the window those that the title gate let through for their titles' sake, and of these the ones
    # that no other list of the run announced; -1: the run is of a release that did not count them.
    wanted: int = -1
    alone: int = -1
    digest: str = ""  # of all its articles: a list that has the same as before has not moved
    led: str = ""  # where its address leads, if that is another one

    def to_json(self) -> str:
        """Return the facts that say something."""
        return json.dumps({name: value for name, value in asdict(self).items() if value != _SILENT[name]})

    def hours_still(self, moment: datetime, until: date) -> int | None:
        """Return the hours from the end of the newest article's day to `moment` (aware), at most to the end of the day
        `until`; None where no article has a day."""
        if not self.newest:
            return None
        passed = min(moment, _end_of(until)) - _end_of(date.fromisoformat(self.newest))
        return max(0, int(passed.total_seconds() // 3600))


def led_to(asked: Request, answer: Response | BaseException) -> str:
    """Return the address, without its query, to which a list's request was led, by what came of it; empty if to none
    but its own, be it by another scheme."""
    refused = re.search(r"https?://\S{1,2000}$", str(answer)) if isinstance(answer, IgnoreRequest) else None
    led = answer.url if isinstance(answer, Response) else refused[0] if refused else ""
    first = asked.meta.get("redirect_urls", [asked.url])[0]
    place = led.partition("?")[0]
    same = place.partition("://")[2].rstrip("/") == first.partition("?")[0].partition("://")[2].rstrip("/")
    return "" if same else place


_SILENT = asdict(ListFacts())  # what each fact is where nothing is known of it


def _end_of(day: date) -> datetime:
    return datetime.fromordinal(day.toordinal() + 1).replace(tzinfo=SHANGHAI)


def to_counters(lists: Mapping[str, ListFacts]) -> dict[str, str]:
    """Return the counters that hold `lists`, which go by the names of the sources."""
    return {f"{_PREFIX}{name}": facts.to_json() for name, facts in lists.items()}


def read_lists(counters: Mapping[str, Any]) -> dict[str, ListFacts]:
    """Return the lists that are among a run's counters, by the names of the sources. What another release kept of them
    beside is left out."""
    known = {each.name for each in fields(ListFacts)}
    return {
        name.removeprefix(_PREFIX): ListFacts(**{key: each for key, each in json.loads(value).items() if key in known})
        for name, value in counters.items()
        if name.startswith(_PREFIX)
    }


def listings(count: Mapping[str, Any]) -> int:
    """Return how many pages of lists were read, by a run's counters (without their prefix)."""
    return sum(value for name, value in count.items() if name.startswith("listing/ok/"))


def list_of(counter: str) -> str:
    """Return the list of which a counter `listing/failed/LIST:KIND` speaks."""
    return counter.rsplit("/", 1)[-1].rpartition(":")[0]


def kinds(count: Mapping[str, Any], prefix: str) -> Counter[str]:
    """Return what is counted below `prefix`, by kind: what stands last in a counter's name."""
    found: Counter[str] = Counter()
    for name, value in count.items():
        if name.startswith(prefix):
            found[name.rsplit(":", 1)[-1].rsplit("/", 1)[-1]] += value
    return found


def asks_words(source: Source) -> bool:
    """Tell whether `source` is asked for the search words of the settings."""
    return isinstance(source, SearchPage) or (isinstance(source, JsonSearch) and not source.terms)


def label_of(source: Source, url: str) -> str:
    """Return what people are told of a list whose first address is `url`: that address without scheme and query, of a
    search the host, of a paper scheme and host (it may be asked by either; where one of its lists stands in for
    another, the folder too), of numbered channels the first number too; the source's name where there is no address."""
    parts = urlsplit(url)
    if not parts.hostname:
        return source.name
    if asks_words(source):
        return f"{parts.hostname}（检索）"
    if source.by_day:
        folder = re.sub(r"/[^/]*\d.*", "", parts.path) if source.instead_of else ""
        return f"{parts.scheme}://{parts.hostname}{folder}（逐日）"
    channels = f"（频道 {source.terms[0]} 等）" if isinstance(source, JsonSearch) else ""
    return re.sub(r"/(?:index\.\w+)?$", "", f"{parts.hostname}{parts.path}")[:_LONGEST] + channels
