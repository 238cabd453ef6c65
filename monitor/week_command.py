"""What the two commands that gather a week share, in one process or by scrapyd: what to gather, when to write it."""

from __future__ import annotations

import argparse
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.archive.index import open_index
from monitor.archive.retention import prune
from monitor.cli import outlet_facts, pick_outlets, read_count, regular_outlets, say
from monitor.configuration import calendar, frame, home, today
from monitor.coverage import summarise, tell_coverage
from monitor.exceptions import CalendarError, Interrupted, OutputError
from monitor.files import prepare_folder
from monitor.issue_calendar import Issue
from monitor.issue_command import COMPLETE, INCOMPLETE, IssueCommand, read_formats
from monitor.lock import only_run
from monitor.publishing import Draft, issue_folder
from monitor.ranking import OutletFacts
from monitor.store.database import database_url, open_database, reading
from monitor.store.issues import find_printed_files, find_printed_issue
from monitor.store.runs import find_runs


@dataclass(frozen=True)
class Plan:
    """What is to be done: the issue, the outlets by spider name, where to write it (None: gather only), how many
    articles (None: as stored or set)."""

    issue: Issue
    outlets: Mapping[str, OutletFacts]
    folder: Path | None
    top: int | None

    @property
    def days(self) -> dict[str, str]:
        """The spiders' arguments."""
        return {"since": self.issue.window.since.isoformat(), "until": self.issue.window.until.isoformat()}


class WeekCommand(IssueCommand):
    """A command that gathers the articles of an issue from its outlets and writes it."""

    notifies = True

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that both have."""
        super().add_options(parser)
        parser.add_argument("--top", metavar="N", help="入选篇数，默认 3（设置 BULLETIN_TOP）")
        parser.add_argument("--outlets", metavar="a,b", help="只抓这些媒体（scrapy outlets 列出），默认除试用外的全部")
        parser.add_argument("--sweep", action="store_true", help="只抓取入库，不写周报")
        parser.add_argument("--due", action="store_true", help="今天是出刊日才写周报，否则只抓取：可以每天定时运行")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        """Check everything, then gather, then write."""
        top = read_count(opts.top, "--top")
        if opts.replay:
            open_index(tuple(Path(path) for path in opts.replay))
        issue = self.find_issue(args, opts)
        if opts.due and not args:
            issue = self._overdue(issue) or issue
        given = opts.outlets.split(",") if opts.outlets is not None else regular_outlets(self.settings)
        facts = outlet_facts(self.settings)
        outlets = {name: facts[name] for name in pick_outlets(self.settings, given)}
        formats = read_formats(self.settings, opts.format)
        frame(self.settings)
        folder = issue_folder(self.settings, issue, opts.out) if self._is_written(issue, opts) else None
        if not opts.replay:
            prepare_folder(home(self.settings) / "archive")
        open_database(database_url(self.settings))
        plan = Plan(issue, outlets, folder, top)
        with only_run(home(self.settings)):
            say(f"{issue}，媒体 {len(outlets)} 家")
            asked = dict.fromkeys(outlets, datetime.now(UTC))
            try:
                draft = self.gather(plan, opts)
            except Interrupted:
                self._tell(plan, asked)
                raise
            code = self.write(draft, folder, formats, asked) if draft and folder else self._tell(plan, asked)
            self._prune()
        return code

    @abstractmethod
    def gather(self, plan: Plan, opts: argparse.Namespace) -> Draft | None:
        """Gather the articles; if the issue is to be written, choose from them, fetch the pictures and return the
        draft. Raises Interrupted, MonitorError."""

    def _is_written(self, issue: Issue, opts: argparse.Namespace) -> bool:
        now = today(self.settings)
        if opts.due and now < issue.date:
            say(f"今天（{now}）不是出刊日，只抓取。")
        return not opts.sweep and (not opts.due or now >= issue.date)

    def _overdue(self, issue: Issue) -> Issue | None:
        """Return the issue before `issue` if its articles were gathered and it was never written: the machine was
        down on its day."""
        try:
            former = calendar(self.settings).by_number(issue.number - 1)
        except CalendarError:
            return None
        with reading(open_database(database_url(self.settings))) as session:
            if find_printed_issue(session, str(former.number)) or not find_runs(session, former.window):
                return None
        say(f"{former}还没有写出，先补这一期。")
        return former

    def _tell(self, plan: Plan, asked: Mapping[str, datetime]) -> int:
        with reading(open_database(database_url(self.settings))) as session:
            rows = tell_coverage(session, plan.issue, plan.outlets, asked)
        self.show(rows)
        if all(row.coverage.seen for row in rows):
            return COMPLETE
        self.told += [str(plan.issue), *summarise(rows)]
        return INCOMPLETE

    def _prune(self) -> None:
        with reading(open_database(database_url(self.settings))) as session:
            kept = find_printed_files(session)
        days = self.settings.getint("ARCHIVE_KEEP_DAYS")
        try:
            for path in prune(home(self.settings) / "archive", kept, today(self.settings), days):
                say(f"已删除过期存档：{path}")
        except OutputError as error:  # the bulletin is written all the same
            say(f"注意：{error}")
