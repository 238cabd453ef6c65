"""Readers under hostile input: every page of every outlet, cut, shuffled, re-encoded, mixed with noise, and pages made
of hostile fragments. Nothing but the named exceptions may come out, and soon; and what is found is plain text that no
renderer takes for markup. How many inputs were tried stands at the end of the run."""

from __future__ import annotations

import json
import random
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hostile_inputs import HTML, PAGES, VALUES, encoded, places, replaced
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page_bench import ALL, OUTLETS
from scrapy import Request
from tried import TRIED, hostile

from monitor.outlet.page_cases import open_page, read_case
from monitor.text.hygiene import printable, tidy
from monitor.text.markdown import read, write

PATIENCE = 30.0  # seconds of the processor for one page: a guard against a hang; the slowest takes two
CASES = [(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in ALL]
DOCUMENTS = [
    (case, json.loads(case[0].read_bytes())) for case in CASES if case[0].read_bytes().lstrip().startswith((b"{", b"["))
]
NOISE = st.binary(max_size=200)
Case = tuple[Path, dict[str, str]]
_MARKDOWN = MarkdownIt()


def take(case: Case, body: bytes) -> None:
    """Read `body` as the page of `case`: that it ends matters, and that what it gives can be stored and printed."""
    path, about = case
    day = date.fromisoformat(about["day"]) if "day" in about else None
    start = time.process_time()
    found = read_case(OUTLETS[path.parent.name], about["kind"], open_page(about["url"], body), day)
    assert time.process_time() - start < PATIENCE, path
    check(found)


def check(found: dict[str, Any]) -> None:
    json.dumps(found, ensure_ascii=False).encode()
    for url, title in found.pop("links", []):
        Request(url)
        assert title == tidy(printable(title))
    for url in (*found.pop("deeper", []), found.pop("next_page", "http://x.cn/")):
        Request(url)
    body = found.pop("article_body", "")
    assert write(read(body)) == body == printable(body)
    assert set(re.findall("<(/?[^ >]*)", _MARKDOWN.render(body))) <= {"p", "/p", "img", "strong", "/strong"}
    assert found == {name: tidy(printable(text)) for name, text in found.items()}


@pytest.mark.hostile
def test_the_pages_themselves() -> None:
    for case in CASES:
        take(case, case[0].read_bytes())


@hostile("cut and mixed", 300)
@given(case=st.sampled_from(CASES), start=st.floats(0, 1), length=st.floats(0, 1), noise=NOISE, at=st.floats(0, 1))
def test_cut_and_mixed_pages(case: Case, start: float, length: float, noise: bytes, at: float) -> None:
    body = case[0].read_bytes()
    cut = body[int(start * len(body)) :][: int(length * len(body))]
    place = int(at * len(cut))
    take(case, cut[:place] + noise + cut[place:])


@hostile("shuffled", 150)
@given(case=st.sampled_from(CASES), order=st.randoms(use_true_random=False), pieces=st.integers(2, 40))
def test_shuffled_pages(case: Case, order: random.Random, pieces: int) -> None:
    body = case[0].read_bytes()
    size = max(1, len(body) // pieces)
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    order.shuffle(parts)
    take(case, b"".join(parts))


@pytest.mark.hostile
@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-32", "utf-7", "latin-1", "shift_jis"])
def test_pages_in_another_encoding(encoding: str) -> None:
    for case in CASES:
        text = case[0].read_bytes().decode("utf-8", "replace")
        take(case, text.encode(encoding, "replace"))
        TRIED["re-encoded"] += 1


@hostile("random", 150)
@given(case=st.sampled_from(CASES), body=st.binary(max_size=2000))
def test_random_bytes(case: Case, body: bytes) -> None:
    take(case, body)


@hostile("made of fragments", 100)
@given(case=st.sampled_from(CASES), body=PAGES)
def test_pages_made_of_fragments(case: Case, body: bytes) -> None:
    take(case, body)


@hostile("fragments within", 100)
@given(
    case=st.sampled_from(CASES), parts=st.lists(st.tuples(st.floats(0, 1), st.booleans(), HTML), min_size=1, max_size=6)
)
def test_fragments_within_pages(case: Case, parts: list[tuple[float, bool, str]]) -> None:
    """Between two tags, or anywhere: in a tag, in a word."""
    page = case[0].read_bytes().decode("utf-8", "replace")
    for at, between, fragment in parts:
        place = int(at * len(page))
        if between and (end := page.find(">", place)) >= 0:
            place = end + 1
        page = page[:place] + fragment + page[place:]
    take(case, encoded(page, "utf-8"))


@pytest.mark.hostile("monsters")
@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000 + b"x",
        b"<p>" * 15_000,
        b"<table><tr><td>" * 20_000,
        b"<a href='" + b"a" * 1_000_000 + b"'>x</a>",
        b"<!--" * 100_000,
        b"<h1>" + "医".encode() * 500_000,
        b"&" * 200_000,
        b"\x00" * 100_000,
        b"<html>" * 1000 + b"</html>" * 1000,
        b'<div class="article-header rm_txt h-info source">' + b'<span class="source title">x' * 2000,
        b"<h1>a</h1><h2>b</h2><p class=source>c</p>" * 2_000,
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
    take(next(each for each in CASES if each[0].parent.name == name and each[1]["kind"] == "article"), body)


@hostile("json", 200)
@given(
    document=st.sampled_from(DOCUMENTS), at=st.lists(st.floats(0, 1, exclude_max=True), max_size=3), value=VALUES,
    before=st.sampled_from(["", "cb(", "\ufeff", "<!-- x -->", "var x = "]), rest=st.floats(0, 2),
)  # fmt: skip
def test_documents_with_hostile_values(
    document: tuple[Case, Any], at: list[float], value: Any, before: str, rest: float
) -> None:
    """Any value of a list in JSON is another, one or several; half of the documents are cut."""
    case, content = document
    for where in at:
        ways = places(content)
        content = replaced(content, ways[int(where * len(ways))], value)
    text = before + json.dumps(content)
    take(case, text[: int(rest * len(text))].encode())


@pytest.mark.hostile
@pytest.mark.parametrize("bad", ["\\ud800", "\\udfff\\ud800", "\\u0000", "\\u202e", "http://[", "1e999", "null", "{}"])
def test_documents_with_half_a_value(bad: str) -> None:
    for case, _ in DOCUMENTS:
        text = case[0].read_text("utf-8", "replace")
        for found in re.finditer('": ?"', text):
            take(case, (text[: found.end()] + bad + text[found.end() :]).encode())
            TRIED["json"] += 1
