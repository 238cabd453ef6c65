"""Closed WARC files are sent to the shared archive, held against what was sent, and only then told to be safe there."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from monitor.archive.cdxj import make_index
from monitor.archive.leftovers import hold
from monitor.archive.opening import Archive, open_archive
from monitor.archive.shared import Unreachable
from monitor.exceptions import ArchiveError, MonitorError, OutputError, reason_of, system_reason
from monitor.proof.holding import find_closed, make_room, remove
from monitor.proof.sealing import digest_file
from monitor.store.database import database_url, open_database, reading, writing
from monitor.store.issues import WarcFile
from monitor.terminal.interruption import stopped

PAUSES = (5, 15, 45)  # seconds before each further try: a store that is restarted is back within a minute
_EACH = 60  # seconds between two looks of a run for files that it has closed
logger = logging.getLogger(__name__)
_patient = Lock()  # of several crawls of a process that end together one waits for the store


class Sending:
    """Set by EXTENSIONS: a run sends the files that it closes, and those that former runs left."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._looking: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured without ARCHIVE_URL, and for a replay, which closes no file."""
        if not crawler.settings["ARCHIVE_URL"] or crawler.settings.getlist("ARCHIVE_REPLAY"):
            raise NotConfigured
        sending = cls(crawler)
        crawler.signals.connect(sending.begin, signals.engine_started)
        crawler.signals.connect(sending.end, signals.engine_stopped)
        return sending

    async def begin(self) -> None:
        """Look for closed files from now on."""
        self._looking = asyncio.ensure_future(self._look())

    async def end(self) -> None:
        """Send what the run has closed; nothing of one that was stopped, whose user waits: the next run does."""
        if self._looking:
            self._looking.cancel()
        if not stopped():
            for line in await asyncio.to_thread(send, self._crawler.settings, PAUSES):
                logger.error(line)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_EACH)
            await asyncio.to_thread(send, self._crawler.settings)


def find_unreachable(settings: BaseSettings) -> list[str]:
    """Return in Chinese why the shared archive cannot be used now: nothing that a run gathers is lost by it, but who
    begins the run may still plug in or mount what is missing. Raises MonitorError as `send` does."""
    shared = open_archive(settings).shared
    if shared is None:
        return []
    try:
        # A bucket knows folders only by what lies in them.
        if shared.holds("") or shared.url.startswith(("s3://", "s3a://")):
            return []
        why = "没有这个文件夹，是没有挂载，还是地址不对"
    except ArchiveError as error:
        why = str(error)
    return [f"共享存档 {shared.url} 现在用不了（{why}）；这次的存档先留在本机，连上后再传。"]


def send(settings: BaseSettings, pauses: Sequence[float] = ()) -> list[str]:
    """Send every closed file of this home that is not safe yet, and remove local copies beyond ARCHIVE_CACHE_BYTES.
    What cannot be sent is tried again after `pauses`, in seconds. Return in Chinese what is still not safe; nothing is
    done without ARCHIVE_URL. Raises MonitorError for one that cannot be used."""
    archive = open_archive(settings)
    if archive.shared is None:
        return []
    mine = bool(pauses) and _patient.acquire(blocking=False)
    try:
        failed = _send_all(settings, archive)
        for pause in pauses if mine else ():
            if failed and not stopped():
                time.sleep(pause)
                failed = _send_all(settings, archive)
        make_room(archive, settings)
    except (SQLAlchemyError, MonitorError, OSError) as error:
        return [f"存档没有上传：{reason_of(error)}；留在本机，下次运行再传。"]
    finally:
        if mine:
            _patient.release()
    if not failed:
        return []
    why = next(iter(failed.values()))
    return [f"{len(failed)} 个存档文件没有上传，只在本机（{why}）；下次运行再传。"]


def _send_all(settings: BaseSettings, archive: Archive) -> dict[str, str]:
    """Note what is new, and try to send each file that is not safe; return why not, by name."""
    engine = open_database(database_url(settings))
    failed: dict[str, str] = {}
    waiting = _note(engine, archive)
    for place, name in enumerate(waiting):
        try:
            _send(engine, archive, name)
        except Unreachable as error:
            return failed | dict.fromkeys(waiting[place:], str(error))
        except MonitorError as error:
            failed[name] = str(error)
    return failed


def _note(engine: Engine, archive: Archive) -> list[str]:
    """Write down the closed files that nobody knows of; return the names of those that are not safe."""
    with reading(engine) as session:
        rows = {row.name: row for row in session.scalars(select(WarcFile))}
    waiting = []
    for name in find_closed(archive):
        row, path = rows.get(name), archive.folder / name
        if row and row.gone_at:  # another machine pruned it
            remove(path)
        elif row is None or row.safe_at is None:
            waiting.append(name)
        if row is None:
            status, host = path.stat(), socket.gethostname()
            closed = datetime.fromtimestamp(status.st_mtime, UTC)
            new = WarcFile(name=name, host=host, sha256=digest_file(path), bytes=status.st_size, closed_at=closed)
            os.utime(path, (status.st_atime, status.st_mtime))  # to send is not to read: see make_room
            with writing(engine) as session:
                session.merge(new)
    return waiting


def _send(engine: Engine, archive: Archive, name: str) -> None:
    path = archive.folder / name
    try:
        with path.open("rb") as stream:
            if hold(stream):  # else another process sends it
                status = path.stat()
                try:
                    _send_held(engine, archive, name)
                finally:
                    os.utime(path, (status.st_atime, status.st_mtime))
    except FileNotFoundError:  # pruned meanwhile
        return
    except OSError as error:
        raise OutputError(f"存档文件打不开：{path}（{system_reason(error)}）") from error


def _send_held(engine: Engine, archive: Archive, name: str) -> None:
    path = archive.folder / name
    with reading(engine) as session:
        row = session.get_one(WarcFile, name)
    if archive.shared and row.safe_at is None:  # else another process was first
        archive.shared.put(name, path, row.sha256, make_index(path, name))
        with writing(engine) as session:
            session.get_one(WarcFile, name).safe_at = datetime.now(UTC)
