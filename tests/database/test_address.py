"""Databases elsewhere: their addresses hold passwords, they may answer late or not at all, and not all hold Chinese."""

from __future__ import annotations

import os
import select
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import SAMPLE_WEEK, Scrapy
from sqlalchemy import URL, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from monitor.exceptions import StoreError
from monitor.store.database import open_database, writing

PG = "postgresql+psycopg"
UTF8 = "ENCODING 'UTF8' TEMPLATE template0"


@pytest.mark.parametrize(
    "address",
    [
        f"{PG}://u:s3cret@127.0.0.1:1/x",
        f"{PG}://u:%733cret@127.0.0.1:1/x",
        f"{PG}://u@127.0.0.1:1/x?password=s3cret",
        f"{PG}://u:a@127.0.0.1:1/x?password=s3cret&password=s3cret2&sslmode=prefer",
        f"{PG}://u:a@127.0.0.1:1/x?sslpassword=s3cret",
        f"{PG}://u:a@127.0.0.1:1/x?passwordd=s3cret",  # no such parameter
        f"{PG}://u:a@127.0.0.1:1/x?sslrootcert=s3cret&options=-cs3cret",
        f"{PG}://u:a@127.0.0.1:1/x?connect_timeout=s3cret",
        f"{PG}://u:a@h/x?plugin=s3cret",
        f"{PG}://u:p@s3cret@127.0.0.1:1/x",  # not written as %40
        f"{PG}://u:s3cret/p@127.0.0.1:1/x",
        f"{PG}://u:s3cret?p@127.0.0.1:1/x",
        f"{PG}://u:s3cret/x",  # no host
        f"{PG}:///u:s3cret@h/x",
        f"{PG}:/u:s3cret@h/x",
        f"{PG}://u@127.0.0.1:1/host=h password=s3cret",
        f"{PG}://u:a@h:1:s3cret/x",
        f"{PG}://u:a@h:s3cret/x",
        f"{PG}://u:s3cret@[::1/x",
        "u:s3cret@h/x",
        "s3cret",
        "postgres://u:s3cret@h/x",
        "nosuchdialect://u:s3cret@h/x?password=s3cret",
        "sqlite://u:s3cret@host/db",
        "sqlite://s3cret/monitor.db",  # a slash too few
    ],
)
def test_nothing_secret_of_an_address_is_shown_and_nothing_made(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as refused:
        open_database(address)
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not [*tmp_path.iterdir()]


def test_what_an_operator_must_see_of_an_address_is_shown() -> None:
    with pytest.raises(
        StoreError, match=r"u:\*\*\*@127\.0\.0\.1:1/x\?password=\*\*\*&sslmode=disable（.*的端口 1 拒绝连接"
    ):
        open_database(f"{PG}://u:one@127.0.0.1:1/x?password=s3cret&sslmode=disable")


@contextmanager
def database(how: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, made `how`."""
    server = os.environ.get("MONITOR_TEST_POSTGRES", "")
    if not server:
        pytest.skip("needs a server, see conftest.url")
    name = f"zhoubao_{os.getpid()}_{time.monotonic_ns()}"
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} {how}"))
        yield f"{server}/{name}"
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def opened(url: str | URL) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()
    open_database.cache_clear()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1", "EUC_CN"])
def test_a_database_that_cannot_hold_every_character_is_refused_before_the_run(scrapy: Scrapy, encoding: str) -> None:
    with database(f"ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C'") as url:
        process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, env={"MONITOR_DATABASE_URL": url})
    assert (process.returncode, process.stdout) == (2, ""), process.stderr
    (line,) = process.stderr.splitlines()
    assert f"的编码是 {encoding}，存不全中文" in line
    assert "createdb -E UTF8" in line


def test_chinese_is_stored_whatever_the_client_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    with database(UTF8) as url, opened(url) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT '卫生𠮷' || :word"), {"word": "健康"}).scalar() == "卫生𠮷健康"


def test_no_statement_and_no_lock_is_waited_for_without_an_end() -> None:
    def shown(url: str) -> list[str]:
        with opened(url) as engine, engine.connect() as connection:
            return [str(connection.execute(text(f"SHOW {name}_timeout")).scalar()) for name in ("lock", "statement")]

    with database(UTF8) as url:
        assert shown(url) == ["30s", "5min"]
        assert shown(f"{url}?options=-clock_timeout%3D100ms") == ["100ms", "5min"], "the operator's own"


def test_a_writer_that_never_ends_is_one_line(scrapy: Scrapy) -> None:
    """Another process holds the lock of the writers, as one that was stopped in the middle does."""
    with database(UTF8) as url, opened(url) as engine, writing(engine):
        impatient = f"{url}?options=-clock_timeout%3D300ms"
        process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, env={"MONITOR_DATABASE_URL": impatient})
    assert process.returncode == 2, process.stderr
    (line,) = process.stderr.splitlines()
    assert "lock timeout" in line


class Proxy(socketserver.StreamRequestHandler):
    """Passes on what either side says, until it is told to stop; it never hangs up."""

    target: tuple[str, int]
    flowing: threading.Event
    ended: threading.Event

    def handle(self) -> None:
        with socket.create_connection(self.target) as server:
            sides = {self.connection: server, server: self.connection}
            while not self.ended.wait(0 if self.flowing.is_set() else 0.05):
                for side in select.select(list(sides), [], [], 0.05)[0] if self.flowing.is_set() else ():
                    if not (said := side.recv(65536)):
                        return
                    sides[side].sendall(said)


def test_a_server_that_falls_silent_is_given_up_and_asked_again_when_it_speaks() -> None:
    """As a machine that is frozen does: its kernel, or a proxy's, keeps the connection alive."""
    with database(UTF8) as url, socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy) as proxy:
        proxy.daemon_threads = True
        address = make_url(url)
        Proxy.target, Proxy.flowing, Proxy.ended = (
            (str(address.host), address.port or 5432),
            threading.Event(),
            threading.Event(),
        )
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        Proxy.flowing.set()
        through = address.set(host="127.0.0.1", port=proxy.server_address[1])
        with opened(through.update_query_dict({"options": "-c statement_timeout=2s"})) as engine:
            Proxy.flowing.clear()
            with pytest.raises(OperationalError, match=r"2\.4 秒没有回音"), writing(engine):
                pass
            Proxy.flowing.set()
            with writing(engine) as session:
                assert session.execute(text("SELECT 1")).scalar() == 1
        Proxy.ended.set()
        proxy.shutdown()


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(StoreError, match="timeout"):
            open_database(f"{PG}://u:a@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=2")
