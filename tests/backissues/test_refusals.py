"""What cannot be understood is refused in one line, by file and place; nothing of it is guessed."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from past_issue import (
    CONTENTS,
    COVER,
    EMPTY_PAGE,
    HEADLINES,
    INTRODUCTION,
    URLS,
    article,
    is_told,
    lines,
    pdf,
    read,
    text_file,
    with_part,
    word,
)

from monitor.backissues.reading import find_files, read_issues, settle
from monitor.exceptions import MonitorError
from monitor.issue_calendar import IssueCalendar
from monitor.terminal.output import in_one_line


def refused(path: Path) -> str:
    with pytest.raises(MonitorError) as error:
        read_issues(path, IssueCalendar())
    said = str(error.value)
    assert str(path) in said
    assert len(in_one_line(said)) < 500
    return said


def without(*words: str) -> list[str]:
    return [line for line in lines() if not line.startswith(words)]


FRONT = [*COVER, *INTRODUCTION, *CONTENTS]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["随便一篇文章。", "没有什么格式。"], "从第 1 行起找不到“二、具体内容”"),
        (without("二、具体内容"), "找不到“二、具体内容”"),
        ([*COVER, *INTRODUCTION, "二、具体内容", *article(0), *CONTENTS], "第 19 行：“信息目录”在“具体内容”（第 7 行）之后"),
        ([*FRONT, "二、具体内容"], "结尾：“具体内容”之后认不出一篇文章"),
        ([*FRONT, "二、具体内容", *article(0)], f"说有 2 篇，正文里认出 1 篇：缺《{HEADLINES[1]}》"),
        (without("链接：https://yz"), "第 13 行：第 1 篇没有链接"),
        ([*FRONT, "二、具体内容", *article(0), *article(1)[:3], "主要内容："], "第 24 行：第 2 篇没有正文"),
        ([*FRONT, "二、具体内容", *article(0), *[line for line in article(1) if not line.startswith("来源")]], "第 2 篇没有来源"),
        ([*FRONT, "二、具体内容", *article(0), "另一句话。", *article(1)[1:]], "第 25 行：这里是第 2 篇的来源和链接，前面却认不出它的标题"),
        ([*FRONT, "二、具体内容", "多出来的一段。", *article(0), *article(1)], "第 13 行：第 1 篇的标题之前还有文字：多出来的一段"),
        ([line.replace(URLS[1], URLS[0]) for line in lines()], "有 2 篇印的是同一个网址"),
        ([line.replace(URLS[1], "见报") for line in lines()], "第 2 篇的网址不对，应为 http(s) 网址，不超过 2000 字：见报"),
        ([line.replace(URLS[1], "http://x.cn:99999/a") for line in lines()], "网址不对"),
        ([line.replace("（第六二三期）", "（第六二三期）第六二四期") for line in lines()], "第 2 行：期号不止一个（623、624）"),
        (["二、具体内容", *article(0), *article(1)], "期号、日期和监测时间都没有"),
        ([line.replace("2025年5月3日到", "2025年5月13日到") for line in lines()], "监测时间不对"),
        (lines() + lines(), "第623期出现了不止一次"),
        ([line.replace("来源：新华网", "来源：" + "云" * 65) for line in lines()], "来源不对，应为媒体的名称"),
        ([], "没有文字"),
        ([" ", "　"], "没有文字"),
    ],
)  # fmt: skip
def test_a_line_says_what_and_where(tmp_path: Path, given: list[str], said: str) -> None:
    assert said in refused(text_file(tmp_path, given))


def test_two_issues_in_one_file_are_two(tmp_path: Path) -> None:
    later = "\n".join(lines()).replace("六二三", "六二四").replace("月9日", "月16日").replace("月3日", "月10日")
    found = read_issues(text_file(tmp_path, [*lines(), *later.split("\n")]), IssueCalendar())
    assert [each.issue.number for each in found] == [623, 624]
    assert [len(each.entries) for each in found] == [2, 2]
    assert found[0].notes == ("一个文件里有 2 期：第623期、第624期",)
    assert found[0].entries[-1].body.endswith("扩大到乡镇卫生院。"), "the second cover is none of the first's text"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_encodings_of_chinese_text(tmp_path: Path, encoding: str) -> None:
    for name in ("周报.txt", "周报.md"):
        (tmp_path / name).write_bytes("\n\n".join(lines()).encode(encoding))
        assert is_told(read(tmp_path / name))


@pytest.mark.parametrize("content", [b"\xff\xfe\xfd" * 50, bytes(range(256)) * 4, "卫生".encode("utf-16-le") * 40])
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert "编码" in refused(tmp_path / "a.txt") or "找不到" in refused(tmp_path / "a.txt")


def bomb(folder: Path) -> Path:
    file = word(folder, lines())
    with_part(file, "word/footnotes.xml", bytes(33 << 20))
    return file


def test_files_that_are_no_word_file(tmp_path: Path) -> None:
    assert "解开后太大" in refused(bomb(tmp_path))
    cases = {
        "旧.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx 再导入"),
        "改名.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx 再导入"),
        "密.docx": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        "富.docx": (b"{\\rtf1 abc}", "另存为 .docx 再导入"),
        "残.docx": (b"PK\x03\x04" + bytes(50), "不是 Word 文件"),
        "文.docx": ("纯文字".encode(), "不是 Word 文件"),
        "表.xlsx": (b"PK\x03\x04", "不认识这种文件"),
        "页.docx": (b"%PDF-1.4", "扩展名是 .docx，内容却不是"),
        "词.pdf": (b"PK\x03\x04", "扩展名是 .pdf，内容却不是"),
        "字.pdf": ("纯文字".encode(), "扩展名是 .pdf，内容却不是"),
        "空.html": (b"", "什么也没有"),
        "图.html": (b"<html><body><img src='a.png'></body></html>", "没有文字"),
    }  # fmt: skip
    for name, (content, said) in cases.items():
        (tmp_path / name).write_bytes(content)
        assert said in refused(tmp_path / name), name


def test_a_word_file_with_a_part_that_is_none(tmp_path: Path) -> None:
    file = word(tmp_path, lines())
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in {
        "word/document.xml": b"<w:document",
        "[Content_Types].xml": b"",
        "_rels/.rels": b"<a/>",
    }.items():
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for each, kept in parts.items():
                archive.writestr(each, content if each == name else kept)
        file.write_bytes(made.getvalue())
        assert "Word 文件坏了" in refused(file), name


def test_pdfs_without_text(tmp_path: Path) -> None:
    file = tmp_path / "扫描.pdf"
    file.write_bytes(pdf(EMPTY_PAGE))
    assert "像是扫描件" in refused(file)
    locked = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)
    file.write_bytes(pdf([*EMPTY_PAGE, locked], b"/Encrypt 4 0 R /ID [<00> <00>]"))
    assert "加了密码" in refused(file)
    drawn = zlib.compress(b"BT ET\n" * (1 << 20))
    page = EMPTY_PAGE[2].replace(b">>", b"/Contents 4 0 R >>")
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    file.write_bytes(pdf([*EMPTY_PAGE[:2], page, stream]))
    assert "解开后太大" in refused(file), f"{len(drawn)} bytes of a file, 6 MiB of a page"
    file.write_bytes(b"%PDF-1.4\nrubbish")
    assert "PDF 文件坏了" in refused(file) or "扫描" in refused(file)


def test_a_folder_gives_what_may_be_past_issues(tmp_path: Path) -> None:
    for name in (
        "2024/a.docx",
        "2024/~$a.docx",
        "2024/照片.JPG",
        "2025/b.PDF",
        "2025/c.doc",
        ".git/d.md",
        "Thumbs.db",
        "e.json",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    files, others = find_files([tmp_path, tmp_path / "e.json"])
    assert {each.relative_to(tmp_path).as_posix() for each in files} == {
        "2024/a.docx",
        "2025/b.PDF",
        "2025/c.doc",
        "e.json",
    }
    assert others == {".jpg": 1, ".db": 1}


def test_several_files_of_one_issue(tmp_path: Path) -> None:
    """The better form is taken; where they tell different things none is."""
    text, page = text_file(tmp_path, lines()), word(tmp_path, lines())
    found = [(file, read(file)) for file in (text, page)]
    chosen, notes, faults = settle(found)
    assert ([path for path, _ in chosen], faults) == ([page], [])
    assert notes == [f"第623期有 2 份，用的是 {page}；略过 {text}"]
    other = text_file(tmp_path, [line.replace("一张图几分钟", "又改了一稿") for line in lines()], "改.txt")
    chosen, notes, faults = settle([(text, read(text)), (other, read(other))])
    assert (chosen, notes) == ([], [])
    assert faults == [f"第623期有 2 份不同的文件，一份也没有导入；请核对期号，只留一份：{text}、{other}"]
