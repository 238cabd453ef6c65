"""A run that is killed at any moment damages nothing, and the next one ends as if nothing had been."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from conftest import Scrapy
from tried import budget
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

WEEKLY = ("weekly", "653", "--outlets", "people,bjd", "-s", "DOWNLOAD_DELAY=0", "-s", "REFETCH_HOURS=0")


def test_a_run_killed_at_any_moment(
    scrapy: Scrapy, tmp_path: Path, office: dict[str, str], show: Callable[[str], None]
) -> None:
    kills = budget(5)
    started = time.monotonic()
    whole = scrapy(*WEEKLY, "--out", tmp_path / "whole", home=tmp_path / "other", env=office)
    seconds = time.monotonic() - started
    assert whole.returncode == 0, whole.stderr
    points = random.Random(653)
    home = tmp_path / "home"
    left = 0
    for number in range(10 * kills):  # as many as it takes to meet the crawl: how many, hangs on the machine's load
        if number >= kills and left:
            break
        scrapy(*WEEKLY, "--out", tmp_path / "out", env=office, seconds=points.uniform(0.1, 1) * seconds)
        check_database(home / "monitor.db")
        for archive in home.glob("archive/*/*.warc.gz"):
            assert read_archive(archive) is None, archive
        for archive in home.glob("archive/*/*.open"):
            read_archive(archive)
        check_evidence(home)
        left += len(list(home.glob("archive/*/*.open")))
    process = scrapy(*WEEKLY, "--out", tmp_path / "out", env=office)
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "out" / "bulletin.md").read_bytes() == (tmp_path / "whole" / "bulletin.md").read_bytes()
    assert not list(home.glob("archive/*/*.open")), "the next run closes them"
    proof = scrapy("verify", "653")
    assert proof.returncode == 0, proof.stderr
    show(f"killed {number} times; {left} archives were left open, each whole up to its last record")
    assert left, "no point lay inside the crawl"


def check_database(path: Path) -> None:
    if path.exists():
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


def check_evidence(home: Path) -> None:
    """Of whatever is stored the page is in the archive: it is written first."""
    if (home / "monitor.db").exists():
        with sqlite3.connect(home / "monitor.db") as connection:
            pages = connection.execute("SELECT file, offset FROM evidence").fetchall()
        connection.close()
        for name, offset in pages:
            closed = home / "archive" / name
            path = closed if closed.exists() else closed.with_name(closed.name + ".open")
            assert path.stat().st_size > offset, name


def read_archive(path: Path) -> int | None:
    """Return the offset at which a file breaks off inside a record, None if it is whole. Anything but a break at its
    end fails."""
    offset = 0
    with path.open("rb") as stream:
        records = ArchiveIterator(stream, check_digests="raise")
        try:
            for record in records:
                record.content_stream().read()
                offset = records.get_record_offset()
        except (ArchiveLoadFailed, EOFError, AttributeError):
            assert path.name.endswith(".open")
            return offset
    return None
