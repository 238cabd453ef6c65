"""What an outlet may cost in a run; that an outlet without an end is told is shown in test_hostile.py."""

from __future__ import annotations

import pytest
from faulty_outlets import Sound
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.test import get_crawler

from monitor.exceptions import BudgetSpent
from monitor.run.sparing import Budget

LIST = Request("http://sound.example/list/", cb_kwargs={"source": Sound.sources[0]})
ARTICLE = Request("http://sound.example/20251210/1.html")
ROBOTS = Request("http://sound.example/robots.txt", callback=NO_CALLBACK)


def spend(budget: Budget, request: Request, most: int = 99) -> int:
    """How many such requests the budget covers."""
    for number in range(most):
        try:
            budget.process_request(request)
        except BudgetSpent:
            return number
        budget.sent(request)
    return most


def test_lists_take_half_of_the_pages_and_articles_what_is_left() -> None:
    budget = Budget.from_crawler(get_crawler(Sound, {"OUTLET_MAX_PAGES": 20, "OUTLET_MAX_BYTES": 1000}))
    assert spend(budget, LIST) == 10
    assert spend(budget, ARTICLE) == 10
    budget.process_request(ROBOTS)


def test_bytes_count_whatever_becomes_of_the_answer() -> None:
    budget = Budget.from_crawler(get_crawler(Sound, {"OUTLET_MAX_PAGES": 20, "OUTLET_MAX_BYTES": 1000}))
    budget.received(b"x" * 999)
    assert spend(budget, ARTICLE, 1) == 1
    budget.received(b"x")
    with pytest.raises(BudgetSpent, match="over-bytes"):
        budget.process_request(ARTICLE)


def test_a_replay_costs_nobody_anything() -> None:
    with pytest.raises(NotConfigured):
        Budget.from_crawler(get_crawler(Sound, {"HTTPCACHE_IGNORE_MISSING": True}))
