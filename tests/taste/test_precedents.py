"""What was printed before is found under another headline, and an editor reads of it; on both databases."""

from __future__ import annotations

import random
from datetime import timedelta

import made_history
import pytest

from monitor.bulletin import Entry
from monitor.issue_calendar import IssueCalendar
from monitor.items import ArticleItem
from monitor.outlet.registry import OutletFacts
from monitor.store.articles import save
from monitor.store.choices import Decision
from monitor.store.database import open_database, reading, writing
from monitor.store.issues import Printed, save_issue
from monitor.taste.precedents import PastEntry, Precedent, Precedents
from monitor.week.candidate_lines import tell
from monitor.week.candidates import CandidateList, render_csv
from monitor.week.judging import rank_issue
from monitor.week.objections import find_doubts
from monitor.week.ranking import Candidate

OUTLETS = {"people": OutletFacts("人民网", "全国")}
PAST = [(number, story) for number, stories in made_history.past(120, seed=3) for story in stories]


@pytest.fixture(scope="module")
def index() -> Precedents:
    return Precedents(PastEntry(number, story.headline, story.text) for number, story in PAST)


def test_a_story_told_anew_is_flagged_and_a_new_one_is_not(index: Precedents) -> None:
    rng = random.Random(5)
    asked = [(number, story, story.told_anew(rng)) for number, story in rng.sample(PAST, 60)]
    assert not any(story.headline == anew.headline or story.text == anew.text for _, story, anew in asked)
    flagged = {
        number: found for number, _, anew in asked if (found := index.nearest(anew.headline, anew.text)) and found.same
    }
    assert all(found.issue == number for number, found in flagged.items())
    assert len(flagged) >= 0.6 * len(asked)
    fresh = [made_history.story(rng) for _ in range(60)]
    found = [index.nearest(each.headline, each.text) for each in fresh]
    assert not any(each.same for each in found if each)
    subjects = {(number, story.headline): story.subject for number, story in PAST}
    near = [(each, subjects[near.issue, near.headline]) for each, near in zip(fresh, found, strict=True) if near]
    assert len(near) >= 0.5 * len(fresh)
    assert sum(each.subject == subject for each, subject in near) >= 0.85 * len(near)


def test_the_same_past_in_another_order_gives_the_same_answers(index: Precedents) -> None:
    shuffled = [PastEntry(number, story.headline, story.text) for number, story in PAST]
    random.Random(1).shuffle(shuffled)
    other, rng = Precedents(shuffled), random.Random(9)
    for each in [made_history.story(rng) for _ in range(20)]:
        assert other.nearest(each.headline, each.text) == index.nearest(each.headline, each.text)


def test_a_yearly_report_is_not_the_year_before() -> None:
    def told(year: int, figures: tuple[int, int]) -> tuple[str, str]:
        text = f"{year}年，全省互联网医院达到{figures[0]}家，诊疗{figures[1]}人次，处方流转平台连接药店{figures[0] + 17}家。"
        return f"{year}年云州省互联网医院发展报告发布", text

    index = Precedents([PastEntry(601, *told(2023, (341, 92817)))])
    assert index.nearest(*told(2023, (341, 92817))) == Precedent(601, told(2023, (341, 92817))[0], 1.0, True)
    later = index.nearest(*told(2024, (398, 123_456)))
    assert later and not later.same
    assert later.told == "近于第601期《2023年云州省互联网医院发展报告发布》"


@pytest.mark.parametrize("headline", ["", "\x00", '"', "*", "A AND B", "电" * 5000, "“”"])
def test_any_headline_can_be_asked_for(index: Precedents, headline: str) -> None:
    index.nearest(headline, headline)


def ranked(url: str) -> list[Candidate]:
    rng = random.Random(11)
    former = made_history.story(rng, "county", 2)
    stories = [former.told_anew(rng), made_history.story(rng, "county", 2), made_history.story(rng, "city", 16)]
    engine, calendar = open_database(url), IssueCalendar()
    issue, past = calendar.by_number(653), calendar.by_number(521)
    with writing(engine) as session:
        days = [past.window.until, *[issue.window.until] * len(stories)]
        for number, (day, each) in enumerate(zip(days, [former, *stories], strict=True), 1):
            save(session, ArticleItem(
                url=f"http://x.cn/{number}", outlet="people", key=str(number), headline=each.headline, score=0.8, grade="A1",
                article_body=each.text.replace("\n", "\n\n"), date_published=day, text_digest=str(number),
            ), day)  # fmt: skip
        entry = Entry(former.headline, "人民网", "http://x.cn/1", past.window.until, former.text.replace("\n", "\n\n"))
        save_issue(session, past, [entry], [Printed(1, 1)])
        # A later issue is no past of this one, and its own neither.
        late = [calendar.by_number(653 + weeks) for weeks in (0, 1)]
        for each in late:
            save_issue(session, each, [entry], [Printed(1, 1)])
    with reading(engine) as session:
        return rank_issue(session, issue, OUTLETS)


def test_the_editor_reads_what_is_near(url: str) -> None:
    candidates = ranked(url)
    by_id = {each.article.id: each for each in candidates}
    again, alike, other = (by_id[number] for number in (2, 3, 4))
    assert again.precedent and again.precedent.same and again.precedent.issue == 521
    assert alike.precedent and not alike.precedent.same
    assert other.precedent is None
    assert again is candidates[-1], "nobody asked for it prints it"
    assert "可能已刊 -0.30" in again.parts
    issue = IssueCalendar().by_number(653)
    week = CandidateList(issue, candidates, [3], [], OUTLETS, Decision())
    lines = {line.number: line.why for section in tell(week) for line in section.lines}
    assert lines[2].startswith(f"{again.precedent.told}；")
    assert lines[3].endswith(f"；近于第521期《{again.precedent.headline}》")
    assert "521" not in lines[4]
    assert again.precedent.told in render_csv(week).decode()
    assert find_doubts([2, 3], by_id) == [f"编号 2《{again.article.headline[:24]}》{again.precedent.told}"]


def test_nothing_is_near_where_nothing_was_printed(url: str) -> None:
    engine, issue = open_database(url), IssueCalendar().by_number(653)
    with writing(engine) as session:
        day = issue.window.until - timedelta(1)
        story = made_history.story(random.Random(2))
        save(session, ArticleItem(
            url="http://x.cn/1", outlet="people", key="1", headline=story.headline, article_body=story.text, score=0.8,
            date_published=day, text_digest="1",
        ), day)  # fmt: skip
    with reading(engine) as session:
        (only,) = rank_issue(session, issue, OUTLETS)
    assert only.precedent is None
