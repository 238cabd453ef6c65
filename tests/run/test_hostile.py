"""What strangers' servers may send, over real connections: a week with an outlet whose articles and lists are each a
trap, and others without an end. Each fault is told by its kind, the sound outlets' bulletin is what it is without them,
and memory and requests are bounded."""

from __future__ import annotations

import json
import os
import re
import socketserver
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme
from conftest import PROJECT, Forker
from hostile_site import ASKED, ENDLESS, INSATIABLE, LISTS, NAMES, PARTS, PICTURES, SOUND, TRAPS, Site
from tried import TRIED

from monitor.items import PARTIAL, PLAIN
from monitor.listing.ledger import FAILED, STORED
from monitor.network.failures import describe

pytestmark = pytest.mark.hostile  # each counts its own


class Week(NamedTuple):
    """A run of all outlets."""

    outcomes: dict[str, dict[str, str]]  # outlet → article → what became of it
    told: dict[str, tuple[str, str]]  # outlet → verdict, detail
    flags: dict[str, list[str]]  # article of the hostile outlet → its flags
    failed: dict[str, str]  # list of the hostile outlet → kind
    bulletin: dict[str, bytes]
    alone: dict[str, bytes]  # of the sound outlets
    code: int
    said: str
    memory: float  # the greatest, MiB
    ports: set[str]  # on which it listened


def listening(pid: int) -> set[str]:
    """The local addresses at which a running process accepts connections."""
    own = set()
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            own.add(str(each.readlink()))
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    return {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in own}


def watch(process: subprocess.Popen[bytes]) -> tuple[float, set[str]]:
    """Wait for a process; return the greatest memory that it took (MiB), and where it listened. What the system tells
    at its end would hold the memory of the process that started it too."""
    greatest, ports = 0.0, set()
    with suppress(OSError):  # it ends between two looks
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status").read_text()
            if peak := re.search(r"VmHWM:\s+(\d+) kB", status):
                greatest = max(greatest, int(peak[1]) / 1024)
            ports |= listening(process.pid)
            time.sleep(0.1)
    process.wait()
    return greatest, ports


def bulletin(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "bulletins" / "653").glob("bulletin.*")}


def look_at(
    home: Path,
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, str]], dict[str, list[str]], dict[str, str]]:
    with sqlite3.connect(home / "monitor.db") as connection:
        outcomes: dict[str, dict[str, str]] = {}
        for outlet, key, outcome in connection.execute("SELECT outlet, key, outcome FROM listed_link"):
            outcomes.setdefault(outlet, {})[key] = outcome
        runs = connection.execute("SELECT outlet, verdict, detail, counters FROM run").fetchall()
        flags = connection.execute("SELECT key, flags FROM article WHERE outlet = 'hostile'").fetchall()
    connection.close()
    counters = json.loads({outlet: rest for outlet, *_, rest in runs}["hostile"])
    lists = [name.rpartition("/")[2].split(":") for name in counters if name.startswith("monitor/listing/failed/")]
    return (
        outcomes,
        {outlet: (verdict, detail) for outlet, verdict, detail, _ in runs},
        {key: json.loads(each) for key, each in flags},
        dict(lists),
    )


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory, forker: Forker) -> Iterator[Week]:
    """Runs the sound outlets alone, then all: in a process of its own, whose memory is measured."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc: run the tests on Linux")
    folder = tmp_path_factory.mktemp("week")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    Site.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(Site.context)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        server.handle_error = lambda request, address: None  # type: ignore[method-assign, assignment]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        given = {
            "SPIDER_MODULES": "hostile_outlets",
            "DOWNLOAD_DELAY": "0",
            "RETRY_TIMES": "1",
        }
        options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
        command = [sys.executable, "-m", "scrapy.cmdline", "weekly", "653", *options]
        address = f"http://127.0.0.1:{server.server_address[1]}"
        env = {**os.environ, "http_proxy": address, "https_proxy": address, "no_proxy": "",
               "MONITOR_CERTIFICATE_AUTHORITIES": str(folder / "authority.pem"),
               "PYTHONPATH": str(PROJECT / "tests"), "TLDEXTRACT_CACHE": str(folder / "suffixes")}  # fmt: skip

        own = {**env, "MONITOR_HOME": str(folder / "alone")}
        forker.run(["weekly", "653", *options, "--outlets", ",".join(SOUND)], own, PROJECT)
        ASKED.clear()
        with (folder / "all.said").open("wb") as told:
            own = {**env, "MONITOR_HOME": str(folder / "all")}
            process = subprocess.Popen(command, cwd=PROJECT, env=own, stdout=told, stderr=told)
            memory, ports = watch(process)
        server.shutdown()
    alone, said = bulletin(folder / "alone"), (folder / "all.said").read_text("utf-8")
    yield Week(*look_at(folder / "all"), bulletin(folder / "all"), alone, process.returncode, said, memory, ports)


@pytest.mark.parametrize("trap", [*NAMES, "endless redirects"])
def test_a_trap_is_told_by_its_kind(week: Week, trap: str) -> None:
    number = NAMES.index(trap) if trap in NAMES else ENDLESS
    expected = TRAPS[trap][1] if trap in NAMES else "redirects"
    assert week.outcomes["hostile"][str(number)] == (expected if expected == STORED else f"{FAILED}{expected}")
    TRIED["servers"] += 1


@pytest.mark.parametrize("parts", PARTS)
def test_an_article_that_cannot_be_read_to_its_end_says_so(week: Week, parts: str) -> None:
    key = str(PARTS[parts])
    assert (week.outcomes["hostile"][key], week.flags[key]) == (STORED, [PLAIN, PARTIAL])
    TRIED["servers"] += 1


def test_an_outlet_whose_pages_only_the_generic_rung_reads_is_broken(week: Week) -> None:
    verdict, detail = week.told["unread"]
    assert (verdict, describe("last-rung") in detail) == ("broken", True), detail
    TRIED["servers"] += 1


def test_a_hostile_list_is_told_by_its_kind(week: Week) -> None:
    expected = {name.removesuffix("2"): kind for name, (_, kind) in LISTS.items() if kind}
    assert week.failed == expected
    verdict, detail = week.told["hostile"]
    assert verdict == "broken"
    assert [kind for kind in expected.values() if describe(kind) not in detail] == []
    for told in (
        "endless（翻到第 40 页还没有翻完", "mute（一条文章链接也没有）", "waiting（3 条链接的标题都是“加载中",
        "frozen（停在 2025-10-01",
    ):  # fmt: skip
        assert told.partition("（")[2] in detail
    assert week.outcomes["hostile"]["931"] == "dropped/foreign", "a host that only looks like the outlet's"
    TRIED["servers"] += len(LISTS)


@pytest.mark.parametrize("name", INSATIABLE)
def test_an_outlet_without_an_end_ends_at_its_budget_and_is_told(week: Week, name: str) -> None:
    many, most = INSATIABLE[name]
    asked = [url for url in ASKED if name.replace("_", "-") in url]
    assert 3 < len(asked) < most, "the best are asked for, and no more than can be paid"
    verdict, detail = week.told[name]
    kind = name.replace("_", "-")
    lacking = [outcome for outcome in week.outcomes[name].values() if outcome == f"{FAILED}{kind}"]
    assert (verdict, len(lacking) > 0 or kind == "over-links") == ("partial", True), detail
    assert f"（{describe(kind)}）" in detail
    missing = many - sum(outcome == STORED for outcome in week.outcomes[name].values())
    assert f"约 {missing / many:.0%} 的文章没有读到" in detail
    TRIED["servers"] += 1


def test_a_budget_is_spent_on_the_titles_that_promise_most(week: Week) -> None:
    stored = [int(key) for key, outcome in week.outcomes["over_pages"].items() if outcome == STORED]
    assert min(stored) >= INSATIABLE["over_pages"][0] // 2


def test_the_sound_outlets_bulletin_is_the_same_without_the_others(week: Week) -> None:
    assert set(week.alone) == {"bulletin.md", "bulletin.html", "bulletin.docx", "bulletin.json"}
    assert all(name.encode() in week.alone["bulletin.md"] for name in SOUND)
    assert week.bulletin == week.alone
    assert {week.told[name] for name in SOUND} == {("ok", "")}


def test_of_hostile_pictures_the_whole_one_alone_is_printed(week: Week) -> None:
    """It has 49 megapixels; one ends after a hundredth, one is no picture, one a script, one on this machine."""
    assert {name for name in PICTURES if any(url.endswith(name) for url in ASKED)} == set(PICTURES)
    printed = re.findall(r"!\[\]\((.*?)\)", week.bulletin["bulletin.md"].decode())
    assert (len(printed), len(set(printed))) == (
        3,
        len(SOUND),
    )  # in each of the three articles, a file for each address
    TRIED["servers"] += len(PICTURES)


def test_the_run_ends_well_and_small(week: Week) -> None:
    assert week.code == 3, week.said
    assert "Traceback" not in week.said
    # 322 on a quiet machine; on a busy one more bodies wait at once, each within its bound.
    assert 50 < week.memory < 500, "no body is held that is larger than DOWNLOAD_MAXSIZE"
    assert len(ASKED) < 600


def test_nobody_else_is_asked(week: Week) -> None:
    """Whatever a page, a header or a second try says."""
    hosts = {url.split("/")[2] if "//" in url else url.removesuffix(":443") for url in ASKED}
    names = [*SOUND, "hostile", "unread", *INSATIABLE, "refuses.hostile", "wrong.hostile"]
    assert hosts == {f"{name.replace('_', '-')}.example" for name in names}


def test_nobody_can_reach_a_run_from_outside(week: Week) -> None:
    """Scrapy's consoles execute code for whoever reaches their ports; both are off."""
    assert week.ports == set()
