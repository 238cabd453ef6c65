"""What the two commands that write an issue share: its options, its pictures, its folder, what they say at the end."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from monitor.cli import MonitorCommand, console, named_issue, outlet_facts, say
from monitor.configuration import ByHand, home
from monitor.coverage import BRIEF, COLUMNS, OutletWeek, summarise
from monitor.exceptions import MonitorError, OutputError
from monitor.failures import describe
from monitor.files import prepare_folder
from monitor.issue_calendar import Issue
from monitor.logs import configure_log, open_log
from monitor.notify import notify
from monitor.pictures import PictureSpider, find_pictures, load_photos
from monitor.progress import RunDisplay
from monitor.publishing import Draft, Publication, publish
from monitor.ranking import OutletFacts

COMPLETE, NO_BULLETIN, INCOMPLETE = 0, 1, 3
_ISSUE = re.compile(r"\d{1,7}|\d{4}-\d{2}-\d{2}")


class IssueCommand(MonitorCommand):
    """A command that writes an issue; its pictures are fetched in the command's own crawler process."""

    requires_crawler_process = True
    notifies = False  # whether people are told how it ended: not of what an editor does at the keyboard
    _pictures: Crawler | None = None

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that both have."""
        super().add_options(parser)
        parser.add_argument("--number", metavar="N", help="期号，不按日历推算")
        parser.add_argument("--since", metavar="YYYY-MM-DD", help="窗口的第一天，不按日历推算")
        parser.add_argument("--until", metavar="YYYY-MM-DD", help="窗口的最后一天，不按日历推算")
        parser.add_argument(
            "--format", metavar="md,html", help="写出的格式：md、html、docx、json、pdf；默认前四种；md 总会写出"
        )
        parser.add_argument("--out", metavar="DIR", help="输出目录，默认 MONITOR_HOME/bulletins/期号")
        parser.add_argument(
            "--replay",
            metavar="FILE",
            nargs="+",
            action="extend",
            default=[],
            help="只从这些 WARC 文件回答请求，不上网",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options that are settings. The log goes to a file: the screen belongs to the progress display."""
        super().process_options(args, opts)
        # `--replay FILE 653`: argparse gives every following word to --replay, the number too.
        swallowed = not args and len(opts.replay) > 1 and not Path(opts.replay[-1]).exists()
        if swallowed and _ISSUE.fullmatch(opts.replay[-1]):
            args.append(opts.replay.pop())
        if opts.replay:
            self.settings.setdict({"ARCHIVE_REPLAY": opts.replay, "HTTPCACHE_IGNORE_MISSING": True}, priority="cmdline")
        if not (opts.logfile or opts.loglevel or opts.nolog):
            self._log_to_file(home(self.settings) / "logs")
        configure_log(self.settings)

    def _log_to_file(self, folder: Path) -> None:
        file = folder / f"{self._name}.log"
        try:
            prepare_folder(folder)
            open_log(file)
        except OutputError as error:
            say(f"错误：{error}")
            raise SystemExit(error.exit_code) from None
        self.settings.set("LOG_FILE", str(file), priority="cmdline")

    def _work(self, args: list[str], opts: argparse.Namespace) -> int:
        self.told: list[str] = []  # what people are to hear of
        try:
            code = super()._work(args, opts)
        except Exception as error:
            self._notify("运行失败", [str(error)])
            raise
        if self.told or code == NO_BULLETIN:
            titles = {COMPLETE: "周报已写出", NO_BULLETIN: "没有写出周报", INCOMPLETE: "有媒体故障、被拦截或未运行"}
            self._notify(titles[code], self.told)
        return code

    def _notify(self, title: str, lines: list[str]) -> None:
        if self.notifies:
            notify(self.settings, f"{self.settings['BULLETIN_TITLE']}：{title}", lines)

    def find_issue(self, args: list[str], opts: argparse.Namespace) -> Issue:
        """Return the issue that the command line names. Raises CalendarError."""
        return named_issue(self.settings, args[0] if args else None, ByHand(opts.number, opts.since, opts.until))

    def order_pictures(self, draft: Draft, folder: Path, display: RunDisplay) -> None:
        """Begin a crawl for those pictures of `draft` that its `folder` lacks."""
        wanted = self._wanted(draft)
        lacking = {url: wanted[url] for url in wanted if url not in load_photos(wanted, folder)}
        if lacking:
            assert self.crawler_process is not None
            self._pictures = self.crawler_process.create_crawler(PictureSpider)
            display.follow(self._pictures)
            self.crawler_process.crawl(self._pictures, wanted=lacking, window=draft.bulletin.issue.window)

    def fetch_pictures(self) -> None:
        """Run the crawl of pictures that was ordered, if any."""
        if self._pictures:
            assert self.crawler_process is not None
            self.crawler_process.start()

    @property
    def outlets(self) -> dict[str, OutletFacts]:
        """All outlets: those of earlier runs count in an issue too."""
        return outlet_facts(self.settings)

    def write(self, draft: Draft, folder: Path, formats: list[str], asked: Mapping[str, datetime] | None = None) -> int:
        """Write `draft` with the pictures that came, tell what was written, and return the exit code: NO_BULLETIN,
        INCOMPLETE if one of the outlets that were `asked` (all, if there was any run) was not seen, else COMPLETE.
        Raises OutputError."""
        photos = load_photos(self._wanted(draft), folder)
        if self._pictures and isinstance(self._pictures.spider, PictureSpider):
            photos |= self._pictures.spider.photos
            for url, kind in self._pictures.spider.missing.items():
                say(f"注意：图片取不到（{describe(kind)}），只印图注：{url}")
        publication = publish(self.settings, draft, photos, folder, formats, asked)
        rows = [row for row in publication.coverage if asked is None or row.coverage.outlet in asked]
        told = asked is not None or any(row.runs for row in rows)  # of an imported issue nothing is known
        if told:
            self.show(rows)
        _report(draft, publication)
        self.told += [str(draft.bulletin.issue), *draft.reasons, *summarise(rows), *map(str, publication.files[:1])]
        if not draft.sources:
            return NO_BULLETIN
        return INCOMPLETE if told and not all(row.coverage.seen for row in rows) else COMPLETE

    def show(self, rows: Sequence[OutletWeek]) -> None:
        """Tell how the outlets were covered."""
        table = Table(*BRIEF, box=SIMPLE)
        for row in rows:
            cells = dict(zip(COLUMNS, row.cells, strict=True))
            table.add_row(*(cells[name] for name in BRIEF))
        console().print(table)
        for line in summarise(rows):
            say(line)
        if not all(row.coverage.seen for row in rows):
            say("故障、被拦截或未运行的媒体，本期可能有遗漏。")

    def _wanted(self, draft: Draft) -> dict[str, str]:
        return find_pictures(draft.bulletin.entries) if self.settings.getbool("BULLETIN_PICTURES") else {}


def read_formats(settings: BaseSettings, text: str | None) -> list[str]:
    """Return the formats that --format names, without it those of BULLETIN_FORMATS. Raises MonitorError for one that is
    unknown or lacks its library."""
    known = settings.getdict("BULLETIN_EXPORTERS")
    wanted = [name.strip() for name in text.split(",")] if text is not None else settings.getlist("BULLETIN_FORMATS")
    wanted = [name.strip() for name in wanted]
    for name in wanted:
        if name not in known:
            raise MonitorError(f"没有“{name}”这种格式；现有：{'、'.join(known)}。")
        try:
            load_object(known[name])
        except (ImportError, OSError) as error:
            raise MonitorError(
                f"格式 {name} 缺少组件（{str(error).splitlines()[0]}）；请 pip install '.[{name}]'，pdf 另需"
                " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0。"
            ) from error
    return list(dict.fromkeys(wanted))


def _report(draft: Draft, publication: Publication) -> None:
    for pick in draft.gone:
        say(f"注意：选用的编号 {pick} 已不在本期的窗口里，没有刊出。")
    if not draft.sources:
        why = "库里没有这一期的切题文章"
        if draft.on_topic:
            why = f"{draft.on_topic} 篇切题的文章都已定为不用或往期已刊（--auto 恢复自动选择），以前写出的没改动"
        say(f"没有写出周报：{why}。候选清单：{publication.files[1]}")
        return
    for path in publication.files:
        say(f"已写出：{path}")
    for number, line in enumerate(draft.reasons, 1):
        say(f"  {number}. {line}")
    if publication.changes:
        say(f"与上次相比：{'；'.join(publication.changes)}")
    if publication.kept:
        say(f"上一版存在：{publication.kept}")
    if len(draft.sources) < draft.asked:
        say(f"注意：只有 {len(draft.sources)} 篇切题，少于 {draft.asked} 篇。")
