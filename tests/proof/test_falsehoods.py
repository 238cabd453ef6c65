"""Falsehoods planted in a copy of a really written issue: by row, by file, by WARC. Each is named, and nothing proven.

Those in the text are planted by one who owns the machine: the row is changed, the files are made anew from it, and the
whole chain is written anew. What is left to speak against it is the archived page alone.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Scrapy, copy_home
from scrapy.utils.project import get_project_settings
from sqlalchemy import delete, text
from sqlalchemy.orm import Session, object_session
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.archive.record import digest, load_record
from monitor.commands.verify import Command
from monitor.editing.edits import Edit, Kind, apply, to_rows
from monitor.editing.events import UNDO
from monitor.issue.folder import MASTER
from monitor.issue.rendering import render_forms
from monitor.issue.verification import as_bulletin, layout
from monitor.outlet.declaration import Outlet
from monitor.proof.keeping import seal_printed
from monitor.proof.record import as_printed
from monitor.proof.sealing import COPY, Chain, complete_copy, digest_file, load_chain, seal_archive
from monitor.store.choices import add_choice, find_events
from monitor.store.database import database_url, open_database, open_to_read, reading, writing
from monitor.store.issues import Seal, find_issues
from monitor.store.models import PrintedEntry, PrintedIssue

ISSUE = Path("bulletins", "653")
DATA, HEALTH = 2, 3  # places of the entries: 七部门… with two pages, 云州省… with a picture
Row = Callable[[PrintedEntry], None]
Verify = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forged")


@pytest.fixture
def home(stored_week: Path, place: Path) -> Iterator[Path]:
    """A copy of the written issue, its WARC the same file until a test puts another in its place. It is made anew where
    that of the test before was: what is compiled for a store is compiled once."""

    def copy(source: str, target: str) -> str:
        if source.endswith(".warc.gz"):
            os.link(source, target)
        else:
            shutil.copy2(source, target)
        return target

    home = copy_home(stored_week, place / "home", copy_function=copy)
    yield home
    for engine in (open_database, open_to_read):
        engine(database_url(settings_of(home))).dispose()
    shutil.rmtree(home)
    (place / FORGED).unlink(missing_ok=True)


@pytest.fixture
def verify(home: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """`scrapy verify` in this process: its exit code and what it said."""

    def run(*args: str, **given: Any) -> tuple[int, str]:
        command = Command()
        command.settings = get_project_settings()
        command.settings.set("MONITOR_HOME", str(home))
        options = argparse.Namespace(**{"all": False, "head": False, "deposited": None, "home": None, **given})
        code = command.work(list(args), options)
        said = capsys.readouterr()
        return code, said.out if given.get("head") else said.err

    return run


def settings_of(home: Path) -> Any:
    settings = get_project_settings()
    settings.set("MONITOR_HOME", str(home))
    return settings


def change(home: Path, *statements: str, **values: object) -> None:
    with writing(open_database(database_url(settings_of(home)))) as session:
        for statement in statements:
            assert session.execute(text(statement), values).rowcount, "the statement changes something"  # type: ignore[attr-defined]


def rewrite(home: Path, plant: Row, place: int) -> None:
    """Change an entry, then all that speaks of it but the archived pages."""
    settings = settings_of(home)
    with writing(open_database(database_url(settings))) as session:
        (issue,) = find_issues(session, 653)
        plant(issue.entries[place - 1])
        session.flush()
        session.expire_all()
        (issue,) = find_issues(session, 653)
        pictures = {f"images/{each.name}" for each in (home / ISSUE / "images").iterdir()}
        bulletin = as_bulletin(issue, pictures)
        forms, _ = render_forms(settings, bulletin, ["md"])
        for name, content in forms.items():
            (home / ISSUE / name).write_bytes(content)
        reseal(home, session, [*forms, *pictures])


def reseal(home: Path, session: Session, names: list[str]) -> None:
    """Forge the whole chain, and its copy, over the files as they are now."""
    settings = settings_of(home)
    session.execute(delete(Seal))
    (home / COPY).unlink(missing_ok=True)
    seal_archive(session, home, load_chain(session, home).digest_new())
    files = {name: digest_file(home / ISSUE / name) for name in names}
    seal_printed(home, session, 653, ISSUE.as_posix(), files, layout(settings))
    complete_copy(session, home)


def paragraphs(edit: Callable[[list[str]], list[str]]) -> Row:
    def plant(entry: PrintedEntry) -> None:
        before = entry.body
        entry.body = "\n\n".join(edit(entry.body.split("\n\n")))
        assert entry.body != before

    return plant


def words(old: str, new: str) -> Row:
    def plant(entry: PrintedEntry) -> None:
        assert old in entry.body
        entry.body = entry.body.replace(old, new, 1)

    return plant


def field(name: str, value: object) -> Row:
    return lambda entry: setattr(entry, name, value)


def raised(entry: PrintedEntry) -> None:
    entry.body = entry.body.replace("12%", "⑫%")


def edited(*edits: Edit) -> Row:
    def plant(entry: PrintedEntry) -> None:
        made = apply(edits, as_printed(entry))
        for name in ("headline", "original_headline", "note", "body"):
            setattr(entry, name, getattr(made, name))
        entry.edits = to_rows(edits)

    return plant


PICTURE = "https://www.news.cn/health/20251208/6f1d2cf1d43c7e61dece57835df377ab/pingtai_01.jpg"
HOMOGRAPH = "https://www.news.cn/health/20251208/6f1d2cf1d43c7e61dece57835df377ab/c.htm"
IN_TEXT: dict[str, tuple[int, Row, str]] = {
    "day": (DATA, field("day", date(2025, 12, 9)), "日期：刊出“2025-12-09”，存档页面“2025-12-08”"),
    "no day": (DATA, field("day", None), "日期：刊出（空），存档页面“2025-12-08”"),
    "outlet": (DATA, field("outlet", "新华网"), "媒体：刊出“新华网”，存档页面“人民网”"),
    "outlet's name lengthened": (DATA, field("outlet", "人民网上"), "媒体："),
    "address of another": (DATA, field("url", HOMOGRAPH), "链接："),
    "address with a query": (DATA, lambda each: setattr(each, "url", each.url + "?a=1"), "链接："),
    "address of the second page": (DATA, lambda each: setattr(each, "url", each.url.replace(".html", "-2.html")), "链接："),
    "address that is a script": (DATA, field("url", "javascript:alert(1)"), "链接：刊出“javascript:alert(1)”"),
    "address in other letters": (DATA, lambda each: setattr(each, "url", each.url.replace("people", "peop1e")), "链接："),
    "kicker": (DATA, field("kicker", "独家"), "引题：刊出“独家”，存档页面（空）"),
    "subtitle": (DATA, field("subtitle", "两年见效"), "副题：刊出“两年见效”，存档页面（空）"),
    "original headline": (DATA, field("original_headline", "别的题"), "原标题：刊出“别的题”，存档页面（空）"),
    "note that nobody wrote": (DATA, field("note", "我们赞成。"), "编者按：刊出“我们赞成。”"),
    "headline": (DATA, field("headline", "八部门部署电子病历数据质量提升行动"), "标题：刊出“八部门"),
    "headline of words of the page": (DATA, field("headline", "在数据安全方面"), "标题：刊出“在数据安全方面”"),
    "headline cut": (DATA, field("headline", "七部门部署电子病历数据质量"), "标题："),
    "headline with a quote": (DATA, field("headline", "七部门部署“电子病历”数据质量提升行动"), "标题："),
    "invented caption": (HEALTH, words("![图为", "![摆拍图为"), "摆拍图为"),
    "caption gone": (HEALTH, words("图为青岚市人民医院医生在诊间调阅患者的电子病历。新华社记者 周砚 摄", ""), "第 3 段：刊出“［图 "),
    "photographer": (HEALTH, words("新华社记者 周砚", "新华社记者 周研"), "周研"),
    "picture of another": (HEALTH, words("pingtai_01", "pingtai_02"), "pingtai_02"),
    "picture added": (DATA, paragraphs(lambda each: [*each, f"![]({PICTURE})"]), "刊出的第 6 段，存档页面这里没有"),
    "picture gone": (HEALTH, paragraphs(lambda each: each[:2] + each[3:]), "存档页面第 3 段没有刊出：“［图 "),
    "picture moved": (HEALTH, paragraphs(lambda each: [each[2], *each[:2], *each[3:]]), "［图 "),
    "four of five cut": (DATA, paragraphs(lambda each: each[:1]), "存档页面第 5 段没有刊出"),
    "first cut": (DATA, paragraphs(lambda each: each[1:]), "存档页面第 1 段没有刊出：“人民网北京"),
    "middle cut": (DATA, paragraphs(lambda each: each[:2] + each[3:]), "存档页面第 3 段没有刊出：“通知提出"),
    "last cut": (DATA, paragraphs(lambda each: each[:-1]), "存档页面第 5 段没有刊出：“国家卫生健康"),
    "reversed": (DATA, paragraphs(lambda each: each[::-1]), "段"),
    "two changed places": (DATA, paragraphs(lambda each: [each[0], each[2], each[1], *each[3:]]), "段"),
    "doubled": (DATA, paragraphs(lambda each: [*each[:2], each[1], *each[2:]]), "这里没有"),
    "merged": (DATA, paragraphs(lambda each: [each[0] + each[1], *each[2:]]), "第 1 段：刊出"),
    "split": (DATA, words("为期两年。", "\n\n为期两年。"), "“为期两年。”"),
    "a negation cut off": (DATA, words("未经脱敏的", "经脱敏的"), "未经脱敏"),
    "a negation at the head": (DATA, words("在数据安全方面，通知强调", "不在数据安全方面，通知强调"), "不在数据安全方面"),
    "the head of a paragraph cut": (DATA, words("通知要求，二级", "二级"), "第 2 段：刊出“二级以上"),
    "the tail of a paragraph cut": (DATA, words("，为期两年。", ""), "第 1 段："),
    "98 % as 8 %": (DATA, words("98%", "8%"), "8%"),
    "a figure in other letters": (HEALTH, raised, "⑫%"),
    "a figure raised": (HEALTH, words("12%", "¹²%"), "¹²%"),
    "a figure in wide letters": (HEALTH, words("238项", "２３８项"), "２３８"),
    "a unit": (HEALTH, words("4800万份", "4800亿份"), "4800亿份"),
    "quotes added": (DATA, words("电子病历系统", "“电子病历”系统"), "“电子病历”系统"),
    "quotes gone": (DATA, words("“源头准，后面才准”", "源头准，后面才准"), "源头准"),
    "other quotes": (DATA, words("“源头准", "「源头准"), "「源头准"),
    "punctuation": (DATA, words("，为期两年。", "，为期两年？"), "为期两年？"),
    "a blank": (DATA, words("为期两年", "为期 两年"), "为期 两年"),
    "a character that nobody sees": (DATA, words("为期两年", "为期\u200b两年"), "第 1 段："),
    "a letter that looks the same": (HEALTH, words("112家", "11２家"), "11２家"),
    "a body of one word": (DATA, field("body", "通知"), "第 1 段：刊出“通知”"),
    "a body of none": (DATA, field("body", ""), "存档页面第 1 段没有刊出"),
    "a paragraph of another article": (DATA, paragraphs(lambda each: [*each, "一码就医，少跑一趟"]), "“一码就医，少跑一趟”"),
    "words of the page that are no text": (DATA, paragraphs(lambda each: [*each, "七部门部署电子病历数据质量提升行动"]), "这里没有"),
    "an invented paragraph": (DATA, paragraphs(lambda each: [*each, "后加的一句话。"]), "这里没有：“后加的一句话。”"),
    "markup": (DATA, words("为期两年", "**为期两年**"), "**为期两年**"),
    "an edit that was never made": (DATA, lambda each: each.__setattr__("edits", [{"kind": "cut", "before": "没有的话。", "after": "", "block": 1, "reason": ""}]), "记录的改动与存档页面对不上"),
    "a note that nobody recorded": (DATA, edited(Edit(Kind.NOTE, after="我们赞成。")), "改动：刊出的是编者按 “我们赞成。”，取舍记录里是（没有改动）"),
    "a correction that nobody recorded": (DATA, edited(Edit(Kind.CORRECT, "98%", "8%", 2, "误")), "“98%”→“8%”，取舍记录里是（没有改动）"),
    "edits that are none": (DATA, field("edits", [{"kind": "wish"}]), "改动的记录读不出"),
    "another version of the article": (DATA, field("version", 7), "没有存档记录"),
    "another article": (DATA, lambda each: setattr(each, "article_id", 1), "标题："),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_TEXT)
def test_a_falsehood_in_print_is_named_though_all_but_the_page_was_forged(
    name: str, home: Path, verify: Verify
) -> None:
    place, plant, told = IN_TEXT[name]
    rewrite(home, plant, place)
    code, said = verify("653")
    lines = [line for line in said.splitlines() if line.startswith(f"第653期 {place}. ")]
    assert code == 3, said
    assert lines, said
    assert all("：不成立：" in line for line in lines)
    assert any(told in line for line in lines), lines
    assert "不成立 1 篇" in said, "the others are proven"
    assert "不成立：" not in said.replace("：不成立：", ""), "nothing else speaks against it: all was forged alike"


def test_a_forgery_without_a_falsehood_shows_nothing(home: Path, verify: Verify) -> None:
    """What the tests above forge beside the text is so well forged that it alone is not seen."""
    rewrite(home, lambda entry: None, DATA)
    assert verify("653", all=True)[0] == 0


FORGED = "forged.warc.gz"


def warc_with(home: Path, path: Path, change_body: Callable[[bytes], bytes], status: str = "200 OK") -> tuple[int, str]:
    """Write a WARC file with the page of the first entry, changed, and return its offset and the body's digest."""
    ((file, offset),) = rows(
        home, 'SELECT file, "offset" FROM evidence JOIN printed_entry USING (article_id) WHERE place = 1'
    )
    record = load_record(home / "archive" / file, offset)
    body = change_body(record.response.body)
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        head = [(name.decode(), values[0].decode()) for name, values in record.response.headers.items()]
        http = StatusAndHeaders(status, head, protocol="HTTP/1.1")
        noted = {"WARC-Date": record.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        writer.write_record(
            writer.create_warc_record(
                record.url, "response", io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=noted
            )
        )
    return 0, digest(body)


def rows(home: Path, statement: str) -> list[Any]:
    with reading(open_database(database_url(settings_of(home)))) as session:
        return [tuple(row) for row in session.execute(text(statement))]


def point(home: Path, file: str, offset: int, sha256: str) -> None:
    """Have the first entry's evidence point elsewhere."""
    statement = 'UPDATE evidence SET file = :file, "offset" = :offset, sha256 = :sha256 WHERE article_id = (SELECT article_id FROM printed_entry WHERE place = 1)'
    change(home, statement, file=file, offset=offset, sha256=sha256)


def forged_outside(home: Path, name: str) -> None:
    offset, sha256 = warc_with(home, home.parent / FORGED, lambda body: body, "404 Not Found")
    point(home, name, offset, sha256)
    change(home, f"UPDATE evidence SET status = 404 {OF_FIRST}")


def link_inside(home: Path) -> None:
    offset, sha256 = warc_with(home, home.parent / FORGED, lambda body: body)
    (home / "archive" / FORGED).symlink_to(home.parent / FORGED)
    point(home, FORGED, offset, sha256)


def forged_inside(home: Path) -> None:
    """A page that says what is printed, in a file of the archive's own folder, noted in the row; only the chain knows."""
    path = home / "archive" / "2025-12-12" / FORGED
    new = lambda body: body.replace("首批18家".encode(), "首批81家".encode())  # noqa: E731
    offset, sha256 = warc_with(home, path, new)
    point(home, f"2025-12-12/{FORGED}", offset, sha256)
    change(home, "UPDATE printed_entry SET body = replace(body, '首批18家', '首批81家') WHERE place = 1")


def in_its_place(home: Path) -> None:
    """The same, under the name of the file that was sealed."""
    forged_inside(home)
    (name,) = (link.name for link in chain_of(home).archive.values())
    (home / "archive" / name).unlink()
    (home / "archive" / "2025-12-12" / FORGED).rename(home / "archive" / name)
    change(home, f"UPDATE evidence SET file = :file {OF_FIRST}", file=name)


def chain_of(home: Path) -> Chain:
    with reading(open_database(database_url(settings_of(home)))) as session:
        return load_chain(session, home)


def sealed(home: Path) -> Path:
    (name,) = chain_of(home).archive
    return home / "archive" / name


def flip(home: Path, place: int) -> None:
    content = bytearray(sealed(home).read_bytes())
    content[place] ^= 1
    sealed(home).unlink()
    (home / "archive" / "2025-12-12").mkdir(exist_ok=True)
    (home / "archive" / next(iter(chain_of(home).archive))).write_bytes(content)


def as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def append(path: Path, content: bytes = b"X\n") -> None:
    path.write_bytes(path.read_bytes() + content)


def forged_with_its_list(home: Path) -> None:
    file = home / ISSUE / "bulletin.md"
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_text(file.read_text("utf-8").replace("98%", "8%"), "utf-8")
    for listed in (home / ISSUE / ".zhoubao.json",):
        listed.write_text(
            listed.read_text("utf-8").replace(old, hashlib.sha256(file.read_bytes()).hexdigest()), "utf-8"
        )


def forged_with_the_chain(home: Path) -> None:
    """The file, its list and the whole chain: the row still speaks against it."""
    forged_with_its_list(home)
    with writing(open_database(database_url(settings_of(home)))) as session:
        names = [each.relative_to(home / ISSUE).as_posix() for each in (home / ISSUE).rglob("*.*")]
        reseal(home, session, [name for name in names if name.startswith(("bulletin.", "images/"))])


def sql(*statements: str) -> Callable[[Path], None]:
    return lambda home: change(home, *statements)


OF_FIRST = "WHERE article_id = (SELECT article_id FROM printed_entry WHERE place = 1)"
OF_SECOND = """SELECT "offset" FROM evidence JOIN printed_entry USING (article_id) WHERE place = 2 AND page = 1"""
BESIDE: dict[str, tuple[Callable[[Path], None], str]] = {
    "no evidence": (sql("DELETE FROM evidence"), "没有存档记录"),
    "no evidence, said to be imported": (sql("DELETE FROM evidence", "UPDATE article SET reader = 'import'"), "第653期在库里的记录被改过"),
    "evidence outside the archive": (lambda home: forged_outside(home, str(home.parent / FORGED)), "存档文件不在存档目录里"),
    "evidence outside by a path": (lambda home: forged_outside(home, f"../../{FORGED}"), "存档文件不在存档目录里"),
    "evidence outside by a link": (link_inside, "存档文件不在存档目录里"),
    "status of the row": (sql(f"UPDATE evidence SET status = 404 {OF_FIRST}"), "存档记录的状态不是 200"),
    "hash of the row": (sql(f"UPDATE evidence SET sha256 = 'x' {OF_FIRST}"), "存档内容与抓取时不符"),
    "address of the row": (sql(f"UPDATE evidence SET url = 'https://www.news.cn/a' {OF_FIRST}"), "存档记录是另一个网址"),
    "moment of the row": (sql(f"UPDATE evidence SET fetched_at = '2025-12-11 10:00:00.000000' {OF_FIRST}"), "存档记录是另一时刻的"),
    "offset of another record": (sql(f"UPDATE evidence SET \"offset\" = ({OF_SECOND}) {OF_FIRST}"), "存档内容与抓取时不符"),
    "offset of no record": (sql(f"UPDATE evidence SET \"offset\" = 7 {OF_FIRST}"), "存档记录读不出"),
    "second page gone": (sql("DELETE FROM evidence WHERE page = 2"), "页面还有第 2 页，没有存档记录"),
    "reading of the row": (sql(f"UPDATE evidence SET reading = 'x' {OF_FIRST}"), "第653期在库里的记录被改过"),
    "a forged page in the archive": (forged_inside, f"存档文件不在链里：2025-12-12/{FORGED}"),
    "a forged page in the place of the sealed": (in_its_place, "被改过：SHA-256 是"),
    "a byte of a page": (lambda home: flip(home, rows(home, OF_SECOND)[0][0] + 300), "存档记录读不出"),
    "a byte of another page": (lambda home: flip(home, 300_000), "被改过：SHA-256 是"),
    "the archive's file gone": (lambda home: sealed(home).unlink(), "打不开"),
    "the archive's file a pipe": (lambda home: as_pipe(sealed(home)), "不是普通文件"),
    "an entry less": (sql("DELETE FROM printed_entry WHERE place = 3"), "第653期在库里的记录被改过"),
    "entries in another order": (sql("UPDATE printed_entry SET place = 9 WHERE place = 1"), "第653期在库里的记录被改过"),
    "the issue's day": (sql("UPDATE printed_issue SET day = '2025-12-11'"), "第653期的 bulletin.md 第 7 行：写着“2025年12月12日”，库里的记录是“2025年12月11日”"),
    "the issue's window": (sql("UPDATE printed_issue SET since = '2025-12-05'"), "第653期在库里的记录被改过"),
    "the issue's frame": (sql("UPDATE printed_issue SET frame = NULL"), "第653期在库里的记录被改过"),
    "entries said to be old": (sql("UPDATE printed_entry SET kicker = NULL"), "第653期在库里的记录被改过"),
    "bulletin.md": (lambda home: append(home / ISSUE / "bulletin.md"), "第653期的 bulletin.md 被改过"),
    "bulletin.md, its line": (lambda home: append(home / ISSUE / "bulletin.md"), "写着“X”，库里的记录是“（没有这一行）”"),
    "bulletin.md with the folder's list": (forged_with_its_list, "第653期的 bulletin.md 被改过"),
    "bulletin.md with the whole chain": (forged_with_the_chain, "完整率达到8%"),
    "bulletin.html": (lambda home: append(home / ISSUE / "bulletin.html"), "第653期的 bulletin.html 被改过"),
    "bulletin.docx": (lambda home: append(home / ISSUE / "bulletin.docx"), "第653期的 bulletin.docx 被改过"),
    "bulletin.json": (lambda home: append(home / ISSUE / "bulletin.json"), "第653期的 bulletin.json 被改过"),
    "bulletin.md gone": (lambda home: (home / ISSUE / "bulletin.md").unlink(), "第653期的 bulletin.md 不在了"),
    "bulletin.md a pipe": (lambda home: as_pipe(home / ISSUE / "bulletin.md"), "不是普通文件"),
    "a picture": (lambda home: append(next((home / ISSUE / "images").iterdir())), "第653期的 images/"),
    "a picture gone": (lambda home: next((home / ISSUE / "images").iterdir()).unlink(), "不在了"),
    "the chain gone": (sql("DELETE FROM seal"), "第653期不在链里"),
    "a link gone": (sql("DELETE FROM seal WHERE number = 1"), "链少了第 1 条"),
    "the last link gone": (sql("DELETE FROM seal WHERE number = 2"), "库里的链只到第 1 条，副本有 2 条"),
    "a link rewritten": (sql("UPDATE seal SET name = '654' WHERE number = 2"), "链的第 2 条（第654期"),
    "links in another order": (sql("UPDATE seal SET number = 9 WHERE number = 1", "UPDATE seal SET number = 1 WHERE number = 2", "UPDATE seal SET number = 2 WHERE number = 9"), "链的第 1 条"),
    "a link rewritten with its hash": (lambda home: rehash(home, 1), "链的第 2 条（第653期"),
    "the copy gone": (lambda home: (home / COPY).unlink(), "链的副本只到第 0 条，库里有 2 条"),
    "the copy cut": (lambda home: (home / COPY).write_text((home / COPY).read_text("utf-8").splitlines()[0] + "\n", "utf-8"), "链的副本只到第 1 条"),
    "the copy rewritten": (lambda home: (home / COPY).write_text((home / COPY).read_text("utf-8").replace('"653"', '"654"'), "utf-8"), "库与副本的第 2 条不同"),
    "the copy in another order": (lambda home: (home / COPY).write_text("\n".join((home / COPY).read_text("utf-8").splitlines()[::-1]), "utf-8"), "库与副本的第 1 条不同"),
    "the copy is none": (lambda home: (home / COPY).write_bytes(b"\xff\n[1]\n"), "库与副本的第 1 条不同"),
}  # fmt: skip


def rehash(home: Path, number: int) -> None:
    """Rewrite a link so that it holds by itself."""
    link = chain_of(home).links[number - 1]
    changed = replace(link, content={**link.content, "bytes": 1})
    change(
        home,
        "UPDATE seal SET content = :content, hash = :hash WHERE number = :number",
        content=json.dumps(changed.content),
        hash=changed.right_hash,
        number=number,
    )


@pytest.mark.parametrize("name", BESIDE)
def test_a_falsehood_beside_the_text_is_named(name: str, home: Path, verify: Verify) -> None:
    plant, told = BESIDE[name]
    plant(home)
    code, said = verify("653")
    assert code == 3, said
    assert any(told in line for line in said.splitlines() if "不成立" in line), said


def test_the_honest_issue_is_proven(home: Path, verify: Verify) -> None:
    code, said = verify("653", all=True)
    assert code == 0, said
    assert said.splitlines() == [
        "散列链 2 条，存档文件 1 个，1 期。",
        "核对 3 篇，成立 3 篇（照登 3，有改动 0），不成立 0 篇。",
    ]
    _, head = verify(head=True)
    assert head.startswith("zhoubao chain 2 20")
    assert verify("653", deposited=head)[0] == 0
    code, said = verify("653", deposited="0" * 64)
    assert (code, "抄存的链尾不在链里" in said) == (3, True)


def id_of(home: Path, statement: str) -> int:
    ((number,),) = rows(home, statement)
    return int(number)


def edit_events(home: Path) -> dict[Kind, int]:
    with reading(open_database(database_url(settings_of(home)))) as session:
        return {event.laid.edit.kind: event.id for event in find_events(session, 653) if event.laid}


def take_back(home: Path, event: int) -> None:
    with writing(open_database(database_url(settings_of(home)))) as session:
        add_choice(session, 653, UNDO, [event], "")


def forget_moment(entry: PrintedEntry) -> None:
    """As an issue was stored before it was kept which events it heeds."""
    session = object_session(entry)
    assert session
    issue = session.get_one(PrintedIssue, entry.issue)
    assert issue.frame
    issue.frame = {name: value for name, value in issue.frame.items() if name != "decided"}


def without_note(entry: PrintedEntry) -> None:
    entry.note, entry.edits = "", [each for each in entry.edits or () if each["kind"] != Kind.NOTE]


def with_note(entry: PrintedEntry) -> None:
    entry.note, note = "本刊按。", Edit(Kind.NOTE, after="本刊按。", reason="与公报不符")
    *others, caption = entry.edits or ()
    entry.edits = [*others, *to_rows([note]), caption]


def test_edits_of_every_kind_are_proven_and_what_no_event_records_is_named(
    home: Path, verify: Verify, scrapy: Scrapy
) -> None:
    """Made by the command line, told to the reader and not; then text, files and chain are forged alike."""
    health = id_of(home, f"SELECT article_id FROM printed_entry WHERE place = {HEALTH}")
    bulletin = ("bulletin", "653", "--reason", "与公报不符")
    for options in (
        ("--move", f"{health}:1", "--title", f"{health}:云州省：平台覆盖", "--cut", f"{health}:4", "--correct",
         f"{health}:1:112家=>121家", "--hide", f"{health}:3", "--note", f"{health}:本刊按。", "--preface", "专看数据。"),
        ("--caption", f"{health}:3:诊间调阅", "-s", "BULLETIN_MARK_EDITS=False"),
    ):  # fmt: skip
        hidden = edit_events(home).get(Kind.PICTURE)
        taken_back = ("--undo", hidden) if hidden else ()
        process = scrapy(*bulletin, *taken_back, *options, home=home)
        assert process.returncode == 0, process.stderr
        code, said = verify("653", all=True)
        assert code == 0, said
        picture = "改图注 1" if taken_back else "不登图片 1"
        assert "照登 2，有改动 1（改题 1、删段 1、更正 1、" in said
        assert picture in said
        assert "编者按 1" in said

    take_back(home, edit_events(home)[Kind.HEADLINE])
    assert verify("653", all=True)[0] == 0, "what is recorded afterwards makes nothing false"
    rewrite(home, without_note, 1)
    assert "取舍记录里是改题" in named(verify, "改动：刊出的是改题")
    rewrite(home, with_note, 1)
    rewrite(home, forget_moment, 1)
    assert verify("653", all=True)[0] == 0, "nor where the moment was not kept"

    change(home, "UPDATE edit SET after = '别的话。' WHERE kind = 'note'")
    assert "取舍记录里是" in named(verify, "编者按 “本刊按。”")
    change(
        home,
        "UPDATE edit SET after = '本刊按。' WHERE kind = 'note'",
        "UPDATE edit SET after = '又一句。' WHERE kind = 'preface'",
    )
    named(verify, "第653期：导语：刊出“专看数据。”，取舍记录里是“又一句。”")
    change(
        home,
        "UPDATE edit SET after = '专看数据。' WHERE kind = 'preface'",
        "UPDATE edit SET kind = 'wish' WHERE kind = 'note'",
    )
    named(verify, "改动的记录读不出：没有“wish”这种改动")
    change(home, "UPDATE edit SET kind = 'note' WHERE kind = 'wish'")
    assert verify("653")[0] == 0
    rewrite(home, words("121家", "212家"), 1)
    named(verify, "212家")


def named(verify: Verify, told: str) -> str:
    code, said = verify("653")
    assert code == 3, said
    (line, *_) = [line for line in said.splitlines() if told in line and "不成立" in line] or [""]
    assert line, said
    return line


def misread(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    read = Outlet.read.__func__  # type: ignore[attr-defined]

    def wrongly(cls: type[Outlet], response: Any, *learned: Any) -> Any:
        item = read(cls, response, *learned)
        item.article_body = item.article_body.replace(old, new)
        return item

    monkeypatch.setattr(Outlet, "read", classmethod(wrongly))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("未经脱敏的病历", "经脱敏的病历", "页面上没有这一段"),
        ("通知要求，二级", "二级", "页面上它不是整段，整段是“通知要求，二级"),
        ("通知要求，", "\n\n通知要求，", ""),
        ("，为期两年。", "", "页面上它不是整段"),
        ("98%", "⑨⑧%", "页面上没有这一段"),
        ("电子病历系统", "“电子病历”系统", "页面上没有这一段"),
    ],
)
def test_a_fault_of_the_reader_does_not_prove_itself(
    home: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    """Read, stored, printed and read again wrongly: what the page shows speaks against it."""
    misread(monkeypatch, old, new)
    rewrite(home, words(old, new), DATA)
    code, said = verify("653")
    if not told:  # written otherwise, and nothing else
        return
    assert code == 3, said
    assert f"第653期 {DATA}. " in said
    assert told in said


def test_a_paragraph_that_the_reader_skips_is_seen(home: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    ((body,),) = rows(home, f"SELECT body FROM printed_entry WHERE place = {DATA}")
    skipped = body.split("\n\n")[1] + "\n\n"
    misread(monkeypatch, skipped, "")
    rewrite(home, words(skipped, ""), DATA)
    code, said = verify("653")
    assert (code, "页面上在它前面还有一段没有刊出：“通知要求" in said) == (3, True), said


def test_a_better_reader_is_told_apart_from_a_falsehood(
    home: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    misread(monkeypatch, "人民网北京12月8日电 （记者江月白）", "")
    code, said = verify("653")
    assert (code, "读法已变 1，" not in said, "读法已变 1" in said, "不成立 0 篇" in said) == (3, True, True, True), (
        said
    )
    assert f"第653期 {DATA}. 七部门部署电子病历数据质量提升行动（人民网）：读法已变：第 1 段：刊出“人民网北京" in said
    rewrite(home, words("98%", "8%"), DATA)
    code, said = verify("653")
    assert (code, "不成立 1 篇" in said) == (3, True), "what was never read so is false all the same"


def test_what_the_archive_speaks_against_is_not_printed_and_a_copy_is_proven(
    home: Path, tmp_path: Path, scrapy: Scrapy
) -> None:
    change(home, "UPDATE article SET article_body = replace(article_body, '98%', '8%') WHERE outlet = 'people'")
    process = scrapy("bulletin", "653", home=home)
    assert process.returncode == 3, process.stderr
    (told,) = [line for line in process.stderr.splitlines() if "印不出，没有刊出：七部门" in line]
    assert "不成立：第 2 段：刊出“" in told
    assert "8%" not in (home / ISSUE / MASTER).read_text("utf-8")
    proof = scrapy("verify", "--all", "--home", home, home=tmp_path / "elsewhere")
    assert proof.returncode == 0, proof.stderr
    assert "散列链 3 条，存档文件 1 个，1 期。" in proof.stderr, "the former version is kept and proven too"
