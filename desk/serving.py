"""Starting the desk: one socket on this machine, a one-time address to enter by, until a person stops it."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import ssl
import sys
import webbrowser
from collections.abc import Iterator
from html import escape
from pathlib import Path

import uvicorn
from scrapy.settings import BaseSettings

from desk.application import make_application
from monitor.accounts.book import Accounts, read_accounts
from monitor.accounts.opening import Opening
from monitor.configuration import home
from monitor.exceptions import MonitorError, reason_of, system_reason
from monitor.issue_calendar import Issue
from monitor.terminal.output import say


def serve(settings: BaseSettings, issue: Issue, opening: Opening, browse: bool) -> None:
    """Serve the desk at `opening` until it is interrupted, `issue` first; to `browse` a browser is opened. Raises
    MonitorError, also if the port is taken or the terms of `opening` are not met."""
    accounts = None if opening.alone else read_accounts(home(settings))
    opening.check(accounts or Accounts({}))
    if opening.secure:
        _check_certificate(opening)
    with _listening(opening.host, opening.port) as listener:
        origins = opening.origins(listener.getsockname()[1])
        application = make_application(settings, issue.number, origins, accounts=accounts)
        address = f"{origins[0]}/" if accounts else f"{origins[0]}/enter?key={application.sessions.make_key()}"
        once = f"{len(accounts.hashes)} 个账号" if accounts else "只能用一次"
        say(f"编辑台：{issue}。在浏览器里打开（{once}）：{address}")
        say("停止：Ctrl+C。")
        # No access log: the key stands in an address. A proxy's word on who asks is nobody's.
        config = uvicorn.Config(
            application, log_level="warning", access_log=False, server_header=False, lifespan="off",
            proxy_headers=False, ssl_certfile=opening.certificate or None, ssl_keyfile=opening.key or None,
        )  # fmt: skip
        gc.freeze()  # what was loaded to start stays: to look through it for garbage cost one answer in ten 70 ms
        with _door(home(settings), address, browse):
            _Server(config).run([listener])


class _Server(uvicorn.Server):
    """Uvicorn's, but to be stopped is its good end: uvicorn would raise the signal once more behind it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let a signal end the server, as long as it runs."""
        heard = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup's way to start what outlives its terminal
            heard.append(signal.SIGHUP)
        former = {each: signal.signal(each, self.handle_exit) for each in heard}
        try:
            yield
        finally:
            for each, handler in former.items():
                signal.signal(each, handler)


def _check_certificate(opening: Opening) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(opening.certificate, opening.key)
    except (OSError, ValueError) as error:  # an SSLError is an OSError
        raise MonitorError(
            f"证书或私钥用不了（{reason_of(error)}）：{opening.certificate}、{opening.key}；要 PEM 格式，一对。"
        ) from error


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:  # told so, asyncio sends what is small without a wait
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except socket.gaierror as error:
            raise MonitorError(f"--host {host} 查不到地址（{system_reason(error)}）。") from error
        except OSError as error:
            raise MonitorError(
                f"{host} 的端口 {port} 用不了（{system_reason(error)}）：编辑台可能已经开着；"
                f"请关掉那一个，或换一个：--port {port + 1}"
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
