import argparse

from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.items import Evidence
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say

# Nothing is fetched, recorded or judged as a crawl: the pages come from the archive.
_SETTINGS = {
    "HTTPCACHE_STORAGE": "monitor.archive.evidence.EvidenceStorage",
    "HTTPCACHE_IGNORE_MISSING": True,
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_DELAY": 0,
    "EXTENSIONS": {
        "monitor.run.record.RunRecord": None,
        "monitor.network.robots.CrawlDelay": None,
        "monitor.discovery.lessons.Lessons": 400,  # reads with what was learned, and learns nothing
    },
}
_INCOMPLETE = 3
Pages = dict[str, dict[str, Evidence]]  # spider name → address → where the page lies


class Command(MonitorCommand):
    requires_crawler_process = True

    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "用现在的读法重读一期的存档页面，不上网"

    def long_desc(self) -> str:
        return (
            "修好选择器之后用：把一期窗口内的文章从存档里重读一遍，读得不同的存为新版本，旧版本留在库里。"
            "重读后用 scrapy bulletin 重写周报。退出码：0 完成，2 用法不对，3 有页面不在存档里或读不出来。"
            "例：scrapy reread 653"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jobs", metavar="N", help="分给几个进程重读，默认 1；auto 为本机的核数")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        self.settings.setdict(_SETTINGS, priority="cmdline")
        if not (opts.logfile or opts.loglevel or opts.nolog):
            self.settings.set("LOG_ENABLED", False, priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.store.issues import named_issue
        from monitor.workers.shares import read_jobs

        jobs = read_jobs(opts.jobs)
        issue = named_issue(self.settings, args[0] if args else None)
        before, pages, without = self._find(issue)
        if not before:
            raise MonitorError(f"{issue}：库里没有文章；先运行 scrapy weekly {issue.number}。")
        failed = self._read(issue, pages, jobs)
        after, _, _ = self._find(issue)
        changed = [
            headline for key, (version, headline) in after.items() if before.get(key, (version, ""))[0] != version
        ]
        for headline in changed:
            say(f"有变化：{headline}")
        say(f"{issue}：{len(before)} 篇，有变化 {len(changed)} 篇，没有存档 {without} 篇，读不出来 {failed} 篇。")
        return _INCOMPLETE if failed or without else 0

    def _find(self, issue: Issue) -> tuple[dict[int, tuple[int, str]], Pages, int]:
        """Return version and headline of the issue's articles by id, their archived pages, and how many have none."""
        from monitor.outlet.registry import load_outlets
        from monitor.store.articles import find_articles
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import find_evidence

        outlets = load_outlets(self.settings)
        pages: Pages = {}
        without = 0
        with reading(open_to_read(database_url(self.settings))) as session:
            articles = [article for article in find_articles(session, issue.window) if article.outlet in outlets]
            for article in articles:
                rows = find_evidence(session, article.id, article.version)
                without += not rows
                for row in rows:
                    pages.setdefault(article.outlet, {})[row.url] = Evidence(
                        row.url, row.file, row.offset, row.sha256, row.fetched_at, row.status, row.headers,
                        row.certificate,
                    )  # fmt: skip
            return {article.id: (article.version, article.headline) for article in articles}, pages, without

    def _read(self, issue: Issue, pages: Pages, jobs: int) -> int:
        from monitor.outlet.registry import load_outlets
        from monitor.terminal.progress import RunDisplay
        from monitor.workers.shares import crawl

        assert self.crawler_process is not None
        days = {"since": issue.window.since.isoformat(), "until": issue.window.until.isoformat()}
        with RunDisplay({name: outlet.outlet for name, outlet in load_outlets(self.settings).items()}) as display:
            for name in sorted(pages):
                display.expect(name)
            crawls = {name: {"again": pages[name], **days} for name in sorted(pages)}
            counted = crawl(self.crawler_process, crawls, jobs, display.show).values()
        return sum(
            int(value)
            for stats in counted
            for name, value in stats.items()
            if name.startswith(("monitor/article/failed/", "item_dropped_reasons_count/NoText"))
            or name == "monitor/item_errors"
        )
