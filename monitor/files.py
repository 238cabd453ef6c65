"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from monitor.exceptions import MonitorError, OutputError


def read_file(path: Path) -> bytes:
    """Return the content of a file that a person named. Raises MonitorError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MonitorError(f"文件打不开：{path}（{error.strerror}）") from error


def prepare_folder(folder: Path) -> None:
    """Create `folder` if need be and make sure that a file can be written there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"输出目录写不进：{folder}（{error.strerror}）；请修改权限或换一个目录（--out，MONITOR_HOME）。"
        ) from error


def write_file(path: Path, content: bytes) -> None:
    """Replace `path` by `content` in one step: written under a temporary name, then renamed. Raises OutputError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"文件写不进：{path}（{error.strerror}）") from error
