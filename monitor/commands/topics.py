from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put, put_json, say

if TYPE_CHECKING:
    from monitor.topic.evaluation import Case, Evaluation
    from monitor.topic.score import Score


_SHOWN = 15  # weights


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[--evaluate FILE [--all-negative] [--json] | --learn | --forget]"

    def short_desc(self) -> str:
        return "列出词表，检验词表，或从往期的取舍学编辑部的口味"

    def long_desc(self) -> str:
        return (
            "不带选项时列出词表各组的词数。--evaluate FILE 用判好的文章检验：.jsonl 每行 label（1、0 或 borderline）、"
            "title、text；.tsv 每行“标签⇥标题”，首列是类别而全部不切题时加 --all-negative。"
            "输出篇数、查准率、查全率、误报率，以及漏报和误报各篇的理由。例：scrapy topics --evaluate judged.jsonl\n"
            "--learn 比较往期刊出的和同一周切题而没有刊的（以及 scrapy label 的判断），学出排序分的增减，"
            "只改候选的先后，不改切题线；逐期留出一期检验，排得不明显更好就不用。"
            "--forget 不用现在这一份，回到前一份，没有前一份就回到原来的排序。"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--evaluate", metavar="FILE", help="判好的文章，.jsonl 或 .tsv")
        parser.add_argument("--all-negative", action="store_true", help="文件里的文章全部不切题，首列只是类别")
        parser.add_argument("--learn", action="store_true", help="从往期的取舍学，学到了才启用")
        parser.add_argument("--forget", action="store_true", help="不用学到的，回到前一份")
        parser.add_argument("--json", action="store_true", help="结果写成一个 JSON 对象")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.topic.evaluation import as_json, evaluate, read_cases
        from monitor.topic.vocabulary import load_topics

        if args:
            raise MonitorError(f"没有 {args[0]} 这个参数；检验文件写作 --evaluate {args[0]}")
        if sum((bool(opts.evaluate), opts.learn, opts.forget)) > 1:
            raise MonitorError("--evaluate、--learn、--forget 一次只写一个。")
        if opts.learn or opts.forget:
            return self._learn() if opts.learn else self._forget()
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

    def _learn(self) -> int:
        from monitor.configuration import today
        from monitor.outlet.registry import outlet_facts
        from monitor.store.choices import add_taste
        from monitor.store.database import database_url, open_database, open_to_read, reading, writing
        from monitor.taste.learning import learn
        from monitor.terminal.progress import track
        from monitor.week.judging import taste_in_force
        from monitor.week.past_choices import find_past_issues, past_weeks

        with reading(open_to_read(database_url(self.settings))) as session:
            issues, former = find_past_issues(session), taste_in_force(session)
            weeks = past_weeks(session, issues, outlet_facts(self.settings))
            lesson = learn(track(weeks, "读往期", len(issues)), former, today(self.settings))
        say(f"往期 {len(issues)} 期，其中 {lesson.issues} 期有同周没有刊的切题文章可比，共 {lesson.options} 篇。")
        if lesson.learnt:
            before = f"现在用的 {lesson.former:.0%}，" if former else ""
            say(
                "刊出的文章排在同周其余多少切题文章的前面（逐期留出一期，平均）："
                f"原来的排序 {lesson.rule:.0%}，{before}这次学的 {lesson.learnt:.0%}。"
            )
        if lesson.taste is None:
            say(f"没有学到可用的：{lesson.why}。什么也没有改。")
            return 0
        with writing(open_database(database_url(self.settings))) as session:
            add_taste(session, lesson.taste.weights, lesson.taste.shares, lesson.taste.day)
        for name, weight in sorted(lesson.taste.weights.items(), key=lambda each: (-abs(each[1]), each[0]))[:_SHOWN]:
            put(f"{weight:+.2f}\t{name}")
        say(
            f"已启用 {len(lesson.taste.weights)} 项（列出最大的），候选里写“编辑部以往”。不用它：scrapy topics --forget"
        )
        return 0

    def _forget(self) -> int:
        from monitor.store.choices import find_taste, forget_taste
        from monitor.store.database import database_url, open_database, writing

        with writing(open_database(database_url(self.settings))) as session:
            gone = forget_taste(session)
            if gone is None:
                raise MonitorError("没有学过（scrapy topics --learn），没有什么可以不用的。")
            left, was = find_taste(session), gone.day
            now = f"现在用 {left.day} 学的。" if left else "回到原来的排序。"
        say(f"不再用 {was} 学的；{now}")
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
