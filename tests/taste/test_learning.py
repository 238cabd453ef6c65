"""What made editors teach: a taste is learnt and told, chance and the rule's own choices teach nothing."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import made_history
import pytest
from conftest import PROJECT, Scrapy
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session
from tried import budget

from monitor.issue_calendar import IssueCalendar
from monitor.outlet.registry import OutletFacts
from monitor.store.choices import Decision, add_label, add_taste, find_taste, forget_taste
from monitor.store.database import open_database, reading, writing
from monitor.store.issues import find_issues
from monitor.store.models import Article
from monitor.taste import learning
from monitor.taste.learning import Lesson, Option, PastWeek, learn
from monitor.taste.model import Taste
from monitor.week.candidate_lines import tell
from monitor.week.candidates import CandidateList
from monitor.week.judging import rank_issue
from monitor.week.past_choices import find_past_issues, past_weeks

OUTLETS = {name: OutletFacts(name, "全国") for name in made_history.OUTLETS}
DAY = date(2026, 1, 2)
CALENDAR = IssueCalendar()
ISSUES = [CALENDAR.by_number(number) for number in range(594, 654)]
TAUGHT = 20  # issues after which the taste is to show
FIRST = 8  # candidates that an editor reads before any other


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Sixty issues of an editor with a taste."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('history') / 'monitor.db'}")
    with writing(engine) as session:
        made_history.fill(session, ISSUES, 1, made_history.with_taste)
    return engine


@pytest.fixture(scope="module")
def weeks(history: Engine) -> list[PastWeek]:
    with reading(history) as session:
        return list(past_weeks(session, find_past_issues(session), OUTLETS))


@pytest.fixture(scope="module")
def lesson(weeks: list[PastWeek]) -> Lesson:
    """What the first of them teach."""
    return learn(weeks[:TAUGHT], None, DAY)


def among_the_first(weeks: list[PastWeek], taste: Taste) -> float:
    """In how many of the weeks all that was printed is among the first."""
    found = 0
    for week in weeks:
        order = sorted(week.options, key=lambda each: -(each.rank + taste.worth(each.marks)))
        found += sum(each.chosen for each in order[:FIRST]) == sum(each.chosen for each in week.options)
    return found / len(weeks)


def test_a_taste_shows_after_twenty_issues(weeks: list[PastWeek], lesson: Lesson) -> None:
    assert len(weeks) == len(ISSUES)
    assert lesson.taste and lesson.why == ""
    assert lesson.learnt > lesson.rule
    rest = weeks[TAUGHT:]
    assert among_the_first(rest, Taste()) < 0.5, "by today's rule: else there is nothing to learn"
    assert among_the_first(rest, lesson.taste) >= 0.9
    weights = lesson.taste.weights
    assert weights["县乡基层"] > 0.2 and weights["县乡基层"] == max(weights.values())
    assert weights.get("企业", 0) <= 0 and weights.get("国家部委", 0) <= 0
    assert learn(weeks[TAUGHT - 1 :: -1], None, DAY) == lesson, "the order in which the store tells is nothing"


def test_few_issues_change_little_and_too_few_nothing(weeks: list[PastWeek]) -> None:
    few, many = learn(weeks[:8], None, DAY).taste, learn(weeks, None, DAY).taste
    assert few and many
    moved = [sum(map(abs, taste.weights.values())) for taste in (few, many)]
    assert moved[0] < 0.7 * moved[1]
    none = learn(weeks[:7], None, DAY)
    assert none.taste is None
    assert "只有 7 期" in none.why
    alone = [PastWeek(week.issue, [each for each in week.options if each.chosen]) for week in weeks]
    assert learn(alone, None, DAY).taste is None, "imported issues, whose weeks nobody gathered"


@pytest.mark.parametrize("seed", range(budget(2, 6)))
def test_chance_teaches_nothing(weeks: list[PastWeek], seed: int) -> None:
    rng = random.Random(seed)
    made = []
    for week in weeks:
        chosen = set(rng.sample(range(len(week.options)), 3))
        made.append(
            PastWeek(
                week.issue,
                [Option(each.rank, each.marks, float(place in chosen)) for place, each in enumerate(week.options)],
            )
        )
    for issues in (TAUGHT, len(made)):
        lesson = learn(made[:issues], None, DAY)
        assert lesson.taste is None
        assert lesson.why == "往期的选择看不出与现在的排序有稳定的不同"


def test_places_weigh_where_an_editor_goes_by_them_and_hardly_where_not(weeks: list[PastWeek], lesson: Lesson) -> None:
    liked = {"地区 浙江", "地区 云南", "地区 贵州"}
    made = []
    for week in weeks[:TAUGHT]:
        worth = [each.rank + 0.5 * bool(liked & set(each.marks)) for each in week.options]
        best = sorted(worth)[-3]
        options = [
            Option(each.rank, each.marks, float(value >= best)) for each, value in zip(week.options, worth, strict=True)
        ]
        made.append(PastWeek(week.issue, options))
    by_place, by_kind = learn(made, None, DAY).taste, lesson.taste
    assert by_place and by_kind
    assert min(by_place.weights[name] for name in liked) > 0.1
    assert max(abs(value) for name, value in by_kind.weights.items() if name.startswith(learning._MANY)) < 0.03


def test_an_editor_who_prints_what_the_rule_offers_teaches_nothing(weeks: list[PastWeek]) -> None:
    made = []
    for week in weeks[:TAUGHT]:
        best = sorted(each.rank for each in week.options)[-3]
        made.append(
            PastWeek(week.issue, [Option(each.rank, each.marks, float(each.rank >= best)) for each in week.options])
        )
    assert learn(made, None, DAY).taste is None


def test_what_is_not_better_than_what_is_in_force_does_not_replace_it(weeks: list[PastWeek], lesson: Lesson) -> None:
    former = lesson.taste
    assert former
    again = learn(weeks[:TAUGHT], former, DAY)
    assert (again.taste, again.why) == (None, "不比现在用的好")
    bad = Taste({"县乡基层": -1.0}, {}, DAY)
    assert learn(weeks[:TAUGHT], bad, DAY).taste == former


def test_the_issue_that_is_left_out_is_left_out(weeks: list[PastWeek]) -> None:
    """The step back is held against fits that never saw the issue."""
    some = weeks[:12]
    names = learning._names(some)
    made = [learning._make(week, names) for week in some]
    many = learning._SPREADS_OF_MANY[1]
    whole, without = learning._fit(made, names, many)
    for place in (0, 5, 11):
        exact, _ = learning._fit([*made[:place], *made[place + 1 :]], names, many)
        assert abs(without[place] - exact).max() < 0.5 * abs(whole - exact).max()


def test_an_editor_reads_why(history: Engine, lesson: Lesson, tmp_path: Path) -> None:
    assert lesson.taste
    issue = ISSUES[-1]
    engine = copied(history, tmp_path)
    with reading(engine) as session:
        before = rank_issue(session, issue, OUTLETS)
    with writing(engine) as session:
        add_taste(session, lesson.taste.weights, lesson.taste.shares, DAY)
    with reading(engine) as session:
        after = rank_issue(session, issue, OUTLETS)
        printed = {each.article_id for each in find_issues(session, issue.number)[0].entries}
    ranks = {each.article.id: each.rank for each in before}
    for each in after:
        gained = each.taste.removeprefix("编辑部以往 ").split("（")[0]
        assert float(gained or 0) == pytest.approx(each.rank - ranks[each.article.id], abs=0.006)
        assert not each.taste or each.taste in each.parts
    assert printed <= {each.article.id for each in after[:FIRST]}
    assert not printed <= {each.article.id for each in before[:FIRST]}
    week = CandidateList(issue, after, [], [], OUTLETS, Decision())
    first = tell(week)[0].lines[0]
    assert "编辑部以往 +" in first.why and "县乡基层 +" in first.why
    with writing(engine) as session:
        assert forget_taste(session) is not None
        assert find_taste(session) is None and forget_taste(session) is None
    with reading(engine) as session:
        assert [(each.article.id, each.rank, each.parts) for each in rank_issue(session, issue, OUTLETS)] == [
            (each.article.id, each.rank, each.parts) for each in before
        ]


def test_the_command_learns_and_forgets(scrapy: Scrapy, history: Engine, tmp_path: Path) -> None:
    nothing = scrapy("topics", "--learn")
    assert nothing.returncode == 0, nothing.stderr
    assert "没有学到可用的：有刊出、又有同周其他切题文章的往期只有 0 期" in nothing.stderr
    (tmp_path / "home" / "monitor.db").unlink()
    copied(history, tmp_path).dispose()
    (tmp_path / "copy.db").rename(tmp_path / "home" / "monitor.db")
    learnt = scrapy("topics", "--learn")
    assert learnt.returncode == 0, learnt.stderr
    assert "往期 60 期，其中 60 期有同周没有刊的切题文章可比" in learnt.stderr
    weights = {mark: float(weight) for weight, mark in (line.split("\t") for line in learnt.stdout.splitlines())}
    assert weights["县乡基层"] > 0.5 and weights["企业"] < 0, weights
    again = scrapy("topics", "--learn")
    assert again.stderr.endswith("没有学到可用的：不比现在用的好。什么也没有改。\n")
    assert "回到原来的排序。" in scrapy("topics", "--forget").stderr
    refused = scrapy("topics", "--forget")
    assert refused.returncode and "没有学过" in refused.stderr


def copied(engine: Engine, folder: Path) -> Engine:
    source, copy = engine.url.database, folder / "copy.db"
    assert source
    with create_engine(f"sqlite:///{source}").connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{copy}'")
    return open_database(f"sqlite:///{copy}")


def options(session: Session, number: int) -> list[Option]:
    issues = [each for each in find_past_issues(session) if each[0] == number]
    return list(next(past_weeks(session, issues, OUTLETS)).options)


def test_what_could_be_chosen(url: str) -> None:
    engine = open_database(url)
    with writing(engine) as session:
        made_history.fill(session, ISSUES[:2], 4, made_history.with_taste, 12)
    with writing(engine) as session:
        before = options(session, ISSUES[1].number)
        assert sum(each.chosen for each in before) == 3
        printed = [each.article_id for each in find_issues(session, ISSUES[1].number)[0].entries]
        earlier = [each.article_id for each in find_issues(session, ISSUES[0].number)[0].entries]
        own = select(Article).where(Article.key.startswith(f"{ISSUES[1].number}-"), Article.id.not_in(printed))
        others = list(session.scalars(own.order_by(Article.score.desc(), Article.id)))
        others[0].story = printed[0]  # a reprint
        others[1].story = earlier[0]  # printed before
        add_label(session, others[2].id, True, "")
        add_label(session, others[-1].id, False, "")
        others[-1].score = 0.0
        session.flush()
        after = options(session, ISSUES[1].number)
        assert sorted(each.chosen for each in after if each.chosen) == [0.25, 1, 1, 1]
        assert len(after) == len(before) - 2 + (len(before) < 12)


def test_learning_is_imported_by_who_learns() -> None:
    users = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "monitor").rglob("*.py")
        if "import numpy" in path.read_text("utf-8")
    }
    assert users == {"monitor/taste/learning.py"}
