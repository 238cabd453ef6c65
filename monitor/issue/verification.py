"""Proving an issue: its entries by their archived pages, its record and its files by the chain of hashes, and the
master form by making it anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy.settings import BaseSettings
from sqlalchemy.orm import Session

from monitor.bulletin import Bulletin, Entry, Frame, Photo
from monitor.deciding.accounting import Account
from monitor.editing.edits import from_rows
from monitor.editing.events import Decision
from monitor.exceptions import EditError
from monitor.issue.folder import MASTER
from monitor.issue.photos import place
from monitor.issue.pictures import find_pictures
from monitor.issue.rendering import MASTER as MASTER_FORM
from monitor.issue.rendering import render_forms, why_unprintable
from monitor.issue_calendar import Issue, Window
from monitor.items import PARTIAL
from monitor.outlet.registry import outlet_called
from monitor.outlet.spider import OutletSpider
from monitor.proof.chain import digest_json
from monitor.proof.entry import Claim, Proof, Verdict, prove
from monitor.proof.keeping import open_chain
from monitor.proof.record import as_printed, is_old, printed_record
from monitor.proof.rereading import Rereader
from monitor.store.found import find_reader
from monitor.store.issues import Printed, find_evidence
from monitor.store.models import Article, Evidence, PrintedEntry, PrintedIssue
from monitor.store.versions import find_version, was_imported
from monitor.week.ranking import Candidate, choose

_TOLD = 3  # things that do not hold, of one article
_SHOWN = 60  # characters of a line
_DAY = date(2025, 12, 12)
_SPECIMEN = Entry("标题", "媒体", "https://a.example/1.html", None, "一。\n\n![图](b.jpg)", "引", "副", "原", "按")


class IssueProver:
    """Proves the issues of the store that `session` reads, in the home of `settings`."""

    def __init__(self, settings: BaseSettings, session: Session) -> None:
        self._settings = settings
        self._session = session
        self._accounts: dict[int, Account] = {}
        self.rereader = Rereader(settings)
        self.chain = open_chain(session, settings)

    def prove_entry(self, issue: PrintedIssue, entry: PrintedEntry) -> Proof:
        """Return the proof of one entry; its archive files are those of the chain."""
        pages = self.pages_of(entry)
        article = self._session.get(Article, entry.article_id)
        try:
            edits = from_rows(entry.edits)
        except EditError as error:
            return Proof(Verdict.FALSE, (str(error),))
        claim = Claim(
            entry=as_printed(entry),
            edits=edits,
            spider=article.outlet if article else "",
            pages=tuple(pages),
            window=Window(issue.since, issue.until) if issue.since and issue.until else None,
            stored=find_version(self._session, entry.article_id, entry.version),
            partial=article is not None and PARTIAL in article.flags,
            imported=was_imported(self._session, entry.article_id, entry.version),
            old=is_old(entry),
            learned=find_reader(self._session, article) if article else (),
        )
        proof = prove(claim, self.rereader)
        unrecorded = self._account(issue).tell_entry(entry.article_id, entry.version, edits)
        files = dict.fromkeys(page.file for page in pages)
        broken = [] if claim.old else [line for file in files for line in self.chain.check_archived(file)]
        found = (*unrecorded, *broken)
        return Proof(Verdict.FALSE, (*proof.findings, *found)) if found else proof

    def _account(self, issue: PrintedIssue) -> Account:
        if issue.number not in self._accounts:
            last = (issue.frame or {}).get("decided")
            self._accounts[issue.number] = Account(self._session, issue.number, last if type(last) is int else None)
        return self._accounts[issue.number]

    def outlet_of(self, entry: PrintedEntry) -> type[OutletSpider] | None:
        """Return the outlet that read an entry, None if there is none of its name any more."""
        article = self._session.get(Article, entry.article_id)
        return outlet_called(self.rereader.outlets, article.outlet) if article else None

    def pages_of(self, entry: PrintedEntry) -> Sequence[Evidence]:
        """Return the archived pages of an entry."""
        return find_evidence(self._session, entry.article_id, entry.version)

    def check_issue(self, issue: PrintedIssue) -> Iterator[str]:
        """Yield what is wrong with the record and the files of an issue as a whole: nothing of one that was imported,
        or written before there was a chain."""
        if issue.number not in self.chain.issues and (issue.frame is None or all(map(is_old, issue.entries))):
            return
        yield from self.chain.check_issue(issue.number)
        for line in self._account(issue).tell_preface(as_bulletin(issue, ()).preface):
            yield f"第{issue.number}期：{line}"
        for link in self.chain.issues.get(issue.number, [])[-1:]:
            if digest_json(printed_record(self._session, issue)) != link.content["printed"]:
                how = "被改过" if issue.frame else "被改过，或由导入的文件取代（importissue --replace）"
                yield f"第{issue.number}期在库里的记录{how}：与链的第 {link.number} 条不符"
            yield from self._check_master(issue, link.content)

    def _check_master(self, issue: PrintedIssue, content: dict[str, Any]) -> Iterator[str]:
        """Hold the master form on the disk against the one that the record gives, line by line, unless another release
        lays it out otherwise."""
        file = self.chain.home / content["folder"] / MASTER
        if content["layout"] != layout(self._settings) or not file.is_file() or issue.frame is None:
            return
        bulletin = as_bulletin(issue, content["files"])
        forms, lost = render_forms(self._settings, bulletin, [MASTER_FORM])
        yield from (f"第{issue.number}期：{each}" for each in lost)
        made = forms.get(MASTER, b"").decode().splitlines()
        there = file.read_bytes().decode("utf-8", "replace").splitlines()
        for number in range(max(len(made), len(there)) if made else 0):
            one, two = (lines[number] if number < len(lines) else "（没有这一行）" for lines in (there, made))
            if one != two:
                where = f"第{issue.number}期的 {MASTER} 第 {number + 1} 行"
                yield f"{where}：写着“{one:.{_SHOWN}}”，库里的记录是“{two:.{_SHOWN}}”"
                return


class DraftCheck:
    """Whether an article may be printed: its master form can be made, and the archive does not speak against it.
    `bad` are the others by id, each told with the reason; `doubts` those of which the archive says nothing."""

    def __init__(self, settings: BaseSettings, empty: Bulletin) -> None:
        self.bad: dict[int, str] = {}
        self.doubts: dict[int, str] = {}
        self._settings, self._empty = settings, empty
        self._sound = not why_unprintable(settings, empty, ())  # else it is no article's fault
        self._rereader = Rereader(settings, anywhere=True)
        self._passed: set[int] = set()

    def choose(
        self, session: Session, candidates: Sequence[Candidate], asked: int, decision: Decision
    ) -> list[Candidate]:
        """Return what is printed, in order: one article that cannot be must not cost the issue of the others."""
        while True:
            left = [each for each in candidates if each.article.id not in self.bad] if self.bad else candidates
            both = self._settings.getbool("BULLETIN_BOTH_KINDS")
            chosen = choose(left, asked, decision.picks, decision.dropped, both)
            if not [each for each in chosen if not self.passes(session, each)]:  # all of them: each is told
                return chosen

    def passes(self, session: Session, candidate: Candidate) -> bool:
        """Tell whether `candidate`, of the store that `session` reads, may be printed."""
        article, entry = candidate.article, Entry.of(candidate.article, candidate.outlet.printed)
        if article.id in self._passed:
            return True
        told = f"{article.headline}（编号 {article.id}，%s）"
        if self._sound and (reason := why_unprintable(self._settings, self._empty, (entry,))):
            self.bad[article.id] = told % reason
            return False
        source = Printed(article.id, article.version)
        proof = prove_draft(session, self._rereader, entry, source, self._empty.issue.window)
        reason = f"{proof.verdict.value}：{'；'.join(proof.findings[:_TOLD])}".rstrip("：")
        pages = find_evidence(session, article.id, article.version)
        if proof.verdict is Verdict.FALSE and pages and not self._rereader.lacks(pages):
            self.bad[article.id] = told % reason
            return False
        if not proof.proven:
            self.doubts[article.id] = told % reason
        self._passed.add(article.id)
        return True


def prove_draft(session: Session, rereader: Rereader, entry: Entry, source: Printed, window: Window) -> Proof:
    """Return the proof of an entry that is about to be printed of the article, version and edits of `source`."""
    article, version = session.get_one(Article, source.article_id), source.version
    stored = find_version(session, article.id, version)
    partial, imported = PARTIAL in article.flags, was_imported(session, article.id, version)
    pages = tuple(find_evidence(session, article.id, version))
    edits = from_rows(source.edits)
    claim = Claim(entry, edits, article.outlet, pages, window, stored, partial, imported)
    return prove(replace(claim, learned=find_reader(session, article)), rereader)


def as_bulletin(issue: PrintedIssue, files: Collection[str]) -> Bulletin:
    """Return an issue as it was printed, with those pictures that are among its `files`, without their content."""
    entries = tuple(map(as_printed, issue.entries))
    photos = {url: Photo(place(url), b"") for url in find_pictures(entries) if place(url) in files}
    given = issue.frame or {}
    frame = Frame(*(str(given.get(name, "")) for name in ("title", "publisher", "introduction")))
    window = Window(issue.since or issue.day, issue.until or issue.day)
    return Bulletin(Issue(issue.number, issue.day, window), frame, entries, photos, str(given.get("preface", "")))


def layout(settings: BaseSettings) -> str:
    """Return what tells one layout of the master form from another: the digest of a specimen."""
    bulletin = Bulletin(Issue(1, _DAY, Window(_DAY, _DAY)), Frame("题", "社", "语"), (_SPECIMEN,), {}, "序")
    forms, _ = render_forms(settings, bulletin, [MASTER_FORM])
    return digest_json([content.decode("utf-8", "replace") for content in forms.values()])
