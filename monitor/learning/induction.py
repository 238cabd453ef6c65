"""From pages of one outlet to templates: what their builds have in common, each with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from statistics import mean

from monitor.exceptions import NotLearned
from monitor.learning.places import find_headline, find_published, find_source
from monitor.learning.samples import Known, Sample, agreement, characters, know
from monitor.learning.text import find_junk, find_text, furniture, read_text
from monitor.markup.page import first_text
from monitor.reading.template import Template

FEWEST = 5  # pages; of fewer nothing says what is the build and what the article
_MOST = 40  # pages that are looked at; more tell nothing new
_ALIKE = 0.9  # of the texts with what the lower rungs read of the same pages, in the mean
_TOLD = 0.5  # share of the pages on which a line must be found, else it is no field of the build


@dataclass(frozen=True)
class Learned:
    """A template, the addresses of the pages that it rests on, and how far it agrees with what is known of them, by
    field (0–1): `headline` with the listed titles and the pages' own, `published` with the day in the address or the
    lower rungs', `source` names one at all, `body` with the lower rungs' text."""

    template: Template
    pages: tuple[str, ...]
    agreement: Mapping[str, float]


def learn(samples: Iterable[Sample]) -> tuple[Learned, ...]:
    """Return the templates of one outlet's pages, that of the most pages first: `samples` of several builds may be
    mixed, and what is no article fits none. Raises NotLearned with the reason, in Chinese, if there is none."""
    return learn_from(know(list(samples)[:_MOST]))


def learn_from(pages: Sequence[Known]) -> tuple[Learned, ...]:
    """Return the templates of pages of which more is known than the lower rungs read. Raises NotLearned."""
    found: list[Learned] = []
    reason = f"只有 {len(pages)} 页，至少要 {FEWEST} 页"
    while len(pages) >= FEWEST:
        try:
            learned, its = _learn(pages)
        except NotLearned as error:
            reason = str(error)
            break
        found.append(learned)
        pages = [page for page in pages if page not in its]
    if not found:
        raise NotLearned(reason)
    return tuple(found)


def _learn(pages: Sequence[Known]) -> tuple[Learned, list[Known]]:
    headline, its = find_headline(pages)
    _enough(its, len(pages), "标题不在同样的元素里")
    body, its = find_text(its, headline)
    _enough(its, len(pages), "正文不在同样的元素里")
    published, days = find_published(its)
    if days < _TOLD <= mean(map(_alone_tells_its_day, its)):
        raise NotLearned("日期不在同样的元素里，通用提取器却读得出")
    source, named = find_source(its)
    drop = find_junk(its, body)
    texts = [read_text(page, body, headline, drop) for page in its]
    junk = furniture(texts)
    alike = mean(agreement(characters(text, junk), page.text) for text, page in zip(texts, its, strict=True))
    if alike < _ALIKE:
        raise NotLearned(f"正文与通用提取器读出的只有 {alike:.0%} 相同")
    fields = {
        "headline": headline, "body": body, "published": published if days >= _TOLD else "",
        "source": source if named >= _TOLD else "", "drop": drop, "repeated": junk,
    }  # fmt: skip
    template = Template(name=_name(fields), evidence=f"LEARNED ({len(its)} pages)", **fields)  # type: ignore[arg-type]
    trust = mean(page.trust(first_text(page.page.all(headline))) for page in its)
    agreed = {"headline": trust, "published": days, "source": named, "body": alike}
    addresses = tuple(page.sample.response.url for page in its)
    return Learned(template, addresses, {name: round(value, 3) for name, value in agreed.items()}), its


def _alone_tells_its_day(page: Known) -> bool:
    """Tell whether the lower rungs read the day of a page on it, and its address has none."""
    moment = page.draft.moment if page.draft else None
    figures = re.sub(r"\D", "", page.sample.response.url)
    return moment is not None and moment.day == page.day and f"{moment.day:%Y%m%d}" not in figures


def _enough(pages: Sequence[Known], of: int, reason: str) -> None:
    if len(pages) < FEWEST:
        raise NotLearned(f"{of} 页里只有 {len(pages)} 页{reason}")


def _name(fields: Mapping[str, object]) -> str:
    """A name that tells one build from another: the same selectors have the same."""
    return blake2b(repr(sorted(fields.items())).encode(), digest_size=4).hexdigest()
