"""How the learned rung reads pages that it has not seen, beside today's generic one, and what learning costs.

    python tests/bench/learned.py

Each article page of tests/pages by what five further pages of its build teach (tests/varied_pages.py): without any own
template, with the platforms' and without.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

from page_bench import REGULAR  # noqa: E402
from varied_pages import Case, Score, cases, score, shares, teach  # noqa: E402

from monitor.learning.induction import FEWEST, learn  # noqa: E402


def row(name: str, cases: Sequence[Case], read: Callable[[Case], Score]) -> None:
    means = shares([read(case) for case in cases])
    print(f"| {name} | {len(cases)} | " + " | ".join(f"{value:.3f}" for value in means.values()) + " |")


if __name__ == "__main__":
    everything = list(cases())
    taught = {case: teach(case) for case in everything}
    named = [case for case in everything if taught[case]]
    regular = [case for case in named if case.path.parent.name in REGULAR]
    print("| | pages | title | day | clock | source | body F1 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for which, some in (("regular outlets", regular), ("all outlets", named)):
        row(f"{which}: generic rung", some, lambda case: score(case, (), platforms=False))
        row(f"{which}: **learned rung**", some, lambda case: score(case, taught[case], platforms=False))
        row(f"{which}: platforms, generic", some, lambda case: score(case, ()))
        row(f"{which}: platforms, learned, generic", some, lambda case: score(case, taught[case]))
    print(f"not learned: {[case.name for case in everything if not taught[case]]}")
    samples = [[case.vary(number) for number in range(1, FEWEST + 1)] for case in regular]
    start = time.process_time()
    for some_pages in samples:
        learn(some_pages)
    print(f"learning from {FEWEST} pages: {(time.process_time() - start) / len(samples) * 1000:.0f} ms")
