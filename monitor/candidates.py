"""The ranked list beside the bulletin: every stored article of the issue, with the reasons of its score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from monitor.issue_calendar import Issue
from monitor.markdown import escape
from monitor.selection import cluster_of
from monitor.store.models import Article
from monitor.topic import LINE


def describe_article(article: Article) -> dict[str, Any]:
    """Return what `scrapy articles` prints of an article, in plain JSON values."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "key": article.key,
        "url": article.url,
        "addresses": [address.url for address in article.addresses],
        "headline": article.headline,
        "date_published": article.published_on.isoformat() if article.published_on else None,
        "time_published": article.published_time.isoformat() if article.published_time else None,
        "date_rule": article.date_rule,
        "source": article.source,
        "author": article.author,
        "score": article.score,
        "grade": article.grade,
        "reasons": article.reasons,
        "cluster": cluster_of(article),
        "reader": article.reader,
        "flags": article.flags,
    }


def render_candidates(
    issue: Issue, articles: Sequence[Article], chosen: Collection[int], outlets: Mapping[str, str]
) -> bytes:
    """Return the list as Markdown. `articles` are in rank order, `chosen` the ids of the printed ones, `outlets` maps
    spiders' names to printed ones."""
    relevant = [article for article in articles if article.score >= LINE]
    lines = [
        f"# 第{issue.numeral}期候选文章",
        f"{issue.window}。入库 {len(articles)} 篇，切题（得分 ≥ {LINE}）{len(relevant)} 篇，入选 {len(chosen)} 篇。",
        "## 切题",
        *(_row(rank, article, chosen, outlets) for rank, article in enumerate(relevant, 1)),
        "## 未达线",
        *(_row(rank, article, chosen, outlets) for rank, article in enumerate(articles, 1) if article.score < LINE),
    ]
    return ("\n\n".join(lines) + "\n").encode()


def _row(rank: int, article: Article, chosen: Collection[int], outlets: Mapping[str, str]) -> str:
    mark = "**［入选］** " if article.id in chosen else ""
    day = article.published_on.isoformat() if article.published_on else "日期不明"
    facts = [outlets.get(article.outlet, article.outlet), day, f"得分 {article.score:.2f} {article.grade}".strip()]
    facts += [f"同文 {cluster_of(article)}", f"编号 {article.id}", *article.flags]
    details = ["；".join(facts), f"<{article.url}>", *article.reasons]
    return "\n\n".join([f"{rank}. {mark}{escape(article.headline)}", *(f"    {_detail(line)}" for line in details)])


def _detail(line: str) -> str:
    return line if line.startswith("<") else escape(line)
