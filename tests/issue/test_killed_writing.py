"""An issue is written as one: killed at any call that changes its folder, it is the old or the new one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from dying import dies_at
from scrapy.utils.project import get_project_settings
from sqlalchemy import URL, Engine, select
from tried import budget

from monitor.deciding.orders import Orders
from monitor.exceptions import MonitorError, OutputError
from monitor.files import digest_of
from monitor.issue.folder import check_folder, prepare, settle, write_issue
from monitor.issue.gathering import is_closed
from monitor.issue.writing import IssueWriter
from monitor.issue_calendar import IssueCalendar
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.choices import DROP, add_choice
from monitor.store.database import open_database, reading, writing
from monitor.store.versions import PrintedVersion
from monitor.topic.score import rule_digest

OLD = {"bulletin.md": b"1", "bulletin.docx": b"1", "candidates.md": b"1", "images/a.jpg": b"1"}
NEW = {"bulletin.md": b"2", "bulletin.html": b"2", "candidates.md": b"2", "images/b.jpg": b"2"}
NEXT = {"bulletin.md": b"3", "candidates.md": b"3"}


def lies(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def issue(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(("bulletin.", "images/"))}


def test_killed_at_each_call_it_is_the_old_or_the_new_issue(tmp_path: Path) -> None:
    seen = set()
    for number in range(1, 60):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_issue(folder, OLD)
        killed = dies_at(number, lambda: write_issue(folder, NEW))  # noqa: B023 (done at once)
        there = issue(lies(folder))
        assert there.items() <= issue(OLD).items() or there.items() <= issue(NEW).items(), "a mixture"
        check_folder(folder, [*OLD, *NEW])
        settle(folder)
        now = lies(folder)
        listed = json.loads(now.pop(".zhoubao.json"))["files"]
        inside = {name: content for name, content in now.items() if not name.startswith("v1/")}
        former = {name.removeprefix("v1/"): content for name, content in now.items() if name.startswith("v1/")}
        assert (inside, former) in ((OLD, {}), (NEW, OLD)), number
        assert listed.keys() == inside.keys()
        seen.add(inside == NEW)
        write_issue(folder, NEXT)
        assert {each.name for each in folder.iterdir()} == {
            ".zhoubao.json", "images", *NEXT, *(("v1", "v2") if inside == NEW else ("v1",))
        }  # fmt: skip
        assert lies(folder / ("v2" if inside == NEW else "v1")) == inside
        if not killed:
            break
    assert killed is False
    assert number > 15
    assert seen == {True, False}


HEADLINES = ("全民健康信息平台上线", "电子病历互联互通", "智慧医院建设提速")


def stored(database: Path) -> None:
    """Three articles, the first the best."""
    with writing(open_database(f"sqlite:///{database}")) as session:
        for number, headline in enumerate(HEADLINES, 1):
            item = ArticleItem(f"http://x.cn/{number}", "cnr", headline=headline, date_published=date(2025, 12, 10),
                               key=str(number), article_body=f"{headline}，医院人工智能诊断。", reader="own:x",
                               score=1 - number / 10, scored_by=rule_digest())  # fmt: skip
            save(session, item, date(2025, 12, 12))
    open_database(f"sqlite:///{database}").dispose()


def engine_of(home: Path) -> Engine:
    """The engine that the writer has too."""
    return open_database(URL.create("sqlite", database=str(home / "monitor.db")))


def write(writer: IssueWriter, home: Path, drop: int | None = None) -> None:
    """Write the issue as a command does, one article less to choose from."""
    engine = engine_of(home)
    engine.dispose()  # what is open is open on a file that is gone; a new engine would compile all statements anew
    if drop:
        with writing(engine) as session:
            add_choice(session, 653, DROP, [drop], "")
    folder = home / "bulletins" / "653"
    folder.mkdir(parents=True, exist_ok=True)
    draft = writer.draft(IssueCalendar().by_number(653), folder, None)
    assert writer.write(draft, folder, ["json"]) == 0
    engine.dispose()


def test_killed_at_each_call_the_store_and_the_folder_tell_one_issue(tmp_path: Path) -> None:
    """The real store, exporters and feeds. After the kill a third issue is written: the former ones that it finds are
    whole, and as many as were printed."""
    home, out = tmp_path / "home", tmp_path / "home" / "bulletins" / "653"
    settings = get_project_settings()
    settings.setdict({"MONITOR_HOME": str(home), "BULLETIN_TOP": 1, "BULLETIN_PICTURES": False}, priority="cmdline")
    writer = IssueWriter(settings, cast("Any", object()))  # no picture is fetched
    stored(home / "monitor.db")
    write(writer, home)
    made = home.rename(tmp_path / "made")
    ways = set()
    for number in range(1, 90, budget(2, 1)):  # in CI every second call
        shutil.copytree(made, home)
        killed = dies_at(number, lambda: write(writer, home, drop=1))
        write(writer, home, drop=2)
        kept = [json.loads((each / "bulletin.json").read_bytes()) for each in sorted(out.glob("v*"))]
        with reading(engine_of(home)) as session:
            versions = session.scalars(select(PrintedVersion).order_by(PrintedVersion.number)).all()
        told = [each.entries[0]["headline"] for each in versions]
        assert [each["articles"][0]["title"] for each in kept] == told[:-1]
        assert versions[-1].files == {name: digest_of(each) for name, each in issue(lies(out)).items()}
        assert list(home.rglob(".*")) == [out / ".zhoubao.json"], number
        ways.add(tuple(told))
        shutil.rmtree(home)
        if not killed:
            break
    assert killed is False
    assert number > 20
    assert ways >= {HEADLINES, (HEADLINES[0], HEADLINES[2])}


def test_an_issue_that_is_closed_while_it_is_made_is_not_written(tmp_path: Path) -> None:
    settings = get_project_settings()
    settings.setdict({"MONITOR_HOME": str(tmp_path), "BULLETIN_PICTURES": False}, priority="cmdline")
    stored(tmp_path / "monitor.db")
    open_database.cache_clear()
    writer, issue, folder = (
        IssueWriter(settings, cast("Any", object())),
        IssueCalendar().by_number(653),
        tmp_path / "653",
    )
    folder.mkdir()
    draft = writer.draft(issue, folder, None)
    Orders(f"sqlite:///{tmp_path / 'monitor.db'}", issue, "王某").close()
    with pytest.raises(MonitorError, match="第653期已由 王某 .* 定稿"):
        writer.write(draft, folder, [])
    assert not lies(folder)
    assert is_closed(settings, issue)


def test_what_was_ready_and_is_not_printed_is_dropped(tmp_path: Path) -> None:
    write_issue(tmp_path, OLD)
    before = lies(tmp_path)
    former = {name: json.loads(before[".zhoubao.json"])["files"][name][0] for name in issue(OLD)}
    ready = prepare(tmp_path, NEW)
    assert lies(tmp_path).items() >= before.items()
    settle(tmp_path, former)
    assert lies(tmp_path) == before
    assert not [each for each in tmp_path.iterdir() if each.name.startswith((".v", ".zhoubao.next"))]
    ready = prepare(tmp_path, NEW)
    settle(tmp_path, ready.files)
    assert issue(lies(tmp_path)) == issue(NEW)


def test_what_a_hand_changed_since_the_kill_is_not_overwritten(tmp_path: Path) -> None:
    write_issue(tmp_path, OLD)
    prepare(tmp_path, NEW)
    (tmp_path / "bulletin.md").write_bytes(b"edited meanwhile")
    with pytest.raises(OutputError, match=r"有人改了 .*bulletin\.md"):
        settle(tmp_path)
    assert (tmp_path / "bulletin.md").read_bytes() == b"edited meanwhile"


@pytest.mark.parametrize(
    "twist",
    [
        lambda plan: plan["new"].update({"../precious.jpg": ""}),
        lambda plan: plan["former"].update({"images/../../precious.jpg": ""}),
        lambda plan: plan.update(kept="../v1"),
        lambda plan: plan.update(new=[]),
        lambda plan: plan.pop("former"),
    ],
)
def test_what_stands_ready_from_elsewhere_leads_nowhere(
    tmp_path: Path, twist: Callable[[dict[str, object]], object]
) -> None:
    folder, precious = tmp_path / "out", tmp_path / "precious.jpg"
    folder.mkdir()
    precious.write_bytes(b"theirs")
    write_issue(folder, OLD)
    prepare(folder, NEW)
    file = folder / ".zhoubao.next" / "plan.json"
    plan = json.loads(file.read_bytes())
    twist(plan)
    file.write_text(json.dumps(plan))
    settle(folder)
    assert precious.read_bytes() == b"theirs"
    assert issue(lies(folder)) == issue(OLD)
    shutil.rmtree(folder)
