"""Who has which article open, and whether at a field of it: told by the pages themselves, forgotten when they are
silent. It blocks nobody and is kept nowhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_SILENT = 25.0  # seconds; an open page asks each ten


class Presence:
    """What the open pages tell of themselves. `now` tells seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._open: dict[tuple[int, int, str], tuple[float, bool]] = {}  # issue, article, editor

    def note(self, issue: int, article: int, editor: str, edits: bool) -> list[str]:
        """Take note that `editor` has an article open, and return who else has, in Chinese."""
        now = self._now()
        with self._lock:
            self._open = {key: each for key, each in self._open.items() if now - each[0] < _SILENT}
            self._open[issue, article, editor] = now, edits
            there = sorted((key[2], at) for key, (_, at) in self._open.items() if key[:2] == (issue, article))
        return [f"{name}{'正在改' if at else '也开着'}这一篇" for name, at in there if name != editor]
