import argparse

from monitor.crawling import run
from monitor.exceptions import Interrupted
from monitor.progress import RunDisplay
from monitor.publishing import Draft, draft_issue
from monitor.week_command import Plan, WeekCommand


class Command(WeekCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "抓取一期的全部媒体，选出文章，写出周报"

    def long_desc(self) -> str:
        return (
            "在一个进程里抓取全部媒体、入库、按切题程度选出前 N 篇，写出周报 bulletin.md 等、候选清单 candidates.md 和"
            "来源情况 coverage.md。期号如 653，出刊日期如 2025-12-12；不写则为今天所在的一期。已入库的文章都参加评选，"
            "不论由哪次抓取存入。退出码：0 完整；1 没有写出周报（没有切题文章，或中断）；2 用法不对；"
            "3 有媒体故障、被拦截或未运行。"
            "例：scrapy weekly 653 --outlets people,xinhuanet"
        )

    def gather(self, plan: Plan, opts: argparse.Namespace) -> Draft | None:
        """Crawl the outlets, then choose, then fetch the pictures, all in this process."""
        assert self.crawler_process is not None
        crawlers = [self.crawler_process.create_crawler(name) for name in plan.outlets]
        with RunDisplay({name: facts.printed for name, facts in plan.outlets.items()}) as display:
            for crawler in crawlers:
                display.follow(crawler)

            def choose() -> Draft | None:
                reasons = [crawler.stats.get_value("finish_reason") for crawler in crawlers if crawler.stats]
                if "shutdown" in reasons:
                    raise Interrupted("已中断，没有写周报。抓到的文章已入库，重新运行即可接着做。")
                if plan.folder is None:
                    return None
                draft = draft_issue(self.settings, plan.issue, self.outlets, plan.top)
                self.order_pictures(draft, plan.folder, display)
                return draft

            return run(self.crawler_process, [(crawler, plan.days) for crawler in crawlers], choose)
