"""What a walk for an outlet's lists costs: processor time for 60 saved pages, and what it finds of the week.

    python tests/bench/discovery.py

Pages are those of tests/made_web.py; the large outlet's lists have 150 rows, a menu of 130 sections and a rail on each page,
some 300 links in 17 KB to 60 KB, as the agencies' channels have them.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent), str(HERE.parent / "discovery")]

from made_web import LAST, PLAIN, SECTIONS, Made, MadeOutlet, outlets  # noqa: E402
from test_walk import go  # noqa: E402

from monitor.topic.gate import passes  # noqa: E402


def large(form: str) -> MadeOutlet:
    """An outlet with 8,000 articles of twenty days."""
    made = MadeOutlet("large", "trs", form=form, per_page=150)
    names = list(SECTIONS)
    made.__dict__["articles"] = [
        Made(100_000 + n, names[n % 8], LAST - timedelta(days=n // 400), f"云桥{n}院电子病历接入健康信息平台", True)
        for n in range(8_000)
    ]
    return made


def main() -> None:
    go(outlets()["alpha"])  # what is loaded once, is
    for name, made in {**outlets(), "large": large(PLAIN), "large, dated": large(MadeOutlet("x", "trs").form)}.items():
        made.pages  # noqa: B018 (made before the clock starts)
        began = time.process_time()
        walk = go(made)
        spent = time.process_time() - began
        found = {link.url for step in walk.steps for link in step.fresh if passes(link.title, step.health)}
        links = sum(len(step.survey.links) for step in walk.steps)
        share = len(found & made.wanted) / len(made.wanted)
        print(
            f"{name}: {walk.asked} pages, {links} article links, {spent:.2f} s of processor time,"
            f" {60 * spent / walk.asked:.2f} s for 60 pages, {share:.3f} of the week's relevant articles"
        )


if __name__ == "__main__":
    main()
