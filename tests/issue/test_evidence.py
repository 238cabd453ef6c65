"""Proving what was printed, reading it again, importing past issues, keeping and pruning the archive."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Scrapy, copy_home
from sqlalchemy import create_engine, text

from monitor.archive.retention import prune
from monitor.backissues.exchange import read_issues
from monitor.exceptions import MonitorError, OutputError
from monitor.issue_calendar import IssueCalendar
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.database import open_database, writing
from monitor.terminal.output import in_one_line

WINDOW = {"start": "2025-11-29", "end": "2025-12-05"}
PRINTED = "云州省全民健康信息平台覆盖全部县级医院"


@pytest.fixture
def week(stored_few: Path, tmp_path: Path) -> Path:
    """The archive of a printed week that a test may harm."""
    copy_home(stored_few, tmp_path / "home")
    (archive,) = (tmp_path / "home" / "archive").rglob("*.warc.gz")
    return archive


def database(tmp_path: Path, statement: str) -> list[Any]:
    engine = create_engine(f"sqlite:///{tmp_path / 'home' / 'monitor.db'}")
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        rows = list(result) if result.returns_rows else []
    engine.dispose()
    return rows


def test_what_was_printed_is_proven_and_one_changed_byte_is_told(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    process = scrapy("verify", "653")
    assert process.returncode == 0, process.stderr
    assert "核对 3 篇，成立 3 篇" in process.stderr
    ((offset,),) = database(
        tmp_path,
        "SELECT evidence.offset FROM evidence JOIN printed_entry USING (article_id)"
        f" WHERE printed_entry.headline = '{PRINTED}'",
    )
    content = bytearray(week.read_bytes())
    content[offset + 300] ^= 1
    week.write_bytes(content)
    process = scrapy("verify", "653")
    assert process.returncode == 3
    lines = [line for line in process.stderr.splitlines() if line.startswith("第653期")]
    assert lines
    assert all(PRINTED in line for line in lines if "存档记录读不出" in line)
    assert all("被改过" in line for line in lines if "存档记录读不出" not in line), "all rest on the same file"
    week.unlink()
    process = scrapy("verify")
    assert (process.returncode, process.stderr.count("打不开")) == (3, 4), "one of the three has two pages"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE printed_entry SET body = body || char(10) || char(10) || '后加的一句话。'", "：不成立：刊出的第 "),
        ("UPDATE printed_entry SET headline = '另一个标题'", "标题：刊出“另一个标题”，存档页面“"),
        ("UPDATE evidence SET sha256 = 'x'", "存档内容与抓取时不符"),
        ("UPDATE evidence SET \"offset\" = 7", "存档记录读不出"),
        ("UPDATE evidence SET url = 'http://x.cn/'", "存档记录是另一个网址"),
        ("DELETE FROM evidence", "没有存档记录"),
    ],
)  # fmt: skip
def test_whatever_does_not_hold_is_told(scrapy: Scrapy, tmp_path: Path, week: Path, statement: str, words: str) -> None:
    database(tmp_path, statement)
    process = scrapy("verify", "653")
    assert process.returncode == 3
    assert words in process.stderr
    assert "成立 0 篇" in process.stderr


def test_nothing_printed_is_said(scrapy: Scrapy) -> None:
    process = scrapy("verify", "653")
    assert process.returncode == 1, "as its help says"
    assert process.stderr.startswith("错误：库里没有第653期的刊出记录")


def test_a_repaired_reader_repairs_the_past(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    """What a broken selector once stored is mended from the archive; what it was stays as a former version."""
    ((before,),) = database(tmp_path, f"SELECT article_body FROM article WHERE headline = '{PRINTED}'")
    database(tmp_path, f"UPDATE article SET headline = '分享', article_body = '扫一扫' WHERE headline = '{PRINTED}'")
    process = scrapy("reread", "653")
    assert process.returncode == 0, process.stderr
    assert f"有变化：{PRINTED}" in process.stderr
    assert "有变化 1 篇，没有存档 0 篇，读不出来 0 篇" in process.stderr
    rows = database(tmp_path, f"SELECT id, version, article_body FROM article WHERE headline = '{PRINTED}'")
    ((article, version, body),) = rows
    assert (version, body) == (2, before)
    ((content,),) = database(tmp_path, f"SELECT content FROM revision WHERE article_id = {article}")
    assert json.loads(content) == {"headline": "分享", "article_body": "扫一扫"}
    again = scrapy("reread", "653")
    assert "有变化 0 篇" in again.stderr
    process = scrapy("bulletin", "653")
    assert (process.returncode, "未运行 11" in process.stderr) == (3, True), "most outlets were not asked"
    assert scrapy("verify", "653").returncode == 0, "the new version has its evidence too"


def test_a_day_read_anew_is_stored_though_it_is_of_another_issue(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    database(tmp_path, f"UPDATE article SET published_on = '2025-12-03' WHERE headline = '{PRINTED}'")
    process = scrapy("reread", "652")
    assert process.returncode == 0, process.stderr
    assert database(tmp_path, f"SELECT published_on FROM article WHERE headline = '{PRINTED}'") == [("2025-12-08",)]


def test_an_archived_page_of_no_article_is_counted(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    database(tmp_path, "UPDATE evidence SET url = 'https://www.news.cn/unknown.html' WHERE page = 1 AND article_id = 1")
    process = scrapy("reread", "653")
    assert (process.returncode, "读不出来 1 篇" in process.stderr) == (3, True), process.stderr


def test_all_dropped_is_not_nothing_found(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    everything = ",".join(str(number) for (number,) in database(tmp_path, "SELECT id FROM article"))
    process = scrapy("bulletin", "653", "--drop", everything)
    assert process.returncode == 1
    assert "都已定为不用或往期已刊" in process.stderr
    assert "没有这一期的切题文章" not in process.stderr


def test_a_pick_that_left_the_window_is_told(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    ((number,),) = database(tmp_path, f"SELECT id FROM article WHERE headline = '{PRINTED}'")
    assert scrapy("bulletin", "653", "--pick", number).returncode == 3
    database(tmp_path, f"UPDATE article SET published_on = '2025-12-02' WHERE id = {number}")
    process = scrapy("bulletin", "653")
    assert f"选用的编号 {number} 已不在本期的窗口里" in process.stderr


def test_pages_that_are_gone_are_counted(scrapy: Scrapy, week: Path) -> None:
    week.unlink()
    process = scrapy("reread", "653")
    assert process.returncode == 3, process.stderr
    assert "读不出来 0 篇" not in process.stderr


def issue(number: int = 652, day: str = "2025-12-05", **changed: object) -> dict[str, object]:
    article = {
        "title": "“人工智能+医疗卫生”应用中试基地启用",
        "source": "云州日报",
        "url": "https://daily.yunzhou.example/2025/12/04/1.html",
        "date": "2025-12-04",
        "paragraphs": [
            "新华社青岚12月9日电（记者 许闻笛）“人工智能+医疗卫生”应用中试基地9日在青岚市启用，首批18家医疗机构、26款医疗大模型和智能体入驻。",
            "基地提供脱敏数据集、算力和测试环境。开发者可在可信数据空间内训练模型，由临床专家对智能预问诊、辅助诊断、病历质控等场景逐项测评。",
        ],
    }
    return {"number": number, "date": day, "articles": [article | changed]}


def test_a_story_of_a_past_issue_is_not_offered_again(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    file = tmp_path / "past.json"
    file.write_text(json.dumps([issue()], ensure_ascii=False), "utf-8")
    first = (tmp_path / "home" / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    assert "应用中试基地" in first
    process = scrapy("importissue", file)
    assert process.returncode == 0, process.stderr
    assert "已导入第652期" in process.stderr
    assert scrapy("bulletin", "653").returncode == 3
    assert "应用中试基地" not in (tmp_path / "home" / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    listed = (tmp_path / "home" / "bulletins" / "653" / "candidates.md").read_text("utf-8")
    section = listed.split("## 往期已刊")[1].split("## 未达切题线")[0]
    assert "应用中试基地" in section
    assert "已刊于第652期" in section
    assert "家刊发" in section
    assert scrapy("importissue", file).returncode == 0, "again is no harm"
    assert database(tmp_path, "SELECT count(*) FROM printed_entry WHERE issue = 652") == [(1,)]


def test_an_import_does_not_replace_what_an_editor_chose(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    """To correct an import is nobody's choice; to undo a person's takes a word."""
    file = tmp_path / "past.json"
    for day in ("2025-12-11", "2025-12-10"):
        article = issue(653, "2025-12-12", url=f"https://daily.yunzhou.example/{day}.html", date=day)
        file.write_text(json.dumps(article, ensure_ascii=False), "utf-8")
        first = scrapy("importissue", file, *(["--replace"] if day.endswith("11") else []))
        assert first.returncode == 0, first.stderr
    ((mine,),) = database(tmp_path, f"SELECT id FROM article WHERE headline = '{PRINTED}'")
    assert scrapy("bulletin", "653", "--pick", mine, "--reason", "主任定").returncode in (0, 3)
    before = database(tmp_path, "SELECT issue, article_id, body FROM printed_entry")
    refused = scrapy("importissue", file)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr
    assert "第653期（2025-12-12，2025-12-06 至 2025-12-12）有编辑的取舍" in refused.stderr
    assert database(tmp_path, "SELECT issue, article_id, body FROM printed_entry") == before
    assert scrapy("importissue", file, "--replace").returncode == 0
    told = scrapy("bulletin", "653", "--history")
    told = told.stdout + told.stderr
    assert [line.split()[2] for line in told.splitlines()] == ["选用"] * 4
    assert "主任定" in told


def test_who_imports_over_an_issue_that_was_written_here_says_so_and_is_told_so(
    scrapy: Scrapy, tmp_path: Path, week: Path
) -> None:
    file = tmp_path / "past.json"
    file.write_text(json.dumps(issue(653, "2025-12-12"), ensure_ascii=False), "utf-8")
    refused = scrapy("importissue", file)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr
    assert "第653期（2025-12-12，2025-12-06 至 2025-12-12）是这里写出的，文件与写出的不同（篇目）" in refused.stderr
    assert scrapy("verify", "653").returncode == 0
    assert scrapy("importissue", file, "--replace").returncode == 0
    told = scrapy("verify", "653")
    assert (
        "第653期在库里的记录被改过，或由导入的文件取代（importissue --replace）：与链的第 " in told.stdout + told.stderr
    )
    assert scrapy("bulletin", "653", "--auto").returncode in (0, 3)
    assert scrapy("verify", "653").returncode == 0, "written again, it holds"


def test_what_was_imported_is_neither_proven_nor_false(scrapy: Scrapy, tmp_path: Path, week: Path) -> None:
    file = tmp_path / "past.json"
    file.write_text(json.dumps([issue()], ensure_ascii=False), "utf-8")
    assert scrapy("importissue", file).returncode == 0
    alone, beside = scrapy("verify", "652"), scrapy("verify")
    assert (alone.returncode, beside.returncode) == (1, 0), beside.stderr
    assert (
        "核对 0 篇，成立 0 篇（照登 0，有改动 0），不成立 0 篇；另有 1 篇由往期导入，没有存档可核对。" in alone.stderr
    )
    assert "核对 3 篇，成立 3 篇（照登 3，有改动 0），不成立 0 篇；另有 1 篇由往期导入" in beside.stderr
    ((number, outlet, key),) = database(tmp_path, "SELECT id, outlet, key FROM article WHERE reader = 'import'")
    fetched = ArticleItem("https://a.example/", outlet, key=key, headline="后来抓到的", reader="own:a", score=0.0)
    with writing(open_database(f"sqlite:///{tmp_path / 'home' / 'monitor.db'}")) as session:
        assert save(session, fetched, date(2025, 12, 4)).id == number
    assert "另有 1 篇由往期导入" in scrapy("verify", "652").stderr, "what was printed has no page still"


def test_all_seed_issues_can_be_imported(scrapy: Scrapy, shared: Path) -> None:
    process = scrapy("importissue", shared / "seeds" / "bulletins.json")
    assert process.returncode == 0, process.stderr
    assert process.stderr.count("已导入") == 5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "不是 UTF-8 编码的 JSON"),
        ("[{}]", "第 1 期缺少 number"),
        ("[]", "没有一期周报"),
        ("[" * 200_000, "不是 UTF-8 编码的 JSON"),
        ("[" * 100_000 + "]" * 100_000, "不是 UTF-8 编码的 JSON"),
        ('{"number": Infinity}', "number 不对，应为整数"),
        (json.dumps([issue(), issue()]), "第652期出现了不止一次"),
        (json.dumps({**issue(), "articles": []}), "articles 不对，应为列表"),
        (json.dumps(issue(paragraphs="一段")), "paragraphs 不对，应为列表"),
        (json.dumps(issue(url="见报")), "网址不对"),
        (json.dumps(issue(url="http://[bad/a")), "网址不对"),
        (json.dumps(issue(title="\ud800")), "不成字的字符"),
        (json.dumps(issue(title="一字\udfff")), "不成字的字符"),
        (json.dumps(issue(url="http://x.cn:99999/")), "网址不对"),
        (json.dumps({**issue(), "number": 652.7}), "number 不对"),
        ("[7]", "第 1 期缺少 number"),
        (json.dumps([issue(), issue(651, "2025-11-27")]), "第 2 期：第651期（2025-11-28"),
        (json.dumps(issue(title="")), "第 1 期第 1 篇的 title 不对，应为文字"),
        (json.dumps(issue(date="12月4日")), "第 1 篇：日期“12月4日”不对"),
        (json.dumps(issue(paragraphs=7)), "paragraphs 不对，应为列表"),
        (json.dumps({**issue(), "articles": [{}]}), "第 1 篇缺少 paragraphs"),
        *((json.dumps({**issue(number), **given}), "number 不对，应为 1 到 9999999 的整数")
          for number in (10**30, 0, -3) for given in ({}, WINDOW)),
        ('{"number": ' + "9" * 5000 + "}", "不是 UTF-8 编码的 JSON"),
        (json.dumps({**issue(), **WINDOW, "end": "5025-12-05"}), "不对，应写作 YYYY-MM-DD"),
        (json.dumps({**issue(), **WINDOW, "start": "1995-12-05"}), "最多 366 天"),
        (json.dumps({**issue(), **WINDOW, "start": 10**30}), "不对，应写作 YYYY-MM-DD"),
        (json.dumps(issue(url="https://x.cn/" + "9" * 5000)), "网址不对，应为 http(s) 网址，不超过 2000 字"),
        (json.dumps(issue()).replace('"paragraphs": [', '"paragraphs": [' + "[" * 300 + "]" * 300 + ","), "paragraphs 不对，应为文字"),
        (json.dumps(issue(title="电子\x00病历")), "title 有不成字的字符 U+0000"),
        (json.dumps(issue(paragraphs=["一段。", "电子\uffff病历"])), "paragraphs 有不成字的字符 U+FFFF"),
        (json.dumps(issue(kicker="\U0001fffe")), "kicker 有不成字的字符 U+1FFFE"),
        (json.dumps(issue(subtitle=7)), "subtitle 不对，应为文字"),
        (json.dumps(issue(source="云" * 65)), "source 不对"),
        (json.dumps(issue(images=[{"url": "https://x.cn/a.jpg", "caption": "图\x1b[2J", "after": 0}])), "images 有不成字的字符 U+001B"),
        (json.dumps(issue(images=[{"url": [], "caption": "图", "after": 0}])), "images 不对"),
        (json.dumps(issue(images=[{"url": "https://x.cn/a.jpg", "caption": "图", "after": True}])), "images 不对"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "past.json"
    file.write_text(content, "utf-8")
    with pytest.raises(MonitorError) as refused:
        read_issues(file, IssueCalendar())
    assert words in str(refused.value)
    assert "past.json" in str(refused.value)
    assert len(in_one_line(str(refused.value))) < 500


def test_of_a_bad_file_nothing_is_imported(scrapy: Scrapy, tmp_path: Path) -> None:
    file = tmp_path / "past.json"
    file.write_text(json.dumps([issue(), issue(651, "2025-11-28", title="\ud800")]), "utf-8")
    process = scrapy("importissue", file)
    assert process.returncode == 2
    assert process.stderr == f"错误：{file} 第 2 期第 1 篇的 title 有不成字的字符 U+D800。\n"
    assert not (tmp_path / "home" / "monitor.db").exists()


def test_old_archives_go_and_those_of_printed_articles_stay(tmp_path: Path) -> None:
    names = (
        "2025-06-06/a.warc.gz",
        "2025-06-06/b.warc.gz",
        "2025-12-05/a.warc.gz",
        "2025-06-06/c.warc.gz.open",
        "notes/a.warc.gz",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, datetime(2025, 6, 6, tzinfo=UTC).timestamp()))
    (tmp_path / "2025-06-06" / "now.warc.gz").touch()
    assert prune(tmp_path, {"2025-06-06/b.warc.gz"}, date(2025, 12, 12), 0) == []
    assert prune(tmp_path, {"2025-06-06/b.warc.gz"}, date(2025, 12, 12), 90) == [tmp_path / "2025-06-06/a.warc.gz"]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*")) == sorted(
        [*names[1:], "2025-06-06/now.warc.gz"]
    )


def test_an_archive_that_cannot_be_deleted_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2025-06-06").mkdir()
    file = tmp_path / "2025-06-06" / "a.warc.gz"
    file.touch()
    os.utime(file, (0, 0))

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match=r"a\.warc\.gz"):
        prune(tmp_path, set(), date(2025, 12, 12), 90)
