"""Three runs of a week over real connections, of an outlet whose own template reads nothing any more, and of one that is
built anew within the first."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from answering import Answer, Handler
from conftest import PROJECT, Scrapy
from made_web import MadeOutlet, outlets, serve_made
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article
from monitor.reading.template import Template

OPTIONS = ("-s", "SPIDER_MODULES=taught_outlets", "-s", "DOWNLOAD_DELAY=0", "-s", "REFETCH_HOURS=0")
REDESIGN = (
    ("<h1>", '<h2 class="head">'),
    ("</h1>", "</h2>"),
    ('class="info"', 'class="when"'),
    ('class="text"', 'class="story"'),
)


BEFORE, LONG = 10, "100145"  # article pages of gamma before it is built anew; its article of two pages


class Run(NamedTuple):
    """One run: requests by address, and of each outlet the rungs that read (name → pages), what people are told, which
    rung read each stored article."""

    asked: Counter[str]
    rungs: dict[str, dict[str, int]]
    told: dict[str, str]
    stored: dict[str, dict[str, str]]
    templates: dict[str, bool]  # learned templates of alpha, by name: whether they are used
    long: str  # the text of gamma's article of two pages


def look(database: Path, asked: Counter[str]) -> Run:
    with sqlite3.connect(database) as connection:
        runs = connection.execute("SELECT outlet, verdict || ' ' || detail, counters FROM run ORDER BY id").fetchall()
        stored: dict[str, dict[str, str]] = {name: {} for name, _, _ in runs}
        for name, url, reader in connection.execute("SELECT outlet, url, reader FROM article"):
            stored[name][url] = reader
        rows = connection.execute("SELECT name, dropped_on IS NULL FROM learned_template WHERE outlet = 'alpha'")
        templates = {f"learned:{name}": bool(used) for name, used in rows}
        ((long,),) = connection.execute("SELECT article_body FROM article WHERE url LIKE ?", (f"%{LONG}.html",))
    connection.close()
    rungs = {
        name: {key.split("/reader/")[1]: n for key, n in json.loads(counters).items() if "/reader/" in key and n}
        for name, _, counters in runs
    }
    return Run(Counter(asked), rungs, {name: told for name, told, _ in runs}, stored, templates, long)


@pytest.fixture
def runs(scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], tmp_path: Path) -> list[Run]:
    """The second run meets the site as the first did; before the third it is built anew."""
    made = outlets()
    asked: Counter[str] = Counter()
    done: list[Run] = []

    def answer(handler: Handler) -> None:
        asked[handler.path] += 1
        status, body, kind = serve_made(made, handler.path.replace(f"{LONG}_2", LONG))
        if f"/{LONG}" in handler.path:
            body = part(body.decode(), f"{LONG}_2" in handler.path).encode()
        articles = sum(number for url, number in asked.items() if "gamma.example/a/" in url)
        anew = "alpha" in handler.path if len(done) == 2 else False
        if anew or ("gamma.example/a/" in handler.path and (done or articles > BEFORE)):
            body = rebuilt(body)
        handler.send(status, body, kind)

    env = {**serve(answer), "PYTHONPATH": str(PROJECT / "tests")}
    for writes in (("--sweep",), ("--sweep",), ("--format", "md")):
        process = scrapy("weekly", "653", *writes, *OPTIONS, env=env)
        assert "Traceback" not in process.stderr, process.stderr
        done.append(look(tmp_path / "home" / "monitor.db", asked))
        asked.clear()
    proven = scrapy("verify", "653", *OPTIONS[:2], env=env)
    assert proven.returncode == 0, "what a learned template read is proven with it"
    page = tmp_path / "page.html"
    newest = max(done[-1].stored["alpha"])
    page.write_bytes(rebuilt(serve_made(made, newest)[1]))
    explained = scrapy("readpage", page, "--url", newest, "--explain", "-s", "SPIDER_MODULES=taught_outlets", env=env)
    (name,) = done[-1].rungs["alpha"]
    assert re.search(rf"→\s+{name}", explained.stdout), explained.stdout
    assert re.search(rf"{name}：\S+ 学自 \d+ 页（headline 100%", explained.stderr)
    printed = scrapy("discover", "alpha", "--write", *OPTIONS, env=env)
    assert printed.returncode == 0, printed.stderr
    lines = printed.stdout.partition("# from monitor.reading.template import Template")[2].partition("\n")[2]
    pasted = [
        Template(**{word.arg: ast.literal_eval(word.value) for word in call.keywords})
        for call in ast.parse(f"({lines})", mode="eval").body.elts
    ]
    assert f"learned:{pasted[0].name}" == name
    item = read_article(HtmlResponse(newest, body=page.read_bytes(), encoding="utf-8"), "alpha", "甲报", pasted)
    assert (item.reader, len(pasted)) == (f"own:{pasted[0].name}", 1), "what is pasted reads as the declaration's own"
    return done


def part(page: str, is_second: bool) -> str:
    """One page of a long article: the second says something else, the first leads there."""
    if is_second:
        return page.replace("记者了解到", "第二页上说")
    return page.replace("</p></div>", f'</p><p><a href="{LONG}_2.html">下一页</a></p></div>')


def rebuilt(body: bytes) -> bytes:
    """A page after the redesign."""
    text = body.decode()
    for old, new in REDESIGN:
        text = text.replace(old, new)
    return text.encode()


def kinds(rungs: dict[str, int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for rung, number in rungs.items():
        found[rung.split(":")[0]] += number
    return dict(found)


def wanted(made: MadeOutlet, stored: dict[str, str]) -> set[str]:
    """The rungs that read the relevant articles of the window."""
    relevant = {url for url in made.wanted if "/jk/" in url}
    assert relevant <= stored.keys()
    return {stored[url].split(":")[0] for url in relevant}


def test_a_run_learns_and_reads_again(runs: list[Run], show: Callable[[str], None]) -> None:
    made, (first, second, third) = outlets(), runs
    show(f"rungs: {[run.rungs for run in runs]}; told: {[run.told['alpha'] for run in runs]}; {third.templates}")
    # What only the generic rung could read is learned from, and read again before the run closes.
    assert kinds(first.rungs["alpha"]).keys() == {"learned"}
    assert "学到读法 1 种，重读" in first.told["alpha"]
    assert wanted(made["alpha"], first.stored["alpha"]) == {"learned"}
    # No page is asked for twice, though each was read twice.
    assert max(number for url, number in first.asked.items() if not url.endswith("robots.txt")) == 1
    # The next run uses it from the start, and says nothing of it.
    assert second.rungs["alpha"] == first.rungs["alpha"]
    assert "读法" not in second.told["alpha"]
    assert second.asked == first.asked
    # After a redesign another is learned, and the old one dropped.
    (old,), new = first.rungs["alpha"].keys(), third.rungs["alpha"].keys()
    assert new and old not in new and kinds(third.rungs["alpha"]).keys() == {"learned"}
    assert third.templates == {old: False, **dict.fromkeys(new, True)}
    assert "已不适用" in third.told["alpha"]
    assert third.asked == first.asked
    # Built anew within a run: what was read before stays with its own template, the rest is learned from and read again.
    both = Counter(rung.split(":")[0] for rung in first.stored["gamma"].values())
    assert set(both) == {"own", "learned"}
    assert both["own"] in (BEFORE - 1, BEFORE), "of the pages before one may be the second of the long article"
    assert "学到读法 1 种，重读" in first.told["gamma"]
    relevant = {each.number for each in made["gamma"].articles if each.section == "jk" and each.relevant}
    assert {url for url in made["gamma"].wanted if int(url[-11:-5]) in relevant} <= first.stored["gamma"].keys()
    assert [kinds(run.rungs["gamma"]).keys() for run in runs[1:]] == [{"learned"}] * 2
    assert not [run.told["gamma"] for run in runs[1:] if "读法" in run.told["gamma"]]
    assert all(run.long.count("记者了解到") == run.long.count("第二页上说") == 4 for run in runs), (
        "both pages, each time"
    )
    # An outlet whose own template answers learns nothing.
    assert [kinds(run.rungs["eta"]).keys() for run in runs] == [{"own"}] * 3
    assert not [run.told["eta"] for run in runs if "读法" in run.told["eta"]]
