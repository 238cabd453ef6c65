"""What an operator's environment holds in secret is found nowhere afterwards: not in the home, the issue, what stood on
the screen, nor in what people were told. Of runs that went well and of runs that did not, with everything logged."""

from __future__ import annotations

import base64
import gzip
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from answering import Receiver
from conftest import SAMPLE_WEEK, Scrapy
from office import Office
from sharing import SECRET, Open, open_bucket
from sqlalchemy import NullPool, create_engine, text

from monitor.configuration import check_proxies, read_proxy
from monitor.exceptions import MonitorError

PROXY, DATABASE, NOTIFY, SCRAPYD = "pr0xy+word", "d4tabase-word", "n0tify-word", "scr4pyd-word"
_TOLD = "t0ken-of-the-office"  # the path of a notification's address: with many services the only secret
_USER = "agent-of-office"
_ENCODED = base64.b64encode(f"{_USER}:{PROXY}".encode()).decode()
SECRETS = (PROXY, quote(PROXY, ""), _ENCODED, DATABASE, NOTIFY, _TOLD, SCRAPYD, SECRET)
RUN = ("weekly", "653", "--outlets", "people,bjd", "-s", "DOWNLOAD_DELAY=0", "-s", "LOG_LEVEL=DEBUG",
       "-s", "RETRY_TIMES=0")  # fmt: skip
REPLAY = ("weekly", "653", "--outlets", "chinanews", "--replay", SAMPLE_WEEK, "-s", "LOG_LEVEL=DEBUG")


@pytest.fixture
def receiver(listening: str) -> str:
    return f"json://notifier:{NOTIFY}@{listening}/{_TOLD}"


@pytest.fixture
def guarded(office: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The office's proxy, which asks for an account."""
    for name in ("do_CONNECT", "do_GET"):
        own = getattr(Office, name)

        def asking(self: Office, own: object = own) -> None:
            if self.tunnel or self.headers.get("Proxy-Authorization") == f"Basic {_ENCODED}":
                own(self)  # type: ignore[operator]
            else:
                self.send_response(407)
                self.send_header("Proxy-Authenticate", "Basic")
                self.send_header("Content-Length", "0")
                self.end_headers()

        monkeypatch.setattr(Office, name, asking)
    place = office["http_proxy"].removeprefix("http://")
    return {**office, **through(place), "no_proxy": "127.0.0.1"}  # the receiver of notifications


@pytest.fixture
def database() -> Iterator[str]:
    """The address of a PostgreSQL database with a password of its own; empty where there is no server that lets us."""
    server = os.environ.get("MONITOR_TEST_POSTGRES", "")
    if not server:
        yield ""
        return
    name = f"zhoubao_secret_{os.getpid()}"
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD '{DATABASE}'"))
        connection.execute(text(f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0 ENCODING 'UTF8'"))
        yield f"postgresql+psycopg://{name}@{server.rpartition('@')[2]}/{name}?password={DATABASE}"
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        connection.execute(text(f"DROP ROLE {name}"))


def through(place: str, user: str = f"{_USER}:{quote(PROXY, '')}@") -> dict[str, str]:
    return {"http_proxy": f"http://{user}{place}", "https_proxy": f"http://{user}{place}", "no_proxy": ""}


def contents(path: Path) -> Iterator[bytes]:
    """A file's bytes, and what is packed in them."""
    body = path.read_bytes()
    yield body
    if body.startswith(b"\x1f\x8b"):
        try:
            yield gzip.decompress(body)
        except (EOFError, zlib.error):
            yield zlib.decompressobj(31).decompress(body)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def leaks(folder: Path, *said: str) -> list[str]:
    """Return where each secret was found, below `folder` and in what was said."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = [f"{word} in {path.relative_to(folder)}" for path in files for part in contents(path)
             for word in SECRETS if word.encode() in part]  # fmt: skip
    return found + [
        f"{word} in {line}" for text in said for line in text.splitlines() for word in SECRETS if word in line
    ]


def test_a_run_that_goes_well_leaves_no_secret(
    scrapy: Scrapy, tmp_path: Path, guarded: dict[str, str], database: str, receiver: str, shared_at: Open
) -> None:
    shared = shared_at("s3")
    env = {**guarded, "MONITOR_DATABASE_URL": database, "MONITOR_NOTIFY": receiver, "MONITOR_ARCHIVE_URL": shared.url}
    process = scrapy(*RUN, "--out", tmp_path / "out", env=env)
    assert process.returncode == 0, process.stdout + process.stderr
    assert len(Office.asked) > 10
    ((path, told),) = Receiver.heard
    assert path == f"/{_TOLD}"
    assert (tmp_path / "home" / "logs" / "weekly.log").stat().st_size > 10_000, "everything is logged"
    bucket = open_bucket(tmp_path / "bucket")
    assert {path.suffix for path in bucket} == {".gz", ".cdxj", ".sha256"}, "each spider's run has sent its file"
    assert {path.name.partition("-")[0] for path in bucket} >= {"people", "bjd"}
    assert leaks(tmp_path, process.stdout, process.stderr, told) == []
    for command in (("health", "--lists"), ("why", "http://x.cn/1"), ("verify", "653"), ("articles", "653")):
        asked = scrapy(*command, "-L", "DEBUG", env=env)
        assert leaks(tmp_path, asked.stdout, asked.stderr) == []


BAD = {
    "a proxy that refuses": (RUN, {}, f"{_USER}:{PROXY}wrong@"),
    "a proxy that is not there": (RUN, through("127.0.0.1:9"), ""),
    "a probe": (("probe", "cnr", "-L", "DEBUG", "-s", "RETRY_TIMES=0"), through("127.0.0.1:9"), ""),
    "a spider alone": (("crawl", "cnr", "-L", "DEBUG", "-s", "RETRY_TIMES=0"), through("127.0.0.1:9"), ""),
    "a page": (("savepage", "cnr", "https://news.cnr.cn/x.html", "-L", "DEBUG"), through("127.0.0.1:9"), ""),
    "a browser's proxy": (("crawl", "hubeidaily", "-L", "DEBUG", "-s", "RETRY_TIMES=0"), through("127.0.0.1:9"), ""),
    "a database that is not there": (
        REPLAY, {"MONITOR_DATABASE_URL": f"postgresql+psycopg://u:{DATABASE}@127.0.0.1:1/x?password={DATABASE}"}, ""
    ),
    "a database by an option": (
        ("articles", "653", "-s", f"MONITOR_DATABASE_URL=postgresql+psycopg://u@127.0.0.1:1/x?sslpassword={DATABASE}",
         "-L", "DEBUG"), {}, ""
    ),
    "a database that no driver takes": (
        ("crawl", "cnr", "-L", "DEBUG"), {"MONITOR_DATABASE_URL": f"postgresql+psycopg://u@h/x?passwort={DATABASE}"}, ""
    ),
    "an archive that is not there": (
        REPLAY, {"MONITOR_ARCHIVE_URL": "s3://evidence/x", "AWS_ACCESS_KEY_ID": "office", "AWS_MAX_ATTEMPTS": "1",
                 "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9"}, ""
    ),
    "an archive with an account in its address": (REPLAY, {"MONITOR_ARCHIVE_URL": f"sftp://u:{SECRET}@h/x"}, ""),
    "an address that is none": (REPLAY, {"MONITOR_NOTIFY": f"nosuch://{_TOLD} {_TOLD} wecombot://"}, ""),
    "a receiver that is not there": (REPLAY, {"MONITOR_NOTIFY": f"json://n:{NOTIFY}@127.0.0.1:9/{_TOLD}"}, ""),
    "an address for a file of addresses": (REPLAY, {"MONITOR_NOTIFY_FILE": f"wecombot://{_TOLD}"}, ""),
    "scrapyd is not there": (
        ("schedule", "653", "-L", "DEBUG"), {"SCRAPYD_URL": f"http://office:{SCRAPYD}@127.0.0.1:9"}, ""
    ),
    "scrapyd at no port": (
        ("schedule", "653", "-L", "DEBUG"), {"SCRAPYD_URL": f"http://office:{SCRAPYD}@127.0.0.1:port"}, ""
    ),
    "scrapyd's password with a slash": (
        ("schedule", "653", "-L", "DEBUG"), {"SCRAPYD_URL": f"http://office:/{SCRAPYD}@127.0.0.1:9"}, ""
    ),
}  # fmt: skip


@pytest.mark.parametrize(("command", "env", "user"), BAD.values(), ids=BAD.keys())
def test_a_run_that_fails_leaves_no_secret(
    scrapy: Scrapy,
    tmp_path: Path,
    guarded: dict[str, str],
    receiver: str,
    command: tuple[object, ...],
    env: dict[str, str],
    user: str,
) -> None:
    place = guarded["http_proxy"].rpartition("@")[2]
    given = {**guarded, **(through(place, user) if user else {}), "MONITOR_NOTIFY": receiver, **env}
    process = scrapy(*command, "-s", "DOWNLOAD_TIMEOUT=5", env=given)
    assert leaks(tmp_path, process.stdout, process.stderr, *(told for _, told in Receiver.heard)) == []
    assert "Traceback" not in process.stderr, process.stderr


@pytest.mark.parametrize("kind", ["http", "https"])
@pytest.mark.parametrize(
    "address",
    [
        f"http://u:{PROXY}@",
        f"http://u:{PROXY}@127.0.0.1:port",
        f"http://u:{PROXY}@127.0.0.1:99999",
        f"http://u:{PROXY}@[::1:9",
        f"http:/u:{PROXY}@127.0.0.1:9",
        f"http://u:/{PROXY}@127.0.0.1:9",
        f"http://u:#{PROXY}@127.0.0.1:9",
        f"http://u:?{PROXY}@127.0.0.1:9",
        f"socks5://u:{PROXY}@127.0.0.1:9",
        f"127.0.0.1:9/{PROXY}",
    ],
)
def test_a_proxy_that_cannot_be_read_is_refused_and_not_gone_without(
    monkeypatch: pytest.MonkeyPatch, kind: str, address: str
) -> None:
    monkeypatch.setenv(f"{kind}_proxy", address)
    with pytest.raises(MonitorError, match=f"环境变量 {kind}_proxy 读不出来") as refused:
        check_proxies()
    assert PROXY not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("", None),
        ("http://127.0.0.1:3128/", "127.0.0.1"),
        ("proxy.office:3128", "proxy.office"),
        ("u:p@proxy.office:3128", "proxy.office"),
        ("http://u:p@w@proxy.office", "proxy.office"),  # as Scrapy reads it
        ("HTTP://[::1]:3128", "::1"),
    ],
)
def test_a_proxy_is_read_as_scrapy_reads_it(monkeypatch: pytest.MonkeyPatch, address: str, place: str | None) -> None:
    monkeypatch.setenv("http_proxy", address)
    proxy = read_proxy("http")
    assert (proxy.hostname if proxy else None) == place


@pytest.mark.parametrize(
    "command",
    [("weekly", "653"), ("schedule", "653"), ("crawl", "hubeidaily"), ("probe", "cnr"), ("bulletin", "653"),
     ("savepage", "cnr", "https://news.cnr.cn/native/gd/20251210/t20251210_527459001.shtml")],
)  # fmt: skip
def test_every_command_that_asks_the_network_refuses_such_a_proxy(
    scrapy: Scrapy, tmp_path: Path, receiver: str, command: tuple[str, ...]
) -> None:
    env = {"https_proxy": f"http:/u:{PROXY}@127.0.0.1:9", "no_proxy": "127.0.0.1", "MONITOR_NOTIFY": receiver}
    process = scrapy(*command, "-L", "DEBUG", env=env)
    assert process.returncode == 2, process.stderr
    assert process.stderr.splitlines()[-1].startswith("错误：环境变量 https_proxy 读不出来")
    assert leaks(tmp_path, process.stdout, process.stderr, *(told for _, told in Receiver.heard)) == []


def test_a_receiver_that_refuses_is_told_without_its_address(scrapy: Scrapy, tmp_path: Path, receiver: str) -> None:
    Receiver.status = 500
    process = scrapy(*REPLAY, env={"MONITOR_NOTIFY": receiver})
    assert "有地址没有收下" in process.stderr
    assert leaks(tmp_path, process.stdout, process.stderr, json.dumps(Receiver.heard[0][1])) == []


FRONT = "https://news.hubeidaily.net/"
SHELL = """<html><body><div id="list">loading</div><script>setTimeout(function () {
  document.getElementById("list").innerHTML = '<a href="/pc/c_4770001.html">江畔冬泳比赛举行</a>';
}, 300);</script></body></html>""".encode()


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser: apt-get install chromium")
def test_a_browser_gives_the_proxy_its_account_and_shows_it_to_nobody(
    scrapy: Scrapy, tmp_path: Path, guarded: dict[str, str]
) -> None:
    shown: list[bytes] = []

    def look_around(url: str, body: bytes) -> bytes:
        for each in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                shown.append(each.read_bytes())
        return SHELL if url == FRONT else body

    Office.redesign = staticmethod(look_around)  # type: ignore[assignment]
    days = ("-a", "since=2025-12-06", "-a", "until=2025-12-12", "-s", "DOWNLOAD_DELAY=0")
    process = scrapy("crawl", "hubeidaily", *days, "-L", "DEBUG", env=guarded)
    assert "'monitor/listing/ok/web': 1" in process.stderr, process.stderr
    assert any(b"--remote-debugging" in line for line in shown)
    assert [line for line in shown for word in SECRETS if word.encode() in line] == []
    assert leaks(tmp_path, process.stdout, process.stderr) == []


def test_a_scrapyd_on_this_machine_is_not_asked_by_way_of_the_proxy(scrapy: Scrapy, guarded: dict[str, str]) -> None:
    account = {"SCRAPYD_USERNAME": "office", "SCRAPYD_PASSWORD": SCRAPYD, "SCRAPYD_URL": "http://localhost:9"}
    process = scrapy("schedule", "653", env={**guarded, "no_proxy": "", **account})
    assert "scrapyd 连不上：http://localhost:9" in process.stderr
    assert Office.asked == []
