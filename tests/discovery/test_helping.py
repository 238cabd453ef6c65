"""A week over real connections, of outlets whose declared lists are gone: what the run keeps, asks for and says."""

from __future__ import annotations

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


class Week(NamedTuple):
    """What two runs of a week did: exit codes, what was said, requests by host and path, and the store of the first."""

    codes: tuple[int, int]
    said: tuple[str, str]
    asked: tuple[Counter[str], Counter[str]]
    runs: dict[str, tuple[str, str]]
    stored: dict[str, set[str]]
    found: list[tuple[str, str, int]]


@pytest.fixture
def week(scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], tmp_path: Path) -> Week:
    made = outlets()
    made["eta"].gone = {path for path in made["eta"].pages if path.startswith("/jk/") and "shtml" in path} | {"/jk/"}
    asked: Counter[str] = Counter()

    def answer(handler: Handler) -> None:
        asked[handler.path.removeprefix("http://")] += 1
        handler.send(*serve_made(made, handler.path))

    env = {**serve(answer), "PYTHONPATH": str(PROJECT / "tests")}
    codes, said, requests = [], [], []
    for _ in range(2):
        asked.clear()
        process = scrapy("weekly", "653", *OPTIONS, env=env)
        codes.append(process.returncode)
        said.append(process.stdout + process.stderr)
        requests.append(Counter(asked))
        if len(codes) == 1:
            with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
                runs = {
                    name: (verdict, detail)
                    for name, verdict, detail in connection.execute("SELECT outlet, verdict, detail FROM run")
                }
                stored = {name: set() for name in made}
                for name, url in connection.execute("SELECT outlet, url FROM article WHERE score >= 0"):
                    stored[name].add(url)
                found = connection.execute("SELECT outlet, url, links FROM found_list").fetchall()
            connection.close()
    return Week((codes[0], codes[1]), (said[0], said[1]), (requests[0], requests[1]), runs, stored, found)


def lists_asked(asked: Counter[str], name: str) -> list[str]:
    """The pages of an outlet that were asked for and are no articles, each as often as it was."""
    made = outlets()[name]
    articles = {made.url(each).removeprefix("http://") for each in made.articles}
    return sorted(key for key in asked.elements() if key.startswith(f"{made.host}/") and key not in articles)


def articles_asked(asked: Counter[str], name: str) -> set[str]:
    made = outlets()[name]
    return {url for each in made.articles if asked[(url := made.url(each)).removeprefix("http://")]}


def test_a_run_helps_itself(week: Week, show: Callable[[str], None]) -> None:
    """One week, so that it is crawled once: each outlet is one case."""
    made = outlets()
    kept = {name: len(week.stored[name] & made[name].wanted) / len(made[name].wanted) for name in week.runs}
    pages = {name: len(lists_asked(week.asked[0], name)) for name in week.runs}
    show(f"kept of the week's relevant articles: {kept}; pages that are no articles: {pages}")
    assert min(kept[name] for name in ("alpha", "beta", "gamma")) >= 0.95
    # All lists are gone: the week is there, and how is told.
    for name in ("alpha", "beta"):
        verdict, detail = week.runs[name]
        assert verdict == "partial"
        assert "部分：声明的列表都没有了，读的是找到的列表，没有往期可比" in detail
        assert "另读找到的列表" in detail
        assert "请改声明" in detail
        assert pages[name] <= 60
    # One of five is gone, and not missed.
    assert week.runs["gamma"] == ("ok", "请改声明：列表 www.gamma.example/c/old（HTTP 404）已经没有，其余列表补得上")
    # The health section is gone, and nothing stands for it.
    verdict, detail = week.runs["eta"]
    assert verdict == "broken"
    assert "列表 www.eta.example/jk（HTTP 404）" in detail
    assert week.codes == (3, 3)
    # Nothing is lacking: nothing more is asked for.
    lists = [f"www.delta.example/api/{key}.json?page=1" for key in ("jk", "kj", "yw")]
    assert lists_asked(week.asked[0], "delta") == lists
    assert week.runs["delta"] == ("ok", "")
    # What is found widens no rule: of the window, and let through by the gate or of a health section.
    since = LAST - timedelta(days=6)
    fetched = {
        each for each in made["alpha"].articles if made["alpha"].url(each) in articles_asked(week.asked[0], "alpha")
    }
    assert all(each.day >= since and (each.relevant or each.section == "jk") for each in fetched)
    assert not [key for key in week.asked[0] if "/login/" in key or "/about/" in key or "/never/" in key]
    # What was found is kept, and asked the next time without looking round.
    assert {("alpha", "http://www.alpha.example/jk/"), ("beta", "http://www.beta.example/list/jk.htm")} <= {
        each[:2] for each in week.found
    }
    again = lists_asked(week.asked[1], "alpha")
    assert "www.alpha.example/jk/" in again
    assert not [key for key in again if "/local/" in key], "nobody looks round"
    assert len(again) < pages["alpha"]
