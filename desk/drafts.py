"""An issue as it would be written now, its forms, and what speaks against writing it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desk.weeks import Week, Weeks
from monitor.bulletin import Bulletin, Photo
from monitor.configuration import home
from monitor.issue.folder import written_forms
from monitor.issue.photos import archived_photos, load_photos, picture_archives
from monitor.issue.pictures import choose_pictures
from monitor.issue.publishing import Draft, draft_issue
from monitor.issue.verification import prove_draft
from monitor.processes.typesetting import Typesetter
from monitor.progress.state import read_state
from monitor.proof.entry import Proof, Verdict
from monitor.proof.rereading import Rereader
from monitor.run.coverage import summarise, tell_coverage
from monitor.store.database import open_to_read, reading
from monitor.store.issues import find_folder, find_issues, tell_changes

_KEPT = 3  # drafts, each with the forms that were made of it


@dataclass(frozen=True)
class Ready:
    """A draft with the pictures that are at hand (`lacking`: those that are not), the proof of each entry, and what
    has changed against what was printed. `forms` are made when they are asked for."""

    draft: Draft
    bulletin: Bulletin
    home: Path
    lacking: Sequence[str]
    unseen: Sequence[str]  # what is told of the outlets that were not seen whole
    proofs: Sequence[Proof]
    changes: Sequence[str]
    printed: bool  # whether there is a printed issue to compare with
    folder: Path
    files: Sequence[str]  # the forms that lie in the folder
    forms: dict[str, bytes]

    @property
    def blocking(self) -> list[str]:
        """What must be settled before the issue can be written, in Chinese."""
        named = zip(self.draft.bulletin.entries, self.proofs, strict=True)
        false = [
            f"{entry.headline}：不成立，{'；'.join(proof.findings[:2]) or '与存档不符'}"
            for entry, proof in named
            if proof.verdict is Verdict.FALSE and proof.findings != ("没有存档记录",)
        ]
        blocked = [f"{each.partition('，三选一')[0]}；请打开这一篇决定" for each in self.draft.blocked]
        return [*blocked, *false] + ([] if self.draft.sources else ["还没有入选的文章。"])

    @property
    def asking(self) -> list[str]:
        """What an editor should know before writing, in Chinese."""
        short = len(self.draft.sources) < self.draft.asked
        run = read_state(self.home)
        gathering = (
            f"正在抓取（{run.done}/{len(run.outlets)} 家），之后到的文章不在这一版里" if run and run.goes_on else ""
        )
        return [
            *([gathering] if gathering else []),
            *([f"只有 {len(self.draft.sources)} 篇，少于定下的 {self.draft.asked} 篇"] if short else []),
            *(f"选用的编号 {each} 已不在本期的窗口里，不会刊出" for each in self.draft.gone),
            *(f"印不出，不会刊出：{each}" for each in self.draft.unprintable),
            *(f"没有存档可证：{each}" for each in self.draft.unproven),
            *map(str, self.draft.carried),
            *([f"有 {len(self.lacking)} 张图片还没有取到，写出时再取；取不到的只印图注"] if self.lacking else []),
            *self.unseen,
        ]


class Drafts:
    """The drafts of the weeks, made once for each state of an issue."""

    def __init__(self, weeks: Weeks) -> None:
        self._weeks = weeks
        self._typesetter = Typesetter(weeks.settings)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], Ready] = OrderedDict()

    def make(self, week: Week) -> Ready:
        """Return the draft of `week` as it is now. Raises MonitorError for a frame that cannot be printed."""
        number = week.issue.number
        with self._lock:
            folder = self._folder(number)
            files = written_forms(folder, own=True) if folder.is_dir() else []
            written = [(name, (folder / name).stat().st_mtime_ns) for name in files]
            key = (number, week.seen, week.ranking.stamp, *written)
            if key not in self._kept:
                self._kept[key] = self._make(week, folder, files)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def form(self, ready: Ready, form: str) -> bytes | None:
        """Return the exporter's own bytes of one form, None if it cannot be made here."""
        with self._lock:
            if form not in ready.forms and (made := self._typesetter.render(ready.bulletin, form)):
                ready.forms[form] = made
            return ready.forms.get(form)

    def _make(self, week: Week, folder: Path, files: Sequence[str]) -> Ready:
        settings, issue = self._weeks.settings, week.issue
        draft = draft_issue(settings, issue, self._weeks.outlets, None, week.ranking.candidates)
        wanted = choose_pictures(draft.bulletin.entries, settings)
        photos: dict[str, Photo] = load_photos(wanted, folder)
        with reading(open_to_read(self._weeks.url)) as session:
            if missing := wanted.keys() - photos.keys():
                archives = picture_archives(session, settings, issue.window, draft.sources)
                photos |= archived_photos(missing, archives, settings)
            rereader = Rereader(settings, anywhere=True)
            pairs = zip(draft.bulletin.entries, draft.sources, strict=True)
            proofs = [prove_draft(session, rereader, entry, source, issue.window) for entry, source in pairs]
            former = find_issues(session, issue.number)
            last, given = next(iter(former), None), draft.bulletin
            changes = tell_changes(last, given.entries, draft.sources, given.preface)
            outlets = [row for row in tell_coverage(session, issue, self._weeks.outlets) if not row.coverage.seen]
        lacking = [url for url in wanted if url not in photos]
        bulletin = replace(draft.bulletin, photos=photos)
        unseen = summarise(outlets)[1:] if outlets else ()
        return Ready(draft, bulletin, home(settings), lacking, unseen, proofs, changes, bool(former), folder, files, {})

    def _folder(self, number: int) -> Path:
        with reading(open_to_read(self._weeks.url)) as session:
            named = find_folder(session, number)
        return home(self._weeks.settings) / (named or f"bulletins/{number}")
