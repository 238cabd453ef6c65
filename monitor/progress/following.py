"""Writing the state of a run while its crawlers work: told by their signals, at most once a second."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from monitor.exceptions import OutputError
from monitor.progress.state import OutletState, RunState, write_state

_PAUSE = 1.0  # seconds between two states that are written


class RunFollower:
    """Follows the crawlers of a run for issue `number`; use it as a context manager round the run. What cannot be
    written is not: a full disk stops the run in its own words. `clock` tells seconds."""

    def __init__(
        self, home: Path, number: int, names: Collection[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._home = home
        self._clock = clock
        self._written = -_PAUSE
        outlets = {name: OutletState() for name in names}
        self._state = RunState(os.getpid(), number, datetime.now(UTC), outlets)

    def __enter__(self) -> Self:
        self._write()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:  # else it is seen that it stopped
            self._state.ended = datetime.now(UTC)
        self._write()

    def follow(self, crawler: Crawler) -> None:
        """Take note of what `crawler` asks for and is given."""
        name = crawler.spidercls.name

        def update() -> None:
            stats: dict[str, Any] = crawler.stats.get_stats() if crawler.stats else {}
            came: int = stats.get("response_received_count", 0)
            asked = max(came, stats.get("scheduler/enqueued", 0))  # which lacks robots.txt
            self._state.outlets[name] = OutletState(asked, came, stats.get("monitor/article/ok", 0))
            if self._clock() - self._written >= _PAUSE:
                self._write()

        def finish() -> None:
            update()
            self._state.outlets[name].done = True
            self._write()

        for signal in (signals.response_received, signals.item_scraped, signals.item_dropped):
            crawler.signals.connect(update, signal=signal, weak=False)
        crawler.signals.connect(finish, signal=signals.spider_closed, weak=False)

    def _write(self) -> None:
        self._written = self._clock()
        with suppress(OutputError):
            write_state(self._home, self._state)
