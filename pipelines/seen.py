"""Seen: drop what the store holds word for word; a changed text passes and replaces the old one."""

from typing import Self

from scrapy.crawler import Crawler
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from monitor.exceptions import AlreadyStored
from monitor.items import ArticleItem
from monitor.store.articles import add_addresses, is_stored
from monitor.store.database import database_url, open_database


class Seen:
    """A further address of a stored article is kept all the same."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(open_database(database_url(crawler.settings)))

    def process_item(self, item: ArticleItem) -> ArticleItem:
        with Session(self.engine) as session, session.begin():
            known = is_stored(session, item)
            if known:
                add_addresses(session, item)
        if known:  # not inside the transaction: the exception would roll it back
            raise AlreadyStored(f"已入库：{item.url}")
        return item
