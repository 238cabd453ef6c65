import argparse
from typing import Any

from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say

_INCOMPLETE = 3


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "用现在的读法重读一期的存档页面，不上网"

    def long_desc(self) -> str:
        return (
            "修好选择器之后用：把一期窗口内的文章从存档里重读一遍，读得不同的存为新版本，旧版本留在库里。"
            "重读后用 scrapy bulletin 重写周报。退出码：0 完成，2 用法不对，3 有页面不在存档里或读不出来。"
            "例：scrapy reread 653"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jobs", metavar="N", help="分给几个进程重读，默认 1；auto 为本机的核数")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        from monitor.run.rereading import SETTINGS

        super().process_options(args, opts)
        self.settings.setdict(SETTINGS, priority="cmdline")
        if not (opts.logfile or opts.loglevel or opts.nolog):
            self.settings.set("LOG_ENABLED", False, priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import load_outlets
        from monitor.run.rereading import changed_in, find_shares, sum_up, tally_of
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import named_issue
        from monitor.workers.shares import read_jobs

        jobs = read_jobs(opts.jobs)
        issue = named_issue(self.settings, args[0] if args else None)
        with reading(open_to_read(database_url(self.settings))) as session:
            stored = {share.outlet for share in find_shares(session, issue.window)}
        names = sorted(stored & load_outlets(self.settings).keys())
        if not names:
            raise MonitorError(f"{issue}：库里没有文章；先运行 scrapy weekly {issue.number}。")
        counted = self._read(issue, names, jobs)
        for headline in (each for stats in counted.values() for each in changed_in(stats)):
            say(f"有变化：{headline}")
        tally = sum_up(tally_of(stats) for stats in counted.values())
        say(f"{issue}：{tally}。")
        return _INCOMPLETE if tally.failed or tally.without or len(counted) < len(names) else 0

    def _read(self, issue: Issue, names: list[str], jobs: int) -> dict[str, dict[str, Any]]:
        """Return the counters of each outlet's crawl."""
        from monitor.outlet.registry import load_outlets
        from monitor.terminal.progress import RunDisplay
        from monitor.workers.shares import crawl

        assert self.crawler_process is not None
        days = {"since": issue.window.since.isoformat(), "until": issue.window.until.isoformat()}
        with RunDisplay({name: outlet.outlet for name, outlet in load_outlets(self.settings).items()}) as display:
            for name in names:
                display.expect(name)
            return crawl(self.crawler_process, dict.fromkeys(names, days), jobs, display.show)
