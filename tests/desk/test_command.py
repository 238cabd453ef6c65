"""`scrapy desk` begins and ends as a command of the program does."""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
import uvicorn
from conftest import PROJECT, SECONDS, Scrapy

from desk.serving import _Server
from monitor.commands.desk import Command
from monitor.exceptions import MonitorError


def test_it_is_opened_by_the_printed_address_alone_and_ends_well(stored_week: Path, scrapy: Scrapy) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "scrapy.cmdline", "desk", "653", "--port", str(port), "--no-browser"]
    given = {**os.environ, "MONITOR_HOME": str(stored_week), "MONITOR_EDITOR": "王某"}
    with subprocess.Popen(command, cwd=PROJECT, env=given, stderr=subprocess.PIPE, text=True) as process:
        guard = threading.Timer(SECONDS, process.kill)
        guard.start()
        assert process.stderr
        line = process.stderr.readline()
        address = re.search(rf"http://127\.0\.0\.1:{port}/enter\?key=\S+", line)
        assert address and line.startswith("编辑台：第653期"), line
        with urllib.request.urlopen(address[0]) as answer:  # the socket listens before the address is printed
            assert 'value="王某"' in answer.read().decode()
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port)).close()  # this machine's too, and not the desk's
        second = scrapy("desk", "653", "--port", port, "--no-browser", home=stored_week)
        assert second.returncode == 2 and f"端口 {port} 用不了" in second.stderr and "--port" in second.stderr
        process.send_signal(signal.SIGINT)
        assert (process.wait(), process.stderr.read()) == (0, "停止：Ctrl+C。\n")
        guard.cancel()


def test_without_its_parts_it_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.startswith(("desk.", "starlette"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    command = Command()
    command.settings = {"DESK_SERVER": "desk.serving.serve"}  # type: ignore[assignment]
    with pytest.raises(MonitorError, match=r"编辑台缺少组件（starlette.*）；请 pip install -e '\.\[desk\]'"):
        command.work([], argparse.Namespace(account=None))


def test_a_terminal_that_is_closed_ends_it_but_not_one_that_outlives_it() -> None:
    server = _Server(uvicorn.Config("nowhere:nothing"))
    former = signal.getsignal(signal.SIGHUP)
    try:
        for handler, ends in ((signal.SIG_DFL, True), (signal.SIG_IGN, False)):
            signal.signal(signal.SIGHUP, handler)
            with server.capture_signals():
                assert (signal.getsignal(signal.SIGHUP) == server.handle_exit) is ends
            assert signal.getsignal(signal.SIGHUP) == handler
    finally:
        signal.signal(signal.SIGHUP, former)
