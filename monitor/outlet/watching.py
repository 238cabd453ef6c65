"""Watching the lists of an outlet while they are read: what each is asked, what it answers, how far it gets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from monitor.issue_calendar import Window
from monitor.listing.source import Link, Source
from monitor.outlet.lists import ListFacts, asks_words, label_of, led_to
from monitor.text.hygiene import fold

Answer = Response | BaseException | None
_SEVERAL = 3  # articles with one title, below which it may be chance: 「简讯」 twice
# What stands for a title while a script has not filled the list, or where its template lacks the field.
_WAITING = re.compile(
    r"(?:正在|努力|数据|内容|页面|标题|新闻|列表|加载|载入|中|请?稍[候后等]|loading|undefined|null|nan|暂?无标题)*"
)


OFFERED = "offered"  # key in Request.meta of a list's further page, worked out by a rule: Listing.offered before it
_BEHIND = ("http-410", "redirected", "not-found")  # a server's words for a page that it has not


def is_behind_the_end(request: Request, kind: str) -> bool:
    """Tell whether a further page of a list that failed so is none: it is missing, or, where a rule worked it out and
    the page before did not name it, the site says that it has none or leads to its front page. A page that merely
    cannot be read may be a wall of an unknown kind: that is told."""
    if kind == "http-404" or OFFERED not in request.meta:
        return kind == "http-404"
    been = request.meta.get("redirect_urls", ())
    led_home = bool(been) and kind == "layout" and not urlsplit(request.url).path.strip("/")
    return (kind in _BEHIND or led_home) and request.meta[OFFERED] not in (request.url, *been)


@dataclass
class _Watched:
    source: Source
    label: str
    pending: int = 0  # requests without an end
    foreign: bool = False
    answered: set[int] = field(default_factory=set)
    fruitful: set[int] = field(default_factory=set)
    links: dict[str, Link] = field(default_factory=dict)
    behind: set[str] = field(default_factory=set)  # addresses that its pages lead to
    stands: bool = False  # for a list that fell away
    cut: int = 0
    reached: date | None = None
    led: str = ""  # where its address leads


class ListWatch:
    """Told by the spider of each request for a page of a list, and of what came."""

    def __init__(self) -> None:
        self._lists: dict[str, _Watched] = {}
        self._met: set[str] = set()  # keys of articles, of all lists
        self.over = 0  # articles on lists beyond those that a run may meet

    def name(self, source: Source, url: str) -> None:
        """`source`, at `url`, is known: people are told of it by its label."""
        self._of(source, url)

    def asked(self, source: Source, request: Request, foreign: bool) -> None:
        """A page of `source` is asked for; `foreign`: its address is not the outlet's."""
        watched = self._of(source, request.url)
        watched.pending += 1
        watched.foreign |= foreign

    def ended(self, source: Source, request: Request | None = None, answer: Answer = None) -> None:
        """A `request` of `source` came to its end, well or badly, by this `answer`."""
        watched = self._of(source)
        watched.pending -= 1
        if request and answer and request.cb_kwargs.get("depth") == 1:
            watched.led = watched.led or led_to(request, answer)

    def read(self, source: Source, question: int, links: Iterable[Link]) -> None:
        """A page was read that belongs to the first request number `question` of `source`."""
        watched = self._of(source)
        watched.answered.add(question)
        for link in links:
            watched.fruitful.add(question)
            watched.links.setdefault(link.address.key, link)

    def within(self, source: Source, page: int, links: Sequence[Link], most: int) -> Sequence[Link]:
        """Return those of the `links` on page number `page` of `source` with which the run has met at most `most`
        articles; where there are more, the list is cut there, and they are counted as `over`."""
        fresh = [link for link in links if link.address.key not in self._met]
        over = len(self._met) + len(fresh) - most
        if over > 0:
            self.over += over
            fresh = links = fresh[: len(fresh) - over]
            self.cut(source, page, [])
        self._met.update(link.address.key for link in fresh)
        return links

    def cut(self, source: Source, page: int, days: Sequence[date | None]) -> None:
        """`source` goes on behind its page number `page`, whose articles are of `days`, and no more may be asked."""
        watched = self._of(source)
        watched.cut = page
        if known := [day for day in days if day]:  # of several words the one that got back the least
            watched.reached = max(min(known), watched.reached or date.min)

    def admit(self, source: Source, behind: Sequence[Request], most: int) -> list[Request]:
        """Return those of the lists `behind` a page of `source` that no other page of it has named, so that it asks for
        at most `most` in all: a page that always names one more would never end."""
        watched = self._of(source)
        fresh = list({each.url: each for each in behind if each.url not in watched.behind}.values())
        admitted = fresh[: most - len(watched.behind)]
        watched.behind.update(each.url for each in admitted)
        if len(admitted) < len(fresh):
            self.cut(source, len(watched.behind), [])
        return admitted

    def found(self) -> list[tuple[str, str]]:
        """Return the lists that discovery found, each with its address."""
        return [(name, getattr(each.source, "url", "")) for name, each in self._lists.items() if each.source.found]

    def keys(self, name: str) -> set[str]:
        """Return the keys of the articles that a list announced."""
        return set(self._lists[name].links)

    def stands(self, name: str) -> None:
        """A found list stands for a declared one that fell away."""
        self._lists[name].stands = True

    def tell(self, window: Window, last: date, is_wanted: Callable[[str], bool]) -> dict[str, ListFacts]:
        """Return the facts of each list by its source's name. `last` is the latest day of `window` that has come;
        `is_wanted` tells of an article's key whether the title gate let it through for its title's sake."""
        wanted = {
            name: {key for key, link in each.links.items() if _is_here(link, window) and is_wanted(key)}
            for name, each in self._lists.items()
        }
        on = Counter(key for keys in wanted.values() for key in keys)
        return {
            name: replace(
                _facts(watched, window, last),
                wanted=len(wanted[name]),
                alone=sum(on[key] == 1 for key in wanted[name]),
            )
            for name, watched in self._lists.items()
        }

    def _of(self, source: Source, url: str = "") -> _Watched:
        if source.name not in self._lists:
            self._lists[source.name] = _Watched(source, label_of(source, url))
        return self._lists[source.name]


def _facts(watched: _Watched, window: Window, last: date) -> ListFacts:
    source, links = watched.source, watched.links.values()
    days = [link.address.day for link in links if link.address.day]
    # A day that has not come is a slip of the pen, and would hide that the list stands still.
    newest = max((day for day in days if day <= window.until), default=max(days, default=None))
    titles = Counter(title for link in links if (title := fold(link.title)))
    hollow = Counter({title: number for title, number in titles.items() if _says_nothing(title)})
    shared = Counter(dict(titles.most_common(1)))
    emptiest = max(hollow, shared if shared.total() >= _SEVERAL else Counter(), key=Counter.total)
    before = (watched.reached - window.since).days if watched.reached else 0
    return ListFacts(
        label=watched.label,
        optional=source.optional,
        health=source.health,
        found=source.found,
        successor=watched.stands,
        lenient=asks_words(source) or source.missing_is_no_issue,
        answers=len(watched.answered),
        empty=len(watched.answered - watched.fruitful),
        unanswered=max(0, watched.pending),
        foreign=watched.foreign,
        links=len(links),
        in_window=sum(_is_here(link, window) for link in links),
        days=len({day for day in days if day in window}),
        newest=newest.isoformat() if newest else "",
        still=max(0, (last - newest).days) if newest else 0,
        titled=titles.total(),
        hollow=emptiest.total(),
        hollow_title=next(iter(emptiest), ""),
        cut=watched.cut,
        led=watched.led,
        reached=watched.reached.isoformat() if watched.reached else "",
        unreached=max(0.0, before / ((last - window.since).days + 1)),
        digest=blake2b("\n".join(sorted(watched.links)).encode(), digest_size=8).hexdigest() if links else "",
    )


def _is_here(link: Link, window: Window) -> bool:
    return link.address.day is None or link.address.day in window


def _says_nothing(title: str) -> bool:
    return title.startswith(("{{", "${")) or bool(_WAITING.fullmatch(re.sub(r"[\W\d_]+", "", title)))
