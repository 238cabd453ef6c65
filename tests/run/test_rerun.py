"""What a week has had stays known: a later run that fails is told beside it, and spoils neither verdict nor issue."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import OF_FEW, Scrapy
from page_bench import OF_THE_WEEK
from rich.cells import cell_len
from rich.console import Console
from sqlalchemy import exists, func, select, update

from monitor.issue_calendar import IssueCalendar
from monitor.outlet.health import BLOCKED_VERDICT, BROKEN, NOT_RUN, OK, PARTIAL, SILENT, THIN, Coverage, judge
from monitor.outlet.lists import ListFacts, to_counters
from monitor.outlet.registry import OutletFacts
from monitor.outlet.verdicts import MEANING
from monitor.run import tables
from monitor.run.coverage import OutletWeek, summarise, tell_coverage
from monitor.store.database import open_database, reading, writing
from monitor.store.models import Article, ListedLink
from monitor.store.runs import find_last_runs, past_of, save_run

ISSUE = IssueCalendar().by_number(653)
AT = {"tuesday": datetime(2025, 12, 9, 9, tzinfo=UTC), "friday": datetime(2025, 12, 12, 9, tzinfo=UTC)}
GOOD = {
    "finish_reason": "finished", "monitor/listing/ok/news": 2, "monitor/links/seen": 60, "monitor/links/in_window": 40,
    "monitor/article/ok": 25, "monitor/reader/own:2021": 25, "monitor/on_topic": 3, "item_scraped_count": 25,
    **to_counters({"news": ListFacts(label="a.example/news", answers=1, links=9, newest="2025-12-10")}),
}  # fmt: skip
STATS = {
    OK: GOOD,
    SILENT: {**GOOD, "monitor/on_topic": 0},
    PARTIAL: {**GOOD, "monitor/article/failed/timeout": 10},
    BLOCKED_VERDICT: {**GOOD, "monitor/listing/failed/news:http-403": 1},
    BROKEN: {**GOOD, "monitor/listing/failed/news:dns": 1},
}


def run(url: str, verdict: str, moment: datetime) -> None:
    coverage = judge("people", STATS[verdict])
    assert coverage.verdict == verdict
    with writing(open_database(url)) as session:
        save_run(session, coverage, ISSUE.window, moment, moment + timedelta(minutes=3), dict(STATS[verdict]))


@pytest.mark.parametrize(
    ("runs", "verdict", "later"),
    [
        ([(OK, "friday"), (BROKEN, "friday")], OK, BROKEN),
        ([(SILENT, "friday"), (BLOCKED_VERDICT, "friday")], SILENT, BLOCKED_VERDICT),
        ([(PARTIAL, "friday"), (BROKEN, "friday")], PARTIAL, BROKEN),
        ([(BROKEN, "friday"), (OK, "friday")], OK, None),
        ([(OK, "friday"), (SILENT, "friday")], SILENT, None),
        ([(OK, "friday"), (BROKEN, "friday"), (OK, "friday")], OK, None),
        ([(OK, "tuesday"), (BROKEN, "friday")], BROKEN, None),  # of Friday nothing was seen
        ([(BROKEN, "tuesday"), (OK, "tuesday")], OK, None),
        ([(OK, "tuesday"), (BROKEN, "tuesday")], OK, BROKEN),
        ([(BROKEN, "friday"), (BROKEN, "friday")], BROKEN, None),
    ],
)
def test_the_best_run_that_saw_the_whole_window_speaks(
    url: str, runs: list[tuple[str, str]], verdict: str, later: str | None
) -> None:
    for place, (each, day) in enumerate(runs):
        run(url, each, AT[day] + timedelta(hours=place))
    outlets = {"people": OutletFacts("人民网", "全国")}
    with reading(open_database(url)) as session:
        (row,) = tell_coverage(session, ISSUE, outlets)
        (spoke,) = find_last_runs(session, "people", ISSUE.window.until + timedelta(days=1), 8)
        (past,) = past_of([spoke])
    assert (row.coverage.verdict, row.later and row.later.verdict) == (verdict, later)
    assert (spoke.verdict, past.seen) == (verdict, verdict not in (BROKEN, BLOCKED_VERDICT))
    told = "\n".join(summarise([row]))
    assert (f"；最近一次运行{MEANING[later or NOT_RUN]}" in told) == (later is not None), told


def test_the_hours_since_a_list_last_moved(url: str) -> None:
    run(url, OK, AT["friday"])
    with reading(open_database(url)) as session:
        (row,) = tell_coverage(session, ISSUE, {"people": OutletFacts("人民网", "全国")})
    assert [(hours, facts.label) for hours, facts in row.lists] == [(41, "a.example/news")], "from Thursday 0:00 on"
    assert row.cells[-1] == "41"


def _age_links(url: str) -> int:
    """As if no list had announced a thing since. Returns how many links no article is stored of."""
    with writing(open_database(url)) as session:
        session.execute(update(ListedLink).values(seen_at=AT["friday"]))
        stored = exists().where(Article.outlet == ListedLink.outlet, Article.key == ListedLink.key)
        return session.scalar(select(func.count()).select_from(ListedLink).where(~stored)) or 0


def test_without_a_network_a_complete_week_stays_as_it_was(
    scrapy: Scrapy, home_with_week: Path, tmp_path: Path
) -> None:
    folder = home_with_week / "bulletins" / "653"
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}
    dead = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    quick = ("-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_DELAY=0", *OF_FEW)
    stopped = _age_links(f"sqlite:///{home_with_week / 'monitor.db'}")
    process = scrapy("weekly", "653", *quick, "-s", "LEDGER_KEEP_DAYS=1", env=dead)
    assert process.returncode == 3, "of this run nothing was seen"
    assert f"已从台账删去 {stopped} 条链接：" in process.stderr
    assert "写好的一期没有改动" in process.stderr
    assert "人民网：正常；最近一次运行故障：" in process.stderr
    after = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}
    assert after == before
    process = scrapy("health", "653")
    assert process.returncode == 0, process.stderr
    assert OF_THE_WEEK in process.stderr
    # Elsewhere nothing is written yet, so it is.
    assert scrapy("weekly", "653", *quick, "--out", tmp_path / "out", env=dead).returncode == 3
    assert (tmp_path / "out" / "bulletin.md").is_file()


def test_a_new_choice_prints_no_table_of_the_crawl(scrapy: Scrapy, home_with_week: Path) -> None:
    process = scrapy("bulletin", "653", "--top", "2", home=home_with_week)
    assert process.returncode == 0, process.stderr
    assert "窗口内" not in process.stdout
    assert OF_THE_WEEK in process.stderr


@pytest.mark.parametrize("windows", [1, 8, 20])
@pytest.mark.parametrize("printed", ["人民网", "全国卫生健康信息化监测周报社"])
def test_at_80_columns_nothing_is_cut(printed: str, windows: int) -> None:
    facts = ListFacts(label="china.chinadaily.com.cn/5bd5639ca3101a87ca8ff634/5bd5669ba31", links=1234, in_window=321)
    rungs = (("family", 123), ("generic", 45), ("own", 6789))
    coverage = Coverage("people", SILENT, listings=123, links=12345, stopped=1234, pages=4321, read=1234, rungs=rungs)
    row = OutletWeek(printed, coverage, runs=14, weeks=52, articles=1234, on_topic=321, lists=((12345, facts),))
    last = ISSUE.window.until
    history = {"people": {last - timedelta(weeks=back): THIN for back in range(1, windows)}}
    out = io.StringIO()
    console = Console(width=80, file=out)
    shown = [tables.of_run([row]), *tables.of_week([row]), tables.of_lists([row])]
    console.print(*shown, *tables.of_history([row], history, last), sep="\n")
    text = out.getvalue()
    assert "…" not in text
    assert max(map(cell_len, text.splitlines())) <= 80
    assert text.count("偏少") == windows - 1
    assert all(word in text for word in ("无切题", "12345", "98%")), text
