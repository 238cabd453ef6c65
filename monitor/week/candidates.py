"""The ranked lists beside the bulletin: for reading (Markdown), for a spreadsheet (CSV), for programs (JSON)."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.issue_calendar import Issue
from monitor.outlet.registry import OutletFacts
from monitor.store.models import Article, ListedLink
from monitor.text.markdown import escape
from monitor.topic.score import LINE
from monitor.week.ranking import Candidate

_NEAR_MISSES = 30  # below the line; the rest is counted, and stands in the CSV
_COLUMNS = (
    "排名", "入选", "编号", "排序分", "切题分", "等级", "媒体", "地区", "日期", "标题", "网址", "同文",
    "同文另见", "原发", "往期已刊", "说明", "理由",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True)
class CandidateList:
    """The week's candidates in rank order, the ids of the printed ones, the titles that were not fetched, and the
    outlets by spider name."""

    issue: Issue
    candidates: Sequence[Candidate]
    chosen: Collection[int]
    unfetched: Sequence[ListedLink]
    outlets: Mapping[str, OutletFacts]

    def printed_name(self, spider: str) -> str:
        """Return the outlet's printed name, the spider's own for an outlet that is no longer there."""
        return self.outlets[spider].printed if spider in self.outlets else spider


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
        "story": article.story,
        "version": article.version,
        "reader": article.reader,
        "flags": article.flags,
    }


def render_markdown(week: CandidateList) -> bytes:
    """Return the list for the editor, each story once: the relevant ones, those printed before, near misses, titles
    that were not fetched."""
    stories = _by_story(week)
    relevant = [each for each in stories if each[0].eligible]
    printed = [each for each in stories if each[0].on_topic and not each[0].eligible]
    others = [each for each in stories if not each[0].on_topic]
    lines = [
        f"# 第{week.issue.numeral}期候选文章",
        f"{week.issue.window}。入库 {len(week.candidates)} 篇，同文合并后切题（得分 ≥ {LINE}）{len(relevant)} 条，"
        f"入选 {len(week.chosen)} 篇。改选用编号：scrapy bulletin {week.issue.number} --pick 编号,编号",
        "## 切题",
        *(_row(rank, each, week.chosen) for rank, each in enumerate(relevant, 1)),
    ]
    if printed:
        lines += [
            "## 往期已刊",
            *(_row(rank, each, week.chosen) for rank, each in enumerate(printed, len(relevant) + 1)),
        ]
    lines += ["## 未达线", *(_row(rank, each, week.chosen) for rank, each in enumerate(others[:_NEAR_MISSES], 1))]
    if len(others) > _NEAR_MISSES:
        lines.append(f"其余 {len(others) - _NEAR_MISSES} 条见 candidates.csv。")
    lines.append("## 标题未过筛、没有抓取的文章")
    for each in week.unfetched:
        where = f"{week.printed_name(each.outlet)}，{each.day or '日期不明'}"
        lines.append(f"- {escape(each.title)}（{escape(where)}）<{each.url}>")
    return ("\n\n".join(lines) + "\n").encode()


def _by_story(week: CandidateList) -> list[list[Candidate]]:
    """The candidates of each story, the printed or else the best one first; stories in the order of these."""
    stories: dict[int, list[Candidate]] = {}
    for candidate in week.candidates:
        stories.setdefault(candidate.story, []).append(candidate)
    return [sorted(each, key=lambda one: one.article.id not in week.chosen) for each in stories.values()]


def _row(rank: int, story: Sequence[Candidate], chosen: Collection[int]) -> str:
    candidate, *others = story
    article = candidate.article
    mark = "**［入选］** " if article.id in chosen else ""
    day = article.published_on.isoformat() if article.published_on else "日期不明"
    facts = [
        candidate.outlet.printed,
        day,
        f"编号 {article.id}",
        f"排序分 {candidate.rank:.2f}（{'，'.join(candidate.parts)}）",
    ]
    facts += [f"等级 {article.grade}"] if article.grade else []
    facts += [f"同文另见 {'、'.join(candidate.also)}"] if candidate.also else []
    facts += (
        [f"原发 {candidate.told.original}"]
        if candidate.also or candidate.told.original != candidate.outlet.cited
        else []
    )
    facts += [f"本周同文编号 {'、'.join(str(each.article.id) for each in others)}"] if others else []
    facts += [f"已刊于第{'、'.join(map(str, candidate.told.printed_in))}期"] if candidate.told.printed_in else []
    facts += {True: ["编辑判为切题"], False: ["编辑判为不切题"], None: []}[candidate.judged]
    details = [escape("；".join([*facts, *article.flags])), f"<{article.url}>", *map(escape, article.reasons)]
    return "\n\n".join([f"{rank}. {mark}{escape(article.headline)}", *(f"    {line}" for line in details)])


def render_csv(week: CandidateList) -> bytes:
    """Return all candidates and unfetched titles as CSV with a byte-order mark, so that spreadsheets take it for
    UTF-8. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, _COLUMNS, restval="")
    writer.writeheader()
    for row in _table(week):
        writer.writerow({name: _harmless(str(cell)) for name, cell in row.items()})
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _table(week: CandidateList) -> Iterator[dict[str, object]]:
    for rank, each in enumerate(week.candidates, 1):
        article, told = each.article, each.told
        cells = (
            rank, "是" if article.id in week.chosen else "", article.id, f"{each.rank:.2f}", f"{article.score:.2f}",
            article.grade, each.outlet.printed, each.region, article.published_on or "", article.headline, article.url,
            each.story, "、".join(each.also), told.original, "、".join(map(str, told.printed_in)),
            "；".join(article.flags), "；".join(article.reasons),
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
