"""How fast the desk is in a real Chromium, with 400 and with 2,000 candidates: python tests/bench/desk.py

Each is a home of its own with made articles of 900 characters, a story each, and behind them a year of 20,000 others; the
desk is a process of its own, as a person starts it. Needs chromium.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import insert

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from monitor.items import ArticleItem  # noqa: E402
from monitor.store.articles import save  # noqa: E402
from monitor.store.database import open_database, writing  # noqa: E402
from monitor.store.models import Article  # noqa: E402
from monitor.topic.score import rule_digest, score  # noqa: E402

WORDS = (
    "电子病历",
    "医保",
    "互联网医院",
    "健康码",
    "数据中台",
    "基层",
    "医院",
    "患者",
    "平台",
    "上线",
    "建设",
    "全省",
    "互认",
)
OUTLETS = ("cnr", "people", "xinhuanet", "chinanews", "hubeidaily", "bjnews")
KEYS = 40
HERE = "http://127.0.0.1:8659"
YEAR = 20_000


def fill(home: Path, count: int) -> None:
    chance, until = random.Random(653), date(2025, 12, 12)
    with writing(open_database(f"sqlite:///{home / 'monitor.db'}")) as session:
        for number in range(count):
            headline = f"{chance.choice(WORDS)}{chance.choice(WORDS)}{number}号：{chance.choice(WORDS)}惠及百姓"
            lines = ["".join(chance.choices(WORDS, k=60)) + f"{number}。" for _ in range(5)]
            judged = score(headline, "\n".join(lines))
            item = ArticleItem(f"https://x.cn/{number}", OUTLETS[number % 6], headline=headline, key=str(number),
                               date_published=until - timedelta(days=number % 7), article_body="\n\n".join(lines),
                               reader="own:x", score=judged.value, grade=judged.grade, reasons=list(judged.reasons),
                               scored_by=rule_digest())  # fmt: skip
            save(session, item, until)


def fill_year(home: Path) -> None:
    """What a year leaves in a store, before the week: only to be searched."""
    chance, until, now = random.Random(52), date(2025, 12, 1), datetime.now(UTC)
    row = dict.fromkeys(("kicker", "subtitle", "original_headline", "source", "author", "editor", "grade"), "")
    with writing(open_database(f"sqlite:///{home / 'monitor.db'}")) as session:
        for start in range(0, YEAR, 1_000):
            rows = []
            for number in range(start, start + 1_000):
                day = until - timedelta(days=number % 360)
                text = "".join(chance.choices(WORDS, k=300))
                rows.append({**row, "outlet": OUTLETS[number % 6], "key": f"y{number}", "url": f"https://x.cn/y{number}",
                             "headline": f"{chance.choice(WORDS)}{number}号", "published_on": day, "found_for": day,
                             "date_rule": "own:x", "article_body": text, "images": [], "reader": "own:x", "flags": [],
                             "text_digest": str(number), "score": 0.0, "reasons": [], "first_seen_at": now,
                             "updated_at": now})  # fmt: skip
            session.execute(insert(Article), rows)


def press(page: Page, key: str, shown: str) -> float:
    """Milliseconds from a key to the frame that shows what came of it."""
    return float(
        page.evaluate(
            """([key, shown]) => new Promise(done => {
            const start = performance.now(), before = document.activeElement, said = document.getElementById("said");
            said.textContent = "";
            const look = () => (shown ? said.textContent.startsWith(shown) : document.activeElement !== before)
                ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(look);
            (before || document.body).dispatchEvent(new KeyboardEvent("keydown", {key, code: "", bubbles: true}));
            look(); })""",
            [key, shown],
        )
    )


def worst(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def server_ms(page: Page, path: str) -> float:
    """Milliseconds that the server takes to answer."""
    page.goto(HERE + path)
    entry = "performance.getEntriesByType('navigation')[0]"
    return float(page.evaluate(f"(t => t.responseStart - t.requestStart)({entry})"))


def seconds(page: Page, path: str) -> float:
    """Seconds until the whole answer is there."""
    started = time.perf_counter()
    assert page.context.request.get(HERE + path).ok
    return time.perf_counter() - started


def resident(pid: int) -> int:
    """MiB of memory of one process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) // 1024


def measure(count: int, folder: Path) -> None:
    home = folder / str(count)
    home.mkdir()
    fill(home, count)
    fill_year(home)
    command = [sys.executable, "-m", "scrapy.cmdline", "desk", "653", "--no-browser", "--port", "8659"]
    started = time.perf_counter()
    environment = {**os.environ, "MONITOR_HOME": str(home)}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr
        address = re.search(r"http\S+", desk.stderr.readline())
        assert address
        began = time.perf_counter() - started
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            context = browser.new_context()
            page = context.new_page()
            page.goto(address[0])
            page.fill("[name=name]", "王某")
            page.click("text=进入编辑台")
            page.wait_for_selector("#places")
            paints, servers, whole = [], [], ""
            for _ in range(7):
                fresh = browser.new_context(storage_state=context.storage_state()).new_page()
                answer = fresh.goto(f"{HERE}/653")
                assert answer
                whole = answer.text()
                fresh.wait_for_timeout(200)
                paints.append(fresh.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                servers.append(
                    fresh.evaluate(
                        "(t => t.responseStart - t.requestStart)(performance.getEntriesByType('navigation')[0])"
                    )
                )
                fresh.context.close()
            steps = [press(page, "j", "") for _ in range(KEYS)]
            picks = [press(page, "x", "已选用") for _ in range(KEYS)]
            listed = resident(desk.pid)
            page.goto(f"{HERE}/653/preview?form=html")
            first = seconds(page, "/653/preview/pdf")
            page.goto(f"{HERE}/653")
            press(page, "u", "已撤销")
            again = seconds(page, "/653/preview/pdf")
            found, missed = (median(server_ms(page, f"/past?q={word}") for _ in range(5)) for word in ("医保", "量子"))
            browser.close()
        memory = resident(desk.pid)
        desk.terminate()
    print(
        f"| {count:,} | {began:.1f} | {median(paints):.0f} | {median(servers):.0f} "
        f"| {len(gzip.compress(whole.encode(), 4)) / 1024:.0f} | {worst(steps):.0f} | {worst(picks):.0f} "
        f"| {first:.1f} | {again:.1f} | {found:.0f} | {missed:.0f} | {listed} | {memory} |",
        flush=True,
    )


if __name__ == "__main__":
    print(
        "| candidates | s to start | ms first paint | ms server | KB sent | ms J, p95 | ms 选用, p95 | s first PDF "
        "| s PDF after a change | ms 医保 | ms not found | MiB, lists | MiB, PDF too |"
    )
    print("|" + " ---: |" * 13)
    print(f"Load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        for each in (400, 2_000):
            measure(each, Path(name))
