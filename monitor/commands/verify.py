from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.items import ArticleItem
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put, say

if TYPE_CHECKING:
    from monitor.store.models import Evidence


_UNPROVEN = 3


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "逐篇核对已刊文章与存档页面"

    def long_desc(self) -> str:
        return (
            "对已写出的一期（不写则为全部）逐篇核对：存档记录还在，内容与抓取时一致（SHA-256），刊出的标题和每一段都在"
            "存档的页面里。不成立的逐条列出；写明一期的，另列每篇怎样取来：https 与对方证书的 SHA-256，或明文 http。"
            "往期导入的没有存档，只计篇数。退出码：0 全部成立，1 没有可核对的，2 用法不对，3 有不成立的。"
            "例：scrapy verify 653"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.issue.verification import verify_entry
        from monitor.store.articles import was_imported
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import find_evidence, find_issues, named_issue
        from monitor.terminal.progress import track

        number = named_issue(self.settings, args[0]).number if args else None
        archive, most = home(self.settings) / "archive", self.settings.getint("DOWNLOAD_MAXSIZE")
        with reading(open_to_read(database_url(self.settings))) as session:
            issues = find_issues(session, number)
            if not issues:
                what = f"第{number}期" if number else "任何一期"
                raise MonitorError(f"库里没有{what}的刊出记录；先运行 scrapy weekly 或 scrapy importissue。")
            entries = [entry for issue in issues for entry in issue.entries]
            unproven = imported = 0
            for entry in track(entries, "核对"):
                evidence = find_evidence(session, entry.article_id, entry.version)
                if not evidence and was_imported(session, entry.article_id, entry.version):
                    imported += 1
                    continue
                if problems := verify_entry(entry, evidence, archive, self._reader(entry.url), most):
                    unproven += 1
                    say(f"第{entry.issue}期 {entry.place}. {entry.headline}（{entry.outlet}）：{'；'.join(problems)}")
                if number and evidence:
                    put(f"第{entry.issue}期 {entry.place}. {entry.headline}：{self._origin(entry.url, evidence)}")
        checked = len(entries) - imported
        besides = f"；另有 {imported} 篇由往期导入，没有存档可核对。" if imported else "。"
        say(f"核对 {checked} 篇，成立 {checked - unproven} 篇，不成立 {unproven} 篇{besides}")
        return _UNPROVEN if unproven else int(not checked)

    def _origin(self, url: str, evidence: Sequence[Evidence]) -> str:
        from monitor.issue.origin import describe_origin
        from monitor.outlet.registry import find_outlet

        outlet = find_outlet(self.settings, url)
        return describe_origin(evidence, outlet.wrong_certificates if outlet else {})

    def _reader(self, url: str) -> Callable[[TextResponse], ArticleItem]:
        from monitor.outlet.registry import find_outlet
        from monitor.reading.article import read_article

        outlet = find_outlet(self.settings, url)
        return outlet.read if outlet else partial(read_article, name="", outlet="")
