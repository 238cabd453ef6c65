import argparse
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue, Window
from monitor.terminal.command import MonitorCommand
from monitor.terminal.options import add_looking_options, days_back, take_looking_options
from monitor.terminal.output import say

_DAYS, _ARTICLES = 1, 3
_FINDS = 5  # found lists that are shown of an outlet
_INCOMPLETE = 3


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "OUTLET | --all"

    def short_desc(self) -> str:
        return "联网试一家媒体：列表和三篇文章；--all 试全部（第一天的报告）"

    def long_desc(self) -> str:
        return (
            f"按平时的礼貌读每个列表的第一页和至多 {_ARTICLES} 篇文章，列出各家结论和读出的文章，试用的媒体也试。结果"
            "不进正式的库：页面存档在 MONITOR_HOME/probe/archive，可用 scrapy savepage --from-archive 取作测试页。"
            "列表没有了的媒体，末尾列出能补上的列表，最差的在前。"
            "退出码：0 都看到了，2 用法不对，3 有媒体故障或被拦截。例：scrapy probe cnr；scrapy probe --all"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="试全部媒体")
        add_looking_options(parser, _DAYS)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        take_looking_options(self.settings, opts, ARTICLES_AT_MOST=_ARTICLES, LISTING_MAX_PAGES=1)

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import load_outlets, pick_outlets, unloaded_outlets
        from monitor.run.crawling import prepare

        window = days_back(self.settings, opts.days, _DAYS)
        if bool(args) == opts.all:
            raise MonitorError("用法：scrapy probe OUTLET，或 scrapy probe --all；媒体见 scrapy outlets。")
        names = list(load_outlets(self.settings) if opts.all else pick_outlets(self.settings, args))
        prepare(self.settings)
        say(f"{window}，媒体 {len(names)} 家，每家至多 {_ARTICLES} 篇")
        started = datetime.now(UTC)
        crawlers = self._crawl(names, window)
        return _show(self.settings, crawlers, unloaded_outlets(self.settings) if opts.all else (), window, started)

    def _crawl(self, names: list[str], window: Window) -> dict[str, Crawler]:
        from monitor.outlet.registry import outlet_facts
        from monitor.run.crawling import start
        from monitor.terminal.progress import RunDisplay

        assert self.crawler_process is not None
        printed = {name: facts.printed for name, facts in outlet_facts(self.settings).items()}
        crawlers = {name: self.crawler_process.create_crawler(name) for name in names}
        with RunDisplay(printed) as display:
            for crawler in crawlers.values():
                display.follow(crawler)
                self.crawler_process.crawl(crawler, since=str(window.since), until=str(window.until))
            start(self.crawler_process)
        return crawlers


def _show(
    settings: Settings, crawlers: dict[str, Crawler], unloaded: Iterable[str], window: Window, started: datetime
) -> int:
    from monitor.outlet.registry import outlet_facts
    from monitor.run import tables
    from monitor.run.coverage import summarise, tell_coverage
    from monitor.store.articles import find_articles
    from monitor.store.database import database_url, open_database, reading
    from monitor.terminal.tables import show, table
    from monitor.text.markdown import plain_text

    facts = outlet_facts(settings)
    articles = []
    with reading(open_database(database_url(settings))) as session:
        asked = dict.fromkeys([*crawlers, *unloaded], started)
        issue, here = Issue(0, window.until, window), {name: facts[name] for name in asked}
        rows = tell_coverage(session, issue, here, asked)
        for each in find_articles(session, window):
            if each.outlet in asked:
                length, day = str(len(plain_text(each.article_body))), str(each.published_on or "")
                printed = facts[each.outlet].printed
                articles.append((printed, day, each.headline, each.source, length, each.reader, each.url))
    columns = ("媒体", "日期", "标题", "来源", "字数", "读法", "网址")
    show(tables.of_run(rows), table(columns, articles, ("字数",)))
    looked = [row for row in rows if row.coverage.outlet in crawlers]
    if mended := [line for row in looked for line in _mended(row.printed, crawlers[row.coverage.outlet])]:
        show("可以补上的：", table(("媒体", "没有了的列表", "找到的列表", "多列出"), mended, ("多列出",)))
        say("照此改：scrapy discover 媒体的名称 --write 输出可以贴进声明的 sources，见 docs/operations.md。")
    for line in summarise(rows):
        say(line)
    return 0 if all(row.coverage.seen for row in rows) else _INCOMPLETE


def _mended(printed: str, crawler: Crawler) -> Iterator[tuple[str, str, str, str]]:
    """What of an outlet's declaration is dead, beside what the run has found instead, a line a list."""
    from monitor.discovery.helping import RunHelp

    helped = crawler.get_extension(RunHelp)
    declared, found = helped.tell() if helped and crawler.spider else ([], [])
    dead = [f"{each.label}：{each.state}" for each in declared if each.dead]
    better = [each for each in found if each.worth.added][:_FINDS]
    for place in range(max(len(dead), len(better)) if dead else 0):
        old = dead[place] if place < len(dead) else ""
        new = better[place] if place < len(better) else None
        told = (f"{new.name} {new.worth.url}", str(new.worth.added)) if new else ("", "")
        yield (printed if place == 0 else "", old, *told)
