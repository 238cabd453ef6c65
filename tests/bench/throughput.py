"""A whole weekly run over real connections against a bare Scrapy spider that fetches the same pages and does nothing.

    python tests/bench/throughput.py [--pages 10000] [--rounds 2]

Four made outlets behind a local proxy (twisted.web, in a process of its own); both runs alternate, so that the machine is
the same. Printed: pages a second, their ratio, the greatest memory of our process at a quarter of the pages and at all,
and how long a command takes that does nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
OUTLETS = ("steady", "quiet", "thinning", "breaking")
BARE = """
import sys
from scrapy import Spider, Request
from scrapy.crawler import AsyncCrawlerProcess
class Bare(Spider):
    name = "bare"
    async def start(self):
        for host in sys.argv[2].split(","):
            yield Request(f"http://{host}.example/list/")
    def parse(self, response):
        for href in response.css("ul.list a::attr(href)").getall():
            yield response.follow(href, self.done)
    def done(self, response):
        pass
process = AsyncCrawlerProcess({"CONCURRENT_REQUESTS_PER_DOMAIN": 8, "CONCURRENT_REQUESTS": 32, "ROBOTSTXT_OBEY": True, "LOG_LEVEL": "ERROR", "REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False})
process.crawl(Bare)
process.start()
"""


def run(command: list[str], env: dict[str, str]) -> tuple[float, int]:
    """Seconds and greatest resident memory (KiB) of a process. Fails with what it said."""
    before = time.perf_counter()
    process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - before
    if os.waitstatus_to_exitcode(status) not in (0, 1, 3):
        sys.exit(process.stderr.read().decode()[-2000:] if process.stderr else "failed")
    return took, usage.ru_maxrss


def ours(home: Path, env: dict[str, str]) -> tuple[float, int]:
    shutil.rmtree(home, ignore_errors=True)
    given = {
        "SPIDER_MODULES": "four_outlets",
        "DOWNLOAD_DELAY": "0",
        "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
        "CONCURRENT_REQUESTS": "32",
    }
    options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy.cmdline", "weekly", "653", *options]
    return run(command, {**env, "MONITOR_HOME": str(home), "PYTHONPATH": str(PROJECT / "tests")})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    port = random.randrange(20_000, 40_000)
    env = {**os.environ, "http_proxy": f"http://127.0.0.1:{port}", "no_proxy": ""}
    with tempfile.TemporaryDirectory() as folder:
        for pages in (given.pages // 4, given.pages):
            each = pages // len(OUTLETS)
            server = subprocess.Popen([sys.executable, str(HERE / "made_site.py"), str(port), str(each)])
            time.sleep(2)
            try:
                times: dict[str, list[float]] = {"bare": [], "ours": []}
                memory = 0
                for _ in range(given.rounds if pages == given.pages else 1):
                    times["bare"].append(run([sys.executable, "-c", BARE, "", ",".join(OUTLETS)], env)[0])
                    took, memory = ours(Path(folder) / "home", env)
                    times["ours"].append(took)
            finally:
                server.terminate()
                server.wait()
            bare, own = min(times["bare"]), min(times["ours"])
            print(
                f"{each * len(OUTLETS)} pages: bare {pages / bare:.0f}/s, ours {pages / own:.0f}/s, ratio {bare / own:.2f}; our memory {memory / 1024:.0f} MiB"
            )
        home = Path(folder) / "home"
        size = {path.name: path.stat().st_size for path in home.glob("*.db")}
        print(f"store {json.dumps(size)}, archive {sum(f.stat().st_size for f in home.rglob('*.warc.gz'))} bytes")
    start, _ = run([sys.executable, "-m", "scrapy.cmdline", "outlets", "-h"], dict(os.environ))
    print(
        f"a command that does nothing: {start:.1f} s; benchmark's own peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
    )


if __name__ == "__main__":
    main()
