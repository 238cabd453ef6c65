"""A file of an issue that was printed here and tells something else is no unchanged one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session
from test_own_issue_again import ISSUE, store, why_refused

from monitor.proof.keeping import framed
from monitor.store.issues import Printed, find_issues, save_issue

__all__ = ["store"]


def test_other_words_are_a_change(store: Session, tmp_path: Path) -> None:
    first, second = ISSUE.entries
    sources = [Printed(each.article_id, each.version) for each in find_issues(store, 653)[0].entries]
    for form, changed in (
        ("docx", replace(first, body=first.body + "\n\n［图片由受访者提供］")),
        ("json", replace(first, body=first.body.replace("x.cn/2.jpg", "x.cn/3.jpg"))),
        ("json", replace(first, body=first.body.replace("AI 辅助", "AI辅助"))),
        ("json", replace(first, url="http://x.cn/1.html")),
    ):
        save_issue(store, ISSUE.issue, ISSUE.entries, sources, "653", framed(ISSUE, 0))
        store.flush()
        other = replace(ISSUE, entries=(changed, second))
        assert f"不同（《{first.headline}》）" in why_refused(store, tmp_path, other, form), changed
