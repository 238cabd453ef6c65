"""Where the files of a shared archive lie: which wait for it, which have a copy here, which are old enough to go."""

from __future__ import annotations

import socket
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scrapy.settings import BaseSettings

from monitor.archive.opening import Archive, open_archive
from monitor.configuration import today
from monitor.exceptions import OutputError, system_reason
from monitor.store.database import database_url, open_database, open_to_read, reading, writing
from monitor.store.issues import WarcFile, find_unnoted_files, find_warc_files
from monitor.text.zone import SHANGHAI

_IN_USE = 6 * 3600  # seconds in which nobody takes away what a replay, or a run that learns, has begun to read


def find_waiting(settings: BaseSettings) -> list[str]:
    """Return in Chinese, of each machine, what is not in the shared archive yet. Without ARCHIVE_URL nothing waits."""
    archive = open_archive(settings)
    if archive.shared is None:
        return []
    with reading(open_to_read(database_url(settings))) as session:
        rows, unnoted = find_warc_files(session), find_unnoted_files(session)
    hosts: dict[str, set[str]] = {}
    for row in rows:
        if row.safe_at is None:
            hosts.setdefault(row.host, set()).add(row.name)
    known = {row.name for row in rows}
    new = {name for name in find_closed(archive) if name not in known} | {*filter(archive.has_here, unnoted)}
    if new:
        hosts.setdefault(socket.gethostname(), set()).update(new)
    told = [
        f"存档还没有上传：{host} 上 {len(names)} 个文件，只在那台机器上，最早的是 {min(names)}；那台下次运行再传。"
        for host, names in sorted(hosts.items())
    ]
    if lost := [name for name in unnoted if name not in new and not _is_over(name, settings)]:
        names = f"{lost[0]}{' 等' if lost[1:] else ''}"
        why = "写它的那台还在抓取，或停在了半路：它下次运行再传"
        told.append(f"{len(lost)} 个存档文件不在共享存档里，也不在本机：{names}；{why}。")
    return told


def _is_over(name: str, settings: BaseSettings) -> bool:
    """Whether the file is so old that its machine may have pruned it."""
    days = settings.getint("ARCHIVE_KEEP_DAYS")
    return days > 0 and name[:10] < (today(settings) - timedelta(days=days)).isoformat()


def prune_shared(settings: BaseSettings, kept: set[str], day: date, days: int) -> list[str]:
    """Remove, from the shared archive and from here, the safe files that on `day` are older than `days` and not `kept`,
    as `monitor.archive.retention.prune` does of a home's own. Returns their names. Raises ArchiveError, OutputError."""
    archive, engine = open_archive(settings), open_database(database_url(settings))
    assert archive.shared
    with reading(engine) as session:
        rows = [row for row in find_warc_files(session) if row.safe_at and row.name not in kept]
    first = (day - timedelta(days=days)).isoformat()
    old = [row.name for row in rows if days > 0 and max(row.name[:10], _day(row.closed_at)) < first]
    for name in old:
        archive.shared.remove(name)
        remove(archive.folder / name)
        with writing(engine) as session:
            session.get_one(WarcFile, name).gone_at = datetime.now(UTC)
    return old


def make_room(archive: Archive, settings: BaseSettings) -> None:
    """Remove copies of safe files, those first that were not read for longest, until the rest is within bounds."""
    with reading(open_database(database_url(settings))) as session:
        safe = {row.name for row in find_warc_files(session) if row.safe_at}
    copies = sorted((_used(archive.folder / name), name) for name in find_closed(archive) if name in safe)
    sizes = {name: (archive.folder / name).stat().st_size for _, name in copies}
    excess = sum(sizes.values()) - settings.getint("ARCHIVE_CACHE_BYTES")
    for used, name in copies:
        if excess > 0 and used < time.time() - _IN_USE:
            remove(archive.folder / name)
            excess -= sizes[name]


def find_closed(archive: Archive) -> list[str]:
    """Return the closed WARC files that are here, by name."""
    return sorted(path.relative_to(archive.folder).as_posix() for path in archive.folder.glob("????-??-??/*.warc.gz"))


def _used(path: Path) -> float:
    status = path.stat()
    return max(status.st_atime, status.st_mtime)


def remove(path: Path) -> None:
    """Remove a copy, if it is there. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"本机的存档删不掉：{path}（{system_reason(error)}）；请检查权限。") from error


def _day(moment: datetime) -> str:
    there = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # as SQLite gives it back
    return there.astimezone(SHANGHAI).date().isoformat()
