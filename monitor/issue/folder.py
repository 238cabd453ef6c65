"""The folder of an issue: written as a whole, its former versions kept beside it as v1, v2 …

It may be somebody's own folder with files of the same names in it. Therefore a list in it says which files the product
wrote, each with the digest of its content; only those are ever replaced or removed.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.exceptions import OutputError, system_reason
from monitor.files import Replacement, digest_of, drop_staged, is_folder, is_plain, staged

MASTER = "bulletin.md"
_LIST = ".zhoubao.json"
_PICTURES = "images"
_LISTS = ("candidates.", "coverage.")  # so begin the files beside the bulletin's forms
_OURS = re.compile(r"[^./\\\0][^/\\\0]*|images/\w+\.jpg")
_BEFORE_LISTS = re.compile(r"(?:bulletin|candidates)\.\w+|coverage\.md|images/\w+\.jpg")
Written = dict[str, Collection[str]]  # path in the folder → SHA-256 of what was written there, or was about to be


@dataclass(frozen=True)
class Prepared:
    """An issue that stands ready to be written to `folder`. `files` are the forms and pictures that it then has there,
    by name, with their SHA-256; `kept` is where the former version will lie, if it is kept."""

    folder: Path
    plan: Replacement
    files: Mapping[str, str]
    kept: Path | None

    def finish(self) -> None:
        """Write it; if this fails or is killed, the next run does (see `settle`). Raises OutputError."""
        try:
            self.plan.carry_out(self.folder)
        except OSError as error:
            raise OutputError(f"写到一半：{self.folder}（{system_reason(error)}）；再运行一次会接着写完。") from error


def write_issue(folder: Path, contents: Mapping[str, bytes], own: bool = False) -> Path | None:
    """Write `contents` (path in the folder → bytes) as one and return where the former version is kept, if it is. See
    `prepare`. Raises OutputError."""
    settle(folder)
    prepared = prepare(folder, contents, own)
    prepared.finish()
    return prepared.kept


def prepare(folder: Path, contents: Mapping[str, bytes], own: bool = False) -> Prepared:
    """Make ready to write `contents` (path in the folder → bytes); the issue that lies there stays as it is. If a form
    of the bulletin changes, or what somebody's hand has changed is to be replaced, what the product wrote there is
    copied for `folder`/vN. If the text changes, a form of it that is not written anew will go. `own`: see check_folder.
    Raises OutputError, also for a file in the way that the product did not write."""
    written = _read_list(folder, own)
    _refuse_strangers(folder, written, contents)
    new = {name: digest_of(content) for name, content in contents.items()}
    now = {name: digest_of((folder / name).read_bytes()) for name in written if is_plain(folder, name)}
    forms = {name for name in new if is_form(name)}
    new_text = bool(forms) and MASTER in now and now[MASTER] != new.get(MASTER)
    changed = {name for name in now if new.get(name, now[name]) != now[name]}
    by_hand = {name for name in changed if now[name] not in written[name]}
    gone = {name for name in now.keys() - new.keys() if new_text and _is_printed(name)}  # of the former text
    kept = _keep(folder, now) if new_text or by_hand or changed & forms else None
    listed = {name: {new[name]} if name in new else written[name] for name in sorted((now.keys() | new.keys()) - gone)}
    contents = {**contents, _LIST: _list(listed)}
    coming = {name: digest_of(content) for name, content in contents.items() if now.get(name) != new.get(name, "")}
    plan = Replacement({name: now[name] for name in sorted(gone | changed) if _is_printed(name)}, coming, kept)
    try:
        plan.stage(folder, contents)
    except OSError as error:
        drop_staged(folder)
        raise OutputError(f"写不进 {folder}（{system_reason(error)}）；这一期没有改动。") from error
    files = {name: min(each) for name, each in listed.items() if _is_printed(name)}
    return Prepared(folder, plan, files, folder / kept if kept else None)


def settle(folder: Path, printed: Mapping[str, str] | None = None) -> None:
    """Finish what a killed run began to write in `folder`, or undo what it had not begun. `printed`: the files of the
    issue as the store has it printed; what stands ready and is not that was never printed. Raises OutputError."""
    plan = _began(folder)
    try:
        if plan and (printed is None or all(printed.get(n) == new for n, new in plan.new.items() if _is_printed(n))):
            plan.carry_out(folder)
            return
        drop_staged(folder)
        _clear(folder / f".{_next_version(folder)}", [name for name in _read_list(folder, own=False) if name])
    except OSError as error:
        raise OutputError(f"上次写到一半的收拾不了：{folder}（{system_reason(error)}）；请检查权限和磁盘。") from error


def check_folder(folder: Path, names: Iterable[str], own: bool = False) -> None:
    """Raise OutputError if something in `folder` that the product did not write is in the way of one of `names`.
    `own`: the folder is the product's (under MONITOR_HOME), so what bears the name of one of its files there is one,
    though written before there was a list."""
    began = _began(folder)  # what a killed run has put there is not in the list yet
    ours = _read_list(folder, own) | dict.fromkeys(began.new if began else (), ())
    _refuse_strangers(folder, ours, dict.fromkeys(names))


def is_issue_folder(folder: Path) -> bool:
    """Whether an issue was written to `folder`, and not taken away since."""
    return is_plain(folder, _LIST)


def is_form(name: str) -> bool:
    """Whether `name`, a path in an issue's folder, is a form of the bulletin: no picture, no list beside it."""
    return "/" not in name and not name.startswith(_LISTS)


def _is_printed(name: str) -> bool:
    return name != _LIST and (is_form(name) or name.startswith(f"{_PICTURES}/"))


def written_forms(folder: Path, own: bool = False) -> list[str]:
    """Return the names of the bulletin's forms that the product wrote in `folder` and that are still there; none if its
    list cannot be read. `own`: see check_folder."""
    try:
        written = _read_list(folder, own)
    except OutputError:
        return []
    return sorted(name for name in written if is_form(name) and is_plain(folder, name))


def _began(folder: Path) -> Replacement | None:
    plan = staged(folder)
    names = [*plan.former, *plan.new] if plan else []
    ours = all(name == _LIST or _OURS.fullmatch(name) for name in names)  # one from elsewhere must not lead out either
    inside = not any("/" in name for name in names) or not (folder / _PICTURES).is_symlink()
    return plan if plan and ours and inside and re.fullmatch(r"v\d{1,9}", plan.kept or "v0") else None


def _refuse_strangers(folder: Path, written: Written, contents: Mapping[str, bytes | None]) -> None:
    for name, content in contents.items():
        path, parent = folder / name, (folder / name).parent
        if parent != folder and (parent.is_symlink() or parent.exists()) and not is_folder(parent):
            raise _stranger(parent)
        if path.is_symlink() or path.exists():
            plain = is_plain(folder, name)
            if not plain or (name not in written and path.read_bytes() != content):
                raise _stranger(path)


def _stranger(path: Path) -> OutputError:
    return OutputError(f"这里有不是本系统写的文件：{path}；没有改动它，请把它移走或改名，或换一个输出目录（--out）。")


def _read_list(folder: Path, own: bool) -> Written:
    file = folder / _LIST
    if not (file.is_symlink() or file.exists()):
        found = [each.relative_to(folder).as_posix() for each in (*folder.glob("*"), *folder.glob("images/*"))]
        old = (name for name in found if own and _BEFORE_LISTS.fullmatch(name) and is_plain(folder, name))
        return {name: {digest_of((folder / name).read_bytes())} for name in old}
    try:
        files = json.loads(file.read_bytes())["files"] if is_plain(folder, _LIST) else {"": ()}
        if all(_OURS.fullmatch(name) for name in files):  # a folder from elsewhere must not lead out of itself
            return {name: frozenset(map(str, digests)) for name, digests in files.items()}
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        pass
    raise _stranger(file)


def _list(written: Written) -> bytes:
    document = {"files": {name: sorted(written[name]) for name in sorted(written)}}
    return (json.dumps(document, indent=0) + "\n").encode()


def _next_version(folder: Path) -> str:
    numbers = [int(match[1]) for each in folder.iterdir() if (match := re.fullmatch(r"v(\d{1,9})", each.name))]
    return f"v{max(numbers, default=0) + 1}"


def _keep(folder: Path, names: Collection[str]) -> str:
    version = _next_version(folder)
    unfinished = folder / f".{version}"
    try:
        _clear(unfinished, names)
        for name in names:
            (unfinished / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, unfinished / name)
    except OSError as error:
        raise OutputError(f"上一版存不下：{folder / version}（{system_reason(error)}）；这一期没有改动。") from error
    return version


def _clear(unfinished: Path, names: Collection[str]) -> None:
    """Remove what a killed run left half copied, and nothing else."""
    if not is_folder(unfinished):
        return
    for name in names:
        if is_plain(unfinished, name):
            (unfinished / name).unlink()
    for emptied in (unfinished / _PICTURES, unfinished):
        if emptied.is_dir() and not any(emptied.iterdir()):
            emptied.rmdir()
