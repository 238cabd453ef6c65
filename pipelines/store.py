"""Store: write the article, with others in one transaction, and wait until it stands there."""

from scrapy.crawler import Crawler

from monitor.configuration import today
from monitor.items import ArticleItem
from monitor.store.database import database_url, open_database
from pipelines.batch import batch_of
from pipelines.stage import Stage


class Store(Stage):
    """The only stage that writes articles."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.batch = batch_of(open_database(database_url(crawler.settings)))

    async def process_item(self, item: ArticleItem) -> ArticleItem:
        window = getattr(self.crawler.spider, "window", None)
        await self.batch.store(item, window.until if window else item.day or today(self.crawler.settings))
        return item
