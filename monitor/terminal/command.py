"""What our commands share: words that are not known are refused, one line for each error, an exit code that is true."""

from __future__ import annotations

import argparse
import re
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings
from scrapy.utils.conf import closest_scrapy_cfg
from sqlalchemy.exc import SQLAlchemyError

from monitor.exceptions import MonitorError, OutputError, StoreError, of_the_disk, reason_of
from monitor.terminal.output import say


class MonitorCommand(ScrapyCommand):
    """A command whose `work` returns its exit code; a MonitorError becomes one line on stderr and its own code."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings
    most_arguments = 1  # words beside the options

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run `work` unless an option is unknown (Scrapy hands those over as arguments)."""
        self.exitcode = guard(lambda: self.carry_out(args, opts))

    def carry_out(self, args: list[str], opts: argparse.Namespace) -> int:
        """Refuse words that the command does not know, then work. Raises MonitorError."""
        for argument in args:
            if argument.startswith("--") or re.fullmatch("-[^0-9].*", argument):
                raise MonitorError(f"没有 {argument} 这个选项；scrapy {self.own_name} -h 列出全部选项。")
        if len(args) > self.most_arguments:
            raise MonitorError(f"参数太多：{' '.join(args)}；用法：scrapy {self.own_name} {self.syntax()}".rstrip())
        return self.work(args, opts)

    @property
    def own_name(self) -> str:
        """The word by which the command is called."""
        return self.__module__.rsplit(".", 1)[-1]

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the command's work and return the exit code. Raises MonitorError."""


def guard(work: Callable[[], int]) -> int:
    """Return what `work()` returns; print a MonitorError as one line and return its exit code."""
    _say_if_elsewhere()
    try:
        return work()
    except MonitorError as error:
        say(f"错误：{error}")
        return error.exit_code
    except SQLAlchemyError as error:
        place = "MONITOR_DATABASE_URL 的库，或 MONITOR_HOME/monitor.db"
        say(f"错误：数据库读写失败（{reason_of(error)}）；请检查 {place}；坏了从备份恢复。")
        return StoreError.exit_code
    except OSError as error:
        if not of_the_disk(error):
            raise
        say(f"错误：磁盘写不进（{error.strerror}）；请检查磁盘空间和 MONITOR_HOME，再运行一次，已入库的不会重抓。")
        return OutputError.exit_code
    except (ValueError, TypeError) as error:
        if _of_settings(error):
            say(f"错误：有一项设置的值不对（{error}）；请检查 -s 给出的值。")
            return MonitorError.exit_code
        raise


def _say_if_elsewhere() -> None:
    """Tell who runs the program of another folder than the one he stands in, as after an install without -e."""
    here, runs = Path(closest_scrapy_cfg()).parent, Path(__file__).resolve().parents[2]
    if (here / "monitor" / "__init__.py").is_file() and here.resolve() != runs:
        say(f"注意：现在运行的是 {runs} 里的程序，不是所在文件夹 {here}；要用这里的，在这里 pip install -e .。")


def _of_settings(error: BaseException) -> bool:
    """Tell whether Scrapy could not take a setting for the kind of value that it should be."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith("scrapy.settings")
