"""The number of pages that a page's own scripts give its article."""

from __future__ import annotations

from monitor.text.urls import page_counts

NAME = "t20260709_527900001"


def test_a_count_is_heard_in_every_spelling() -> None:
    for script in (
        f'createPageHTML(3, 0, "{NAME}", "shtml")',
        "var countPage = 3 //共多少页",
        f'{{"totalPage": "3", "name": "{NAME}"}}',
        f'{{"page_count":3,"url":"{NAME}.shtml"}}',
        f'var _PAGE_COUNT="3"; var _PAGE_NAME="{NAME}";',
        f'var nPageCount = 3, sName = "{NAME}";',
        f'<script src="//www.yunzhou.cn/p.js"></script><script>createPageHTML(3, 0, "{NAME}", "shtml")</script>',
        f'var home="http://www.yunzhou.cn"; createPageHTML(3, 0, "{NAME}", "shtml")',
    ):
        assert set(page_counts(script, NAME)) == {3}, script


def test_what_counts_something_else_is_no_count() -> None:
    for script in (
        f'{{"comments_page_count": 3, "name": "{NAME}"}}',
        'createPageHTML(3, 0, "index", "shtml")',
    ):
        assert list(page_counts(script, NAME)) == [], script
