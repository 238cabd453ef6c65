"""One article by its address: the same way into the store as from a list, and a reason when there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from answering import Answer, Handler
from conftest import SAMPLE_WEEK, Scrapy

from monitor.store.database import open_to_read, reading
from monitor.store.models import Article, Evidence, Run

REPLAY = ("-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}")


def test_an_article_is_added_or_the_reason_told(scrapy: Scrapy, stored_week: Path, tmp_path: Path) -> None:
    with reading(open_to_read(f"sqlite:///{stored_week / 'monitor.db'}")) as session:
        article = session.query(Article).filter(Article.outlet == "xinhuanet", Article.score > 0.5).first()
        assert article
        url, headline = article.url, article.headline
    other = scrapy("add", url, "640", *REPLAY)
    assert (other.returncode, other.stdout) == (1, "")
    assert "没有入库：2025-12-" in other.stderr, "its day is in no other window"
    lacking = scrapy("add", "https://www.cnr.cn/a/20251212/t20251212_526000000.shtml", "653", *REPLAY)
    assert (lacking.returncode, lacking.stdout) == (1, "")
    assert "没有入库：" in lacking.stderr
    added = scrapy("add", url, "653", *REPLAY)
    assert added.returncode == 0, added.stderr
    assert headline in added.stdout and "第653期候选 1 篇中排第 1" in added.stdout
    assert scrapy("add", url, "653", *REPLAY).returncode == 0, "again is no fault"
    for words in ((), ("x",), ("http://127.0.0.1/a",), ("https://www.cnr.cn/",), (url, "653", "654")):
        refused = scrapy("add", *words, *REPLAY)
        assert refused.returncode == 2 and refused.stderr.count("\n") == 1, refused.stderr
    with reading(open_to_read(f"sqlite:///{tmp_path / 'home' / 'monitor.db'}")) as session:
        (article,) = session.query(Article)
        assert article.version == 1
        assert session.query(Evidence).filter(Evidence.article_id == article.id).count()
        assert not session.query(Run).count(), "one article is no run of its outlet"


STRANGER = "http://www.yunzhou-news.cn/a/1208.html"
PAGE = """<html><head><title>云州医院电子病历平台上线</title></head><body><div class="nav"><a href="/">首页</a></div>
<h1>云州医院电子病历平台上线</h1><p class="info">2025-12-08 09:30　来源：云州网</p><div class="article">{}</div>
<div class="foot">版权所有</div></body></html>""".format(
    "".join(
        f"<p>云州市{n}家医院的电子病历接入全民健康信息平台，居民在手机上就能查到检查检验结果，医生不再重复开单。</p>"
        for n in range(3, 9)
    )
)


def test_a_page_of_no_outlet_joins_the_week_by_hand_and_its_print_is_proven(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(handler: Handler) -> None:
        asked.append(handler.path)
        if handler.path.endswith("inward.html"):
            handler.send(302, Location="http://127.0.0.1:9/secret")
        else:
            handler.send(200, PAGE.encode())

    web = serve(answer)
    nameless = scrapy("add", STRANGER, "653", env=web)
    assert nameless.returncode == 2 and "--as" in nameless.stderr and asked == []
    inward = scrapy("add", STRANGER.replace("1208", "inward"), "653", "--as", "云州网", env=web)
    assert inward.returncode == 1 and "没有入库：" in inward.stderr
    assert not [each for each in asked if "127.0.0.1" in each]
    other = scrapy("add", STRANGER, "640", "--as", "云州网", env=web)
    assert other.returncode == 1 and "2025-12-08" in other.stderr, "its day is in no other window"
    added = scrapy("add", STRANGER, "653", "--as", "云州网", env=web)
    assert added.returncode == 0, added.stderr
    assert "（云州网，2025-12-08，" in added.stdout and "说明：手工加入" in added.stdout
    with reading(open_to_read(f"sqlite:///{tmp_path / 'home' / 'monitor.db'}")) as session:
        (article,) = session.query(Article)
        assert article.reader.startswith("generic") and "版权所有" not in article.article_body
        (page,) = session.query(Evidence)
        number, archived = article.id, page.file
    assert (tmp_path / "home" / "archive" / archived).exists()
    written = scrapy("bulletin", "653", "--add", number, "-s", "BULLETIN_PICTURES=False", env=web)
    assert written.returncode in (0, 3), written.stderr
    printed = (tmp_path / "home" / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    assert "云州网" in printed and "手工:" not in printed
    proven = scrapy("verify", "653")
    assert proven.returncode == 0, proven.stderr


@pytest.mark.parametrize("words", [("--as", "x" * 41), ("--as", " "), ("--as", "/../x\n")])
def test_a_printed_name_is_a_name(scrapy: Scrapy, words: tuple[str, ...]) -> None:
    refused = scrapy("add", "http://10.0.0.1/a.html" if "x\n" in words[1] else STRANGER, "653", *words)
    assert refused.returncode == 2 and refused.stderr.count("\n") == 1, refused.stderr
