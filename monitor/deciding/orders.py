"""What one command asks of an issue: all of it recorded, or nothing; the record and an article's blocks as lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import URL

from monitor.bulletin import Entry
from monitor.deciding.history import tell_history
from monitor.deciding.operations import Operation
from monitor.deciding.recording import Recorder, refuse_closed
from monitor.editing.carrying import numbered
from monitor.editing.events import FINAL, REMARK, REOPEN, TOP, fold
from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.store.articles import find_ids
from monitor.store.choices import ID, add_choice, find_events
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Article


@dataclass(frozen=True)
class Orders:
    """What `editor` asks of `issue`, in the database at `url`."""

    url: str | URL
    issue: Issue
    editor: str
    reason: str = ""

    def record(
        self,
        choices: Sequence[tuple[str, Sequence[int]]],
        operations: Sequence[Operation],
        printed: Callable[[], Sequence[int]],
        reopen: bool = False,
    ) -> None:
        """Record `choices` (action and ids) and `operations`. `printed()`: the ids that would be printed now. Raises
        MonitorError if the issue is closed and not to `reopen`, unless only remarks are made, or for what cannot be
        done: nothing is recorded then."""
        number = self.issue.number
        if not (choices or operations or reopen):
            with reading(open_to_read(self.url)) as session:
                refuse_closed(session, number)
            return
        shown = printed() if operations else ()
        with writing(open_database(self.url)) as session:
            if reopen:
                if fold(find_events(session, number)).final is None:
                    raise MonitorError(f"第{number}期没有定稿，没有什么可撤回；什么也没有改。")
                add_choice(session, number, REOPEN, [], self.reason, self.editor)
            if choices or any(each.action != REMARK for each in operations):
                refuse_closed(session, number)
            known = find_ids(session, self.issue.window)
            recorder = Recorder(session, number, self.editor, self.reason, shown, known)
            for action, values in choices:
                missing = [value for value in values if action != TOP and value not in known]
                if missing:
                    raise MonitorError(
                        f"编号 {missing[0]} 不在{self.issue}的候选里；编号见 candidates.html 或 scrapy articles。"
                    )
                recorder.add(action, values)
            recorder.record(operations)

    def close(self) -> None:
        """Record that the issue is final."""
        with writing(open_database(self.url)) as session:
            add_choice(session, self.issue.number, FINAL, [], self.reason, self.editor)

    def history(self) -> list[str]:
        """Return a line for each event of the issue, the oldest first."""
        with reading(open_to_read(self.url)) as session:
            return tell_history(find_events(session, self.issue.number))

    def blocks(self, word: str) -> list[str]:
        """Return the numbered blocks of the article whose id `word` writes, and its edits. Raises MonitorError."""
        with reading(open_to_read(self.url)) as session:
            article = session.get(Article, int(word)) if re.fullmatch(ID, word) else None
            if article is None:
                raise MonitorError(f"库里没有编号 {word:.20} 的文章；编号见 candidates.html 或 scrapy articles。")
            events = find_events(session, self.issue.number)
            own = [event for event in events if event.laid and event.laid.article == article.id]
            head = f"{article.headline}（编号 {article.id}，第 {article.version} 版）"
            return [head, *numbered(Entry.of(article)), *tell_history(own)]
