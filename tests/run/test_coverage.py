"""What a person hears of eight weeks: made by replay, one outlet gone quiet, one thinning, one broken."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Scrapy, copy_home
from page_bench import OF_THE_WEEK
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.issue_calendar import Issue, IssueCalendar, Window
from monitor.outlet.health import BROKEN, NOT_RUN, OK, SILENT, THIN, judge
from monitor.outlet.registry import OutletFacts
from monitor.run.coverage import render_markdown, summarise, tell_coverage
from monitor.store.database import open_database, reading, writing
from monitor.store.runs import find_last_runs, past_of, save_run

GOOD = {
    "finish_reason": "finished", "monitor/listing/ok/health": 2, "monitor/links/seen": 60, "monitor/article/ok": 9,
    "monitor/reader/own:2021": 9, "monitor/on_topic": 3, "item_scraped_count": 9,
}  # fmt: skip
LAYOUT = {**GOOD, "monitor/listing/failed/health:layout": 1}
OUTLETS = {name: OutletFacts(printed, "全国") for name, printed in (
    ("steady", "甲报"), ("quiet", "乙报"), ("thinning", "丙报"), ("broken", "丁报"), ("new", "戊报"))}  # fmt: skip
THINNING = [60, 56, 50, 46, 40, 36, 28, 20]


def run(url: str, outlet: str, issue: Issue, stats: dict[str, Any]) -> None:
    """As the run record does at the close of a spider."""
    end = datetime.combine(issue.date, datetime.min.time(), UTC) + timedelta(hours=8)
    with writing(open_database(url)) as session:
        past = past_of(find_last_runs(session, outlet, issue.window.until, 8))
        save_run(session, judge(outlet, stats, past), issue.window, end - timedelta(minutes=3), end, stats)


def links(number: int) -> dict[str, Any]:
    return {**GOOD, "monitor/links/in_window": number}


def test_eight_weeks(url: str) -> None:
    calendar = IssueCalendar()
    said: dict[int, dict[str, tuple[str, int]]] = {}
    for week, thin in enumerate(THINNING):
        issue = calendar.by_number(646 + week)
        run(url, "steady", issue, links(50 + week % 3))
        run(url, "quiet", issue, links(40 if week < 5 else 0))
        run(url, "thinning", issue, links(thin))
        run(url, "broken", issue, links(30) if week < 6 else LAYOUT)
        with reading(open_database(url)) as session:
            rows = tell_coverage(session, issue, OUTLETS)
        said[week] = {row.coverage.outlet: (row.coverage.verdict, row.weeks) for row in rows}
    told = {name: [said[week][name][0] for week in range(8)] for name in OUTLETS}
    assert told["steady"] == [OK] * 8
    assert told["quiet"] == [OK] * 5 + [THIN] * 3, "in the week in which it fell silent"
    assert told["thinning"] == [OK] * 7 + [THIN], "when less than half of what it was is left"
    assert told["broken"] == [OK] * 6 + [BROKEN] * 2
    assert told["new"] == [NOT_RUN] * 8
    assert said[7]["quiet"] == (THIN, 3)
    assert said[7]["broken"] == (BROKEN, 2)
    assert [row.printed for row in rows] == ["丁报", "戊报", "丙报", "乙报", "甲报"], "the worst first"
    assert summarise(rows)[0] == "媒体 5 家：故障 1，未运行 1，偏少 2，正常 1"
    page = render_markdown(issue, rows).decode()
    (broken,) = [line for line in page.splitlines() if line.startswith("| 丁报")]
    assert broken.split(" | ")[1:4] == ["故障", "2", "1"]
    assert "- 丁报：故障：列表 health（版式变了）" in page
    assert "窗口内 0 条链接，往期同长约 40 条" in page


def test_an_outlet_that_was_asked_again_and_did_not_run_has_not_run(url: str) -> None:
    """Yesterday's good run says nothing of today's."""
    issue = IssueCalendar().by_number(653)
    run(url, "steady", issue, links(50))
    with reading(open_database(url)) as session:
        asked = {"steady": datetime(2025, 12, 12, 9, tzinfo=UTC)}
        (row,) = tell_coverage(session, issue, {"steady": OUTLETS["steady"]}, asked)
        assert row.coverage.verdict == NOT_RUN
        (row,) = tell_coverage(session, issue, {"steady": OUTLETS["steady"]}, {"quiet": asked["steady"]})
        assert row.coverage.verdict == OK


def test_a_day_says_nothing_of_a_week(url: str) -> None:
    """Neither does a good one mend a broken week, nor a broken one spoil a good week; and days are no weeks."""
    issue = IssueCalendar().by_number(653)
    for outlet, week, day in (("steady", LAYOUT, links(9)), ("quiet", links(50), LAYOUT)):
        run(url, outlet, issue, week)
        for number in range(5):
            one = issue.date - timedelta(days=number)
            run(url, outlet, Issue(653, issue.date, Window(one, one)), day)
    with reading(open_database(url)) as session:
        said = {row.coverage.outlet: row for row in tell_coverage(session, issue, OUTLETS)}
        assert (said["steady"].coverage.verdict, said["quiet"].coverage.verdict) == (BROKEN, OK)
        assert said["quiet"].runs == 1
        assert [each.until for each in find_last_runs(session, "quiet", date(2026, 1, 1), 8)] == [issue.date]


def test_several_runs_of_a_week_are_one_line(url: str) -> None:
    issue = IssueCalendar().by_number(653)
    for stats in (links(50), LAYOUT, {**links(52), "monitor/on_topic": 0, "item_scraped_count": 2}):
        run(url, "steady", issue, stats)
    with reading(open_database(url)) as session:
        (row,) = tell_coverage(session, issue, {"steady": OUTLETS["steady"]})
    assert (row.coverage.verdict, row.runs, row.new, row.weeks) == (SILENT, 3, 20, 1)


def archive_of(file: Path, issue: Issue, listed: dict[str, int | None]) -> None:
    """A week on the web: for each outlet a list of so many links, or a page without its landmark."""
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for name, number in listed.items():
            rows = "".join(
                f'<li><a href="/{issue.window.since + timedelta(days=n % 7):%Y%m%d}/{n}.html">街巷故事{n}</a></li>'
                for n in range(number or 0)
            )
            page = (
                "<p>新版</p>"
                if number is None
                else f'<ul class="list"><li><a href="/20240101/999.html">旧</a></li>{rows}</ul>'
            )
            for path, body in (("list/", f"<html><body>{page}</body></html>"), ("robots.txt", "")):
                http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                payload = body.encode()
                writer.write_record(
                    writer.create_warc_record(
                        f"http://{name}.example/{path}",
                        "response",
                        io.BytesIO(payload),
                        length=len(payload),
                        http_headers=http,
                    )
                )


def test_eight_weeks_by_replay(scrapy: Scrapy, tmp_path: Path) -> None:
    """The same through spiders, archive and commands: what `scrapy health` says at the end, and each week's exit."""
    env = {"PYTHONPATH": str(PROJECT / "tests")}
    given = ("-s", "SPIDER_MODULES=four_outlets")
    codes = []
    for week, thin in enumerate(THINNING):
        issue = IssueCalendar().by_number(646 + week)
        listed = {"steady": 50, "quiet": 40 if week < 5 else 0, "thinning": thin, "breaking": 30 if week < 6 else None}
        archive_of(tmp_path / "week.warc.gz", issue, listed)
        process = scrapy("weekly", issue.number, "--sweep", *given, "--replay", tmp_path / "week.warc.gz", env=env)
        codes.append(process.returncode)
    assert codes == [0] * 5 + [3] * 3, process.stderr
    assert "乙报：故障：列表 quiet.example/list（停在 2024-01-01，711 天没有新文章）" in process.stderr
    assert "丙报：偏少：窗口内 20 条链接" in process.stderr
    assert "丁报：故障：列表 breaking.example/list（版式变了）" in process.stderr
    shown = scrapy("health", 653, "-s", "SPIDER_MODULES=four_outlets", env=env).stdout
    history = {line.split()[0]: line.split()[1:] for line in shown.splitlines() if re.match(r"  [甲乙丙丁]报", line)}
    assert history == {
        "丁报": ["无切题"] * 6 + ["故障"] * 2, "乙报": ["无切题"] * 5 + ["故障"] * 3,
        "丙报": ["无切题"] * 7 + ["偏少"], "甲报": ["无切题"] * 8,
    }  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, stored_week: Path) -> Path:
    return copy_home(stored_week, tmp_path_factory.mktemp("done") / "home")


def test_health_is_printed_and_its_exit_code_tells(scrapy: Scrapy, done: Path) -> None:
    process = scrapy("health", "653", home=done)
    assert process.returncode == 0, process.stderr
    assert OF_THE_WEEK in process.stderr
    shown = re.search(r"人民网 +(正常.*)", process.stdout)
    assert shown and shown[1].split()[1:4] == ["1", "1", "50"]
    shown = (done / "bulletins" / "653" / "coverage.html").read_text("utf-8")
    assert re.search(r"<td>人民网</td>\n<td>正常</td>", shown)
    report = (done / "bulletins" / "653" / "coverage.md").read_text("utf-8")
    assert report.count("\n| ") == 15
    process = scrapy("health", "652", home=done)
    assert process.returncode == 3
    assert "未运行 13" in process.stderr
    assert scrapy("health", "653", "--weeks", "x", home=done).returncode == 2


def test_why_answers_for_every_link_that_was_listed(scrapy: Scrapy, done: Path) -> None:
    with sqlite3.connect(done / "monitor.db") as connection:
        links = connection.execute("SELECT outcome, min(url), count(*) FROM listed_link GROUP BY outcome").fetchall()
        (listed,) = connection.execute("SELECT count(*) FROM listed_link").fetchone()
        (seen,) = connection.execute(
            "SELECT sum(json_extract(counters, '$.\"monitor/links/seen\"')) FROM run"
        ).fetchone()
    connection.close()
    assert listed == seen, "the ledger holds every link that a listing announced"
    by_outcome = {outcome: url for outcome, url, _ in links}
    assert set(by_outcome) == {"stored", "gate", "outside", "failed/not-found", "no-text"}
    words = {"gate": "标题未过筛", "outside": "网址里的日期不在窗口内", "failed/not-found": "读不出来（已删除）",
             "no-text": "没有标题或正文", "stored": "已入库，第 1 版"}  # fmt: skip
    for outcome, url in by_outcome.items():
        process = scrapy("why", url, home=done)
        assert process.returncode == 0, process.stderr
        assert words[outcome] in process.stdout, (outcome, process.stdout)
    assert "，列表 www.news.cn/health）" in scrapy("why", by_outcome["failed/not-found"], home=done).stdout
    articles = [json.loads(line) for line in scrapy("articles", "653", home=done).stdout.splitlines()]
    printed = scrapy("why", articles[0]["url"], home=done).stdout
    assert "这条新闻刊于第653期" in printed
    assert re.search(r"第653期候选 118 篇中排第 \d+：切题分 (0.9\d|1.00)，达线", printed)
    assert "未达线（0.45）" in scrapy("why", articles[-1]["url"], home=done).stdout
    reprint = next(article for article in articles if article["headline"] == "“人工智能+医疗卫生”应用中试基地启用")
    assert "同文：新华网（编号" in scrapy("why", reprint["url"], home=done).stdout
    twin = next(address for article in articles for address in article["addresses"] if "ivk_sa" in address)
    assert "已入库" in scrapy("why", twin, home=done).stdout, "any address under which it was met"


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("https://www.news.cn/tech/20251209/" + "0" * 32 + "/c.html", 1, "属于新华网，但没有在列表里见过"),
        ("https://nobody.example/a.html", 1, "不属于任何一家媒体"),
        ("news.cn", 2, "用法"),
    ],
)
def test_why_says_what_it_does_not_know(scrapy: Scrapy, done: Path, url: str, code: int, said: str) -> None:
    process = scrapy("why", url, home=done)
    assert (process.returncode, said in process.stdout + process.stderr) == (code, True), process.stderr


def test_what_a_later_run_lists_outside_its_window_keeps_its_story(scrapy: Scrapy, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert scrapy("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "cnr").returncode == 0
    with sqlite3.connect(home / "monitor.db") as connection:
        before = connection.execute("SELECT key, outcome, found_for FROM listed_link ORDER BY key").fetchall()
    scrapy("weekly", "654", "--replay", SAMPLE_WEEK, "--outlets", "cnr")
    with sqlite3.connect(home / "monitor.db") as connection:
        after = connection.execute("SELECT key, outcome, found_for FROM listed_link ORDER BY key").fetchall()
        runs = connection.execute("SELECT count(*) FROM run WHERE until = ?", [date(2025, 12, 19).isoformat()])
        assert runs.fetchone() == (1,)
    assert before
    assert after == before
