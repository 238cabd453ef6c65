"""How often a password may be tried: so often a minute from one machine, and for one name."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

TRIES = 5  # in a minute
_MINUTE = 60.0
_MOST = 10_000  # machines and names that are remembered; who asks from more has not the time to try each


class Throttle:
    """Counts the tries of the last minute. `now` tells seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def admits(self, *keys: str) -> bool:
        """Count a try for each of `keys`, and tell whether all of them have had fewer than `TRIES` in the minute
        before: one that is not admitted is not counted."""
        with self._lock:
            since = self._now() - _MINUTE
            found = []
            for key in keys:
                tries = self._tries.pop(key, deque())
                while tries and tries[0] <= since:
                    tries.popleft()
                self._tries[key] = tries  # the one asked for last stands last
                found.append(tries)
            while len(self._tries) > _MOST:
                self._tries.popitem(last=False)
            if any(len(tries) >= TRIES for tries in found):
                return False
            for tries in found:
                tries.append(self._now())
            return True

    def forget(self, *keys: str) -> None:
        """Begin anew for `keys`: the password was right."""
        with self._lock:
            for key in keys:
                self._tries.pop(key, None)
