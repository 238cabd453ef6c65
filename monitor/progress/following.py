"""Writing the state of a run while its crawlers work: told by their signals, at most once a second."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.exceptions import OutputError
from monitor.progress.state import RunState, write_state
from monitor.terminal.progress import Standing

_PAUSE = 1.0  # seconds between two states that are written


class RunFollower:
    """Keeps the state of a run for issue `number` as it is told; use it as a context manager round the run. What cannot
    be written is not: a full disk stops the run in its own words. `clock` tells seconds."""

    def __init__(
        self, home: Path, number: int, names: Collection[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._home = home
        self._clock = clock
        self._written = -_PAUSE
        outlets = {name: Standing() for name in names}
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

    def show(self, spider: str, standing: Standing) -> None:
        """Take note of how far the crawl of `spider` is."""
        self._state.outlets[spider] = standing
        if standing.done or self._clock() - self._written >= _PAUSE:
            self._write()

    def _write(self) -> None:
        self._written = self._clock()
        with suppress(OutputError):
            write_state(self._home, self._state)
