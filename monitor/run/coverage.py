"""The coverage report: what the outlets of an issue were asked, what they said, what became of it. The worst first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby, takewhile

from sqlalchemy.orm import Session

from monitor.issue_calendar import Issue, Window
from monitor.outlet.health import Coverage, judge
from monitor.outlet.lists import ListFacts
from monitor.outlet.registry import OutletFacts
from monitor.outlet.verdicts import BROKEN, DEFINITIONS, MEANING, NOT_RUN, WORST_FIRST, rank
from monitor.store.articles import find_articles
from monitor.store.issues import find_issues
from monitor.store.models import Run
from monitor.store.runs import best_run, find_last_runs, find_runs
from monitor.store.stories import find_members
from monitor.text.markdown import escape
from monitor.topic.score import LINE

_WEEKS = 52  # how far back a state is followed
COLUMNS = (
    "媒体", "结论", "几周", "运行", "列表", "链接", "未取", "页面", "读出", "失败", "无日期", "窗口内", "切题", "新",
    "转载", "刊出", "读法", "秒", "KB", "静止",
)  # fmt: skip


@dataclass(frozen=True)
class OutletWeek:
    """An outlet in an issue: the best of its runs that saw all of it (what a week has had stays known), a `later` one
    that was worse, how many runs there were, for how many windows in a row it has been in this state, and its stored
    articles: those in the window, on topic, told by another outlet first, printed. `lists` are those that were read,
    each with the hours that it had stood still (None: not known), the longest first."""

    printed: str
    coverage: Coverage
    later: Coverage | None = None
    runs: int = 0
    weeks: int = 1
    articles: int = 0
    on_topic: int = 0
    new: int = 0
    reprints: int = 0
    chosen: int = 0
    seconds: float = 0.0
    lists: tuple[tuple[int | None, ListFacts], ...] = ()

    @property
    def last(self) -> Coverage:
        """The last run."""
        return self.later or self.coverage

    @property
    def cells(self) -> tuple[str, ...]:
        """What COLUMNS name."""
        each = self.coverage
        still = next((hours for hours, facts in self.lists if not facts.optional), None)
        rungs = " ".join(f"{name} {number / sum(dict(each.rungs).values()):.0%}" for name, number in each.rungs)
        return (
            self.printed, MEANING[each.verdict], *map(str, (
                self.weeks, self.runs, each.listings, each.links, each.stopped, each.pages, each.read, each.failed,
                each.undated, self.articles, self.on_topic, self.new, self.reprints, self.chosen,
            )), rungs, f"{self.seconds:.0f}", f"{each.bytes / 1024:.0f}", "" if still is None else str(still),
        )  # fmt: skip


def tell_coverage(
    session: Session,
    issue: Issue,
    outlets: Mapping[str, OutletFacts],
    asked: Mapping[str, datetime] | None = None,
    printed: Collection[int] | None = None,
) -> list[OutletWeek]:
    """Return what is known of `outlets` in `issue`, the worst first. `asked` says of some since when (aware) they must
    have run: one that was asked again, and has only runs from before, has not run. Of outlets on trial those that
    ran. `printed` are the ids of the articles that the issue is about to print; None: those that it printed."""
    runs: dict[str, list[Run]] = {}
    for run in find_runs(session, issue.window):
        runs.setdefault(run.outlet, []).append(run)
    for name, since in (asked or {}).items():
        if name in runs and _aware(runs[name][-1].started_at) < since:
            del runs[name]
    if printed is None:
        printed = {entry.article_id for each in find_issues(session, issue.number) for entry in each.entries}
    facts = _count_articles(session, issue, outlets, printed)
    rows = [
        _tell(session, each.printed, issue.window, runs.get(name, []), facts[name])
        if name in runs or not each.unloaded
        else _tell_unloaded(facts[name], each, name in (asked or ()))
        for name, each in outlets.items()
        if name in runs or not each.on_trial or name in (asked or ())
    ]
    return sorted(rows, key=lambda row: (WORST_FIRST.index(row.coverage.verdict), row.printed))


def tell_run(session: Session, outlet: str, window: Window, since: datetime) -> Coverage:
    """Return the coverage of an outlet's last run for `window` that began at `since` (aware) or later."""
    runs = [run for run in find_runs(session, window) if run.outlet == outlet and _aware(run.started_at) >= since]
    return _coverage(runs[-1]) if runs else Coverage(outlet, NOT_RUN)


def _coverage(run: Run) -> Coverage:
    # The verdict and its notes stand as they were given: the history that they were given with has moved on.
    return replace(judge(run.outlet, run.counters), verdict=run.verdict, notes=tuple(filter(None, [run.detail])))


def _tell(session: Session, printed: str, window: Window, runs: Sequence[Run], counted: OutletWeek) -> OutletWeek:
    if not runs:
        return replace(counted, printed=printed)
    best, last = best_run(runs, window), runs[-1]
    before = find_last_runs(session, best.outlet, best.until, _WEEKS)
    weeks = 1 + sum(1 for _ in takewhile(lambda run: run.verdict == best.verdict, before))
    coverage, ended = _coverage(best), _aware(best.finished_at)
    lists = [(facts.hours_still(ended, best.until), facts) for facts in coverage.lists.values() if facts.answers]
    return replace(
        counted,
        printed=printed,
        coverage=coverage,
        later=_coverage(last) if rank(last.verdict) > rank(best.verdict) else None,
        lists=tuple(sorted(lists, key=lambda each: -1 if each[0] is None else each[0], reverse=True)),
        runs=len(runs),
        weeks=weeks,
        new=sum(run.counters.get("item_scraped_count", 0) for run in runs),
        seconds=sum((run.finished_at - run.started_at).total_seconds() for run in runs),
    )


def _tell_unloaded(counted: OutletWeek, outlet: OutletFacts, asked: bool) -> OutletWeek:
    """Without a run: that its module cannot be loaded now is why only where it is asked now."""
    verdict, why = (BROKEN, "装不上：") if asked else (NOT_RUN, "现在装不上：")
    coverage = replace(counted.coverage, verdict=verdict, notes=(why + outlet.unloaded,))
    return replace(counted, printed=outlet.printed, coverage=coverage)


def _count_articles(
    session: Session, issue: Issue, outlets: Mapping[str, OutletFacts], printed: Collection[int]
) -> dict[str, OutletWeek]:
    articles = find_articles(session, issue.window)
    members = find_members(session, {article.story for article in articles if article.story is not None})
    found = {name: OutletWeek("", Coverage(name, NOT_RUN)) for name in outlets}
    for name, group in groupby(sorted(articles, key=lambda article: article.outlet), lambda article: article.outlet):
        if name in found:
            own = list(group)
            first = [members[each.story][0].outlet == name for each in own if each.story is not None]
            found[name] = replace(
                found[name],
                articles=len(own),
                on_topic=sum(each.score >= LINE for each in own),
                reprints=first.count(False),
                chosen=sum(each.id in printed for each in own),
            )
    return found


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def summarise(rows: Sequence[OutletWeek]) -> list[str]:
    """Return the lines that a command prints: how many outlets in which state, then what is wrong with which."""
    states = [each.coverage.verdict for each in rows]
    counts = "，".join(f"{MEANING[state]} {states.count(state)}" for state in WORST_FIRST if state in states)
    lines = [f"媒体 {len(rows)} 家：{counts}"]
    for row in rows:
        if row.later or row.coverage.notes or not row.coverage.seen:
            later = f"；最近一次运行{_words(row.later)}" if row.later else ""
            lines.append(f"{row.printed}：{_words(row.coverage)}{later}")
    return lines


def _words(coverage: Coverage) -> str:
    return "：".join(filter(None, [MEANING[coverage.verdict], "；".join(coverage.notes)]))


def render_markdown(issue: Issue, rows: Sequence[OutletWeek]) -> bytes:
    """Return the report on one page: a line an outlet, what went wrong, what the words mean."""
    lines = [f"# 第{issue.numeral}期来源情况", f"{issue.window}。{summarise(rows)[0]}。"]
    rule = "|" + "".join(" --- |" if name in ("媒体", "结论", "读法") else " ---: |" for name in COLUMNS)
    table = ["| " + " | ".join(COLUMNS) + " |", rule]
    table += ["| " + " | ".join(_cell(cell) for cell in row.cells) + " |" for row in rows]
    lines.append("\n".join(table))
    if wrong := summarise(rows)[1:]:
        lines += ["## 说明", "\n".join(f"- {escape(line)}" for line in wrong)]
    meanings = [f"- {MEANING[state]}：{DEFINITIONS[state]}" for state in WORST_FIRST]
    columns = (
        "- 结论、列表、链接、未取（标题未过筛）、页面、读出、失败、无日期、读法（own 专用，family 平台，generic 通用）"
        "和 KB 出自看全了窗口的各次运行里最好的一次（秒为各次之和）；窗口内、切题、转载（别家先发）、刊出出自数据库；"
        "几周：连续几期同一结论；静止：最久没有新文章的列表，从它最新文章那天结束算起的小时数。"
    )
    lines += ["## 用词", "\n".join([*meanings, columns])]
    return ("\n\n".join(lines) + "\n").encode()


def _cell(text: str) -> str:
    return escape(text).replace("|", "\\|")
