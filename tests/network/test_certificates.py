"""Whose word is taken: outlets over https, each with another certificate, through a proxy that opens tunnels."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from conftest import PROJECT, SAMPLE_WEEK, Scrapy
from office import Office
from scrapy.settings import Settings

from monitor.items import PLAIN, UNVERIFIED
from monitor.network.certificates import signing_proxy

FINGERPRINTS: dict[str, str] = {}  # SHA-256 of the servers' certificates
PLAINLY = ("back", "missing", "foreign", "absent")
EVERY = {"known", "misnamed", "stranger", "excused", "turned", "excepted", *PLAINLY}
TEXT = "云州市人民医院的电子病历已经接入全民健康信息平台，居民在手机上就能查到检查结果。" * 3


class Line(Office):
    """Answers for every host, with the certificate that `certificates` holds for it."""

    certificates: dict[str, ssl.SSLContext]

    def do_CONNECT(self) -> None:
        name = self.path.split(".")[0]
        if name not in self.certificates:
            self.asked.append(f"https://{name}.example refused")
            return self.send_error(502)
        self.context = self.certificates[name]
        return super().do_CONNECT()

    def do_GET(self) -> None:
        url, status, location = self.tunnel + self.path, 200, ""
        self.asked.append(url)
        if url.startswith("https://missing.example"):
            status = 404
        elif url.startswith("https://back.example"):
            status, location = 301, f"http:{url.removeprefix('https:')}"
        elif url == "https://turned.example/list/":
            status, location = 302, "http://turned.example/list/?moved"
        if url.endswith("/robots.txt"):
            body = ""
        elif "/list/" in url:
            body = '<ul class="list"><li><a href="/20251210/10001.html">电子病历接入平台</a></li></ul>'
        else:
            body = f'<h1>电子病历接入平台</h1><p class="time">2025-12-10 08:00</p><div class="text"><p>{self.tunnel}{url[-9:]}{TEXT}</p></div>'
            if url == "https://turned.example/20251210/10001.html":
                body += '<a href="http://turned.example/20251210/10001_2.html">下一页</a>'
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


def certified(authority: trustme.CA, name: str, as_name: str = "") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own = authority.issue_cert(as_name or f"{name}.example")
    own.configure_cert(context)
    der = ssl.PEM_cert_to_DER_cert(own.cert_chain_pems[0].bytes().decode())
    FINGERPRINTS[name] = hashlib.sha256(der).hexdigest()
    return context


@pytest.fixture
def line(tmp_path: Path) -> Iterator[dict[str, str]]:
    known, unknown = trustme.CA(), trustme.CA()
    known.cert_pem.write_to_path(str(tmp_path / "known.pem"))
    Line.certificates = {
        **{name: certified(known, name) for name in ("known", "turned", "back", "missing")},
        **{name: certified(known, name, "other.example") for name in ("misnamed", "foreign")},
        "stranger": certified(unknown, "stranger"),
        **{name: certified(unknown, name, "other.example") for name in ("excused", "excepted")},
    }
    Line.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        server.handle_error = lambda request, address: None  # type: ignore[method-assign, assignment]  # they hang up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield {"http_proxy": address, "https_proxy": address, "no_proxy": "",
               "PYTHONPATH": str(PROJECT / "tests"),
               "MONITOR_CERTIFICATE_AUTHORITIES": str(tmp_path / "known.pem")}  # fmt: skip
        server.shutdown()


def articles(home: Path) -> dict[str, tuple[list[str], str, str]]:
    """Of each outlet that was read: the flags of its article, where its page came from, with whose certificate."""
    with sqlite3.connect(home / "monitor.db") as connection:
        query = "SELECT outlet, flags, e.url, certificate FROM article JOIN evidence e ON article_id = article.id AND page = 1"
        rows = connection.execute(query).fetchall()
    connection.close()
    return {outlet: (json.loads(flags), *rest) for outlet, flags, *rest in rows}


def test_a_certificate_is_believed_if_it_is_right_or_excused(
    scrapy: Scrapy, tmp_path: Path, line: dict[str, str]
) -> None:
    given = ("weekly", "653", "-s", "SPIDER_MODULES=certified_outlets", "-s", "DOWNLOAD_DELAY=0")
    process = scrapy(*given, env=line)
    assert process.returncode == 3, process.stderr
    excused = f"{UNVERIFIED}：别的名字的证书（2026-01-01）"
    secure = {"known": [], "excused": [excused], "turned": [], "excepted": [f"{UNVERIFIED}：自签的证书（2026-01-01）"]}
    page = "://{}.example/20251210/10001.html"
    assert articles(tmp_path / "home") == {
        **{name: (flags, f"https{page.format(name)}", FINGERPRINTS[name]) for name, flags in secure.items()},
        **{name: ([PLAIN], f"http{page.format(name)}", "") for name in PLAINLY},
    }
    for name in ("misnamed", "stranger"):
        (told,) = [row for row in process.stderr.splitlines() if row.startswith(f"{name}：故障")]
        assert "证书不符" in told
    asked = Counter(url.partition("://")[2].partition("/")[0] for url in Line.asked if url.startswith("https:"))
    # Each once, to hear that it is not there; the one that answers is asked for all five pages.
    assert [asked[f"{name}.example"] for name in ("turned", "back", "missing")] == [5, 1, 1]
    assert asked["absent.example refused"] == 1
    assert not [url for url in Line.asked if url.startswith("http://turned")], "nothing goes over the line in the clear"
    log = (tmp_path / "home" / "logs" / "weekly.log").read_text("utf-8")
    assert "foreign.example 不答 https（证书不符），本次运行改用明文 http。" in log
    folder = tmp_path / "home" / "bulletins" / "653"
    assert (folder / "candidates.csv").read_text("utf-8").count(PLAIN) == len(PLAINLY)
    (origin,) = scrapy("verify", "653", "-s", "SPIDER_MODULES=certified_outlets", env=line).stdout.splitlines()
    ways = {
        f"https，证书 SHA-256 {FINGERPRINTS[name]}{''.join(f'，{flag}' for flag in secure[name])}" for name in secure
    }
    assert origin.partition("：")[2] in ways | {PLAIN}
    reread = scrapy("reread", "653", "-s", "SPIDER_MODULES=certified_outlets", env=line)
    assert "8 篇，有变化 0 篇，没有存档 0 篇，读不出来 0 篇" in reread.stderr, "the second page by either scheme"
    files = sorted((tmp_path / "home" / "archive" / "2025-12-12").glob("*.warc.gz"))
    replayed = scrapy(*given, "--sweep", "--replay", *files, env=line, home=tmp_path / "replayed")
    assert replayed.returncode == 3, replayed.stderr
    assert articles(tmp_path / "replayed") == articles(tmp_path / "home")
    believing = scrapy(*given, "--sweep", "-s", "DOWNLOAD_VERIFY_CERTIFICATES=False", env=line, home=tmp_path / "other")
    assert believing.returncode == 0, believing.stderr
    assert set(articles(tmp_path / "other")) == EVERY


def test_a_proxy_on_this_machine_is_believed_and_told_unless_authorities_are_named(
    scrapy: Scrapy, tmp_path: Path, line: dict[str, str]
) -> None:
    here = {**line, "MONITOR_CERTIFICATE_AUTHORITIES": ""}
    given = ("--sweep", "-s", "SPIDER_MODULES=certified_outlets", "-s", "DOWNLOAD_DELAY=0")
    process = scrapy("weekly", "653", *given, env=here)
    assert process.returncode == 0, process.stderr
    assert f"注意：https 经本机代理 {line['https_proxy'].removeprefix('http://')}，" in process.stderr
    assert set(articles(tmp_path / "home")) == EVERY


@pytest.mark.parametrize(
    ("proxy", "authorities", "signs"),
    [
        ("http://127.0.0.1:3128", "", "127.0.0.1:3128"),
        ("http://user:secret@localhost:3128", "", "localhost:3128"),
        ("http://[::1]:3128", "", "[::1]:3128"),
        ("http://127.0.0.1:3128", "office.pem", ""),
        ("http://10.0.0.1:3128", "", ""),
        ("http://proxy.office:3128", "", ""),
        ("", "", ""),
    ],
)
def test_only_a_proxy_on_this_machine_signs_for_others(
    monkeypatch: pytest.MonkeyPatch, proxy: str, authorities: str, signs: str
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    assert (
        signing_proxy(Settings({"CERTIFICATE_AUTHORITIES": authorities, "DOWNLOAD_VERIFY_CERTIFICATES": True})) == signs
    )


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_a_file_without_authorities_is_named_before_an_outlet_is_asked(
    scrapy: Scrapy, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "authorities.pem"
    if content:
        file.write_bytes(content)
    process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, "-s", f"CERTIFICATE_AUTHORITIES={file}")
    assert process.returncode == 2
    assert "CERTIFICATE_AUTHORITIES" in process.stderr.splitlines()[-1]
    assert "Traceback" not in process.stderr
