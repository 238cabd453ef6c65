"""Back issues through the command: what is stored, what is said, and the exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import Scrapy
from past_issue import URLS, lines, text_file, word
from sqlalchemy import create_engine, text


def stored(home: Path) -> dict[str, list[tuple[object, ...]]]:
    engine = create_engine(f"sqlite:///{home / 'monitor.db'}")
    with engine.connect() as connection:
        tables = ("printed_issue", "printed_entry", "article", "choice")
        return {table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))] for table in tables}


def test_a_folder_of_back_issues(scrapy: Scrapy, tmp_path: Path) -> None:
    folder = tmp_path / "往期"
    (folder / "2025").mkdir(parents=True)
    word(folder / "2025", lines())
    shutil.copy(text_file(tmp_path, lines()), folder)
    later = "\n".join(lines()).replace("六二三", "六二四").replace("月9日", "月16日").replace("月3日", "月10日")
    text_file(
        folder,
        later.replace("0001.shtml", "0002.shtml").replace("0123456789abcdef/c", "0123456789abcdee/c").split("\n"),
        "624.md",
    )
    text_file(folder, [line for line in lines() if not line.startswith("链接")], "缺链接.txt")
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (folder / "照片.jpg").write_bytes(b"")
    process = scrapy("importissue", folder)
    said = process.stderr
    assert process.returncode == 1, said
    assert said.count("已导入") == 2
    assert f"第623期有 2 份，用的是 {folder / '2025' / '周报.docx'}；略过 {folder / '周报.txt'}" in said
    assert f"错误：{folder / '缺链接.txt'}：第 13 行：第 1 篇没有链接\n" in said
    assert f"错误：{folder / '旧.doc'}：是旧版的 Word" in said
    assert "《云州建成“心电一张网” 村医也能请专家看》的日期 2025-05-06 不在本期（2025-05-10 至 2025-05-16）" in said
    assert said.endswith(
        "合计 5 个文件：入库 2 期，没有变化 0 期，没有导入 2 处；不是往期的文件略过 1 个（.jpg 1）。\n"
    )
    before = stored(tmp_path / "home")
    assert [len(rows) for rows in before.values()] == [2, 4, 4, 2]
    with create_engine(f"sqlite:///{tmp_path / 'home' / 'monitor.db'}").connect() as connection:
        keys = {tuple(row) for row in connection.execute(text("SELECT outlet, key, url FROM article"))}
    assert ("cnr", "527000001", URLS[0]) in keys, "an outlet of ours knows the address"
    assert {outlet for outlet, _, _ in keys} == {"cnr", "xinhuanet"}

    again = scrapy("importissue", folder / "2025", folder / "624.md")
    assert again.returncode == 0, again.stderr
    assert again.stderr.count("没有变化：2 篇") == 2
    assert again.stderr.endswith("合计 2 个文件：入库 0 期，没有变化 2 期。\n")
    assert stored(tmp_path / "home") == before, "to the time of writing"


def test_what_was_not_imported_is_one_line(scrapy: Scrapy, tmp_path: Path) -> None:
    file = text_file(tmp_path, ["没有什么格式。"])
    process = scrapy("importissue", file)
    assert (process.returncode, process.stderr) == (
        2,
        f"错误：{file}：从第 1 行起找不到“二、具体内容”，不像一期周报，或各部分不全\n",
    )
    (tmp_path / "空").mkdir()
    nothing = scrapy("importissue", tmp_path / "空")
    assert (nothing.returncode, nothing.stderr) == (2, f"错误：没有往期周报的文件：{tmp_path / '空'}\n")
    assert not (tmp_path / "home" / "monitor.db").exists()
