"""What a share costs at the gate: `python tests/bench/gate.py`, over made weeks of an outlet's links.

Titles on topic are those of ../shared/topic that the weights have not learnt, idle ones of health the sample week's and
of that half of ../shared/topic, others of ../shared/headlines; drawn anew for each of `DRAWS` weeks, in the lists of a
paper, of a health section or authority, of a small outlet. Told are the share of what is on topic that is fetched, and
the share of all links, for some values of GATE_SHARE.
"""

import json
import random
import sys
from itertools import chain
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), *(str(HERE.parent / name) for name in ("", "topic", "sample_week"))]

import build  # noqa: E402
from teach import OFF_SUBJECT, SHARED, is_taught  # noqa: E402
from test_gate import Page  # noqa: E402

from monitor.topic.evaluation import read_cases  # noqa: E402
from monitor.topic.gate import passes  # noqa: E402
from monitor.topic.score import LINE, score  # noqa: E402

SHARES, DRAWS = (1.0, 0.5, 0.25), 150
# Links on topic, of health, others; lists; whether they are of health.
WEEKS = {
    "a paper, 200 links": (4, 16, 180, 10, False),
    "a health section, 40 links": (6, 34, 0, 4, True),
    "an authority, 20 links": (3, 17, 0, 2, True),
    "a small outlet, 7 links": (1, 4, 2, 2, False),
}


def load_titles() -> tuple[list[str], list[str], list[str]]:
    rows = [json.loads(line) for line in (SHARED / "topic" / "tuning.jsonl").read_text("utf-8").splitlines()]
    held = [row for row in rows if not is_taught(row["query"])]
    wanted = [row["title"] for row in held if row["label"] == 1]
    idle = [row["title"] for row in held if row["label"] == 0 and row["kind"] in OFF_SUBJECT and passes(row["title"])]
    for story in build.load():
        text = "\n".join(line for part in story.parts for line in part)
        if passes(story.title) and score(story.title, text).value < LINE:
            idle.append(story.title)
    mixed = read_cases(SHARED / "headlines" / "tnews_titles.tsv", all_negative=True)[1::2]
    return wanted, idle, [case.title for case in mixed]


def main() -> None:
    pools = load_titles()
    for told, (*numbers, lists, health) in WEEKS.items():
        figures = []
        for share in SHARES:
            rng, found, fetched = random.Random(1), 0, 0
            for _ in range(DRAWS):
                drawn = [rng.sample(pool, number) for pool, number in zip(pools, numbers, strict=True)]
                titles, page, through = [*chain.from_iterable(drawn)], Page(share=share), set[str]()
                rng.shuffle(titles)
                for first in range(lists):
                    through |= set(page.fetched(titles[first::lists], health=health))
                found += sum(title in through for title in drawn[0])
                fetched += len(through)
            figures.append(f"{found / numbers[0] / DRAWS:.3f} of {fetched / sum(numbers) / DRAWS:.3f}")
        print(f"{told:28}" + "".join(f"{each:>18}" for each in figures), flush=True)


if __name__ == "__main__":
    print("share of what is on topic that is fetched, of which share of all links; GATE_SHARE", *SHARES)
    main()
