"""One weekly run at a time: two would ask every outlet twice. One writer of an issue's folder at a time: of two the
later would write what it chose before the other's choice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.exceptions import MonitorError, system_reason
from monitor.files import prepare_folder
from monitor.terminal.output import say

_PATIENCE = 600  # seconds; who writes an issue may be fetching its pictures


@contextmanager
def only_run(home: Path) -> Iterator[None]:
    """Hold the run of this `home`. Raises MonitorError if another process has it; a killed one has it no more (the
    lock is the operating system's)."""
    prepare_folder(home)
    lock = FileLock(home / "run.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise MonitorError(
            f"另一个 scrapy weekly 或 schedule 正在用 {home} 运行；请等它结束，或换一个 MONITOR_HOME。"
        ) from None
    except OSError as error:
        raise _unopened(lock, error) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def only_writer(home: Path, folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the `folder` of an issue, from the choice of its articles until it is written; another process of this
    `home` that holds it is waited for so many seconds. Raises MonitorError if it does not let go."""
    locks = home / "locks"  # not in the folder: it may be somebody's own, and its files are counted
    prepare_folder(locks)
    lock = FileLock(locks / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.lock")
    try:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            say(f"另一个程序正在写 {folder}，等它写完。")
            lock.acquire(timeout=patience)
    except Timeout:
        raise MonitorError(f"另一个程序一直在写 {folder}；请等它结束再运行一次。") from None
    except OSError as error:
        raise _unopened(lock, error) from None
    try:
        yield
    finally:
        lock.release()


def _unopened(lock: FileLock, error: OSError) -> MonitorError:
    return MonitorError(f"锁文件打不开：{lock.lock_file}（{system_reason(error)}）；请检查它归谁所有。")
