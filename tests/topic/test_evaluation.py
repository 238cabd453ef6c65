from __future__ import annotations

from pathlib import Path

import pytest

from monitor.exceptions import MonitorError
from monitor.topic.evaluation import evaluate, read_cases


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_figures(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        '{"label": 1, "title": "智慧医院上线", "text": ""}\n{"label": 1, "title": "秋粮", "text": ""}\n'
        '{"label": 0, "title": "电子病历", "text": ""}\n\n{"label": 0, "title": "雪景", "text": ""}\n{"label": "borderline", "title": "互联网医院"}\n',
    )
    result = evaluate(read_cases(path))
    assert (result.n, result.positive, result.borderline, result.borderline_taken) == (4, 2, 1, 1)
    assert (result.precision, result.recall, result.false_alarm_rate) == (0.5, 0.5, 0.5)
    assert [case.title for case, _ in result.misses] == ["秋粮"]
    assert [case.title for case, _ in result.false_alarms] == ["电子病历"]


def test_tables_of_titles(tmp_path: Path) -> None:
    labelled = read_cases(write(tmp_path / "a.tsv", "1\t智慧医院上线\n0\t雪景\n"))
    assert [case.wanted for case in labelled] == [True, False]
    categories = read_cases(write(tmp_path / "b.tsv", "news_story\t雪景\nnews_tech\t" + "长" * 200), all_negative=True)
    assert [case.wanted for case in categories] == [False, False]
    assert [bool(case.title) for case in categories] == [True, False], "a long cell is a text"


def test_nothing_to_find_gives_no_figure(tmp_path: Path) -> None:
    result = evaluate(read_cases(write(tmp_path / "a.tsv", "x\t雪景\n"), all_negative=True))
    assert (result.precision, result.recall, result.false_alarm_rate) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.jsonl", "not json"), ("a.jsonl", '{"title": "x"}'), ("a.jsonl", '{"label": 7, "title": "x"}'), ("a.jsonl", "[1]"), ("a.tsv", "no tab"), ("a.tsv", "news\t雪景"), ("a.tsv", ""), ("none.tsv", None)],
)  # fmt: skip
def test_bad_files_are_named(tmp_path: Path, name: str, text: str | None) -> None:
    path = tmp_path / name
    if text is not None:
        write(path, text)
    with pytest.raises(MonitorError, match=name):
        read_cases(path)
