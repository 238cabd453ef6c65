import argparse

from monitor.configuration import read_count
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say

_WEEKS = 8
_INCOMPLETE = 3


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期] [--weeks 8] [--lists]"

    def short_desc(self) -> str:
        return "各家媒体的运行情况，最差的在前"

    def long_desc(self) -> str:
        return (
            "列出一期里各家媒体的运行情况（同 coverage.md），以及往前几个窗口的结论，最差的在前。一期跑过几次的，"
            "以看全了窗口的最好一次为准。静止：列表最新文章那天结束以来的小时数。不写期号则为今天所在的一期。"
            "退出码：0 都看到了，2 用法不对，3 有媒体故障、被拦截、不全或未运行，"
            "或有存档还没有上传（ARCHIVE_URL）。例：scrapy health 653 --weeks 12"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--lists", action="store_true", help="列出每个列表：链接、最新一天、静止多少小时")
        parser.add_argument("--weeks", metavar="N", help=f"往前看几个窗口，默认 {_WEEKS}")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import outlet_facts
        from monitor.run import tables
        from monitor.run.coverage import summarise, tell_coverage
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import named_issue
        from monitor.store.runs import find_last_runs
        from monitor.terminal.tables import put_tables

        weeks = read_count(opts.weeks, "--weeks") or _WEEKS
        issue = named_issue(self.settings, args[0] if args else None)
        with reading(open_to_read(database_url(self.settings))) as session:
            rows = tell_coverage(session, issue, outlet_facts(self.settings))
            history = {
                row.coverage.outlet: {
                    run.until: run.verdict
                    for run in find_last_runs(session, row.coverage.outlet, issue.window.since, weeks - 1)
                }
                for row in rows
            }
        shown = tables.of_week(rows)
        shown += [tables.of_lists(rows)] if opts.lists else []
        shown += tables.of_history(rows, history, issue.window.until) if weeks > 1 else []
        put_tables(*shown)
        waiting = self._waiting()
        for line in (*summarise(rows), *waiting):
            say(line)
        return 0 if all(row.coverage.seen for row in rows) and not waiting else _INCOMPLETE

    def _waiting(self) -> list[str]:
        """What is not in the shared archive yet; without one nothing that knows of archives is imported."""
        if not self.settings["ARCHIVE_URL"]:
            return []
        from monitor.proof.holding import find_waiting

        return find_waiting(self.settings)
