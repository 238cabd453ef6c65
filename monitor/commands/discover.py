import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.issue_calendar import Window
from monitor.terminal.command import MonitorCommand
from monitor.terminal.options import add_looking_options, days_back, take_looking_options
from monitor.terminal.output import put, say

if TYPE_CHECKING:
    from rich.table import Table

    from monitor.discovery.helping import RunHelp
    from monitor.discovery.telling import Declared, Found

_DAYS, _ARTICLES, _WORDS = 7, 3, 2
_INCOMPLETE = 3


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "OUTLET"

    def short_desc(self) -> str:
        return "在一家媒体的网页上找列表：声明的还在不在，还有哪些"

    def long_desc(self) -> str:
        return (
            "按平时的礼貌（robots.txt、间隔）读首页、声明的列表和文章所在的栏目，至多设置 DISCOVERY_MAX_PAGES 页（含 "
            f"{_ARTICLES} 篇文章），列出：声明的列表哪些还在、没有了、搬了、多余；找到的列表各能多列出几条。订阅源和"
            "站点地图也算列表。找到的看完才记进库里，声明的列表失败时，运行会自己去读；中断了什么也不留，再来从头"
            "看起。--write 输出可以贴进声明的 sources，"
            "运行中学到的读法（Template）也一起输出。"
            "退出码：0 看过了，2 用法不对，3 首页取不到。例：scrapy discover cnr；scrapy discover cnr --write"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_looking_options(parser, _DAYS)
        parser.add_argument("--write", action="store_true", help="输出 sources 和学到的 Template，贴进媒体的声明")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        self._store = (str(home(self.settings)), self.settings["MONITOR_DATABASE_URL"])  # what is found is kept there
        most = self.settings.getint("DISCOVERY_MAX_PAGES")
        take_looking_options(
            self.settings, opts, ARTICLES_AT_MOST=_ARTICLES, LISTING_MAX_PAGES=1, DISCOVERY_ALWAYS=True,
            OUTLET_MAX_PAGES=most, SEARCH_WORDS=self.settings.getlist("SEARCH_WORDS")[:_WORDS],
        )  # fmt: skip

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.discovery.helping import RunHelp
        from monitor.outlet.registry import pick_outlets
        from monitor.run.crawling import prepare, start

        window = days_back(self.settings, opts.days, _DAYS)
        if len(args) != 1:
            raise MonitorError("用法：scrapy discover OUTLET；媒体见 scrapy outlets。")
        if not self.settings.getint("DISCOVERY_MAX_PAGES"):
            raise MonitorError("设置 DISCOVERY_MAX_PAGES 是 0，不许找；例如 -s DISCOVERY_MAX_PAGES=60。")
        args = [*pick_outlets(self.settings, args)]
        prepare(self.settings)
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(args[0])
        self.crawler_process.crawl(crawler, since=str(window.since), until=str(window.until))
        start(self.crawler_process)
        helped = crawler.get_extension(RunHelp)
        assert helped is not None
        return self._tell(helped, window, opts.write)

    def _tell(self, helped: "RunHelp", window: Window, write: bool) -> int:
        from monitor.discovery.telling import to_paste
        from monitor.learning.declaration import declare
        from monitor.store.database import database_url, open_database, writing
        from monitor.store.found import learned_of, save_finds
        from monitor.terminal.tables import put_tables

        declared, found = helped.tell()
        walk = helped.walk
        name = helped.crawler.spidercls.name
        place, url = self._store
        self.settings.setdict({"MONITOR_HOME": place, "MONITOR_DATABASE_URL": url}, priority="cmdline")
        if walk and (finds := helped.kept):
            with writing(open_database(database_url(self.settings))) as session:
                save_finds(session, name, window.until, finds)
        if write:
            put(to_paste(declared, found))
            for row in learned_of(database_url(self.settings), name):
                put(f"# from monitor.reading.template import Template；{row.learned_on} 学自 {len(row.pages)} 页")
                put(declare(row.read()))
        else:
            put_tables(*_tables(declared, found))
        if walk is None or not walk.arrived:
            say("首页取不到，只看了声明的列表。")
            return _INCOMPLETE
        dead = sum(each.dead for each in declared)
        added = sum(each.worth.added for each in found)
        rest = f"；限额用完，还有 {len(walk.left)} 处没有看" if walk.left else ""
        say(f"看了 {walk.asked} 页，声明的列表 {len(declared)} 个，没有了 {dead} 个；找到的多列出 {added} 条{rest}。")
        return 0


def _tables(declared: Sequence["Declared"], found: Sequence["Found"]) -> "list[Table]":
    from monitor.terminal.tables import table

    old = [
        (each.label, each.state, str(each.facts.links), str(each.facts.in_window), each.facts.newest)
        for each in declared
    ]
    new = [
        (
            each.name, each.worth.url, each.where, str(each.worth.articles), str(each.worth.in_window),
            str(each.worth.added), f"{each.worth.promising:.0%}", str(each.worth.newest or ""),
            "有" if each.worth.pages_on else "",
        )
        for each in found
    ]  # fmt: skip
    return [
        table(("声明的列表", "情况", "链接", "窗口内", "最新"), old, ("链接", "窗口内")),
        table(
            ("找到的列表", "网址", "在哪里", "文章", "窗口内", "多列出", "切题词", "最新", "续页"),
            new, ("文章", "窗口内", "多列出", "切题词"),
        ),
    ]  # fmt: skip
