"""Gathering the articles of a week, in this process or elsewhere, and writing its issue when it is due."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapy.settings import BaseSettings

from monitor.archive.index import open_index
from monitor.archive.leftovers import close_leftovers
from monitor.archive.opening import find_files
from monitor.archive.retention import prune
from monitor.configuration import calendar, check_proxies, frame, home, read_count, today
from monitor.editing.events import told
from monitor.exceptions import ArchiveError, CalendarError, OutputError
from monitor.files import prepare_folder
from monitor.issue.destination import issue_folder
from monitor.issue.publishing import Draft
from monitor.issue.writing import COMPLETE, INCOMPLETE, NO_BULLETIN, IssueWriter, read_formats, show_coverage
from monitor.issue_calendar import Issue
from monitor.network.certificates import SIGNED, read_authorities, signing_proxy
from monitor.outlet.registry import OutletFacts, outlet_facts, pick_outlets, regular_outlets
from monitor.proof.holding import find_waiting, prune_shared
from monitor.proof.keeping import complete_copy, seal_archive
from monitor.proof.sending import find_unreachable, send
from monitor.run.coverage import summarise, tell_coverage
from monitor.run.lock import only_run
from monitor.run.notification import notify
from monitor.store.choices import find_decision
from monitor.store.database import database_url, open_database, open_to_read, reading
from monitor.store.issues import find_printed_files, find_printed_issue, named_issue
from monitor.store.runs import drop_links, find_runs
from monitor.terminal.options import by_hand, split_words
from monitor.terminal.output import say

_LEAST_DAYS = 100  # that a link is kept: verdicts look nine weeks back
_TITLES = {COMPLETE: "周报已写出", NO_BULLETIN: "没有写出周报", INCOMPLETE: "有媒体故障、被拦截或未运行"}


@dataclass(frozen=True)
class Plan:
    """What is to be done: the issue, the outlets by spider name, where to write it (None: gather only) and in which
    formats, how many articles (None: as stored or set); the outlets that were meant but cannot be loaded."""

    issue: Issue
    outlets: Mapping[str, OutletFacts]
    folder: Path | None
    formats: tuple[str, ...]
    top: int | None
    unloaded: Mapping[str, OutletFacts] = field(default_factory=dict)

    @property
    def days(self) -> dict[str, str]:
        """The spiders' arguments."""
        return {"since": self.issue.window.since.isoformat(), "until": self.issue.window.until.isoformat()}


# Gathers the articles of a plan; if the issue is to be written, chooses from them, fetches the pictures and returns the
# draft. Raises MonitorError.
Gather = Callable[[Plan, IssueWriter], Draft | None]


def make_plan(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> Plan:
    """Return what a command line asks for, everything about it checked before an outlet is asked. Raises
    MonitorError."""
    top = read_count(opts.top, "--top")
    if opts.replay:
        open_index(find_files(settings, opts.replay))
    issue = named_issue(settings, args[0] if args else None, by_hand(opts))
    if opts.due and not args:
        issue = _overdue(settings, issue) or issue
    given = split_words(opts.outlets) if opts.outlets is not None else regular_outlets(settings)
    facts = outlet_facts(settings)
    words = [*map(str.strip, given)]
    unloaded = {name: each for name, each in facts.items() if each.unloaded and {name, each.own} & {*words}}
    sound = [name for name in words if name not in {*unloaded, *(each.own for each in unloaded.values())}]
    outlets = {name: facts[name] for name in pick_outlets(settings, sound or given)}
    formats = read_formats(settings, opts.format)
    frame(settings)
    read_authorities(settings)
    folder = issue_folder(settings, issue, opts.out, formats) if _is_written(settings, issue, opts) else None
    for path in close_leftovers(home(settings) / "archive"):
        say(f"注意：上一次运行中断，它的存档已收尾：{path}")
    if not opts.replay:
        check_proxies()
        for line in find_unreachable(settings):
            say(f"注意：{line}")
        if proxy := signing_proxy(settings):
            say(f"注意：{SIGNED % proxy}。")
        prepare_folder(home(settings) / "archive")
    open_database(database_url(settings))
    return Plan(issue, outlets, folder, tuple(formats), top, unloaded)


def gather_week(settings: BaseSettings, plan: Plan, writer: IssueWriter, gather: Gather) -> int:
    """Carry out `plan`, alone in this home, and return the exit code. Raises MonitorError."""
    with only_run(home(settings)):
        say(f"{plan.issue}，媒体 {len(plan.outlets)} 家")
        asked = dict.fromkeys([*plan.outlets, *plan.unloaded], datetime.now(UTC))
        draft = gather(plan, writer)
        if draft and plan.folder:
            code = writer.write(draft, plan.folder, plan.formats, asked)
        else:
            code = _tell(settings, plan, asked, writer.told)
        _prune(settings)
        _drop_links(settings)
        why, waiting = send(settings), find_waiting(settings)
        for line in (*why, *waiting):
            say(f"注意：{line}")
        writer.told.extend(waiting)
    return code or (INCOMPLETE if waiting else COMPLETE)


def notified(settings: BaseSettings, told: list[str], work: Callable[[], int]) -> int:
    """Return what `work()` returns, and send people what it put into `told`, or why it failed."""
    title = settings["BULLETIN_TITLE"]
    try:
        code = work()
    except Exception as error:
        notify(settings, f"{title}：运行失败", [str(error)])
        raise
    if told or code == NO_BULLETIN:
        notify(settings, f"{title}：{_TITLES[code]}", told)
    return code


def notify_refused(settings: BaseSettings, reason: str) -> None:
    """Tell people that a run did not begin, for options or settings that do not fit: the office's title may be one."""
    notify(settings, "周报：运行失败", [reason])


def is_closed(settings: BaseSettings, issue: Issue) -> bool:
    """Tell whether an editor closed `issue`, perhaps while its week was gathered, and say so."""
    with reading(open_to_read(database_url(settings))) as session:
        closed = find_decision(session, issue.number).final
    if closed:
        say(f"第{issue.number}期已由 {told(closed)} 定稿，只抓取入库。")
    return closed is not None


def _is_written(settings: BaseSettings, issue: Issue, opts: argparse.Namespace) -> bool:
    now = today(settings)
    if opts.due and now < issue.date:
        say(f"今天（{now}）不是出刊日，只抓取。")
    if opts.sweep or (opts.due and now < issue.date):
        return False
    return not is_closed(settings, issue)


def _overdue(settings: BaseSettings, issue: Issue) -> Issue | None:
    """Return the issue before `issue` if its articles were gathered and it was never written: the machine was down on
    its day."""
    try:
        former = calendar(settings).by_number(issue.number - 1)
    except CalendarError:
        return None
    with reading(open_database(database_url(settings))) as session:
        if find_printed_issue(session, str(former.number)) or not find_runs(session, former.window):
            return None
    say(f"{former}还没有写出，先补这一期。")
    return former


def _tell(settings: BaseSettings, plan: Plan, asked: Mapping[str, datetime], told: list[str]) -> int:
    with reading(open_database(database_url(settings))) as session:
        rows = tell_coverage(session, plan.issue, {**plan.outlets, **plan.unloaded}, asked)
    show_coverage(rows)
    if all(row.last.seen for row in rows):
        return COMPLETE
    told += [str(plan.issue), *summarise(rows)]
    return INCOMPLETE


def _prune(settings: BaseSettings) -> None:
    with reading(open_database(database_url(settings))) as session:
        kept = find_printed_files(session)
    days, day = settings.getint("ARCHIVE_KEEP_DAYS"), today(settings)
    archive = home(settings) / "archive"
    try:
        if settings["ARCHIVE_URL"]:
            gone = prune_shared(settings, kept, day, days)
        else:
            gone = [path.relative_to(archive).as_posix() for path in prune(archive, kept, day, days)]
        for name in gone:
            say(f"已删除过期存档：{archive / name}")
        seal_archive(settings, gone)
        complete_copy(settings)
    except (ArchiveError, OutputError) as error:  # the bulletin is written all the same
        say(f"注意：{error}")


def _drop_links(settings: BaseSettings) -> None:
    if days := settings.getint("LEDGER_KEEP_DAYS"):
        before = today(settings) - timedelta(days=max(days, _LEAST_DAYS))
        if dropped := drop_links(open_database(database_url(settings)), before):
            say(f"已从台账删去 {dropped} 条链接：{before} 以后没有再列出，也没有入库的文章（设置 LEDGER_KEEP_DAYS）。")
