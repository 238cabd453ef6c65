"""Real pages with hand-made gold (shared/pages, shared/more-pages), where present: what is read against what is there.

Prints a table, so that a figure is seen and not only held against its floor.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from conftest import PROJECT
from scoring import body_f1
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.project import get_project_settings

from monitor.items import ArticleItem
from monitor.listing.channel_data import ChannelData
from monitor.listing.issue import DAY
from monitor.outlet.registry import load_outlets
from monitor.outlet.spider import OutletSpider
from monitor.reading import article
from monitor.reading.article import read_article
from monitor.text.encoding import detect_encoding
from monitor.text.urls import AddressForm
from spiders.cyol_zqb import CyolZqb
from spiders.families import classic_paper
from spiders.xinhuanet import Xinhuanet

OUTLETS = load_outlets(get_project_settings())
Show = Callable[[str], None]
OWN_FLOOR, GENERIC_FLOOR, GOVERNMENT_FLOOR = 0.995, 0.97, 0.99


@dataclass
class Case:
    name: str
    url: str
    gold: dict[str, str | list[str]]
    body: bytes
    complete: bool

    @property
    def outlet(self) -> type[OutletSpider] | None:
        return next((outlet for outlet in OUTLETS.values() if outlet.claims(self.url)), None)

    def read(self) -> ArticleItem:
        response = HtmlResponse(self.url, body=self.body, encoding=detect_encoding(self.body))
        return self.outlet.read(response) if self.outlet else read_article(response, "", "未知媒体")

    def f1(self, item: ArticleItem) -> float:
        return body_f1(item.article_body, "".join(self.gold["paragraphs"]))


def load(shared: Path, kind: str) -> list[Case]:
    cases = []
    for path in [*sorted(shared.glob("pages/*/*.gold.json")), *sorted(shared.glob("more-pages/*/*.gold.json"))]:
        page = path.with_name(path.name.replace(".gold.json", ".html"))
        about = json.loads(page.with_suffix(".json").read_text("utf-8"))
        if about["kind"] == kind:
            url = (about["url"] or "https://www.thepaper.cn/").split(" ")[0]
            gold = json.loads(path.read_text("utf-8"))
            name = f"{page.parent.name}/{page.stem}"
            cases.append(Case(name, url, gold, page.read_bytes(), about.get("complete", False)))
    return cases


def row(case: Case, item: ArticleItem) -> tuple[str, bool]:
    """Return the table's line and whether title (with the lines around it), day and source are exact."""
    published = str(case.gold["published"])
    exact = {
        "title": (item.kicker, item.headline, item.subtitle)
        == tuple(case.gold.get(line, "") for line in ("kicker", "title", "subtitle")),
        # A page that prints no day may still tell one in a meta tag.
        "day": not published or str(item.day) == published[:10],
        "source": not case.gold["source"] or item.source == case.gold["source"],
    }
    fields = " ".join(f"{name} {'exact' if right else 'WRONG'}" for name, right in exact.items())
    return f"{case.name[:56]:56}  {item.reader:20}  F1 {case.f1(item):.4f}  {fields}", all(exact.values())


def test_the_outlets_own_pages(shared: Path, show: Show) -> None:
    cases = [case for case in load(shared, "article") if case.outlet and case.complete]
    assert len(cases) >= 10
    wrong = []
    for case in cases:
        item = case.read()
        line, exact = row(case, item)
        show(line)
        clock = str(case.gold["published"])[11:]
        assert item.date_published is not None
        exact &= item.date_published.isoformat()[11:19].startswith(clock)
        if not exact or case.f1(item) < OWN_FLOOR or not item.reader.startswith("own:"):
            wrong.append(line)
    assert not wrong


def test_pages_of_unknown_sites(shared: Path, show: Show) -> None:
    """Titles, days and sources exact on every page."""
    cases = [case for case in load(shared, "article") if not case.outlet]
    assert len(cases) >= 15
    scores, wrong = [], []
    for case in cases:
        item = case.read()
        line, exact = row(case, item)
        show(line)
        scores.append(case.f1(item))
        if not exact or (case.name.startswith("gov/") and case.f1(item) < GOVERNMENT_FLOOR):
            wrong.append(line)
    assert not wrong
    mean = sum(scores) / len(scores)
    show(f"mean F1 {mean:.4f} over {len(scores)} pages")
    assert mean >= GENERIC_FLOOR


def test_the_generic_rung_alone(shared: Path, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over each set of pages, as if nothing were known of any site."""
    monkeypatch.setattr(article, "read_platform", lambda page, reference: None)
    sets: dict[str, list[float]] = {}
    for case in load(shared, "article"):
        response = HtmlResponse(case.url, body=case.body, encoding=detect_encoding(case.body))
        sets.setdefault(case.name.partition("/")[0], []).append(case.f1(read_article(response, "", "未知媒体")))
    means = {name: sum(scores) / len(scores) for name, scores in sets.items()}
    show("generic rung alone: " + ", ".join(f"{name} {mean:.4f}" for name, mean in means.items()))
    assert min(means.values()) >= GOVERNMENT_FLOOR


def test_the_real_listing(shared: Path) -> None:
    (case,) = [case for case in load(shared, "list") if case.name.startswith("xinhuanet")]
    source = next(source for source in Xinhuanet.sources if isinstance(source, ChannelData))
    response = HtmlResponse(case.url, body=case.body, encoding=detect_encoding(case.body))
    listing = source.read(response, Xinhuanet.identify)
    gold = {str(link["url"]): str(link["title"]) for link in case.gold["links"]}  # type: ignore[index]
    articles = {address.key for url in gold if (address := Xinhuanet.identify(url))}
    assert {link.address.key for link in listing.links} == articles
    assert len(articles) > 15
    assert all(link.title for link in listing.links)
    assert len(listing.deeper) >= 4
    assert all(request.url.startswith("https://www.news.cn/milpro/ds_") for request in listing.deeper)


@pytest.mark.parametrize(
    ("name", "day", "articles"),
    [
        ("ctnews", "2017-10-13", classic_paper.DAY),
        ("jjjcb", "2017-07-22", classic_paper.DAY),
        ("jxrb", "2017-10-09", classic_paper.DAY),
        ("rmrb", "2017-10-16", r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/nw\.D\w+?_\d{8}_(?P<id>\d+-\d+)\.htm"),
    ],
)
def test_the_real_pages_of_classic_papers(shared: Path, name: str, day: str, articles: str) -> None:
    """All gold links and no other, by the rule of the family: four papers, four containers."""
    (case,) = [case for case in load(shared, "list") if case.name.startswith(f"founder/{name}")]
    folder, first = case.url.rsplit("/", 1)
    asked = date.fromisoformat(day)
    source = classic_paper.issue(folder.replace(f"{asked:%Y-%m/%d}", "{day:%Y-%m/%d}") + "/" + first)
    form = AddressForm(r"^https?://.*/" + articles, "{id}")
    request = Request(case.url, meta={DAY: asked})
    response = HtmlResponse(case.url, body=case.body, encoding=detect_encoding(case.body), request=request)
    listing = source.read(response, lambda url: form.match(url, {}))
    gold = {f"{folder}/{link['url']}": link["title"] for link in case.gold["links"]}  # type: ignore[index]
    assert {link.url: link.title for link in listing.links} == gold
    pages = {f"{folder}/{page['url'].removeprefix('./')}" for page in case.gold["pages"]}  # type: ignore[index]
    assert {request.url for request in listing.deeper} == pages - {case.url}


def test_the_real_page_of_a_newer_paper(shared: Path) -> None:
    (case,) = [case for case in load(shared, "list") if case.name.startswith("cyol")]
    (source,) = CyolZqb.sources
    request = Request(case.url, meta={DAY: date(2026, 9, 16)})
    response = HtmlResponse(case.url, body=case.body, encoding=detect_encoding(case.body), request=request)
    listing = source.read(response, CyolZqb.identify)
    assert [{"title": link.title, "url": link.url, "date": "", "section": ""} for link in listing.links] == case.gold[
        "links"
    ]
    pages = {page["url"] for page in case.gold["pages"]}  # type: ignore[index]
    assert {request.url for request in listing.deeper} == pages - {case.url}


def test_nothing_of_the_real_texts_is_in_the_project(shared: Path) -> None:
    bulletins = json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    real = [text for bulletin in bulletins for article in bulletin["articles"] for text in article["paragraphs"]]
    real += [text for case in load(shared, "article") for text in case.gold["paragraphs"]]
    ours = "".join(
        path.read_text("utf-8", "ignore")
        for folder in ("tests", "monitor", "spiders")
        for path in (PROJECT / folder).rglob("*")
        if path.is_file() and path.suffix in (".toml", ".json", ".html", ".py")
    )
    assert not [text for text in real if len(text) > 30 and text[:30] in ours]


@pytest.mark.parametrize("outlet", sorted(OUTLETS))
def test_read_needs_no_spider_object(outlet: str) -> None:
    """`read` is a class method: it can hold no run's state."""
    assert OUTLETS[outlet].read.__self__ is OUTLETS[outlet]  # type: ignore[attr-defined]
