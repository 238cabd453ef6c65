"""Crawls in several processes: each takes a share of the outlets, tells how far it is, and ends with the run."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any

from scrapy.crawler import CrawlerProcessBase
from scrapy.utils.reactor import install_reactor

from monitor.configuration import read_number
from monitor.exceptions import MonitorError
from monitor.run.crawling import run
from monitor.terminal.interruption import ended_by, stopped
from monitor.terminal.output import say
from monitor.terminal.progress import Standing, Told, follow

AUTO = "auto"  # as many processes as the machine has cores for this one
Crawls = Mapping[str, Mapping[str, Any]]  # spider's name → its arguments
Counts = dict[str, dict[str, Any]]  # spider's name → the stats of its crawl


def read_jobs(text: str | None) -> int:
    """Return how many processes an option asks for, 1 if it was not given. Raises MonitorError."""
    if text == AUTO:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    jobs = read_number(text, "--jobs") if text is not None else 1
    if jobs > 1 and not hasattr(os, "fork"):
        raise MonitorError("--jobs 要用 fork，这个系统没有；请不写 --jobs。")
    return jobs


def crawl(process: CrawlerProcessBase, crawls: Crawls, jobs: int, told: Told) -> Counts:
    """Crawl each of `crawls` in `jobs` processes, none before this call in this one; `told` hears how far they are.
    Return the stats of those that came to their end: of a process that died nothing is returned, nor stands a run of
    its outlets in the store. Raises KeyboardInterrupt after a signal, which ends all."""
    names = list(crawls)
    shares = [{name: crawls[name] for name in names[number::jobs]} for number in range(min(jobs, len(names)))]
    if len(shares) < 2:
        return _work(process, crawls, told)
    context = get_context("fork")  # nothing is imported again
    workers: dict[Connection, ForkProcess] = {}
    for share in shares:
        heard, telling = context.Pipe(duplex=False)
        workers[heard] = context.Process(target=_serve, args=(process, share, telling))
        workers[heard].start()
        telling.close()

    def stop(times: int) -> None:
        for worker in workers.values():
            worker.terminate()

    with ended_by(stop):
        return _hear(workers, told)


def _work(process: CrawlerProcessBase, crawls: Crawls, told: Told) -> Counts:
    crawlers = {name: process.create_crawler(name) for name in crawls}
    for crawler in crawlers.values():
        follow(crawler, told)
    run(process, [(crawler, crawls[name]) for name, crawler in crawlers.items()], lambda: None)
    return {name: crawler.stats.get_stats() if crawler.stats else {} for name, crawler in crawlers.items()}


def _serve(process: CrawlerProcessBase, crawls: Crawls, telling: Connection) -> None:
    """Work as one of the processes. A Ctrl-C reaches all of a terminal; the one that began this one passes it on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _install_reactor(process)
    try:
        counts = _work(process, crawls, lambda name, standing: telling.send((name, standing)))
        telling.send(("", counts))
    except KeyboardInterrupt:  # that process says so
        raise SystemExit(1) from None


def _install_reactor(process: CrawlerProcessBase) -> None:
    """Give a forked process a reactor and an event loop of its own. Those with which it was forked wait for events in
    one queue of the system with all other processes', and since Python 3.12 asyncio forgets that loop in a child: tasks
    would wait in a new one, which nobody runs."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    sys.modules.pop("twisted.internet.reactor", None)  # it was never run; whoever needs it asks for it then
    install_reactor(process.settings["TWISTED_REACTOR"], process.settings["ASYNCIO_EVENT_LOOP"])


def _hear(workers: dict[Connection, ForkProcess], told: Told) -> Counts:
    counts: Counts = {}
    left = dict(workers)
    while left:
        for heard in wait(list(left)):
            assert isinstance(heard, Connection)
            try:
                name, content = heard.recv()
            except EOFError:
                worker = left.pop(heard)
                worker.join()
                if worker.exitcode and not stopped():
                    say(f"注意：一个抓取进程没有做完（{worker.exitcode}）；它没抓完的媒体算未运行。")
                continue
            if isinstance(content, Standing):
                told(name, content)
            else:
                counts |= content
    return counts
