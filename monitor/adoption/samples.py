"""Articles that were fetched to see whether an address form is one of articles, and what its pages are like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scrapy.http import TextResponse

from monitor.exceptions import PageError
from monitor.guessing.clusters import Cluster, is_headline
from monitor.items import ArticleItem
from monitor.markup.page import Page
from monitor.reading.article import read_article
from monitor.reading.guards import is_announced
from monitor.text.hygiene import fold
from monitor.text.markdown import plain_text

_TEXT = 40  # characters; a page with less beside its headline is a film's or a picture's
_STEM = 10  # characters of a headline by which a page that cannot be read yet is known to be its article


@dataclass(frozen=True)
class Sample:
    """One article: its address, the title under which it was listed, its page, what the rungs below an own template
    make of it (None where they fail)."""

    url: str
    title: str
    response: TextResponse
    item: ArticleItem | None

    @property
    def holds(self) -> bool:
        """Whether the page is the article that was announced."""
        if self.item:
            return is_announced(self.title, self.item) and len(plain_text(self.item.article_body)) >= _TEXT
        return fold(self.title)[:_STEM] in fold(Page(self.response).title)


def read_sample(url: str, title: str, response: TextResponse) -> Sample | None:
    """Return the sample; None for a page that says that it is no article."""
    try:
        return Sample(url, title, response, read_article(response, "adopt", url))
    except PageError as error:
        if error.kind != "layout":
            return None
    try:
        Page(response)
    except PageError:
        return None
    return Sample(url, title, response, None)


def choose(cluster: Cluster, taken: Iterable[str], most: int) -> list[str]:
    """Return at most `most` addresses of a cluster that are worth a look: of as many folders as there are, headlines
    only, in the order in which they were met."""
    known = set(taken)
    by_folder: defaultdict[str, list[str]] = defaultdict(list)
    for url, shape in cluster.shapes.items():
        if is_headline(cluster.titles[url]) and url not in known:
            by_folder[shape.folders].append(url)
    rows, chosen = list(by_folder.values()), list[str]()
    while rows and len(chosen) < most:
        rows = [row for row in rows if row]
        chosen += [row.pop(0) for row in rows]
    return chosen[:most]


def is_of_articles(samples: Sequence[Sample | None]) -> bool:
    """Tell whether a cluster whose samples these are is one of articles: half of them are what was announced."""
    return bool(samples) and 2 * sum(sample is not None and sample.holds for sample in samples) >= len(samples)


def tells_its_day(cluster: Cluster, samples: Sequence[Sample]) -> bool:
    """Tell whether the day in a cluster's addresses is the one that its pages print; where none prints any it is
    believed."""
    told: list[tuple[date, date]] = []
    for sample in samples:
        shape = cluster.shapes.get(sample.url)
        if shape and shape.day and sample.item and sample.item.date_published:
            printed = sample.item.date_published
            told.append((shape.day, printed.date() if isinstance(printed, datetime) else printed))
    return 2 * sum(one == other for one, other in told) >= len(told)
