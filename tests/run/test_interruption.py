"""A run that is told to stop: one line, exit code 1, the notice; whatever it was at, however often it was told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, SECONDS, Forker

from monitor.terminal.interruption import unwatch, watch


class Receiver(BaseHTTPRequestHandler):
    heard: list[str]

    def do_POST(self) -> None:
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["title"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[str]:
    Receiver.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/x"
        server.shutdown()


# Where a run stands when a signal meets it, as a patch of Python that runs before the command: `now()` sends the signal.
PLACES = {
    "while commands are imported": "import monitor.archive.index\nnow()\n",
    "while settings are read": "before('monitor.terminal.command', 'read_settings')",
    "before the crawl": "before('monitor.issue.gathering', 'open_database')",
    "in the crawl": "before('pipelines.clean.Clean', 'process_item')",
    "while the issue is chosen": "before('monitor.issue.publishing', 'rank_issue')",
    "while the issue is written": "before('monitor.issue.publishing', 'render_forms')",
    "in a destructor": "before('monitor.issue.publishing', 'render_forms', dying=True)",
    "while archives are pruned": "before('monitor.issue.gathering', 'prune')",
}
PATCH = """
import os, signal, sys, time, importlib
import scrapy.cmdline
import monitor.commands
done = []
def now():
    if not done:
        done.append(1)
        for _ in range({times}):
            os.kill(os.getpid(), signal.{name})
            time.sleep({gap})
class Dying:
    def __del__(self):
        now()
def before(place, name, dying=False):
    try:
        owner = importlib.import_module(place)
    except ImportError:
        module, _, cls = place.rpartition(".")
        owner = getattr(importlib.import_module(module), cls)
    former = getattr(owner, name)
    def wrapped(*args, **words):
        if dying:
            dead = Dying()
            del dead
            time.sleep(0.3)
        else:
            now()
        return former(*args, **words)
    setattr(owner, name, wrapped)
{place}
scrapy.cmdline.execute()
"""


@pytest.mark.parametrize(
    ("place", "name", "times", "gap"),
    [
        *((place, *each) for each in (("SIGINT", 1, 0), ("SIGTERM", 1, 0), ("SIGTERM", 2, 0.01)) for place in PLACES),
        *((place, "SIGHUP", 1, 0) for place in ("in the crawl", "while the issue is written")),
    ],
)
def test_a_run_that_is_stopped_says_so_in_one_line(
    forker: Forker, tmp_path: Path, receiver: str, place: str, name: str, times: int, gap: float
) -> None:
    code = PATCH.format(times=times, name=name, gap=gap, place=PLACES[place])
    args = [code, "weekly", "653", "--replay", str(SAMPLE_WEEK), "--outlets", "chinanews"]
    env = {**os.environ, "MONITOR_HOME": str(tmp_path / "home"), "MONITOR_NOTIFY": receiver, "PYTHONPATH": str(PROJECT)}
    if "imported" in place:  # which in a forked process they are
        command = [sys.executable, "-c", *args]
        process = subprocess.run(
            command, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    else:
        process = forker.run(args, env, PROJECT, program="python -c")
    assert process.returncode == 1, process.stderr
    assert "Traceback" not in process.stderr, process.stderr
    assert "Exception ignored" not in process.stderr, process.stderr
    assert [line for line in process.stderr.splitlines() if "已中断" in line] == process.stderr.splitlines()[-1:]
    assert Receiver.heard == ["全国卫生信息化舆情监测周报：运行失败"]


def test_what_was_started_to_outlive_its_terminal_does() -> None:
    """As nohup starts it."""
    former = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        watch()
        unwatch()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        watch()
        assert signal.getsignal(signal.SIGHUP) not in (signal.SIG_IGN, signal.SIG_DFL)
        unwatch()
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_DFL, "a command of Scrapy's own goes on behind it"
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@pytest.mark.parametrize("times", [1, 3])
def test_a_crawl_whose_server_does_not_answer_ends_all_the_same(forker: Forker, tmp_path: Path, times: int) -> None:
    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            self.rfile.read(1)  # nothing, until the client hangs up

        do_CONNECT = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    asked = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env = {**os.environ, "MONITOR_HOME": str(tmp_path), "http_proxy": f"http://127.0.0.1:{server.server_port}"}
        env |= {"https_proxy": env["http_proxy"]}
        command = [forker.scrapy, "crawl", "bjd", "-L", "ERROR"]
        with subprocess.Popen(command, cwd=PROJECT, env=env, stderr=subprocess.PIPE, text=True) as process:
            assert asked.wait(SECONDS)
            for _ in range(times):
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGTERM)
                time.sleep(0.2)
            _, said = process.communicate(timeout=SECONDS)
        server.shutdown()
    assert (process.returncode, "Traceback" in said) == (1, False), said
    assert said.count("已中断") == 1
