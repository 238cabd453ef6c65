"""Seen: drop what the store holds as it is; what was read differently this time passes and replaces it."""

from typing import Self

from scrapy.crawler import Crawler
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from monitor.exceptions import AlreadyStored
from monitor.items import ArticleItem
from monitor.store.articles import add_addresses, find_same
from monitor.store.database import database_url, open_database
from monitor.topic import LINE


class Seen:
    """A further address of a stored article is kept all the same."""

    def __init__(self, crawler: Crawler, engine: Engine) -> None:
        self.crawler = crawler
        self.engine = engine

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, open_database(database_url(crawler.settings)))

    def process_item(self, item: ArticleItem) -> ArticleItem:
        with Session(self.engine) as session, session.begin():
            known = find_same(session, item)
            if known:
                add_addresses(session, known, item.addresses)
                if known.score >= LINE and self.crawler.stats:
                    self.crawler.stats.inc_value("monitor/on_topic")
        if known:  # not inside the transaction: the exception would roll it back
            raise AlreadyStored(f"已入库：{item.url}")
        return item
