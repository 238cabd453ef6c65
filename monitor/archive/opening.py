"""Where a record is read: from the file in the home's archive, else by range from the shared archive."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings

from monitor.archive.record import MOST, OPEN_SUFFIX, Record, load_record, read_record
from monitor.archive.shared import SharedArchive, open_shared
from monitor.configuration import home
from monitor.exceptions import ArchiveError, OutputError, system_reason
from monitor.files import check_file, written_beside


@dataclass(frozen=True)
class Archive:
    """The WARC files in `folder`, and those of the `shared` archive, if there is one. `file` is a name as the store has
    it: relative to the folder, or an absolute path."""

    folder: Path
    shared: SharedArchive | None = None

    def load(self, file: str, offset: int, most: int = MOST) -> Record:
        """Return the record at `offset` (bytes) of `file`, as `load_record` does. Raises MonitorError if there is none,
        here or there."""
        path = self.folder / file
        if self.shared is None or self.has_here(file):
            check_file(path if path.exists() else path.with_name(path.name + OPEN_SUFFIX))
            return load_record(path, offset, most)
        with self.shared.reading(file, offset) as stream:
            return read_record(stream, f"{file}（共享存档）", offset, most)

    def has_here(self, file: str) -> bool:
        """Tell whether this machine has `file`, be it only under the name of one that is being written."""
        path = self.folder / file
        return path.exists() or path.with_name(path.name + OPEN_SUFFIX).exists()

    def has(self, file: str) -> bool:
        """Tell whether `file` is here, or in the shared archive as far as that answers."""
        if self.shared is None or self.has_here(file):
            return self.has_here(file)
        try:
            return self.shared.holds(file)
        except ArchiveError:
            return False

    def fetch(self, file: str) -> Path:
        """Return the path of `file`, for who reads all of it; it is copied here from the shared archive if need be.
        Raises ArchiveError, OutputError."""
        path = self.folder / file
        if self.shared is None or (path.is_absolute() and not path.is_relative_to(self.folder)):
            return path
        try:
            if path.exists():
                os.utime(path, (time.time(), path.stat().st_mtime))  # it is in use: monitor.proof.sending lets it be
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                with written_beside(path) as unfinished:
                    self.shared.fetch(path.relative_to(self.folder).as_posix(), unfinished)
                    unfinished.rename(path)
        except OSError as error:
            raise OutputError(f"存档写不进 {path.parent}：{system_reason(error)}") from error
        return path


def open_archive(settings: BaseSettings) -> Archive:
    """Return the archive of the settings' home. Raises MonitorError for an ARCHIVE_URL that cannot be used."""
    return Archive(home(settings) / "archive", open_shared(settings))


def find_files(settings: BaseSettings, files: Iterable[str]) -> tuple[Path, ...]:
    """Return the paths of `files` that a person named; one that is not there may be a name in the archive. Raises
    MonitorError."""
    archive = open_archive(settings)
    if archive.shared is None:
        return tuple(map(Path, files))
    return tuple(path if (path := Path(file)).exists() else archive.fetch(_inside(archive, path)) for file in files)


def _inside(archive: Archive, path: Path) -> str:
    folder, full = archive.folder.absolute(), path.absolute()
    return (full.relative_to(folder) if full.is_relative_to(folder) else path).as_posix()
