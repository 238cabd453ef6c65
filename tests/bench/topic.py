"""How long scoring takes, beside a naive search for every term: `python tests/bench/topic.py`.

Both run over the same 3,000 characters of the sample week's own articles, alternately, best of many; the ratio is
what counts, for the machine's speed is in both.
"""

import sys
import timeit
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1] / "sample_week")]

import build  # noqa: E402

from monitor.text.hygiene import fold  # noqa: E402
from monitor.topic.score import score  # noqa: E402
from monitor.topic.vocabulary import load_topics  # noqa: E402

LENGTH, RUNS, ROUNDS = 3000, 50, 15


def main() -> None:
    stories = [story for story in build.load() if len("".join(story.parts[0])) > 150]
    text = "\n".join(line for story in stories for part in story.parts for line in part)[:LENGTH]
    terms = {fold(term) for value in load_topics().values() if isinstance(value, list) for term in value}

    def ours() -> object:
        return score("全民健康信息平台上线", text)

    def naive() -> object:
        folded = fold(text)
        return [term for term in terms if term in folded]

    ours()  # builds the automaton
    best = {ours: 1e9, naive: 1e9}
    for _ in range(ROUNDS):
        for work in best:
            best[work] = min(best[work], timeit.timeit(work, number=RUNS) / RUNS)
    print(f"{len(text)} characters, {len(terms)} terms: {score('', text).reasons[0]}")
    print(
        f"score {best[ours] * 1000:.3f} ms, naive search {best[naive] * 1000:.3f} ms, ratio {best[ours] / best[naive]:.2f}"
    )


if __name__ == "__main__":
    main()
