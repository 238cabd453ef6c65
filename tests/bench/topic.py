"""How long scoring takes, beside a naive search for every term and a bare parse: `python tests/bench/topic.py`.

All run over the same 2,700 characters of the sample week's own articles (the parse over as many in bare paragraphs),
alternately, best of many, by processor time; the ratio is what counts, for the machine's speed is in all. With
`--instructions` those of a score and of the parse are counted (see instructions.py), which no other work changes.
"""

import argparse
import sys
import timeit
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "sample_week")]

import build  # noqa: E402
from instructions import per_round  # noqa: E402
from lxml.html import document_fromstring  # noqa: E402

from monitor.text.hygiene import fold  # noqa: E402
from monitor.topic.score import find_place, score  # noqa: E402
from monitor.topic.vocabulary import load_topics  # noqa: E402

LENGTH, RUNS, ROUNDS = 2700, 20, 40
PARSE = "bare parse (lxml)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=20, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.instructions:
        cost = {name: per_round(__file__, name, given.rounds) for name in ("score", PARSE)}
        for name, each in cost.items():
            print(f"{name:24}{each / 1e6:8.2f} million instructions{each / cost[PARSE]:8.2f} × bare parse")
        return
    works = load_works()
    works["score"]()  # builds the automaton
    if given.worker:
        for _ in range(given.rounds):
            works[given.worker]()
        return
    best = dict.fromkeys(works, 1e9)
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = min(best[name], timeit.timeit(work, number=RUNS, timer=process_time) / RUNS)
    for name, seconds in best.items():
        print(f"{name:24}{seconds * 1000:8.3f} ms{seconds / best[PARSE]:8.2f} × bare parse")


def load_works() -> dict[str, Callable[[], object]]:
    stories = [story for story in build.load() if len("".join(story.parts[0])) > 150]
    text = "\n".join(line for story in stories for part in story.parts for line in part)[:LENGTH]
    terms = {fold(term) for value in load_topics().values() if isinstance(value, list) for term in value}
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"

    def naive() -> object:
        folded = fold(text)
        return [term for term in terms if term in folded]

    return {
        "score": lambda: score("全民健康信息平台上线", text),
        "place of what is scored": lambda: find_place(text),
        "naive search": naive,
        PARSE: lambda: document_fromstring(page),
    }


if __name__ == "__main__":
    main()
