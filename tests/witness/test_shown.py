"""What a page shows, to eyes that are not the reader's: all that is read is there, and what is not whole is not."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from page_bench import ALL, OUTLETS, respond

from monitor.exceptions import PageError
from monitor.items import ArticleItem
from monitor.text.markdown import Picture, read
from monitor.witness.comparing import plain
from monitor.witness.shown import ShownPages


def unseen(item: ArticleItem, pages: ShownPages, url: str) -> list[str]:
    blocks = read(item.article_body)
    captions = [plain(block.caption) for block in blocks if isinstance(block, Picture)]
    found = []
    for block in blocks:
        if isinstance(block, Picture):
            seen = pages.has_picture(block.url) and (not block.caption or pages.has_line(block.caption))
            found += [] if seen else [f"picture {block}"]
        elif wrong := pages.find_paragraph(block.text, captions):
            found.append(f"{block.text}: {wrong}")
    lines = (item.headline, item.kicker, item.subtitle)
    found += [line for line in lines if line and not pages.has_line(line)]
    found += (
        [item.original_headline] if item.original_headline and not pages.has_original(item.original_headline) else []
    )
    return found + ([str(item.day)] if item.day and not pages.has_day(item.day, url) else [])


def test_all_that_is_read_on_the_sample_pages_is_shown() -> None:
    """Whoever prints a sound article must not hear that it is not."""
    seen = 0
    for path in ALL:
        case = json.loads(path.with_suffix(".json").read_text("utf-8"))
        try:
            if case["kind"] != "article":
                continue
            item = OUTLETS[path.parent.name].read(respond(path, case["url"]))
        except PageError:
            continue
        assert unseen(item, ShownPages([path.read_bytes()]), case["url"]) == [], path
        seen += 1
    assert seen > 30


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_real_pages_show_what_their_gold_says(shared: Path, encoding: str) -> None:
    wrong, paragraphs = [], 0
    for path in sorted(shared.glob("*pages/*/*.gold.json")):
        page = path.with_name(path.name.replace(".gold.json", ".html"))
        gold = json.loads(path.read_text("utf-8"))
        if not page.exists() or not gold.get("paragraphs"):
            continue
        body = page.read_bytes()
        with contextlib.suppress(UnicodeDecodeError):
            body = body.decode("utf-8").encode(encoding, "xmlcharrefreplace")
        pages = ShownPages([body])
        for text in gold["paragraphs"]:
            paragraphs += 1
            wrong += [(page.name, text[:30], told)] if (told := pages.find_paragraph(text)) else []
    assert paragraphs > 100
    assert len(wrong) <= paragraphs * 0.02, wrong


@pytest.mark.parametrize("mark", ["\uffff", "\ufffe", "\ufdd0", "\U0001ffff", "\x01"])
def test_what_is_no_character_is_not_shown(mark: str) -> None:
    page = f"<html><body><p>医院的人工{mark}智能系统已经上线。</p>"
    assert ShownPages([page.encode()]).find_paragraph("医院的人工智能系统已经上线。") == ""


def test_the_marks_of_a_quotation_are_shown_that_a_browser_writes() -> None:
    page = "<html><body><p>主任说：<q>数据<q>多</q>跑路</q>。<q>“少”</q>跑腿</p><p><q>数据跑路</q></p></body></html>"
    shown = ShownPages([page.encode()])
    assert shown.find_paragraph("主任说：“数据‘多’跑路”。“少”跑腿") == ""
    assert shown.find_paragraph("“数据跑路”") == ""
    assert ShownPages([page.encode()]).find_paragraph("主任说：数据多跑路。“少”跑腿") != ""


def test_a_radical_that_stands_for_a_character_is_this_one() -> None:
    page = "<html><body><p>⼈⼯智能辅助诊断系统在⻅习医院上线。</p></body></html>"
    assert ShownPages([page.encode()]).find_paragraph("人工智能辅助诊断系统在见习医院上线。") == ""
