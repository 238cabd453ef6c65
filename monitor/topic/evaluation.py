"""Holding the topic score against judged texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.exceptions import MonitorError
from monitor.files import read_file
from monitor.topic.score import LINE, Score, score

BORDERLINE = "borderline"
_LONGEST_HEADLINE = 120  # characters; a longer cell of a table of titles is a text (abstracts stand in such tables)


@dataclass(frozen=True)
class Case:
    """One judged text; `wanted` is None where the judgement is borderline."""

    title: str
    text: str
    wanted: bool | None


@dataclass(frozen=True)
class Evaluation:
    """Figures over the clear cases; `None` where nothing was to be found or taken. Misses and false alarms come with
    their scores."""

    n: int
    positive: int
    borderline: int
    borderline_taken: int
    precision: float | None
    recall: float | None
    false_alarm_rate: float | None
    misses: tuple[tuple[Case, Score], ...]
    false_alarms: tuple[tuple[Case, Score], ...]


def read_cases(path: Path, all_negative: bool = False) -> list[Case]:
    """Return the cases of a file: JSON lines with `label` (1, 0 or "borderline"), `title`, `text`, or for a name that
    ends in .tsv lines of label and title. With `all_negative` labels are categories, and no text is on topic. Raises
    MonitorError naming file, line and remedy."""
    try:
        lines = read_file(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise MonitorError(f"文件读不出来：{path}（不是 UTF-8）") from error
    read = _read_tsv if path.suffix.lower() == ".tsv" else _read_json
    cases = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                cases.append(read(line, all_negative))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise MonitorError(
                    f"{path} 第 {number} 行不对（{error}）；应为 JSON 行（label 1/0/borderline、title、text）"
                    "或 .tsv 的“标签⇥标题”，首列为类别时加 --all-negative。"
                ) from error
    if not cases:
        raise MonitorError(f"文件里没有可检验的内容：{path}")
    return cases


def evaluate(cases: Sequence[Case]) -> Evaluation:
    """Return how the score does on `cases`: an article is taken from LINE on."""
    scored = [(case, score(case.title, case.text)) for case in cases]
    clear = [(case, judged, judged.value >= LINE) for case, judged in scored if case.wanted is not None]
    borderline = [judged for case, judged in scored if case.wanted is None]
    hits = sum(bool(case.wanted) and taken for case, _, taken in clear)
    positive = sum(bool(case.wanted) for case, *_ in clear)
    misses = tuple((case, judged) for case, judged, taken in clear if case.wanted and not taken)
    alarms = tuple((case, judged) for case, judged, taken in clear if taken and not case.wanted)
    return Evaluation(
        n=len(clear),
        positive=positive,
        borderline=len(borderline),
        borderline_taken=sum(judged.value >= LINE for judged in borderline),
        precision=_ratio(hits, hits + len(alarms)),
        recall=_ratio(hits, positive),
        false_alarm_rate=_ratio(len(alarms), len(clear) - positive),
        misses=misses,
        false_alarms=alarms,
    )


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return `evaluation` in plain JSON values."""
    values = dict(vars(evaluation))
    for name in ("misses", "false_alarms"):
        values[name] = list(_wrong(values[name]))
    return values


def _wrong(pairs: Sequence[tuple[Case, Score]]) -> Iterator[dict[str, Any]]:
    for case, judged in pairs:
        title = case.title or case.text[:40]
        yield {"title": title, "score": judged.value, "grade": judged.grade, "reasons": list(judged.reasons)}


def _read_json(line: str, all_negative: bool) -> Case:
    row = json.loads(line)
    return Case(
        str(row.get("title") or ""), str(row.get("text") or ""), False if all_negative else _wanted(row["label"])
    )


def _read_tsv(line: str, all_negative: bool) -> Case:
    label, title = line.split("\t", 1)
    title = title.replace("\t", " ")
    headline, text = (title, "") if len(title) <= _LONGEST_HEADLINE else ("", title)
    return Case(headline, text, False if all_negative else _wanted(label))


def _wanted(label: object) -> bool | None:
    if str(label).strip() not in ("0", "1", BORDERLINE):
        raise ValueError(f"标签 {label!r}")
    return None if label == BORDERLINE else str(label).strip() == "1"


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None
