"""One weekly run at a time: two would ask every outlet twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from monitor.exceptions import MonitorError
from monitor.files import prepare_folder


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
        raise MonitorError(f"锁文件打不开：{lock.lock_file}（{error.strerror}）；请检查它归谁所有。") from None
    try:
        yield
    finally:
        lock.release()
