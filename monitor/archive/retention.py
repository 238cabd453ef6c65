"""Pruning the archive: old files go, those behind printed articles stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path


def prune(archive: Path, kept: Collection[str], today: date, days: int) -> list[Path]:
    """Delete the finished WARC files of the windows that ended more than `days` days before `today`, except those
    whose names (relative to `archive`) are in `kept`, and return what was deleted. `days` 0 keeps all."""
    deleted: list[Path] = []
    if days <= 0:
        return deleted
    for path in sorted(archive.glob("????-??-??/*.warc.gz")):
        try:
            until = date.fromisoformat(path.parent.name)
        except ValueError:
            continue  # not a folder of ours
        if until < today - timedelta(days=days) and path.relative_to(archive).as_posix() not in kept:
            path.unlink()
            deleted.append(path)
    return deleted
