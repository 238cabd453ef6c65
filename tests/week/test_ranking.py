from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import lxml.html
import pytest
from docx import Document

from monitor.issue_calendar import IssueCalendar
from monitor.outlet.registry import OutletFacts
from monitor.store.choices import DROP, PICK, RESET, TOP, Decision, decide
from monitor.store.models import Article, Choice, ListedLink
from monitor.week.candidate_lines import headline as headline_of
from monitor.week.candidate_lines import tell
from monitor.week.candidate_pages import render_html, render_markdown
from monitor.week.candidate_word import render_word
from monitor.week.candidates import CandidateList, render_csv
from monitor.week.objections import find_doubts, find_slips
from monitor.week.ranking import Candidate, StoryFacts, choose, kind_of, rank_articles

ISSUE = IssueCalendar().by_number(653)
OUTLETS = {
    "people": OutletFacts("人民网", "全国"),
    "xinhuanet": OutletFacts("新华网", "全国"),
    "henan": OutletFacts("河南日报", "河南"),
}
TEXT = "省卫生健康委上线全民健康信息平台，电子病历互通共享。"


def article(
    number: int,
    headline: str = "智慧医院上线",
    outlet: str = "people",
    score: float = 0.8,
    text: str = "",
    day: int = 8,
) -> Article:
    return Article(
        id=number, outlet=outlet, key=str(number), url=f"https://x.cn/{number}", headline=headline, kicker="", subtitle="",
        original_headline="", published_on=date(2025, 12, day), published_time=None, date_rule="full", found_for=ISSUE.date,
        source="", author="", editor="", article_body=text or f"{TEXT}第{number}篇。", images=[], reader="own:x", flags=[],
        text_digest="", version=1, story=sum(map(ord, text)) if text else number, score=score, grade="A1", reasons=["标题主题词：智慧医院"],
        first_seen_at=datetime.now(UTC), updated_at=datetime.now(UTC), addresses=[],
    )  # fmt: skip


def ranked(*articles: Article, labels: dict[int, bool] | None = None) -> list[Candidate]:
    told = {
        each.story: StoryFacts(tuple(OUTLETS[other.outlet].printed for other in articles if other.story == each.story))
        for each in articles
        if each.story
    }
    return rank_articles(articles, ISSUE.window, OUTLETS, labels or {}, told)


def ids(candidates: list[Candidate]) -> list[int]:
    return [candidate.article.id for candidate in candidates]


def test_what_speaks_against_a_pick() -> None:
    candidates = {each.article.id: each for each in ranked(
        article(1, score=0.9), article(2, score=0.3, headline="县" * 40), article(3, score=0.0), article(4, score=0.0), article(5, score=0.9),
        labels={4: True, 5: False},
    )}  # fmt: skip
    candidates[1].told = StoryFacts(printed_in=(650, 652))
    assert find_slips([1, 2, 3, 4, 5, 2], candidates) == [
        "编号 1《智慧医院上线》已刊于第650期、第652期",
        "编号 3《智慧医院上线》切题分 0.00，未达 0.45（没有几个主题词）",
        "编号 5《智慧医院上线》曾判为不切题（scrapy label）",
        f"编号 2《{'县' * 24}……》写了两次",
    ], "what the editor himself judged on topic is meant"
    assert find_doubts([1, 2, 3, 4, 5], candidates) == [f"编号 2《{'县' * 24}……》切题分 0.30，未达 0.45"]


def test_the_score_comes_first_and_the_line_divides() -> None:
    candidates = ranked(article(1, score=0.3), article(2, score=0.6), article(3, score=0.9))
    assert ids(candidates) == [3, 2, 1]
    assert [candidate.eligible for candidate in candidates] == [True, True, False]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("省卫健委印发智慧医院建设方案", "智慧医院论坛举行"),
        ("智慧医院平台上线", "观察：智慧医院"),
        ("智慧医院启动", "专访：智慧医院"),
    ],
)
def test_what_is_built_or_decided_comes_before_talk(better: str, worse: str) -> None:
    assert ids(ranked(article(1, worse), article(2, better))) == [2, 1]


def test_place_length_and_freshness_count() -> None:
    late = "天气晴好。" * 100 + TEXT
    assert ids(ranked(article(1, text=late), article(2, text=TEXT + "天气晴好。" * 100))) == [2, 1]
    assert ids(ranked(article(1, text=TEXT), article(2, text=TEXT * 30)))[0] == 2
    assert ids(ranked(article(1, day=6), article(2, day=12))) == [2, 1]


def test_the_parts_of_a_rank_add_up() -> None:
    (candidate,) = ranked(article(1, "省卫健委印发智慧医院建设方案"))
    assert sum(float(part.rsplit(" ", 1)[1]) for part in candidate.parts) == pytest.approx(candidate.rank, abs=0.03)


def test_one_of_each_text_is_printed_and_the_others_are_named() -> None:
    candidates = ranked(article(1, text=TEXT), article(2, outlet="xinhuanet", text=TEXT), article(3, score=0.6))
    chosen = choose(candidates, 3)
    assert len(chosen) == 2
    assert chosen[0].also == (["新华网"] if chosen[0].article.outlet == "people" else ["人民网"])


def test_places_are_spread_over_regions() -> None:
    candidates = ranked(
        article(1, "河南智慧医院上线", score=0.95), article(2, "智慧医院在河南启用", score=0.94), article(3, "河南上线智慧医院", score=0.93),
        article(4, "宁夏智慧医院上线", score=0.85), article(5, "江西智慧医院上线", score=0.84),
    )  # fmt: skip
    assert [each.region for each in choose(candidates, 3)] == ["河南", "宁夏", "江西"]
    (home,) = ranked(article(6, outlet="henan"))
    assert home.region == "河南"
    (ministry,) = ranked(article(7, "七部门印发通知", text="人民网北京12月8日电 " + TEXT))
    assert ministry.region == "全国"


def test_the_editors_word_wins() -> None:
    candidates = ranked(
        article(1, score=0.9),
        article(2, score=0.8, outlet="xinhuanet"),
        article(3, score=0.2),
        article(4, score=0.7, outlet="henan"),
    )
    assert ids(choose(candidates, 2, picks=[3, 2])) == [3, 2]
    assert ids(choose(candidates, 3, picks=[3])) == [3, 1, 2]
    assert ids(choose(candidates, 1, picks=[4, 3, 2])) == [4, 3, 2]
    assert ids(choose(candidates, 2, dropped=[1])) == [2, 4]


def test_a_dropped_article_takes_its_reprints_with_it() -> None:
    candidates = ranked(
        article(1, text=TEXT, score=0.9), article(2, outlet="xinhuanet", text=TEXT, score=0.9), article(3, score=0.6)
    )
    assert ids(choose(candidates, 3, dropped=[2])) == [3]


def test_a_judgement_overrides_the_line() -> None:
    candidates = ranked(article(1, score=0.9), article(2, score=0.1), labels={1: False, 2: True})
    assert ids(choose(candidates, 3)) == [2]


def choices(*rows: tuple[str, list[int]]) -> list[Choice]:
    return [
        Choice(issue=653, action=action, article_ids=values, reason="", made_at=datetime.now(UTC))
        for action, values in rows
    ]


def test_choices_add_up_in_their_order() -> None:
    decision = decide(choices((PICK, [1, 2]), (DROP, [2, 3]), (TOP, [4])))
    assert (decision.picks, decision.dropped, decision.top) == ((1,), {2, 3}, 4)
    decision = decide(choices((DROP, [2, 3]), (PICK, [3])))
    assert (decision.picks, decision.dropped) == ((3,), {2})
    assert decide(choices((PICK, [1]), (DROP, [2]), (RESET, []))) == decide([])


def week(*articles: Article, chosen: Sequence[int] = (1,), decision: Decision = Decision()) -> CandidateList:  # noqa: B008
    title = ListedLink(
        outlet="people",
        key="9",
        url="https://x.cn/9",
        title="=秋粮收购过半",
        day=date(2025, 12, 6),
        found_for=ISSUE.date,
    )
    return CandidateList(ISSUE, ranked(*articles), chosen, [title], OUTLETS, decision)


def test_the_spreadsheet_opens_as_utf8_and_runs_nothing() -> None:
    content = render_csv(week(article(1, '=HYPERLINK("http://evil")'), article(2, "@SUM(A1)", score=0.1)))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in (*row[:3], *row[4:]) if cell.startswith(("=", "+", "-", "@"))]
    assert all(float(row[3]) is not None for row in rows[1:3]), "the rank's number is ours, and may be below nought"
    assert rows[1][1] == "是"
    assert [row[9] for row in rows[1:]] == ['\'=HYPERLINK("http://evil")', "'@SUM(A1)", "'=秋粮收购过半"]


def test_the_list_stands_in_the_bulletins_order_and_says_why() -> None:
    """One place was the editor's, one was decided by the rank, one went past its rank for the sake of variety."""
    articles = [
        article(1, "河南智慧医院上线", score=0.95), article(2, "智慧医院在河南启用", score=0.94, text=TEXT), article(3, "宁夏智慧医院", score=0.85, outlet="xinhuanet"),
        article(4, score=0.5), article(5, "智慧医院论坛", score=0.9, outlet="henan"), article(6, outlet="henan", text=TEXT, score=0.7), article(7, "差一点的文章", score=0.4),
    ]  # fmt: skip
    articles[6].grade, articles[6].reasons = "", ["标题：卫生 文章"]
    decision = Decision(picks=(4,), dropped=frozenset({5}))
    candidates = ranked(*articles)
    order = ids(choose(candidates, 3, decision.picks, decision.dropped))
    assert order == [4, 1, 3]
    sections = tell(week(*articles, chosen=order, decision=decision))
    told = {section.title: {line.number: line.why for line in section.lines} for section in sections}
    topic = "标题主题词：智慧医院"
    assert told == {
        "入选": {4: f"编辑选用；{topic}；平台，加分", 1: f"{topic}；平台，加分", 3: topic},
        "切题，未入选": {
            2: f"为求多样让后：河南已有 1 篇、人民网已有 2 篇；{topic}；平台，加分；2 家刊发，原发 ",
            5: f"编辑定为不用；{topic}；会议，减分",
        },
        "未达切题线": {7: "只讲卫生（文章），不讲信息化"},
    }  # fmt: skip
    assert [list(lines) for lines in told.values()] == [[4, 1, 3], [2, 5], [7]]
    assert "编辑选用的在前" in sections[0].note
    (behind,) = [line.details for line in sections[1].lines if line.number == 2]
    assert "本周同文：河南日报（编号 6）" in behind


def test_the_list_is_short_and_its_pages_hold_what_is_behind() -> None:
    listed = week(article(1, "首周*数据* <公布>"), article(2, "差一点的文章", score=0.4))
    text = render_markdown(listed).decode()
    assert [line for line in text.splitlines() if line.startswith("- **1**")] == [
        r"- **1** 首周\*数据\* &lt;公布>（人民网，12-08）——标题主题词：智慧医院"
    ]
    assert "排序分 " not in text
    page = lxml.html.fromstring(render_html(listed))
    first, second = page.xpath("//tr[td]")
    assert first.xpath("string(td[2])") == "首周*数据* <公布>"
    assert first.xpath("string(.//summary)") == "标题主题词：智慧医院"
    assert first.xpath("string(.//details/ul/li[1])").startswith("排序分 ")
    assert second.xpath("string(td[1])") == "2"
    assert page.xpath("//body/details//a/text()") == ["=秋粮收购过半"]
    made = render_word(listed)
    assert made == render_word(listed), "no clock in it"
    document = Document(io.BytesIO(made))
    assert [[cell.text for cell in table.rows[1].cells][:2] for table in document.tables] == [
        ["1", "首周*数据* <公布>"],
        ["2", "差一点的文章"],
    ]
    appendix = [paragraph.text for paragraph in document.paragraphs]
    assert any("排序分 " in line for line in appendix[appendix.index("附：明细") :])


def authorities() -> dict[str, OutletFacts]:
    return {**OUTLETS, "nhc": OutletFacts("国家卫生健康委", "全国", own="国家卫生健康委", government=True)}


def test_a_document_stands_before_its_reprints() -> None:
    """Of the same score, a paper's version being longer and later."""
    headline = "关于印发影像云接入规范的通知"
    signed = f"{TEXT}\n\n国家卫生健康委\n\n2025年12月5日"
    there = [article(1, headline, "people", text=signed + TEXT * 9, day=12), article(2, headline, "nhc", text=signed)]
    for each in there:
        each.story = 1
    told = {1: StoryFacts(("人民网", "国家卫生健康委"), "国家卫生健康委")}
    first, second = rank_articles(there, ISSUE.window, authorities(), {}, told)
    assert (first.article.outlet, second.article.outlet) == ("nhc", "people")
    assert "公文 +0.15" in first.parts
    assert str(first.official) == "通知，国家卫生健康委，2025-12-05 成文"
    week = CandidateList(ISSUE, [first, second], [2], [], authorities(), Decision())
    _, note = headline_of(week)
    assert "（政府网站 1 篇、媒体 1 篇，切题的里政府网站 1 篇、媒体 1 篇）" in note
    (line,) = tell(week)[0].lines
    assert "公文：通知，国家卫生健康委，2025-12-05 成文" in line.details
    first.article.document_number, first.article.issuer = "国卫办规划函〔2025〕9号", "国家卫生健康委办公厅"
    (again, _) = rank_articles(there, ISSUE.window, authorities(), {}, told)
    listed = render_csv(CandidateList(ISSUE, [again], [2], [], authorities(), Decision())).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(listed))
    kept = [row[name] for name in ("文种", "发文字号", "发文机关", "成文日期", "日期")]
    assert kept == ["通知", "国卫办规划函〔2025〕9号", "国家卫生健康委办公厅", "2025-12-05", "2025-12-08"]


def test_the_last_place_may_be_kept_for_the_other_kind() -> None:
    there = [article(1, score=0.9), article(2, outlet="xinhuanet", score=0.88), article(3, outlet="nhc", score=0.6)]
    candidates = rank_articles(there, ISSUE.window, authorities(), {}, {})
    assert ids(choose(candidates, 2)) == [1, 2]
    assert ids(choose(candidates, 2, both=True)) == [1, 3]
    assert ids(choose(candidates, 2, picks=[1, 2], both=True)) == [1, 2], "the editor's word stands"
    papers = [each for each in candidates if not each.outlet.government]
    assert ids(choose(papers, 2, both=True)) == [1, 2]


@pytest.mark.parametrize(
    ("headline", "kind"),
    [("关于智慧医院报道的更正", "correction"), ("专访信息中心主任：平台怎样建成", "interview"), ("述评：互联网医院该怎么走", "opinion"),
     ("云州举办数字健康论坛", "forum"), ("七部门印发数智化方案", "policy"), ("全民健康信息平台上线", "platform"),
     ("青岚市推进智慧医院试点", "act"), ("电子处方流转达12.6万人次", "figures"), ("一张片子走出医院大门", "")],
)  # fmt: skip
def test_the_kind_of_news_is_known_by_its_headline(headline: str, kind: str) -> None:
    assert kind_of(headline) == kind
