"""The folder of an issue: written as a whole, its former versions kept beside it as v1, v2 …"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.exceptions import OutputError
from monitor.files import prepare_folder, write_file

MASTER = "bulletin.md"
_BULLETIN = re.compile(r"bulletin\.\w+")
_OURS = re.compile(r"bulletin\.\w+|candidates\.\w+|coverage\.md")


def write_issue(folder: Path, contents: Mapping[str, bytes]) -> Path | None:
    """Write `contents` (path in the folder → bytes). If a form of the bulletin changes, by us or by somebody's hand,
    what was there is first copied to `folder`/vN, which is returned. If the text changed, a form of it that is not
    written anew goes. Each file is replaced in one step. Raises OutputError."""
    kept = None
    if MASTER in contents:
        before = {file.name: file.read_bytes() for file in folder.iterdir() if _BULLETIN.fullmatch(file.name)}
        new_text = MASTER in before and before[MASTER] != contents[MASTER]
        if new_text or any(contents.get(name, content) != content for name, content in before.items()):
            kept = _keep(folder)
        if new_text:  # forms and pictures of the former text
            former = {*before, *(f"images/{file.name}" for file in folder.glob("images/*.jpg"))}
            for name in former - set(contents):
                (folder / name).unlink()
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
