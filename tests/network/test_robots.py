"""robots.txt by RFC 9309: what a run does where it cannot be had, and what one without an end costs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from answering import Answer, Handler, wait_for_ever
from conftest import PROJECT, Scrapy
from protego import Protego

from monitor.network.robots import _concerning

AGENT = "Mozilla/5.0 (compatible; zhoubao/0.1; health policy bulletin)"
LIST = '<ul class="list"><li><a href="/20251210/1.html">电子病历接入平台</a></li></ul>'
ARTICLE = f'<h1>电子病历接入平台</h1><p class="time">2025-12-10 08:00</p><div class="text"><p>{"电子病历已经接入全民健康信息平台。" * 9}</p></div>'


def hang_up(handler: Handler) -> None:
    handler.connection.close()


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler: handler.send(code, body, kind="text/plain", **headers)


def half(handler: Handler) -> None:
    handler.send(200, b"User-agent: *\nAllow: /\n", **{"Content-Length": "999"})


def long(handler: Handler) -> None:
    groups = b"".join(b"User-agent: a%d\n" % n for n in range(400_000))
    handler.send(200, b"User-agent: *\nDisallow: /no/\n" + groups + b"Disallow: /\n", kind="text/plain")


# Outlet → what its site answers for robots.txt, and what is told then.
SITES: dict[str, tuple[Answer, str]] = {
    "r200": (status(200, b"User-agent: *\nAllow: /\n"), ""),
    "r404": (status(404), ""),
    "r403": (status(403, b"User-agent: *\nDisallow: /\n"), ""),
    "elsewhere": (status(302, Location="http://elsewhere.example/robots.txt"), ""),
    "long": (long, ""),
    "forbidden": (status(200, b"User-agent: *\nDisallow: /list\n"), "列表 forbidden.example/list（robots.txt 不允许）"),
    "r500": (status(500), "robots.txt 取不到，按规矩不抓（HTTP 500）"),
    "r503": (status(503), "robots.txt 取不到，按规矩不抓（HTTP 503）"),
    "hangs_up": (hang_up, "robots.txt 取不到，按规矩不抓（网络错误）"),
    "half": (half, "robots.txt 取不到，按规矩不抓（没有收全，或已损坏）"),
    "slow": (wait_for_ever, "robots.txt 取不到，按规矩不抓（超时）"),
}


def test_a_site_whose_robots_txt_cannot_be_had_is_not_asked(
    scrapy: Scrapy, tmp_path: Path, serve: Callable[[Answer], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: dict[str, list[str]] = {name: [] for name in SITES}

    def answer(handler: Handler) -> None:
        _, _, host, path = handler.path.split("/", 3)
        name = host.removesuffix(".example").replace("-", "_")
        paths[name].append(path)
        if path == "robots.txt":
            SITES[name][0](handler)
        else:
            handler.send(200, (LIST if path == "list/" else ARTICLE).encode())

    monkeypatch.setattr(Handler, "do_GET", lambda handler: type(handler).answer(handler))
    env = {**serve(answer), "PYTHONPATH": str(PROJECT / "tests")}
    given = ("weekly", "653", "--sweep", "-s", "SPIDER_MODULES=robots_outlets", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")  # fmt: skip
    process = scrapy(*given, env=env)
    assert process.returncode == 3, process.stderr
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        runs = {
            name: (verdict, detail)
            for name, verdict, detail in connection.execute("SELECT outlet, verdict, detail FROM run")
        }
    connection.close()
    sound = {name for name, (_, told) in SITES.items() if not told}
    assert {name for name, (verdict, _) in runs.items() if verdict == "ok"} == sound
    assert {name: detail for name, (_, detail) in runs.items() if SITES[name][1] not in detail} == {}
    assert runs["forbidden"][0] == "blocked"
    assert {name for name, asked in paths.items() if "list/" in asked} == sound
    unreachable = SITES.keys() - sound - {"forbidden", "slow"}
    process = scrapy(*given, "--outlets", ",".join(unreachable), "-s", "ROBOTS_UNREACHABLE_ALLOWED=True", env=env)
    assert process.returncode == 0, process.stderr


GROUPS = b"".join(b"User-agent: a%d\n" % n for n in range(10_000))
RULES = b"".join(b"Disallow: /%d\n" % n for n in range(10_000))


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        (b"User-agent: *\nDisallow: /a\n", False),
        (b"\xef\xbb\xbfuser agent zhoubao # us\nDisallow: /a\n\nUser-agent: *\nAllow: /\n", False),
        (b"User-agent: Zhoubao\nAllow: /a\n\nUser-agent: *\nDisallow: /\n", True),
        (b"User-agent: Mozilla/4.0 (old)\nDisallow: /\n", True),
        (b"User-agent: other\nUser-agent: *\nDisallow: /a\n", False),
        (b"User-agent:\nDisallow: /a\n", True),
        (b"User-agent: *\nDisallow: /b\n" + b"#" * 600_000 + b"\nDisallow: /a\n", True),
        (GROUPS + RULES + b"User-agent: *\nDisallow: /a\n", False),
        (b"".join(b"User-agent: %s\n" % AGENT[:n].encode() for n in range(1, 60)) + RULES + b"Disallow: /a\n", False),
    ],
)  # fmt: skip
def test_of_a_long_robots_txt_the_rules_for_us_are_read(body: bytes, allowed: bool) -> None:
    lines = _concerning(body, AGENT.lower().encode())
    named = {line for line in lines.splitlines() if line.lower().startswith(b"user")}
    assert len(named) < 30, "names and rules multiply in the parser"
    assert Protego.parse(lines.decode("utf-8-sig")).can_fetch("http://x.cn/a", AGENT) == allowed
