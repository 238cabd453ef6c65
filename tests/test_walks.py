"""The walks of docs/walks, played as they stand: in a fresh clone, with an empty home, on a terminal of 80 columns.

A walk is Markdown; what is typed and answered stands in its blocks of `console`, in the manner of cram: `$ ` before a
command, its outputs below as they come, `[3]` at their end for an exit code that is not 0. `...` stands for anything
within a line, alone on a line for any lines. `‹name›` stands for a word that varies; typed later it is the word that
came. (cram itself would start a process for each command; here those of scrapy are forked.)
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import PROJECT, Forker, clone

WALKS = [*sorted((PROJECT / "docs" / "walks").glob("*.md")), PROJECT / "README.zh-CN.md"]  # and the editor's manual
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_STEP = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_VARIES = re.compile(r"^\.\.\.\n|\.\.\.|‹(\w+)›", re.MULTILINE)
Shell = Callable[[str], str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Forker]]:
    folder = clone(tmp_path_factory.mktemp("office") / "zhoubao")
    with closing(Forker(folder)) as forker:
        yield folder, forker


@pytest.fixture
def shell(office: tuple[Path, Forker], tmp_path: Path) -> Shell:
    """Runs a line as a shell would, and returns what stands on the screen then."""
    folder, forker = office
    for command in (("reset", "-q", "--hard"), ("clean", "-qfdx", "-e", "__pycache__")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    path = os.pathsep.join([str(forker.scrapy.parent), str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {"HOME": str(tmp_path), "PATH": path, "COLUMNS": "80", "LANG": "C.UTF-8", "PYTHONPATH": str(folder)}
    env["MYPY_CACHE_DIR"] = str(PROJECT / ".mypy_cache")  # the clone's modules are the same

    def run(line: str) -> str:
        done = subprocess.run(
            ["bash", "-c", line], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return _screen(done.stdout, done.returncode)

    return run


def _screen(text: str, code: int) -> str:
    text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    return text + (f"[{code}]\n" if code else "")


def _pattern(expected: str, known: dict[str, str]) -> str:
    """`expected` as a regular expression that takes a name not yet `known` for a word."""
    parts, end = [], 0
    for match in _VARIES.finditer(expected):
        parts.append(re.escape(expected[end : match.start()]))
        end, name = match.end(), match[1]
        if not name:
            parts.append(r"(?:.*\n)*?" if match[0] == "...\n" else ".*?")
        elif name in known:
            parts.append(re.escape(known[name]))
        else:
            parts.append(f"(?P={name})" if f"(?P<{name}>" in "".join(parts) else rf"(?P<{name}>[^\s，,]+?)")
    return "".join(parts) + re.escape(expected[end:])


@pytest.mark.parametrize("walk", WALKS, ids=lambda path: path.stem)
def test_a_walk_goes_as_it_is_written(walk: Path, shell: Shell) -> None:
    known: dict[str, str] = {}
    steps = [step for block in _BLOCK.findall(walk.read_text("utf-8")) for step in _STEP.findall(block)]
    assert steps
    for line, expected in steps:
        typed = line
        for name, word in known.items():
            typed = typed.replace(f"‹{name}›", word)
        seen = shell(typed)
        found = re.fullmatch(_pattern(expected, known), seen)
        if not found:
            assert f"$ {line}\n{seen}" == f"$ {line}\n{expected}", f"known: {known}"
        else:
            known |= found.groupdict()


def test_the_editors_walk_begins_as_the_readme_does() -> None:
    readme, walk = ((PROJECT / name).read_text("utf-8") for name in ("README.md", "docs/walks/editor.md"))
    first = re.findall(r"\.venv/bin/(scrapy .+)", readme)[0]
    assert _STEP.findall(_BLOCK.findall(walk)[0])[0][0] == first
