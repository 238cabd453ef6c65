"""On the command line: 0 is the number of no article, and a headline of the whole issue would make it false."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scrapy


@pytest.mark.parametrize("words", [("--title", "0:新题"), ("--note", "0:按语"), ("--add", "0"), ("--stay", "0")])
def test_an_order_of_no_article_changes_nothing(home_with_week: Path, scrapy: Scrapy, words: tuple[str, str]) -> None:
    done = scrapy("bulletin", "653", *words, "-s", "BULLETIN_PICTURES=False")
    assert done.returncode == 2 and "编号 0 不在" in done.stderr
    assert scrapy("bulletin", "653", "--history").stdout == ""
