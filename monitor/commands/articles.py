import argparse

from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put_json, say


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期]"

    def short_desc(self) -> str:
        return "列出一期的入库文章，每篇一行 JSON"

    def long_desc(self) -> str:
        return (
            "按得分从高到低列出一期窗口内的全部入库文章，每行一个 JSON 对象，含得分、理由和同文编号。"
            "期号如 653，出刊日期如 2025-12-12；不写则为今天所在的一期。例：scrapy articles 653"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.store.articles import find_articles
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import named_issue
        from monitor.week.candidates import describe_article

        issue = named_issue(self.settings, args[0] if args else None)
        with reading(open_to_read(database_url(self.settings))) as session:
            articles = find_articles(session, issue.window)
            for article in articles:
                put_json(describe_article(article))
        if not articles:
            say(f"{issue}：库里还没有文章；先运行 scrapy weekly {issue.number}。")
        return 0
