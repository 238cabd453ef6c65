"""A whole weekly run over real connections beside a bare Scrapy spider that fetches the same pages and does nothing.

    python tests/bench/throughput.py [--pages 10000] [--rounds 2] [--delay 0] [--jobs 1,2,3]

Four made outlets behind a local proxy (made_site.py, a process of its own); both runs alternate, so that the machine is
the same. `--delay` is the wait between two requests to one host, in seconds, for both: 1 is what the project is set to,
0 what shows the work of the stages. Printed: pages a second, their ratio, our memory at each quarter of the run, sizes,
and how long a command takes that does nothing.

`--jobs`: instead `weekly --jobs` with so many processes, in turn, over six made outlets; printed for each: pages a second,
processor seconds of the run for a thousand pages, and what the made site took meanwhile: it needs a core too.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
_SIX = 6  # outlets of six_outlets.py
OUTLETS = ("steady", "quiet", "thinning", "breaking")
BARE = """
import sys
from scrapy import Spider, Request
from scrapy.crawler import AsyncCrawlerProcess
class Bare(Spider):
    name = "bare"
    async def start(self):
        for host in sys.argv[1].split(","):
            yield Request(f"http://{host}.example/list/")
    def parse(self, response):
        for href in response.css("ul.list a::attr(href)").getall():
            yield response.follow(href, self.done)
    def done(self, response):
        pass
process = AsyncCrawlerProcess({
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "CONCURRENT_REQUESTS": 32, "DOWNLOAD_DELAY": float(sys.argv[2]),
    "ROBOTSTXT_OBEY": True, "LOG_LEVEL": "ERROR", "REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Bare)
process.start()
"""


def run(command: list[str], env: dict[str, str]) -> tuple[float, list[float]]:
    """Seconds that a process took, and its resident memory (MiB) twice a second. Fails with what it said."""
    before = time.perf_counter()
    memory: list[float] = []
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=subprocess.DEVNULL, stderr=said)
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status")
            if resident := [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]:
                memory.append(int(resident[0].split()[1]) / 1024)
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
        took = time.perf_counter() - before
        if process.returncode not in (0, 1):
            said.seek(0)
            sys.exit(said.read().decode()[-2000:])
    return took, memory


def bare(env: dict[str, str], delay: float) -> float:
    return run([sys.executable, "-c", BARE, ",".join(OUTLETS), str(delay)], env)[0]


def ours(
    home: Path, env: dict[str, str], delay: float, jobs: int = 1, outlets: str = "four_outlets"
) -> tuple[float, list[float]]:
    shutil.rmtree(home, ignore_errors=True)
    given = {
        "SPIDER_MODULES": outlets,
        "DOWNLOAD_DELAY": delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "CONCURRENT_REQUESTS": 32,
    }
    options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy.cmdline", "weekly", "653", "--jobs", str(jobs), *options]
    path = f"{PROJECT / 'tests'}{os.pathsep}{HERE}"
    return run(command, {**env, "MONITOR_HOME": str(home), "PYTHONPATH": path})


@contextmanager
def made_site(port: int, each: int) -> Iterator[int]:
    """A made site with so many pages on each host; gives its process id."""
    server = subprocess.Popen([sys.executable, str(HERE / "made_site.py"), str(port), str(each)])
    time.sleep(2)
    try:
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def used(site: int) -> tuple[float, float]:
    """Processor seconds so far of all processes that have ended, and of the site."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    times = Path(f"/proc/{site}/stat").read_text().rpartition(")")[2].split()[11:13]
    return ended.ru_utime + ended.ru_stime, sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def in_processes(jobs: Sequence[int], given: argparse.Namespace, port: int, env: dict[str, str]) -> None:
    """The runs in several processes, one after the other, so that the machine is the same."""
    each = given.pages // _SIX
    best: dict[int, tuple[float, float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in [number for _ in range(given.rounds) for number in jobs]:
            with made_site(port, each) as site:
                before = used(site)
                took, _ = ours(Path(folder) / "home", env, given.delay, number, "six_outlets")
                after = used(site)
            best[number] = min(
                best.get(number, (took + 1, 0.0, 0.0)), (took, after[0] - before[0], after[1] - before[1])
            )
    print("processes   pages/s   processor s for 1000 pages   the made site's")
    for number, (took, own, site) in best.items():
        thousands = each * _SIX / 1000
        print(f"{number:>9}   {each * _SIX / took:>7.1f}   {own / thousands:>26.2f}   {site / thousands:>15.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--delay", type=float, default=0)
    parser.add_argument("--jobs", default="")
    given = parser.parse_args()
    port = random.randrange(20_000, 40_000)
    env = {**os.environ, "http_proxy": f"http://127.0.0.1:{port}", "no_proxy": ""}
    if given.jobs:
        in_processes([int(each) for each in given.jobs.split(",")], given, port, env)
        return
    each = given.pages // len(OUTLETS)
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with made_site(port, each):
            for _ in range(given.rounds):
                times["bare"].append(bare(env, given.delay))
                took, memory = ours(home, env, given.delay)
                times["ours"].append(took)
        size = (home / "monitor.db").stat().st_size
        archive = sum(path.stat().st_size for path in home.rglob("*.warc.gz"))
    plain, own = min(times["bare"]), min(times["ours"])
    print(
        f"{each * len(OUTLETS)} pages, {given.delay:g} s between two requests to a host: bare {given.pages / plain:.1f}/s,"
        f" ours {given.pages / own:.1f}/s, ratio {plain / own:.2f}"
    )
    quarters = [memory[len(memory) * quarter // 4 - 1] for quarter in (1, 2, 3, 4)]
    print(f"our memory at each quarter of the time: {', '.join(f'{each:.0f}' for each in quarters)} MiB")
    print(f"store {size / 2**20:.1f} MiB, archive {archive / 2**20:.1f} MiB")
    idle = min(run([sys.executable, "-m", "scrapy.cmdline", "outlets", "-h"], dict(os.environ))[0] for _ in range(3))
    print(f"a command that does nothing: {idle:.1f} s")


if __name__ == "__main__":
    main()
