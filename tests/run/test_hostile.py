"""What strangers' servers may send, over real connections: one outlet whose articles are each a trap. The sound ones
among them are stored, the others told by their kinds, and the memory stays what it was."""

from __future__ import annotations

import gzip
import os
import re
import socketserver
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
from backports import zstd
from conftest import PROJECT
from tried import TRIED

from monitor.listing.ledger import FAILED, STORED

pytestmark = pytest.mark.hostile  # each counts its own
MEBIBYTE = 1 << 20
TEXT = "云州市人民医院的电子病历已经接入全民健康信息平台，居民在手机上就能查到检查结果。" * 4
ARTICLE = f'<h1>医院电子病历上线</h1><p class="time">2025-12-10 08:00</p><div class="text"><p>{TEXT}</p></div>'
WHOLE = f"<html><head><title>x</title></head><body>{ARTICLE}</body></html>"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"
BOMB = gzip.compress(bytes(300 * MEBIBYTE), 1)
PACKINGS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}
Send = Callable[[bytes], None]


def page(body: str | bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    content = body.encode() if isinstance(body, str) else body
    length = b"Content-Length: %d\r\n" % len(content)
    return b"HTTP/1.1 " + status + b"\r\n" + HTML + length + b"".join(headers) + b"Connection: close\r\n\r\n" + content


def bare(body: str | bytes, *headers: bytes) -> bytes:
    """A page without a length: its end is the connection's."""
    return re.sub(rb"Content-Length: \d+\r\n", b"", page(body, *headers))


def old(answer: bytes) -> bytes:
    return answer.replace(b"HTTP/1.1", b"HTTP/1.0").replace(b"Connection: close\r\n", b"")


def chunked(body: str | bytes, *headers: bytes) -> bytes:
    """A page in one chunk, the last one missing."""
    content = body.encode() if isinstance(body, str) else body
    return bare("", b"Transfer-Encoding: chunked\r\n", *headers) + b"%x\r\n%s\r\n" % (len(content), content)


def endless_headers(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    for number in range(4_000_000):
        send(b"X-%d: %s\r\n" % (number, b"y" * 1000))


def endless_interim(send: Send) -> None:
    for _ in range(1_000_000):
        send(b"HTTP/1.1 102 Processing\r\nX-A: " + b"y" * 1000 + b"\r\n\r\n")


def to(location: str) -> bytes:
    return page("", f"Location: {location}\r\n".encode(), status=b"302 Found")


def flood(send: Send, declared: bool) -> None:
    send(b"HTTP/1.1 200 OK\r\n" + HTML + (b"Content-Length: 104857600\r\n" if declared else b"") + b"\r\n")
    for _ in range(100):
        send(b"<p>" + b"x" * (MEBIBYTE - 3))


def drip(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n")
    while True:  # until the client hangs up
        send(b"<p>")
        time.sleep(0.5)


class Turns:
    """Answers differently each time, at last always the same."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)

    def __call__(self, send: Send) -> None:
        send(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])


# Article → what its server does, and what is to become of it.
TRAPS: dict[str, tuple[bytes | Callable[[Send], None], str]] = {
    "sound": (page(ARTICLE), STORED),
    "a body packed to a thousandth": (page(BOMB, b"Content-Encoding: gzip\r\n"), "too-large"),
    "packed twice": (page(gzip.compress(BOMB), b"Content-Encoding: gzip, gzip\r\n"), "too-large"),
    "100 MB, as announced": (lambda send: flood(send, True), "too-large"),
    "100 MB without a length": (lambda send: flood(send, False), "too-large"),
    "drop by drop": (drip, "timeout"),
    "not packed as it says": (page(ARTICLE, b"Content-Encoding: gzip\r\n"), "network"),
    "shorter than announced": (page(ARTICLE).replace(b"Content-Length: ", b"Content-Length: 1"), "cut"),
    "shorter than announced, HTTP/1.0": (old(page(ARTICLE)).replace(b"Content-Length: ", b"Content-Length: 1"), "cut"),
    "hangs up in the middle, without a length": (bare(WHOLE[:-40]), "cut"),
    "hangs up in the middle, HTTP/1.0": (old(bare(WHOLE[:-40])), "cut"),
    "hangs up in the head, HTTP/1.0": (old(bare("<html><head><title>")), "cut"),
    "hangs up before the first byte": (bare(""), "cut"),
    "hangs up at the end, HTTP/1.0": (old(bare(WHOLE)), STORED),
    "chunks without an end": (chunked(WHOLE[:-40]), "cut"),
    "chunks": (chunked(WHOLE) + b"0\r\n\r\n", STORED),
    "206, a part": (page(WHOLE[:-40], b"Content-Range: bytes 0-599/9000\r\n", status=b"206 Partial Content"), "cut"),
    **{
        f"{name}, cut": (page(pack(WHOLE.encode())[:-9], b"Content-Encoding: " + name.encode() + b"\r\n"), "cut")
        for name, pack in PACKINGS.items()
    },
    **{
        f"{name}, whole": (page(pack(WHOLE.encode()), b"Content-Encoding: " + name.encode() + b"\r\n"), STORED)
        for name, pack in PACKINGS.items()
    },
    "gzip, cut in chunks": (
        chunked(gzip.compress(WHOLE.encode())[:-9], b"Content-Encoding: gzip\r\n") + b"0\r\n\r\n", "cut",
    ),
    "gzip, cut without a length": (bare(gzip.compress(WHOLE.encode())[:-9], b"Content-Encoding: gzip\r\n"), "cut"),
    "gzip, whole without a length": (bare(gzip.compress(WHOLE.encode()), b"Content-Encoding: gzip\r\n"), STORED),
    "cut, then whole": (Turns(bare(WHOLE[:-40]), page(WHOLE)), STORED),
    "headers without an end": (endless_headers, "too-large"),
    "interim answers without an end": (endless_interim, "too-large"),
    "chunks of nonsense": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>\r\n", "cut"),
    "no status": (b"HTTP/1.1 abc def\r\n\r\n", "network"),
    "no HTTP": (b"\x00\x01\x02 SSH-2.0\r\n", "network"),
    "nothing": (b"", "network"),
    "headers without a colon": (page(ARTICLE, b"junk\r\n", b": nameless\r\n", b"\xff\xfe: \x01\x02\r\n"), "network"),
    "a header of 100 KB": (page(ARTICLE, b"X-Long: " + b"a" * 100_000 + b"\r\n"), "network"),
    "a thousand headers": (page(ARTICLE, *(b"X-%d: y\r\n" % n for n in range(1000))), STORED),
    "a header that injects": (page(ARTICLE, b"X-A: b\r\nX-C: d\r\n", b"Set-Cookie: a=\xff\r\n"), STORED),
    "an encoding that is none": (
        page(ARTICLE).replace(b"charset=utf-8", b"charset=\x00../../etc/passwd"),
        STORED,
    ),
    "nested a hundred thousand times": (page("<div>" * 100_000 + ARTICLE), "empty"),
    "redirects to this machine": (to("http://127.0.0.1:9/secret"), "off-site"),
    "redirects to another port": (to("http://steady.example:22/20251210/9.html"), "port"),
    "refreshes to another port": (
        page('<meta http-equiv="refresh" content="0; url=http://steady.example:6379/">'), "port",
    ),
    "redirects into the office": (to("http://nas.corp/"), "off-site"),
    "redirects into the office by other dots": (to("http://127。0。0。1/"), "off-site"),
    "redirects to a file": (to("file:///etc/passwd"), "http-302"),
    "redirects to a script": (to("javascript:alert(1)"), "network"),
    "refreshes to another site": (page('<meta http-equiv="refresh" content="0; url=http://other.example/">'), "off-site"),
    "fails, then leads to this machine": (Turns(page("", status=b"500 No"), to("http://127.0.0.1:9/secret")), "off-site"),
    "fails, then leads to another site": (Turns(page("", status=b"500 No"), to("http://other.example/")), "off-site"),
    "status of the future": (page(ARTICLE, status=b"799 No"), "http-799"),
}  # fmt: skip
NAMES = list(TRAPS)
ASKED: set[str] = set()  # hosts
ENDLESS = len(NAMES)  # an article that redirects for ever, each time elsewhere


class Site(socketserver.StreamRequestHandler):
    """Answers as a proxy for whatever host, with raw bytes, as no server library would."""

    def handle(self) -> None:
        target = self.rfile.readline().split()[1].decode()
        ASKED.add(target.split("/")[2])
        while self.rfile.readline().strip():
            pass
        with suppress(OSError):  # the client has had enough
            self.answer(target, self.wfile.write)

    def answer(self, target: str, send: Send) -> None:
        number = re.search(r"/20251210/(\d+)\.html", target)
        if target.endswith("/robots.txt"):
            send(page(""))
        elif not number:
            links = (f'<li><a href="/20251210/{n}.html">医院电子病历{n}</a></li>' for n in range(ENDLESS + 1))
            send(page(f'<ul class="list">{"".join(links)}</ul>'))
        elif int(number[1]) == ENDLESS:
            send(to(f"http://steady.example/20251210/{ENDLESS}.html?{time.monotonic_ns()}"))
        else:
            act = TRAPS[NAMES[int(number[1])]][0]
            send(act) if isinstance(act, bytes) else act(send)


class Week(NamedTuple):
    """A run of the outlet."""

    outcomes: dict[str, str]  # of each article
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


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    """Runs the outlet once."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc: run the tests on Linux")
    home = tmp_path_factory.mktemp("home")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        given = {"SPIDER_MODULES": "four_outlets", "DOWNLOAD_DELAY": "0", "RETRY_TIMES": "1", "DOWNLOAD_TIMEOUT": "8"}
        options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
        command = [sys.executable, "-m", "scrapy.cmdline", "weekly", "653", "--outlets", "steady", *options]
        env = {**os.environ, "http_proxy": f"http://127.0.0.1:{server.server_address[1]}", "no_proxy": "",
               "MONITOR_HOME": str(home), "PYTHONPATH": str(PROJECT / "tests")}  # fmt: skip
        with (home / "said").open("wb") as said:
            process = subprocess.Popen(command, cwd=PROJECT, env=env, stdout=said, stderr=said)
            memory, ports = watch(process)
        server.shutdown()
    with sqlite3.connect(home / "monitor.db") as connection:
        rows = connection.execute("SELECT key, outcome FROM listed_link").fetchall()
    connection.close()
    said_text = (home / "said").read_text("utf-8")
    yield Week(dict(rows), process.returncode, said_text, memory, ports)


@pytest.mark.parametrize("trap", [*NAMES, "endless redirects"])
def test_a_trap_is_told_by_its_kind(week: Week, trap: str) -> None:
    number = NAMES.index(trap) if trap in NAMES else ENDLESS
    expected = TRAPS[trap][1] if trap in NAMES else "redirects"
    assert week.outcomes[str(number)] == (expected if expected == STORED else f"{FAILED}{expected}")
    TRIED["servers"] += 1


def test_the_run_ends_well_and_small(week: Week) -> None:
    assert week.code == 3, week.said
    assert "Traceback" not in week.said
    assert 50 < week.memory < 400, "no body is held that is larger than DOWNLOAD_MAXSIZE"


def test_nobody_else_is_asked(week: Week) -> None:
    assert {"steady.example"} == ASKED, "whatever a page, a header or a second try says"


def test_nobody_can_reach_a_run_from_outside(week: Week) -> None:
    """Scrapy's consoles execute code for whoever reaches their ports; both are off."""
    assert week.ports == set()
