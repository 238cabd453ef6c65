"""Instructions that a page costs to parse and to read: the figure that no other work on the machine changes.

    python tests/bench/instructions.py [--rounds 3]

Reads the pages of reading.py that are of our outlets under valgrind (callgrind), some rounds and no round, and divides
the difference: what Python and the imports cost is in neither. Beside it the bare parse (lxml, the text decoded).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from reading import PROJECT, _ours, bare, load

READERS = ("bare parse", "zhoubao")


def work(name: str, rounds: int) -> None:
    """Read all pages once, so that what is made at the first use is made, then `rounds` times."""
    read = _ours()
    pages = [(page["url"], Path(page["file"]).read_bytes()) for page in load() if page["own"]]
    for _ in range(1 + rounds):
        for url, body in pages:
            (bare if name == "bare parse" else read)(url, body)


def instructions(script: str, name: str, rounds: int) -> int:
    """Those of a worker of `script`, which takes `--worker NAME --rounds N`, the interpreter's start included."""
    command = [sys.executable, script, "--worker", name, "--rounds", str(rounds)]
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    told = subprocess.run(valgrind, cwd=PROJECT, capture_output=True, text=True, check=True, timeout=1800).stderr
    found = re.search(r"Collected : (\d+)", told)
    if found is None:
        sys.exit(told)
    return int(found[1])


def per_round(script: str, name: str, rounds: int) -> float:
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    return (instructions(script, name, rounds) - instructions(script, name, 0)) / rounds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(given.worker, given.rounds)
        return
    count = sum(page["own"] for page in load())
    cost = {name: per_round(__file__, name, given.rounds) / count for name in READERS}
    print(f"{count} pages of our outlets, {given.rounds} rounds")
    for name, each in cost.items():
        print(f"{name:12}{each / 1e6:8.2f} million instructions a page{each / cost['bare parse']:8.2f} × bare parse")


if __name__ == "__main__":
    main()
