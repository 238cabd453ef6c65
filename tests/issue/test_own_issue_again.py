"""An issue that was printed here, imported from its own files: nothing changes, whoever chose its articles."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from made_issue import bulletin, entry
from PIL import Image
from sqlalchemy.orm import Session

from exports import html, markdown, word
from exports import json as machine
from monitor.backissues.reading import read_issues
from monitor.bulletin import Bulletin, Photo
from monitor.issue.importing import import_issues
from monitor.issue_calendar import IssueCalendar
from monitor.items import ArticleItem
from monitor.proof.keeping import framed
from monitor.proof.record import printed_record
from monitor.store.articles import save
from monitor.store.choices import PICK, add_choice, find_events
from monitor.store.database import open_database, writing
from monitor.store.issues import Printed, find_issues, save_issue
from monitor.text.markdown import Paragraph, Picture, Subhead, write
from monitor.text.urls import plain_address

_STREAM = io.BytesIO()
Image.new("RGB", (64, 48)).save(_STREAM, "JPEG")
BODY = write(
    [Paragraph("首段文字，完整的一句。"), Picture("https://x.cn/1.jpg", "图为云州医院。"), Subhead("一码就医"),
     Paragraph("AI 辅助诊断。"), Picture("https://x.cn/2.jpg", "图二"), Paragraph("末段文字。（完）")]
)  # fmt: skip
ISSUE = bulletin(
    653,
    [
        entry(
            headline="云州医院上线新平台", url="https://x.cn/1.html", body=BODY, kicker="引题一行", note="本刊的话。"
        ),
        entry(
            headline="青岚：电子病历提速", url="https://x.cn/2.html", original_headline="原来的题目", subtitle="副题"
        ),
    ],
    {"https://x.cn/1.jpg": Photo("images/1.jpg", _STREAM.getvalue())},
)
FORMS: dict[str, Callable[[Bulletin], bytes]] = {
    "json": machine.render, "docx": word.render, "html": html.render, "md": markdown.render
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Session]:
    """A store in which the issue is printed, its articles chosen by nobody."""
    with writing(open_database(f"sqlite:///{tmp_path / 'monitor.db'}")) as session:
        sources = []
        for each in ISSUE.entries:
            address = plain_address(each.url)
            item = ArticleItem(
                address.url, each.outlet, key=address.key, headline=each.headline, date_published=each.day,
                article_body=each.body, reader="own:a", score=1.0,
            )  # fmt: skip
            article = save(session, item, ISSUE.issue.window.until)
            sources.append(Printed(article.id, article.version))
        save_issue(session, ISSUE.issue, ISSUE.entries, sources, "653", framed(ISSUE, 0))
        yield session


def imported(store: Session, folder: Path, issue: Bulletin, form: str, over: bool = False) -> bool:
    """Whether importing a form of `issue` changed the record of it."""
    file = folder / f"周报.{form}"
    file.write_bytes(FORMS[form](issue))
    (past,) = read_issues(file, IssueCalendar())
    (before,) = find_issues(store, 653)
    record = printed_record(store, before)
    done = import_issues(store, [(file, past)], lambda url: (None, plain_address(url)), over)
    assert done.refused == []
    store.expire_all()
    changed = printed_record(store, find_issues(store, 653)[0]) != record
    assert changed == bool(done.changed)
    return changed


def why_refused(store: Session, folder: Path, issue: Bulletin, form: str) -> str:
    """Why a form of `issue` is not imported; the record stays."""
    file = folder / f"周报.{form}"
    file.write_bytes(FORMS[form](issue))
    (past,) = read_issues(file, IssueCalendar())
    record = printed_record(store, find_issues(store, 653)[0])
    (refused,) = import_issues(store, [(file, past)], lambda url: (None, plain_address(url))).refused
    store.expire_all()
    assert printed_record(store, find_issues(store, 653)[0]) == record
    assert "加 --replace" in str(refused)
    return str(refused).partition("是这里写出的，")[2]


def test_none_of_its_files_changes_the_record(store: Session, tmp_path: Path) -> None:
    """The record lost what was printed round the articles, and verify told that it had been tampered with."""
    assert [form for form in FORMS if imported(store, tmp_path, ISSUE, form)] == []
    assert find_events(store, 653) == [], "nor is anything chosen"
    second = find_issues(store, 653)[0].entries[1].article_id
    add_choice(store, 653, PICK, [second], "主任定", "张")
    assert [form for form in FORMS if imported(store, tmp_path, ISSUE, form)] == [], "nor was it refused"


def test_what_a_file_tells_otherwise_is_taken_by_a_word_only(store: Session, tmp_path: Path) -> None:
    """Its link in the chain is of what was written here."""
    first, second = ISSUE.entries
    sources = [Printed(each.article_id, each.version) for each in find_issues(store, 653)[0].entries]
    assert imported(store, tmp_path, ISSUE, "json", over=True), "a word makes the file the record"
    for form, entries in (
        ("json", (replace(first, body=first.body.replace("二", "两")), second)),
        ("docx", (replace(first, body=first.body.replace("完整", "不整")), second)),
        ("docx", (replace(first, note=""), second)),
        ("html", (replace(first, kicker="另一引题"), second)),
        ("md", (first, replace(second, headline=second.headline.removesuffix("提速")))),
    ):
        save_issue(store, ISSUE.issue, ISSUE.entries, sources, "653", framed(ISSUE, 0))
        store.flush()
        other = replace(ISSUE, entries=entries)
        changed = first if entries[0] is not first else second
        assert why_refused(store, tmp_path, other, form).startswith(f"文件与写出的不同（《{changed.headline}》）")
        assert imported(store, tmp_path, other, form, over=True), entries
