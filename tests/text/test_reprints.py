"""Reprints and their originals: the rule, and what it comes to over a made corpus of known truth."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from conftest import PROJECT
from opencc import OpenCC

from monitor.reprints import Text, differing_figures, is_one_story
from monitor.store.stories import Member
from monitor.week.originals import canonical_name, name_original

sys.path.append(str(PROJECT / "tests" / "bench"))
import reprints  # type: ignore[import-not-found]

sys.path.pop()  # whose desk.py is not the room

STORY = (
    "云州省卫生健康委昨日公布，全省已有96家医院接入影像云平台，患者在任意一家接入医院拍片，医生都能在线调阅原始影像。",
    "在白鹭县人民医院，患者程女士出示电子健康码完成挂号、缴费和取药，以前换一家医院就要重新拍片，现在医生直接看得到。",
    "省卫生健康委信息中心负责人介绍，平台自今年3月启动建设，统一了数据元和接口标准，重复检查率比去年同期下降12%。",
    "下一步，云州省将开展医疗数据分级分类管理，把检查检验结果互认范围扩大到238项，并向社会办医疗机构开放接口。",
)
RELEASE = (
    "{place}卫生健康局日前通报，{place}全面启用智能随访系统，{n}名慢病患者纳入管理。",
    "据介绍，该系统与电子健康档案相连，血压、血糖结果自动归档，{m}名村医已经完成培训。",
    "下一步，{place}将继续扩大覆盖，年内实现{k}个乡镇卫生院全部接入。",
)


def one(*paragraphs: str) -> Text:
    return Text("\n".join(paragraphs))


@pytest.mark.parametrize(
    "reprint",
    [
        STORY,
        STORY[:2],
        (STORY[2],),
        ("编者按：数字化正在改变看病的方式，请看云州的做法。", *STORY[1:]),
        (*STORY, "（责编：甲乙）", "更多健康资讯请关注本网客户端。"),
        tuple(line.replace("昨日", "12月8日").replace("负责人介绍", "有关负责人说") for line in STORY),
        ("本报综合消息 " + STORY[0].replace("云州省", "我省"), *STORY[1:3]),
    ],
    ids=["same", "cut-tail", "one-paragraph", "new-lead", "added-lines", "touched-words", "own-opening"],
)
def test_a_reprint_is_the_same_story(reprint: tuple[str, ...]) -> None:
    assert is_one_story(one(*STORY), one(*reprint))
    assert is_one_story(one(*reprint), one(*STORY))


def test_a_reprint_in_traditional_characters_is_the_same_story() -> None:
    traditional = one(*map(OpenCC("s2t").convert, STORY))
    assert is_one_story(traditional, one(*STORY))
    assert traditional.sample() == one(*STORY).sample(), "by this the store looks it up"


def test_two_counties_releases_of_one_template_are_two_stories() -> None:
    here = one(*(line.format(place="青岚县", n=3120, m=86, k=12) for line in RELEASE))
    there = one(*(line.format(place="白鹭县", n=1875, m=64, k=9) for line in RELEASE))
    assert differing_figures(here.folded, there.folded) == 3
    assert not is_one_story(here, there)


def test_the_same_releases_of_two_months_are_two_stories() -> None:
    months = [
        one(*(line.format(place="青岚县", n=3120 + month, m=86 + month, k=12 + month) for line in RELEASE))
        for month in (1, 2)
    ]
    assert not is_one_story(*months)


def test_a_roundup_is_not_the_story_of_its_items() -> None:
    items = [
        f"第{number}条：" + STORY[number % 4].replace("云州", f"云{number}州") + "本周动态。" * 3
        for number in range(16)
    ]
    assert not is_one_story(one(*items), one(items[3][:60]))


def test_a_closing_line_of_the_house_makes_no_story() -> None:
    closing = "本报将持续关注云州省数字健康建设的最新进展，欢迎读者通过热线电话、客户端留言等方式提供线索，与我们一起记录身边的变化和温暖瞬间。"
    brief = [line.format(place="青岚县", n=3120, m=86, k=12) for line in RELEASE]
    assert not is_one_story(one(*STORY[:3], closing), one(*brief, closing))


@pytest.mark.parametrize("text", ["", "短。", "一" * 5000])
def test_any_text_can_be_compared(text: str) -> None:
    assert is_one_story(one(text), one(text))
    assert not is_one_story(one(text), one(*STORY))


def test_the_sample_of_a_part_is_part_of_the_sample() -> None:
    whole, part = one(*STORY * 3), one(STORY[1])
    assert part.sample() <= whole.sample()
    assert one(*STORY).sample() == one(*STORY).sample()


def member(outlet: str, source: str = "", clock: str = "09:00", day: int = 8, original: str = "") -> Member:
    return Member(1, 1, outlet, source, "", original, date(2025, 12, day), time.fromisoformat(clock), "1")


NAMES = {"people": "人民网", "xinhuanet": "新华网", "chinanews": "中新网", "cnr": "央广网"}


@pytest.mark.parametrize(
    ("members", "original"),
    [
        ([member("people"), member("cnr", clock="10:00")], "人民网"),
        ([member("people", "中国新闻网"), member("cnr", "中新社", clock="10:00")], "中新网"),
        ([member("people", "云州日报"), member("cnr", "云州日报客户端", clock="10:00")], "云州日报"),
        ([member("people", "新华社"), member("xinhuanet", "新华网", clock="10:00")], "新华网"),
        ([member("people", "央广网"), member("cnr", "云州日报", clock="10:00")], "云州日报"),
        ([member("people", "人民网-重庆频道"), member("cnr", "央广网", clock="10:00")], "人民网"),
        ([member("people", "综合人民网、新华网"), member("cnr", "", clock="10:00")], "人民网"),
        ([member("people", original="原来的标题"), member("cnr", clock="10:00")], "央广网"),
        ([member("people", "央广网"), member("cnr", "人民网", clock="10:00")], "人民网"),
        ([member("people", "新华社 人民日报"), member("cnr", "", clock="10:00")], "人民网"),
    ],
    ids=[
        "earliest",
        "aliases",
        "not-crawled",
        "agency",
        "chain",
        "channel",
        "several",
        "marked-reprint",
        "circle",
        "two",
    ],
)
def test_the_original_is_named(members: list[Member], original: str) -> None:
    assert name_original(members, NAMES) == original


def test_an_outlets_names_are_one() -> None:
    assert {canonical_name(name) for name in ("中新网", "中国新闻网", "中新社", "中国新闻社")} == {"中新网"}
    written = ("人民日报（海外版）", "人民日报客户端北京频道", "来源：人民日报", "人民日报 记者张三")
    assert {canonical_name(name) for name in written} == {"人民日报"}
    assert canonical_name("云州日报") == "云州日报"


def test_over_a_corpus_of_known_truth(tmp_path: Path, show: Callable[[str], None]) -> None:
    """The full measure is tests/bench/reprints.py; docs/reprints.md keeps its figures."""
    found = reprints.run(700, f"sqlite:///{tmp_path / 'monitor.db'}")
    show(" ".join(f"{name} {value:.4g}" for name, value in found.items()))
    assert found["pairs"] > 250
    assert found["precision"] >= 0.99
    assert found["recall"] >= 0.98
    assert found["originals"] >= 0.95


def test_a_document_is_its_issuing_bodys() -> None:
    """On five government sites and in three papers, the papers first, as far as the days tell."""
    printed = {**NAMES, **{name: name for name in ("nhc", "govcn", "nhsa", "beijing_wjw", "hubei_wjw")}}
    printed |= {"nhc": "国家卫生健康委", "govcn": "中国政府网", "nhsa": "国家医保局", "beijing_wjw": "北京市卫生健康委"}
    authorities = ["nhc", "govcn", "nhsa", "beijing_wjw", "hubei_wjw"]
    papers = [member("people", ""), member("xinhuanet", "人民网"), member("chinanews", "新华社")]
    sites = [member("govcn", "卫生健康委网站"), member("nhc", "规划发展与信息化司"), member("beijing_wjw", "国家卫生健康委员会")]  # fmt: skip
    others = [member("nhsa", "国家卫生健康委"), member("hubei_wjw", "")]
    assert name_original([*papers, *sites, *others], printed, authorities) == "国家卫生健康委"
    joint = [replace(each, headline="国家医保局办公室 国家卫生健康委办公厅关于医保影像云的通知") for each in sites]
    assert name_original([*papers, *joint], printed, authorities) == "国家医保局"
    assert name_original([*papers, member("beijing_wjw", "健康时报")], printed, authorities) != "北京市卫生健康委", (
        "what an authority prints after a paper is the paper's"
    )
    assert name_original(papers, printed, authorities) == name_original(papers, printed)
