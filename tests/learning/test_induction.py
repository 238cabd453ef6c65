"""Templates learned from further pages of a build, held against the page of tests/pages that they have not seen."""

from __future__ import annotations

import pytest
from varied_pages import Case, cases

from monitor.exceptions import NotLearned
from monitor.learning.induction import FEWEST, learn
from monitor.learning.samples import Sample

CASES = {case.name: case for case in cases()}
PLAIN = CASES["chinanews/20260301-2022"]


def of(case: Case, number: int = FEWEST) -> list[Sample]:
    return [case.vary(each) for each in range(1, number + 1)]


def test_too_few_pages_teach_nothing() -> None:
    with pytest.raises(NotLearned, match="4 页"):
        learn(of(PLAIN, FEWEST - 1))


def test_pages_of_two_builds_are_told_apart() -> None:
    other = CASES["people/20260301-template-2025"]
    mixed = [page for pair in zip(of(PLAIN), of(other), strict=True) for page in pair]
    learned = learn(mixed)
    assert [len(each.pages) for each in learned] == [FEWEST, FEWEST]
    assert {each.template.body for each in learned} == {learn(of(case))[0].template.body for case in (PLAIN, other)}


def test_what_says_the_same_on_every_page_is_no_headline() -> None:
    """A page whose lists announce each article under the site's name."""
    pages = [Sample(page.response, "云州新闻网", page.day) for page in of(PLAIN)]
    assert learn(pages)[0].template == learn(of(PLAIN))[0].template


def test_pages_without_a_text_teach_nothing() -> None:
    empty = [
        Sample(page.response.replace(body=b"<html><h1>" + page.title.encode() + b"</h1></html>"), page.title)
        for page in of(PLAIN)
    ]
    with pytest.raises(NotLearned, match="正文"):
        learn(empty)
