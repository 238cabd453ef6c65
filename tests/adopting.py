"""Adopting outlets of the made web (tests/newcomers.py) over saved pages, and holding what their modules read against the
truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newcomers import LAST, Newcomer
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.adoption.deciding import Adopted, decide
from monitor.adoption.looked import Looked
from monitor.adoption.looking import Look
from monitor.adoption.module import load_module, write_module
from monitor.exceptions import PageError
from monitor.guessing.naming import spider_name
from monitor.issue_calendar import Window
from monitor.listing.source import Link
from monitor.outlet.spider import OutletSpider
from monitor.text.hygiene import fold
from monitor.text.markdown import plain_text

WINDOW = Window(LAST - timedelta(days=6), LAST)
MOST = 60


def fetch(outlet: Newcomer, url: str) -> TextResponse | None:
    """The saved page, None where there is none."""
    status, kind, body = outlet.answer(url)
    made = XmlResponse if "xml" in kind else HtmlResponse if "html" in kind else TextResponse
    encoding = outlet.build.encoding if "html" in kind else "utf-8"
    return made(url, body=body, headers={"Content-Type": kind}, encoding=encoding) if status == 200 else None


def look(outlet: Newcomer, url: str = "", most: int = MOST) -> Looked:
    """Look round from the front page, or from `url`."""
    steps = Look(url or outlet.front, LAST, most, lambda url: None).go()
    asked = next(steps)
    while True:
        try:
            asked = steps.send(fetch(outlet, asked) or "http-404")
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def adopt(outlet: Newcomer) -> tuple[Adopted, type[OutletSpider]]:
    """Return what is declared, and the class."""
    name = spider_name(outlet.front, ())
    adopted = decide(look(outlet), outlet.front, name, "")
    return adopted, load_module(write_module(adopted.declaration), name)


def reach(outlet: Newcomer, spider: type[OutletSpider]) -> list[Link]:
    """Ask the lists as a run does, page by page while they reach into the window; return the articles that may be of
    it."""
    found: dict[str, Link] = {}
    for source in spider.sources:
        waiting = [(request, 1) for request in source.requests(WINDOW, ("",))]
        while waiting:
            request, depth = waiting.pop()
            response = fetch(outlet, request.url)
            if response is None:
                continue
            response.request = request
            listing = source.read(response, spider.identify)
            for link in listing.links:
                found.setdefault(link.address.key, link)
            young = any(link.address.day is None or link.address.day >= WINDOW.since for link in listing.links)
            waiting += [(each, depth) for each in listing.deeper]
            waiting += [(listing.next_page, depth + 1)] if listing.next_page and young and depth < 12 else []
    return [link for link in found.values() if link.address.day is None or link.address.day in WINDOW]


@dataclass
class Score:
    """Shares (0–1) of the week's articles: reached, and of these read exactly; addresses that are no article's; of the
    text the mean F1 of characters."""

    reached: float
    strange: list[str]
    exact: dict[str, float] = field(default_factory=dict)
    body: float = 0.0


def score(outlet: Newcomer, spider: type[OutletSpider]) -> Score:
    """Hold what a module reaches and reads against the truth."""
    week, links = outlet.of_week(), reach(outlet, spider)
    every = {
        address.key: outlet.url(each)
        for each in [*outlet.articles, *outlet.old]
        if (address := spider.identify(outlet.url(each)))
    }
    right: Counter[str] = Counter()
    bodies = []
    urls = [every[link.address.key] for link in links if link.address.key in every]
    for url in (url for url in urls if url in week):
        truth, response = week[url], fetch(outlet, url)
        assert response is not None
        try:
            item = spider.read(response)
        except PageError:
            bodies.append(0.0)
            continue
        moment = item.date_published
        right["title"] += item.headline == truth.title
        right["day"] += (moment.date() if isinstance(moment, datetime) else moment) == truth.day
        right["clock"] += isinstance(moment, datetime) and f"{moment:%H:%M}" == f"{truth.moment:%H:%M}"
        right["source"] += item.source == truth.source
        bodies.append(f1(fold(plain_text(item.article_body)), fold("".join(truth.paragraphs))))
    return Score(
        len(bodies) / len(week),
        [link.url for link in links if link.address.key not in every],
        {name: right[name] / max(len(bodies), 1) for name in ("title", "day", "clock", "source")},
        sum(bodies) / max(len(bodies), 1),
    )


def f1(one: Iterable[str], other: Iterable[str]) -> float:
    """F1 of two texts' characters."""
    first, second = Counter(one), Counter(other)
    return 2 * (first & second).total() / max(first.total() + second.total(), 1)
