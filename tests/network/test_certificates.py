"""Whose word is taken: outlets over https, each with another certificate, through a proxy that opens tunnels."""

from __future__ import annotations

import json
import sqlite3
import ssl
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from conftest import PROJECT, SAMPLE_WEEK, Scrapy
from office import Office
from scrapy.settings import Settings

from monitor.items import UNVERIFIED
from monitor.network.certificates import signing_proxy

TEXT = "云州市人民医院的电子病历已经接入全民健康信息平台，居民在手机上就能查到检查结果。" * 3


class Line(Office):
    """Answers for every host, with the certificate that `certificates` holds for it."""

    certificates: dict[str, ssl.SSLContext]

    def do_CONNECT(self) -> None:
        self.context = self.certificates[self.path.split(".")[0]]
        super().do_CONNECT()

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            body = ""
        elif self.path == "/list/":
            body = '<ul class="list"><li><a href="/20251210/1.html">电子病历接入平台</a></li></ul>'
        else:
            body = f'<h1>电子病历接入平台</h1><p class="time">2025-12-10 08:00</p><div class="text"><p>{self.tunnel}{TEXT}</p></div>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


def certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def line(tmp_path: Path) -> Iterator[dict[str, str]]:
    known, unknown = trustme.CA(), trustme.CA()
    known.cert_pem.write_to_path(str(tmp_path / "known.pem"))
    Line.certificates = {
        "known": certified(known, "known.example"),
        "misnamed": certified(known, "other.example"),
        "stranger": certified(unknown, "stranger.example"),
        "excused": certified(unknown, "other.example"),
    }
    with ThreadingHTTPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        server.handle_error = lambda request, address: None  # type: ignore[method-assign, assignment]  # they hang up
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"https_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": "",
               "PYTHONPATH": str(PROJECT / "tests"),
               "MONITOR_CERTIFICATE_AUTHORITIES": str(tmp_path / "known.pem")}  # fmt: skip
        server.shutdown()


def articles(home: Path) -> dict[str, list[str]]:
    with sqlite3.connect(home / "monitor.db") as connection:
        rows = connection.execute("SELECT outlet, flags FROM article").fetchall()
    connection.close()
    return {outlet: json.loads(flags) for outlet, flags in rows}


def test_a_certificate_is_believed_if_it_is_right_or_excused(
    scrapy: Scrapy, tmp_path: Path, line: dict[str, str]
) -> None:
    given = ("weekly", "653", "-s", "SPIDER_MODULES=certified_outlets", "-s", "DOWNLOAD_DELAY=0")
    process = scrapy(*given, env=line)
    assert process.returncode == 3, process.stderr
    assert articles(tmp_path / "home") == {"known": [], "excused": [UNVERIFIED]}
    for name in ("misnamed", "stranger"):
        (told,) = [row for row in process.stderr.splitlines() if row.startswith(f"{name}：故障")]
        assert "证书不符" in told
    believing = scrapy(*given, "-s", "DOWNLOAD_VERIFY_CERTIFICATES=False", env=line, home=tmp_path / "other")
    assert believing.returncode == 0, believing.stderr
    assert set(articles(tmp_path / "other")) == {"known", "misnamed", "stranger", "excused"}


def test_a_proxy_on_this_machine_is_believed_and_told_unless_authorities_are_named(
    scrapy: Scrapy, tmp_path: Path, line: dict[str, str]
) -> None:
    here = {**line, "MONITOR_CERTIFICATE_AUTHORITIES": ""}
    process = scrapy("weekly", "653", "-s", "SPIDER_MODULES=certified_outlets", "-s", "DOWNLOAD_DELAY=0", env=here)
    assert process.returncode == 0, process.stderr
    assert f"注意：https 经本机代理 {line['https_proxy'].removeprefix('http://')}，" in process.stderr
    assert set(articles(tmp_path / "home")) == {"known", "misnamed", "stranger", "excused"}


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
