"""What a developer expects of any Scrapy project: feeds, jobs that are resumed, the log, the headers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from answering import Answer, Handler
from conftest import Scrapy
from office import Office

WINDOW = ("-a", "since=2025-12-06", "-a", "until=2025-12-12", "-s", "DOWNLOAD_DELAY=0")


def read(feed: Path) -> dict[str, dict[str, Any]]:
    return {item["key"]: item for item in map(json.loads, feed.read_text("utf-8").splitlines())}


def test_the_feed_of_a_second_run_holds_the_week_again(scrapy: Scrapy, tmp_path: Path, office: dict[str, str]) -> None:
    """The second run asks for no article again, the third for all: each has the same feed."""
    feeds = []
    for number, hours in enumerate((20, 20, 0)):
        feeds.append(tmp_path / f"{number}.jsonl")
        Office.asked.clear()
        run = scrapy("crawl", "cnr", *WINDOW, "-s", f"REFETCH_HOURS={hours}", "-O", feeds[-1], "--nolog", env=office)
        assert run.returncode == 0, run.stderr
        articles = [url for url in Office.asked if "/t2025" in url]
        assert bool(articles) == (number != 1)
    first, second, third = map(read, feeds)
    assert len(first) >= 3
    for again in (second, third):
        assert again.keys() == first.keys()
        for key, item in first.items():
            assert {name: (value, again[key][name]) for name, value in item.items() if value != again[key][name]} == {}


def test_a_run_that_is_stopped_and_resumed_is_judged_as_one(
    scrapy: Scrapy, tmp_path: Path, office: dict[str, str]
) -> None:
    job = ("-s", f"JOBDIR={tmp_path / 'job'}", "--nolog")
    stopped = scrapy("crawl", "cnr", *WINDOW, *job, "-s", "CLOSESPIDER_PAGECOUNT=8", env=office)
    assert stopped.returncode == 3, stopped.stderr
    before = len(Office.asked)
    resumed = scrapy("crawl", "cnr", *WINDOW, *job, env=office)
    assert (resumed.returncode, resumed.stderr) == (0, "cnr：正常\n")
    pages = [url for url in Office.asked if not url.endswith("/robots.txt")]
    assert len(set(pages)) == len(pages), "none is asked for twice"
    assert len(Office.asked) > before
    whole = scrapy("crawl", "cnr", *WINDOW, "--nolog", env=office, home=tmp_path / "other")
    assert whole.returncode == 0
    assert scrapy("articles", "653").stdout.count("\n") == scrapy(
        "articles", "653", home=tmp_path / "other"
    ).stdout.count("\n")


def test_the_log_at_info_is_scrapys_where_it_is_asked_for(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]]
) -> None:
    languages: set[str] = set()

    def answer(handler: Handler) -> None:
        languages.add(handler.headers.get("Accept-Language", ""))
        handler.send(404)

    env = serve(answer)
    quiet, told = (scrapy("crawl", "cnr", *WINDOW, *level, env=env).stderr for level in ((), ("-L", "INFO")))
    for line in ("Dumping Scrapy stats", "Enabled downloader middlewares", "Spider opened", "Crawled "):
        assert (line in quiet, line in told) == (False, True), line
    assert languages == {"zh-CN,zh;q=0.9"}
