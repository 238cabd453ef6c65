"""A week that has not come: nothing is gathered, and no outlet is called broken for it."""

from __future__ import annotations

import pytest
from conftest import SAMPLE_WEEK, Scrapy

FEW = ("--replay", SAMPLE_WEEK, "--outlets", "xinhuanet")


@pytest.mark.parametrize(
    "words",
    [
        ("weekly", "653", *FEW),
        ("crawl", "xinhuanet", "-a", "since=2025-12-06", "-a", "until=2025-12-12"),
        ("weekly", "--since", "2025-12-06", "--until", "2025-12-12", *FEW),
    ],
)
def test_a_week_that_has_not_come_is_refused(scrapy: Scrapy, words: tuple[object, ...]) -> None:
    refused = scrapy(*words, "-s", "MONITOR_TODAY=2025-12-05")
    assert refused.returncode == 2
    assert "2025-12-06 至 2025-12-12 还没有到，今天是 2025-12-05" in refused.stderr
    assert "故障" not in refused.stderr


def test_a_week_that_has_begun_is_gathered(scrapy: Scrapy) -> None:
    done = scrapy("weekly", "653", *FEW, "-s", "MONITOR_TODAY=2025-12-06", "--sweep")
    assert "还没有到" not in done.stderr
    assert done.returncode in (0, 3)


def test_a_family_that_was_not_given_is_asked_for(scrapy: Scrapy) -> None:
    refused = scrapy("genspider", "songyun", "www.songyun.example")
    assert (refused.returncode, refused.stderr) == (2, "错误：没有写家族：-t 家族；scrapy genspider -l 列出有的。\n")
