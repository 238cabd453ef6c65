"""One weekly run over real connections with an outlet for every fault: each ends in its verdict, none stops another."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import PROJECT, Scrapy

TEXT = "全民健康信息平台上线，电子病历互联互通，智慧医院建设提速，医疗数据安全有保障，远程医疗到村。"
IDLE = "医院门前雪景宜人，市民纷纷拍照留念，医生也来凑热闹，院子里满是笑声和掌声。"
ARTICLE = '<h1>{title}</h1><p class="time">2025-12-10 08:00</p><div class="text"><p>{text}</p></div>'
WALL = b"<html><script>var _0x='__jsl_clearance'</script><body>...</body></html>"
GENERIC = "<html><head><title>{title}</title></head><body><article><h2>{title}</h2><p>2025-12-10 08:00</p><p>{text}</p><p>{text}</p></article></body></html>"
# Host without .example → what is expected: verdict, a word of its note.
EXPECTED = {
    "sound": ("ok", ""),
    "off_topic": ("silent", ""),
    "outside": ("broken", "停在 2025-11-01，41 天没有新文章"),
    "crashes_at_start": ("broken", "启动失败"),
    "crashes_in_read": ("broken", "程序异常"),
    "old_habit": ("broken", "没有读出任何列表"),
    "refused": ("broken", "连接被拒"),
    "no_dns": ("broken", "域名解析失败"),
    "forbidden": ("blocked", "HTTP 403"),
    "unavailable": ("broken", "HTTP 503"),
    "slow": ("broken", "超时"),
    "empty": ("broken", "空页面"),
    "reset": ("broken", "网络错误"),
    "away": ("broken", "跳转到别的页面"),
    "wall": ("blocked", "防爬验证"),
    "redesign": ("broken", "版式变了"),
    "robots": ("blocked", "robots.txt 不允许"),
    "no_landmark": ("broken", "版式变了"),
    "no_links": ("broken", "列表里一条文章链接也没有"),
    "mute_search": ("broken", "列表 mute-search.example（检索）（一条文章链接也没有）"),
    "mute_channels": ("broken", "问了 5 处，4 处一条文章链接也没有"),
    "loading": ("broken", "3 条链接的标题都是“加载中"),
    "last_rung": ("broken", "半数以上的文章只有通用提取器读得出"),
    "endless": ("partial", "列表 endless.example/list（翻到第 3 页还没有翻完，只到 2025-12-10"),
    "lossy": ("partial", "约 28% 的文章没有读到；文章 7 篇（HTTP 503）"),
    "look_alike": ("partial", "网址不在本媒体的域名下"),
    "strange_list": ("broken", "（网址不在本媒体的域名下）"),
}


def listed(name: str, path: str) -> bytes:
    """A list of so many articles; the endless one has as many on each of its pages, all of one day."""
    page = int(path[4:5]) if path.startswith("page") else 0
    number = {"lossy": 25, "last_rung": 5}.get(name, 3)
    title = "加载中…" if name == "loading" else "全民健康信息平台上线{n}"
    host = "http://evillook-alike.example" if name == "look_alike" else ""
    rows = "".join(
        f'<li><a href="{host if n == 1 else ""}/20251210/{page * number + n}.html">{title.format(n=n)}</a></li>'
        for n in range(number)
    )
    return f'<ul class="list">{rows}</ul>'.encode()


class Web(BaseHTTPRequestHandler):
    """All the sites, behind one proxy."""

    def do_GET(self) -> None:
        _, _, host, path = self.path.split("/", 3)
        name = host.removesuffix(".example").replace("-", "_")
        if path == "robots.txt":
            return self.send(200, b"User-agent: *\nDisallow: /\n" if name == "robots" else b"")
        if name == "slow":
            self.rfile.read(1)  # nothing, until the client hangs up
        match name, path.split("?")[0].split("/")[0]:
            case ("forbidden", _):
                return self.send(403)
            case ("unavailable", _):
                return self.send(503)
            case ("empty", _):
                return self.send(200)
            case ("reset", _):
                return self.connection.close()
            case ("away", page) if page != "list":
                return self.send(302, location="http://away.example/list/")
            case ("wall", _):
                return self.send(200, WALL)
            case ("no_landmark", _):
                return self.send(200, b"<html><body><a href='/about'>about</a></body></html>")
            case ("no_links", _):
                return self.send(200, b'{"data": []}')
            case ("mute_search" | "mute_channels", "s"):
                rows = (
                    [{"url": "http://mute-channels.example/20251210/1.html", "title": "医院"}] if "q=1&" in path else []
                )
                return self.send(200, json.dumps({"data": rows}).encode())
            case ("endless" | "lossy" | "last_rung" | "loading" | "look_alike", "list" | "page1" | "page2" | "page3"):
                return self.send(200, listed(name, path))
            case ("lossy", _) if int(path.split("/")[-1].split(".")[0]) < 7:
                return self.send(503)
            case ("last_rung", _) if "/0.html" not in path:
                return self.send(200, GENERIC.format(title=f"全民健康信息平台上线 {path[-6]}", text=TEXT * 9).encode())
            case ("redesign", "list") | (_, "list"):
                day = "20251101" if name == "outside" else "20251210"
                title = "冬日医院雪景" if name == "off_topic" else "全民健康信息平台上线"
                rows = "".join(f'<li><a href="/{day}/{n}.html">{title}{n}</a></li>' for n in range(3))
                return self.send(200, f'<ul class="list">{rows}</ul>'.encode())
            case ("redesign", _):
                return self.send(200, f"<html><body><div>{TEXT}</div></body></html>".encode())
            case (_, _) if name not in ("sound", "crashes_in_read"):
                return self.send(200, ARTICLE.format(title=f"雪景 {path[-6]}", text=IDLE).encode())
        return self.send(200, ARTICLE.format(title=f"{name} 全民健康信息平台上线 {path[-6]}", text=TEXT).encode())

    def send(self, status: int, body: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[dict[str, str]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        server.daemon_threads = True
        server.handle_error = lambda request, address: None  # type: ignore[method-assign, assignment]  # they hang up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"http_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": "127.0.0.1,no-such-host.invalid",
               "PYTHONPATH": str(PROJECT / "tests")}  # fmt: skip
        server.shutdown()


def test_each_fault_has_its_verdict_and_none_stops_another(scrapy: Scrapy, tmp_path: Path, web: dict[str, str]) -> None:
    given = {"SPIDER_MODULES": "faulty_outlets", "DOWNLOAD_DELAY": "0", "RETRY_TIMES": "0"}
    given["LISTING_MAX_PAGES"] = "3"
    options = [word for name, value in given.items() for word in ("-s", f"{name}={value}")]
    process = scrapy("weekly", "653", *options, env=web)
    assert process.returncode == 3, process.stdout + process.stderr
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        found = {
            name: (verdict, detail)
            for name, verdict, detail in connection.execute("SELECT outlet, verdict, detail FROM run")
        }
        outcomes = dict(connection.execute("SELECT outcome, count(*) FROM listed_link GROUP BY outcome"))
    connection.close()
    assert {name: verdict for name, (verdict, _) in found.items()} == {
        name: verdict for name, (verdict, _) in EXPECTED.items()
    }
    assert {name: detail for name, (_, detail) in found.items() if EXPECTED[name][1] not in detail} == {}
    assert "asked" not in outcomes, "each link is settled"
    assert (outcomes["dropped/foreign"], outcomes["failed/exception"]) == (1, 3)
    folder = tmp_path / "home" / "bulletins" / "653"
    assert ". sound 全民" in (folder / "bulletin.md").read_text("utf-8"), "the sound outlet's week is printed"
    told = process.stderr
    assert "媒体 27 家：故障 19，被拦截 3，不全 3，无切题 1，正常 1" in told
    rows = [line for line in (folder / "coverage.md").read_text("utf-8").splitlines() if line.startswith("| ")][2:]
    assert [row.split(" | ")[1] for row in rows] == ["故障"] * 19 + ["被拦截"] * 3 + ["不全"] * 3 + ["无切题", "正常"]
    log = (tmp_path / "home" / "logs" / "weekly.log").read_text("utf-8").splitlines()
    assert len([line for line in log if "] INFO: " in line and "列表" in line]) == len(EXPECTED), "a line an outlet"
    # One alone, and its exit code.
    for name, code in (("off_topic", 0), ("robots", 3), ("old_habit", 3)):
        assert scrapy("crawl", name, "-a", "until=2025-12-12", *options, "--nolog", env=web).returncode == code, name
