"""Topic: score how far an article is about health informatization. Scores never drop."""

from typing import Self

from scrapy.crawler import Crawler

from monitor.items import ArticleItem
from monitor.markdown import plain_text
from monitor.topic import LINE, score


class Topic:
    """Counts the articles on topic, so that a run can tell "nothing relevant" from "nothing read"."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: ArticleItem) -> ArticleItem:
        judged = score(item.headline, plain_text(item.article_body))
        item.score, item.grade, item.reasons = judged.value, judged.grade, list(judged.reasons)
        if self.crawler.stats and judged.value >= LINE:
            self.crawler.stats.inc_value("monitor/on_topic")
        return item
