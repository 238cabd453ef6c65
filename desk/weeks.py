"""The week of an issue as the screens show it: ranked once for each state of the store, decided anew at each look."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from scrapy.settings import BaseSettings
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from monitor.bulletin import Bulletin
from monitor.configuration import frame
from monitor.deciding.orders import Orders
from monitor.editing.events import Decision, Event, fold
from monitor.exceptions import MonitorError
from monitor.issue.verification import DraftCheck
from monitor.issue_calendar import Issue
from monitor.outlet.registry import OutletFacts, outlet_facts
from monitor.store.articles import store_scores
from monitor.store.choices import Label, TasteRow, find_events, find_seen, note_seen
from monitor.store.database import database_url, open_database, open_to_read, reading, writing
from monitor.store.issues import named_issue
from monitor.store.models import Article, ListedLink, PrintedIssue, Revision, Run
from monitor.store.runs import find_unfetched
from monitor.topic.score import rule_digest
from monitor.week.candidate_lines import Line, by_story, tell_line
from monitor.week.candidates import CandidateList
from monitor.week.judging import rank_issue
from monitor.week.ranking import Candidate

_KEPT = 4  # rankings: those that open pages show
_SHOWN = 16  # characters of a headline in a line that tells what was done


@dataclass(frozen=True)
class Ranking:
    """The candidates of an issue in rank order, as the store had them at `stamp`, and the check of those that are
    printed."""

    issue: Issue
    stamp: str
    candidates: Sequence[Candidate]
    unfetched: Sequence[ListedLink]
    check: DraftCheck


@dataclass(frozen=True)
class Week:
    """A ranking with what the editors decided until now. `chosen` are the candidates that would be printed, in their
    order, of `asked`; `opened` has the newest version that anybody opened of an article; `fresh` tells whether the
    store holds what the ranking does."""

    ranking: Ranking
    events: Sequence[Event]
    decision: Decision
    chosen: Sequence[Candidate]
    asked: int
    outlets: Mapping[str, OutletFacts]
    opened: Mapping[int, int]
    fresh: bool

    @property
    def issue(self) -> Issue:
        """The issue."""
        return self.ranking.issue

    @cached_property
    def ids(self) -> list[int]:
        """The articles that would be printed, in their order."""
        return [each.article.id for each in self.chosen]

    @cached_property
    def seen(self) -> int:
        """The id of the newest event."""
        return max((event.id for event in self.events), default=0)

    def candidate(self, article: int) -> Candidate | None:
        """Return the candidate that is the article of this id."""
        return next((each for each in self.ranking.candidates if each.article.id == article), None)

    def name(self, article: int) -> str:
        """Return the head of the headline of a candidate, nothing if it is none."""
        candidate = self.candidate(article)
        headline = candidate.article.headline if candidate else ""
        return headline[:_SHOWN] + ("…" if len(headline) > _SHOWN else "")

    @property
    def unopened(self) -> list[str]:
        """What would be printed and nobody has looked at, in Chinese."""
        articles = [each.article for each in self.chosen]
        lines = [f"没有人打开看过：{each.headline}" for each in articles if each.id not in self.opened]
        newer = [each for each in articles if 0 < self.opened.get(each.id, 0) < each.version]
        return lines + [f"看过以后原文又有更新：{each.headline}" for each in newer]

    @cached_property
    def stories(self) -> list[list[Candidate]]:
        """The articles of each story in rank order, the one that stands for it first."""
        ranking = self.ranking
        listed = CandidateList(self.issue, ranking.candidates, self.ids, ranking.unfetched, self.outlets, self.decision)
        return list(by_story(listed).values())

    def line(self, story: Sequence[Candidate]) -> Line:
        """Return the words of a story in the list."""
        return tell_line(story[0], story, self.chosen, self.decision)


class Weeks:
    """The weeks of the store that `settings` name, for all threads of the desk."""

    def __init__(self, settings: BaseSettings) -> None:
        self.settings = settings
        self.url = database_url(settings)
        self.outlets = outlet_facts(settings)
        self._lock = threading.Lock()
        self._rankings: dict[tuple[int, str], Ranking] = {}
        self._judged = set[int]()  # the numbers of the issues whose scores are today's

    def issue(self, number: int) -> Issue:
        """Return issue `number`. Raises CalendarError for one that is none."""
        return named_issue(self.settings, str(number))

    def look(self, number: int, stamp: str = "") -> Week:
        """Return issue `number` as it is now; ranked as it was at `stamp` if that is still known, so that a list that
        somebody reads does not move. Raises MonitorError."""
        issue = self.issue(number)
        self._store_scores(issue)
        with reading(open_to_read(self.url)) as session, self._lock:
            now = _stamp(session, issue)
            ranking = self._rankings.get((number, stamp)) or self._rankings.get((number, now))
            if ranking is None or ranking.issue != issue:
                ranking = self._rank(session, issue, now)
            events = find_events(session, number)
            decision = fold(events)
            asked = decision.top or self.settings.getint("BULLETIN_TOP")
            chosen = ranking.check.choose(session, ranking.candidates, asked, decision)
            opened = find_seen(session, [each.article.id for each in ranking.candidates])
        return Week(ranking, events, decision, chosen, asked, self.outlets, opened, ranking.stamp == now)

    def news(self, number: int, stamp: str) -> tuple[bool, Event | None]:
        """Tell, without ranking, whether the store still is as it was at `stamp`, and the newest event of an issue."""
        issue = self.issue(number)
        with reading(open_to_read(self.url)) as session:
            events = find_events(session, number)
            return _stamp(session, issue) == stamp, max(events, key=lambda event: event.id, default=None)

    def note_opened(self, editor: str, article: int, version: int) -> None:
        """Record that `editor` has opened an article; if the store is busy, that is not worth a word."""
        with suppress(SQLAlchemyError, MonitorError), writing(open_database(self.url)) as session:
            note_seen(session, editor, article, version)

    def orders(self, number: int, editor: str, reason: str = "") -> Orders:
        """Return what records the orders of `editor` for issue `number`, as a command does."""
        return Orders(self.url, self.issue(number), editor, reason)

    def _store_scores(self, issue: Issue) -> None:
        """What an earlier vocabulary judged is judged anew once; where that cannot be stored, with each ranking."""
        if issue.number not in self._judged:
            self._judged.add(issue.number)
            with suppress(SQLAlchemyError, MonitorError):
                store_scores(self.url, issue.window)

    def _rank(self, session: Session, issue: Issue, stamp: str) -> Ranking:
        candidates = rank_issue(session, issue, self.outlets)
        articles = stamp.partition("-")[0]
        known = [each for each in self._rankings.values() if each.issue == issue and each.stamp.startswith(articles)]
        check = known[-1].check if known else DraftCheck(self.settings, Bulletin(issue, frame(self.settings), ()))
        ranking = Ranking(issue, stamp, candidates, find_unfetched(session, issue.window), check)
        self._rankings[issue.number, stamp] = ranking
        for key in list(self._rankings)[:-_KEPT]:
            del self._rankings[key]
        return ranking


# What changes when the ranking may: of the articles, crawls and the vocabulary; then of judgements, taste and printed
# issues, which change no proof. No article goes, and a changed text leaves a revision. It is asked at each look: it is
# built once, and looks through no table of articles.
_MARKS = select(
    select(func.max(Article.id)).scalar_subquery(),
    select(func.count(Revision.article_id)).scalar_subquery(),
    select(func.max(Run.id)).scalar_subquery(),
    select(func.max(Label.id)).scalar_subquery(),
    select(func.max(TasteRow.id)).where(TasteRow.forgotten_at.is_(None)).scalar_subquery(),
    select(func.max(PrintedIssue.written_at)).where(PrintedIssue.number < bindparam("number")).scalar_subquery(),
)


def _stamp(session: Session, issue: Issue) -> str:
    article, revisions, run, *others = session.execute(_MARKS, {"number": issue.number}).one()
    parts = (article, revisions, run, rule_digest(), issue), tuple(others)
    return "-".join(f"{abs(hash(each)):x}" for each in parts)
