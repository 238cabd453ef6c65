import argparse
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands.crawl import Command as ScrapyCrawl

from monitor.configuration import find_window
from monitor.exceptions import MonitorError
from monitor.files import check_target
from monitor.terminal.command import guard, take_options
from monitor.terminal.interruption import interruptible, unwatch
from monitor.terminal.logs import configure_log
from monitor.terminal.options import refuse_misuse
from monitor.terminal.output import say

_ARGUMENTS = ("since", "until", "reread")  # of which the last, the release, comes from `scrapy schedule --reread`


class Command(ScrapyCrawl):
    def short_desc(self) -> str:
        return "抓取一家媒体（Scrapy 原有命令），默认窗口为本期"

    def long_desc(self) -> str:
        return (
            "抓取一家媒体，经过同样的各道工序存入同一个库。-a since=YYYY-MM-DD -a until=YYYY-MM-DD 指定日期"
            "（含两端），不写则为今天所在一期的窗口。退出码：0 正常，2 用法不对，3 媒体故障、被拦截或不全。"
            "例：scrapy crawl people -O items.jsonl"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        refuse_misuse(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check names and days before Scrapy starts logging, so that wrong use is one line."""
        assert self.settings is not None
        take_options(self.settings, args, opts, lambda: super(Command, self).process_options(args, opts))
        if "reread" in opts.spargs:
            from monitor.run.rereading import SETTINGS

            self.settings.setdict(SETTINGS, priority="cmdline")
        configure_log(self.settings)
        if code := guard(lambda: self._check(args, opts)):
            raise SystemExit(code)

    def _check(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import pick_outlets
        from monitor.run.crawling import prepare, refuse_future

        assert self.settings is not None
        for uri in self.settings.getdict("FEEDS"):  # of -o and -O
            parts = urlsplit(uri)
            if parts.scheme in ("", "file") and "%(" not in uri:
                with suppress(OSError):  # told below
                    Path(parts.path).parent.mkdir(parents=True, exist_ok=True)  # as Scrapy does
                check_target(Path(parts.path))
        if len(args) != 1:
            raise MonitorError("用法：scrapy crawl NAME [-a since=YYYY-MM-DD] [-a until=YYYY-MM-DD]")
        args[:] = pick_outlets(self.settings, args)
        if odd := [name for name in opts.spargs if name not in _ARGUMENTS and not name.startswith("_")]:
            raise MonitorError(f"没有 -a {odd[0]} 这个参数；可用 -a since=YYYY-MM-DD、-a until=YYYY-MM-DD。")
        window = find_window(self.settings, opts.spargs.get("since"), opts.spargs.get("until"))
        refuse_future(self.settings, window)
        prepare(self.settings)
        return 0

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, then judge the run."""
        assert self.crawler_process is not None
        self.exitcode = guard(lambda: interruptible(lambda: self._crawl(args[0], opts)))
        unwatch()

    def _crawl(self, name: str, opts: argparse.Namespace) -> int:
        from monitor.run.crawling import start

        assert self.crawler_process is not None
        began = datetime.now(UTC)
        self.crawler_process.crawl(name, **opts.spargs)
        start(self.crawler_process)
        return 0 if "reread" in opts.spargs else self._judge(name, opts, began)

    def _judge(self, name: str, opts: argparse.Namespace, began: datetime) -> int:
        from monitor.outlet.verdicts import MEANING
        from monitor.run.coverage import tell_run
        from monitor.store.database import database_url, open_database, reading

        assert self.settings is not None
        window = find_window(self.settings, opts.spargs.get("since"), opts.spargs.get("until"))
        with reading(open_database(database_url(self.settings))) as session:
            coverage = tell_run(session, name, window, began)
        say(f"{name}：{'；'.join([MEANING[coverage.verdict], *coverage.notes])}")
        return 0 if coverage.seen else 3
