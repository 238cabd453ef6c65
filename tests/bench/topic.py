"""How long scoring takes, beside a naive search for every term and a bare parse: `python tests/bench/topic.py`.

All run over the same 2,700 characters of the sample week's own articles (the parse over as many in bare paragraphs),
alternately, best of many, by processor time; the ratio is what counts, for the machine's speed is in all.
"""

import sys
import timeit
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "sample_week")]

import build  # noqa: E402
from lxml.html import document_fromstring  # noqa: E402

from monitor.text.hygiene import fold  # noqa: E402
from monitor.topic.score import find_place, score  # noqa: E402
from monitor.topic.vocabulary import load_topics  # noqa: E402

LENGTH, RUNS, ROUNDS = 2700, 20, 40


def main() -> None:
    stories = [story for story in build.load() if len("".join(story.parts[0])) > 150]
    text = "\n".join(line for story in stories for part in story.parts for line in part)[:LENGTH]
    terms = {fold(term) for value in load_topics().values() if isinstance(value, list) for term in value}

    def ours() -> object:
        return score("全民健康信息平台上线", text)

    def naive() -> object:
        folded = fold(text)
        return [term for term in terms if term in folded]

    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"
    works: dict[str, Callable[[], object]] = {
        "score": ours,
        "place of what is scored": lambda: find_place(text),
        "naive search": naive,
        "bare parse (lxml)": lambda: document_fromstring(page),
    }
    ours()  # builds the automaton
    best = dict.fromkeys(works, 1e9)
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = min(best[name], timeit.timeit(work, number=RUNS, timer=process_time) / RUNS)
    print(f"{len(text)} characters, {len(terms)} terms: {score('', text).reasons[0]}")
    for name, seconds in best.items():
        print(f"{name:24}{seconds * 1000:8.3f} ms{seconds / best['bare parse (lxml)']:8.2f} × bare parse")


if __name__ == "__main__":
    main()
