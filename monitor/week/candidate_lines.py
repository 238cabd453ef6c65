"""The candidates as an editor reads them: a line a story, those of the bulletin first, the reason in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.store.choices import Decision
from monitor.store.models import Article
from monitor.text.hygiene import printable
from monitor.topic.score import HEALTH, IN_TEXT, LINE, NO_NEWS
from monitor.topic.vocabulary import load_topics
from monitor.week.candidates import CandidateList
from monitor.week.ranking import Candidate, crowding

_NEAR_MISSES = 20  # below the line; the rest is counted, and stands in the CSV


@dataclass(frozen=True)
class Line:
    """A story: the article that stands for it, why it stands where it does, and what is behind that."""

    number: int
    headline: str
    url: str
    outlet: str
    day: str
    why: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A part of the list. `note` says what its order is."""

    title: str
    note: str
    lines: tuple[Line, ...]
    left_out: int = 0


def headline(week: CandidateList) -> tuple[str, str]:
    """Return the list's title and what an editor is to know before the first line."""
    return (
        f"第{week.issue.numeral}期候选文章",
        f"{week.issue.window}，入库 {len(week.candidates)} 篇{_shares(week)}，切题线 {LINE}。"
        f"改选用编号：scrapy bulletin {week.issue.number} --pick 编号,编号 --drop 编号",
    )


def _shares(week: CandidateList) -> str:
    """How much of the week is of authorities, how much of papers; nothing where all is of papers."""
    said = []
    for name, candidates in (
        ("", week.candidates),
        ("，切题的里", [each for each in week.candidates if each.eligible]),
    ):
        authorities = sum(each.outlet.government for each in candidates)
        said.append(f"{name}政府网站 {authorities} 篇、媒体 {len(candidates) - authorities} 篇")
    return f"（{''.join(said)}）" if any(each.outlet.government for each in week.candidates) else ""


def tell(week: CandidateList) -> list[Section]:
    """Return the sections that have a line, in their order."""
    stories = by_story(week)
    chosen = {each.article.id: each for each in week.candidates if each.article.id in week.chosen}
    printed = [chosen[number] for number in week.chosen if number in chosen]
    rest = [each[0] for each in stories.values() if each[0].article.id not in chosen]
    relevant = [each for each in rest if each.eligible]
    former = [each for each in rest if each.on_topic and not each.eligible]
    others = [each for each in rest if not each.on_topic]

    def lines(candidates: Sequence[Candidate]) -> tuple[Line, ...]:
        return tuple(tell_line(each, stories[each.story], printed, week.decision) for each in candidates)

    picked = any(each.article.id in week.decision.picks for each in printed)
    order = "次序同周报：编辑选用的在前，其余" if picked else "次序同周报："
    sections = [
        Section("入选", f"{order}按排序分，同省、同媒体已有的让后。", lines(printed)),
        Section("切题，未入选", "按排序分。", lines(relevant)),
        Section("往期已刊", "同一条消息以前刊过，不再自动入选。", lines(former)),
        Section("未达切题线", "按排序分。", lines(others[:_NEAR_MISSES]), len(others[_NEAR_MISSES:])),
    ]
    return [section for section in sections if section.lines]


def by_story(week: CandidateList) -> dict[int, list[Candidate]]:
    """Return the candidates of each story, the printed or else the best one first; stories in the order of these."""
    stories: dict[int, list[Candidate]] = {}
    for candidate in week.candidates:
        stories.setdefault(candidate.story, []).append(candidate)
    for each in stories.values():
        if len(each) > 1:
            each.sort(key=lambda one: one.article.id not in week.chosen)
    return stories


def tell_line(
    candidate: Candidate, story: Sequence[Candidate], printed: Sequence[Candidate], decision: Decision
) -> Line:
    """Return the line of `candidate`, which stands for its `story`; `printed` are those of the issue."""
    article, told = candidate.article, candidate.told
    place = _place(candidate, story, printed, decision)
    details = [f"排序分 {candidate.rank:.2f}：{'，'.join(candidate.parts)}"]
    details += [f"公文：{candidate.official}"] if candidate.official else []
    details += [f"等级 {article.grade}"] if article.grade else []
    details += article.reasons
    others = [f"{each.outlet.printed}（编号 {each.article.id}）" for each in story if each is not candidate]
    details += [f"本周同文：{'、'.join(others)}"] if others else []
    details += [f"刊发：{'、'.join(told.outlets)}；原发 {told.original}"] if len(told.outlets) > 1 else []
    details += article.flags
    return Line(
        number=article.id,
        headline=printable(article.headline),
        url=printable(article.url),
        outlet=candidate.outlet.printed,
        day=f"{article.published_on:%m-%d}" if article.published_on else "日期不明",
        why="；".join(filter(None, [place, *_merits(candidate)])),
        details=tuple(map(printable, details)),
    )


def _merits(candidate: Candidate) -> Iterator[str]:
    """What made the rank, in words."""
    if candidate.judged is not None:
        yield f"编辑判为{'切题' if candidate.judged else '不切题'}"
    near = candidate.precedent
    if near and near.same:
        yield printable(near.told)
    yield printable(_topic(candidate.article))
    if candidate.kind:
        kind = load_topics()["ranking"]["kinds"][candidate.kind]
        yield f"{kind['told']}，{'加分' if kind['weight'] > 0 else '减分'}"
    if candidate.also:
        mine = candidate.told.original == candidate.outlet.cited
        yield f"{len(candidate.told.outlets)} 家刊发，{'本家原发' if mine else f'原发 {candidate.told.original}'}"
    if near and not near.same:
        yield printable(near.told)
    yield candidate.taste


def _topic(article: Article) -> str:
    """What of the subject is in it: the headline's words if these are enough, else the text's too."""
    first = article.reasons[0] if article.reasons else "没有主题词"
    body = [each for each in article.reasons[1:] if each.startswith((IN_TEXT, NO_NEWS))]
    if article.grade in ("A1", "veto"):
        return first
    if not article.grade and first.startswith(HEALTH) and not body:
        return f"只讲卫生（{first.removeprefix(HEALTH)}），不讲信息化"
    return "；".join([first, *body])


def _place(candidate: Candidate, story: Sequence[Candidate], printed: Sequence[Candidate], decision: Decision) -> str:
    """Why it stands before or behind its rank; nothing if the rank alone decided."""
    place = printed.index(candidate) if candidate in printed else len(printed)
    before = [each for each in printed[:place] if each.rank < candidate.rank]
    picked = [each for each in before if each.article.id in decision.picks]
    if candidate.article.id in decision.picks and candidate in printed:
        return "编辑选用"
    if candidate.told.printed_in:
        return f"已刊于第{'、'.join(map(str, candidate.told.printed_in))}期"
    if any(each.article.id in decision.dropped for each in story):
        return "编辑定为不用"
    if not candidate.eligible or before == picked:  # those that were picked stand first, whatever their rank
        return "篇数已由编辑选用的占满" if candidate.eligible and before and candidate not in printed else ""
    region, outlet = crowding(candidate, printed[:place])
    words = [f"{candidate.region}已有 {region} 篇"] if region else []
    words += [f"{candidate.outlet.printed}已有 {outlet} 篇"] if outlet else []
    return f"为求多样让后：{'、'.join(words)}"
