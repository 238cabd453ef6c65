"""SIGINT, SIGTERM and SIGHUP: whoever stops a command, or closes its terminal, gets one line, exit code 1 and, of a
weekly run, the notice; at any moment, however often it is said. Python's own ways are a traceback for the first and
silence for the others."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

from monitor.exceptions import Interrupted

T = TypeVar("T")
_WORDS = "已中断，没有做完。已入库的不会丢，再运行一次即可接着做。"
_OF_TERMINALS = (signal.SIGINT, signal.SIGHUP)
_AGAIN = 2.0  # seconds in which a further signal says nothing new: what is open is being closed
_SOON = 0.05  # seconds


class _Watch:
    """What came, and what is to be done about it now."""

    times = 0  # signals that came
    raises = False  # whether the work may be broken off where it stands
    raised_at = 0.0
    stop: Callable[[int], None] | None = None  # what ends the work in order, where there is such a way

    def heard(self, number: int, frame: FrameType | None) -> None:
        """Take a signal. Raises KeyboardInterrupt where the work may be broken off; else it is remembered."""
        self.times += number != signal.SIGALRM
        if self.stop:
            self.stop(self.times)
        elif self.raises and time.monotonic() - self.raised_at > _AGAIN:
            self.raised_at = time.monotonic()
            raise KeyboardInterrupt


_watch = _Watch()


def watch() -> None:
    """Remember signals from now on, until there is work that can be broken off."""
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGTERM, _watch.heard)
    for number in _OF_TERMINALS:
        if signal.getsignal(number) != signal.SIG_IGN:  # a shell's way, and nohup's, to start what goes on without one
            signal.signal(number, _watch.heard)


def interruptible(work: Callable[[], T]) -> T:
    """Return what `work()` returns. Raises Interrupted if a signal came before or meanwhile."""
    try:
        with _breakable():
            return work()
    except KeyboardInterrupt:
        raise Interrupted(_WORDS) from None


@contextmanager
def ended_by(stop: Callable[[int], None]) -> Iterator[None]:
    """Within it, a signal calls `stop` with the number of signals so far, and nothing is broken off; after it, what
    was stopped is. Raises KeyboardInterrupt."""
    former, _watch.stop = _watch.stop, stop
    try:
        if _watch.times:
            stop(_watch.times)
        yield
    finally:
        _watch.stop = former
    if _watch.times:
        raise KeyboardInterrupt


def unwatch() -> None:
    """Let signals change nothing any more: the exit code is known, and Python, on its way out, would die of them."""
    if signal.getsignal(signal.SIGTERM) == _watch.heard:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if signal.getsignal(signal.SIGHUP) == _watch.heard:
        # Scrapy's own commands, which go on behind this, have no way for it.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def stopped() -> bool:
    """Tell whether a signal came."""
    return _watch.times > 0


@contextmanager
def _breakable() -> Iterator[None]:
    former = sys.unraisablehook
    sys.unraisablehook = _raise_again
    if signal.getsignal(signal.SIGTERM) == _watch.heard:
        signal.signal(signal.SIGALRM, _watch.heard)
    _watch.raises = True
    try:
        if _watch.times:
            raise KeyboardInterrupt
        yield
    finally:
        _watch.raises = False
        sys.unraisablehook = former


def _raise_again(unraisable: Any) -> None:
    """A KeyboardInterrupt that met a destructor, where Python drops it, is raised once more."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _watch.raised_at = 0.0
        signal.setitimer(signal.ITIMER_REAL, _SOON)
    else:
        sys.__unraisablehook__(unraisable)
