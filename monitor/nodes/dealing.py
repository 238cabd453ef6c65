"""Dealing the outlets of a run to the servers and waiting for them; what a server fails to do, another does.

An outlet is one job, and one server has it at a time: its hosts are asked at one pace. The dearest are dealt first, and
a server gets the next as soon as few of its jobs wait, so that each works as much as its max_proc lets it, which
scrapyd tells nobody (longest processing time first: at most a third longer than the best order there is).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import uuid4

from monitor.exceptions import MonitorError
from monitor.nodes.node import Jobs, Node, NodeSilent
from monitor.terminal.output import say
from monitor.terminal.progress import Standing, Told, Waiting

_POLL = 1.0  # seconds
_PATIENCE = 60.0  # seconds of silence after which a server is given up
_LOOK_AGAIN = 30.0  # seconds until a server that was given up is asked again
_AHEAD = 4  # jobs that may wait at a server: it takes as many as it can whenever it looks, each second as shipped
_FORGOTTEN = 10  # answers without a word of a job, after which the server has lost it
_TIMES = 2  # how often an outlet is dealt at most: one that kills its servers must not kill them all


class Work(NamedTuple):
    """Which spider an outlet's job runs, with which arguments; the settings of all; and whether an outlet's run has
    ended well as far as others know: one whose server fell silent may have. An outlet is whatever a job does whole: of
    work that asks no hosts it may be a part of one."""

    job: Callable[[str], tuple[str, Mapping[str, str]]]
    settings: Mapping[str, str]
    has_ended: Callable[[str], bool]


@dataclass
class _Server:
    """What is known of a server: its jobs at work (id → outlet), since when nothing was heard of it, when it is to be
    asked next after it was given up, and the jobs that another has got since."""

    node: Node
    jobs: dict[str, str] = field(default_factory=dict)
    waiting: int = 0
    running: int = 0
    heard: float = field(default_factory=time.monotonic)
    again: float | None = None
    taken: set[str] = field(default_factory=set)
    unheard: Counter[str] = field(default_factory=Counter)

    @property
    def state(self) -> str:
        """For people."""
        if self.again is not None:
            return "没有应答，任务改由别台做"
        names = "、".join(sorted(self.jobs.values())[:4])
        return f"{self.running} 个在做，{self.waiting} 个排队：{names}" if self.jobs else "没有任务"


class Dealer:
    """Deals outlets to servers that were checked. `scheduled` is all that was handed over: server, outlet, job."""

    def __init__(self, nodes: Iterable[Node], work: Work) -> None:
        self._servers = [_Server(node) for node in nodes]
        self._work = work
        self._left: list[str] = []
        self._dealt: Counter[str] = Counter()
        self.scheduled: list[tuple[Node, str, str]] = []

    def run(self, outlets: Sequence[str], limit: float, told: Told) -> bool:
        """Have the outlets crawled, the first ones first, and wait until all have ended, at most `limit` seconds;
        return whether they have. What is still at work then is cancelled. `told` hears at each look which are at work,
        and once which are done: more the servers do not say. Raises MonitorError if no server answers any more, or one
        refuses a job."""
        self._left, end = list(outlets), time.monotonic() + limit
        still = list(outlets)
        try:
            with Waiting(outlets, [server.node.url for server in self._servers]) as waiting:
                while True:
                    for server in self._servers:
                        self._look(server)
                    self._deal()
                    former, still = still, self._open()
                    for outlet in former:
                        told(outlet, Standing(done=outlet not in still))
                    waiting.show(still, {server.node.url: server.state for server in self._servers})
                    if not still or time.monotonic() > end:
                        return not still
                    time.sleep(_POLL)
        finally:
            for server in self._servers:
                self._cancel(server, server.taken | server.jobs.keys())

    def _open(self) -> list[str]:
        return [*self._left, *(outlet for server in self._servers for outlet in server.jobs.values())]

    def _look(self, server: _Server) -> None:
        now = time.monotonic()
        if server.again is not None and now < server.again:
            return
        try:
            jobs = server.node.jobs()
        except NodeSilent as error:
            if server.again is not None or now - server.heard > _PATIENCE:
                self._give_up(server, error)
            return
        if server.again is not None:
            say(f"{server.node.url} 又有应答了。")
            self._cancel(server, server.taken & {*jobs.pending, *jobs.running})
            server.taken.clear()
        server.heard, server.again = time.monotonic(), None
        self._settle(server, jobs)

    def _settle(self, server: _Server, jobs: Jobs) -> None:
        """Between two states a job is in none for a moment; a server that was started anew has forgotten it."""
        server.waiting, server.running = len(jobs.pending), len(jobs.running)
        at_work, ended = {*jobs.pending, *jobs.running}, set(jobs.finished)
        for job in [job for job in server.jobs if job not in at_work]:
            server.unheard[job] += 1
            if job in ended:
                del server.jobs[job]
            elif server.unheard[job] >= _FORGOTTEN:
                self._deal_again(server.jobs.pop(job))

    def _give_up(self, server: _Server, error: NodeSilent) -> None:
        server.again = time.monotonic() + _LOOK_AGAIN
        server.taken |= server.jobs.keys()
        lost, server.jobs, server.waiting, server.running = server.jobs, {}, 0, 0
        if all(each.again is not None for each in self._servers):
            raise error
        if lost:
            say(f"注意：{server.node.url} 没有应答，它的任务（{'、'.join(sorted(lost.values()))}）改由别台做。")
        for outlet in lost.values():
            self._deal_again(outlet)

    def _deal_again(self, outlet: str) -> None:
        if self._dealt[outlet] < _TIMES and not self._work.has_ended(outlet):
            self._left.insert(0, outlet)

    def _deal(self) -> None:
        alive = [server for server in self._servers if server.again is None]
        while self._left:
            free = [server for server in alive if server.waiting < _AHEAD]
            if not free:
                return
            server = min(free, key=lambda each: (each.waiting, each.running))
            job = uuid4().hex  # ours, so that one that was taken without an answer can be taken back
            spider, arguments = self._work.job(self._left[0])
            try:
                server.node.schedule(spider, job, arguments, self._work.settings)
            except NodeSilent:
                server.taken.add(job)
                alive.remove(server)  # for now: looked at again at the next turn
                continue
            outlet = self._left.pop(0)
            self._dealt[outlet] += 1
            server.jobs[job] = outlet
            server.waiting += 1
            self.scheduled.append((server.node, outlet, job))
        self._level(alive)

    def _level(self, alive: Sequence[_Server]) -> None:
        """One that has nothing to do gets what waits elsewhere."""
        idle = [server for server in alive if not server.jobs]
        full = [server for server in alive if server.waiting > 1]
        for server, other in zip(idle, full, strict=False):
            job = list(other.jobs)[-1]
            with suppress(NodeSilent):
                other.node.cancel(job)
                self._left.append(other.jobs.pop(job))
                self._dealt[self._left[-1]] -= 1
                other.waiting -= 1
                server.waiting = 0

    def _cancel(self, server: _Server, jobs: Iterable[str]) -> None:
        with suppress(MonitorError):
            for job in sorted(jobs):
                server.node.cancel(job)
