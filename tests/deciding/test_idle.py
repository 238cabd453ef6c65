"""What is asked for in vain is refused, and leaves no record: most likely a number was mistyped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Scrapy

from monitor.deciding.operations import Operation, refuse_idle
from monitor.deciding.orders import Orders
from monitor.editing.events import ADD, MOVE, REMOVE, UNDO
from monitor.exceptions import MonitorError
from monitor.issue_calendar import IssueCalendar
from monitor.store.choices import DROP, TOP

Words = tuple[list[tuple[str, list[int]]], list[Operation]]


def test_an_article_outside_the_issue_is_not_moved_and_no_choice_taken_back_that_nobody_made(
    scrapy: Scrapy, home_with_week: Path
) -> None:
    folder = home_with_week / "bulletins" / "653"
    before = (folder / "bulletin.md").read_bytes()
    articles = [json.loads(line) for line in scrapy("articles", "653").stdout.splitlines()]
    ids = {each["url"]: each["id"] for each in articles}
    printed = [ids[each["url"]] for each in json.loads((folder / "bulletin.json").read_bytes())["articles"]]
    other = next(each["id"] for each in articles if each["id"] not in printed)
    for words, told in (
        (("--move", f"{other}:1"), f"编号 {other} 不在入选里，没有移动；要它，先加选：--add {other}。什么也没有改。"),
        (("--remove", other), f"编号 {other} 没有人选用，不用取消。什么也没有改。"),
        (("--remove", printed[0]), f"编号 {printed[0]} 是自动入选的，没有选用可取消；"
                                   f"不要它，用 --drop {printed[0]}。什么也没有改。"),
        (("--move", f"{printed[0]}:4"), f"--move {printed[0]}:4：本期只有 3 篇入选，没有这个位置。什么也没有改。"),
        (("--reopen",), "第653期没有定稿，没有什么可撤回；什么也没有改。"),
    ):  # fmt: skip
        refused = scrapy("bulletin", "653", *words)
        assert (refused.returncode, refused.stderr) == (2, f"错误：{told}\n")
    assert scrapy("bulletin", "653", "--history").stdout == ""
    assert (folder / "bulletin.md").read_bytes() == before
    done = scrapy("bulletin", "653", "--add", other, "--move", f"{other}:1", "--format", "json")
    assert done.returncode == 0, done.stderr
    first = json.loads((folder / "bulletin.json").read_bytes())["articles"][0]
    assert ids[first["url"]] == other
    assert scrapy("bulletin", "653", "--remove", other).returncode == 0
    assert scrapy("bulletin", "653", "--auto").returncode == 0
    others = [each["id"] for each in articles if each["id"] not in printed][:2]
    asked = ("--add", others[0], "--add", others[1], "--move", f"{printed[0]}:2", "--format", "json")
    assert scrapy("bulletin", "653", *asked).returncode == 0
    now = [ids[each["url"]] for each in json.loads((folder / "bulletin.json").read_bytes())["articles"]]
    assert now == [others[0], printed[0], others[1]], "the places are three: what was added took two"


@pytest.mark.parametrize(
    "operations",
    [
        [Operation(ADD, 9), Operation(MOVE, 9, 3)], [Operation(MOVE, 2, 1)], [Operation(MOVE, 2, 1), Operation(REMOVE, 2)],
        [Operation(REMOVE, 1)], [Operation(UNDO, 0), Operation(REMOVE, 9)],
    ],
)  # fmt: skip
def test_what_has_its_article_is_taken(operations: list[Operation]) -> None:
    refuse_idle(operations, picked=[1], shown=[2])


@pytest.mark.parametrize(
    "operations",
    [
        [Operation(MOVE, 9, 1)],
        [Operation(ADD, 9), Operation(MOVE, 9, 4)],
        [Operation(REMOVE, 2)],
        [Operation(REMOVE, 9)],
    ],
)
def test_what_has_none_is_not(operations: list[Operation]) -> None:
    with pytest.raises(MonitorError, match=f"{operations[0].id}.*什么也没有改。"):
        refuse_idle(operations, picked=[1], shown=[2])


def test_what_is_picked_and_dropped_in_several_options_is_all_taken(scrapy: Scrapy, home_with_week: Path) -> None:
    first, second, third, fourth = [json.loads(line)["id"] for line in scrapy("articles", "653").stdout.splitlines()][
        :4
    ]
    words = ("--pick", first, "--pick", second, "--drop", third, "--drop", fourth, "--force", "--format", "json")
    assert scrapy("bulletin", "653", *words).returncode == 0
    picked, dropped = scrapy("bulletin", "653", "--history").stdout.splitlines()
    assert f"选用 {first},{second}" in picked and f"不用 {third},{fourth}" in dropped


def test_a_command_that_is_given_twice_is_one_step(scrapy: Scrapy, home_with_week: Path) -> None:
    first, second = [json.loads(line)["id"] for line in scrapy("articles", "653").stdout.splitlines()][:2]

    def told(*words: object) -> list[str]:
        assert scrapy("bulletin", "653", "--format", "json", *words).returncode == 0
        return scrapy("bulletin", "653", "--history").stdout.splitlines()

    words = ("--drop", first, "--top", "4", "--add", second)
    once = told(*words)
    assert len(once) == 3
    assert told(*words) == once
    assert len(told(*words, "--editor", "李某")) == 6
    assert len(told(*words, "--reason", "再说一次")) == 9
    assert sum("（已撤销）" in line for line in told("--undo")) > sum("（已撤销）" in line for line in once)


def test_what_is_done_twice_is_one_step(scrapy: Scrapy, home_with_week: Path) -> None:
    first, second = [json.loads(line)["id"] for line in scrapy("articles", "653").stdout.splitlines()][:2]
    place, issue = f"sqlite:///{home_with_week / 'monitor.db'}", IssueCalendar().by_number(653)

    def told(words: Words, editor: str = "", reason: str = "") -> list[str]:
        orders = Orders(place, issue, editor, reason)
        orders.record(*words, lambda: [first, second])
        return orders.history()

    dropped, added = ([(DROP, [second])], []), ([], [Operation(ADD, second)])
    for words in (([(DROP, [first])], []), added, ([], [Operation(MOVE, second, 1)]), ([(TOP, [4])], [])):
        once = told(words)
        assert told(words) == once, f"{words} again is no step of its own"
        assert len(told(words, "李某")) == len(once) + 1, "another editor's stands for itself"
        assert len(told(words, "", "再说一次")) == len(once) + 2, "and so does a reason"
        undone = told(([], [Operation(UNDO, 0)]))
        assert sum("（已撤销）" in line for line in undone) > sum("（已撤销）" in line for line in once)
    once = told(dropped)
    assert len(told(added)) == len(once) + 1 and len(told(dropped)) == len(once) + 2
