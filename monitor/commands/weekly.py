from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from monitor.configuration import home
from monitor.terminal.command import MonitorCommand
from monitor.terminal.options import add_week_options, take_issue_options
from monitor.terminal.output import say

if TYPE_CHECKING:
    from monitor.issue.gathering import Plan
    from monitor.issue.publishing import Draft
    from monitor.issue.writing import IssueWriter
    from monitor.terminal.progress import RunDisplay, Told


class Command(MonitorCommand):
    requires_crawler_process = True
    told: list[str]  # what is sent to people when it ends

    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "抓取一期的全部媒体，选出文章，写出周报"

    def long_desc(self) -> str:
        return (
            "在一个进程里抓取全部媒体、入库、按切题程度选出前 N 篇，写出周报 bulletin.md 等、候选清单 candidates.html "
            "和来源情况 coverage.md。期号如 653，出刊日期如 2025-12-12；不写则为今天所在的一期。已入库的文章都参加"
            "评选，不论由哪次抓取存入。退出码：0 完整；1 没有写出周报（没有切题文章，或中断）；2 用法不对；"
            "3 有媒体故障、被拦截或未运行。"
            "例：scrapy weekly 653 --outlets people,xinhuanet"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_week_options(parser)
        if self.own_name == "weekly":
            parser.add_argument("--jobs", metavar="N", help="分给几个进程抓取，默认 1；auto 为本机的核数")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        take_issue_options(self.settings, args, opts, self.own_name)

    def refused(self, reason: str) -> None:
        from monitor.issue.gathering import notify_refused

        notify_refused(self.settings, reason)

    def carry_out(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.issue.gathering import notified

        self.told = []
        return notified(self.settings, self.told, lambda: super(Command, self).carry_out(args, opts))

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.issue.gathering import gather_week, make_plan
        from monitor.issue.writing import NO_BULLETIN, IssueWriter
        from monitor.run.crawling import refuse_future
        from monitor.workers.shares import read_jobs

        self._jobs = read_jobs(vars(opts).get("jobs"))
        plan = make_plan(self.settings, args, opts)
        refuse_future(self.settings, plan.issue.window)
        writer = IssueWriter(self.settings, self.crawler_process, self.told)
        code = gather_week(self.settings, plan, writer, lambda plan, writer: self.gather(plan, writer, opts))
        if plan.folder and code != NO_BULLETIN and self.own_name == "weekly":
            say(f"在浏览器里选稿、改稿：scrapy desk {plan.issue.number}")
        return code

    def gather(self, plan: Plan, writer: IssueWriter, opts: argparse.Namespace) -> Draft | None:
        """Crawl the outlets, then choose, then fetch the pictures."""
        from monitor.progress.following import RunFollower
        from monitor.terminal.progress import RunDisplay, Standing
        from monitor.workers.shares import crawl

        assert self.crawler_process is not None
        names = {name: facts.printed for name, facts in plan.outlets.items()}
        with RunDisplay(names) as display, RunFollower(home(self.settings), plan.issue.number, names) as follower:
            for name in names:
                display.expect(name)

            def show(name: str, standing: Standing) -> None:
                display.show(name, standing)
                follower.show(name, standing)

            if self._jobs == 1:
                return self._gather_here(plan, writer, display, show)
            crawl(self.crawler_process, dict.fromkeys(names, plan.days), self._jobs, show)
        return self.choose(plan, writer)

    def _gather_here(self, plan: Plan, writer: IssueWriter, display: RunDisplay, show: Told) -> Draft | None:
        """All in this process, in which a reactor runs only once."""
        from monitor.run.crawling import run
        from monitor.terminal.progress import follow

        assert self.crawler_process is not None
        crawlers = [self.crawler_process.create_crawler(name) for name in plan.outlets]
        for crawler in crawlers:
            follow(crawler, show)

        def choose() -> Draft | None:
            if draft := self._draft(plan, writer):
                assert plan.folder is not None
                writer.order_pictures(draft, plan.folder, display)
            return draft

        return run(self.crawler_process, [(crawler, plan.days) for crawler in crawlers], choose)

    def choose(self, plan: Plan, writer: IssueWriter) -> Draft | None:
        """Choose from what other processes have gathered, and fetch the pictures."""
        if draft := self._draft(plan, writer):
            assert plan.folder is not None
            writer.fetch_pictures(draft, plan.folder)
        return draft

    def _draft(self, plan: Plan, writer: IssueWriter) -> Draft | None:
        from monitor.issue.gathering import is_closed
        from monitor.run.rereading import tell_gone_outlets

        if plan.folder is None or is_closed(self.settings, plan.issue):
            return None
        for line in tell_gone_outlets(self.settings, plan.issue.window):
            say(f"注意：{line}。")
        return writer.draft(plan.issue, plan.folder, plan.top)
