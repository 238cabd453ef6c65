"""Making the forms of a draft: PDF in a process of its own, which ends when nobody has wanted one for a while."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from scrapy.settings import BaseSettings

from monitor.bulletin import Bulletin
from monitor.exceptions import MonitorError
from monitor.issue.rendering import render_forms

_APART = ("pdf",)  # typesetting takes a hundred megabytes, which a process that has had them does not give back
_IDLE = 120.0  # seconds; the libraries take longer to load than an issue to set


class Typesetter:
    """Renders with the exporters of `settings`. It is used by one thread at a time."""

    def __init__(self, settings: BaseSettings, idle: float = _IDLE) -> None:
        self._settings = settings
        self._idle = idle
        self._pool: ProcessPoolExecutor | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def render(self, bulletin: Bulletin, form: str) -> bytes | None:
        """Return the exporter's own bytes, None if they cannot be made here. Raises MonitorError."""
        if form not in _APART:
            return _render(self._settings, bulletin, [form])
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._pool = self._pool or ProcessPoolExecutor(1, get_context("spawn"), _end_with_parent)
            work = self._pool.submit(_render, self._settings, bulletin, [form])
        try:
            return work.result()
        except BrokenProcessPool as error:
            self.end()
            raise MonitorError("做 PDF 的进程中断了；请再看一次，或看网页样式。") from error
        finally:
            self._timer = threading.Timer(self._idle, self.end)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """End the process; what it is at work on is done first."""
        with self._lock:
            if self._pool:
                self._pool.shutdown(wait=False)
            self._pool = None


def _render(settings: BaseSettings, bulletin: Bulletin, forms: Sequence[str]) -> bytes | None:
    made, _ = render_forms(settings, bulletin, forms)
    return next(iter(made.values()), None)


def _end_with_parent() -> None:
    """However the desk ends, also killed; a Ctrl+C is the desk's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
