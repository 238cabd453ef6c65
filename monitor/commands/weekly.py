import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table
from scrapy.crawler import Crawler

from monitor.archive.index import open_index
from monitor.archive.retention import prune
from monitor.cli import (
    MonitorCommand,
    console,
    load_outlets,
    outlet_facts,
    pick_outlets,
    read_count,
    read_formats,
    report,
    say,
)
from monitor.configuration import find_issue, home, today
from monitor.exceptions import OutputError
from monitor.files import prepare_folder
from monitor.health import MEANING, Coverage, judge
from monitor.issue_calendar import Issue
from monitor.progress import RunDisplay
from monitor.publishing import issue_folder, publish
from monitor.store.database import database_url, open_database, reading
from monitor.store.issues import find_printed_files

_ISSUE = re.compile(r"\d{1,7}|\d{4}-\d{2}-\d{2}")
COMPLETE, INTERRUPTED, INCOMPLETE = 0, 1, 3


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "抓取一期的全部媒体，选出文章，写出周报"

    def long_desc(self) -> str:
        return (
            "在一个进程里抓取全部媒体、入库、按切题程度选出前 N 篇，写出周报 bulletin.md 和候选清单 candidates.md。"
            "期号如 653，出刊日期如 2025-12-12；不写则为今天所在的一期。已入库的文章都参加评选，不论由哪次抓取存入。"
            "退出码：0 完整；1 没有写出周报（没有切题文章，或中断）；2 用法不对；3 写出了周报，但有媒体故障或被拦截。"
            "例：scrapy weekly 653 --outlets people,xinhuanet"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--replay",
            metavar="FILE",
            nargs="+",
            action="extend",
            default=[],
            help="只从这些 WARC 文件回答请求，不上网",
        )
        parser.add_argument("--top", metavar="N", help="入选篇数，默认 3（设置 BULLETIN_TOP）")
        parser.add_argument("--outlets", metavar="a,b", help="只抓这些媒体（scrapy outlets 列出），默认全部")
        parser.add_argument(
            "--format",
            metavar="md,html",
            help="写出的格式：md、html、docx、json、pdf；默认前四种",
        )
        parser.add_argument("--out", metavar="DIR", help="输出目录，默认 MONITOR_HOME/bulletins/期号")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        # `--replay FILE 653`: argparse gives every following word to --replay, the number too.
        if (
            not args
            and len(opts.replay) > 1
            and not Path(opts.replay[-1]).exists()
            and _ISSUE.fullmatch(opts.replay[-1])
        ):
            args.append(opts.replay.pop())
        if opts.replay:
            self.settings.setdict({"ARCHIVE_REPLAY": opts.replay, "HTTPCACHE_IGNORE_MISSING": True}, priority="cmdline")
        if not (opts.logfile or opts.loglevel or opts.nolog):  # the screen belongs to the progress display
            self._log_to_file(home(self.settings) / "logs")

    def _log_to_file(self, folder: Path) -> None:
        try:
            prepare_folder(folder)
        except OutputError as error:
            say(f"错误：{error}")
            raise SystemExit(error.exit_code) from None
        self.settings.set("LOG_FILE", str(folder / "weekly.log"), priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        top = read_count(opts.top, "--top")
        issue = find_issue(self.settings, args[0] if args else None)
        given = opts.outlets.split(",") if opts.outlets is not None else load_outlets(self.settings)
        names = list(pick_outlets(self.settings, given))
        formats = read_formats(self.settings, opts.format)
        folder = issue_folder(self.settings, issue, opts.out)
        if opts.replay:
            open_index(tuple(Path(path) for path in opts.replay))
        else:
            prepare_folder(home(self.settings) / "archive")
        open_database(database_url(self.settings))
        say(f"{issue}，媒体 {len(names)} 家")
        coverage = self._crawl(names, issue)
        self._show(coverage)
        if any(each.interrupted for each in coverage):
            say("已中断，没有写周报。抓到的文章已入库，重新运行即可接着做。")
            return INTERRUPTED
        written = report(publish(self.settings, issue, outlet_facts(self.settings), folder, top, formats))
        self._prune()
        return written or (COMPLETE if all(each.seen for each in coverage) else INCOMPLETE)

    def _crawl(self, names: Sequence[str], issue: Issue) -> list[Coverage]:
        assert self.crawler_process is not None
        crawlers: list[Crawler] = []
        printed = {name: facts.printed for name, facts in outlet_facts(self.settings).items()}
        with RunDisplay(printed) as display:
            for name in names:
                crawler = self.crawler_process.create_crawler(name)
                display.follow(crawler)
                crawlers.append(crawler)
                days = {"since": issue.window.since.isoformat(), "until": issue.window.until.isoformat()}
                self.crawler_process.crawl(crawler, **days)
            self.crawler_process.start()
        return [
            judge(crawler.spidercls.name, crawler.stats.get_stats() if crawler.stats else {}) for crawler in crawlers
        ]

    def _prune(self) -> None:
        with reading(open_database(database_url(self.settings))) as session:
            kept = find_printed_files(session)
        days = self.settings.getint("ARCHIVE_KEEP_DAYS")
        try:
            for path in prune(home(self.settings) / "archive", kept, today(self.settings), days):
                say(f"已删除过期存档：{path}")
        except OutputError as error:  # the bulletin is written all the same
            say(f"注意：{error}")

    def _show(self, coverage: Sequence[Coverage]) -> None:
        facts = outlet_facts(self.settings)
        table = Table("媒体", "结论", "列表", "链接", "窗口内", "未取", "读出", "失败", "新", "旧", "切题", box=SIMPLE)
        for each in sorted(coverage, key=lambda each: each.seen):
            numbers = (
                each.listings, each.links, each.in_window, each.stopped,
                each.read, each.failed, each.stored, each.known, each.on_topic,
            )  # fmt: skip
            table.add_row(facts[each.outlet].printed, MEANING[each.verdict], *map(str, numbers))
        console().print(table)
        for each in coverage:
            if each.notes:
                say(f"{facts[each.outlet].printed}：{'；'.join(each.notes)}")
        if not all(each.seen for each in coverage):
            say("故障或被拦截的媒体本期可能有遗漏。")
