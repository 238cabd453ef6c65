"""The bulletin as PDF, from the HTML by WeasyPrint: bookmarks, tags, links and page numbers without a browser or an
office suite. An optional extra, for it needs system libraries (pango)."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import astuple

import weasyprint
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from exports.boxes import declare
from exports.design import LAYOUTS, Layout
from exports.html import render as render_html
from monitor.bulletin import Bulletin
from monitor.terminal.output import say

_SHOWN = 20  # characters that are named


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as PDF, the same bytes for the same bulletin. Nothing is loaded from elsewhere: the
    pictures are in the page. Characters that no typeface of this machine has are boxes there (exports.boxes);
    they are told on stderr, with the articles that hold them."""
    with _boxes() as lacking:
        content = _write(bulletin)
    if lacking:
        with _boxes():
            content = _write(bulletin, declare(lacking))
        _tell(bulletin, lacking)
    return content


def _write(bulletin: Bulletin, rules: str = "") -> bytes:
    fetcher, fonts = URLFetcher(allowed_protocols={"data"}), FontConfiguration()
    page = weasyprint.HTML(string=render_html(bulletin).decode(), url_fetcher=fetcher)
    own = _ragged(LAYOUTS[bulletin.paper.layout]) + rules
    sheet = weasyprint.CSS(string=own, url_fetcher=fetcher, font_config=fonts)
    content: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_identifier=b"zhoubao", pdf_tags=True)
    return content


def _ragged(layout: Layout) -> str:
    # WeasyPrint widens nothing but blanks (layout/inline.py): a Chinese line has one or none, and would be torn.
    justified = ", ".join(f".{kind.name.lower()}" for kind, look in layout.looks.items() if look.align == "justify")
    return f"{justified} {{ text-align: left !important; }}"


@contextmanager
def _boxes() -> Iterator[Collection[str]]:
    """Collect the characters for which WeasyPrint draws a box: it tells them to its log, one by one (draw/text.py)."""
    found: dict[str, None] = {}

    def collect(record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith(".notdef") or not isinstance(record.args, tuple):
            return True
        found[str(record.args[0])] = None
        return False  # one line for all is enough

    LOGGER.addFilter(collect)
    try:
        yield found
    finally:
        LOGGER.removeFilter(collect)


def _tell(bulletin: Bulletin, lacking: Collection[str]) -> None:
    names = "、".join(f"{each}（U+{ord(each):04X}）" for each in list(lacking)[:_SHOWN])
    names += f" 等 {len(lacking)} 字" if len(lacking) > _SHOWN else ""
    holders = [
        each.headline for each in bulletin.entries if any(mark in "".join(map(str, astuple(each))) for mark in lacking)
    ]
    where = f"；见：{'、'.join(holders)}" if holders else ""
    say(f"注意：PDF 缺字：{names}，印成方框{where}；请安装含有这些字的字体，再写一次。")
