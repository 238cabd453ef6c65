"""Files that a person names, and writing so that a reader never meets half of one."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from monitor.exceptions import MonitorError, OutputError, system_reason

_STAGE, _PLAN = ".zhoubao.next", "plan.json"
_MOST = 64 << 20  # bytes; the JSON of twenty years of issues has a third of it


def check_file(path: Path) -> None:
    """Make sure that `path`, which a person named, is a file: a pipe or a device may have no end. Raises
    MonitorError."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        raise MonitorError(f"文件打不开：{path}（{system_reason(error)}）") from error
    if not stat.S_ISREG(mode):
        raise MonitorError(f"不是普通文件：{path}（目录、管道和设备都不读）")


def read_file(path: Path, most: int = _MOST) -> bytes:
    """Return the content of a file that a person named. Raises MonitorError if it cannot be read, is no file, or has
    more than `most` bytes."""
    check_file(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise MonitorError(f"文件打不开：{path}（{system_reason(error)}）") from error
    if len(content) > most:
        raise MonitorError(f"文件太大：{path}，超过 {most} 字节")
    return content


def check_target(path: Path) -> None:
    """Make sure that a file can be written at `path`, and that nothing else is there. Raises OutputError."""
    try:
        if path.exists() and not path.is_file() and path.resolve() != Path(os.devnull):
            raise OutputError(f"写不进：{path} 不是普通文件；请换一个文件名。")
        path.open("a").close()
    except (OSError, ValueError) as error:
        raise OutputError(f"写不进：{path}（{system_reason(error)}）；请换一个文件名。") from error


def relative(path: Path) -> Path:
    """Return `path` as somebody in the working folder would write it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def prepare_folder(folder: Path) -> None:
    """Create `folder` if need be and make sure that a file can be written there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"输出目录写不进：{folder}（{system_reason(error)}）；请修改权限或换一个目录（--out，MONITOR_HOME）。"
        ) from error


def clear_beside(path: Path) -> None:
    """Remove what killed processes left of their writing to `path`."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*"):
        if left.suffix[1:].isdecimal() and not is_alive(int(left.suffix[1:])):
            left.unlink(missing_ok=True)


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A file beside `path` of this process's own, to be moved there when it is whole; it is gone afterwards, and so is
    what killed processes left of theirs."""
    clear_beside(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """Replace `path` by `content` in one step: written under a temporary name, then renamed. Raises OutputError."""
    try:
        with written_beside(path) as temporary:
            temporary.write_bytes(content)
            temporary.replace(path)
    except OSError as error:
        raise OutputError(f"文件写不进：{path}（{system_reason(error)}）") from error


@dataclass(frozen=True)
class Replacement:
    """Files of a folder that are replaced as one: all stand ready beside it, and what a killed run began, the next
    finishes. Paths are in the folder; digests are SHA-256."""

    former: dict[str, str]  # path → digest of what lies there and makes room first: at no moment do both lie there
    new: dict[str, str]  # path → digest, in the order in which they come
    kept: str | None  # the name of a subfolder that is ready under this name with a dot

    def stage(self, folder: Path, contents: Mapping[str, bytes]) -> None:
        """Put the new files beside `folder`'s own. Raises OSError."""
        drop_staged(folder)
        (folder / _STAGE).mkdir()
        for name in self.new:
            target = folder / _STAGE / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(contents[name])
        write_file(folder / _STAGE / _PLAN, json.dumps(asdict(self)).encode())

    def carry_out(self, folder: Path) -> None:
        """Put the new files in the place of the former ones, or go on with that. Raises OutputError for a file there
        that is neither, OSError."""
        stage = folder / _STAGE
        if self.kept and (folder / f".{self.kept}").is_dir():
            (folder / f".{self.kept}").rename(folder / self.kept)
        for name, digest in self.former.items():
            if (name not in self.new or (stage / name).exists()) and (folder / name).exists():
                if digest_of((folder / name).read_bytes()) != digest:
                    raise OutputError(f"写到一半时有人改了 {folder / name}；请把它移走或改名，再运行一次。")
                (folder / name).unlink()
        for name in self.new:
            if (stage / name).exists():
                (folder / name).parent.mkdir(exist_ok=True)
                (stage / name).replace(folder / name)
        drop_staged(folder)


def staged(folder: Path) -> Replacement | None:
    """Return what a killed run was about to do in `folder`, as it stands there, whoever wrote it; None if there is
    nothing, or it was not ready."""
    try:
        plan = Replacement(**json.loads((folder / _STAGE / _PLAN).read_bytes()))
        return plan if isinstance(plan.former, dict) and isinstance(plan.new, dict) else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def drop_staged(folder: Path) -> None:
    """Remove what stands ready in `folder`, the plan last: what it moves is gone by then or not wanted. Raises
    OSError."""
    stage = folder / _STAGE
    if is_folder(stage):
        for each in sorted(stage.rglob("*"), key=lambda path: (path == stage / _PLAN, -len(path.parts))):
            each.rmdir() if each.is_dir() else each.unlink()
        stage.rmdir()


def is_plain(folder: Path, name: str) -> bool:
    """Whether `name` is a file of `folder` itself: no pipe, and no way out of it."""
    path = folder / name
    inside = path.parent == folder or is_folder(path.parent)
    return inside and path.exists() and stat.S_ISREG(path.lstat().st_mode)


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder, and no way to one elsewhere."""
    return path.is_dir() and not path.is_symlink()


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of `content`, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def is_alive(process: int) -> bool:
    """Tell whether there is a process of this number on this machine."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def without_clock(archive: io.BytesIO) -> bytes:
    """Return a ZIP archive, as a Word file is one, with its members as they are, but for the time of writing."""
    made = io.BytesIO()
    with ZipFile(archive) as given, ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name in given.namelist():
            packed.writestr(ZipInfo(name), given.read(name), ZIP_DEFLATED)
    return made.getvalue()
