"""Which of the pages that were seen a new outlet is tested on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapy.http import TextResponse

from monitor.adoption.looked import Looked
from monitor.adoption.writing import Case
from monitor.discovery.survey import bare
from monitor.outlet.spider import OutletSpider

_ARTICLES, _LISTS = 4, 2


def cases_of(looked: Looked, outlet: type[OutletSpider]) -> list[Case]:
    """Return a few articles, of as many forms of addresses as there are, and the first page of a few lists."""
    return [*_articles(looked, outlet), *_lists(looked, outlet)]


def _articles(looked: Looked, outlet: type[OutletSpider]) -> Iterator[Case]:
    by_form: dict[str, list[Case]] = {}
    for number, sample in enumerate(looked.samples, 1):
        address = outlet.identify(sample.response.url)
        if address is None:
            continue
        form = next(form.key for form in outlet.articles if form.match(sample.response.url, outlet.twins))
        day = f"{address.day:%Y%m%d}-" if address.day else ""
        by_form.setdefault(form, []).append(Case(f"{day}article-{number}", "article", sample.response))
    rows = list(by_form.values())
    chosen = [row.pop(0) for row in rows]
    rest = [case for row in rows for case in row]
    yield from (chosen + rest)[:_ARTICLES]


def _lists(looked: Looked, outlet: type[OutletSpider]) -> Iterator[Case]:
    if looked.paper:
        page = looked.pages.get(bare(looked.paper.sheets[0]), looked.front)
        yield Case(f"{looked.paper.day:%Y%m%d}-issue", "listing:issue", page, looked.paper.day)
        return
    met = 0
    for source in outlet.sources:
        first = looked.pages.get(bare(getattr(source, "url", "")))
        if first and met < _LISTS and not _is_xml(first):
            met += 1
            yield Case(re.sub(r"[^\w-]", "-", source.name), f"listing:{source.name}", first)


def _is_xml(page: TextResponse) -> bool:
    return page.text.lstrip("\ufeff \r\n\t")[:5] in ("<?xml", "<rss ", "<feed", "<urls")
