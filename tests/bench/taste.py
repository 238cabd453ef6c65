"""What learning an office's taste costs and brings: `python tests/bench/taste.py [--issues 650] [--candidates 400]`.

First, made histories of 60 issues whose editor has a taste (tests/made_history.py, 40 candidates a week): in how many
of the last 40 weeks all three printed articles are among the first eight, by today's formula and by what 20 issues
taught, for several histories; and of editors who pick at random how many taught anything. Then a store of `--issues`
weeks of `--candidates` articles, all of them stories of their own and most of them on topic: seconds of processor time
and memory of reading the weeks and of learning.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import made_history  # noqa: E402
from sqlalchemy import insert  # noqa: E402

from monitor.bulletin import Entry  # noqa: E402
from monitor.issue_calendar import Issue, IssueCalendar, Window  # noqa: E402
from monitor.outlet.registry import OutletFacts  # noqa: E402
from monitor.store.database import open_database, reading, writing  # noqa: E402
from monitor.store.issues import Printed, save_issue  # noqa: E402
from monitor.store.models import Article  # noqa: E402
from monitor.taste.learning import PastWeek, learn  # noqa: E402
from monitor.taste.model import Taste  # noqa: E402
from monitor.topic.score import LINE, rule_digest, score  # noqa: E402
from monitor.week.past_choices import find_past_issues, past_weeks  # noqa: E402

OUTLETS = {name: OutletFacts(name, "全国") for name in made_history.OUTLETS}
DAY, TAUGHT, FIRST, SEEDS = date(2026, 1, 2), 20, 8, (1, 2, 3, 4, 5)
KINDS_OF_STORY = 3000  # different stories in the large store, which come again


def read(folder: Path, name: str) -> list[PastWeek]:
    with reading(open_database(f"sqlite:///{folder / name}")) as session:
        return list(past_weeks(session, find_past_issues(session), OUTLETS))


def among_the_first(weeks: list[PastWeek], taste: Taste) -> float:
    found = 0
    for week in weeks:
        order = sorted(week.options, key=lambda each: -(each.rank + taste.worth(each.marks)))
        found += sum(each.chosen for each in order[:FIRST]) == sum(each.chosen for each in week.options)
    return found / len(weeks)


def editors(folder: Path) -> None:
    calendar = IssueCalendar()
    issues = [calendar.by_number(number) for number in range(594, 654)]
    print("history, today's formula, after 20 issues; share of the week behind what was printed: rule, learnt")
    for kind, choose in (("taste", made_history.with_taste), ("random", made_history.at_random)):
        for seed in SEEDS:
            name = f"{kind}-{seed}.db"
            with writing(open_database(f"sqlite:///{folder / name}")) as session:
                made_history.fill(session, issues, seed, choose)
            weeks = read(folder, name)
            lesson = learn(weeks[:TAUGHT], None, DAY)
            before = among_the_first(weeks[TAUGHT:], Taste())
            after = f"{among_the_first(weeks[TAUGHT:], lesson.taste):.3f}" if lesson.taste else f"nothing: {lesson.why}"
            print(f"{kind} {seed}: {before:.3f}, {after}; {lesson.rule:.2f}, {lesson.learnt:.2f}", flush=True)


def fill(path: Path, issues: int, candidates: int) -> None:
    rng, now = random.Random(1), datetime.now(UTC)
    kinds = [made_history.story(rng) for _ in range(KINDS_OF_STORY)]
    made = [(each, score(each.headline, each.text), each.text.replace("\n", "\n\n")) for each in kinds]
    last, number = date(2025, 12, 12), 0
    for issue in range(issues):
        until = last - timedelta(weeks=issues - 1 - issue)
        rows = []
        for story, judged, body in rng.choices(made, k=candidates):
            number += 1
            rows.append({
                "id": number, "outlet": rng.choice(made_history.OUTLETS), "key": str(number), "url": f"http://x.cn/{number}",
                "headline": story.headline, "kicker": "", "subtitle": "", "original_headline": "", "published_time": None,
                "published_on": until - timedelta(rng.randrange(7)), "date_rule": "full", "found_for": until, "source": "",
                "author": "", "editor": "", "article_body": body, "images": [], "reader": "own:x", "flags": [],
                "text_digest": str(number), "score": judged.value, "grade": judged.grade, "reasons": list(judged.reasons),
                "scored_by": rule_digest(), "version": 1, "story": number, "first_seen_at": now, "updated_at": now,
                "kind": story.kind,
            })  # fmt: skip
        worth = {
            place: row["score"] + made_history.taste(row["kind"])
            for place, row in enumerate(rows)
            if row["score"] >= LINE
        }
        chosen = [rows[place] for place in sorted(worth, key=lambda place: -worth[place])[:3]]
        for row in rows:
            del row["kind"]
        with writing(open_database(f"sqlite:///{path}")) as session:
            session.execute(insert(Article), rows)
            entries = [Entry(row["headline"], "人民网", row["url"], until, row["article_body"]) for row in chosen]
            window = Window(until - timedelta(6), until)
            save_issue(session, Issue(issue + 1, until, window), entries, [Printed(row["id"], 1) for row in chosen])


def large(folder: Path, issues: int, candidates: int) -> None:
    fill(folder / "large.db", issues, candidates)
    started = time.process_time()
    weeks = read(folder, "large.db")
    taken = time.process_time()
    lesson = learn(weeks, None, DAY)
    ended = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    marks = len(lesson.taste.weights) if lesson.taste else 0
    print(
        f"{issues} issues × {candidates}: {lesson.options} articles looked at, read in {taken - started:.1f} s, learnt in"
        f" {ended - taken:.1f} s ({marks} marks), {memory:.0f} MiB at most (with filling the store)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=650)
    parser.add_argument("--candidates", type=int, default=400)
    parser.add_argument("--large-only", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if not given.large_only:
            editors(Path(name))
        large(Path(name), given.issues, given.candidates)
