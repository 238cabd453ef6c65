"""Readers under hostile input: every page of every outlet, cut, shuffled, re-encoded, mixed with noise. Nothing but the
named exceptions may come out, and soon. How many inputs were tried stands at the end of the run."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import TRIED, budget
from hypothesis import given, settings
from hypothesis import strategies as st
from page_bench import ALL, OUTLETS
from scrapy import Request

from monitor.exceptions import MonitorError
from monitor.outlet.page_cases import open_page, read_case
from monitor.text.dates import read_moment

PATIENCE = 5.0  # seconds of the processor for one page: a guard against a hang, no measure of speed
CASES = [(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in ALL]
NOISE = st.binary(max_size=200)


def take(case: tuple[Path, dict[str, str]], body: bytes, kind: str) -> dict[str, Any]:
    """Read `body` as the page of `case`: what it gives matters little, that it ends does."""
    path, about = case
    day = date.fromisoformat(about["day"]) if "day" in about else None
    start = time.process_time()
    found = read_case(OUTLETS[path.parent.name], about["kind"], open_page(about["url"], body), day)
    assert time.process_time() - start < PATIENCE, path
    TRIED[kind] += 1
    return found


@settings(max_examples=budget(400))
@given(case=st.sampled_from(CASES), start=st.floats(0, 1), length=st.floats(0, 1), noise=NOISE, at=st.floats(0, 1))
def test_cut_and_mixed_pages(
    case: tuple[Path, dict[str, str]], start: float, length: float, noise: bytes, at: float
) -> None:
    body = case[0].read_bytes()
    cut = body[int(start * len(body)) :][: int(length * len(body))]
    place = int(at * len(cut))
    take(case, cut[:place] + noise + cut[place:], "cut and mixed")


@settings(max_examples=budget(200))
@given(case=st.sampled_from(CASES), order=st.randoms(use_true_random=False), pieces=st.integers(2, 40))
def test_shuffled_pages(case: tuple[Path, dict[str, str]], order: object, pieces: int) -> None:
    body = case[0].read_bytes()
    size = max(1, len(body) // pieces)
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    order.shuffle(parts)  # type: ignore[attr-defined]
    take(case, b"".join(parts), "shuffled")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-32", "utf-7", "latin-1", "shift_jis"])
def test_pages_in_another_encoding(encoding: str) -> None:
    for case in CASES:
        text = case[0].read_bytes().decode("utf-8", "replace")
        take(case, text.encode(encoding, "replace"), "re-encoded")


@settings(max_examples=budget(200))
@given(case=st.sampled_from(CASES), body=st.binary(max_size=2000))
def test_random_bytes(case: tuple[Path, dict[str, str]], body: bytes) -> None:
    take(case, body, "random")


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000 + b"x",
        b"<p>" * 100_000,
        b"<table><tr><td>" * 20_000,
        b"<a href='" + b"a" * 1_000_000 + b"'>x</a>",
        b"<!--" * 100_000,
        b"<h1>" + "医".encode() * 500_000,
        b"&" * 200_000,
        b"\x00" * 100_000,
        b"<html>" * 1000 + b"</html>" * 1000,
        b'<div class="article-header rm_txt h-info source">' + b'<span class="source title">x' * 3000,
        b"<h1>a</h1><h2>b</h2><p class=source>c</p>" * 10_000,
    ],
    ids=[
        "nested",
        "paragraphs",
        "tables",
        "long address",
        "comments",
        "long headline",
        "entities",
        "nul",
        "roots",
        "unclosed",
        "siblings",
    ],
)
@pytest.mark.parametrize("name", ["people", "xinhuanet", "cnr", "bjd"])
def test_monsters(name: str, body: bytes) -> None:
    case = next(each for each in CASES if each[0].parent.name == name and each[1]["kind"] == "article")
    take(case, body, "monsters")


@settings(max_examples=budget(300))
@given(st.text(alphabet="0123456789年月日时分秒:：-/. 　前昨今天刚小〇一二三十廿", max_size=40))
def test_hostile_dates(text: str) -> None:
    for reference in (None, date(2025, 12, 12), date(1, 1, 1), date(9999, 12, 31)):
        moment = read_moment(text, reference)
        assert moment is None or 1 <= moment.day.year <= 9999
    TRIED["dates"] += 1


@pytest.mark.parametrize("bad", ["\\ud800", "\\udfff\\ud800", "\\u0000", "\\u202e", "http://[", "1e999", "null", "{}"])
def test_hostile_json(bad: str) -> None:
    for case in CASES:
        text = case[0].read_text("utf-8", "replace")
        if not case[1]["kind"].startswith("listing:") or not text.lstrip().startswith(("{", "[")):
            continue
        for number in range(len(re.findall('": ?"', text))):
            found = list(re.finditer('": ?"', text))[number].end()
            links = take(case, (text[:found] + bad + text[found:]).encode(), "json").get("links", [])
            for url, title in links:
                Request(url)
                title.encode()


@pytest.mark.parametrize("number", ["9" * 400, "-1", "٣", "1e9"])
def test_hostile_numbers_of_issues(number: str) -> None:
    from scrapy.settings import Settings

    from monitor.configuration import find_issue

    given = Settings({"MONITOR_HOME": "/nonexistent", "ISSUE_ANCHOR": (622, "2025-04-25")})
    with pytest.raises(MonitorError):
        find_issue(given, number)
    TRIED["numbers"] += 1
