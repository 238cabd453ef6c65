"""The bulletin in Markdown, the master of all other forms. Its parts and their order are those of the real issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from monitor.bulletin import Bulletin, Entry
from monitor.markdown import Picture, escape, read, write


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as UTF-8 Markdown, the same bytes for the same bulletin."""
    return ("\n\n".join(_parts(bulletin)) + "\n").encode()


def _parts(bulletin: Bulletin) -> Iterator[str]:
    issue, window = bulletin.issue, bulletin.issue.window
    yield f"# {escape(bulletin.title)}"
    yield f"## （第{issue.numeral}期）"
    yield escape(bulletin.publisher)
    yield _chinese(issue.date)
    yield "### 本期导语："
    yield (
        f"本期周报共收集{len(bulletin.entries)}篇卫生健康大数据与政策研究相关信息，"
        f"时间从{_chinese(window.since)}到{_chinese(window.until)}，监测范围包括全国主流媒体及政府网站等。"
    )
    yield "### 一、信息目录"
    for number, entry in enumerate(bulletin.entries, 1):
        # Four blanks keep the outlet inside its list item for CommonMark and Python-Markdown, so the list goes on.
        yield f"{number}. {escape(entry.headline)}\n\n    （{escape(entry.outlet)}）"
    yield "### 二、具体内容"
    for number, entry in enumerate(bulletin.entries, 1):
        yield from _article(number, entry)


def _article(number: int, entry: Entry) -> Iterator[str]:
    headline, outlet = escape(entry.headline), escape(entry.outlet)
    # In a heading the number is text; a list would begin anew after the paragraphs between two articles.
    yield f"#### {number}. {headline}"
    yield f"来源：{outlet}"
    yield f"链接：<{quote(entry.url, safe=_URL_SAFE)}>"
    yield "主要内容："
    yield headline
    yield f"{entry.day.isoformat()} 来源：{outlet}" if entry.day else f"来源：{outlet}"
    for line in (entry.kicker, entry.subtitle, entry.original_headline and f"原标题：{entry.original_headline}"):
        if line:
            yield escape(line)
    for block in read(entry.body):
        yield write([block])
        if isinstance(block, Picture) and block.caption:
            yield escape(block.caption)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_URL_SAFE = ":/?#[]@!$&'()*+,;=%~._-"  # what an address may hold; anything else would end the <…>
