"""Every pattern that meets a stranger's text takes time in proportion to its length: all compiled patterns of the rooms
that meet it, on strings made to make them go back. Prints a table of the worst."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import monitor.adoption
import monitor.archive
import monitor.attachments
import monitor.backissues
import monitor.data
import monitor.discovery
import monitor.extraction
import monitor.forms
import monitor.learning
import monitor.listing
import monitor.markup
import monitor.network
import monitor.outlet
import monitor.proof
import monitor.reading
import monitor.styles
import monitor.text
import monitor.topic
import monitor.week
import monitor.witness
import pipelines

ROOMS = (
    monitor.adoption,
    monitor.archive,
    monitor.attachments,
    monitor.backissues,
    monitor.data,
    monitor.discovery,
    monitor.extraction,
    monitor.forms,
    monitor.learning,
    monitor.listing,
    monitor.markup,
    monitor.network,
    monitor.outlet,
    monitor.proof,
    monitor.reading,
    monitor.styles,
    monitor.text,
    monitor.topic,
    monitor.week,
    monitor.witness,
    pipelines,
)
FIRST, TIMES = 20, 4  # characters; an exponential pattern shows in the second step, before it hangs
MOST, MOST_OPENED = 5_120, 1_280
LOOKS_BACK = 4  # characters, twice as many as any pattern does
MEASURABLE = 0.02  # seconds of the processor, below which a growth tells nothing
# Seconds at the last step but one below which not even the fourth power of the length would be measurable at the last,
# three quarters of all the work.
HOPELESS = MEASURABLE / TIMES**4
LINEAR = 9.0  # a pattern that is linear grows 4-fold, a square 16-fold
# Growth at the last step but one below which it cannot exceed LINEAR at the last: of a n + b n² that would take 448 b > a
# and 5.8-fold growth from 80 to 320 characters.
STEADY = 5.0
# What patterns are greedy for; repeated, and between a beginning that opens a match and an end that spoils it.
UNITS = (
    "一", "1", " ", "a", "李木、", "李木 ", "木", "（", "（记者", "(", "（（）", "[", "【", "2025-", "2025年", "20", "9月", "12:", "来源：", "来源",
    "编辑：", "责任编辑", "原标题：", "记者", "记者 ", "_", "-", "——", "｜", "…", "·", "/", ":", "&#x", "\\", "![", "](", "<!--", "摄", "图", "星期",
    "#", "&", "&a", "*", "~", "- -", "<", "]", "）", ")", "。", "截至", "发布", "时间", "据", "\n", "网", "客户端", "jan ", "+", "\\-",
)  # fmt: skip
OPENINGS = (
    "",
    "（记者",
    "来源：",
    "作者：",
    "责任编辑：",
    "原标题：",
    "2025-09-23 ",
    "![",
    "本报记者 ",
    "更新时间",
    "&",
    "a_",
)


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Each pattern once, under the name by which it is met first."""
    met: set[re.Pattern[Any]] = set()
    for room in ROOMS:
        for module in pkgutil.iter_modules(room.__path__, room.__name__ + "."):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(_within(value)):
                    if pattern not in met:
                        met.add(pattern)
                        yield f"{module.name.removeprefix('monitor.')}.{name}[{number}]", pattern


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _within(getattr(each, "pattern", each))
    elif isinstance(value, dict):
        yield from _within(list(value.values()))


def seconds(pattern: re.Pattern[Any], text: str, opening: str, tries: int = 1) -> float:
    """All that readers do with a pattern, the quickest of `tries`. Behind an `opening` a search goes on as in a text that
    has none, which is measured by itself: what begins in it, or right behind where a pattern looks back, is all it adds."""
    subject, begins = (text, opening) if isinstance(pattern.pattern, str) else (text.encode(), opening.encode())
    best, places = float("inf"), range(len(begins) + LOOKS_BACK if begins else 0)
    for _ in range(tries):
        start = time.process_time()
        pattern.match(subject)
        pattern.fullmatch(subject)
        for place in places:
            pattern.match(subject, place)
        for _ in () if places else pattern.finditer(subject):
            pass
        best = min(best, time.process_time() - start)
    return best


def growth(pattern: re.Pattern[Any], opening: str, unit: str) -> tuple[float, float, int]:
    """How much longer a text of four times the length takes, as soon as that can be measured (0 if it never can); the
    seconds it takes; its length."""
    length, former, took, most = FIRST, 0.0, 0.0, MOST_OPENED if opening else MOST
    while length < most and not (length * TIMES == most and took < max(HOPELESS, STEADY * former)):
        length *= TIMES
        text = opening + unit * (length // len(unit)) + "\0"
        former = took
        if (took := seconds(pattern, text, opening)) > MEASURABLE:
            short = opening + unit * (length // TIMES // len(unit)) + "\0"
            base = seconds(pattern, short, opening, 3)
            # What a machine in use adds comes once: what takes too long is measured again, and nothing else is.
            quickest = took if took <= LINEAR * base else min(took, seconds(pattern, text, opening))
            if quickest > LINEAR * base:  # a pattern that is bounded takes one step from within its bound to beyond it
                longer = opening + unit * (TIMES * length // len(unit)) + "\0"
                base, quickest = min(quickest, seconds(pattern, text, opening)), seconds(pattern, longer, opening)
                if quickest > LINEAR * base:
                    quickest = min(quickest, seconds(pattern, longer, opening, 3))
            return quickest / max(base, 1e-7), took, length
    return 0.0, took, length


def test_time_grows_with_the_length(show: Callable[[str], None]) -> None:
    rows = []
    for name, pattern in patterns():
        tried = ((*growth(pattern, opening, unit), opening + unit) for opening in OPENINGS for unit in UNITS)
        rows.append((*max(tried), name))
    assert len(rows) > 30
    show(f"{'pattern':32} {'growth at 4x':>12} {'milliseconds':>12} {'characters':>10}  of")
    for times, took, length, text, name in sorted(rows, reverse=True)[:12]:
        show(f"{name:32} {times:12.1f} {took * 1000:12.1f} {length:10}  {text!r}")
    assert not [row for row in rows if row[0] > LINEAR]
