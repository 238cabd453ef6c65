import argparse
import keyword
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.configuration import today
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.options import add_looking_options, take_looking_options
from monitor.terminal.output import put, say
from monitor.text.urls import is_web_address

if TYPE_CHECKING:
    from monitor.adoption.deciding import Adopted
    from monitor.adoption.looked import Looked

_NAME = re.compile("[a-z][a-z0-9_]{0,40}")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_PRINTED = re.compile(r"[^\s\"\\{}]{2,20}")


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "URL"

    def short_desc(self) -> str:
        return "新增一家媒体，只凭首页（或数字报）的网址：写出模块和测试页面"

    def long_desc(self) -> str:
        return (
            "按平时的礼貌（robots.txt、间隔）从首页看起，至多设置 DISCOVERY_MAX_PAGES 页：认出发布平台、列表、文章网址"
            "的形式、名称和地区，读几篇文章，写出 spiders/NAME.py 和测试页面（confirmed: false），列出读出了什么、哪些"
            "拿不准。什么也不问。写出的媒体是试用，点名才抓；pytest -k NAME 逐条说还要核对什么。"
            "退出码：0 写好了，2 网址不是媒体的首页、已有媒体，或用法不对，3 首页取不到；不是 0 时什么也没有写。"
            "例：scrapy adopt https://www.songyun.cn --printed 松云网"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", metavar="NAME", help="模块的名称，不写则取域名里的词")
        parser.add_argument("--printed", metavar="名称", help="刊出的名称，不写则取自页面")
        parser.add_argument("--dry-run", action="store_true", help="只输出模块，不写文件")
        add_looking_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        most = self.settings.getint("DISCOVERY_MAX_PAGES")
        take_looking_options(self.settings, opts, OUTLET_MAX_PAGES=most, HTTPCACHE_ENABLED=bool(opts.replay))

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.adoption.deciding import decide
        from monitor.adoption.module import load_module, write_module
        from monitor.adoption.telling import tables
        from monitor.terminal.tables import show

        if len(args) != 1:
            raise MonitorError("用法：scrapy adopt URL；URL 是首页的网址，以 http:// 或 https:// 开头。")
        if not is_web_address(args[0]):
            meant = f"https://{args[0]}/" if _HOST.fullmatch(args[0]) else "https://www.songyun.cn/"
            raise MonitorError(f"“{args[0]}”不是网址；请写首页的完整网址，例如 scrapy adopt {meant}")
        if not self.settings.getint("DISCOVERY_MAX_PAGES"):
            raise MonitorError("设置 DISCOVERY_MAX_PAGES 是 0，不许找；例如 -s DISCOVERY_MAX_PAGES=60。")
        if opts.printed and not _PRINTED.fullmatch(opts.printed):
            raise MonitorError(f"--printed “{opts.printed}”不对：二到二十个字，没有空格、引号、反斜线和花括号。")
        self._refuse_claimed(args[0])
        name = self._name(args[0], opts.name)
        looked = self._look(args[0])
        adopted = decide(looked, args[0], name, opts.printed or "")
        text = write_module(adopted.declaration)
        outlet = load_module(text, name)
        if opts.dry_run:
            put(text.rstrip())
        else:
            self._write(looked, adopted, text)
            show(*tables(looked, adopted, outlet))
        for line in adopted.unsure:
            say(f"拿不准：{line}")
        what = "没有写文件" if opts.dry_run else f"写好了 {name}；还要核对什么：pytest -k {name}"
        say(f"看了 {looked.asked} 页，列表 {len(outlet.sources)} 个，文章 {len(looked.samples)} 篇；{what}")
        return 0

    def _refuse_claimed(self, url: str) -> None:
        from monitor.outlet.registry import find_outlet

        if outlet := find_outlet(self.settings, url):
            raise MonitorError(f"这个网址已有媒体：{outlet.outlet}（{outlet.name}）：{url}")

    def _name(self, url: str, given: str | None) -> str:
        from monitor.guessing.naming import spider_name
        from monitor.outlet.registry import load_outlets, unloaded_outlets

        taken = {*load_outlets(self.settings), *unloaded_outlets(self.settings), self.settings["BOT_NAME"], "families"}
        name = given or spider_name(url, taken)
        if not _NAME.fullmatch(name) or keyword.iskeyword(name):
            raise MonitorError(f"名称“{name}”不对，应为小写字母、数字和下划线，例如 hebnews_hbrb（--name）。")
        if name in taken:
            raise MonitorError(f"名称“{name}”已另有所指；另取一个（--name）。")
        return name

    def _look(self, url: str) -> "Looked":
        from monitor.adoption.asking import LookSpider
        from monitor.adoption.looking import Look
        from monitor.run.crawling import prepare, start

        prepare(self.settings)
        look = Look(url, today(self.settings), self.settings.getint("DISCOVERY_MAX_PAGES"), self._refuse_claimed)
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(LookSpider)
        self.crawler_process.crawl(crawler, url=url, look=look)
        start(self.crawler_process)
        spider = crawler.spider
        assert isinstance(spider, LookSpider)
        if spider.refused:
            raise spider.refused
        if spider.looked is None:
            raise MonitorError(f"没有看完：{url}；用 -s LOG_ENABLED=True 看缘由。")
        return spider.looked

    def _write(self, looked: "Looked", adopted: "Adopted", text: str) -> None:
        from monitor.adoption.module import load_module
        from monitor.adoption.pages import cases_of
        from monitor.adoption.writing import write_outlet

        name = adopted.declaration.name
        folder = Path(import_module(self.settings["NEWSPIDER_MODULE"]).__file__ or "").parent
        outlet = load_module(text, name)
        pages = Path(self.settings["OUTLET_PAGES"]) / name
        now = today(self.settings)
        write_outlet(folder / f"{name}.py", text, pages, outlet, cases_of(looked, outlet), now)
