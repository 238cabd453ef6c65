import argparse
import re
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from monitor.configuration import check_proxies, read_day, today
from monitor.exceptions import MonitorError
from monitor.files import read_file
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import complain, say
from monitor.text.urls import is_web_address


class Fetch(Spider):
    """Asks for one page, with the house's politeness."""

    name = "savepage"
    custom_settings = {"HTTPCACHE_ENABLED": False, "ITEM_PIPELINES": {}}  # noqa: RUF012 (Scrapy's own form)
    answer: Response | None = None
    failure = "没有应答"  # why there is none

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the page."""
        yield Request(self.url, errback=self.fail)

    def parse(self, response: Response) -> None:
        """Keep the answer."""
        Fetch.answer = response

    def fail(self, failure: Failure) -> None:
        """Keep the reason."""
        from monitor.network.failures import describe, kind_of_failure

        Fetch.failure = describe(kind_of_failure(failure))


class Command(MonitorCommand):
    requires_crawler_process = True
    most_arguments = 2

    def syntax(self) -> str:
        return "OUTLET URL [--from FILE | --from-archive FILE.warc.gz] [--listing SOURCE]"

    def short_desc(self) -> str:
        return "存一个页面作为一家媒体的测试页"

    def long_desc(self) -> str:
        return (
            "取一个页面（上网一次，或 --from 取自保存的文件，或 --from-archive 取自存档），去掉脚本、样式和追踪，存到"
            "媒体的测试页面目录，旁边写下现在读出的结果，标明“confirmed: false”：对着页面看过无误，删去这一行，测试"
            "才绿。"
            "照资料自制的页面用 --made 写明依据。退出码：0 存好，1 取不到，2 用法不对。"
            "例：scrapy savepage cnr https://www.cnr.cn/… ；列表页加 --listing rolling"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--from", dest="file", metavar="FILE", help="页面在这个文件里，不上网")
        parser.add_argument("--from-archive", dest="archive", metavar="FILE.warc.gz", help="页面在这个存档里，不上网")
        parser.add_argument("--listing", metavar="SOURCE", help="这是列表页，来源名见 scrapy outlets；默认文章页")
        parser.add_argument("--day", metavar="YYYY-MM-DD", help="报纸的版面页：要的是哪一天")
        parser.add_argument("--name", metavar="NAME", help="文件名，不写则由日期和种类组成")
        parser.add_argument("--made", metavar="TEXT", help="页面是自制的，依据什么，例如 “epaper-layout N”")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if not (opts.logfile or opts.loglevel):
            self.settings.set("LOG_ENABLED", False, priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.page_cases import open_page, read_case, save_case, strip
        from monitor.outlet.registry import pick_outlets

        if len(args) != 2 or not is_web_address(args[1]):
            raise MonitorError(f"用法：scrapy savepage {self.syntax()}")
        (outlet,) = pick_outlets(self.settings, [args[0]]).values()
        if not outlet.claims(args[1]):
            raise MonitorError(f"网址不属于{outlet.outlet}（{'、'.join(outlet.hosts)}）：{args[1]}")
        address = outlet.identify(args[1])
        if not opts.listing and address is None:
            raise MonitorError(f"{outlet.outlet}的 articles 认不出这个网址，列表页加 --listing SOURCE：{args[1]}")
        day = read_day(opts.day, "--day") if opts.day else None
        response = self._get(args[1], opts)
        if not isinstance(response, TextResponse):
            complain(f"{'取到的不是网页' if response else f'取不到（{Fetch.failure}）'}：{args[1]}")
            return 1
        kind = f"listing:{opts.listing}" if opts.listing else "article"
        source = next((source for source in outlet.sources if source.name == opts.listing), None)
        if source and source.by_day and day is None:
            raise MonitorError(f"列表 {opts.listing} 按日期读：加 --day YYYY-MM-DD，写明版面是哪一天的。")
        try:
            body = strip(response)
        except ValueError:  # of lxml: a picture that somebody took for the page
            raise MonitorError(f"读不成网页，里面有网页没有的字符：{opts.file or opts.archive or args[1]}") from None
        found = read_case(outlet, kind, open_page(args[1], body), day)  # what the test will see
        now = today(self.settings)
        name = opts.name or f"{address.day if address and address.day else now:%Y%m%d}-{opts.listing or 'article'}"
        origin = f"made after {opts.made}" if opts.made else f"saved {now}"
        folder = Path(self.settings["OUTLET_PAGES"]) / outlet.name
        page = save_case(folder, re.sub(r"[^\w-]", "-", name)[:80], args[1], body, kind, origin, day, found)
        say(f"已存：{page}，{page.with_suffix('.json').name} 里是现在读出的结果；对着页面看过，删去 confirmed 一行。")
        return 0

    def _get(self, url: str, opts: argparse.Namespace) -> Response | None:
        from monitor.archive.index import open_index
        from monitor.archive.opening import find_files
        from monitor.archive.record import unpack
        from monitor.network.wholeness import TrueEncodingMiddleware
        from monitor.outlet.page_cases import open_page
        from monitor.run.crawling import start

        if opts.file:
            return open_page(url, read_file(Path(opts.file)))
        if opts.archive:
            capture = open_index(find_files(self.settings, [opts.archive])).find(Request(url))
            if capture is None:
                raise MonitorError(f"存档里没有这个网址：{url}")
            most = self.settings.getint("DOWNLOAD_MAXSIZE")
            response = unpack(capture.load(most).response.replace(url=url), most)
            if response.status != HTTPStatus.OK:
                raise MonitorError(f"存档里这个网址的应答是 HTTP {response.status}：{url}")
            return response
        check_proxies()
        assert self.crawler_process is not None
        self.crawler_process.crawl(Fetch, url=url)
        start(self.crawler_process)
        return TrueEncodingMiddleware().process_response(None, Fetch.answer) if Fetch.answer else None
