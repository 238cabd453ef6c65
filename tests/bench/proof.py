"""What proving an entry costs beside reading its page again: python tests/bench/proof.py [--rounds N]

The sample week is written once; then the page is read alone, and the entry proven whole, side by side. Prints milliseconds
of the processor an entry and the ratio.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.utils.project import get_project_settings

from monitor.issue.verification import IssueProver
from monitor.store.database import database_url, open_to_read, reading
from monitor.store.issues import find_issues
from monitor.witness.shown import ShownPages

WEEK = Path(__file__).resolve().parent.parent / "sample_week" / "week-653.warc.gz"
MOST = 50.0  # ms beside the reading


def measure(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as home:
        command = [sys.executable, "-m", "scrapy.cmdline", "weekly", "653", "--replay", str(WEEK)]
        subprocess.run(command, env={**os.environ, "MONITOR_HOME": home}, check=True, capture_output=True)
        settings = get_project_settings()
        settings.set("MONITOR_HOME", home)
        with reading(open_to_read(database_url(settings))) as session:
            prover = IssueProver(settings, session)
            (issue,) = find_issues(session, 653)
            worst = 0.0
            for entry in issue.entries:
                spider, pages = prover.outlet_of(entry), prover.pages_of(entry)
                assert spider
                again, _ = prover.rereader.read(pages, spider.name, False)
                assert again
                figures = [
                    [
                        measure(lambda: prover.rereader.read(pages, spider.name, False)),  # noqa: B023
                        measure(lambda: prover.prove_entry(issue, entry)),  # noqa: B023
                        measure(lambda: ShownPages(again.bodies)),  # noqa: B023
                    ]
                    for _ in range(rounds)
                ]
                read, whole, shown = (statistics.median(column) for column in zip(*figures, strict=True))
                worst = max(worst, whole - read)
                print(
                    f"{entry.headline[:16]:　<16} pages {len(pages)}  read {read:6.1f} ms  proven {whole:6.1f} ms"
                    f"  second path {shown:5.1f} ms  ratio {whole / read:.2f}"
                )
    print(f"beside the reading at most {worst:.1f} ms an entry (goal {MOST:.0f})")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
