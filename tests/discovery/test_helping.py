"""A week over real connections, of outlets whose declared lists are gone: what the run keeps, asks for and says."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from answering import Answer, Handler
from conftest import PROJECT, Scrapy
from made_web import LAST, outlets, serve_made

OPTIONS = ("-s", "SPIDER_MODULES=found_outlets", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")


class Run(NamedTuple):
    """What one run of the week did: its exit code, requests by host and path, verdicts with their words, the addresses
    that are stored by then, the lists that were found."""

    code: int
    asked: Counter[str]
    verdicts: dict[str, tuple[str, str]]
    stored: dict[str, set[str]]
    found: set[tuple[str, str]]
    in_window: dict[str, int]  # links, by outlet


EARLIER = """
INSERT INTO run (outlet, since, until, started_at, finished_at, verdict, detail, counters)
SELECT outlet, date(since, :back), date(until, :back), datetime(started_at, :back), finished_at, verdict, detail, counters
FROM run WHERE outlet IN ('delta', 'gamma', 'zeta') AND until = '2025-12-12'
"""


def look(database: Path, code: int, asked: Counter[str]) -> Run:
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT outlet, verdict, detail FROM run WHERE until = '2025-12-12' ORDER BY id")
        verdicts = {name: (verdict, detail) for name, verdict, detail in rows}
        counted = connection.execute("SELECT outlet, counters FROM run WHERE until = '2025-12-12' ORDER BY id")
        in_window = {name: json.loads(row)["monitor/links/in_window"] for name, row in counted}
        stored: dict[str, set[str]] = {name: set() for name in verdicts}
        for name, url in connection.execute("SELECT outlet, url FROM article"):
            stored[name].add(url)
        found = set(connection.execute("SELECT outlet, url FROM found_list"))
        for weeks in (1, 2, 3):  # earlier weeks were like this one
            connection.execute(EARLIER, {"back": f"-{7 * weeks} days"})
    connection.close()
    return Run(code, Counter(asked), verdicts, stored, found, in_window)


@pytest.fixture
def runs(scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], tmp_path: Path) -> list[Run]:
    """Two runs of one week; before the second one more list falls away, of which the past is known. Those of whom
    nothing changes are not asked twice."""
    made = outlets()
    made["eta"].gone = {path for path in made["eta"].pages if path.startswith("/jk/") and "shtml" in path} | {"/jk/"}
    asked: Counter[str] = Counter()

    def answer(handler: Handler) -> None:
        asked[handler.path.removeprefix("http://")] += 1
        handler.send(*serve_made(made, handler.path))

    env, done = {**serve(answer), "PYTHONPATH": str(PROJECT / "tests")}, []
    for again in ((), ("--outlets", "alpha,gamma,delta,zeta")):
        process = scrapy("weekly", "653", "--sweep", *again, *OPTIONS, env=env)
        done.append(look(tmp_path / "home" / "monitor.db", process.returncode, asked))
        asked.clear()
        made["delta"].gone = {"/api/kj.json?page=1"}
        for path in ("/yw/", "/sh/", "/kj/"):  # they answer, and hold two articles each
            kind, text = made["zeta"].pages[path]
            rows, _ = text.partition('<ul class="list">')[2].split("</ul>", 1)
            few = "</li>".join(rows.split("</li>")[:2]) + "</li>"
            shorter = text.replace(rows, few).replace("createPageHTML", "none")
            made["zeta"].pages[path] = (kind, shorter)
    # Alone: an outlet of whose lists a fifth is dead and not missed, and one whose health section is gone.
    swept = [scrapy("weekly", "653", "--sweep", "--outlets", name, *OPTIONS, env=env) for name in ("gamma", "eta")]
    assert [process.returncode for process in swept] == [0, 3], [process.stderr for process in swept]
    assert "故障" not in swept[0].stderr
    assert "列表 www.eta.example/jk（HTTP 404）" in swept[1].stdout + swept[1].stderr
    return done


def lists_asked(asked: Counter[str], name: str) -> list[str]:
    """The pages of an outlet that were asked for and are no articles, each as often as it was."""
    made = outlets()[name]
    articles = {made.url(each).removeprefix("http://") for each in made.articles}
    return sorted(key for key in asked.elements() if key.startswith(f"{made.host}/") and key not in articles)


def articles_asked(asked: Counter[str], name: str) -> set[str]:
    made = outlets()[name]
    return {url for each in made.articles if asked[(url := made.url(each)).removeprefix("http://")]}


def test_a_run_helps_itself(runs: list[Run], show: Callable[[str], None]) -> None:
    """One week, so that it is crawled once: each outlet is one case."""
    made, (first, second) = outlets(), runs
    kept = {name: len(first.stored[name] & made[name].wanted) / len(made[name].wanted) for name in first.verdicts}
    pages = {name: len(lists_asked(first.asked, name)) for name in first.verdicts}
    show(f"kept of the week's relevant articles: {kept}; pages that are no articles: {pages}")
    assert min(kept[name] for name in ("alpha", "beta", "gamma")) >= 0.95
    # All lists of an outlet answer, but hold far fewer articles than they used to: its pages are walked all the same.
    few = [f"www.zeta.example/{key}/" for key in ("kj", "sh", "yw")]
    assert {key for key in lists_asked(first.asked, "zeta") if "index" not in key} == set(few)
    assert lists_asked(second.asked, "zeta") != few
    assert "另读找到的列表" in second.verdicts["zeta"][1]
    show(
        f"zeta, links in the window: {first.in_window['zeta']}, then {second.in_window['zeta']}; {second.verdicts['zeta']}"
    )
    assert second.in_window["zeta"] >= 0.95 * first.in_window["zeta"]
    # All lists are gone: the week is there, and how is told.
    for name in ("alpha", "beta"):
        verdict, detail = first.verdicts[name]
        assert verdict == "partial"
        assert "部分：声明的列表都没有了，读的是找到的列表，没有往期可比" in detail
        assert "另读找到的列表" in detail
        assert "请改声明" in detail
        assert pages[name] <= 60
    # One of five is gone, and not missed.
    assert first.verdicts["gamma"] == (
        "ok",
        "请改声明：列表 www.gamma.example/c/old（HTTP 404）已经没有，其余列表补得上",
    )
    # The health section is gone, and nothing stands for it.
    verdict, detail = first.verdicts["eta"]
    assert verdict == "broken"
    assert "列表 www.eta.example/jk（HTTP 404）" in detail
    assert (first.code, second.code) == (3, 3)
    # Nothing is lacking: nothing more is asked for.
    lists = [f"www.delta.example/api/{key}.json?page=1" for key in ("jk", "kj", "yw")]
    assert lists_asked(first.asked, "delta") == lists
    assert first.verdicts["delta"] == ("ok", "")
    # What is found widens no rule: of the window, and let through by the gate or of a health section.
    since = LAST - timedelta(days=6)
    fetched = {
        each for each in made["alpha"].articles if made["alpha"].url(each) in articles_asked(first.asked, "alpha")
    }
    assert all(each.day >= since for each in fetched)
    hints = [each for each in fetched if not (each.relevant or each.section == "jk")]
    assert len(hints) <= len([each for each in made["alpha"].articles if each.day >= since]) / 4, "the gate's own share"
    assert not [key for key in first.asked if "/login/" in key or "/about/" in key or "/never/" in key]
    # What was found is kept, and asked the next time without looking round.
    assert {("alpha", "http://www.alpha.example/jk/"), ("beta", "http://www.beta.example/list/jk.htm")} <= first.found
    again = lists_asked(second.asked, "alpha")
    assert "www.alpha.example/jk/" in again
    assert not [key for key in again if "/local/" in key], "nobody looks round"
    assert len(again) < pages["alpha"]
    # A list with a past fell away, and nothing stands for it: how much of the week is missing is a figure.
    verdict, detail = second.verdicts["delta"]
    assert verdict == "partial"
    assert re.search(
        r"部分：约看到一周的 (?:79|80)%，列表 www.delta.example/api/kj.json 往期独有的约 [67] 条没有列到", detail
    )
    # What was told is not told again.
    assert second.verdicts["gamma"] == ("ok", "")
