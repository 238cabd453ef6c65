"""What a person sees of long work: bars on a terminal; elsewhere, for a crawl, a line when an outlet is done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

import rich.progress
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.crawler import Crawler

from monitor.terminal.output import say

T = TypeVar("T")


def track(things: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """Yield `things` one by one, with a bar on a terminal; `total` is their number where they do not know it."""
    console = Console(stderr=True)
    yield from rich.progress.track(things, what, total, console=console, disable=not sys.stderr.isatty())


class _Bars:
    """Bars on a terminal, shown while the context lasts."""

    _progress: Progress

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class Standing(NamedTuple):
    """How far a crawl is: pages that were `asked` for and `came`, articles that were `read`, whether it is `done`."""

    asked: int = 0
    came: int = 0
    read: int = 0
    done: bool = False


Told = Callable[[str, Standing], None]  # takes a spider's name and the standing of its crawl


def follow(crawler: Crawler, *told: Told) -> None:
    """Tell the standing of `crawler` whenever something came, and at its end."""

    def tell(done: bool = False) -> None:
        stats: dict[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
        came: int = stats.get("response_received_count", 0)
        asked = max(came, stats.get("scheduler/enqueued", 0))  # which lacks robots.txt
        for each in told:
            each(crawler.spidercls.name, Standing(asked, came, stats.get("monitor/article/ok", 0), done))

    def update() -> None:
        tell()

    def finish() -> None:
        tell(done=True)

    for signal in (signals.response_received, signals.item_scraped, signals.item_dropped):
        crawler.signals.connect(update, signal=signal, weak=False)
    crawler.signals.connect(finish, signal=signals.spider_closed, weak=False)


class RunDisplay(_Bars):
    """Shows the crawls of a run, the spiders of `names` as outlets by these names, others as pictures; use it as a
    context manager round the run."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._live = sys.stderr.isatty()
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[state]}", markup=False),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not self._live)
        self._tasks: dict[str, TaskID] = {}

    def follow(self, crawler: Crawler) -> None:
        """Show the progress of `crawler`: pages that came against pages that were asked for."""
        self.expect(crawler.spidercls.name)
        follow(crawler, self.show)

    def expect(self, spider: str) -> None:
        """Show that the crawl of `spider` is to come."""
        self._tasks[spider] = self._progress.add_task(self._name(spider), total=None, state="准备")

    def show(self, spider: str, standing: Standing) -> None:
        """Show how far the crawl of `spider` is, which was expected."""
        state = f"{standing.came} 页" + (f"，文章 {standing.read} 篇" if spider in self._names else "")
        total = standing.came or 1 if standing.done else standing.asked
        came = total if standing.done else standing.came
        ending = "，完" if standing.done else ""
        self._progress.update(self._tasks[spider], total=total, completed=came, state=state + ending)
        if standing.done and not self._live:
            say(f"{self._name(spider)}：{state}")

    def _name(self, spider: str) -> str:
        return self._names.get(spider, "图片")


class Waiting(_Bars):
    """Work that goes on elsewhere: a bar on a terminal, with a line for each of the `places` where it is done, else a
    line when something is done; use it as a context manager."""

    def __init__(self, things: Collection[str], places: Collection[str] = ()) -> None:
        self._left = set(things)
        self._live = sys.stderr.isatty()
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[state]}", markup=False),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not self._live)
        self._task = self._progress.add_task("等待", total=len(self._left), state="")
        self._places = {place: self._progress.add_task(place, total=None, state="") for place in places}

    def show(self, left: Collection[str], states: Mapping[str, str]) -> None:
        """Say what is still `left`, and the states of the places."""
        done = self._left - set(left)
        self._left -= done
        self._progress.update(self._task, advance=len(done), state=f"还有 {len(self._left)} 家")
        for place, state in states.items():
            self._progress.update(self._places[place], state=state)
        for name in () if self._live else sorted(done):
            say(f"{name}：完")
