"""The README's promises that a test can hold."""

import re

from conftest import PROJECT, Scrapy

README = (PROJECT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"```sh\n(.+?)\n```", README, re.DOTALL)


def test_ci_runs_the_second_command_verbatim() -> None:
    assert len(COMMANDS) == 2
    assert COMMANDS[1] in (PROJECT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_command_of_the_table_exists(scrapy: Scrapy) -> None:
    listed = set(re.findall(r"^  (\w+) ", scrapy().stdout, re.MULTILINE))
    assert set(re.findall(r"\| `scrapy (\w+)", README)) <= listed
