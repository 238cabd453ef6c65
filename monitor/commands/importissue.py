from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.configuration import calendar
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import complain, say
from monitor.text.urls import Address, plain_address

if TYPE_CHECKING:  # what the store needs is not loaded for a line of help
    from monitor.backissues.issue import PastIssue
    from monitor.issue.importing import Imported

_USAGE = "FILE…|FOLDER [--replace]"
_EACH = 20  # issues up to which each that went well has a line of its own


class Command(MonitorCommand):
    most_arguments = 100_000

    def syntax(self) -> str:
        return _USAGE

    def short_desc(self) -> str:
        return "导入往期周报，已刊的文章以后不再入选"

    def long_desc(self) -> str:
        return (
            "读入往期周报：Word（.docx）、PDF、网页、Markdown、文字文件，或本系统写出的 JSON（number、date、articles，"
            "每篇 title、source、url、date、paragraphs）；写文件夹则连同其中各级文件夹。记为已刊。"
            "看不懂的写明文件和第几行（Word 第几段，PDF 第几页），那个文件一期也不导入，别的照常；"
            "缺期号、日期而能由日历推得的，照推并写明。同一期再次导入，没有不同则什么也不改，有不同以新的为准，"
            "编辑自己取舍过的、在这里写出的一期除外（--replace）。库里已有的文章不改动，没有的按刊出的文字入库。"
            "退出码：0 全部完成，1 有文件没有导入，2 一个也没有导入。例：scrapy importissue 往期/"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--replace", action="store_true", help="编辑取舍过的、在这里写出的一期也以文件为准")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.backissues.reading import find_files, read_issues, settle
        from monitor.issue.importing import Imported, import_issues
        from monitor.store.database import database_url, open_database, writing
        from monitor.terminal.progress import track

        if not args:
            raise MonitorError(f"用法：scrapy importissue {_USAGE}")
        if not all(map(str.strip, args)):
            raise MonitorError("有一个文件名是空的；写明文件或文件夹，所在的文件夹写作 .")
        files, others = find_files(map(Path, args))
        if not files:
            raise MonitorError(f"没有往期周报的文件：{' '.join(args)}")
        found: list[tuple[Path, PastIssue]] = []
        faults: list[MonitorError] = []
        for path in track(files, "读"):
            try:
                found += [(path, past) for past in read_issues(path, calendar(self.settings))]
            except MonitorError as error:
                faults.append(error)
        chosen, doubles, contradictions = settle(found)
        faults += map(MonitorError, contradictions)
        done = Imported()
        if chosen:
            with writing(open_database(database_url(self.settings))) as session:
                done = import_issues(session, track(chosen, "导入"), self._claim, opts.replace)
        faults += done.refused
        self._tell(chosen, done, doubles)
        for fault in faults:
            complain(fault)
        if len(files) > 1 or done.count:
            left = f"，没有导入 {len(faults)} 处" if faults else ""
            kinds = "、".join(f"{end} {count}" for end, count in others.most_common(5))
            passed = f"；不是往期的文件略过 {others.total()} 个（{kinds}）" if others else ""
            told = f"入库 {len(done.changed)} 期，没有变化 {len(done.unchanged)} 期"
            say(f"合计 {len(files)} 个文件：{told}{left}{passed}。")
        return 0 if not faults else 1 if done.count else 2

    def _tell(self, chosen: Sequence[tuple[Path, PastIssue]], done: Imported, doubles: Sequence[str]) -> None:
        """Say what was imported, what the files lack, and which were passed over."""
        if len(chosen) <= _EACH:
            for past in done.changed:
                say(f"已导入{past.issue}：{len(past.entries)} 篇")
            for past in done.unchanged:
                say(f"{past.issue}没有变化：{len(past.entries)} 篇")
        for path, past in chosen:
            for note in past.notes:
                say(f"注意：{path} 第{past.issue.number}期，{note}")
        for double in doubles:
            say(f"注意：{double}")

    def _claim(self, url: str) -> tuple[str | None, Address]:
        from monitor.outlet.registry import find_outlet

        outlet = find_outlet(self.settings, url)
        address = outlet.identify(url) if outlet else None
        return (outlet.name, address) if outlet and address else (None, plain_address(url))
