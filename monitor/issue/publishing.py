"""From the stored week to the issue's folder, in two steps: choose the articles; with their pictures, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from monitor.bulletin import Bulletin, Entry, Photo
from monitor.configuration import frame, home, paper
from monitor.deciding.laying import Carried, lay_all
from monitor.deciding.recording import note_carried, refuse_closed
from monitor.editing.events import fold
from monitor.exceptions import MonitorError
from monitor.issue.destination import is_own, name_of
from monitor.issue.feeds import render_candidates, write_feeds
from monitor.issue.folder import Prepared, is_form, prepare, settle, written_forms
from monitor.issue.rendering import MASTER, Lost, render_forms, render_report
from monitor.issue.verification import DraftCheck, layout
from monitor.issue_calendar import Issue
from monitor.outlet.registry import OutletFacts
from monitor.proof.keeping import complete_copy, framed, seal_archive, seal_printed, take_in
from monitor.run.coverage import OutletWeek, tell_coverage
from monitor.run.coverage import render_markdown as render_coverage
from monitor.run.lock import only_writer
from monitor.store.choices import find_events
from monitor.store.database import database_url, open_database, open_to_read, reading, writing
from monitor.store.issues import Printed, find_issues, save_issue
from monitor.store.runs import find_unfetched
from monitor.store.versions import add_version
from monitor.week.candidate_pages import render_html, render_markdown
from monitor.week.candidates import CandidateList, render_csv
from monitor.week.judging import rank_issue
from monitor.week.ranking import Candidate


@dataclass(frozen=True)
class Draft:
    """An issue chosen and not yet written. `sources` are the stored articles of its entries, `asked` is how many were
    wanted, `week` what the lists beside the bulletin are made of."""

    bulletin: Bulletin
    outlets: Mapping[str, OutletFacts]
    sources: tuple[Printed, ...]
    week: CandidateList
    reasons: tuple[str, ...]  # a line for each entry
    asked: int
    on_topic: int  # articles that would do, were they not dropped or printed before
    gone: tuple[int, ...]  # ids that the editor picked and the issue's window no longer holds
    unprintable: tuple[str, ...]  # articles that would have been chosen and cannot be printed, with the reason
    unproven: tuple[str, ...]  # entries that the archive does not prove, though it does not speak against them
    blocked: tuple[str, ...] = ()  # articles that cannot be printed before the editor decides: they changed since
    carried: tuple[Carried, ...] = ()  # articles whose edits were carried over to a later version
    decided: int = 0  # the id of the newest event that was heeded

    @property
    def ids(self) -> list[int]:
        """The stored articles, in the order of the entries."""
        return [source.article_id for source in self.sources]


@dataclass(frozen=True)
class Publication:
    """What was written. `changes` against the version before, in Chinese; `kept` is the folder where that one lies;
    `lost` are the forms that could not be made."""

    files: tuple[Path, ...]
    lost: tuple[Lost, ...]
    changes: tuple[str, ...]
    kept: Path | None
    coverage: tuple[OutletWeek, ...]

    @property
    def printed(self) -> bool:
        """Whether there is a bulletin."""
        return any(is_form(file.name) for file in self.files)


def draft_issue(
    settings: BaseSettings,
    issue: Issue,
    outlets: Mapping[str, OutletFacts],
    top: int | None,
    ranked: Sequence[Candidate] = (),
) -> Draft:
    """Choose the issue's articles from the store, or from those that are `ranked` already. `top` overrides the editor's
    stored number, that overrides BULLETIN_TOP. Raises MonitorError for a frame that cannot be printed."""
    empty = Bulletin(issue, frame(settings), (), paper=paper(settings))
    with reading(open_to_read(database_url(settings))) as session:
        decision = fold(events := find_events(session, issue.number))
        candidates = ranked or rank_issue(session, issue, outlets)
        asked = top or decision.top or settings.getint("BULLETIN_TOP")
        check = DraftCheck(settings, empty)
        chosen = check.choose(session, candidates, asked, decision)
        unfetched = find_unfetched(session, issue.window)
        week = CandidateList(issue, candidates, [each.article.id for each in chosen], unfetched, outlets, decision)
        printed = [(each.article, each.outlet.printed) for each in chosen]
        laid = lay_all(session, printed, decision, settings.getbool("BULLETIN_MARK_EDITS"))
        return Draft(
            bulletin=replace(empty, entries=laid.entries, preface=laid.preface),
            outlets=outlets,
            sources=laid.sources,
            week=week,
            reasons=tuple(map(_why, laid.entries, chosen)),
            asked=asked,
            on_topic=sum(each.on_topic for each in candidates),
            gone=tuple(pick for pick in decision.picks if pick not in {each.article.id for each in candidates}),
            unprintable=tuple(check.bad.values()),
            unproven=tuple(check.doubts[each.article.id] for each in chosen if each.article.id in check.doubts),
            blocked=laid.blocked,
            carried=laid.carried,
            decided=max((event.id for event in events), default=0),
        )


def publish(
    settings: BaseSettings,
    draft: Draft,
    photos: Mapping[str, Photo],
    folder: Path,
    formats: Sequence[str],
    asked: Mapping[str, datetime] | None = None,
) -> Publication:
    """Write the issue: the bulletin in Markdown, in the other `formats` (names in BULLETIN_EXPORTERS) and in those in
    which it stands in the folder already, its pictures, the candidates, and how its outlets were covered (`asked`: see
    monitor.run.coverage.tell_coverage). What the folder held before is kept beside it as v1, v2 … if the bulletin
    changed. Without a relevant article, or a form that could be made, there is no bulletin, and a former one stays. The
    same draft gives the same bytes. Raises MonitorError, OutputError."""
    if draft.blocked:
        raise MonitorError(f"没有写出，先要决定：{'；'.join(draft.blocked)}。")
    contents = _lists(draft.week)
    forms: dict[str, bytes] = {}
    lost: tuple[Lost, ...] = ()
    bulletin = replace(draft.bulletin, photos=photos)
    if draft.sources:
        forms, lost = render_forms(settings, bulletin, _all_forms(settings, folder, formats))
    if forms:
        contents |= forms | {photo.path: photo.content for photo in photos.values()}
    engine = open_database(database_url(settings))
    with reading(engine) as session:
        coverage = tell_coverage(session, bulletin.issue, draft.outlets, asked, draft.ids if forms else None)
    contents["coverage.md"] = report = render_coverage(bulletin.issue, coverage)
    contents["coverage.html"] = render_report(report)
    if forms:
        take_in(settings, bulletin.issue, draft.sources)
        seal_archive(settings)
    ready = prepare(folder, contents, is_own(settings, folder))
    changes = _print(settings, draft, name_of(settings, folder), ready) if forms else ()
    ready.finish()
    complete_copy(settings, issue=bool(forms))
    feeds = home(settings) / "bulletins"
    with only_writer(home(settings), feeds), reading(engine) as session:
        write_feeds(feeds, bulletin, find_issues(session), render_candidates(bulletin.frame, draft.week))
    names = sorted(contents, key=lambda name: (not is_form(name), name))
    return Publication(tuple(folder / name for name in names), lost, changes, ready.kept, tuple(coverage))


def _print(settings: BaseSettings, draft: Draft, folder: str, ready: Prepared) -> tuple[str, ...]:
    """Store that the issue is printed, and return what has changed: from here on what stands `ready` is the issue, and
    is written though this run is killed (see `settle`)."""
    issue, entries = draft.bulletin.issue, draft.bulletin.entries
    try:
        with writing(open_database(database_url(settings))) as session:
            refuse_closed(session, issue.number)
            note_carried(session, issue.number, draft.carried)
            changes = save_issue(session, issue, entries, draft.sources, folder, framed(draft.bulletin, draft.decided))
            add_version(session, issue.number, entries, draft.sources, ready.files)
            seal_printed(home(settings), session, issue.number, folder, ready.files, layout(settings))
    except BaseException:
        settle(ready.folder, {})
        raise
    return changes


def _lists(week: CandidateList) -> dict[str, bytes]:
    from monitor.week.candidate_word import render_word  # the library takes a quarter of a second to be imported

    renderers = {"md": render_markdown, "html": render_html, "docx": render_word, "csv": render_csv}
    return {f"candidates.{form}": render(week) for form, render in renderers.items()}


def _all_forms(settings: BaseSettings, folder: Path, formats: Sequence[str]) -> list[str]:
    # A form that somebody asked for once, a PDF, must not stay behind the text, nor vanish when it changes.
    known = settings.getdict("BULLETIN_EXPORTERS")
    before = [name.rpartition(".")[2] for name in written_forms(folder, is_own(settings, folder))]
    return list(dict.fromkeys((MASTER, *formats, *(form for form in before if form in known))))


def _why(entry: Entry, candidate: Candidate) -> str:
    why = [f"编号 {candidate.article.id}", f"排序分 {candidate.rank:.2f}", *candidate.article.reasons[:1]]
    return f"{entry.headline}（{'，'.join([entry.outlet, *why])}）"
