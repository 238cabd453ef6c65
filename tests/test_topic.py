from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.topic import LINE, score

ON = "云州省卫生健康委上线全民健康信息平台，电子病历在96家医院之间互通共享。患者的检查检验结果互认，医生用人工智能辅助诊断。"


def test_the_articles_of_real_issues_are_above_the_line(shared: Path) -> None:
    articles = [a for b in json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8")) for a in b["articles"]]
    scores = {article["title"]: score(article["title"], "\n".join(article["paragraphs"])) for article in articles}
    assert len(scores) == 15
    for title, judged in scores.items():
        print(f"{judged.value:.2f} {judged.grade:3} {title[:40]}")
    assert [title for title, judged in scores.items() if judged.value < LINE] == []
    assert all(judged.reasons for judged in scores.values())


def test_mixed_headlines_and_medical_abstracts_are_below_it(shared: Path) -> None:
    titles = [
        line.split("\t")[1] for line in (shared / "headlines" / "tnews_titles.tsv").read_text("utf-8").splitlines()
    ]
    abstracts = [
        line.split("\t")[1]
        for line in (shared / "headlines" / "csldcp_medical_abstracts.tsv").read_text("utf-8").splitlines()
    ]
    false_titles = sum(score(title, "").value >= LINE for title in titles) / len(titles)
    false_abstracts = sum(score("", text).value >= LINE for text in abstracts) / len(abstracts)
    print(
        f"false alarms: {false_titles:.4%} of {len(titles)} headlines, {false_abstracts:.2%} of {len(abstracts)} abstracts"
    )
    assert false_titles <= 0.001
    assert false_abstracts <= 0.01


def test_labelled_texts(shared: Path) -> None:
    lines = (shared / "headlines" / "cctv_xwlb_fulltext_labelled.jsonl").read_text("utf-8").splitlines()
    clear = [case for case in map(json.loads, lines) if case["label"] != "borderline"]
    taken = [(score(case["title"], case["text"]).value >= LINE, case["label"] == 1) for case in clear]
    hits, alarms, misses = (taken.count(pair) for pair in ((True, True), (True, False), (False, True)))
    print(f"{len(clear)} clear labels: {hits} found, {misses} missed, {alarms} false alarms")
    assert hits / (hits + alarms) >= 0.95
    assert hits / (hits + misses) >= 0.95


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
        ("", "", ""),
    ],
)
def test_grades(headline: str, text: str, grade: str) -> None:
    assert score(headline, text).grade == grade


def test_reasons_name_terms_and_a_sentence() -> None:
    reasons = "\n".join(score("全民健康信息平台上线", ON).reasons)
    assert "全民健康信息平台" in reasons
    assert "命中句" in reasons
    assert "电子病历" in reasons


def test_a_better_grade_scores_higher() -> None:
    values = [
        score(title, text).value for title, text in (("智慧医院上线", ON), ("群众跑腿少了", ON * 5), ("雪景", "雪。"))
    ]
    assert values[0] > values[1] >= LINE > values[2]


@given(st.text(max_size=60), st.text(max_size=400))
def test_any_text_scores_between_0_and_1(headline: str, text: str) -> None:
    judged = score(headline, text)
    assert 0 <= judged.value <= 1
    assert judged == score(headline, text)
