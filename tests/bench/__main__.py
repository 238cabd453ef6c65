"""The benchmarks, one after the other, about half an hour: python tests/bench [--python PATH …]

Each PATH is an interpreter with some of the tools that reading is compared with (see reading.py). Leave the machine
alone meanwhile: every figure is a ratio of things measured side by side, but noise costs accuracy.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHMARKS = (
    ("reading.py", []),
    ("topic.py", []),
    ("discovery.py", []),
    ("learned.py", []),
    ("throughput.py", []),
    ("throughput.py", ["--pages", "600", "--rounds", "1", "--delay", "1"]),
    ("throughput.py", ["--jobs", "1,2,3"]),
    ("growth.py", []),
    ("reprints.py", []),
    ("proof.py", []),
    ("desk.py", []),
)
PACKAGES = ("scrapy", "lxml", "parsel", "sqlalchemy", "warcio", "rapidfuzz")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[], help="an interpreter with peers, see reading.py")
    peers = [word for path in parser.parse_args().python for word in ("--python", path)]
    releases = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.platform()}, Python {platform.python_version()}, {releases}")
    failed = []
    for name, arguments in BENCHMARKS:
        print(f"\n=== {name} {' '.join(arguments)}", flush=True)
        if subprocess.run(
            [sys.executable, str(HERE / name), *arguments, *(peers if name == "reading.py" else [])], check=False
        ).returncode:
            failed.append(name)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
