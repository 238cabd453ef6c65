"""What an outlet finds on one page, in plain values: the expectation of its test."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import MonitorError, PageError
from monitor.issue_calendar import Window
from monitor.listing.issue import DAY
from monitor.outlet.declaration import Outlet

_NAMES = ("headline", "kicker", "subtitle", "original_headline", "date_published", "source", "author", "editor")


def read_case(outlet: type[Outlet], kind: str, response: TextResponse, day: date | None = None) -> dict[str, Any]:
    """Return what is found on the page, empty values left out; of a page that is refused the error's name. `kind` is
    "article" or "listing:SOURCE", `day` the day whose issue was asked for. Raises MonitorError for an unknown source.
    """
    try:
        if kind == "article":
            item = dataclasses.asdict(outlet.read(response))
            item["date_published"] = item["date_published"].isoformat() if item["date_published"] else None
            return {name: item[name] for name in (*_NAMES, "reader", "article_body") if item[name]}
        name = kind.removeprefix("listing:")
        source = next((source for source in outlet.sources if source.name == name), None)
        if source is None:
            known = "、".join(source.name for source in outlet.sources)
            raise MonitorError(f"{outlet.outlet}没有列表“{name}”；现有：{known}。")
        # What the source itself put on its request: the day of the issue, the term of the list.
        meta = {DAY: day, "search": ("", 1, Window(day, day) if day else None)}
        response.request = Request(response.url, meta=meta)
        listing = source.read(response, outlet.identify)
    except PageError as error:
        return {"error": type(error).__name__}
    found: dict[str, Any] = {"links": [[link.url, link.title] for link in listing.links]}
    if listing.deeper:
        found["deeper"] = [request.url for request in listing.deeper]
    if listing.next_page:
        found["next_page"] = listing.next_page.url
    return found
