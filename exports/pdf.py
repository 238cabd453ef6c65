"""The bulletin as PDF, from the HTML by WeasyPrint: bookmarks, links and page numbers without a browser or an office
suite. An optional extra, for it needs system libraries (pango)."""

from __future__ import annotations

import weasyprint
from weasyprint.urls import URLFetcher

from exports.html import render as render_html
from monitor.bulletin import Bulletin

_NUMBERS = "@page { @bottom-center { content: counter(page); font-size: 10pt; } }"


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as PDF, the same bytes for the same bulletin. Nothing is loaded from elsewhere: the
    pictures are in the page."""
    fetcher = URLFetcher(allowed_protocols={"data"})
    page = weasyprint.HTML(string=render_html(bulletin).decode(), url_fetcher=fetcher)
    content: bytes = page.write_pdf(stylesheets=[weasyprint.CSS(string=_NUMBERS)], pdf_identifier=b"zhoubao")
    return content
