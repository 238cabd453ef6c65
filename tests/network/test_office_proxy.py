"""A whole run over real connections: the network is a proxy given by the environment, as in many offices, with a
certificate of its own, and behind it stands the sample week."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from conftest import Scrapy
from office import Office

from monitor.topic.score import LINE

# The two of whom something is printed, one of whose lists is shown by a browser, one paper. All others come through
# such a proxy in tests/run/test_country.py.
ASKED = ("xinhuanet", "people", "hubeidaily", "bjd")


def test_a_full_run_behind_an_office_proxy_gives_the_same_bulletin(
    scrapy: Scrapy, stored_week: Path, tmp_path: Path, office: dict[str, str]
) -> None:
    given = ("--outlets", ",".join(ASKED), "--out", tmp_path / "live", "-s", "DOWNLOAD_DELAY=0")
    live = scrapy("weekly", "653", *given, env={**office, "MONITOR_CONTACT": "https://centre.example/"})
    assert live.returncode == 0, live.stdout + live.stderr
    replayed = stored_week / "bulletins" / "653" / "bulletin.md"
    assert (tmp_path / "live" / "bulletin.md").read_bytes() == replayed.read_bytes()
    assert len(Office.agents) == 1, Office.agents
    (agent,) = Office.agents
    assert "zhoubao" in agent
    assert "+https://centre.example/" in agent
    archives = list((tmp_path / "home" / "archive" / "2025-12-12").glob("*.warc.gz"))
    assert len(archives) == len(ASKED) + 1, "each outlet and the pictures"


def without_scheme(url: str) -> str:
    return url.partition("://")[2]


def pages_asked() -> set[str]:
    """The addresses that the proxy was asked for; those of http are asked by https first."""
    return {without_scheme(url) for url in Office.asked}


def test_a_second_run_asks_for_no_article_and_a_later_one_for_those_on_topic(
    scrapy: Scrapy, tmp_path: Path, office: dict[str, str]
) -> None:
    given = ("weekly", "653", "--outlets", "bjd,cnr,chinanews", "-s", "DOWNLOAD_DELAY=0", "--out", tmp_path / "out")
    sweep = ("weekly", "653", "--sweep", *given[2:6])
    assert scrapy(*given, env=office).returncode == 0
    bulletin = (tmp_path / "out" / "bulletin.md").read_bytes()
    first = pages_asked()
    database = tmp_path / "home" / "monitor.db"
    with sqlite3.connect(database) as connection:
        stored = connection.execute("SELECT url, score FROM article").fetchall()
        rows = connection.execute("SELECT count(*) FROM evidence").fetchone()
    articles = {without_scheme(url): score for url, score in stored}
    assert set(articles) <= first
    Office.asked.clear()
    process = scrapy(*given, env=office)
    assert process.returncode == 0, process.stderr
    assert pages_asked() & set(articles) == set(), "not one article is asked for twice"
    assert len(Office.asked) > 30, "the lists are"
    assert "媒体 3 家：正常 3" in process.stderr
    assert (tmp_path / "out" / "bulletin.md").read_bytes() == bulletin
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == rows
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (len(articles),)
        connection.execute("UPDATE listed_link SET seen_at = '2025-12-01 00:00:00'")
    connection.close()
    Office.asked.clear()
    assert scrapy(*sweep, env=office).returncode == 0
    on_topic = {url for url, score in articles.items() if score >= LINE}
    assert pages_asked() & set(articles) == on_topic, "what may be printed may have been corrected"
    Office.asked.clear()
    assert scrapy(*sweep, "-s", "REFETCH_HOURS=0", env=office).returncode == 0
    assert set(articles) <= pages_asked()


def test_a_redesigned_outlet_lives_on_its_generic_rung_and_is_told(
    scrapy: Scrapy, tmp_path: Path, office: dict[str, str]
) -> None:
    """All class names and ids of 人民网 change overnight; the other outlets are as they were."""

    def redesign(url: str, body: bytes) -> bytes:
        article = "people.com.cn/n" in url
        return re.sub(rb' (?:class|id)="[^"]*"', b' class="v2"', body) if article else body

    Office.redesign = staticmethod(redesign)  # type: ignore[assignment]
    given = ("--sweep", "--outlets", "people,bjd,chinanews", "-s", "DOWNLOAD_DELAY=0")
    process = scrapy("weekly", "653", *given, env=office)
    assert process.returncode == 3, process.stdout + process.stderr
    assert "人民网：故障：只有通用提取器读得出" in process.stderr
    rows = {
        line.split()[0]: line.split()[1] for line in process.stdout.splitlines() if line.strip() and "──" not in line
    }
    assert (rows["人民网"], rows["北京日报"], rows["中新网"]) == ("故障", "正常", "正常")
    readers = {
        json.loads(line)["outlet"]: json.loads(line)["reader"] for line in scrapy("articles", "653").stdout.splitlines()
    }
    assert readers["people"].startswith("generic:")
    assert readers["chinanews"].startswith("own:")


def test_a_run_over_the_network_is_recorded_and_can_be_replayed(
    scrapy: Scrapy, tmp_path: Path, office: dict[str, str]
) -> None:
    window = ["-a", "since=2025-12-06", "-a", "until=2025-12-12"]
    live, again = tmp_path / "live.jsonl", tmp_path / "again.jsonl"
    process = scrapy("crawl", "people", *window, "-O", live, "-s", "DOWNLOAD_DELAY=0", env=office)
    assert process.returncode == 0, process.stderr
    asked = len(Office.asked)
    assert asked > 50
    assert any(url.endswith("/robots.txt") for url in Office.asked)
    (archive,) = (tmp_path / "home" / "archive" / "2025-12-12").iterdir()
    replayed = scrapy(
        "crawl", "people", *window, "-O", again, "-s", f"ARCHIVE_REPLAY={archive}", home=tmp_path / "other", env=office
    )
    assert replayed.returncode == 0, replayed.stderr
    assert len(Office.asked) == asked, "a replay asks nobody"
    first, second = (
        sorted(map(_where_it_was_read_apart, path.read_text("utf-8").splitlines())) for path in (live, again)
    )
    assert len(first) > 20
    assert first == second
    assert any("(https://society.people.com.cn/mediafile/" in line for line in first), "a picture as its page came"
    for home in ("home", "other"):
        reread = scrapy("reread", "653", home=tmp_path / home, env=office)
        assert "有变化 0 篇" in reread.stderr, "listed by http, answered by https"


def _where_it_was_read_apart(line: str) -> str:
    """The item without the name of the archive: the replaying home names the other's by its whole path."""
    item = json.loads(line)
    for page in item["evidence"]:
        page["file"] = Path(page["file"]).name
    return json.dumps(item, sort_keys=True)
