from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT
from hypothesis import example, given
from hypothesis import strategies as st
from tried import hostile

from monitor.exceptions import MonitorError
from monitor.text.hygiene import fold
from monitor.topic.evaluation import as_json, evaluate, read_cases
from monitor.topic.gate import passes
from monitor.topic.score import LINE, VETO, find_place, score
from monitor.topic.vocabulary import Vocabulary, parse_topics

ON = "云州省卫生健康委上线全民健康信息平台，电子病历在96家医院之间互通共享。患者的检查检验结果互认，医生用人工智能辅助诊断。"


Show = Callable[[str], None]
HALVES = ("tuning.jsonl", "unseen.tsv")  # measured in test_cues.py
FLOORS = json.loads((PROJECT / "tests" / "floors.json").read_text("utf-8"))


def seeds(shared: Path) -> list[dict[str, Any]]:
    bulletins = json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    return [article for bulletin in bulletins for article in bulletin["articles"]]


def test_the_articles_of_real_issues_are_above_the_line(shared: Path, show: Show) -> None:
    judged = {article["title"]: score(article["title"], "\n".join(article["paragraphs"])) for article in seeds(shared)}
    for title, each in judged.items():
        show(f"{each.value:.2f} {each.grade:3} {title[:40]}")
    assert len(judged) == FLOORS["seeds"]["of"]
    assert sum(each.value >= LINE for each in judged.values()) >= FLOORS["seeds"]["found"]
    assert all(each.reasons for each in judged.values())


def test_the_gate_lets_the_real_titles_through_and_few_others(shared: Path, show: Show) -> None:
    titles = [article["title"] for article in seeds(shared)]
    stopped = [title for title in titles if not passes(title)]
    assert len(titles) - len(stopped) >= FLOORS["seeds"]["gate"], stopped
    mixed = [case.title for case in read_cases(shared / "headlines" / "tnews_titles.tsv", all_negative=True)]
    through = sum(map(passes, mixed)) / len(mixed)
    show(f"the gate lets {through:.1%} of {len(mixed)} mixed headlines through")
    assert through < 0.15


@pytest.mark.parametrize("name", [name for name in FLOORS if "." in name and name not in HALVES])
def test_no_figure_falls_below_its_floor(shared: Path, show: Show, name: str) -> None:
    """A change that lowers a figure changes tests/floors.json too, with its reason there."""
    result = evaluate(read_cases(shared / "headlines" / name, all_negative=name.endswith(".tsv")))
    figures = {key: value for key, value in as_json(result).items() if key not in ("misses", "false_alarms")}
    show(f"{name}: {figures}")
    for figure, floor in FLOORS[name].items():
        value = getattr(result, figure)
        assert value <= floor if figure == "false_alarm_rate" else value >= floor, (
            figure,
            value,
            result.misses,
            result.false_alarms,
        )
    assert FLOORS["reason"]


def test_the_floors_are_not_below_what_the_office_asked(shared: Path) -> None:
    assert FLOORS["seeds"]["found"] == FLOORS["seeds"]["gate"] == len(seeds(shared)) == 15
    assert FLOORS["tnews_titles.tsv"]["false_alarm_rate"] <= 0.001
    assert FLOORS["csldcp_medical_abstracts.tsv"]["false_alarm_rate"] <= 0.01
    assert min(FLOORS["cctv_xwlb_fulltext_labelled.jsonl"].values()) >= 0.95


@pytest.mark.parametrize(
    ("title", "through"),
    [("多措并举便民就医", True), ("三甲医院", True), ("“智”疗新图景", True), ("", True), ("DRG付费改革", True), ("秋粮收购过半", False), ("大模型助力古籍整理", False),
     ("互聯網醫院接診逾百萬人次", True), ("港大醫學院研發晶片", True), ("颱風逼近臺灣", False)],
)  # fmt: skip
def test_the_gate(title: str, through: bool) -> None:
    assert passes(title) is through
    assert passes(title, health_section=True)


@pytest.mark.parametrize(
    ("headline", "text", "grade"),
    [
        ("全民健康信息平台上线", ON, "A1"),
        ("全民健康 信息\u3000平台上线", ON, "A1"),  # blanks inside words
        ("“人工智能＋”医疗卫生迈出一步", ON, "A1"),  # quotes and full width
        ("医院用上AI", ON, "A2"),
        ("医院 gAIn 大奖", "", ""),  # AI inside a Latin word
        ("智慧医疗概念股涨停", ON, "veto"),
        ("经济健康发展态势良好", "统计数据显示增长平稳。", ""),
        ("群众跑腿少了", ON * 5, "B2"),
        (
            "社区卫生服务中心影像全市互认",
            "影像接入影像云平台，检查检验结果互认。将建设卫生健康信息平台，共享电子病历。",
            "B3",
        ),
        ("雲端電子病歷上線", ON, "A1"),  # traditional characters
        ("", "", ""),
    ],
)
def test_grades(headline: str, text: str, grade: str) -> None:
    assert score(headline, text).grade == grade


def test_reasons_name_terms_and_a_sentence() -> None:
    reasons = "\n".join(score("全民健康信息平台上线", ON).reasons)
    assert "全民健康信息平台" in reasons
    assert "命中句" in reasons
    told = "老韩说：“看病要跑县城。”12月6日，村医用“云会诊”系统做远程会诊，电子病历同步到县医院。"
    assert score("山乡", told).reasons[-1] == (
        "命中句 1 句，如：12月6日，村医用“云会诊”系统做远程会诊，电子病历同步到县医院。"
    ), "no mark of the sentence before, and none within another pair"
    assert "电子病历" in reasons


def test_a_better_grade_scores_higher() -> None:
    values = [
        score(title, text).value for title, text in (("智慧医院上线", ON), ("群众跑腿少了", ON * 5), ("雪景", "雪。"))
    ]
    assert values[0] > values[1] >= LINE > values[2]


@hostile("texts", 100)
@given(st.text(max_size=60), st.text(max_size=400))
def test_any_text_scores_between_0_and_1(headline: str, text: str) -> None:
    judged = score(headline, text)
    assert 0 <= judged.value <= 1
    assert judged == score(headline, text)


@example("A\u0323")
@hostile("texts", 100)
@given(st.text(max_size=80))
def test_folding_is_nfkc_without_blanks_and_quotes(text: str) -> None:
    """The shortcut that spares sound characters NFKC gives what the plain way gives."""
    plain = re.sub(
        "[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff“”‘’\"'「」『』《》]",
        "",
        unicodedata.normalize("NFKC", text),
    )
    assert fold(text) == plain.casefold()


@hostile("texts", 50)
@given(st.text(max_size=300))
def test_the_place_of_what_is_scored_already_is_that_of_its_score(text: str) -> None:
    for each in (text, f"{text}\n{ON}", f"互聯網醫院。{text}{ON}"):
        judged = score("雪景", each)
        assert judged.grade == VETO or find_place(each) == judged.place


def test_a_number_is_no_part_of_a_longer_one() -> None:
    vocabulary = Vocabulary({"health": ["120", "5G救护车"]})
    assert vocabulary.find(fold("1200名护士，15G救护车")).of("health") == []
    assert vocabulary.find(fold("拨打120，5G救护车3分钟到")).of("health") == ["120", "5G救护车"]


def test_each_sentence_with_a_hit_is_found_by_its_beginning() -> None:
    text = fold("雪景。医院上线AI！无关的话?医院扫码\n无关\nAI", lines=True)
    found = Vocabulary({"health": ["医院"], "informatization": ["AI", "扫码"]}).find(text)
    assert {text[start : start + 2]: set(lists) for start, lists in found.sentences.items()} == {
        "医院": {"health", "informatization"},
        "ai": {"informatization"},
    }
    assert len(found.sentences) == 3


def test_a_masked_phrase_hides_an_axis_but_not_the_subject() -> None:
    vocabulary = Vocabulary({"mask": ["健康发展"], "health": ["健康"], "strong": ["数智健康"]})
    found = vocabulary.find(fold("解码数智健康发展。身体健康。"))
    assert found.of("strong") == ["数智健康"]
    assert found.of("health") == ["健康"]
    assert sorted(map(sorted, found.sentences.values())) == [["health"], ["mask", "strong"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("strong = [", "读不出来"),
        ("strong = []", "strong"),
        ("strong = [5]", "strong"),
        ("strong = ['“”']", "strong"),
        ("strong = ['智慧医疗']", "[ranking]"),
    ],
)
def test_a_vocabulary_that_is_none_is_refused_by_its_name(text: str, told: str) -> None:
    with pytest.raises(MonitorError, match=r"topics\.toml") as refused:
        parse_topics(text.encode())
    assert told in str(refused.value)


def test_the_name_of_a_ministry_is_no_word_of_the_subject() -> None:
    """信息化 in 工业和信息化部 made each joint notice of its own and the health commission's one on topic."""
    found = score(
        "工业和信息化部办公厅 国家卫生健康委办公厅关于防护物资保障的通知",
        "各地工业和信息化厅、卫生健康委要做好防护物资保障。",
    )
    assert found.value < LINE
    about = score("工业和信息化部 国家卫生健康委推进医院信息化建设", "各地要推进医院信息化建设，互通电子病历。")
    assert about.value >= LINE
