"""What a person sees of long work: bars on a terminal; elsewhere, for a crawl, a line when an outlet is done."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import rich.progress
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
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


class RunDisplay(_Bars):
    """Follows crawlers by their signals; use it as a context manager round the run."""

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

    def follow(self, crawler: Crawler) -> None:
        """Show the progress of `crawler`: pages that came against pages that were asked for."""
        task = self._progress.add_task(self._name(crawler), total=None, state="准备")

        def update() -> None:
            asked, came, state = self._state(crawler)
            self._progress.update(task, total=asked, completed=came, state=state)

        def finish() -> None:
            self._finish(crawler, task)

        for signal in (signals.response_received, signals.item_scraped, signals.item_dropped):
            crawler.signals.connect(update, signal=signal, weak=False)
        crawler.signals.connect(finish, signal=signals.spider_closed, weak=False)

    def _finish(self, crawler: Crawler, task: TaskID) -> None:
        _, came, state = self._state(crawler)
        self._progress.update(task, total=came or 1, completed=came or 1, state=f"{state}，完")
        if not self._live:
            say(f"{self._name(crawler)}：{state}")

    def _state(self, crawler: Crawler) -> tuple[int, int, str]:
        stats: dict[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
        asked: int = stats.get("scheduler/enqueued", 0)
        came: int = stats.get("response_received_count", 0)
        read = f"，文章 {stats.get('monitor/article/ok', 0)} 篇" if crawler.spidercls.name in self._names else ""
        return asked, came, f"{came} 页{read}"

    def _name(self, crawler: Crawler) -> str:
        return self._names.get(crawler.spidercls.name, "图片")


class Waiting(_Bars):
    """Work that goes on elsewhere: a bar on a terminal, else a line when something is done; use it as a context
    manager."""

    def __init__(self, things: Collection[str]) -> None:
        self._left = set(things)
        self._live = sys.stderr.isatty()
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not self._live)
        self._task = self._progress.add_task("等待", total=len(self._left))

    def show(self, left: Collection[str]) -> None:
        """Say what is still `left`."""
        done = self._left - set(left)
        self._left -= done
        self._progress.advance(self._task, len(done))
        for name in () if self._live else sorted(done):
            say(f"{name}：完")
