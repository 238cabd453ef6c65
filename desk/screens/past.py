"""往期: what was printed and what is stored, found by words; an issue's versions side by side; its proof in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.pages import chosen_issue, desk_of, show
from monitor.bulletin import Entry
from monitor.configuration import today
from monitor.deciding.finding import find, readable, written
from monitor.editing.comparing import Pair, compare
from monitor.editing.events import fold
from monitor.exceptions import EditError
from monitor.issue.verification import IssueProver
from monitor.outlet.registry import facts_called
from monitor.proof.record import describe_origin
from monitor.store.choices import find_events
from monitor.store.database import open_to_read, reading
from monitor.store.issues import find_issues
from monitor.store.models import Article, PrintedEntry, PrintedIssue
from monitor.store.searching import find_in_print, find_in_store
from monitor.store.versions import PrintedVersion, entries_of, find_versions
from monitor.text.markdown import plain_text

_MOST = 50  # of each kind that are shown
_LONGEST = 100  # characters of what is searched for
_AROUND = 40  # characters shown before and after the first word found
_PERIODS = {"1": ("一年以来", 366), "5": ("五年以来", 5 * 366), "all": ("全部", 0)}
_NOTHING = Entry("", "", "", None, "")


@dataclass(frozen=True)
class Hit:
    """Something found: where it leads, its head, and the text before, at and after the first word."""

    link: str
    headline: str
    about: str
    text: tuple[str, str, str]


@dataclass(frozen=True)
class Proven:
    """What an entry was found to be, whether that is a proof, what does not hold, and how its pages came."""

    verdict: str
    holds: bool
    findings: Sequence[str]
    origin: str


def search(request: Request) -> Response:
    """Show what holds the words that were asked for; without any, the issues that were printed."""
    weeks, query = desk_of(request).weeks, request.query_params
    wanted = " ".join(query.get("q", "").split())[:_LONGEST]
    words, period = wanted.split(), query.get("period", "1") if query.get("period") in _PERIODS else "1"
    days = _PERIODS[period][1]
    since = today(weeks.settings) - timedelta(days) if days else date.min
    printed: list[Hit] = []
    stored: list[Hit] = []
    issues: Sequence[PrintedIssue] = ()
    with reading(open_to_read(weeks.url)) as session:
        if words:
            for issue, entry in find(
                lambda each, most: find_in_print(session, each, since, most), words, lambda each: _lines(each[1]),
                lambda each: (-each[0].number, each[1].place), _MOST,
            ):  # fmt: skip
                about, link = f"第{issue.number}期 {issue.day}　{entry.outlet}", f"/past/{issue.number}#e{entry.place}"
                printed.append(Hit(link, entry.headline, about, _around(entry.body, words)))
            for article in find(
                lambda each, most: find_in_store(session, each, since, most), words, _lines,
                lambda each: (-(each.published_on or each.found_for).toordinal(), -each.id), _MOST,
            ):  # fmt: skip
                outlet = facts_called(weeks.outlets, article.outlet).printed
                link = f"/why?{urlencode({'u': article.url})}"
                about = f"{outlet}　{article.published_on or '日期不明'}　编号 {article.id}"
                stored.append(Hit(link, article.headline, about, _around(article.article_body, words)))
        else:
            issues = list(reversed(find_issues(session)))[:_MOST]
        return show(
            request, "past.html", current="past", wanted=wanted, period=period, most=_MOST,
            periods={name: words for name, (words, _) in _PERIODS.items()}, printed=printed, stored=stored,
            issues=issues,
        )  # fmt: skip


def show_issue(request: Request) -> Response:
    """Show a printed issue: what each version was against another, and, if it is asked for, how its proof stands."""
    weeks, number, query = desk_of(request).weeks, chosen_issue(request), request.query_params
    with reading(open_to_read(weeks.url)) as session:
        found = find_issues(session, number)
        if not found:
            raise HTTPException(404, f"第{number}期还没有写出，也没有导入。")
        versions = {version.number: version for version in find_versions(session, number)}
        last = max(versions, default=0)
        left, right = _number(query.get("a"), last - 1), _number(query.get("b"), last)
        chosen = [versions[each] for each in (left, right) if each in versions]
        compared = _compare(chosen, _find_prefaces(session, chosen)) if len(chosen) == 2 else None
        proofs = _prove(IssueProver(weeks.settings, session), found[0]) if query.get("check") else None
        return show(
            request, "printed.html", current="past", number=number, issue=found[0], versions=versions, left=left,
            right=right, compared=compared, proofs=proofs, plain=plain_text,
        )  # fmt: skip


def _prove(prover: IssueProver, issue: PrintedIssue) -> tuple[dict[int, Proven], list[str]]:
    """The proofs of the entries by place, and what is wrong with the issue as a whole."""
    proofs = {}
    for entry in issue.entries:
        proof, outlet = prover.prove_entry(issue, entry), prover.outlet_of(entry)
        origin = describe_origin(prover.pages_of(entry), outlet.wrong_certificates if outlet else {})
        proofs[entry.place] = Proven(proof.verdict.value, proof.proven, proof.findings, origin)
    return proofs, [*prover.check_issue(issue), *prover.chain.check_links()]


def _find_prefaces(session: Session, versions: Sequence[PrintedVersion]) -> list[str]:
    """The 本期导语 of each version, which is kept without it: the one that stood when it was written."""
    prefaces = []
    for version in versions:
        with suppress(EditError):  # a record that cannot be read is told by the proof
            events = [event for event in find_events(session, version.issue) if event.made_at <= version.written_at]
            prefaces.append("".join(laid.edit.after for laid in fold(events).edits if not laid.article))
    return prefaces


def _compare(versions: Sequence[PrintedVersion], prefaces: Sequence[str]) -> list[tuple[str, list[Pair]]]:
    """Two versions side by side: the 本期导语, the articles of the right one in its order, then what the left one alone
    had."""
    left, right = map(entries_of, versions)
    both = [*right, *(each for each in left if each not in right)]
    entries = [(left.get(each, _NOTHING), right.get(each, _NOTHING)) for each in both]
    articles = [((new.headline or old.headline), compare(old, new)) for old, new in entries]
    introductions = [replace(_NOTHING, headline=each) for each in prefaces]
    return [("本期导语", compare(*introductions)), *articles] if any(prefaces) else articles


def _lines(found: Article | PrintedEntry) -> list[str]:
    body, note = (found.article_body, "") if isinstance(found, Article) else (found.body, found.note)
    return [found.headline, found.kicker or "", found.subtitle or "", note or "", readable(body)]


def _around(body: str, words: Sequence[str]) -> tuple[str, str, str]:
    text = readable(body)
    found = written(words).search(text)
    start, end = found.span() if found else (0, 0)
    before = ("…" if start > _AROUND else "") + text[max(0, start - _AROUND) : start]
    return before, text[start:end], text[end : end + 2 * _AROUND] + ("…" if len(text) > end + 2 * _AROUND else "")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else otherwise


ROUTES = (Route("/past", search), Route("/past/{number:int}", show_issue))
