"""Which index finds what the office printed before: `python tests/bench/precedents.py [--issues N]`.

A made past (tests/made_history.py) of 650 issues of three stories. Asked are stories of it that are told anew, in other
words and under another headline, and new stories. Of each way: seconds of processor time to build, milliseconds a
question, and of the answers how often the story told anew is the first, and how often the first is of the same subject.
Ours besides: how many of the former it flags as printed before, and how many new ones it flags wrongly. bm25s is asked
where it is installed (pip install bm25s); the project does not use it.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import made_history  # noqa: E402
from rapidfuzz import fuzz, process  # noqa: E402

from monitor.taste.precedents import PastEntry, Precedents  # noqa: E402
from monitor.text.hygiene import fold  # noqa: E402

ASKED = 100  # of each kind
Told = list[tuple[int, made_history.Story]]
Ask = Callable[[made_history.Story], int]  # the number of the first answer, -1 for none


def grams(text: str, length: int) -> list[str]:
    plain = re.sub(r"[^\w]", "", fold(text))
    return [plain[start : start + length] for start in range(len(plain) - length + 1)]


def ours(past: Told) -> tuple[Ask, Precedents]:
    index = Precedents(PastEntry(number, story.headline, story.text) for number, story in past)
    places = {(number, story.headline): place for place, (number, story) in enumerate(past)}

    def ask(story: made_history.Story) -> int:
        found = index.nearest(story.headline, story.text)
        return places[found.issue, found.headline] if found else -1

    return ask, index


def all_trigrams(past: Told) -> Ask:
    """SQLite FTS5, every trigram of headline and lead."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE printed USING fts5(text, tokenize='trigram', content='')")
    rows = [(place, fold(story.headline + story.text)) for place, (_, story) in enumerate(past)]
    index.executemany("INSERT INTO printed (rowid, text) VALUES (?, ?)", rows)

    def ask(story: made_history.Story) -> int:
        words = " OR ".join(f'"{term}"' for term in dict.fromkeys(grams(story.headline + story.text[:120], 3)))
        query = "SELECT rowid FROM printed WHERE printed MATCH ? ORDER BY bm25(printed) LIMIT 1"
        return next((place for (place,) in index.execute(query, (words,))), -1)

    return ask


def headlines(past: Told) -> Ask:
    """rapidfuzz, pairs of characters of the headlines as a set."""
    known = [" ".join(sorted(set(grams(story.headline, 2)))) for _, story in past]

    def ask(story: made_history.Story) -> int:
        wanted = " ".join(sorted(set(grams(story.headline, 2))))
        found = process.extractOne(wanted, known, scorer=fuzz.token_set_ratio)
        return found[2] if found else -1

    return ask


def ranked(past: Told) -> Ask:
    """bm25s, pairs of characters of headline and text."""
    import bm25s

    index = bm25s.BM25()
    index.index([grams(story.headline + story.text, 2) for _, story in past], show_progress=False)

    def ask(story: made_history.Story) -> int:
        found, _ = index.retrieve([grams(story.headline + story.text, 2)], k=1, show_progress=False)
        return int(found[0][0])

    return ask


def main(issues: int) -> None:
    past = [(number, story) for number, stories in made_history.past(issues, seed=1) for story in stories]
    rng = random.Random(7)
    again = [(place, past[place][1].told_anew(rng)) for place in rng.sample(range(len(past)), ASKED)]
    fresh = [made_history.story(rng) for _ in range(ASKED)]
    index: Precedents | None = None

    def our(past: Told) -> Ask:
        nonlocal index
        ask, index = ours(past)
        return ask

    ways: dict[str, Callable[[Told], Ask]] = {
        "FTS5, rare trigrams (ours)": our, "FTS5, all trigrams": all_trigrams, "rapidfuzz, headlines": headlines,
    }  # fmt: skip
    if find_spec("bm25s"):
        ways["bm25s, pairs"] = ranked
    print(f"{len(past)} entries; way: s to build, ms a question, told anew found first, subject right")
    for name, build in ways.items():
        started = time.process_time()
        ask = build(past)
        built = time.process_time() - started
        started = time.process_time()
        found = [ask(story) == place for place, story in again]
        right = [past[ask(story)][1].subject == story.subject for story in fresh]
        took = (time.process_time() - started) / (2 * ASKED)
        print(f"{name}: {built:.2f}, {1000 * took:.2f}, {sum(found) / ASKED:.2f}, {sum(right) / ASKED:.2f}", flush=True)
    assert index
    flagged = [(place, found) for place, story in again if (found := index.nearest(story.headline, story.text))]
    right_ones = sum(found.same and found.issue == past[place][0] for place, found in flagged)
    wrong = sum(bool((found := index.nearest(story.headline, story.text)) and found.same) for story in fresh)
    print(f"flagged as printed before: {right_ones} of {ASKED} told anew, {wrong} of {ASKED} new ones")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=650)
    main(parser.parse_args().issues)
