from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import DropItem

from monitor.exceptions import AlreadyStored, MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put, say
from monitor.text.urls import pasted_address

if TYPE_CHECKING:
    from monitor.outlet.spider import OutletSpider

_FAILED = "monitor/article/failed/"
_LACKING = 1


class Command(MonitorCommand):
    requires_crawler_process = True
    most_arguments = 2

    def syntax(self) -> str:
        return "URL [期号 | 出刊日期] [--as 刊登名称]"

    def short_desc(self) -> str:
        return "按网址加一篇：列表里没有的，抓取入库"

    def long_desc(self) -> str:
        return (
            "只抓这一篇，和列表里来的走同样的路：守 robots.txt，留存档，须在这一期的窗口内，并入同文，评切题分。"
            "已有媒体的文章由它的读法读；不属于任何一家的，用 --as 写上刊登名称，由通用读法读，注明“手工加入”。"
            "再用 scrapy bulletin --add 编号选用。"
            "退出码：0 已入库，1 没有入库（说明缘由），2 用法不对，或不属于任何一家媒体又没有 --as。"
            "例：scrapy add https://www.news.cn/tech/20251209/…/c.html 653"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--as", metavar="NAME", dest="printed", default="", help="不属于任何一家媒体时的刊登名称")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        # One article is no run of its outlet: it is not judged by it.
        self.settings.setdict({"EXTENSIONS": {"monitor.run.record.RunRecord": None}}, priority="cmdline")
        if not (opts.logfile or opts.loglevel or opts.nolog):
            self.settings.set("LOG_ENABLED", False, priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.run.crawling import prepare, start
        from monitor.store.issues import named_issue
        from monitor.week.tracing import trace

        url = pasted_address(args[0]) if args else ""
        if not url:
            raise MonitorError("用法：scrapy add URL [期号]，网址以 http:// 或 https:// 开头。")
        issue = named_issue(self.settings, args[1] if len(args) > 1 else None)
        spider = self._spider_of(url, opts.printed)
        prepare(self.settings)
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(spider)
        why: list[str] = []

        def dropped(exception: DropItem) -> None:
            if not isinstance(exception, AlreadyStored):
                why.append(str(exception))

        crawler.signals.connect(dropped, signal=signals.item_dropped, weak=False)
        days = {"since": issue.window.since.isoformat(), "until": issue.window.until.isoformat()}
        self.crawler_process.crawl(crawler, only=(url,), **days)
        start(self.crawler_process)
        why += _failures(crawler.stats.get_stats() if crawler.stats else {})
        found = trace(self.settings, url)
        for line in found.lines if found.article else ():
            put(line)
        for line in why:
            say(f"{'这次没有更新' if found.article else '没有入库'}：{line}")
        return 0 if found.article and not why else _LACKING

    def _spider_of(self, url: str, printed: str) -> type[OutletSpider]:
        from monitor.outlet.registry import find_outlet, make_stranger

        outlet = find_outlet(self.settings, url)
        if outlet and outlet.identify(url) is None:
            raise MonitorError(f"加不了，是{outlet.outlet}的，但不是文章的网址：{url}")
        if outlet and printed:
            raise MonitorError(f"是{outlet.outlet}的文章，刊登名称由它定，不写 --as。")
        if outlet is None and not printed.strip():
            raise MonitorError(f"不属于任何一家媒体：{url}；要手工加入，写上刊登名称，例如 --as 云州网。")
        stranger = outlet or make_stranger(printed)
        if not stranger.claims(url):
            raise MonitorError(f"加不了，不是公开网络上的网址：{url}")
        return stranger


def _failures(stats: dict[str, object]) -> list[str]:
    from monitor.network.failures import describe

    return [describe(name.removeprefix(_FAILED)) for name in stats if name.startswith(_FAILED)]
