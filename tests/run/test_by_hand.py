"""Scrapy's shell, fetch, view, parse and check: an outlet is found by the address, a saved page is as good as one from
the site, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import Answer, Handler
from conftest import PROJECT, SAMPLE_WEEK, Scrapy
from scrapy import Request
from scrapy.utils.project import get_project_settings

from monitor.outlet.registry import find_outlet

PAGE = PROJECT / "tests" / "pages" / "cnr" / "20260301-2017.html"
SAVED_FROM = "https://jx.cnr.cn/yw/20260301/t20260301_527900001.shtml"
URL = "http://news.cnr.cn/native/gd/20260301/t20260301_527000001.shtml"
HEAD = "云州省影像云平台接入96家医院"


@pytest.fixture
def site(serve: Callable[[Answer], dict[str, str]], tmp_path: Path) -> Iterator[dict[str, str]]:
    def answer(handler: Handler) -> None:
        kind = "application/pdf" if handler.path.endswith(".pdf") else "text/html"
        handler.send(200, b"%PDF-1.7\n\0\1" if kind != "text/html" else PAGE.read_bytes(), kind)

    yield {**serve(answer), "BROWSER": "true"}
    assert not (tmp_path / "home").exists(), "no archive, no store, no verdict"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("shell", URL, "-c", "spider.name, spider.read(response).headline"), f"('cnr', '{HEAD}')"),
        (("shell", PAGE, "-c", "spider.name, response.url"), f"('cnr', '{SAVED_FROM}')"),
        (("shell", PAGE.as_uri(), "-c", "spider.read(response).headline"), HEAD),
        (("shell", PROJECT / "README.md", "-c", "response.url"), (PROJECT / "README.md").as_uri()),
        (("shell", "http://nobody.example.cn/", "-c", "spider.name, response.status"), "('default', 200)"),
        (("fetch", URL, "--headers"), "> Accept-Language: zh-CN"),
        (("fetch", PAGE.with_suffix(".json")), SAVED_FROM),
        (("view", URL), ""),
        (("fetch", "http://news.cnr.cn/robots.txt", "--nolog"), "User-agent"),
        (("parse", URL, "--nocolour", "--nolinks"), f"'headline': '{HEAD}'"),
        (("parse", PAGE, "--nocolour", "--nolinks"), f"'url': '{SAVED_FROM}'"),
        (("parse", PAGE, "--nocolour", "--nolinks", "--spider", "央广网"), f"'url': '{SAVED_FROM}'"),
        (
            ("parse", PAGE.with_name("section.html"), "--nocolour"),
            "<GET https://jx.cnr.cn/yw/20260301/t20260301_527900001.shtml>",
        ),
    ],
    ids=lambda value: " ".join(Path(word).name for word in map(str, value)) if isinstance(value, tuple) else "",
)
def test_a_page_is_looked_at(scrapy: Scrapy, site: dict[str, str], command: tuple[object, ...], told: str) -> None:
    process = scrapy(*command, env=site)
    assert (process.returncode, "Traceback" in process.stderr) == (0, False), process.stderr
    assert told in process.stdout


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("shell", "nosuch.html"), 2, "错误：没有这个文件：nosuch.html"),
        (("view", "~nosuchuser/nosuch.html"), 2, "错误：没有这个文件：~nosuchuser/nosuch.html"),
        (("parse", "file:///nosuch.html"), 2, "错误：文件打不开"),
        (("parse", "http://www.cnr.cn/about"), 0, "央广网：不是文章的网址，也没有一个列表"),
        (("parse", "http://nobody.example.cn/1"), 2, "错误：不属于任何一家媒体"),
        (("fetch", "http://127.0.0.1/", "--nolog"), 1, "错误：取不到（不是公网地址）：http://127.0.0.1/"),
        (("view", "http://127.0.0.1/", "--nolog"), 1, "错误：取不到（不是公网地址）：http://127.0.0.1/"),
        (("parse", URL, "-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}"), 1, f"错误：取不到（回放文件里没有）：{URL}"),
        (("view", "http://www.cnr.cn/a.pdf", "--nolog"), 1, "错误：收到的不是网页，浏览器里看不了"),
        (("shell", URL, "-s", "ARCHIVE_REPLAY=/nosuch.warc.gz"), 2, "错误：回放文件打不开"),
        (("shell", PAGE, "--spider", "nosuch"), 2, "错误：没有媒体“nosuch”；"),
        (("parse", PAGE, "--spider", "央广"), 2, "错误：没有媒体“央广”；是不是 cnr（央广网）？"),
        (("check", "nosuch"), 2, "没有媒体“nosuch”"),
        (("check", "https://nobody.example.cn/"), 2, "网址不属于任何一家媒体"),
    ],
)
def test_what_cannot_be_looked_at_is_told_in_a_line(
    scrapy: Scrapy, site: dict[str, str], command: tuple[object, ...], code: int, told: str
) -> None:
    process = scrapy(*command, env=site)
    assert (process.returncode, "Traceback" in process.stderr) == (code, False), process.stderr
    assert told in process.stderr


def test_a_replay_answers_by_hand_too(scrapy: Scrapy) -> None:
    """A paper's page lies by its day, and leads to that day's articles."""
    url = "https://bjrbdzb.bjd.com.cn/bjrb/mobile/2025/20251210/20251210_m.html"
    week = ("-a", "since=2025-12-10", "-a", "until=2025-12-10", "-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}", "--nocolour")
    process = scrapy("parse", url, *week)
    assert "20251210_007/content_20251210_007_70.htm" in process.stdout, process.stderr


def test_a_page_that_is_read_in_another_way_is_shown(scrapy: Scrapy, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "cnr").mkdir(parents=True)
    for file in PAGE.parent.glob("20260301*"):
        (pages / "cnr" / file.name).write_bytes(file.read_bytes())
    case = pages / "cnr" / "20260301-2017.json"
    case.write_text(case.read_text("utf-8").replace(HEAD, "另一个标题"), "utf-8")
    process = scrapy("check", URL, "-s", f"OUTLET_PAGES={pages}")
    assert process.returncode == 1
    assert process.stdout.splitlines() == [
        "cnr/20260301-2017：不同", f"    headline：写下的是 '另一个标题'，读出的是 '{HEAD}'",
    ]  # fmt: skip


def test_an_address_has_one_outlet_the_most_particular() -> None:
    settings = get_project_settings()
    for url, name in (
        ("https://paper.people.com.cn/rmrb/pc/content/202512/10/content_1.html", "people_rmrb"),
        ("http://society.people.com.cn/n1/2025/1210/c1008-41000001.html", "people"),
        ("https://nobody.example.cn/", None),
    ):
        outlet = find_outlet(settings, Request(url).url)
        assert (outlet.name if outlet else None) == name
