from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.commands import weekly
from monitor.configuration import home, may_be_secret, read_count
from monitor.exceptions import MonitorError
from monitor.terminal.given import given_words
from monitor.terminal.options import by_hand, split_words
from monitor.terminal.output import say

if TYPE_CHECKING:
    from monitor.issue.gathering import Plan
    from monitor.issue.publishing import Draft
    from monitor.issue.writing import IssueWriter
    from monitor.nodes.dealing import Dealer


_MINUTES = 180
_INCOMPLETE = 3
# Settings of this command's own, or with secrets in them: a job's arguments stand in scrapyd's pages, and in the
# machine's list of processes.
_OWN = ("LOG_", "NOTIFY_", "MONITOR_DATABASE_URL", "BULLETIN_", "SCRAPYD_", "BOT_NAME", "ARCHIVE_REPLAY", "HTTPCACHE_")


class Command(weekly.Command):
    def short_desc(self) -> str:
        return "同 weekly，但每家媒体作为一个任务交给 scrapyd"

    def long_desc(self) -> str:
        return (
            "每家媒体作为一个任务交给 scrapyd（设置 SCRAPYD_URL，默认 http://localhost:6800；几台之间用逗号隔开），"
            "等全部做完，报告各家情况，写出周报。一台没有应答，它的任务由别台做。"
            "加 --due 可以每天运行：平日只抓取，列表只保留几天的媒体也不会漏，出刊日写出周报。"
            "scrapyd 上还有任务时不运行。退出码：0 完整；1 没有写出周报；2 用法不对或 scrapyd 连不上；"
            "3 有媒体故障、被拦截或没有做完。"
            "加 --reread 不抓取，改为重读存档（见 scrapy reread），每家媒体每周一份，几台要有共享存档（ARCHIVE_URL）；"
            "中断了，或有没做完的，再运行一次就接着做，都做完了就从头做。"
            "例：scrapy schedule --due；scrapy schedule --reread --since 2025-01-01 --until 2025-12-12"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--timeout", metavar="MINUTES", help=f"最多等多久，默认 {_MINUTES} 分钟；到时取消没做完的")
        parser.add_argument("--reread", action="store_true", help="不抓取：把窗口内的文章从存档里重读一遍，分给各台")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        self._minutes = read_count(opts.timeout, "--timeout") or _MINUTES
        return self._reread(args, opts) if opts.reread else super().work(args, opts)

    def gather(self, plan: Plan, writer: IssueWriter, opts: argparse.Namespace) -> Draft | None:
        """Have scrapyd crawl the outlets, the dearest first; the choice is made here, from the store."""
        from monitor.nodes.choosing import choose_nodes
        from monitor.nodes.dealing import Dealer, Work
        from monitor.outlet.verdicts import NOT_RUN, SEEN
        from monitor.progress.following import RunFollower
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.runs import find_costs

        nodes = choose_nodes(self.settings, list(plan.outlets))
        began = datetime.now(UTC)
        engine = open_to_read(database_url(self.settings))
        with reading(engine) as session:
            costs = find_costs(session)
        work = Work(
            lambda name: (name, plan.days), self._handed_on(opts),
            lambda name: self._verdicts(plan, began, [name])[0] in SEEN,
        )  # fmt: skip
        dealer, names = Dealer(nodes, work), sorted(plan.outlets, key=lambda name: -costs.get(name, inf))
        with RunFollower(home(self.settings), plan.issue.number, names) as follower:
            whole = dealer.run(names, self._minutes * 60, follower.show)
        if not whole:
            say(f"注意：{self._minutes} 分钟内没有全部做完，没做完的已取消。")
        if all(verdict == NOT_RUN for verdict in self._verdicts(plan, began, plan.outlets)):
            self._tell_other_store(dealer)
        return self.choose(plan, writer)

    def _reread(self, args: list[str], opts: argparse.Namespace) -> int:
        """Have scrapyd read archived pages again, the same way."""
        from monitor.outlet.registry import load_outlets, pick_outlets
        from monitor.store.issues import named_issue
        from monitor.workers.rereading import reread_elsewhere

        if opts.replay:
            raise MonitorError("--reread 读的是存档，不与 --replay 同用。")
        given = split_words(opts.outlets) if opts.outlets is not None else load_outlets(self.settings)
        window = named_issue(self.settings, args[0] if args else None, by_hand(opts)).window
        outlets = pick_outlets(self.settings, given)
        whole = reread_elsewhere(self.settings, window, outlets, self._handed_on(opts), self._minutes * 60)
        return 0 if whole else _INCOMPLETE

    def _verdicts(self, plan: Plan, began: datetime, outlets: Iterable[str]) -> list[str]:
        from monitor.run.coverage import tell_run
        from monitor.store.database import database_url, open_to_read, reading

        with reading(open_to_read(database_url(self.settings))) as session:
            return [tell_run(session, name, plan.issue.window, began).verdict for name in outlets]

    def _tell_other_store(self, dealer: Dealer) -> None:
        """Where nothing is heard of any job, tell if they keep their runs in another store than this command asks."""
        from monitor.store.database import show_database

        own = show_database(self.settings)
        found = {node.database(outlet, job) for node, outlet, job in dealer.scheduled}
        if others := sorted(each for each in found if each and each != own):
            say(
                f"注意：任务记在 {'、'.join(others)}，本命令看的是 {own}，所以各家都算未运行；"
                "给 scrapyd 和本命令的环境设同一个 MONITOR_DATABASE_URL（本命令不转交密钥），重启 scrapyd，再运行。"
            )

    def _handed_on(self, opts: argparse.Namespace) -> dict[str, str]:
        """The settings that the jobs share with this command; secrets stay in scrapyd's own environment."""
        given = {name: value for name, value in given_words(opts.set).items() if not name.startswith(_OWN)}
        if secret := sorted(name for name, value in given.items() if may_be_secret(name, value)):
            say(f"注意：{'、'.join(secret)} 可能含密钥，不交给任务；任务要用的，写进 scrapyd 的环境。")
            given = {name: value for name, value in given.items() if name not in secret}
        handed = dict(given)
        if len(self.settings["SCRAPYD_URL"].replace(",", " ").split()) == 1:  # of several each has its own
            handed["MONITOR_HOME"] = str(home(self.settings).resolve())
        if opts.replay:
            files = ",".join(str(Path(file).resolve()) for file in opts.replay)
            handed |= {"ARCHIVE_REPLAY": files, "HTTPCACHE_IGNORE_MISSING": "True"}
        return handed
