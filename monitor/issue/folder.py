"""The folder of an issue: written as a whole, its former versions kept beside it as v1, v2 …

It may be somebody's own folder with files of the same names in it. Therefore a list in it says which files the product
wrote, each with the digest of its content; only those are ever replaced or removed.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from monitor.exceptions import OutputError
from monitor.files import prepare_folder, write_file

MASTER = "bulletin.md"
_LIST = ".zhoubao.json"
_PICTURES = "images"
_LISTS = ("candidates.", "coverage.")  # so begin the files beside the bulletin's forms
_OURS = re.compile(r"[^./\\\0][^/\\\0]*|images/\w+\.jpg")
_BEFORE_LISTS = re.compile(r"(?:bulletin|candidates)\.\w+|coverage\.md|images/\w+\.jpg")
Written = Mapping[str, Collection[str]]  # path in the folder → SHA-256 of what was written there, or was about to be


def write_issue(folder: Path, contents: Mapping[str, bytes], own: bool = False) -> Path | None:
    """Write `contents` (path in the folder → bytes). If a form of the bulletin changes, or what somebody's hand has
    changed is to be replaced, what the product wrote there is first copied to `folder`/vN, which is returned. If the
    text changed, a form of it that is not written anew goes. Each file is replaced in one step. `own`: see
    check_folder. Raises OutputError, also for a file in the way that the product did not write."""
    written = _read_list(folder, own)
    _refuse_strangers(folder, written, contents)
    new = {name: _digest(content) for name, content in contents.items()}
    now = {name: _digest((folder / name).read_bytes()) for name in written if _is_plain(folder, name)}
    forms = {name for name in new if is_form(name)}
    new_text = bool(forms) and MASTER in now and now[MASTER] != new.get(MASTER)
    changed = {name for name in now if new.get(name, now[name]) != now[name]}
    by_hand = {name for name in changed if now[name] not in written[name]}
    kept = _keep(folder, now) if new_text or by_hand or changed & forms else None
    if new_text:  # forms and pictures of the former text
        for name in now.keys() - new.keys():
            if is_form(name) or name.startswith(_PICTURES):
                (folder / name).unlink()
    # Before the files: of a run that is killed here everything is known as the product's.
    _write_list(folder, {name: {*written.get(name, ()), new.get(name, "")} - {""} for name in (*written, *new)})
    if any("/" in name for name in contents):
        prepare_folder(folder / _PICTURES)
    for name, content in contents.items():
        write_file(folder / name, content)
    _write_list(folder, {name: {new[name]} if name in new else written[name] for name in now.keys() | new.keys()
                         if (folder / name).exists()})  # fmt: skip
    return kept


def is_issue_folder(folder: Path) -> bool:
    """Whether an issue was written to `folder`, and not taken away since."""
    return _is_plain(folder, _LIST)


def check_folder(folder: Path, names: Iterable[str], own: bool = False) -> None:
    """Raise OutputError if something in `folder` that the product did not write is in the way of one of `names`.
    `own`: the folder is the product's (under MONITOR_HOME), so what bears the name of one of its files there is one,
    though written before there was a list."""
    _refuse_strangers(folder, _read_list(folder, own), dict.fromkeys(names))


def is_form(name: str) -> bool:
    """Whether `name`, a path in an issue's folder, is a form of the bulletin: no picture, no list beside it."""
    return "/" not in name and not name.startswith(_LISTS)


def written_forms(folder: Path, own: bool = False) -> list[str]:
    """Return the names of the bulletin's forms that the product wrote in `folder` and that are still there; none if its
    list cannot be read. `own`: see check_folder."""
    try:
        written = _read_list(folder, own)
    except OutputError:
        return []
    return sorted(name for name in written if is_form(name) and _is_plain(folder, name))


def _refuse_strangers(folder: Path, written: Written, contents: Mapping[str, bytes | None]) -> None:
    for name, content in contents.items():
        path, parent = folder / name, (folder / name).parent
        if parent != folder and (parent.is_symlink() or parent.exists()) and not _is_folder(parent):
            raise _stranger(parent)
        if path.is_symlink() or path.exists():
            plain = _is_plain(folder, name)
            if not plain or (name not in written and path.read_bytes() != content):
                raise _stranger(path)


def _stranger(path: Path) -> OutputError:
    return OutputError(f"这里有不是本系统写的文件：{path}；没有改动它，请把它移走或改名，或换一个输出目录（--out）。")


def _read_list(folder: Path, own: bool) -> Written:
    file = folder / _LIST
    if not (file.is_symlink() or file.exists()):
        found = [each.relative_to(folder).as_posix() for each in (*folder.glob("*"), *folder.glob("images/*"))]
        old = (name for name in found if own and _BEFORE_LISTS.fullmatch(name) and _is_plain(folder, name))
        return {name: {_digest((folder / name).read_bytes())} for name in old}
    try:
        files = json.loads(file.read_bytes())["files"] if _is_plain(folder, _LIST) else {"": ()}
        if all(_OURS.fullmatch(name) for name in files):  # a folder from elsewhere must not lead out of itself
            return {name: frozenset(map(str, digests)) for name, digests in files.items()}
    except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        pass
    raise _stranger(file)


def _write_list(folder: Path, written: Written) -> None:
    document = {"files": {name: sorted(written[name]) for name in sorted(written)}}
    write_file(folder / _LIST, (json.dumps(document, indent=0) + "\n").encode())


def _keep(folder: Path, names: Collection[str]) -> Path:
    numbers = [int(match[1]) for each in folder.iterdir() if (match := re.fullmatch(r"v(\d{1,9})", each.name))]
    version = folder / f"v{max(numbers, default=0) + 1}"
    unfinished = folder / f".{version.name}"
    try:
        _clear(unfinished, names)
        unfinished.mkdir()
        for name in names:
            target = unfinished / name
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(folder / name, target)
        unfinished.rename(version)
    except OSError as error:
        raise OutputError(f"上一版存不下：{version}（{error.strerror}）；这一期没有改动。") from error
    return version


def _clear(unfinished: Path, names: Collection[str]) -> None:
    """Remove what a killed run left half copied, and nothing else."""
    if not _is_folder(unfinished):
        return
    for name in names:
        if _is_plain(unfinished, name):
            (unfinished / name).unlink()
    for emptied in (unfinished / _PICTURES, unfinished):
        with suppress(FileNotFoundError):
            emptied.rmdir()


def _is_plain(folder: Path, name: str) -> bool:
    """Whether `name` is a file of `folder` itself: no pipe, and no way out of it."""
    path = folder / name
    inside = path.parent == folder or _is_folder(path.parent)
    return inside and path.exists() and stat.S_ISREG(path.lstat().st_mode)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
