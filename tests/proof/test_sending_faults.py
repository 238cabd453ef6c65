"""The shared archive, and who sends to it, killed or hanging at the worst moment; with real servers and processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import SAMPLE_WEEK, Scrapy
from sharing import Open
from sqlalchemy import text
from test_sending import DAY, broken, settings_of, warc_of

from monitor.archive import shared
from monitor.archive.shared import SharedArchive
from monitor.proof.holding import find_waiting
from monitor.proof.sending import send
from monitor.store.database import database_url, open_database, reading


def _die_after(home: Path, url: str) -> None:
    """Sends, and is gone as soon as all is there."""
    put = SharedArchive.put

    def die(self: SharedArchive, name: str, *rest: object) -> None:
        put(self, name, *rest)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)

    SharedArchive.put = die  # type: ignore[method-assign]
    send(settings_of(home, url))


def test_killed_between_the_copy_and_its_mark_it_is_marked_by_the_next(home_with_week: Path, shared_at: Open) -> None:
    """What is there whole is not told to be safe; then it is, once."""
    at, path = shared_at("sftp"), warc_of(home_with_week)
    sender = multiprocessing.get_context("spawn").Process(target=_die_after, args=(home_with_week, at.url))
    sender.start()
    sender.join()
    assert sender.exitcode == -signal.SIGKILL
    there = Path(at.env["HOME"], "there", DAY)
    assert (there / path.name).read_bytes() == path.read_bytes()
    settings = settings_of(home_with_week, at.url)
    with reading(open_database(database_url(settings))) as session:
        before = [*session.execute(text("SELECT * FROM evidence"))]
        assert [*session.execute(text("SELECT name, safe_at FROM warc_file"))] == [(f"{DAY}/{path.name}", None)]
    (told,) = find_waiting(settings)
    assert path.name in told
    assert send(settings) == []
    assert find_waiting(settings) == broken(settings) == []
    assert sorted(each.name for each in there.iterdir()) == [path.name, f"{path.name}.cdxj", f"{path.name}.sha256"]
    with reading(open_database(database_url(settings))) as session:
        assert [*session.execute(text("SELECT * FROM evidence"))] == before
        assert len([*session.execute(text("SELECT name FROM warc_file WHERE safe_at IS NOT NULL"))]) == 1


@contextmanager
def _stopped(parent: int) -> Iterator[None]:
    """A server and all that it has begun hear nothing."""
    children = [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    for each in (parent, *children):
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in (*children, parent):
            os.kill(each, signal.SIGCONT)


def _server() -> int:
    """The sshd that this process began."""
    (found,) = [
        int(each)
        for each in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        if "sshd" in Path(f"/proc/{each}/comm").read_text()
    ]
    return found


def test_a_store_that_hangs_is_given_up_told_and_asked_by_the_next_run(
    home_with_week: Path, shared_at: Open, scrapy: Scrapy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a connection, and before one; the run's exit code says that something is not safe."""
    at = shared_at("sftp")
    settings, env = settings_of(home_with_week, at.url), {"MONITOR_ARCHIVE_URL": at.url}
    run = ("weekly", "653", "--sweep", "--outlets", "cnr", "--replay", SAMPLE_WEEK)
    monkeypatch.setattr(shared, "_SECONDS", 1.5)
    assert not SharedArchive(at.url).holds("none"), "it is connected"
    with _stopped(_server()):
        for _ in range(2):
            (line,) = send(settings)
            assert "1 个存档文件没有上传，只在本机（共享存档连不上，或读写不了：" in line
        hung = scrapy(*run, env=env)
        assert (hung.returncode, "存档还没有上传" in hung.stderr) == (3, True), hung.stderr
        assert "没有上传，只在本机（共享存档连不上，或读写不了：" in hung.stderr, "and why"
    health = scrapy("health", "653", env=env)
    assert (health.returncode, "存档还没有上传" in health.stderr) == (3, True)
    back = scrapy(*run, env=env)
    assert (back.returncode, "存档还没有上传" in back.stderr) == (0, False), back.stderr
    assert find_waiting(settings) == []


def test_an_s3_server_that_says_nothing_is_given_up(home_with_week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for name, value in (
            ("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{silent.getsockname()[1]}"), ("AWS_ACCESS_KEY_ID", "office"),
            ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_DEFAULT_REGION", "us-east-1"),
        ):  # fmt: skip
            monkeypatch.setenv(name, value)
        (line,) = send(settings_of(home_with_week, "s3://evidence/x"))
    assert "共享存档连不上，或读写不了：" in line
