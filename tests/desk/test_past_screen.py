"""往期: found by words, its versions side by side, and its proof told as the command tells it."""

from __future__ import annotations

from pathlib import Path

from at_desk import MakeDesk, PlainBrowser
from conftest import Scrapy

from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import PrintedEntry


def test_printed_and_stored_texts_are_found(make_desk: MakeDesk, opened_week: Path) -> None:
    browser = PlainBrowser(make_desk(opened_week), "王某")
    browser.open("/past")
    assert "第653期" in browser.text() and "七部门部署电子病历数据质量提升行动" in browser.text()
    browser.press("查找", "main", {"q": "病歷　質量提升"})
    printed, stored = browser.page.xpath("//ol[@class='hits']")
    assert printed.xpath(".//h3/a/text()") == ["七部门部署电子病历数据质量提升行动"]
    assert "病历" in [mark.text_content() for mark in printed.iter("mark")]
    assert len(stored) >= 1
    browser.press("查找", "main", {"q": "%_%"})
    assert "刊出过的文字里没有“%_%”" in browser.text() and "可把时间改为“全部”" in browser.text()
    browser.press("查找", "main", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" in browser.text() and browser.status == 200


def test_versions_stand_side_by_side_and_the_proof_is_in_words(
    make_desk: MakeDesk, home_with_week: Path, scrapy: Scrapy
) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/past/653")
    assert "只写过一版，没有可对照的。" in browser.text()
    with reading(open_to_read(f"sqlite:///{home_with_week / 'monitor.db'}")) as session:
        (printed,) = session.query(PrintedEntry.article_id).filter(PrintedEntry.place == 2)
    edits = ("--title", f"{printed[0]}:病历先求质量", "--cut", f"{printed[0]}:3", "--editor", "王某")
    assert scrapy("bulletin", "653", *edits, "-s", "BULLETIN_PICTURES=False").returncode == 0
    browser.open("/past/653")
    assert "写过 2 版" in browser.text()
    assert browser.text("//table[@class='pairs']//del") and "病历先求质量" in browser.text("//section[2]")
    assert browser.text("//section[2]").count("两版相同。") == 2
    browser.open("/past/653?a=1&b=9")
    assert "没有这一版。" in browser.text()
    browser.open("/past/653?check=1")
    verdicts = [each.text_content() for each in browser.page.xpath("//ol[@class='checks']//b")]
    assert verdicts == ["照登", "有改动（已记录）", "照登"]
    assert "文件、记录与散列链相符。" in browser.text()
    with writing(open_database(f"sqlite:///{home_with_week / 'monitor.db'}")) as session:
        session.query(PrintedEntry).filter(PrintedEntry.place == 1).update({"headline": "假的标题"})
    browser.open("/past/653?check=1")
    assert "不成立" in browser.text("//li[@id='e1']") and "假的标题" in browser.text("//li[@id='e1']//ul")
    assert "在库里的记录被改过" in browser.text("//*[@id='proof']")
    browser.open("/past/640")
    assert browser.status == 404 and "第640期还没有写出" in browser.text()
