"""Seen: drop what the store holds as it is; what was read differently this time passes and replaces it."""

from scrapy.crawler import Crawler

from monitor.exceptions import AlreadyStored
from monitor.items import ArticleItem
from monitor.store.articles import find_same, meet_again
from monitor.store.database import database_url, open_database, reading, writing
from monitor.store.many import find_known
from monitor.topic.score import LINE
from pipelines.batch import batch_of
from pipelines.stage import Stage


class Seen(Stage):
    """A further address of a stored article is kept all the same."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.engine = open_database(database_url(crawler.settings))

    def process_item(self, item: ArticleItem) -> ArticleItem:
        batch = batch_of(self.engine)
        if batch.holds(item):  # met under two addresses
            batch.write()
        with reading(self.engine) as session:  # most are new: they need not wait for a writer
            if not find_known(session, item.outlet, [item.key]) or find_same(session, item) is None:
                return item
        with writing(self.engine) as session:
            known = find_same(session, item)
            if known:
                meet_again(session, known, item)
                if known.score >= LINE:
                    self.count("on_topic")
        if known:  # not inside the transaction: the exception would roll it back
            raise AlreadyStored(f"已入库：{item.url}")
        return item
