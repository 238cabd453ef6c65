"""Words are found in what was printed and what is stored, as they are written, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from monitor.bulletin import Entry
from monitor.issue_calendar import IssueCalendar
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.database import open_database, reading, writing
from monitor.store.issues import Printed, save_issue
from monitor.store.searching import MOST_WORDS, find_in_print, find_in_store

DAY = date(2025, 12, 10)
TEXTS = {
    "电子病历质量": "医保支付方式改革覆盖98%的统筹区。",
    "電子病歷上線": "醫保數據平台啟用。",
    "AI辅助诊断": "完成率9_8，合计980家。",
    "Deck": "正文。",
}


@pytest.fixture
def engine(url: str) -> Engine:
    engine = open_database(url)
    with writing(engine) as session:
        for number, (headline, body) in enumerate(TEXTS.items()):
            save(session, ArticleItem(
                url=f"http://x.cn/{number}", outlet="people", key=str(number), headline=headline, article_body=body,
                date_published=DAY - timedelta(400 * (number == 3)), text_digest=str(number), score=0.1, kicker="引题里的互认" * (number == 3),
                addresses=[f"http://x.cn/{number}"],
            ), DAY)  # fmt: skip
        entry = Entry("印出的标题", "人民网", "http://x.cn/0", DAY, "印出的医保正文。", note="编者说远程医疗")
        save_issue(session, IssueCalendar().by_number(653), [entry], [Printed(1, 1)])
    return engine


CASES = [
    (["医保"], ["電子病歷上線", "电子病历质量"]),
    (["醫保"], ["電子病歷上線", "电子病历质量"]),
    (["病历", "医保", "质量"], ["电子病历质量"]),
    (["98%"], ["电子病历质量"]),
    (["9_8"], ["AI辅助诊断"]),
    (["%"], ["电子病历质量"]),
    (["_"], ["AI辅助诊断"]),
    (["/"], []),
    (["'; DROP TABLE article --"], []),
    (["ai"], ["AI辅助诊断"]),
    (["互认"], []),  # it is older than a year
    (["医保"] * MOST_WORDS + ["没有这个词"], ["電子病歷上線", "电子病历质量"]),
]


def test_words_are_found_as_they_are_written(engine: Engine) -> None:
    since = DAY - timedelta(366)
    with reading(engine) as session:
        for words, found in CASES:
            assert [article.headline for article in find_in_store(session, words, since, 50)] == found, words
            assert [article.headline for article in find_in_store(session, words, since, 1)] == found[:1]
        assert [article.headline for article in find_in_store(session, ["互认"], date.min, 50)] == ["Deck"]
        for words in (["醫保"], ["印出", "遠程"], ["远程医疗"]):
            ((issue, entry),) = find_in_print(session, words, date.min, 50)
            assert (issue.number, entry.headline) == (653, "印出的标题")
        assert find_in_print(session, ["质量"], date.min, 50) == []
        assert find_in_print(session, ["医保"], date(2026, 1, 1), 50) == []
