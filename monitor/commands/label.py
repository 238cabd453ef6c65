import argparse
import re

from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put_json, say

_JUDGEMENTS = {"on": True, "off": False}


class Command(MonitorCommand):
    most_arguments = 2

    def syntax(self) -> str:
        return "编号 on|off [--reason TEXT]  或  --list"

    def short_desc(self) -> str:
        return "记录编辑的判断：一篇文章切题（on）或不切题（off）"

    def long_desc(self) -> str:
        return (
            "记录一篇文章切题与否，只增不改，以最后一次为准；判断先于评分：off 的文章不会入选，on 的文章可以入选。"
            "--list 把全部判断写成 JSON 行，可直接交给 scrapy topics --evaluate 检验词表。例：scrapy label 31 off"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--reason", metavar="TEXT", default="", help="理由，一并记录")
        parser.add_argument("--list", action="store_true", help="列出全部判断，每行一个 JSON 对象")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.store.choices import ID, add_label
        from monitor.store.database import database_url, open_database, writing
        from monitor.store.models import Article

        if opts.list:
            return self._list()
        if len(args) != 2 or not re.fullmatch(ID, args[0]) or args[1] not in _JUDGEMENTS:
            raise MonitorError("用法：scrapy label 编号 on|off，编号见 candidates.html，例如 scrapy label 31 off")
        with writing(open_database(database_url(self.settings))) as session:
            article = session.get(Article, int(args[0]))
            if article is None:
                raise MonitorError(f"库里没有编号 {args[0]} 的文章；编号见 candidates.html 或 scrapy articles。")
            headline = article.headline
            add_label(session, article.id, _JUDGEMENTS[args[1]], opts.reason)
        say(f"已记录：{headline} {'切题' if _JUDGEMENTS[args[1]] else '不切题'}")
        return 0

    def _list(self) -> int:
        from monitor.store.choices import find_labels
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.text.markdown import plain_text

        with reading(open_to_read(database_url(self.settings))) as session:
            for article, label in find_labels(session):
                row = {
                    "label": int(label.on_topic),
                    "title": article.headline,
                    "text": plain_text(article.article_body),
                }
                put_json(row)
        return 0
