"""Who does what when servers are slow, full, silent or forgetful; their clocks are a simulation's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from types import SimpleNamespace
from typing import cast

import pytest

from monitor.nodes import dealing
from monitor.nodes.dealing import Dealer, Work
from monitor.nodes.node import Jobs, Node, NodeSilent


class Machine:
    """A scrapyd of so many processes: an outlet's job takes as many seconds as its name says (`a7`: 7)."""

    def __init__(self, url: str, slots: int, clock: SimpleNamespace) -> None:
        self.url, self.slots, self.clock = url, slots, clock
        self.silent = self.forgets = False
        self.heard = True
        self.pending: list[str] = []
        self.running: dict[str, float] = {}
        self.finished: list[str] = []
        self.cancelled: list[str] = []
        self.names: dict[str, str] = {}
        self.done: list[tuple[str, float]] = []

    def live(self) -> None:
        for job, end in sorted(self.running.items(), key=lambda each: each[1]):
            if end <= self.clock.now:
                del self.running[job]
                self.finished.append(job)
                self.done.append((self.names[job], end))
        while self.pending and len(self.running) < self.slots:
            job = self.pending.pop(0)
            self.running[job] = self.clock.now + float(self.names[job][1:])

    def _answer(self) -> None:
        self.live()
        self.heard = not self.silent
        if self.silent:
            raise NodeSilent(f"scrapyd 连不上：{self.url}")

    def schedule(self, outlet: str, job: str, arguments: object, settings: object) -> None:
        self._answer()
        self.names[job] = outlet
        self.pending.append(job)

    def jobs(self) -> Jobs:
        self._answer()
        if self.forgets:
            self.forgets, self.pending, self.running, self.finished = False, [], {}, []
        return Jobs(list(self.pending), list(self.running), list(self.finished))

    def cancel(self, job: str) -> None:
        self._answer()
        self.cancelled.append(self.names[job])
        self.pending = [each for each in self.pending if each != job]
        self.running.pop(job, None)

    def at_work(self) -> set[str]:
        return {self.names[job] for job in (*self.pending, *self.running)}


Simulate = Callable[..., tuple[bool, list[Machine], float]]


@pytest.fixture
def simulate(monkeypatch: pytest.MonkeyPatch) -> Simulate:
    """Run outlets on machines of so many slots; `events` change them at moments. No outlet may ever be at work on two
    machines that can be heard. Returns whether all ended, the machines, the seconds."""

    def run(
        outlets: list[str], slots: list[int], events: dict[int, Callable[[list[Machine]], None]] | None = None,
        limit: float = 600, ended: Callable[[str], bool] = lambda outlet: False,
    ) -> tuple[bool, list[Machine], float]:  # fmt: skip
        clock = SimpleNamespace(now=0.0)
        machines = [Machine(f"http://m{number}", each, clock) for number, each in enumerate(slots)]

        def sleep(seconds: float) -> None:
            clock.now += seconds
            if event := (events or {}).get(round(clock.now)):
                event(machines)
            for machine in machines:
                machine.live()
            heard = [machine.at_work() for machine in machines if machine.heard and not machine.silent]
            assert sum(map(len, heard)) == len(set().union(*heard)), "an outlet is at work on two machines"

        monkeypatch.setattr(dealing, "time", SimpleNamespace(sleep=sleep, monotonic=lambda: clock.now))
        dealer = Dealer(cast("list[Node]", machines), Work(lambda outlet: (outlet, {}), {}, ended))
        told: dict[str, bool] = {}
        ended_all = dealer.run(outlets, limit, lambda outlet, standing: told.update({outlet: standing.done}))
        assert [outlet for outlet in outlets if not told[outlet]] == ([] if ended_all else outlets)
        return ended_all, machines, clock.now

    return run


def _did(machines: list[Machine]) -> list[list[str]]:
    return [[outlet for outlet, _ in machine.done] for machine in machines]


def test_each_does_what_it_can(simulate: Simulate) -> None:
    """Eight processes beside one: of the ninety outlets it does about eight ninths, and nobody waits at the end."""
    outlets = [f"{letter}{10}" for letter in map(chr, range(0x4E00, 0x4E00 + 90))]
    ended, machines, seconds = simulate(outlets, [8, 1])
    assert ended
    assert sorted(chain(*_did(machines))) == sorted(outlets)
    assert len(machines[0].done) >= 76
    assert seconds <= 120, "100 would be the best; one may still wait where one is at work"


def test_the_first_are_dealt_first(simulate: Simulate) -> None:
    _, (machine,), _ = simulate(["a9", "b5", "c1"], [1])
    assert _did([machine]) == [["a9", "b5", "c1"]]


def test_one_without_work_gets_what_waits_elsewhere(simulate: Simulate) -> None:
    ended, machines, seconds = simulate(["a60", "b60", "c1", "d60", "e60"], [1, 1], {2: lambda each: None})
    assert ended
    assert seconds < 190, _did(machines)


def test_a_dead_machine_s_outlets_are_done_by_others(simulate: Simulate, capfd: pytest.CaptureFixture[str]) -> None:
    def die(machines: list[Machine]) -> None:
        machines[0].silent, machines[0].slots, machines[0].running = True, 0, {}

    ended, machines, _ = simulate(["a30", "b30", "c30", "d30"], [1, 1], {5: die})
    assert ended
    assert sorted(_did(machines)[1]) == ["a30", "b30", "c30", "d30"]
    assert "注意：http://m0 没有应答，它的任务（" in capfd.readouterr().err


def test_what_ended_while_it_could_not_be_heard_is_not_done_again(simulate: Simulate) -> None:
    def hang(machines: list[Machine]) -> None:
        machines[0].silent = True

    ended, machines, _ = simulate(["a9", "b9"], [1, 1], {3: hang}, ended=lambda outlet: outlet in ("a9", "b9"))
    assert ended
    assert sorted(chain(*_did(machines))) == ["a9", "b9"]


def test_one_that_wakes_gives_up_what_others_have(simulate: Simulate) -> None:
    """Its job went on while nothing was heard of it, and would ask the same hosts beside the other's."""

    def hang(machines: list[Machine]) -> None:
        machines[0].silent = True

    def wake(machines: list[Machine]) -> None:
        machines[0].silent = False

    ended, machines, _ = simulate(["a300", "b5"], [1, 1], {3: hang, 100: wake})
    assert ended
    assert (machines[0].cancelled, _did(machines)) == (["a300"], [[], ["b5", "a300"]])


def test_what_a_machine_forgot_is_done_again_but_not_for_ever(simulate: Simulate) -> None:
    def forget(machines: list[Machine]) -> None:
        machines[0].forgets = True

    ended, machines, _ = simulate(["a50"], [1], {5: forget})
    assert (ended, _did(machines)) == (True, [["a50"]])
    ended, machines, seconds = simulate(["a50"], [1], {5: forget, 30: forget, 60: forget})
    assert (ended, _did(machines)) == (True, [[]])
    assert seconds < 60


def test_nobody_left_is_told_and_the_end_comes_in_time(simulate: Simulate) -> None:
    def die(machines: list[Machine]) -> None:
        for machine in machines:
            machine.silent = True

    with pytest.raises(NodeSilent, match="http://m"):
        simulate(["a30", "b30"], [1, 1], {5: die})
    ended, machines, seconds = simulate(["a300", "b300"], [1, 1], limit=60)
    assert (ended, round(seconds)) == (False, 61)
    assert sorted(chain(*(machine.cancelled for machine in machines))) == ["a300", "b300"]
