"""What a person may give a command: settings, words, files. What does not fit is one line, exit code 2, at once."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from conftest import SAMPLE_WEEK, Scrapy
from scrapy.settings import Settings

from monitor.configuration import calendar
from monitor.exceptions import MonitorError
from monitor.issue_calendar import load_free_fridays
from monitor.terminal.given import read_settings

REPLAY = ("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "cnr")
FIFTY = "1234567890" * 5
PAGE = "https://www.cnr.cn/a/20251212/t20251212_526000000.shtml"


@pytest.fixture
def settings() -> Settings:
    found = Settings()
    found.setmodule("monitor.settings")
    return found


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("ISSUE_ANCHOR=622,2025-04-25", (622, "2025-04-25")),
        ('ISSUE_ANCHOR=[622, "2025-04-25"]', (622, "2025-04-25")),
        ("ISSUE_ANCHOR=(622, '2025-04-25')", (622, "2025-04-25")),
        ("BULLETIN_TOP=5", 5),
        ("CRAWL_DELAY_CAP=0.8", 0.8),
        ("LOG_LEVEL=info", "INFO"),
        ("TITLE_GATE=0", False),
        ("SEARCH_WORDS=智慧医疗,远程 医疗", ["智慧医疗", "远程 医疗"]),
        ('SEARCH_WORDS=["甲,乙"]', ["甲,乙"]),
        ("SEARCH_WORDS=", []),
        ("SEARCH_WORDS=智慧医疗，远程医疗、互联网医院", ["智慧医疗", "远程医疗", "互联网医院"]),
        ("BULLETIN_TOP=３", 3),
        ("CRAWL_DELAY_CAP=０．８", 0.8),
        ("MONITOR_TODAY=2025年12月12日", "2025-12-12"),
        ("BULLETIN_LAYOUT=Official", "official"),
        ("NOTIFY_URLS=mailto://x?to=a,b json://y", ["mailto://x?to=a,b", "json://y"]),
        ('BULLETIN_OUTLET_NAMES={"cnr": "央广"}', {"cnr": "央广"}),
        ("RETRY_HTTP_CODES=500,503", [500, 503]),
        ("BULLETIN_INTRODUCTION={count}篇{{}}", "{count}篇{{}}"),
        ("BULLETIN_FILE_NAME=《{title}》第{number}期 {date}", "《{title}》第{number}期 {date}"),
        ("PLAYWRIGHT_MAX_CONTEXTS=2", "2"),
    ],
)
def test_a_setting_has_the_form_that_the_code_works_with(settings: Settings, given: str, value: object) -> None:
    read_settings(settings, [given])
    assert settings[given.partition("=")[0]] == value
    assert calendar(settings).by_number(653).date.isoformat() == "2025-12-12"


def test_an_address_for_outlets_given_late_is_in_the_user_agent(settings: Settings) -> None:
    read_settings(settings, ["MONITOR_CONTACT=https://centre.example/"])
    assert settings["USER_AGENT"].endswith("; +https://centre.example/)")


@pytest.mark.parametrize(
    "given",
    [
        "ISSUE_ANCHOR=abc", "ISSUE_ANCHOR=622", "ISSUE_ANCHOR=622,2025-04-26", "ISSUE_ANCHOR=0,2025-04-25", "ISSUE_ANCHOR=",
        "BULLETIN_TITLE=a\x01b", "BULLETIN_TITLE=a\nb", "BULLETIN_TITLE=", "BULLETIN_TITLE=\udcff", "BULLETIN_TITLE=" + "周" * 101, "BULLETIN_PUBLISHER=" + "社" * 101, "BULLETIN_EDITOR=" + "x" * 2001, "BULLETIN_PUBLISHER=\x1b[2J",
        "BULLETIN_LAYOUT=a4", "BULLETIN_WORD_TEMPLATE=a\nb", "BULLETIN_TOP=0", "BULLETIN_TOP=-1", "BULLETIN_TOP=3.5", "BULLETIN_TOP=" + "9" * 5000, "BULLETIN_TOP=",
        "CRAWL_DELAY_CAP=abc", "CRAWL_DELAY_CAP=nan", "CRAWL_DELAY_CAP=inf", "DOWNLOAD_DELAY=-5", "DOWNLOAD_TIMEOUT=0",
        "DOWNLOAD_MAXSIZE=-1", "LOG_FORMAT=%", "LOG_FORMAT=%(x)s", "JOBDIR=/dev/zero", "JOBDIR=" + "x" * 300, "SPIDER_MODULES=", "PRIVATE_NETWORKS_ADMITTED=x", "PRIVATE_NETWORKS_ADMITTED=10.0.0.1/8", "CLOSESPIDER_TIMEOUT=-1", "MISSING_AT_MOST=5", "LISTING_MAX_PAGES=0", "CONCURRENT_ITEMS=0", "REACTOR_THREADPOOL_MAXSIZE=-1", "RETRY_TIMES=x",
        "LOG_LEVEL=loud", "LOG_JSON=maybe", "TITLE_GATE=x", "MONITOR_TODAY=x", "MONITOR_TODAY=9999-12-31", "MONITOR_HOME=", "MONITOR_HOME=~nosuchuser/x", "BULLETIN_WORD_TEMPLATE=~nosuchuser/a.docx",
        "USER_AGENT=a\r\nX: y", "USER_AGENT=中文", "MONITOR_CONTACT=中文", "SCRAPYD_URL=localhost:6800", "SCRAPYD_URL=http://x:y",
        "BULLETIN_EXPORTERS=x", "BULLETIN_EXPORTERS={}", 'BULLETIN_EXPORTERS={"md": 5}', "BULLETIN_OUTLET_NAMES=[1]",
        'BULLETIN_OUTLET_NAMES={"cnr": 5}', 'BULLETIN_OUTLET_NAMES={"cnr": ""}', "BULLETIN_INTRODUCTION={count:999999999}",
        "BULLETIN_INTRODUCTION={count.__class__}", "BULLETIN_INTRODUCTION={", "BULLETIN_FILE_NAME=",
        "BULLETIN_FILE_NAME=../a", "BULLETIN_FILE_NAME=.a", "BULLETIN_FILE_NAME={week}", "BULLETIN_FILE_NAME={date:%d}",
        "BULLETIN_FILE_NAME=candidates", "SEARCH_WORDS=[1", "RETRY_HTTP_CODES=x",
        "ITEM_PIPELINES=x", 'EXTENSIONS={"no.such": 1}', "HTTPCACHE_STORAGE=no.such", "SPIDER_MODULES=nosuch", "SCHEDULER=x",
        "TWISTED_REACTOR=x", "HTTPCACHE_ENABLED=False", "FEED_EXPORT_ENCODING=x", "DEPTH_LIMIT=x", "BULLETIN_TOPP=5",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_name(settings: Settings, given: str) -> None:
    with pytest.raises(MonitorError) as refused:
        read_settings(settings, [given])
    assert given.partition("=")[0] in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300


def test_a_secret_is_not_repeated(settings: Settings) -> None:
    with pytest.raises(MonitorError, match="MONITOR_DATABASE_URL") as refused:
        read_settings(settings, ["MONITOR_DATABASE_URL=postgresql://u:t0ken@x/\n"])
    assert "t0ken" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("weekly", "--replay"), "选项 --replay 后面要写一个值；scrapy weekly -h 列出全部选项。"),
        (("weekly", "--sweep=1"), "选项 --sweep 后面不写值；scrapy weekly -h 列出全部选项。"),
        (
            ("weekly", "--ou", "x"),
            "选项 --ou 没有写全，是 --out, --outlets 里的哪一个；scrapy weekly -h 列出全部选项。",
        ),
        (("crawl", "people", "-a"), "选项 -a 后面要写一个值；scrapy crawl -h 列出全部选项。"),
        (("genspider", "-t"), "选项 -t/--template 后面要写一个值；scrapy genspider -h 列出全部选项。"),
        (("fetch", "--spider"), "选项 --spider 后面要写一个值；scrapy fetch -h 列出全部选项。"),
    ],
)
def test_an_option_that_cannot_be_read_is_refused_in_chinese(scrapy: Scrapy, words: tuple[str, ...], told: str) -> None:
    refused = scrapy(*words)
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"错误：{told}\n")


@pytest.mark.parametrize("word", ["x", "=5", "BULLETIN_TOP"])
def test_a_word_without_name_or_value_is_refused(settings: Settings, word: str) -> None:
    with pytest.raises(MonitorError, match="-s"):
        read_settings(settings, [word])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([*REPLAY, "-s", "ISSUE_ANCHOR=abc"], "ISSUE_ANCHOR"),
        ([*REPLAY, "-s", 'BULLETIN_EXPORTERS={"md": "os.nosuch"}'], "BULLETIN_EXPORTERS"),
        ([*REPLAY, "-L", "loud"], "LOG_LEVEL"),
        (["crawl", "cnr", "-s", "DOWNLOAD_TIMEOUT=x"], "DOWNLOAD_TIMEOUT"),
        (["crawl", "cnr", "-a", "since"], "-a"),
        (["crawl", "cnr", "-O", "items.nosuch"], "nosuch"),
        (["crawl", "cnr", "-a", "since=0001-01-01", "-a", "until=3001-01-01"], "since"),
        (["crawl", "cnr", "-a", "since=1995-01-01", "-a", "until=2025-01-01"], "366"),
        (["weekly", "653", "--since", "1995-01-01"], "366"),
        (["weekly", FIFTY], "YYYY-MM-DD"),
        (["weekly", "653", "--top", FIFTY], "--top"),
        (["bulletin", "653", "--pick", FIFTY], "--pick"),
        (["bulletin", "653", "--drop", "9" * 5000], "--drop"),
        (["label", FIFTY, "on"], "label"),
        (["probe", "cnr", "--days", "1000000"], "--days"),
        (["schedule", "653", "--timeout", "x"], "--timeout"),
        (["bulletin", "653", "--reason", "\udcff"], "UTF-8"),
        (["genspider", "-s", "x"], "-s"),
        (["readpage", "/dev/zero", "--url", "https://x.cn/a"], "/dev/zero"),
        (["importissue", "/dev/zero"], "/dev/zero"),
        (["topics", "--evaluate", "/dev/zero"], "/dev/zero"),
        (["savepage", "cnr", PAGE, "--from-archive", "/dev/zero"], "/dev/zero"),
        (["weekly", "653", "--replay", "/dev/zero"], "/dev/zero"),
        ([*REPLAY, "--logfile", "/dev/zero"], "/dev/zero"),
        ([*REPLAY, "--pidfile", "/dev/zero"], "/dev/zero"),
        ([*REPLAY, "-s", "LOG_FILE=/dev/zero"], "/dev/zero"),
        ([*REPLAY, "-s", "CERTIFICATE_AUTHORITIES=/dev/zero"], "CERTIFICATE_AUTHORITIES"),
        (["readpage", "PIPE", "--url", "https://x.cn/a"], "PIPE"),
        (["importissue", "PIPE"], "PIPE"),
        (["topics", "--evaluate", "PIPE"], "PIPE"),
        (["savepage", "cnr", PAGE, "--from", "PIPE"], "PIPE"),
        (["weekly", "653", "--replay", "PIPE"], "PIPE"),
        ([*REPLAY, "--logfile", "PIPE"], "PIPE"),
        (["crawl", "cnr", "-O", "PIPE:jsonl"], "PIPE"),
    ],
)  # fmt: skip
def test_a_word_that_does_not_fit_is_one_line(
    scrapy: Scrapy, tmp_path: Path, arguments: list[object], word: str
) -> None:
    os.mkfifo(tmp_path / "PIPE")
    process = scrapy(*(str(each).replace("PIPE", str(tmp_path / "PIPE")) for each in arguments), seconds=60)
    assert process.returncode == 2, process.stderr
    (line,) = process.stderr.strip().splitlines()
    assert line.startswith("错误：")
    assert word in line


def test_settings_mean_what_the_options_mean(scrapy: Scrapy, tmp_path: Path) -> None:
    log = tmp_path / "own.log"
    given = ("-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}", "-s", f"LOG_FILE={log}", "-s", "ISSUE_ANCHOR=643,2025-09-26")
    process = scrapy("weekly", "653", "--outlets", "cnr", *given)
    assert process.returncode == 0, process.stderr
    assert "央广网：正常" in log.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "[a" + ".a" * 20_000 + "]",
        "x = " + "[" * 30_000,
        "x = " + "{a=" * 15_000,
        "#" * 100_000,
        "x = " + "9" * 5_000,
    ],
    ids=["dotted", "dotted table", "nested", "nested tables", "long", "a number"],
)
def test_a_file_of_holidays_without_end_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "holidays.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(MonitorError, match=r"holidays\.toml"):
        load_free_fridays(file)


def test_holidays_are_read_in_either_form_and_not_from_a_pipe(tmp_path: Path) -> None:
    file = tmp_path / "holidays.toml"
    file.write_text("free_fridays.2027 = [2027-01-01]  # a. b. c.\n", "utf-8")
    assert [str(day) for day in load_free_fridays(file)[2027]] == ["2027-01-01"]
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MonitorError, match="pipe"):
        load_free_fridays(tmp_path / "pipe")


def test_figures_may_be_typed_with_a_chinese_input_method(scrapy: Scrapy, home_with_week: Path) -> None:
    lines = scrapy("articles", "653").stdout.splitlines()  # the best first; numbers go by which page came first
    best = [str(json.loads(line)["id"]) for line in lines[:2]]
    typed = "、".join(best).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for issue in ("６５３", "２０２５－１２－１２"):
        done = scrapy("bulletin", issue, "--pick", typed, "--top", "２")
        assert done.returncode == 0, done.stderr
        assert re.findall(r"编号 (\d+)", done.stderr) == best
    assert "“６：７x”" in scrapy("bulletin", "653", "--move", "６：７x").stderr, "as it was typed"


def test_why_the_system_refuses_is_said_in_chinese(scrapy: Scrapy, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("x")
    for given, why in (
        (tmp_path / "none.docx", "没有这个文件或目录"),
        (tmp_path / "full" / "a.docx", "路径里有一段不是目录"),
    ):
        assert scrapy("importissue", given).stderr == f"错误：文件打不开：{given}（{why}）\n"
