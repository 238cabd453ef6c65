"""Store: write the article, one short transaction each."""

from scrapy.crawler import Crawler

from monitor.configuration import today
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.database import database_url, open_database, writing
from pipelines.stage import Stage


class Store(Stage):
    """The only stage that writes articles."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.engine = open_database(database_url(crawler.settings))

    def process_item(self, item: ArticleItem) -> ArticleItem:
        window = getattr(self.crawler.spider, "window", None)
        found_for = window.until if window else item.day or today(self.crawler.settings)
        with writing(self.engine) as session:
            save(session, item, found_for)
        return item
