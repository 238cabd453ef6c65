"""Edits of an article that changes afterwards; the choices of earlier releases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from conftest import SAMPLE_WEEK, Scrapy
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from monitor.deciding.history import tell_history
from monitor.deciding.laying import Carried, LaidEntry, lay
from monitor.deciding.operations import Operation
from monitor.deciding.recording import Recorder, note_carried
from monitor.editing.edits import Kind
from monitor.editing.events import CARRY, DROP, EDIT, PICK, RENEW, RESET, STAY, TOP, Event, fold
from monitor.exceptions import MonitorError
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.choices import find_decision, find_events
from monitor.store.database import open_database, reading, writing
from monitor.store.models import Article


def crawl(url: str, *blocks: str, headline: str = "原题") -> None:
    item = ArticleItem("http://x.cn/1", "cnr", headline=headline, date_published=date(2025, 12, 10), key="1",
                       article_body="\n\n".join(blocks), reader="own:x", score=0.9)  # fmt: skip
    with writing(open_database(url)) as session:
        save(session, item, date(2025, 12, 12))


def do(url: str, *operations: Operation) -> None:
    with writing(open_database(url)) as session:
        Recorder(session, 653, "王某", "理由", [1], [1]).record(operations)


def printed(url: str) -> LaidEntry:
    with reading(open_database(url)) as session:
        return lay(session, session.get_one(Article, 1), "某报", find_decision(session, 653))


def edit(kind: Kind, block: int = 0, before: str = "", after: str = "") -> Operation:
    return Operation(EDIT, 1, kind=kind, block=block, before=before, after=after)


PICTURE = "![图注](http://x.cn/1.jpg)"


def test_edits_go_with_the_blocks_that_did_not_change(url: str) -> None:
    crawl(url, "一段。", "二段有错字。", "三段。", PICTURE)
    do(
        url, edit(Kind.HEADLINE, after="新题"), edit(Kind.CUT, 3), edit(Kind.CORRECT, 2, "错字", "对字"),
        edit(Kind.CAPTION, 4, after="新图注"), edit(Kind.NOTE, after="编者的话。"),
    )  # fmt: skip
    before = printed(url)
    crawl(url, "新加的一段。", "一段。", "二段有错字。", PICTURE, "三段。")
    after = printed(url)
    assert (after.version, after.carried, after.blocked) == (2, 1, "")
    assert (
        (after.entry.headline, after.entry.note) == ("新题", "编者的话。") == (before.entry.headline, before.entry.note)
    )
    assert after.entry.original_headline == "原题"
    assert after.entry.body == "\n\n".join(
        [
            "新加的一段。",
            "一段。",
            "二段有对字。（本刊更正：“错字”应为“对字”）",
            PICTURE.replace("图注", "新图注"),
            "（有删节）",
        ]
    )
    assert [each.block for each in after.edits] == [0, 5, 3, 4, 0]
    moved = [Carried(1, "新题", 1, 2)]
    assert str(moved[0]) == "新题：第 1 版上的改动移到第 2 版"
    with writing(open_database(url)) as session:
        for _ in range(2):  # each time it is written
            note_carried(session, 653, moved)
        *_, line = tell_history(find_events(session, 653))
        assert line.endswith("改动移到新版 1 第 1 版→第 2 版")
        assert sum(event.action == CARRY for event in find_events(session, 653)) == 1
    assert printed(url) == after


def test_of_a_paragraph_that_stands_twice_each_can_be_edited(url: str) -> None:
    crawl(url, "一段。", "二段。", "一段。")
    do(url, edit(Kind.CUT, 3))
    laid = printed(url)
    assert (laid.blocked, laid.entry.body.split("\n\n")) == ("", ["一段。", "二段。", "（有删节）"])


@pytest.mark.parametrize(
    ("changed", "headline"),
    [(("一段。", "二段改了。"), "原题"), (("一段。",), "原题"), (("二段。", "一段。", "二段。"), "原题"), (("一段。", "二段。"), "改题")],
)  # fmt: skip
def test_an_edit_whose_place_changed_is_frozen_until_somebody_decides(
    url: str, changed: tuple[str, ...], headline: str
) -> None:
    crawl(url, "一段。", "二段。")
    do(url, edit(Kind.CUT, 2), edit(Kind.HEADLINE, after="新题"))
    crawl(url, *changed, headline=headline)
    assert "改动做在第 1 版上，第 2 版改了同一处，三选一：--renew 1" in printed(url).blocked
    with pytest.raises(MonitorError, match="三选一"):
        do(url, edit(Kind.NOTE, after="话"))
    do(url, Operation(STAY, 1))
    stays = printed(url)
    assert (stays.version, stays.entry.headline, stays.entry.body) == (1, "新题", "一段。\n\n（有删节）")
    with pytest.raises(MonitorError, match="先 --renew 1"):
        do(url, edit(Kind.NOTE, after="话"))
    crawl(url, "又改了。", "二段又改。")
    assert printed(url).blocked, "it was decided against the second version, not against the third"
    do(url, Operation(RENEW, 1))
    renewed = printed(url)
    assert (renewed.version, renewed.edits, renewed.entry.headline) == (3, (), "原题")
    do(url, edit(Kind.CUT, 1))
    assert printed(url).entry.body == "二段又改。\n\n（有删节）"


def _former(rows: list[tuple[str, list[int]]]) -> tuple[tuple[int, ...], set[int], int | None]:
    """The rule of earlier releases."""
    picks: tuple[int, ...] = ()
    dropped: set[int] = set()
    top = None
    for action, ids in rows:
        if action == PICK:
            picks, dropped = tuple(ids), dropped - set(ids)
        elif action == DROP:
            picks, dropped = tuple(each for each in picks if each not in ids), dropped | set(ids)
        elif action == TOP:
            top = ids[0]
        else:
            picks, dropped, top = (), set(), None
    return picks, dropped, top


ROWS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([PICK, DROP]), st.lists(st.integers(1, 6), min_size=1, max_size=4)),
        st.tuples(st.just(TOP), st.integers(1, 9).map(lambda each: [each])),
        st.just((RESET, [])),
    ),
    max_size=12,
)


@given(ROWS)
def test_the_choices_of_earlier_releases_come_to_what_they_came_to(rows: list[tuple[str, list[int]]]) -> None:
    decision = fold([Event(number, action, tuple(ids)) for number, (action, ids) in enumerate(rows, 1)])
    assert (decision.picks, decision.dropped, decision.top) == _former(rows)
    assert not (decision.edits or decision.stays or decision.final)


@pytest.mark.parametrize("revision", ["0002", "0004", "0009"])
def test_stored_choices_become_events(url: str, revision: str) -> None:
    rows = [("pick", "[3, 1]"), ("drop", "[2, 1]"), ("top", "[4]"), ("pick", "[2, 5]"), ("drop", "[9]")]
    engine = create_engine(url.replace("/a folder", ""))
    config = Config()
    config.set_main_option("script_location", "monitor.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for action, ids in rows:
            connection.execute(
                text(
                    "INSERT INTO choice (issue, action, article_ids, reason, made_at) VALUES (653, :a, :i, '旧', :at)"
                ),
                {"a": action, "i": ids, "at": datetime(2025, 12, 12, tzinfo=UTC).isoformat(" ")},
            )
    engine.dispose()
    with reading(open_database(url.replace("/a folder", ""))) as session:
        decision = find_decision(session, 653)
    assert (decision.picks, decision.dropped, decision.top) == ((2, 5), {1, 9}, 4)


def test_the_command_line_edits_tells_takes_back_and_closes(scrapy: Scrapy, home_with_week: Path) -> None:
    first, second, third = (
        int(line.split("编号 ")[1].split("，")[0])
        for line in scrapy("bulletin", "653", "--format", "md").stderr.splitlines()
        if line.startswith(("  1. ", "  2. ", "  3. "))
    )
    blocks = scrapy("bulletin", "653", "--show", first).stdout.splitlines()
    assert blocks[1].startswith("1. ")
    asked = ("--move", f"{third}:1", "--title", f"{first}:改过的题", "--cut", f"{first}:2", "--correct",
             f"{first}:1:{blocks[1][3:7]}=>四字", "--preface", "本期的话。", "--editor", "王某", "--reason", "有误")  # fmt: skip
    process = scrapy("bulletin", "653", *asked, "--format", "md,json")
    assert process.returncode == 0, process.stderr
    assert "DEBUG" not in process.stderr
    assert ". 改过的题（" in process.stderr, "what is printed, not what the page says"
    text = (home_with_week / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    assert "改过的题" in text and "（有删节）" in text and "本刊更正" in text and "本期的话。" in text
    lines = [line for line in text.splitlines() if line.startswith("#### ")]
    proof = scrapy("verify", "653")
    assert (proof.returncode, "改题 1" in proof.stderr, "删段 1" in proof.stderr) == (0, True, True), proof.stderr
    refused = scrapy("bulletin", "653", "--title", f"{first}:别的题", "--editor", "李某")
    assert (refused.returncode, "王某" in refused.stderr, "您的没有存" in refused.stderr) == (2, True, True)
    closed = scrapy("bulletin", "653", "--undo", "--editor", "王某", "--final")
    assert "本期的话。" not in (home_with_week / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    assert "已定稿" in closed.stderr
    history = scrapy("bulletin", "653", "--history").stdout.splitlines()
    assert "（已撤销）" in next(line for line in history if "导语" in line)
    assert "定稿" in history[-1] and "王某" in history[-1]
    assert "已由 王某" in scrapy("bulletin", "653", "--drop", second).stderr
    weekly = scrapy("weekly", "653", "--outlets", "people", "--replay", SAMPLE_WEEK)
    assert "定稿，只抓取入库" in weekly.stderr
    again = scrapy("bulletin", "653", "--reopen", "--format", "md")
    assert again.returncode == 0, again.stderr
    now = (home_with_week / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    assert [line for line in now.splitlines() if line.startswith("#### ")] == lines
