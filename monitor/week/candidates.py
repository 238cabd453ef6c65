"""The ranked list beside the bulletin: for a spreadsheet (CSV) and for programs (JSON)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.issue_calendar import Issue
from monitor.outlet.registry import OutletFacts, facts_called
from monitor.store.choices import Decision
from monitor.store.models import Article, ListedLink
from monitor.text.official import Official
from monitor.week.ranking import Candidate

_COLUMNS = (
    "排名", "入选", "编号", "排序分", "切题分", "等级", "媒体", "地区", "日期", "标题", "网址", "同文",
    "同文另见", "原发", "往期已刊", "文种", "发文字号", "发文机关", "成文日期", "说明", "理由",
)  # fmt: skip
_OURS = ("排序分",)  # a number of our own may be negative
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True)
class CandidateList:
    """The week's candidates in rank order, the ids of the printed ones in the bulletin's order, the titles that were
    not fetched, the outlets by spider name, and what the editor decided."""

    issue: Issue
    candidates: Sequence[Candidate]
    chosen: Sequence[int]
    unfetched: Sequence[ListedLink]
    outlets: Mapping[str, OutletFacts]
    decision: Decision

    def printed_name(self, spider: str) -> str:
        """Return the outlet's printed name, the spider's own for an outlet that is no longer there."""
        return facts_called(self.outlets, spider).printed


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
        "document_number": article.document_number,
        "issuer": article.issuer,
        "signed_on": article.signed_on.isoformat() if article.signed_on else None,
        "score": article.score,
        "grade": article.grade,
        "reasons": article.reasons,
        "story": article.story,
        "version": article.version,
        "reader": article.reader,
        "flags": article.flags,
    }


def render_csv(week: CandidateList) -> bytes:
    """Return all candidates and unfetched titles as CSV with a byte-order mark, so that spreadsheets take it for
    UTF-8. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, _COLUMNS, restval="")
    writer.writeheader()
    for row in _table(week):
        writer.writerow({name: cell if name in _OURS else _harmless(str(cell)) for name, cell in row.items()})
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _table(week: CandidateList) -> Iterator[dict[str, object]]:
    for rank, each in enumerate(week.candidates, 1):
        article, told, official = each.article, each.told, each.official or Official()
        cells = (
            rank, "是" if article.id in week.chosen else "", article.id, f"{each.rank:.2f}", f"{article.score:.2f}",
            article.grade, each.outlet.printed, each.region, article.published_on or "", article.headline, article.url,
            each.story, "、".join(each.also), told.original, "、".join(map(str, told.printed_in)),
            official.kind, official.number, official.issuer, official.signed or "",
            "；".join([*article.flags, *([each.precedent.told] if each.precedent else [])]), "；".join(article.reasons),
        )  # fmt: skip
        yield dict(zip(_COLUMNS, cells, strict=True))
    for title in week.unfetched:
        yield {
            "等级": "未抓取",
            "媒体": week.printed_name(title.outlet),
            "日期": title.day or "",
            "标题": title.title,
            "网址": title.url,
            "说明": "标题未过筛",
        }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
