"""The gate spends pages on what promises most, and says of the rest how likely it was."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from itertools import chain
from pathlib import Path

import pytest
from conftest import PROJECT
from scrapy import Request
from scrapy.utils.project import get_project_settings
from scrapy.utils.test import get_crawler
from sqlalchemy import select
from teach import is_taught

from monitor.listing.ledger import ASKED, GATE, Ledger
from monitor.listing.source import LISTED, Link
from monitor.outlet.registry import load_outlets
from monitor.store.database import open_to_read, reading
from monitor.store.models import ListedLink
from monitor.text.urls import Address
from monitor.topic.evaluation import read_cases
from monitor.topic.gate import _LEAST, TOLD, TitleGate, passes
from monitor.topic.promises import chance, find_promises
from monitor.topic.score import LINE, score

sys.path.insert(0, str(PROJECT / "tests" / "sample_week"))

import build

IDLE = ["冬日雪景", "秋粮收购过半", "世界杯决赛", "国际油价微跌", "新片上映", "暖气开通", "公路通车", "赛龙舟"]


class Page:
    """One list page's requests on their way through the gate of an outlet."""

    def __init__(self, pages: int = 40, share: float = 1.0) -> None:
        crawler = get_crawler(None, {"TITLE_GATE": True, "GATE_PAGES": pages, "GATE_SHARE": share})
        crawler.spider = type("Spider", (), {"ledger": Ledger(), "name": "x"})()
        self.ledger, self.gate = crawler.spider.ledger, TitleGate(crawler)

    def fetched(self, titles: list[str], hint: str = "", told: str = "", health: bool = False) -> list[str]:
        """The titles whose pages are asked for, in order."""
        requests = []
        for title in titles:
            link = Link(f"http://x.cn/{title}", title, Address(f"http://x.cn/{title}", title, None), health, hint)
            self.ledger.enter(link, "list", ASKED)
            requests.append(Request("http://x.cn/a", meta={LISTED: link, TOLD: title == told}))

        async def output() -> AsyncIterator[Request]:
            for request in requests:
                yield request

        async def passed() -> list[str]:
            return [each.meta[LISTED].title async for each in self.gate.process_spider_output_async(None, output())]

        return asyncio.run(passed())


def test_the_likeliest_of_a_page_are_fetched_as_long_as_there_is_room() -> None:
    page = Page()
    hints = ["村里来了个不下班的“参谋”", "大模型助力古籍整理"]
    assert page.fetched([*IDLE[:4], *hints, *IDLE[4:]]) == sorted(hints, key=lambda each: -chance(each))
    stopped = page.ledger.sightings[IDLE[0]]
    assert stopped.outcome == GATE
    assert stopped.chance == chance(IDLE[0]) < chance(hints[0])
    assert page.fetched([hints[0], *IDLE[:2]]) == [], "a quarter of three links is none"
    assert Page(pages=1).fetched([*IDLE, *hints]) == [max(hints, key=chance)], "the outlet's budget"
    full = ["县医院开诊", "医保新规", "名医义诊", hints[0], *IDLE[:6]]
    assert hints[0] not in Page().fetched(full), "what is sure has taken the page's room"


def test_what_a_list_says_beside_the_title_counts() -> None:
    title = "少跑一趟路"
    assert not passes(title)
    assert passes(title, hint="云州日报 第05版：健康")
    assert chance(title, "卫生健康委 信息平台 互联互通") > 2 * chance(title)
    assert Page().fetched([title], hint="医院 电子病历") == [title]


@pytest.mark.parametrize(
    "title", ["云南茶叶出口增长", "连云港中欧班列开行", "白云机场客流回升", "风云变幻", "密云水库蓄水"]
)
def test_a_place_or_the_weather_is_no_cloud_of_computers(title: str) -> None:
    assert not find_promises(title).get("t.it_any")
    assert not find_promises(f"{title} 县医院开诊").get("t.both_any")
    assert find_promises(f"{title} 看病有“云”")["t.it_any"], "the other one is"
    assert chance(title) < chance("看病有“云”") / 4


def test_what_another_outlet_has_on_topic_passes() -> None:
    assert Page().fetched(["少跑一趟路", "新片上映"], told="少跑一趟路") == ["少跑一趟路"]


def test_of_the_positives_hardly_one_is_lost_at_a_quarter_of_the_links(
    shared: Path, show: Callable[[str], None]
) -> None:
    """Among mixed headlines of which the weights know none."""
    lines = (shared / "topic" / "tuning.jsonl").read_text("utf-8").splitlines()
    wanted = [row["title"] for row in map(json.loads, lines) if row["label"] == 1 and not is_taught(row["query"])]
    mixed = [case.title for case in read_cases(shared / "headlines" / "tnews_titles.tsv", all_negative=True)][1::2]
    through = [title for title in mixed if passes(title) or chance(title) >= _LEAST]
    found = [title for title in wanted if passes(title) or chance(title) >= _LEAST]
    show(f"{len(found)} of {len(wanted)} positives at {(len(through) + len(found)) / (len(mixed) + len(wanted)):.1%}")
    assert len(found) >= 0.99 * len(wanted), sorted(set(wanted) - set(found))
    assert len(through) + len(found) <= (len(mixed) + len(wanted)) / 4


def test_an_outlets_share_goes_to_the_likeliest_whatever_health_word_there_is() -> None:
    page = Page(share=0.25)
    subject, hinting = ["全民健康信息平台上线", "电子病历共享", "远程医疗进山乡"], "看病少排队"
    assert page.fetched([*IDLE[:4], *subject, "县医院开诊", hinting]) == subject, (
        "what names the subject costs, and passes"
    )
    assert page.ledger.sightings[hinting].outcome == GATE
    assert page.fetched([*IDLE[4:], "名医义诊", *IDLE[:3]]) == ["名医义诊"], "four in sixteen"
    assert page.fetched(["县医院开诊", hinting, *IDLE[:2]]) == [hinting], "the likelier of two, for one is left"
    assert page.fetched(["", *IDLE[:2]]) == [""]
    assert Page(share=0).fetched([subject[0], "县医院开诊"]) == [subject[0]]


def test_in_a_list_of_health_the_other_axis_is_what_promises() -> None:
    page = Page(share=0.25)
    assert page.fetched(["冬季护理常识", "一部手机跑遍全程 系统上线", *IDLE[:2]], health=True) == [
        "一部手机跑遍全程 系统上线"
    ]
    assert chance("数据跑路", health=True) > 1.5 * max(chance("数据跑路"), chance("雪景", health=True))


def test_of_the_sample_week_a_quarter_of_the_links_holds_what_is_on_topic(show: Callable[[str], None]) -> None:
    """Each outlet's columns through its own gate, without the idle titles; half of what is left is of health, one in
    nine is on topic."""
    outlets = load_outlets(get_project_settings())
    columns: dict[str, dict[tuple[str, bool], list[str]]] = defaultdict(lambda: defaultdict(list))
    for story in build.load():
        of_health = {source.name for source in outlets[story.outlet].sources if source.health}
        columns[story.outlet][story.channels[-1], bool(of_health & set(story.channels))].append(story.title)
    wanted = set(_on_topic())
    fetched: set[str] = set()
    for pages in columns.values():
        outlet = Page(share=0.25)
        for (_, health), titles in pages.items():
            fetched |= set(outlet.fetched(titles, health=health))
    listed = sum(len(titles) for pages in columns.values() for titles in pages.values())
    show(f"{len(wanted & fetched)} of {len(wanted)} on topic, {len(fetched)} of {listed} links fetched")
    assert not wanted - fetched
    assert len(fetched) <= listed / 4


def test_a_run_of_the_sample_week_asks_for_no_more_than_a_quarter_of_its_links(
    stored_week: Path, show: Callable[[str], None]
) -> None:
    """With the settings as they are, as the run's own ledger tells it; one title in seven says health."""
    with reading(open_to_read(f"sqlite:///{stored_week / 'monitor.db'}")) as session:
        links = session.execute(select(ListedLink.url, ListedLink.title, ListedLink.outcome)).all()
    asked = {url for url, _, outcome in links if outcome != GATE}
    health = sum(passes(title) for _, title, _ in links)
    show(f"{len(asked)} of {len(links)} links asked for, {health} say health")
    assert set(_on_topic().values()) <= asked
    assert len(asked) <= len(links) / 4
    assert len(links) / 10 <= health <= len(links) / 4, "no list that fits the gate"


def _on_topic() -> dict[str, str]:
    """Title and address of the sample week's stories whose text is on topic."""
    scored = ((story, score(story.title, "\n".join(chain.from_iterable(story.parts)))) for story in build.load())
    return {story.title: story.url for story, judged in scored if judged.value >= LINE}


@pytest.mark.parametrize("title", ["", " "])
def test_a_link_without_a_title_passes(title: str) -> None:
    assert Page().fetched([title]) == [title]
