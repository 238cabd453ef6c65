from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.utils.test import get_crawler
from sqlalchemy.orm import Session

from monitor.exceptions import AlreadyStored, NoText, OutsideWindow
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.store.articles import find_articles
from monitor.store.database import database_url, open_database
from monitor.text.zone import SHANGHAI
from pipelines.canonical import Canonical
from pipelines.clean import Clean
from pipelines.seen import Seen
from pipelines.store import Store
from pipelines.topic import Topic
from pipelines.window import NO_DATE, InWindow
from spiders.people import People

URL = "http://cq.people.com.cn/n2/2025/1210/c367668-41437413.html"
WINDOW = Window(date(2025, 12, 6), date(2025, 12, 12))


def article(**given: object) -> ArticleItem:
    values: dict[str, object] = {
        "url": URL,
        "outlet": "people",
        "headline": "智慧医院上线",
        "article_body": "正文一。\n\n正文二。",
    }
    return ArticleItem(**{**values, **given})  # type: ignore[arg-type]


@pytest.fixture
def crawler(tmp_path: Path) -> object:
    crawler = get_crawler(
        People, {"MONITOR_HOME": str(tmp_path), "MONITOR_TODAY": "2025-12-12", "MONITOR_DATABASE_URL": ""}
    )
    crawler.spider = SimpleNamespace(identify=People.identify, window=WINDOW)  # type: ignore[assignment]
    return crawler


def test_a_wrong_field_name_raises() -> None:
    with pytest.raises(TypeError):
        article(headlines="x")
    with pytest.raises(AttributeError):
        article().headlin = "x"  # type: ignore[attr-defined]


def test_clean_reads_of_a_documents_text_what_no_table_said() -> None:
    """As where the number stands in the attachment."""
    text = "各医院：\n\n云卫信息发〔2026〕12号\n\n云州省卫生健康委员会\n\n2026年2月20日"
    item = Clean().process_item(article(headline="关于影像云的通知", article_body=text, issuer="云州省医保局"))
    assert (item.document_number, item.issuer) == ("云卫信息发〔2026〕12号", "云州省医保局")
    assert item.signed_on == date(2026, 2, 20)
    assert Clean().process_item(article(article_body=text)).document_number == "", "news of a document is none"


def test_clean_tidies_lines_and_takes_a_digest_of_the_text_alone() -> None:
    first = Clean().process_item(article(headline="\u3000智慧 医院\n", article_body="正文一。"))
    second = Clean().process_item(article(headline="另一个标题", article_body="正文 一。\n\n![图](http://x.cn/a.jpg)"))
    assert first.headline == "智慧 医院"
    assert first.text_digest == second.text_digest


@pytest.mark.parametrize(
    "given", [{"headline": " \u200b"}, {"article_body": ""}, {"article_body": "![图](http://x.cn/a.jpg)"}]
)
def test_clean_drops_what_has_no_headline_or_no_text(given: dict[str, str]) -> None:
    with pytest.raises(NoText):
        Clean().process_item(article(**given))


def test_canonical_uses_the_outlets_rules_and_keeps_every_address(crawler: object) -> None:
    twin = URL.replace("http:", "https:") + "?from=singlemessage"
    item = Canonical(crawler).process_item(article(url=twin))  # type: ignore[arg-type]
    assert (item.url, item.key) == (URL, "41437413")
    assert item.addresses == [URL, twin]


def test_canonical_of_an_address_that_no_outlet_knows(crawler: object) -> None:
    item = Canonical(crawler).process_item(article(url="https://x.cn/b?b=2&a=1#top"))  # type: ignore[arg-type]
    assert (item.url, item.key) == ("https://x.cn/b?a=1&b=2", "x.cn/b?a=1&b=2")


@pytest.mark.parametrize(
    ("day", "inside"), [("2025-12-05", False), ("2025-12-06", True), ("2025-12-12", True), ("2025-12-13", False)]
)
def test_window_holds_both_ends(crawler: object, day: str, inside: bool) -> None:
    stage = InWindow.from_crawler(crawler)  # type: ignore[arg-type]
    item = article(date_published=date.fromisoformat(day))
    if inside:
        assert stage.process_item(item) is item
    else:
        with pytest.raises(OutsideWindow):
            stage.process_item(item)


def test_window_reads_clock_times_in_shanghai(crawler: object) -> None:
    late = article(date_published=datetime(2025, 12, 12, 23, 59, tzinfo=SHANGHAI))
    assert InWindow.from_crawler(crawler).process_item(late) is late  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [{}, {"date_published": date(2031, 1, 1)}, {"date_published": date(2019, 5, 1), "reader": "generic:density"}],
)
def test_what_has_no_credible_day_is_kept_and_flagged(crawler: object, given: dict[str, object]) -> None:
    item = InWindow.from_crawler(crawler).process_item(article(**given))  # type: ignore[arg-type]
    assert item.date_published is None
    assert NO_DATE in item.flags


def test_topic_scores_and_never_drops(crawler: object) -> None:
    stage = Topic.from_crawler(crawler)  # type: ignore[arg-type]
    on, off = stage.process_item(article()), stage.process_item(article(headline="雪景"))
    assert on.score is not None
    assert off.score is not None
    assert on.score > off.score
    assert on.reasons


def through(crawler: object, item: ArticleItem) -> ArticleItem:
    for stage in (
        Clean(),
        Canonical(crawler),
        Seen.from_crawler(crawler),
        Topic.from_crawler(crawler),
    ):  # type: ignore[arg-type]
        item = stage.process_item(item)
    return asyncio.run(Store.from_crawler(crawler).process_item(item))  # type: ignore[arg-type]


def test_stored_once_and_a_changed_text_replaces_the_old(crawler: object) -> None:
    through(crawler, article(date_published=date(2025, 12, 10)))
    with pytest.raises(AlreadyStored):
        through(crawler, article(date_published=date(2025, 12, 10), url=URL + "?a=1"))
    through(crawler, article(date_published=date(2025, 12, 10), article_body="正文改了。"))
    with Session(open_database(database_url(crawler.settings))) as session:  # type: ignore[attr-defined]
        (stored,) = find_articles(session, WINDOW)
        assert stored.article_body == "正文改了。"
        assert {address.url for address in stored.addresses} == {URL, URL + "?a=1"}
        assert stored.published_on == date(2025, 12, 10)
        assert stored.updated_at > stored.first_seen_at


def test_a_stored_article_on_topic_counts_for_its_outlet(crawler: Any) -> None:
    through(crawler, article(date_published=date(2025, 12, 10)))
    with pytest.raises(AlreadyStored):
        through(crawler, article(date_published=date(2025, 12, 10)))
    assert crawler.stats.get_value("monitor/on_topic") == 2


@pytest.mark.parametrize(
    "change", [{"headline": "改了的标题"}, {"kicker": "引题"}, {"source": "新华网"}, {"date_published": date(2025, 12, 11)}, {"author": "林知远"}]
)  # fmt: skip
def test_whatever_is_read_differently_reaches_the_store(crawler: object, change: dict[str, object]) -> None:
    first = {"date_published": date(2025, 12, 10)}
    through(crawler, article(**first))
    through(crawler, article(**{**first, **change}))
    with pytest.raises(AlreadyStored):
        through(crawler, article(**{**first, **change}))


def test_an_article_without_a_day_belongs_to_the_issue_that_found_it(crawler: object) -> None:
    through(crawler, article())
    with Session(open_database(database_url(crawler.settings))) as session:  # type: ignore[attr-defined]
        assert len(find_articles(session, WINDOW)) == 1
        assert len(find_articles(session, Window(date(2025, 12, 6), date(2025, 12, 19)))) == 1, (
            "a run that ended earlier"
        )
        assert not find_articles(session, Window(date(2025, 12, 13), date(2025, 12, 19)))
