import argparse
from collections import deque
from typing import Any

from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say

_INCOMPLETE = 3


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "[期号 | 出刊日期] | --stories [--after 编号]"

    def short_desc(self) -> str:
        return "用现在的读法重读一期的存档页面，不上网"

    def long_desc(self) -> str:
        return (
            "修好选择器之后用：把一期窗口内的文章从存档里重读一遍，读得不同的存为新版本，旧版本留在库里。"
            "重读后用 scrapy bulletin 重写周报。退出码：0 完成，2 用法不对，3 有页面不在存档里或读不出来，"
            "或有文章的媒体已不在 spiders/ 里。"
            "例：scrapy reread 653\n"
            "--stories 不读存档：升级后按现在的规则，把全库的文章重新归并成一条条消息；中断时说出做到哪里，"
            "用 --after 接着做。"
            "（切题分不用重算：哪一期用到，就按现在的词表算。）"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jobs", metavar="N", help="分给几个进程重读，默认 1；auto 为本机的核数")
        parser.add_argument("--stories", action="store_true", help="把全库的文章重新归并成一条条消息，不读存档")
        parser.add_argument("--after", metavar="编号", help="配合 --stories：从这个编号以后做起")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        from monitor.run.rereading import SETTINGS

        super().process_options(args, opts)
        self.settings.setdict(SETTINGS, priority="cmdline")
        if not (opts.logfile or opts.loglevel or opts.nolog):
            self.settings.set("LOG_ENABLED", False, priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import load_outlets
        from monitor.run.rereading import changed_in, find_shares, sum_up, tally_of, tell_gone_outlets, was_read
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import named_issue
        from monitor.workers.shares import read_jobs

        if opts.stories or opts.after:
            return self._regroup(args, opts)
        jobs = read_jobs(opts.jobs)
        issue = named_issue(self.settings, args[0] if args else None)
        with reading(open_to_read(database_url(self.settings))) as session:
            stored = {share.outlet for share in find_shares(session, issue.window)}
        self._refuse_unwritable()
        names = sorted(stored & load_outlets(self.settings).keys())
        if gone := tell_gone_outlets(self.settings, issue.window):
            for line in gone if names else gone[:-1]:
                say(f"注意：{line}。")
            if not names:
                raise MonitorError(f"{gone[-1]}。")
        if not names:
            raise MonitorError(f"{issue}：库里没有文章；先运行 scrapy weekly {issue.number}。")
        counted = self._read(issue, names, jobs)
        for headline in (each for stats in counted.values() for each in changed_in(stats)):
            say(f"有变化：{headline}")
        tally = sum_up(tally_of(stats) for stats in counted.values())
        say(f"{issue}：{tally}。")
        if unread := [name for name in names if not was_read(counted.get(name, {}))]:
            say(f"没有读成：{'、'.join(unread)}；缘由见 scrapy reread {issue.number} -L ERROR。")
        return _INCOMPLETE if tally.failed or tally.without or unread or gone else 0

    def _refuse_unwritable(self) -> None:
        """A write of nothing: of a store that can only be read every page would seem to be unreadable."""
        from sqlalchemy import false, update

        from monitor.store.database import database_url, open_database, writing
        from monitor.store.models import Article

        with writing(open_database(database_url(self.settings))) as session:
            session.execute(update(Article).where(false()).values(version=Article.version))

    def _regroup(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.configuration import read_count
        from monitor.store.database import database_url, open_database
        from monitor.terminal.progress import track
        from monitor.workers.regrouping import count_stories, regroup

        if args or opts.jobs or not opts.stories:
            raise MonitorError("--stories 归并全库的文章，不写期号和 --jobs；--after 与它同用。")
        engine, after = open_database(database_url(self.settings)), read_count(opts.after, "--after") or 0
        done = deque([(0, after)], maxlen=1)  # how many, and the last one
        try:
            done.extend(enumerate(track(regroup(engine, after), "归并消息", count_stories(engine, after)), 1))
        except BaseException:  # whatever stops it, who typed it is told how to go on
            count, last = done[0]
            if count:
                say(f"归并到编号 {last}，{count} 条；接着做：scrapy reread --stories --after {last}")
            raise
        say(f"已按现在的规则归并 {done[0][0]} 条消息。")
        return 0

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
