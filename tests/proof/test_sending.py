"""A really written issue whose archive lies on another server: proven, read again and shown from there; and what is
told while it is not there."""

from __future__ import annotations

import json
import logging
import os
import shutil
import socket
import threading
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import Scrapy, copy_home
from scrapy.utils.project import get_project_settings
from sharing import SECRET, Open
from sqlalchemy import text
from warcio.archiveiterator import ArchiveIterator

from monitor.archive.opening import open_archive
from monitor.archive.record import OPEN_SUFFIX
from monitor.archive.shared import SharedArchive
from monitor.exceptions import ArchiveError, MonitorError
from monitor.proof.holding import find_waiting, prune_shared
from monitor.proof.keeping import open_chain, seal_archive
from monitor.proof.sealing import COPY
from monitor.proof.sending import find_unreachable, send
from monitor.store.database import database_url, open_database, reading, writing

DAY = "2025-12-12"


def settings_of(home: Path, url: object, **given: object) -> Any:
    settings = get_project_settings()
    settings.setdict({"MONITOR_HOME": str(home), "ARCHIVE_URL": str(url), **given}, priority="cmdline")
    return settings


def warc_of(home: Path) -> Path:
    (path,) = (home / "archive" / DAY).glob("*.warc.gz")
    return path


def change(settings: Any, statement: str, **values: object) -> None:
    with writing(open_database(database_url(settings))) as session:
        assert session.execute(text(statement), values).rowcount  # type: ignore[attr-defined]


def broken(settings: Any) -> list[str]:
    with reading(open_database(database_url(settings))) as session:
        return [*open_chain(session, settings).check_archive()]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder of another machine, mounted here."""
    (folder := tmp_path / "there").mkdir()
    return folder


@pytest.mark.parametrize("kind", ["s3", "sftp"])
def test_another_machine_proves_an_issue_of_which_it_has_nothing(
    stored_few: Path, scrapy: Scrapy, tmp_path: Path, shared_at: Open, kind: str
) -> None:
    shared, home = shared_at(kind), copy_home(stored_few, tmp_path / "home")
    assert send(settings_of(home, shared.url)) == []
    env = {"MONITOR_ARCHIVE_URL": shared.url, "MONITOR_DATABASE_URL": f"sqlite:///{home / 'monitor.db'}"}
    fourth = tmp_path / "fourth"
    for command in (("verify", "653", "--all"), ("reread", "653"))[: 2 if kind == "s3" else 1]:
        process = scrapy(*command, home=fourth, env=env)
        assert process.returncode == 0, process.stdout + process.stderr
    assert not [*fourth.rglob("*.warc.gz")], "what is proven and read again is read by range"
    if kind == "sftp":
        return
    out = scrapy("bulletin", "653", "--out", tmp_path / "out", home=fourth, env=env)
    assert out.returncode == 3, out.stderr  # of the other outlets nobody was asked
    for written in (home / "bulletins" / "653").glob("bulletin.*"):
        assert (tmp_path / "out" / written.name).read_bytes() == written.read_bytes()
    assert [*(tmp_path / "out" / "images").iterdir()], "from the archive: nobody is on the net here"


@pytest.mark.parametrize("kind", ["webdav", "smb"])
def test_another_kind_of_server_takes_it_and_gives_it_back(
    home_with_week: Path, shared_at: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    """By range, and whole; the account stands in no line that is logged."""
    caplog.set_level(logging.DEBUG)
    at, path = shared_at(kind), warc_of(home_with_week)
    assert send(settings_of(home_with_week, at.url)) == []
    assert broken(settings_of(home_with_week, at.url)) == []
    fourth = open_archive(settings_of(tmp_path / "fourth", at.url))
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        *_, offset = (records.get_record_offset() for record in records if record.rec_type == "response")
    name = f"{DAY}/{path.name}"
    assert fourth.load(name, offset).url == open_archive(settings_of(home_with_week, "")).load(name, offset).url
    assert not fourth.has_here(name)
    assert fourth.fetch(name).read_bytes() == path.read_bytes()
    assert "office" not in caplog.text
    assert SECRET not in caplog.text
    assert quote(SECRET, safe="") not in caplog.text


def test_the_index_leads_others_to_each_record(home_with_week: Path, there: Path) -> None:
    assert send(settings_of(home_with_week, there)) == []
    (index,) = there.rglob("*.cdxj")
    lines = index.read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert len(lines) > 50
    for line in lines:
        key, moment, rest = line.split(" ", 2)
        fields = json.loads(rest)
        with (there / fields["filename"]).open("rb") as stream:
            stream.seek(int(fields["offset"]))
            record = next(iter(ArchiveIterator(stream)))
            record.content_stream().read()
        assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]
        assert record.http_headers.get_statuscode() == fields["status"]
        assert ")/" in key
        assert len(moment) == 14


def test_nothing_is_safe_before_it_is_read_back(
    home_with_week: Path, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the copy and the mark: still told as local, sent once more, and then safe."""
    settings, path = settings_of(home_with_week, there), warc_of(home_with_week)
    with monkeypatch.context() as patched:

        def die(self: SharedArchive, name: str) -> str:
            raise KeyboardInterrupt

        patched.setattr(SharedArchive, "digest", die)
        with pytest.raises(KeyboardInterrupt):
            send(settings)
    assert (there / DAY / path.name).exists()
    (told,) = find_waiting(settings)
    assert "1 个文件" in told
    assert path.name in told
    (there / DAY / path.name).write_bytes(b"half")  # as a server that died left it
    assert send(settings) == []
    assert find_waiting(settings) == []
    assert (there / DAY / path.name).read_bytes() == path.read_bytes()


def test_what_a_killed_machine_had_not_closed_is_told_until_it_is_sent(
    home_with_week: Path, there: Path, scrapy: Scrapy
) -> None:
    """Its articles are stored, and the file behind them has the name of an open one, on that machine alone."""
    settings, path = settings_of(home_with_week, there), warc_of(home_with_week)
    torn = path.rename(path.with_name(path.name + OPEN_SUFFIX))
    elsewhere = {
        "MONITOR_DATABASE_URL": f"sqlite:///{home_with_week / 'monitor.db'}",
        "MONITOR_ARCHIVE_URL": str(there),
    }
    fourth = settings_of(there.with_name("fourth"), there, MONITOR_DATABASE_URL=elsewhere["MONITOR_DATABASE_URL"])
    (line,) = find_waiting(fourth)
    assert f"1 个存档文件不在共享存档里，也不在本机：{DAY}/{path.name}" in line
    health = scrapy("health", "653", home=there.with_name("fourth"), env=elsewhere)
    assert (health.returncode, line in health.stderr) == (3, True), health.stderr
    (line,) = find_waiting(settings)
    assert f"存档还没有上传：{socket.gethostname()} 上 1 个文件" in line
    kept = {"ARCHIVE_KEEP_DAYS": "30", "MONITOR_TODAY": "2026-03-01"}
    assert find_waiting(settings_of(there.with_name("fourth"), there, **elsewhere, **kept)) == [], "it went long ago"
    torn.rename(path)  # as the machine's next run does
    assert send(settings) == find_waiting(settings) == find_waiting(fourth) == []


def test_what_other_machines_seal_behind_an_issue_is_no_fault_of_its_copy(home_with_week: Path, there: Path) -> None:
    settings, other = settings_of(home_with_week, there), home_with_week.with_name("other")
    assert send(settings) == []
    theirs = settings_of(other, there, MONITOR_DATABASE_URL=database_url(settings))
    (folder := other / "archive" / DAY).mkdir(parents=True)
    shutil.copy(warc_of(home_with_week), folder / "cnr-later.warc.gz")
    assert send(theirs) == []
    seal_archive(theirs)
    copy = home_with_week / COPY
    with reading(open_database(database_url(settings))) as session:
        assert len(open_chain(session, settings).links) == len(copy.read_text("utf-8").splitlines()) + 1
        assert [*open_chain(session, settings).check_links()] == []
    copy.write_text(copy.read_text("utf-8").splitlines()[0] + "\n", "utf-8")  # and not the issue
    with reading(open_database(database_url(settings))) as session:
        (told,) = open_chain(session, settings).check_links()
    assert told.startswith("链的副本只到第 1 条，库里有 2 条"), "of those up to the last issue"


def test_a_store_that_is_down_is_asked_again_and_told(home_with_week: Path, there: Path, scrapy: Scrapy) -> None:
    settings = settings_of(home_with_week, there)
    assert find_unreachable(settings) == []
    there.rmdir()
    (before,) = find_unreachable(settings)
    assert str(there) in before and "没有挂载" in before, "who begins a run may still mount it"
    (line,) = send(settings)
    assert "1 个存档文件没有上传，只在本机" in line
    env = {"MONITOR_ARCHIVE_URL": str(there)}
    assert "存档还没有上传" in scrapy("health", "653", env=env).stderr
    elsewhere = settings_of(
        home_with_week.with_name("other"), there, MONITOR_DATABASE_URL=f"sqlite:///{home_with_week / 'monitor.db'}"
    )
    (said,) = broken(elsewhere)
    assert "还没有上传，只在" in said
    threading.Timer(0.5, there.mkdir).start()
    assert send(settings, pauses=(1, 60)) == [], "it is back at the second try, and nobody waits for a third"
    assert "存档还没有上传" not in scrapy("health", "653", env=env).stderr
    assert broken(elsewhere) == []


def test_a_server_that_does_not_answer_is_told_before_a_run(home_with_week: Path) -> None:
    with closing(socket.socket()) as nobody:  # bound, and never listening
        nobody.bind(("127.0.0.1", 0))
        url = f"sftp://a@127.0.0.1:{nobody.getsockname()[1]}/there"
        (line,) = find_unreachable(settings_of(home_with_week, url))
    assert url in line and "连不上" in line


def test_what_was_changed_there_is_told(home_with_week: Path, there: Path) -> None:
    settings, path = settings_of(home_with_week, there), warc_of(home_with_week)
    send(settings)
    copy = there / DAY / path.name
    copy.write_bytes(copy.read_bytes()[:-1])
    (line,) = broken(settings)
    assert "共享存档里的" in line
    assert "被改过" in line
    copy.unlink()
    path.unlink()
    (line,) = broken(settings)
    assert "共享存档里没有" in line


def test_copies_beyond_the_bound_go_but_not_what_waits_or_is_read(home_with_week: Path, there: Path) -> None:
    settings, path = settings_of(home_with_week, there, ARCHIVE_CACHE_BYTES=0), warc_of(home_with_week)
    long_ago = time.time() - 30 * 86_400
    os.utime(path, (long_ago, long_ago))
    there.rmdir()
    assert len(send(settings)) == 1
    assert path.exists(), "it is nowhere else"
    there.mkdir()
    send(settings)
    assert not path.exists()
    fetched = open_archive(settings).fetch(f"{DAY}/{path.name}")
    assert fetched == path
    send(settings)
    assert path.exists(), "it is being read"


def test_pruning_takes_what_is_old_everywhere(home_with_week: Path, there: Path) -> None:
    settings, path = settings_of(home_with_week, there), warc_of(home_with_week)
    name = f"{DAY}/{path.name}"
    send(settings)
    other = home_with_week.with_name("other")
    shutil.copytree(home_with_week / "archive", other / "archive")
    later = date.today() + timedelta(days=100)  # noqa: DTZ011
    assert prune_shared(settings, {name}, later, 30) == []
    assert prune_shared(settings, set(), later, 200) == []
    assert prune_shared(settings, set(), later, 30) == [name]
    assert not [*there.rglob("*.*")]
    send(settings_of(other, there, MONITOR_DATABASE_URL=f"sqlite:///{home_with_week / 'monitor.db'}"))
    assert not [*there.rglob("*.*")], "another machine's copy does not bring it back"
    assert not [*other.rglob("*.warc.gz")]


@pytest.mark.parametrize(
    "url", ["s3://id:w0rd@bucket/x", "sftp://u:w0rd@h/x", "s3://bucket?secret=w0rd", "bucket/w0rd", "http://[w0rd"]
)
def test_an_address_with_an_account_is_refused_unseen(home_with_week: Path, url: str) -> None:
    with pytest.raises(MonitorError, match="ARCHIVE_URL") as refused:
        open_archive(settings_of(home_with_week, url))
    assert "w0rd" not in str(refused.value)


def test_a_lost_archive_is_an_error_of_its_own(home_with_week: Path, there: Path) -> None:
    archive = open_archive(settings_of(home_with_week, there))
    with pytest.raises(ArchiveError, match="共享存档里没有"):
        archive.load("2025-12-12/none.warc.gz", 0)


def test_an_issue_of_two_machines_is_written_by_a_third_and_proven_by_a_fourth(
    scrapy: Scrapy, office: dict[str, str], there: Path, tmp_path: Path
) -> None:
    """Each with a home of its own; they share the store and the archive."""
    env = {**office, "MONITOR_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}", "MONITOR_ARCHIVE_URL": str(there)}
    for outlet in ("people", "cnr"):
        sweep = ("weekly", "653", "--sweep", "--outlets", outlet, "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")
        process = scrapy(*sweep, home=tmp_path / outlet, env=env)
        assert process.returncode == 0, process.stderr
    shutil.rmtree(tmp_path / "people")
    process = scrapy("bulletin", "653", home=tmp_path / "third", env=env)
    assert "已写出" in process.stderr
    assert "没有存档可证" not in process.stderr
    assert {path.name.partition("-")[0] for path in there.rglob("*.warc.gz")} >= {"people", "cnr"}
    for home in ("fourth", "cnr"):  # who gathered for it has neither its files nor a copy of the chain
        process = scrapy("verify", "653", "--all", home=tmp_path / home, env=env)
        assert process.returncode == 0, process.stderr
        assert "成立 3 篇" in process.stderr
