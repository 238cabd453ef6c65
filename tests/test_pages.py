"""The one harness of all outlets: every page under tests/pages/<outlet>/ with the expectation beside it.

`kind` is "article" or "listing:<source>", for a dated paper with the `day` that was asked for; `origin` says whether a site served the page or it was composed, and after
what. An expectation that is missing is written by the run, which then fails until a human has read it.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.project import get_project_settings

from monitor.cli import load_outlets
from monitor.encoding import detect_encoding
from monitor.exceptions import PageError
from monitor.issue_calendar import Window
from monitor.listing.issue import DAY
from monitor.spider import OutletSpider

PAGES = PROJECT / "tests" / "pages"
OUTLETS = load_outlets(get_project_settings())
ALL = sorted(PAGES.glob("*/*.html"))


def respond(path: Path, url: str) -> HtmlResponse:
    body = path.read_bytes()
    return HtmlResponse(url, body=body, encoding=detect_encoding(body))


def read(outlet: type[OutletSpider], kind: str, response: HtmlResponse, case_day: str = "") -> dict[str, Any]:
    """Return what is found on the page, empty values left out. `case_day`: the day whose issue was asked for."""
    try:
        if kind == "article":
            item = dataclasses.asdict(outlet.read(response))
            item["date_published"] = item["date_published"].isoformat() if item["date_published"] else None
            names = (
                "headline",
                "kicker",
                "subtitle",
                "original_headline",
                "date_published",
                "source",
                "author",
                "editor",
            )
            return {name: item[name] for name in (*names, "reader", "article_body") if item[name]}
        source = next(source for source in outlet.sources if source.name == kind.removeprefix("listing:"))
        # What the source itself put on its request: the day of the issue, the term of the list.
        day = date.fromisoformat(case_day) if case_day else None
        window = Window(day, day) if day else None
        response.request = Request(response.url, meta={DAY: day, "search": ("", 1, window)})
        listing = source.read(response, outlet.identify)
    except PageError as error:
        return {"error": type(error).__name__}
    found: dict[str, Any] = {"links": [[link.url, link.title] for link in listing.links]}
    if listing.deeper:
        found["deeper"] = [request.url for request in listing.deeper]
    if listing.next_page:
        found["next_page"] = listing.next_page.url
    return found


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page(path: Path) -> None:
    described = path.with_suffix(".json")
    case = json.loads(described.read_text("utf-8"))
    found = read(OUTLETS[path.parent.name], case["kind"], respond(path, case["url"]), case.get("day", ""))
    if "expect" not in case:
        described.write_text(json.dumps({**case, "expect": found}, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{described.name}: expectation written, read it and run again")
    assert found == case["expect"]
    assert case["origin"].startswith(("saved ", "made")), "origin says how the page came to be"


def test_every_template_has_a_page() -> None:
    """A template that no page proves is a guess in the code. One page of one outlet proves a family's."""
    read_by = {
        (path.parent.name, json.loads(path.with_suffix(".json").read_text("utf-8"))["expect"].get("reader"))
        for path in ALL
    }
    proven = {
        template
        for name, outlet in OUTLETS.items()
        for template in outlet.templates
        if (name, f"own:{template.name}") in read_by
    }
    missing = {template.name for outlet in OUTLETS.values() for template in outlet.templates} - {
        template.name for template in proven
    }
    assert not missing
