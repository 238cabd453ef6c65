import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from monitor.archive.index import open_index
from monitor.archive.retention import prune
from monitor.cli import load_outlets, outlet_facts, pick_outlets, read_count, say
from monitor.configuration import frame, home, today
from monitor.coverage import tell_coverage
from monitor.crawling import run
from monitor.exceptions import OutputError
from monitor.files import prepare_folder
from monitor.issue_calendar import Issue
from monitor.issue_command import NO_BULLETIN, IssueCommand, read_formats
from monitor.progress import RunDisplay
from monitor.publishing import Draft, draft_issue, issue_folder
from monitor.store.database import database_url, open_database, reading
from monitor.store.issues import find_printed_files


class Command(IssueCommand):
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
        parser.add_argument("--top", metavar="N", help="入选篇数，默认 3（设置 BULLETIN_TOP）")
        parser.add_argument("--outlets", metavar="a,b", help="只抓这些媒体（scrapy outlets 列出），默认全部")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        top = read_count(opts.top, "--top")
        if opts.replay:
            open_index(tuple(Path(path) for path in opts.replay))
        issue = self.find_issue(args, opts)
        given = opts.outlets.split(",") if opts.outlets is not None else load_outlets(self.settings)
        names = list(pick_outlets(self.settings, given))
        formats = read_formats(self.settings, opts.format)
        facts = outlet_facts(self.settings)
        frame(self.settings)
        folder = issue_folder(self.settings, issue, opts.out)
        if not opts.replay:
            prepare_folder(home(self.settings) / "archive")
        open_database(database_url(self.settings))
        say(f"{issue}，媒体 {len(names)} 家")
        asked = dict.fromkeys(names, datetime.now(UTC))
        draft = self._crawl(names, issue, lambda: draft_issue(self.settings, issue, facts, top), folder)
        if draft is None:
            with reading(open_database(database_url(self.settings))) as session:
                self.show(tell_coverage(session, issue, {name: facts[name] for name in names}, asked))
            say("已中断，没有写周报。抓到的文章已入库，重新运行即可接着做。")
            return NO_BULLETIN
        code = self.write(draft, folder, formats, asked)
        self._prune()
        return code

    def _crawl(self, names: list[str], issue: Issue, draft_it: Callable[[], Draft], folder: Path) -> Draft | None:
        """Crawl the outlets, then choose, then fetch the pictures; None if a person stopped it."""
        assert self.crawler_process is not None
        printed = {name: facts.printed for name, facts in outlet_facts(self.settings).items()}
        days = {"since": issue.window.since.isoformat(), "until": issue.window.until.isoformat()}
        crawlers = [self.crawler_process.create_crawler(name) for name in names]
        with RunDisplay(printed) as display:
            for crawler in crawlers:
                display.follow(crawler)

            def choose() -> Draft | None:
                reasons = [crawler.stats.get_value("finish_reason") for crawler in crawlers if crawler.stats]
                if "shutdown" in reasons:
                    return None
                draft = draft_it()
                self.order_pictures(draft, folder, display)
                return draft

            return run(self.crawler_process, [(crawler, days) for crawler in crawlers], choose)

    def _prune(self) -> None:
        with reading(open_database(database_url(self.settings))) as session:
            kept = find_printed_files(session)
        days = self.settings.getint("ARCHIVE_KEEP_DAYS")
        try:
            for path in prune(home(self.settings) / "archive", kept, today(self.settings), days):
                say(f"已删除过期存档：{path}")
        except OutputError as error:  # the bulletin is written all the same
            say(f"注意：{error}")
