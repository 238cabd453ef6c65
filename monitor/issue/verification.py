"""Proving what was printed: the archived page is there, is what was fetched, and holds every printed paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scrapy.http import TextResponse

from monitor.archive.record import MOST, digest, load_record, unpack
from monitor.exceptions import ArchiveError, PageError
from monitor.items import ArticleItem
from monitor.markup.page import Page, text_of
from monitor.store.models import Evidence, PrintedEntry
from monitor.text import markdown
from monitor.text.hygiene import fold

_SHOWN = 30  # characters of a paragraph that is not found


def verify_entry(
    entry: PrintedEntry,
    evidence: Sequence[Evidence],
    archive: Path,
    read: Callable[[TextResponse], ArticleItem],
    most: int = MOST,
) -> list[str]:
    """Return what does not hold, in Chinese; nothing if the entry is proven. `archive`: the folder to which the files'
    names are relative; `most`: bytes of a page (DOWNLOAD_MAXSIZE)."""
    if not evidence:
        return ["没有存档记录"]
    problems, text = [], ""
    for page in evidence:
        try:
            record = load_record(archive / page.file, page.offset, most)
            if digest(record.response.body) != page.sha256:
                raise ArchiveError(f"存档内容与抓取时不符：{page.file} 第 {page.offset} 字节")
            if record.url != page.url:
                raise ArchiveError(f"存档记录是另一个网址：{page.file} 第 {page.offset} 字节（{record.url}）")
            response = unpack(record.response, most)
        except ArchiveError as error:
            problems.append(str(error))
            continue
        if isinstance(response, TextResponse) and response.body.strip():
            text += fold(text_of(Page(response).root)) + "\n" + _as_read(response, read)
    if not problems:
        printed = [
            entry.headline,
            *(block.text for block in markdown.read(entry.body) if isinstance(block, markdown.Paragraph)),
        ]
        problems = [f"存档页面里没有这一段：{line[:_SHOWN]}" for line in printed if fold(line) not in text]
    return problems


def _as_read(response: TextResponse, read: Callable[[TextResponse], ArticleItem]) -> str:
    # Inside a paragraph a page may have what is no part of it, a link to another article or a widget.
    try:
        return fold(markdown.plain_text(read(response).article_body))
    except PageError:
        return ""
