"""A store that can only be read: what was not written is not said to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Scrapy, copy_home


@pytest.mark.parametrize("words", [("label", "1", "on"), ("reread", "653"), ("reread", "--stories")])
def test_nothing_is_said_that_was_not_done(
    scrapy: Scrapy, stored_few: Path, disk: Callable[[str], Path], words: tuple[str, ...]
) -> None:
    home = disk("size=64m")
    copy_home(stored_few, home, dirs_exist_ok=True)
    disk("ro")
    refused = scrapy(*words, home=home)
    assert refused.returncode == 2
    assert refused.stderr.startswith("错误：数据库")
    for untrue in ("已记录", "读不出来", "已按现在的规则", "--after 0"):
        assert untrue not in refused.stderr
    for reads in (("verify", "653"), ("articles", "653")):
        assert scrapy(*reads, home=home).returncode == 0


def test_what_can_be_written_is_said(scrapy: Scrapy, home_with_week: Path) -> None:
    done = scrapy("label", "1", "on", home=home_with_week)
    assert (done.returncode, "已记录：" in done.stderr) == (0, True)
    done = scrapy("reread", "--stories", home=home_with_week)
    assert (done.returncode, "已按现在的规则归并" in done.stderr) == (0, True)
