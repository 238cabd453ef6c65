"""查网址: each address has its story told, and one that no list had is fetched the way of its outlet, or refused."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from at_desk import MakeDesk, PlainBrowser
from conftest import SAMPLE_WEEK

from monitor.store.database import open_to_read, reading
from monitor.store.models import Article

PAGE = "https://www.cnr.cn/a/20251212/t20251212_526000000.shtml"


def known(home: Path) -> tuple[int, str, str]:
    with reading(open_to_read(f"sqlite:///{home / 'monitor.db'}")) as session:
        article = session.query(Article).filter(Article.outlet == "xinhuanet").order_by(Article.id).first()
        assert article
        return article.id, article.url, article.headline


def asked(browser: PlainBrowser, url: str) -> str:
    browser.open(f"/why?{urlencode({'u': url})}")
    return browser.text()


def test_what_became_of_an_address(make_desk: MakeDesk, opened_week: Path) -> None:
    number, url, headline = known(opened_week)
    browser = PlainBrowser(make_desk(opened_week), "王某")
    told = asked(browser, url)
    assert headline in told and "第653期候选" in told
    assert f"/653/a/{number}" in browser.page.xpath("//main//a/@href")
    for other in (url.replace("https://www", "HTTPS://WWW"), f"来源：“{url}”。"):
        assert headline in asked(browser, other) and "第653期候选" in browser.text()
    told = asked(browser, PAGE)
    assert "属于央广网，但没有在列表里见过" in told and "抓取这篇" in told
    told = asked(browser, "https://evil.example/<script>")
    assert "不属于任何一家媒体" in told and browser.page.xpath("//input[@name='printed']/@required")
    assert "不是文章的网址，加不了" in asked(browser, "https://www.cnr.cn/") and "抓取这篇" not in browser.text()
    for odd in ("javascript:alert(1)", "file:///etc/passwd", "--help", "http://" + "x" * 2001):
        assert "网址要从 http" in asked(browser, odd) and browser.status == 422


def test_an_article_that_no_list_had_is_fetched_and_joins_the_week(
    make_desk: MakeDesk, stored_week: Path, tmp_path: Path
) -> None:
    _, url, headline = known(stored_week)
    browser = PlainBrowser(make_desk(tmp_path, ARCHIVE_REPLAY=str(SAMPLE_WEEK)), "王某")
    asked(browser, url)
    for odd in ("http://127.0.0.1:22/", "https://www.cnr.cn/", "--help", ""):
        browser.press("抓取这篇", "main", {"u": odd})
        assert browser.status == 422, odd
        asked(browser, url)
    asked(browser, "https://www.yunzhou-news.cn/a/1208.html")
    browser.press("抓取这篇", "main", {"printed": " "})
    assert browser.status == 422 and "刊登名称应为" in browser.text()
    asked(browser, url)
    browser.press("抓取这篇", "main", {"number": "640"})
    assert browser.status == 422 and "没有入库：2025-12-" in browser.text(), "its day is in no other window"
    asked(browser, url)
    browser.press("抓取这篇", "main")
    assert headline in browser.text() and "第653期候选" in browser.text()
    assert browser.said() == "已抓取，入库。"
