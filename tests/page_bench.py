"""The pages under tests/pages, and the outlets that read them."""

from __future__ import annotations

from pathlib import Path

from conftest import PROJECT
from scrapy.http import HtmlResponse
from scrapy.utils.project import get_project_settings

from monitor.outlet.page_cases import open_page
from monitor.outlet.registry import load_outlets, regular_outlets

PAGES = PROJECT / "tests" / "pages"


OUTLETS = load_outlets(get_project_settings())


# Those of the sample week: each has a text on topic but one.
REGULAR = regular_outlets(get_project_settings())
OF_THE_WEEK = f"媒体 {len(REGULAR)} 家：无切题 1，正常 {len(REGULAR) - 1}"


ALL = sorted(PAGES.glob("*/*.html"))


def respond(path: Path, url: str) -> HtmlResponse:
    return open_page(url, path.read_bytes())
