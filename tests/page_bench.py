"""The pages under tests/pages, and the outlets that read them."""

from __future__ import annotations

from pathlib import Path

from conftest import PROJECT
from scrapy.http import HtmlResponse
from scrapy.utils.project import get_project_settings

from monitor.outlet.page_cases import open_page
from monitor.outlet.registry import load_outlets

PAGES = PROJECT / "tests" / "pages"


OUTLETS = load_outlets(get_project_settings())


ALL = sorted(PAGES.glob("*/*.html"))


def respond(path: Path, url: str) -> HtmlResponse:
    return open_page(url, path.read_bytes())
