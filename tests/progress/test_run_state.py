"""How far a run is can be read beside it, and that it was killed afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler

from monitor.progress.following import RunFollower
from monitor.progress.state import NAME, RunState, read_state, write_state
from monitor.terminal.progress import Standing, follow
from spiders.cnr import Cnr


def test_a_whole_run_leaves_what_it_asked_of_each_outlet(stored_week: Path) -> None:
    state = read_state(stored_week)
    assert state and state.number == 653
    assert not state.goes_on and not state.broken
    assert state.done == len(state.outlets) > 10
    assert all(each.came <= each.asked for each in state.outlets.values())
    assert sum(each.read for each in state.outlets.values()) > 20


def test_a_run_is_seen_while_it_goes_on_and_written_once_a_second(tmp_path: Path) -> None:
    now = [100.0]
    crawler = get_crawler(Cnr)
    with RunFollower(tmp_path, 653, ["cnr", "people"], lambda: now[0]) as follower:
        follow(crawler, follower.show)
        state = read_state(tmp_path)
        assert state and state.goes_on and state.pid == os.getpid()
        assert state.outlets == {"cnr": Standing(), "people": Standing()}
        assert crawler.stats
        for came in range(1, 4):
            crawler.stats.set_value("scheduler/enqueued", 9)
            crawler.stats.set_value("response_received_count", came)
            now[0] += 0.6
            crawler.signals.send_catch_log(signals.response_received)
        state = read_state(tmp_path)
        assert state and state.outlets["cnr"] == Standing(9, 2), "0.6 s after one that was written none is"
        crawler.signals.send_catch_log(signals.spider_closed)
        state = read_state(tmp_path)
        assert state and state.outlets["cnr"] == Standing(9, 3, done=True)
        assert state.done == 1
    state = read_state(tmp_path)
    assert state and state.ended and not state.goes_on and not state.broken


def test_a_run_that_stopped_halfway_is_told_from_one_that_goes_on(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), RunFollower(tmp_path, 653, ["cnr"]):
        raise KeyboardInterrupt
    state = read_state(tmp_path)
    assert state and state.ended is None
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    write_state(tmp_path, RunState(dead.pid, 653, datetime.now(UTC)))
    state = read_state(tmp_path)
    assert state and state.broken
    write_state(tmp_path, RunState(os.getpid(), 653, datetime.now(UTC)))
    state = read_state(tmp_path)
    assert state and state.goes_on
    os.utime(tmp_path / NAME, (1_000_000_000, 1_000_000_000))
    state = read_state(tmp_path)
    assert state and state.broken, "the process of this number is another's by now"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"pid": "x"}', b'{"pid":1,"number":1,"started":"x","outlets":{},"ended":null}'])  # fmt: skip
def test_a_file_that_cannot_be_read_is_no_run(tmp_path: Path, content: bytes) -> None:
    assert read_state(tmp_path) is None
    (tmp_path / NAME).write_bytes(content)
    assert read_state(tmp_path) is None
