"""A 目录 of more than ninety-nine articles: its numbers take more room than the four blanks of a line under them."""

from __future__ import annotations

import lxml.html
import markdown as python_markdown
from made_issue import bulletin, entry
from markdown_it import MarkdownIt

from exports.markdown import render


def test_the_outlet_stays_a_line_of_its_article() -> None:
    text = render(bulletin(653, [entry(headline=f"第{number}篇") for number in range(1, 103)])).decode()
    for page in (MarkdownIt().render(text), python_markdown.markdown(text)):
        tree = lxml.html.fromstring(f"<div>{page}</div>")
        assert tree.findall(".//pre") == []
        (contents,) = tree.findall(".//ol")
        assert [["".join(p.itertext()) for p in item.findall("p")] for item in contents] == [
            [f"第{number}篇", "（央广网）"] for number in range(1, 103)
        ]
