"""The documents hold what they say: commands that run, links that lead somewhere, tables that are fresh."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
from conftest import PROJECT, Scrapy

from monitor.outlet.registry import PARTY_PAPERS

sys.path.append(str(PROJECT / "tests" / "bench"))
import week_requests  # type: ignore[import-not-found]

sys.path.pop()  # whose desk.py is not the room

DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")]
_FENCED = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_HARMLESS = (
    "genspider -l",
    "readpage",
    "outlets",
)  # these run as they stand; the rest is run by other tests, see below
# Command → the test that runs it as the documents tell it.
ELSEWHERE = {
    "weekly": "test_commands", "bulletin": "test_commands", "health": "test_coverage", "why": "test_coverage",
    "verify": "test_evidence", "genspider": "test_newcomer", "savepage": "test_newcomer", "probe": "test_newcomer",
    "schedule": "test_scrapyd", "reread": "test_evidence", "movestore": "test_moving", "discover": "test_discover",
    "adopt": "test_adopt_command",
    "desk": "test_accounts_at_desk",
}  # fmt: skip


def lines() -> list[tuple[str, str]]:
    """Every command line of ours in the documents, with the document's name."""
    found = []
    for document in DOCUMENTS:
        for block in _FENCED.findall(document.read_text("utf-8")):
            for line in block.splitlines():
                if match := re.search(r"(?:^|/|\s)(scrapy .*)", line.split("  #")[0]):
                    found.append((document.name, match[1].strip()))
    return found


LINES = lines()


def test_there_are_lines_to_hold() -> None:
    assert len(LINES) >= 15


@pytest.mark.parametrize(("document", "line"), sorted(set(LINES)), ids=lambda value: value[:60])
def test_a_command_line_is_one_that_the_program_takes(scrapy: Scrapy, document: str, line: str) -> None:
    _, command, *words = shlex.split(line)
    if line.removeprefix("scrapy ").startswith(_HARMLESS):
        process = scrapy(command, *words)
        assert process.returncode == 0, process.stderr
        return
    (test,) = (PROJECT / "tests").rglob(f"{ELSEWHERE[command]}.py")
    assert f'"{command}"' in test.read_text("utf-8")
    options = _help(scrapy, command)
    for word in words:
        if word.startswith("-"):
            assert word in options, f"{document}: scrapy {command} has no {word}"


_KNOWN: dict[str, set[str]] = {}


def _help(scrapy: Scrapy, command: str) -> set[str]:
    if command not in _KNOWN:
        _KNOWN[command] = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", scrapy(command, "-h").stdout))
    return _KNOWN[command]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)\)", document.read_text("utf-8")):
        if not re.match(r"https?:", target):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_table_of_outlets_is_fresh(scrapy: Scrapy, name: str) -> None:
    text = (PROJECT / name).read_text("utf-8")
    kept = text.split("<!-- outlets: scrapy outlets --markdown -->")[1].split("<!-- /outlets -->")[0]
    assert kept.strip() == scrapy("outlets", "--markdown").stdout.strip()
    told = text.split("<!-- reach: scrapy outlets --map -->")[1].split("<!-- /reach -->")[0]
    shown = scrapy("outlets", "--map").stdout.strip().splitlines()
    assert told.strip() == shown[-1], "what is said of the provinces is what the map shows"
    rows = {line.split()[0]: line for line in shown if line.startswith("  ") and line.split()}
    assert set(PARTY_PAPERS) < set(rows), "no province is left out"


def test_the_requests_of_a_week_are_those_of_the_declarations() -> None:
    text = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    kept = text.split("<!-- requests: python tests/bench/week_requests.py -->")[1].split("<!-- /requests -->")[0]
    assert kept.strip().splitlines() == list(week_requests.rows()), "python tests/bench/week_requests.py"


def test_both_readmes_have_the_same_two_commands() -> None:
    first, second = (
        _FENCED.findall((PROJECT / name).read_text("utf-8"))[:2] for name in ("README.md", "README.zh-CN.md")
    )
    assert first == second


def test_every_command_of_the_program_is_in_the_readme() -> None:
    table = (PROJECT / "README.md").read_text("utf-8")
    ours = {path.stem for path in (PROJECT / "monitor" / "commands").glob("[a-z]*.py")}
    assert {name for name in ours if not re.search(rf"^\|.*`scrapy {name}\b.* \|", table, re.MULTILINE)} == set()
