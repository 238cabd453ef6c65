"""What our commands share: one line for each error, an exit code that tells the truth, the outlets by name."""

from __future__ import annotations

import argparse
import re
import sys
from abc import abstractmethod
from collections.abc import Callable, Iterable

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import get_spider_loader
from sqlalchemy.exc import SQLAlchemyError

from monitor.configuration import ByHand, find_issue, read_number
from monitor.exceptions import MonitorError, OutputError, StoreError, of_the_disk, reason_of
from monitor.issue_calendar import Issue
from monitor.ranking import OutletFacts
from monitor.spider import OutletSpider
from monitor.store.database import database_url, open_database, reading
from monitor.store.issues import find_printed_issue

_WIDE = 200  # columns, where the output is no terminal and must not be folded


class MonitorCommand(ScrapyCommand):
    """A command whose `work` returns its exit code; a MonitorError becomes one line on stderr and its own code."""

    requires_project = True
    requires_crawler_process = False
    settings: Settings
    most_arguments = 1  # words beside the options

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run `work` unless an option is unknown (Scrapy hands those over as arguments)."""
        self.exitcode = guard(lambda: self._work(args, opts))

    def _work(self, args: list[str], opts: argparse.Namespace) -> int:
        for argument in args:
            if argument.startswith("--") or re.fullmatch("-[^0-9].*", argument):
                raise MonitorError(f"没有 {argument} 这个选项；scrapy {self._name} -h 列出全部选项。")
        if len(args) > self.most_arguments:
            raise MonitorError(f"参数太多：{' '.join(args)}；用法：scrapy {self._name} {self.syntax()}".rstrip())
        return self.work(args, opts)

    @property
    def _name(self) -> str:
        return self.__module__.rsplit(".", 1)[-1]

    @abstractmethod
    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Do the command's work and return the exit code. Raises MonitorError."""


def guard(work: Callable[[], int]) -> int:
    """Return what `work()` returns; print a MonitorError as one line and return its exit code."""
    try:
        return work()
    except MonitorError as error:
        say(f"错误：{error}")
        return error.exit_code
    except SQLAlchemyError as error:
        say(f"错误：数据库读写失败（{reason_of(error)}）；请检查 MONITOR_HOME/monitor.db，或从备份恢复。")
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


def _of_settings(error: BaseException) -> bool:
    """Tell whether Scrapy could not take a setting for the kind of value that it should be."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith("scrapy.settings")


def say(line: str) -> None:
    """Print a line for the person at the keyboard, on stderr: stdout is for results."""
    sys.stderr.write(line + "\n")


def console() -> Console:
    """Return a console on stdout that folds lines only for a terminal."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDE)


def load_outlets(settings: BaseSettings) -> dict[str, type[OutletSpider]]:
    """Return the outlets by spider name, in alphabetical order."""
    loader = get_spider_loader(settings)
    spiders = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: spider for name, spider in spiders.items() if issubclass(spider, OutletSpider)}


def regular_outlets(settings: BaseSettings) -> list[str]:
    """Return the names of the outlets that a run asks when none is named: those that are not on trial, and those of
    OUTLETS_ADMITTED. Raises MonitorError for a name that does not exist."""
    admitted = pick_outlets(settings, settings.getlist("OUTLETS_ADMITTED")) if settings["OUTLETS_ADMITTED"] else {}
    return [name for name, spider in load_outlets(settings).items() if not spider.on_trial or name in admitted]


def pick_outlets(settings: BaseSettings, names: Iterable[str]) -> dict[str, type[OutletSpider]]:
    """Return the outlets called `names`. Raises MonitorError naming the first that does not exist."""
    outlets = load_outlets(settings)
    picked = {name.strip(): outlets.get(name.strip()) for name in names}
    if not any(picked):
        raise MonitorError(f"没有写明媒体；现有：{'、'.join(outlets)}。")
    for name, spider in picked.items():
        if spider is None:
            raise MonitorError(f"没有媒体“{name}”；现有：{'、'.join(outlets)}。")
    return {name: spider for name, spider in picked.items() if spider}


def find_outlet(settings: BaseSettings, url: str) -> type[OutletSpider] | None:
    """Return the outlet whose hosts hold `url`, the most particular one: a paper may live under a site's domain."""
    claimants = [outlet for outlet in load_outlets(settings).values() if outlet.claims(url)]
    return max(claimants, key=lambda outlet: max(map(len, outlet.hosts)), default=None)


def outlet_facts(settings: BaseSettings) -> dict[str, OutletFacts]:
    """Return the printed name and region of every outlet by its spider's name. Raises MonitorError if a setting names
    an outlet that does not exist."""
    try:
        names = settings.getdict("BULLETIN_OUTLET_NAMES")
    except ValueError as error:
        raise MonitorError('设置 BULLETIN_OUTLET_NAMES 应为对照表，例如 {"cnr": "央广"}。') from error
    outlets = load_outlets(settings)
    if unknown := sorted(set(names) - set(outlets)):
        raise MonitorError(f"设置 BULLETIN_OUTLET_NAMES 里没有媒体“{unknown[0]}”；现有：{'、'.join(outlets)}。")
    regular = set(regular_outlets(settings))
    return {
        name: OutletFacts(names.get(name, each.outlet), each.region, name not in regular, each.outlet)
        for name, each in outlets.items()
    }


def named_issue(settings: BaseSettings, text: str | None, by_hand: ByHand = ByHand()) -> Issue:  # noqa: B008 (frozen)
    """Return the issue that `text` names, as it was printed if it was, though the calendar has changed since, else by
    the calendar; what is given by hand replaces both. Raises CalendarError, StoreError."""
    if text and by_hand == ByHand():
        with reading(open_database(database_url(settings))) as session:
            printed = find_printed_issue(session, text)
        if printed:
            return printed
    return find_issue(settings, text, by_hand)


def read_count(text: str | None, name: str) -> int | None:
    """Return the whole number above 0 that the option `name` was given, None if it was not. Raises MonitorError."""
    return read_number(text, name) if text is not None else None
