"""Starting the desk: one socket on this machine, a one-time address to enter by, until a person stops it."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import webbrowser
from collections.abc import Iterator
from html import escape
from pathlib import Path

import uvicorn
from scrapy.settings import BaseSettings

from desk.application import make_application
from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.store.articles import store_scores
from monitor.store.database import database_url, open_database
from monitor.terminal.output import say

HOST = "127.0.0.1"


def serve(settings: BaseSettings, issue: Issue, port: int, browse: bool) -> None:
    """Serve the desk on `port` of this machine until it is interrupted, `issue` first; to `browse` a browser is opened.
    Raises MonitorError, also if the port is taken."""
    store_scores(open_database(database_url(settings)), issue.window)
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        origins = (f"http://{HOST}:{port}", f"http://localhost:{port}")
        application = make_application(settings, issue.number, origins)
        address = f"{origins[0]}/enter?key={application.sessions.make_key()}"
        say(f"编辑台：{issue}。在浏览器里打开（只能用一次）：{address}")
        say("停止：Ctrl+C。")
        # No access log: the key stands in an address.
        config = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False, lifespan="off")
        with _door(home(settings), address, browse):
            uvicorn.Server(config).run([listener])


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise MonitorError(
                f"端口 {port} 用不了（{error.strerror}）：编辑台可能已经开着；请关掉那一个，或换一个：--port {port + 1}"
            ) from error
        listener.listen()
        yield listener


@contextlib.contextmanager
def _door(folder: Path, address: str, browse: bool) -> Iterator[None]:
    """Open a browser by a file that leads to `address` and that others on this machine cannot read: what stands on a
    command line they can."""
    graphical = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not browse or not graphical:
        yield
        return
    file = folder / "desk-open.html"
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as door:
        door.write(f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={escape(address)}">')
    webbrowser.open(file.resolve().as_uri())
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
