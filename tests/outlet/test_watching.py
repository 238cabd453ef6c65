"""What is kept of each list while an outlet is read, and what becomes of each link at the close."""

from __future__ import annotations

from datetime import date

import pytest
from scrapy import Request
from scrapy.settings import Settings

from monitor.issue_calendar import Window
from monitor.listing.ledger import ASKED, INTERRUPTED, STORED, Ledger
from monitor.listing.search import JsonSearch, by_address
from monitor.listing.section import SectionList
from monitor.listing.source import Link
from monitor.outlet.lists import ListFacts, label_of, read_lists, to_counters
from monitor.outlet.registry import load_outlets
from monitor.outlet.watching import ListWatch
from monitor.text.urls import Address

WEEK = Window(date(2025, 12, 6), date(2025, 12, 12))
NEWS = SectionList(name="n", url="http://a.example/news/index.html")
SEARCH = JsonSearch(name="s", ask=by_address("http://a.example/s?q={term}"), rows="data", page_size=9)


def links(*titles: str, day: date | None = date(2025, 12, 10)) -> list[Link]:
    return [
        Link(f"http://a.example/{n}", title, Address(f"http://a.example/{n}", str(n), day))
        for n, title in enumerate(titles)
    ]


def facts(found: list[Link], source: SectionList | JsonSearch = NEWS) -> ListFacts:
    watch = ListWatch()
    watch.asked(source, Request("http://a.example/news/index.html"), False)
    watch.ended(source)
    watch.read(source, 0, found)
    return watch.tell(WEEK, WEEK.until, lambda key: True)[source.name]


@pytest.mark.parametrize(
    ("titles", "hollow"),
    [
        (["加载中", "加载中", "加载中"], 3),
        (["加载中…", "正在加载，请稍候", "Loading..."], 3),
        (["加载中"], 1),
        (["数据加载中", "请稍等"], 2),
        (["undefined", "undefined"], 2),
        (["{{item.title}}", "${title}"], 2),
        (["——", "12:30"], 2),
        (["阅读原文", "阅读原文", "阅读原文"], 3),  # whatever the word is
        (["简讯", "简讯"], 0),  # may be chance
        (["加载中国制造的新动能", "稍候再看这些新规", "新闻发布会召开"], 0),
        (["电子病历上线", "互联网医院开诊", "医保数据共享"], 0),
        (["", "", ""], 0),  # a list without titles
        (["加载中", "电子病历上线", "医保数据共享"], 1),
    ],
)
def test_titles_that_say_nothing(titles: list[str], hollow: int) -> None:
    assert facts(links(*titles)).hollow == hollow


@pytest.mark.parametrize(
    ("days", "newest", "still", "in_window", "covered"),
    [
        ([date(2025, 12, 6), date(2025, 12, 12)], "2025-12-12", 0, 2, 2),
        ([date(2025, 11, 12), date(2025, 11, 10)], "2025-11-12", 30, 0, 0),
        ([date(2025, 11, 12), date(2052, 11, 10)], "2025-11-12", 30, 0, 0),  # a slip of the pen
        ([None, None], "", 0, 2, 0),
        ([None, date(2025, 12, 1)], "2025-12-01", 11, 1, 0),
        ([], "", 0, 0, 0),
    ],
)
def test_days(days: list[date | None], newest: str, still: int, in_window: int, covered: int) -> None:
    found = [Link(str(n), "", Address(f"http://a.example/{n}", str(n), day)) for n, day in enumerate(days)]
    told = facts(found)
    assert (told.newest, told.still, told.in_window, told.days) == (newest, still, in_window, covered)


def test_answers_ends_and_how_far_a_list_got() -> None:
    watch = ListWatch()
    for number in range(3):
        watch.asked(SEARCH, Request(f"http://a.example/s?q={number}"), False)
    watch.asked(NEWS, Request("http://evila.example/"), True)
    for number, found in ((0, links("甲")), (1, [])):
        watch.ended(SEARCH)
        watch.read(SEARCH, number, found)
    watch.cut(SEARCH, 40, [date(2025, 12, 8), None])
    watch.cut(SEARCH, 40, [date(2025, 12, 10), date(2025, 12, 11)])
    told = watch.tell(WEEK, WEEK.until, lambda key: True)
    search, news = told["s"], told["n"]
    assert (search.answers, search.empty, search.unanswered, search.lenient) == (2, 1, 1, True)
    assert (search.cut, search.reached, round(search.unreached, 2)) == (40, "2025-12-10", 0.57)
    assert (news.unanswered, news.foreign, news.links) == (1, True, 0)
    assert read_lists(to_counters(told)) == told
    later = {"monitor/list/n": '{"links": 3, "of_another_release": 1}'}
    assert read_lists(later) == {"n": ListFacts(links=3)}


def test_lists_have_labels_that_people_can_read() -> None:
    """Of each outlet no two have the same, and none is the name of its source."""
    settings = Settings({"SPIDER_MODULES": ["spiders"]})
    for name, outlet in load_outlets(settings).items():
        labels = []
        for source in outlet.sources:
            first = next(iter(source.requests(WEEK, ["电子病历"])))
            labels.append(label_of(source, first.url))
            assert "." in labels[-1], (name, source.name)
            assert len(labels[-1]) < 80
        assert len(set(labels)) == len(labels), (name, labels)


def test_at_the_close_no_link_is_left_asked_for() -> None:
    for finished, left in ((True, ("dropped/dropped", "dropped/foreign")), (False, (INTERRUPTED, INTERRUPTED))):
        ledger = Ledger()
        for link in [*links("甲"), Link("http://evil.example/9", "乙", Address("http://evil.example/9", "9", None))]:
            ledger.enter(link, "n", ASKED)
        ledger.enter(Link("http://a.example/5", "丙", Address("http://a.example/5", "5", None)), "n", STORED)
        dropped = ledger.close(finished, lambda url: "evil" in url)
        assert tuple(ledger.outcome(key) for key in ("0", "9", "5")) == (*left, STORED)
        assert dropped == ({"dropped": 1, "foreign": 1} if finished else {})
