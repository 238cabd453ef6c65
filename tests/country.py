"""The outlets on trial behind the sample week's proxy: government sites and the provinces' papers.

A page of theirs is one of tests/pages, whichever address of an outlet's list or article is asked, and what none of them
answers does not exist; so each outlet has one day with one article, and every list ends. Those behind a challenge are
left out, for a browser is asked for them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from office import Office
from scrapy.utils.project import get_project_settings

from monitor.outlet.registry import load_outlets

OUTLETS = {name: each for name, each in load_outlets(get_project_settings()).items() if each.on_trial}
ASKED = [name for name, each in OUTLETS.items() if not each.challenged]
# From the pages' week, 2026-02-28 to 03-06, back to the sample week.
EARLIER = timedelta(weeks=-12)
_DAY = re.compile(r"(202[56])(?:([年/])(\d{1,2})([月/])(\d{1,2})(?!\d)|([-/.]?)(\d\d)([-/.]?)(\d\d))")


@dataclass(frozen=True)
class Page:
    """A page of tests/pages: its address, what it is (`article`, `listing:…`), its headline if it has one, its text."""

    url: str
    kind: str
    headline: str
    text: str


def load_pages(by: timedelta = timedelta()) -> dict[str, list[Page]]:
    """Return the right pages of each outlet, all their days moved `by` so much."""
    return {name: [*_load_pages(name, by)] for name in OUTLETS}


def _load_pages(name: str, by: timedelta) -> list[Page]:
    pages = []
    for path in sorted((Path(__file__).parent / "pages" / name).glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        if "error" not in case["expect"]:
            text = path.with_suffix(".html").read_text("utf-8")
            headline = case["expect"].get("headline", "")
            pages.append(Page(_move(case["url"], by), case["kind"], headline, _move(text, by)))
    return pages


def find_page(pages: dict[str, list[Page]], url: str) -> str:
    """Return the text of the page that stands for what `url` asks, empty if there is none."""
    name = next((name for name, each in OUTLETS.items() if each.claims(url)), "")
    if not name or url.endswith("/robots.txt"):
        return ""
    own, outlet = pages[name], OUTLETS[name]
    if exact := next((page.text for page in own if page.url == url), ""):
        return exact
    if address := outlet.identify(url):
        keys = {known.key: page.text for page in own if (known := outlet.identify(page.url))}
        return keys.get(address.key, "")
    further = "paramJson" in url or "index_" in url or "list_" in url
    if further or any(source.by_day for source in outlet.sources):
        return ""
    alike = (page.text for page in own if page.kind != "article" and _kind(page.url) == _kind(url))
    # Two columns of one made page would ask for one unit, and the second request for it be none.
    return next(alike, "").replace("1229123469", str(sum(url.encode())))


def _kind(url: str) -> tuple[bool, ...]:
    return tuple(mark in url for mark in (".json", "/build/unit", "search-gov"))


def _move(text: str, by: timedelta) -> str:
    """Return `text` with each day in it moved, in the forms of addresses and of lines."""

    def moved(found: re.Match[str]) -> str:
        year, one, month, two, day = (each for each in found.groups() if each is not None)
        try:
            then = date(int(year), int(month), int(day)) + by
        except ValueError:
            return found[0]
        return f"{then.year}{one}{then.month:0{len(month)}}{two}{then.day:0{len(day)}}"

    return _DAY.sub(moved, text)


class Country(Office):
    """Answers with the sample week, and with the pages of the outlets on trial as if they were of that week."""

    pages = load_pages(EARLIER)

    def find(self, url: str, body: bytes) -> tuple[int, str, bytes]:
        page = find_page(self.pages, url)
        return (200, "text/html; charset=utf-8", page.encode()) if page else super().find(url, body)
