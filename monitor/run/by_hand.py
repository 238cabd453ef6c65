"""What Scrapy's shell, fetch, view and parse ask for by hand: an address, with its outlet's ways, or a saved page.
Nothing of it is recorded: no archive, no verdict, no article unless `parse --pipelines` says so."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import BaseSettings, Settings

from monitor.exceptions import MonitorError, PageError
from monitor.files import read_file
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.terminal.command import guard, take_options
from monitor.terminal.interruption import unwatch
from monitor.terminal.logs import configure_log
from monitor.terminal.options import refuse_misuse
from monitor.terminal.output import complain

if TYPE_CHECKING:
    from monitor.listing.source import Source
    from monitor.outlet.spider import OutletSpider

_FILE_NAME = re.compile(r"[./~].*|.*\.(?:s?html?|json)", re.DOTALL)


class ByHand(ScrapyCommand):
    """What our forms of these commands add to Scrapy's: settings are read once, errors are a line, a file is a page."""

    settings: Settings

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add Scrapy's options; what the parser cannot read is refused in Chinese."""
        super().add_options(parser)
        refuse_misuse(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read all settings before anything is done."""
        take_options(self.settings, args, opts, lambda: super(ByHand, self).process_options(args, opts))
        configure_log(self.settings)
        if code := guard(lambda: prepare(self.settings, args, opts)):
            raise SystemExit(code)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do Scrapy's work, and say if there was no page to do it on."""
        unwatch()  # it has a way of its own to be stopped
        try:
            super().run(args, opts)  # type: ignore[safe-super]  # the command that stands beside this class
        except UsageError:  # which says nothing: Scrapy would print the whole help
            self.exitcode = guard(lambda: _refuse(self.__module__.rsplit(".", 1)[-1], args))
            return
        if args and not Asked.came:
            complain(f"取不到（{Asked.failure}）：{args[0]}")
            self.exitcode = 1


def _refuse(name: str, args: list[str]) -> NoReturn:
    """Raises MonitorError: the words `args` of the command `name`, which takes one address, are none."""
    if odd := [word for word in args if word.startswith("-")]:
        raise MonitorError(f"没有 {odd[0]} 这个选项；scrapy {name} -h 列出全部选项。")
    raise MonitorError(f"用法：scrapy {name} URL 或存下的网页文件，一个；网址以 http:// 或 https:// 开头。")


class Asked:
    """Downloader middleware, before all others: whether the page that was asked for came, or why not. Scrapy says so in
    its log alone, and ends well."""

    came = False
    robots = False  # whether it is a robots.txt; else such a one is asked for on the way
    failure = "没有应答"

    def process_response(self, request: Request, response: Response) -> Response:
        """Something came."""
        Asked.came |= Asked.robots or not request.url.endswith("/robots.txt")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Keep the reason."""
        from monitor.network.failures import describe, kind_of

        Asked.failure = describe(kind_of(exception))


def prepare(settings: BaseSettings, args: list[str], opts: argparse.Namespace) -> int:
    """Set what is asked for by hand, and put the address of a page in place of a file in `args`. ARCHIVE_REPLAY answers
    from archives. Returns 0. Raises MonitorError if a file cannot be read, or for an outlet that there is not."""
    from monitor.archive.index import open_index
    from monitor.archive.opening import find_files
    from monitor.outlet.registry import pick_outlets

    keep = getattr(opts, "pipelines", False)  # whether items go through the stages
    if opts.spider:
        (opts.spider,) = pick_outlets(settings, [opts.spider])
    changed: dict[str, Any] = {
        "EXTENSIONS": {"monitor.network.robots.CrawlDelay": 500},
        # The one left out asks the store.
        "SPIDER_MIDDLEWARES": {**settings.getdict("SPIDER_MIDDLEWARES"), "monitor.run.sparing.ToldElsewhere": None},
        "REFETCH_HOURS": 0,  # else what is stored would not be asked for
        "DOWNLOADER_MIDDLEWARES": {**settings.getdict("DOWNLOADER_MIDDLEWARES"), Asked: 1},
    }
    if files := settings.getlist("ARCHIVE_REPLAY"):
        open_index(find_files(settings, files))
        changed["HTTPCACHE_IGNORE_MISSING"] = True
    elif not keep:
        changed["HTTPCACHE_ENABLED"] = False
    if not keep:
        changed["ITEM_PIPELINES"] = {}
    Asked.robots = bool(args) and args[0].endswith("/robots.txt")
    if args and (file := _file(args[0])):
        body, args[0] = read_file(file), _address(file)
        changed["DOWNLOADER_MIDDLEWARES"][_answering(args[0], body)] = 2
    settings.setdict(changed, priority="cmdline")
    return 0


def _file(word: str) -> Path | None:
    """The file that a word names. Raises MonitorError for what looks like one and is none."""
    if word.startswith("file:"):
        return Path(unquote(urlsplit(word).path))
    file = None if "://" in word else Path(word)  # what begins with ~ is the shell's to find
    if file and file.is_file():
        return file
    if file and _FILE_NAME.fullmatch(word):
        raise MonitorError(f"没有这个文件：{word}（网址要从 http:// 或 https:// 写起）。")
    return None


def _address(file: Path) -> str:
    """Where a page of the outlets' tests was saved from, as its case says; of another file its own address."""
    try:
        return str(json.loads(file.with_suffix(".json").read_bytes())["url"])
    except (OSError, ValueError, LookupError, TypeError):
        return file.resolve().as_uri()


def _answering(url: str, body: bytes) -> type:
    from monitor.outlet.page_cases import open_page

    class SavedPage:
        """Downloader middleware, before all that change a request: one address is answered by a file."""

        def process_request(self, request: Request) -> HtmlResponse | None:
            return open_page(url, body) if request.url == url else None

    return SavedPage


def read_page(spider: OutletSpider, any_day: bool, response: Response) -> Iterator[Request | ArticleItem]:
    """Yield what the spider makes of one page: of an article the article and its further page, of a list the pages and
    articles that it leads to, those of `any_day` or of the spider's window. What cannot be read is told in the log."""
    from monitor.listing.source import Link

    address = spider.identify(response.url)
    try:
        if not isinstance(response, TextResponse):
            raise MonitorError("不是文本")
        if address:
            link = Link(response.url, spider.read(response).headline, address)
            yield from spider.parse_article(response, link)
            return
        source = _source_of(spider, response)
        if source is None:
            names = "、".join(each.name for each in spider.sources)
            raise MonitorError(
                f"不是文章的网址，也没有一个列表（{names}）读得出它；"
                "报纸的版面按日期读，用 -a since=… -a until=… 写明日期"
            )
        if any_day:
            spider.window = Window(date.min, date.max)
        yield from spider.parse_listing(response, source, 1)
    except (PageError, MonitorError) as error:
        spider.logger.error("%s：%s：%s", spider.outlet, error, response.url)


def _source_of(spider: OutletSpider, response: TextResponse) -> Source | None:
    """The list that asks for this page in the spider's window, else the first that can read it."""
    for source in spider.sources:
        for request in source.requests(spider.window, spider.settings.getlist("SEARCH_WORDS")):
            if request.url == response.url:
                response.meta.update(request.meta)
                return source
    return next((source for source in spider.sources if _reads(source, spider, response)), None)


def _reads(source: Source, spider: OutletSpider, response: TextResponse) -> bool:
    try:
        return bool(source.read(response, spider.identify).links)
    except (PageError, LookupError):
        return False
