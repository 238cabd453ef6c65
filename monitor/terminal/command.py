"""What our commands share: words that are not known are refused, one line for each error, an exit code that is true."""

from __future__ import annotations

import argparse
import re
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings, Settings
from scrapy.utils.conf import closest_scrapy_cfg

from monitor.exceptions import MonitorError, OutputError, StoreError, of_the_disk, reason_of, system_reason
from monitor.files import check_target
from monitor.terminal.given import read_settings
from monitor.terminal.interruption import interruptible, unwatch
from monitor.terminal.logs import open_log
from monitor.terminal.options import narrow, refuse_misuse
from monitor.terminal.output import complain, say


class MonitorCommand(ScrapyCommand):
    """A command whose `work` returns its exit code; a MonitorError becomes one line on stderr and its own code."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings
    most_arguments = 1  # words beside the options

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add Scrapy's options; what the parser cannot read is refused in Chinese."""
        super().add_options(parser)
        refuse_misuse(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read all settings before anything is done. Exits with 2 if one does not fit."""
        scrapys = super().process_options
        take_options(self.settings, args, opts, lambda: scrapys(args, opts), self.refused)

    def refused(self, reason: str) -> None:
        """Options or settings do not fit, for this `reason`; the person at the keyboard has been told."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run `work` unless an option is unknown (Scrapy hands those over as arguments)."""
        self.exitcode = guard(lambda: self.carry_out(args, opts))
        unwatch()

    def carry_out(self, args: list[str], opts: argparse.Namespace) -> int:
        """Refuse words that the command does not know, then work. Raises MonitorError."""
        for argument in args:
            if argument.startswith("--") or re.fullmatch("-[^0-9].*", argument):
                raise MonitorError(f"没有 {argument} 这个选项；scrapy {self.own_name} -h 列出全部选项。")
        if len(args) > self.most_arguments:
            raise MonitorError(f"参数太多：{' '.join(args)}；用法：scrapy {self.own_name} {self.syntax()}".rstrip())
        return interruptible(lambda: self.work(args, opts))

    @property
    def own_name(self) -> str:
        """The word by which the command is called."""
        return self.__module__.rsplit(".", 1)[-1]

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the command's work and return the exit code. Raises MonitorError."""


def take_options(
    settings: BaseSettings,
    args: list[str],
    opts: argparse.Namespace,
    scrapys: Callable[[], None],
    refused: Callable[[str], None] = lambda reason: None,
) -> None:
    """Check what a command line gives and read all settings, with `scrapys` own reading of the options in between.
    Exits with 2, after one line and a call of `refused` with it, if anything does not fit."""
    args[:] = map(narrow, args)
    for name, value in list(vars(opts).items()):
        setattr(opts, name, narrow(value))
    if code := guard(lambda: _take(settings, args, opts, scrapys), refused):
        raise SystemExit(code)


def _take(settings: BaseSettings, args: list[str], opts: argparse.Namespace, scrapys: Callable[[], None]) -> int:
    for given in (*args, *vars(opts).values()):
        for word in given if isinstance(given, list) else [given]:
            if isinstance(word, str) and not word.isascii() and re.search("[\ud800-\udfff]", word):
                raise MonitorError(f"参数里有不是 UTF-8 的字节：{word!a}")
    for path in filter(None, (opts.pidfile, opts.profile)):
        check_target(Path(path))
    words, opts.set = opts.set, []  # Scrapy would refuse some of them in its own way, and take the others for text
    try:
        scrapys()
    except UsageError as error:
        raise MonitorError(f"用法不对：{error}") from error
    opts.set = words
    level = [f"LOG_LEVEL={opts.loglevel}"] if opts.loglevel else []
    read_settings(settings, [*words, *level])
    if settings["LOG_FILE"] and settings["LOG_ENABLED"]:
        open_log(Path(settings["LOG_FILE"]))
    return 0


def guard(work: Callable[[], int], failed: Callable[[str], None] = lambda reason: None) -> int:
    """Return what `work()` returns; print a MonitorError as one line, hand it to `failed` and return its exit code."""
    _say_if_elsewhere()
    try:
        return work()
    except MonitorError as error:
        if str(error):
            complain(error)
            failed(str(error))
        return error.exit_code
    except _of_the_store() as error:
        place = "MONITOR_DATABASE_URL 的库，或 MONITOR_HOME/monitor.db"
        say(f"错误：数据库读写失败（{reason_of(error)}）；请检查 {place}；坏了从备份恢复。")
        return StoreError.exit_code
    except OSError as error:
        if not of_the_disk(error):
            raise
        say(
            f"错误：磁盘写不进（{system_reason(error)}）；请检查磁盘空间和 MONITOR_HOME，再运行一次，已入库的不会重抓。"
        )
        return OutputError.exit_code


def _of_the_store() -> type[Exception]:
    """SQLAlchemy's errors, asked for when there is an error: to import it takes as long as half of a short command."""
    from sqlalchemy.exc import SQLAlchemyError

    return SQLAlchemyError


def _say_if_elsewhere() -> None:
    """Tell who runs the program of another folder than the one he stands in, as after an install without -e."""
    here, runs = Path(closest_scrapy_cfg()).parent, Path(__file__).resolve().parents[2]
    if (here / "monitor" / "__init__.py").is_file() and here.resolve() != runs:
        say(f"注意：现在运行的是 {runs} 里的程序，不是所在文件夹 {here}；要用这里的，在这里 pip install -e .。")
