"""The folder of an issue: written as a whole, its former versions kept beside it as v1, v2 …"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.exceptions import OutputError
from monitor.files import prepare_folder, write_file

MASTER = "bulletin.md"
_OURS = re.compile(r"bulletin\.\w+|candidates\.\w+|coverage\.md")


def write_issue(folder: Path, contents: Mapping[str, bytes]) -> Path | None:
    """Write `contents` (path in the folder → bytes). If the bulletin changed, what was there is first copied to
    `folder`/vN, which is returned, and a bulletin in a form that is not written anew goes. Each file is replaced in
    one step. Raises OutputError."""
    master = folder / MASTER
    kept = None
    if MASTER in contents and master.is_file() and master.read_bytes() != contents[MASTER]:
        kept = _keep(folder)
        for file in (*folder.glob("bulletin.*"), *folder.glob("images/*.jpg")):
            if file.relative_to(folder).as_posix() not in contents:  # it belongs to the former text
                file.unlink()
    if any("/" in name for name in contents):
        prepare_folder(folder / "images")
    for name, content in contents.items():
        write_file(folder / name, content)
    return kept


def _keep(folder: Path) -> Path:
    numbers = [int(match[1]) for each in folder.iterdir() if (match := re.fullmatch(r"v(\d+)", each.name))]
    version = folder / f"v{max(numbers, default=0) + 1}"
    unfinished = folder / f".{version.name}"
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for file in _files(folder):
            target = unfinished / file.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(file, target)
        unfinished.rename(version)
    except OSError as error:
        raise OutputError(f"上一版存不下：{version}（{error.strerror}）；这一期没有改动。") from error
    return version


def _files(folder: Path) -> Iterator[Path]:
    yield from (file for file in folder.iterdir() if _OURS.fullmatch(file.name))
    yield from folder.glob("images/*.jpg")
