"""From the stored week to the printed articles and the list from which they were chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.bulletin import Entry
from monitor.store.models import Article
from monitor.topic import LINE

CLUSTER_LENGTH = 12  # hexadecimal digits of the text's digest: enough to tell the stories of a week apart


def cluster_of(article: Article) -> str:
    """Return the name that articles with the same text share: a reprint word for word, whatever its headline."""
    return article.text_digest[:CLUSTER_LENGTH]


def choose(articles: Sequence[Article], top: int) -> list[Article]:
    """Return the best `top` of `articles` (sorted by `find_articles`) that are on topic, one of each cluster."""
    chosen: dict[str, Article] = {}
    for article in articles:
        if article.score >= LINE and len(chosen) < top:
            chosen.setdefault(cluster_of(article), article)
    return list(chosen.values())


def entry_of(article: Article, outlets: Mapping[str, str]) -> Entry:
    """Return `article` as it is printed; `outlets` maps spiders' names to printed ones."""
    return Entry(
        headline=article.headline,
        outlet=outlets.get(article.outlet, article.outlet),
        url=article.url,
        day=article.published_on,
        body=article.article_body,
        kicker=article.kicker,
        subtitle=article.subtitle,
        original_headline=article.original_headline,
    )
