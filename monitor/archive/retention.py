"""Pruning the archive: old files go, those behind printed articles stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from pathlib import Path

from monitor.exceptions import OutputError, system_reason
from monitor.text.zone import SHANGHAI


def prune(archive: Path, kept: Collection[str], today: date, days: int) -> list[Path]:
    """Delete the finished WARC files that were written, and whose windows ended, more than `days` days before `today`,
    except those whose names (relative to `archive`) are in `kept`, and return what was deleted. `days` 0 keeps all.
    Raises OutputError."""
    deleted: list[Path] = []
    if days <= 0:
        return deleted
    for path in sorted(archive.glob("????-??-??/*.warc.gz")):
        try:
            until = date.fromisoformat(path.parent.name)
        except ValueError:
            continue  # not a folder of ours
        written = datetime.fromtimestamp(path.stat().st_mtime, SHANGHAI).date()
        old = max(until, written) < today - timedelta(days=days)  # an old issue may have been crawled yesterday
        if old and path.relative_to(archive).as_posix() not in kept:
            try:
                path.unlink()
            except OSError as error:
                raise OutputError(f"过期存档删不掉：{path}（{system_reason(error)}）；请检查权限。") from error
            deleted.append(path)
    return deleted
