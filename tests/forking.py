"""Runs commands of scrapy (or pytest, in a copy of the project; or lines of Python, as `python -c` does) for the tests,
each in a process of its own, forked from one that has imported what all of them import: two thirds of a short command's
time. Settings are read in the child, from the environment it is given.

A command is asked for on a Unix socket: one message `{"program", "args", "env", "cwd", "open"}` with the files that shall be
its `open` ones of 0, 1 and 2. Two messages answer: its process id, and when it has ended its exit code as subprocess gives
it. Whoever hangs up before kills it. `forked.py` is what asks.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import importlib.metadata
import json
import os
import pkgutil
import runpy
import select
import selectors
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

PROJECT = Path(__file__).resolve().parent.parent
sys.path[0] = str(PROJECT)  # this tree, wherever another may be installed

ROOMS = (
    "monitor", "pipelines", "exports", "spiders", "markdown", "scrapy.commands", "scrapy.downloadermiddlewares",
    "scrapy.spidermiddlewares",
)  # fmt: skip
# What the rooms leave to be imported when it is needed.
OTHERS = (
    "scrapy.cmdline", "scrapy.core.downloader.handlers.http11", "scrapy.core.downloader.handlers.datauri",
    "scrapy.dupefilters", "scrapy.logformatter", "scrapy.pqueues", "scrapy.squeues", "scrapy.utils.engine",
    "scrapy.extensions.corestats", "scrapy.extensions.feedexport", "scrapy.extensions.logcount",
    "scrapy.extensions.logstats", "scrapy.extensions.memusage", "scrapy.extensions.remote_control",
    "scrapy.extensions.telnet", "scrapy.extensions.throttle", "alembic.command", "sqlalchemy.dialects.sqlite", "docx",
    "dateparser", "PIL.Image", "opencc", "pythonjsonlogger.json", "rapidfuzz.distance", "rich.table",
    "apprise", "encodings.gb18030", "encodings.utf_8_sig",
)  # fmt: skip
# What depends on the environment, or may be done once only, is the child's.
CHILDREN = {"monitor.settings", "monitor.store.migrations.env", "twisted.internet.reactor"}


def preload() -> None:
    # What is installed stays so: Scrapy reads it from the disk in each command, a tenth of a short one's time.
    importlib.metadata.entry_points = functools.cache(importlib.metadata.entry_points)
    importlib.metadata.entry_points(group="scrapy.commands")
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if module.name not in CHILDREN:
                importlib.import_module(module.name)
    for name in OTHERS:
        importlib.import_module(name)
    # What libraries put off until they are used.
    sys.modules["apprise"].Apprise("json://localhost")
    sys.modules["PIL.Image"].init()
    sys.modules["sqlalchemy.orm"].configure_mappers()
    sys.modules["monitor.text.traditional"].simplify("電")
    sys.modules["monitor.topic.score"].score("電", "電")
    sys.modules["monitor.topic.promises"].chance("電")
    sys.modules["monitor.topic.promises"].names_health("電")
    sys.modules["monitor.week.originals"].canonical_name("電")
    sys.modules["monitor.store.database"]._new_file()  # what most commands begin with, and a third of their time
    # Which of all names is a command is asked of an abstract class, which remembers what it has answered.
    for room in ("scrapy.commands", "monitor.commands"):
        list(sys.modules["scrapy.cmdline"]._iter_command_classes(room))
    # The sample week, from which most commands replay: to look through it is a tenth of such a run.
    week = Path("tests", "sample_week", "week-653.warc.gz")
    os.chdir(PROJECT)
    for path in (week, PROJECT / week):  # as it is typed, and as tests give it
        sys.modules["monitor.archive.index"].open_index((path,))
    assert not CHILDREN & set(sys.modules), CHILDREN & set(sys.modules)
    assert Path(sys.modules["monitor"].__file__ or "").is_relative_to(PROJECT)


def become(order: dict[str, Any], files: list[int]) -> NoReturn:
    """Make this process the one that a shell would have started."""
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    os.chdir(order["cwd"])
    sys.path[:1] = ["", *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    given = dict(zip(order["open"], files, strict=True))
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        stream = None
        if number in given:
            os.dup2(given[number], number)
            os.close(given[number])
            handling = "backslashreplace" if name == "stderr" else errors or "strict"
            stream = open(number, mode, encoding=encoding or "utf-8", errors=handling, closefd=False)  # noqa: SIM115
            stream.reconfigure(line_buffering=name == "stderr" or stream.isatty())
        else:
            os.close(number)
        setattr(sys, name, stream)
    sys.argv = [order["program"], *order["args"]]
    importlib.reload(sys.modules["monitor.commands"])  # which settles the streams, and signals, of its process
    if order["program"] == "python -c":  # whose end is its own too
        del sys.argv[1]
        exec(order["args"][0], {"__name__": "__main__"})  # noqa: S102 (the test's own)
        sys.exit()
    try:
        if order["program"] == "pytest":
            runpy.run_module("pytest", run_name="__main__")
        else:
            import scrapy.cmdline

            scrapy.cmdline.execute()
        leave(0)
    except SystemExit as end:
        leave(end.code)


def leave(code: Any) -> NoReturn:
    """End as the interpreter does, down to its last flush; but take nothing apart. Each of some hundred thousand objects
    that were imported before the fork would be touched, and its page copied: four fifths of a short command's time."""
    if isinstance(code, str):
        print(code, file=sys.stderr)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    ends = code if isinstance(code, int) else int(code is not None)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            ends = 120
    os._exit(ends & 0xFF)


class Server:
    """Forks a command for each who asks, until whoever started this process closes its stdin."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._selector = selectors.DefaultSelector()
        self._running: dict[int, socket.socket] = {}  # who waits for each child

    def serve(self) -> None:
        self._selector.register(sys.stdin, selectors.EVENT_READ)
        self._selector.register(self._listener, selectors.EVENT_READ, self._fork)
        while True:
            for key, _ in self._selector.select():
                if not key.data:
                    return
                key.data(key.fileobj)

    def _fork(self, listener: socket.socket) -> None:
        connection, _ = listener.accept()
        message, files, _, _ = socket.recv_fds(connection, 1 << 20, 3)
        child = os.fork()
        if not child:
            listener.close()
            become(json.loads(message), files)
        for file in files:
            os.close(file)
        self._running[child] = connection
        connection.send(str(child).encode())
        self._selector.register(connection, selectors.EVENT_READ, lambda _: self._kill(child))
        self._selector.register(os.pidfd_open(child), selectors.EVENT_READ, lambda ended: self._reap(child, ended))

    def _kill(self, child: int) -> None:
        """Nobody waits for it any more."""
        self._selector.unregister(self._running[child])
        self._running.pop(child).close()
        os.kill(child, signal.SIGKILL)

    def _reap(self, child: int, ended: int) -> None:
        self._selector.unregister(ended)
        os.close(ended)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if connection := self._running.pop(child, None):
            self._selector.unregister(connection)
            connection.send(str(code).encode())
            connection.close()


def main() -> None:
    listener = socket.socket(fileno=int(sys.argv[1]))
    select.select([listener, sys.stdin], [], [])  # nobody may ever ask
    preload()
    # What is imported will not become garbage; without this each child looks through all of it, and copies its pages.
    gc.collect()
    gc.freeze()
    Server(listener).serve()


if __name__ == "__main__":
    main()
