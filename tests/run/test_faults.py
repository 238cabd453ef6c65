"""What a run says when an outlet fails: a real crawl of 人民网, which speaks plain HTTP, through a local proxy."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from answering import Answer, Handler
from conftest import OF_FEW, PROJECT, SAMPLE_WEEK, SECONDS, Forker, Scrapy, wait_until

from monitor.items import PARTIAL, PLAIN

WINDOW = ["-a", "since=2025-12-06", "-a", "until=2025-12-12"]
QUICK = ["-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0"]


def plain_http_alone(handler: Handler) -> None:
    """The paper of one day, over http: over https this proxy opens no tunnel."""
    if handler.path == "http://epaper.ynet.com/html/2025-12/10/node_1331.htm":
        handler.send(
            200, '<ul class="jcul"><li><a href="content_500001.htm?div=-1">云桥区互联网医院开诊</a></li></ul>'.encode()
        )
    elif handler.path == "http://epaper.ynet.com/html/2025-12/10/content_500001.htm?div=-1":
        text = "本报讯 云桥区互联网医院昨日开诊，市民可以在线复诊、续方，药品由社区药房配送到家。"
        handler.send(
            200, f'<div class="rit"><h1>云桥区互联网医院开诊</h1><div class="contnt"><p>{text}</p></div></div>'.encode()
        )
    else:
        handler.send(404)


def second_page_leads_back(handler: Handler) -> None:
    """An article of two pages, of which the second leads to the first."""
    first, second = "/n1/2025/1210/c1008-41000001.html", "/n1/2025/1210/c1008-41000001-2.html"
    if handler.path == f"http://society.people.com.cn{second}":
        handler.send(302, Location=f"http://society.people.com.cn{first}")
    elif handler.path == f"http://society.people.com.cn{first}":
        text = "云州市的电子病历已经接入全民健康信息平台，居民在手机上就能查到检查结果。" * 3
        head = '<h1>电子病历接入平台</h1><div class="channel"><div class="col-1-1">2025年12月10日08:00 | 来源：<a>人民网</a></div></div>'
        body = f'<div id="rm_txt_zw"><p>{text}</p><p><a href="{second}">下一页</a></p></div>'
        handler.send(200, f'<html><div class="rm_txt">{head}{body}</div></html>'.encode())
    else:
        handler.send(200, f'<a href="http://society.people.com.cn{first}">电子病历接入平台</a>'.encode())


def test_of_a_long_article_what_was_read_is_kept_when_its_next_page_leads_back(
    scrapy: Scrapy, tmp_path: Path, serve: Callable[[Answer], dict[str, str]]
) -> None:
    scrapy("crawl", "people", *WINDOW, *QUICK, "--nolog", env=serve(second_page_leads_back))
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        ((headline, body, flags),) = connection.execute("SELECT headline, article_body, flags FROM article").fetchall()
    connection.close()
    assert headline == "电子病历接入平台"
    assert body.count("全民健康信息平台") == 3, "once, not twice"
    assert json.loads(flags) == [PLAIN, PARTIAL]


def test_robots_txt_slows_a_run_down_to_the_cap(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site asks for 120 seconds; the cap of the test is 0.8, and Scrapy varies a delay by half."""
    monkeypatch.setattr(Handler, "robots", "User-agent: *\nCrawl-delay: 120\n")
    asked: Counter[str] = Counter()

    def answer(handler: Handler) -> None:
        asked[handler.path.split("/")[2]] += 1
        handler.send(503)

    env = serve(answer)
    began = time.monotonic()
    process = scrapy("crawl", "people", *WINDOW, *QUICK, "-s", "CRAWL_DELAY_CAP=0.8", "--nolog", env=env)
    assert process.returncode == 3, process.stderr
    assert asked["health.people.com.cn"] >= 9, "not stopped after the hour that was asked for"
    assert time.monotonic() - began > 0.4 * (max(asked.values()) - 1), "no sooner, however slow the machine"


def test_an_article_that_the_store_refuses_makes_the_outlet_broken(scrapy: Scrapy, tmp_path: Path) -> None:
    assert scrapy("articles", "653").returncode == 0
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        connection.execute(
            "create trigger full before insert on article when new.outlet='people' begin select raise(abort,'disk full'); end"
        )
    process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, *OF_FEW)
    assert process.returncode == 3
    assert "文章没有存进库" in process.stderr


def test_a_damaged_database_is_one_line(scrapy: Scrapy, home_with_week: Path) -> None:
    database = home_with_week / "monitor.db"
    with sqlite3.connect(database) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    content = bytearray(database.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    database.write_bytes(content)
    process = scrapy("articles", "653")
    assert process.returncode == 2
    (line,) = process.stderr.strip().splitlines()
    assert line.startswith("错误：数据库")


def test_an_interrupted_run_writes_no_bulletin_and_the_next_completes(
    tmp_path: Path, forker: Forker, scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]]
) -> None:
    asked: list[str] = []

    def trickle(handler: Handler) -> None:
        asked.append(handler.path)
        time.sleep(0.3)
        handler.send(
            200,
            b'<ul class="list_16"><li><a href="/n1/2025/1210/c1008-41000001.html">\xe5\x8c\xbb\xe9\x99\xa2</a></li></ul>',
        )

    folder = tmp_path / "out"
    command = [forker.scrapy, "weekly", "653", "--outlets", "people", "--out", folder, "-s", "DOWNLOAD_DELAY=0"]
    env = {**os.environ, "MONITOR_HOME": str(tmp_path / "home"), **serve(trickle)}
    process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    archive = tmp_path / "home" / "archive"
    wait_until(lambda: asked and list(archive.rglob("*.open")))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 1, said
    assert "已中断" in said
    assert not list(folder.iterdir())
    after = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "people", "--out", folder)
    assert after.returncode == 0, after.stderr
    assert (folder / "bulletin.md").is_file()


def test_the_other_scheme_stands_in_for_a_refused_one_and_this_is_told(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]]
) -> None:
    proxy = serve(plain_http_alone)
    process = scrapy(
        "crawl", "ynet_bqb", *WINDOW, *QUICK, "-L", "DEBUG", env={**proxy, "https_proxy": proxy["http_proxy"]}
    )
    assert process.returncode == 3, process.stderr
    assert "'monitor/listing/failed/issue:" in process.stderr
    assert "'monitor/listing/ok/other-scheme': 1" in process.stderr
    assert "云桥区互联网医院开诊" in scrapy("articles", "653").stdout
