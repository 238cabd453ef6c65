"""Real scrapyd servers with the shipped configuration, and the project as it is deployed to them."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import requests
from conftest import PROJECT, SECONDS, Forker, wait_until

BIN = Path(sys.executable).parent
ACCOUNT = {"SCRAPYD_USERNAME": "office", "SCRAPYD_PASSWORD": "secret"}
_UNIT = (PROJECT / "docs" / "deploy" / "scrapyd.service").read_text("utf-8")
START = re.findall(r"^ExecStart=\S+/scrapyd(.*)$", _UNIT, re.MULTILINE)[0].split()  # as the shipped unit starts it
_EGG = b"PK\x05\x06" + bytes(18)  # an archive of nothing, for a runner that opens none


class Scrapyd(NamedTuple):
    url: str
    process: subprocess.Popen[bytes]

    def deploy(self, version: str, user: str = "office", password: str = "secret") -> None:
        """Deploy the project as it stands to a server whose jobs are forked."""
        data, files = {"project": "zhoubao", "version": version}, {"egg": _EGG}
        answer = requests.post(f"{self.url}/addversion.json", data, files=files, auth=(user, password), timeout=SECONDS)
        assert answer.json()["status"] == "ok", answer.text


@contextmanager
def started(folder: Path, environment: dict[str, str] | None = None, config: str = "") -> Iterator[Scrapyd]:
    """A scrapyd with the settings of docs/deploy/scrapyd.conf and further lines of `config`, in a `folder` and a group
    of processes of its own, with an account."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (PROJECT / "docs" / "deploy" / "scrapyd.conf").read_text("utf-8")
    assert text.count("/var/lib/zhoubao/") == 3
    text = text.replace("/var/lib/zhoubao/", f"{folder}/").replace("= 6800", f"= {port}")
    (folder / "scrapyd.conf").write_text(text + config, "utf-8")
    given = {**os.environ, **ACCOUNT, **(environment or {})}
    with (folder / "scrapyd.log").open("wb") as log:
        process = subprocess.Popen(
            [BIN / "scrapyd", *START], cwd=folder, env=given, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_until(lambda: process.poll() is not None or answers(port))
            assert process.poll() is None, (folder / "scrapyd.log").read_text("utf-8")
            yield Scrapyd(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # its jobs outlive it, and would write for the next test


@contextmanager
def forked(
    forker: Forker, folder: Path, environment: dict[str, str] | None = None, config: str = ""
) -> Iterator[Scrapyd]:
    """The same; but its jobs are forked, of the project as it stands, whatever is deployed."""
    jobs = {"FORKER": str(forker.folder / "socket"), "PYTHONPATH": str(PROJECT / "tests")}
    with started(folder, {**jobs, **(environment or {})}, f"{config}runner = forked_job\n") as scrapyd:
        yield scrapyd


def answers(port: int) -> bool:
    """Whether somebody listens at `port`."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def project_copy(copy: Path) -> Path:
    """Return `copy`, a copy of the project from which it can be deployed without a build folder being left in it."""
    for room in ("monitor", "spiders", "pipelines", "exports", "tests"):
        shutil.copytree(PROJECT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "*.warc.gz"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "scrapy.cfg"):
        shutil.copy(PROJECT / name, copy)
    config = configparser.ConfigParser(inline_comment_prefixes=(";",))
    config.read(copy / "scrapy.cfg", "utf-8")
    assert config["deploy"]["url"] == "http://localhost:6800", "no slash at the end"
    return copy
