"""Commands of this program that the desk starts: one at a time, fixed words, no shell; they go on though it ends."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.files import prepare_folder

PROGRAM = (sys.executable, "-m", "scrapy.cmdline")


class Children:
    """Starts commands with the settings that the desk itself was given on its command line; what the last one said is
    kept in the file `said` of the home's logs. `program` begins each command."""

    def __init__(self, settings: BaseSettings, program: Sequence[str] = PROGRAM, said: str = "desk.txt") -> None:
        self._program = program
        self._said = home(settings) / "logs" / said
        given = [name for name in settings if settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"]]
        self._given = [word for name in given for word in ("-s", f"{name}={settings[name]}")]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._words: Sequence[str] = ()
        self.started = datetime.now(UTC)  # the last command

    def start(self, *words: str) -> None:
        """Run `scrapy` with these `words`. Raises MonitorError while another runs."""
        with self._lock:
            if self.running:
                raise MonitorError("编辑台正在运行另一条命令，请等它结束。")
            prepare_folder(self._said.parent)
            self.started = datetime.now(UTC)
            with self._said.open("wb") as said:
                self._process = subprocess.Popen(
                    [*self._program, *words, *self._given], stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                    start_new_session=True,
                )  # fmt: skip
            self._words = words

    def wait(self, seconds: float) -> None:
        """Wait for the end of what runs, so long at most."""
        try:
            if self._process:
                self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass

    @property
    def running(self) -> bool:
        """Whether a command runs."""
        return self._process is not None and self._process.poll() is None

    def runs(self, *words: str) -> bool:
        """Tell whether a command runs that begins with `words`."""
        return self.running and self._words[: len(words)] == words

    def said(self, *words: str) -> tuple[int | None, list[str]]:
        """Return the exit code of the last command, if it began with `words` and has ended, and what it said."""
        if self._process is None or self._words[: len(words)] != words:
            return None, []
        lines = self._said.read_text("utf-8", "replace").splitlines() if self._said.exists() else []
        code = self._process.poll()
        return code, lines or (["没有说出缘由：磁盘可能写满，或写不进。"] if code else [])
