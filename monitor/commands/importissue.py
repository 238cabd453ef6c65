import argparse
from pathlib import Path

from monitor.configuration import calendar
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say
from monitor.text.urls import Address, plain_address


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "FILE.json [--replace]"

    def short_desc(self) -> str:
        return "导入往期周报，已刊的文章以后不再入选"

    def long_desc(self) -> str:
        return (
            "读入一期或多期周报的 JSON（number、date、articles，每篇 title、source、url、date、paragraphs），记为已刊。"
            "库里已有的文章不改动，没有的按刊出的文字入库；同一期再次导入则以新的为准，"
            "编辑自己取舍过的一期除外（--replace）。有一处不对，则一期也不导入。"
            "退出码：0 完成，2 文件不对。例：scrapy importissue bulletins.json"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--replace", action="store_true", help="编辑取舍过的一期也以文件为准")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.issue.importing import read_issues, save_past_issue
        from monitor.store.database import database_url, open_database, writing
        from monitor.terminal.progress import track

        if not args:
            raise MonitorError("用法：scrapy importissue FILE.json [--replace]")
        issues = read_issues(Path(args[0]), calendar(self.settings))
        with writing(open_database(database_url(self.settings))) as session:
            for past in track(issues, "导入"):
                save_past_issue(session, past, self._claim, opts.replace)
        for past in issues:
            say(f"已导入{past.issue}：{len(past.entries)} 篇")
        return 0

    def _claim(self, url: str) -> tuple[str | None, Address]:
        from monitor.outlet.registry import find_outlet

        outlet = find_outlet(self.settings, url)
        address = outlet.identify(url) if outlet else None
        return (outlet.name, address) if outlet and address else (None, plain_address(url))
