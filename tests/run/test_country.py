"""The sample week together with government sites and every province: one run over real connections, as on a Friday."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Scrapy
from country import ASKED, Country
from office import serve
from page_bench import OUTLETS, REGULAR

SILENT = {"eyesnews_gzrb"}  # its one headline of the week does not name health


def test_a_whole_week_of_the_country(scrapy: Scrapy, stored_week: Path, tmp_path: Path) -> None:
    names = [*REGULAR, *ASKED]
    given = ("--outlets", ",".join(names), "--out", tmp_path / "out", "-s", "DOWNLOAD_DELAY=0")
    with serve(Country, tmp_path) as network:
        run = scrapy("weekly", "653", *given, env=network)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"媒体 {len(names)} 家：" in run.stderr
    read = _articles(scrapy, tmp_path / "home")
    assert {outlet for outlet, _ in read} == {*names} - SILENT
    of_the_week = _articles(scrapy, stored_week)
    assert {each: read[each] for each in of_the_week} == of_the_week, "read as without the others"
    assert len({OUTLETS[outlet].region for outlet, _ in read}) == 1 + 31, "every province"
    candidates = (tmp_path / "out" / "candidates.md").read_text("utf-8")
    assert all(f"（{OUTLETS[name].outlet}，" in candidates for name in ("govcn", "guangdong_ybj", "lnd_lnrb", "people"))


def _articles(scrapy: Scrapy, home: Path) -> dict[tuple[str, str], tuple[str, float]]:
    """Return headline and marks of all articles of the week, by outlet and address."""
    lines = scrapy("articles", "653", home=home).stdout.splitlines()
    return {(each["outlet"], each["url"]): (each["headline"], each["score"]) for each in map(json.loads, lines)}
