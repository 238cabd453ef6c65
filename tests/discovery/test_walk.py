"""A walk over the saved pages of made outlets: what it finds, from nothing but the front page and the address forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from made_web import LAST, MadeOutlet, outlets, pattern
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.discovery.fronts import fronts
from monitor.discovery.leads import FRONT, SITEMAP, Lead
from monitor.discovery.walk import Walk
from monitor.discovery.worth import weigh
from monitor.issue_calendar import Window
from monitor.text.urls import Address, AddressForm
from monitor.topic.gate import passes

WINDOW = Window(date(2025, 12, 6), LAST)
MOST = 60


class Site:
    """What is known of a made outlet: its host and its addresses."""

    def __init__(self, outlet: MadeOutlet) -> None:
        self._host, self._form = outlet.host, AddressForm(*pattern(outlet))

    def claims(self, url: str) -> bool:
        return url.startswith(f"http://{self._host}/")

    def identify(self, url: str) -> Address | None:
        return self._form.match(url, {})


def answer(outlet: MadeOutlet, url: str) -> TextResponse | None:
    """The saved page, None where there is none."""
    status, kind, body = outlet.answer(url.partition(".example")[2])
    made = XmlResponse if "xml" in kind else HtmlResponse if "html" in kind else TextResponse
    return made(url, body=body, headers={"Content-Type": kind}, encoding=outlet.encoding) if status == 200 else None


def go(outlet: MadeOutlet, most: int = MOST) -> Walk:
    walk = Walk(Site(outlet), WINDOW, passes, most)
    walk.offer([Lead(f"http://{outlet.host}/", "", FRONT)])
    if outlet.style == "mapped":
        walk.offer([Lead(f"http://{outlet.host}/sitemap_news.xml", "", SITEMAP)])
    while lead := walk.next():
        response = answer(outlet, lead.url)
        if response is None:
            walk.fail(lead, "http-404")
        else:
            walk.take(lead, response)
    return walk


@pytest.mark.parametrize("name", outlets())
def test_a_walk_finds_the_week(name: str, show: Callable[[str], None]) -> None:
    outlet = outlets()[name]
    walk = go(outlet)
    fresh = [link for step in walk.steps for link in step.fresh]
    let_through = {link.url for step in walk.steps for link in step.fresh if passes(link.title, step.health)}
    share = len(outlet.wanted & let_through) / len(outlet.wanted)
    lists = weigh([step.survey for step in walk.steps], WINDOW, passes)
    show(f"{name}: {share:.2f} of {len(outlet.wanted)}, pages {walk.asked}, lists {len(lists)}, failed {walk.failed}")
    assert share >= 0.95
    assert walk.asked <= MOST
    assert walk.complete
    assert len(fresh) == len({link.address.key for link in fresh}), "an article is news once"
    told = {link.url for step in walk.steps for link in step.fresh if link.address.day}
    assert {outlet.url(each) for each in outlet.articles} & told <= {
        outlet.url(each) for each in outlet.articles if each.day >= WINDOW.since
    }


def test_a_menu_without_an_end_is_left_and_a_budget_is_kept() -> None:
    """Of 120 places without an article few are looked at; of a small budget nothing is overdrawn, and it is told."""
    walk = go(outlets()["alpha"])
    assert sum("/local/" in step.survey.url for step in walk.steps) <= 10
    few = go(outlets()["alpha"], most=5)
    assert few.asked == 5
    assert few.arrived
    assert not few.complete
    assert {"/kj/", "/sh/"} <= {lead.url.rpartition("example")[2] for lead in few.left}


@pytest.mark.parametrize(
    ("hosts", "lists", "lost", "expected"),
    [
        (["a.cn"], ["https://www.a.cn/x/"], [], ["https://www.a.cn/"]),
        (["a.cn"], [], [], ["https://www.a.cn/", "https://a.cn/"]),  # nothing says which
        (["a.cn"], ["http://jk.a.cn/x/"], [], ["http://www.a.cn/", "http://a.cn/", "http://jk.a.cn/"]),
        (["paper.a.cn"], ["http://paper.a.cn/2025/"], [], ["http://paper.a.cn/"]),
        (["a.cn", "b.cn"], ["http://www.a.cn/", "https://www.b.cn/y/"], [], ["http://www.a.cn/", "https://www.b.cn/"]),
        (["a.cn"], ["http://www.a.cn/"], ["http://jk.a.cn/zc/yw/"], ["http://www.a.cn/", "http://jk.a.cn/zc/", "http://jk.a.cn/"]),
    ],
)  # fmt: skip
def test_where_a_walk_begins(hosts: list[str], lists: list[str], lost: list[str], expected: list[str]) -> None:
    assert [lead.url for lead in fronts(hosts, lists, lost)] == expected
