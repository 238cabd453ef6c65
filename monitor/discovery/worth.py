"""What lists are worth, held against each other: which pages are lists at all, and what each adds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.discovery.leads import is_health
from monitor.discovery.survey import Survey
from monitor.issue_calendar import Window
from monitor.listing.rows import HTML
from monitor.listing.source import Link

Passes = Callable[[str, bool], bool]  # the title gate: title, whether its list is a health section
_FEW = 4  # pages below which nothing is said of what repeats on all
_MOST = 0.5  # share of the pages on which a link stands that belongs to their frame: a rail, a menu of headlines
_LIST = 3  # own articles from which a page is a list; one or two are a rubric's picture


@dataclass(frozen=True)
class Worth:
    """What one list is worth in a window. Counts are articles that are not of the frame which all pages share: its
    own, those in the window (a day that is not known counts), those of them that the gate lets through (`wanted`) and
    that no better list gives (`added`). `promising` is the share of titles with a word of health."""

    url: str
    name: str
    form: str
    health: bool = False
    articles: int = 0
    in_window: int = 0
    wanted: int = 0
    added: int = 0
    newest: date | None = None
    promising: float = 0.0
    titled: bool = True
    pages_on: bool = False

    @property
    def is_list(self) -> bool:
        """Whether the page is a list of articles."""
        return self.articles >= (_LIST if self.form == HTML else 1)


class Frame:
    """The articles that stand on most of the pages: their frame, which says nothing of any."""

    def __init__(self, surveys: Iterable[Survey] = ()) -> None:
        self._pages = 0
        self._on: Counter[str] = Counter()  # keys → pages
        for each in surveys:
            self.add(each)

    def add(self, page: Survey) -> None:
        """Take a page into account."""
        if page.form == HTML:
            self._pages += 1
            self._on.update(link.address.key for link in page.links)

    def without(self, links: Iterable[Link]) -> list[Link]:
        """Return those of `links` that are not of the frame."""
        most = _MOST * self._pages if self._pages >= _FEW else self._pages
        return [link for link in links if self._on[link.address.key] <= most]


def weigh(
    surveys: Sequence[Survey], window: Window, passes: Passes, known: Collection[str] = (), health: Collection[str] = ()
) -> list[Worth]:
    """Return the lists among `surveys`, each with what it adds to those before it: the one that adds the most first, of
    equals the one with fewer articles. `known` are the keys of the articles that other lists have given, `health` the
    addresses of what is known to be a health section, beside what its name says."""
    frame, met = Frame(surveys), set(known)
    waiting: list[tuple[Worth, set[str]]] = []
    for each in surveys:
        worth, wanted = _weigh_one(each, frame.without(each.links), window, passes, each.url in health)
        if worth.is_list and not each.is_article:
            waiting.append((worth, wanted))
    weighed = []
    while waiting:
        place = max(range(len(waiting)), key=lambda n: (len(waiting[n][1] - met), -waiting[n][0].articles, -n))
        worth, wanted = waiting.pop(place)
        weighed.append(replace(worth, added=len(wanted - met)))
        met |= wanted
    return weighed


def in_window(link: Link, window: Window) -> bool:
    """Tell whether an article may be of the window: a day that is not known does not speak against it."""
    return link.address.day is None or link.address.day in window


def _weigh_one(
    page: Survey, own: Sequence[Link], window: Window, passes: Passes, health: bool
) -> tuple[Worth, set[str]]:
    health = health or is_health(page.name)
    here = [link for link in own if in_window(link, window)]
    wanted = {link.address.key for link in here if passes(link.title, health)}
    titled = [link for link in own if link.title]
    days = [link.address.day for link in own if link.address.day and link.address.day <= window.until]
    return Worth(
        url=page.url,
        name=page.name,
        form=page.form,
        health=health,
        articles=len(own),
        in_window=len(here),
        wanted=len(wanted),
        newest=max(days, default=None),
        promising=sum(passes(link.title, False) for link in titled) / len(titled) if titled else 0.0,
        titled=bool(titled),
        pages_on=bool(page.further),
    ), wanted
