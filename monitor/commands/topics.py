from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put, put_json

if TYPE_CHECKING:
    from monitor.topic.evaluation import Case, Evaluation
    from monitor.topic.score import Score


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[--evaluate FILE [--all-negative] [--json]]"

    def short_desc(self) -> str:
        return "列出词表，或用判好的文章检验词表"

    def long_desc(self) -> str:
        return (
            "不带选项时列出词表各组的词数。--evaluate FILE 用判好的文章检验：.jsonl 每行 label（1、0 或 borderline）、"
            "title、text；.tsv 每行“标签⇥标题”，首列是类别而全部不切题时加 --all-negative。"
            "输出篇数、查准率、查全率、误报率，以及漏报和误报各篇的理由。例：scrapy topics --evaluate judged.jsonl"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--evaluate", metavar="FILE", help="判好的文章，.jsonl 或 .tsv")
        parser.add_argument("--all-negative", action="store_true", help="文件里的文章全部不切题，首列只是类别")
        parser.add_argument("--json", action="store_true", help="结果写成一个 JSON 对象")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.topic.evaluation import as_json, evaluate, read_cases
        from monitor.topic.vocabulary import load_topics

        if args:
            raise MonitorError(f"没有 {args[0]} 这个参数；检验文件写作 --evaluate {args[0]}")
        if not opts.evaluate:
            for name, terms in load_topics().items():
                if isinstance(terms, list):
                    put(f"{name}\t{len(terms)}")
            return 0
        result = evaluate(read_cases(Path(opts.evaluate), opts.all_negative))
        if opts.json:
            put_json(as_json(result), indent=1)
        else:
            put(_table(result))
        return 0


def _table(result: Evaluation) -> str:
    lines = [
        f"篇数 {result.n}，其中切题 {result.positive}；另有两可 {result.borderline}，取 {result.borderline_taken}",
        f"查准率 {_percent(result.precision)}　查全率 {_percent(result.recall)}",
        f"误报率 {_percent(result.false_alarm_rate)}",
    ]
    lines += _listed("漏报", result.misses) + _listed("误报", result.false_alarms)
    return "\n".join(lines)


def _listed(name: str, wrong: tuple[tuple[Case, Score], ...]) -> list[str]:
    rows = [f"{name} {len(wrong)} 篇"]
    for case, judged in wrong:
        rows.append(f"  {judged.value:.2f} {judged.grade or '-'} {case.title or case.text[:40]}")
        rows += [f"      {reason}" for reason in judged.reasons]
    return rows


def _percent(value: float | None) -> str:
    return "无从计算" if value is None else f"{value:.2%}"
